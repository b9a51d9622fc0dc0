"""Programs amid text: lines whose breaks and indents say something, told by their signs alone."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from cleaners.layout import MIN_PROSE_CHARS, ends_sentence, weighs

MIN_LINES: Final = 2
MIN_SETTINGS: Final = 3  #: lines of a file of settings
MIN_AMID: Final = 3  #: lines of a program that stands amid prose without a blank line
#: without any of these no program is looked for amid the lines of prose
_HINTS: Final = ("{", ");", "</", " = ", "):\n")
SHARE_CODE: Final = 0.7  #: of the lines, that must show a sign of a program
SHARE_PROSE: Final = 0.3  #: of the lines of a program, that may be sentences: its comments
MIN_OPENERS: Final = 2  #: lines that open an indent, from which such lines tell of each other
_ITEM: Final = re.compile(r"\s*(?:[•‣◦▪●►▼]|\d{1,3}[.)]\s)")  #: how no line of a program begins
_CODE_ENDS: Final = tuple("={}();[],")  #: signs of a program: how its lines end, begin, and go on
_CODE_BEGINS: Final = re.compile(
    r"\s*(?:#|//|\*/|end$|\}|\)|\"[^\"]+\": |\.{3}|\]|return\b|(?i:else):?$|try:$"
    r"|(?:for|while|if|elif|with|def|class) .*:$)"
)
#: what verse has not, whose lines may be set in and end with commas, too
_NO_PROSE: Final = re.compile(r"[={}()\[\];<>_#$/\\|\d]|:\s*$", re.MULTILINE)
_CODE_AMID: Final = re.compile(r"[A-Za-z0-9_]\(|\) *[:{]$|[=!<>+-]=|\w = \w")
#: "(5)" or "[ edit ]" behind words: people write so, too
_ASIDE: Final = re.compile(r"(?:^|\s|(?<=[^\x00-\x7f]))(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
#: a line that a program may have behind a blank line, beside those with a sign
_SETTING: Final = re.compile(r"^\s*(?:- )?[\w./-]+:(?:\s|$)")
#: a line of a file of settings: "port: 80", "- 80:80", "volumes:"
_STRICT_SETTING: Final = re.compile(r"^ *(?:- )*(?:[a-z_][\w./-]*:(?: \S.*)?|- *\S+)$")
#: what no line of prose or verse looks like; in such lines a program needs no indent
_SURE_ENDS: Final = tuple("{};")
_SURE_BEGINS: Final = re.compile(
    r"(?:import \w[\w.]*(?: as \w+)?;?|from [\w.]+ import [\w., ]+)$"
    r"|\w[\w.\[\]'\"]* [-+]?= ?\S|(?:\$|>>>|#!|//|/\*) ?\S|[\])}]+[;,]?$"
    r"|[\w.-]+==[\w.]+|[|│├└ ]+(?:--|──)"
    r"|(?:def|class|function|const|let|var|public|private|static|void|int) \w+.*[:;{)=]$"
)
_SURE_CALL: Final = re.compile(r"\w\([^ ()]*\)(?:[;:.{]|\s*$)|\w\([^ ]+\)$")
#: a command with an option: "tar -x boats.tar", "rowboat --oars 2"
_COMMAND: Final = re.compile(
    r"(?:\$ )?[a-z][\w./-]*(?: \S+)*? (?:-[A-Za-z]|--[a-z][\w-]+)(?=[ =]|$)"
)
_COMMENT: Final = re.compile(r"# ?\S")
_COMMENT_BEHIND: Final = re.compile(r"(?<=\S)\s+(?:#|//) .*$")
_BRANCH: Final = re.compile(r"[|│├└ ]+(?:-{2,}|─{2,}) ?[\w.<]")  #: of a tree of files
_TAG: Final = re.compile(r"<[^<>]*>")
_WHOLE_PAGE: Final = re.compile(r"<(?:!doctype|html|\?xml)\b", re.IGNORECASE)
MIN_WORDY: Final = 5  #: words of a line that may be prose
SHARE_WORDY: Final = 0.8  #: of these, that are nothing but letters
_PLAIN_WORD: Final = re.compile(r"[(\"'“‘]?[^\W\d_]+(?:['’-][^\W\d_]+)*[.,:;!?)\"'”’]{0,2}")
_WORD: Final = re.compile(r"\w")


def is_code(text: str) -> bool:
    """Whether lines that follow each other are a program: some indented, most with its signs.

    Without an indent, all of them must look like lines of a program and nothing else.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < MIN_LINES or "](" in text:
        return False
    bare = [line.strip() for line in lines]
    if _are_sure(bare) or _is_tree(bare) or _is_expression(bare) or _is_markup(bare):
        return True
    margin = len(lines[0]) - len(lines[0].lstrip())
    if not any(line[: margin + 2].isspace() for line in lines[1:]):
        return False
    if _are_settings(lines):
        return True
    if _signs(lines) < SHARE_CODE * len(lines) or _NO_PROSE.search(text) is None:
        return False
    return sum(map(_is_sentence, lines)) <= SHARE_PROSE * len(lines)


def is_page(line: str) -> bool:
    """Whether a line is the markup of a whole page, shown in one line."""
    bare = line.strip()
    return _WHOLE_PAGE.match(bare) is not None and bare[-1] == ">"


def programs_amid(text: str) -> list[tuple[int, int]]:
    """Return which lines of a run without blank lines are programs, as half-open pairs."""
    if not any(hint in text for hint in _HINTS) or is_code(text):
        return []
    lines = text.splitlines()
    return [
        (start, end)
        for start, end in _between_prose(lines)
        if end - start >= MIN_AMID and is_code("\n".join(lines[start:end]))
    ]


def _between_prose(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the lines between those of prose, from the first to the last that shows code."""
    start = end = 0
    for at, line in enumerate((*lines, "")):
        if at < len(lines) and _may_be_code(line):
            start, end = (start if end else at), at + 1
        elif at == len(lines) or _is_sentence(line) or _is_wordy(line):
            if end:
                yield start, end
            start = end = 0


def _may_be_code(line: str) -> bool:
    """Whether a line shows code or looks like one of markup."""
    bare = line.strip()
    is_markup = bare[:1] == "<" or bare[-1:] == ">"
    return is_markup or (_shows_code(line) and not _is_wordy(line))


def goes_on(lines: Sequence[str]) -> bool:
    """Whether lines behind a blank line may be a part of the program above them.

    Where they have no indent, nothing else may look like them.
    """
    if not all(line[:2].isspace() for line in lines):
        return all(_is_sure(line.strip()) for line in lines)
    if any(_is_sentence(line) or _is_wordy(line) for line in lines):
        return False
    signs = sum(_shows_code(line) or _SETTING.match(line) is not None for line in lines)
    return 2 * signs >= len(lines)


def _are_sure(bare: Sequence[str]) -> bool:
    """Whether all lines are of a program and of nothing else, or comments on such."""
    comments = 0
    for line in bare:
        if _is_sure(line):
            continue
        if not _COMMENT.match(line):
            return False
        comments += 1
    return 2 * comments <= len(bare)


def _is_sure(line: str) -> bool:
    if _is_plainly_sure(line):
        return True
    if " -" in line and _COMMAND.match(line):
        return True
    code = _COMMENT_BEHIND.sub("", line) if "#" in line or "//" in line else line
    return code is not line and _is_plainly_sure(code)


def _is_plainly_sure(line: str) -> bool:
    if line.rstrip().endswith(_SURE_ENDS) or _SURE_BEGINS.match(line) is not None:
        return True
    return "(" in line and _SURE_CALL.search(line) is not None


def _is_tree(bare: Sequence[str]) -> bool:
    """Whether lines are a tree of files below the name of a folder."""
    return " " not in bare[0] and all(map(_BRANCH.match, bare[1:]))


def _is_expression(bare: Sequence[str]) -> bool:
    """Whether lines that all begin with a bracket are one expression in brackets."""
    if not all(line[0] in "()" for line in bare):
        return False
    depth, depths = 0, []
    for line in bare:
        depth += line.count("(") - line.count(")")
        depths.append(depth)
    return min(depths[:-1]) > 0 == depth


def _is_markup(bare: Sequence[str]) -> bool:
    """Whether lines are the markup of a page that is shown: all of it, or one tag on many lines."""
    if not all(line[0] == "<" or line[-1] == ">" for line in bare):
        return False
    if any(map(_WHOLE_PAGE.match, bare)):
        return True
    spans = any("<" in line and ">" not in line[line.rindex("<") :] for line in bare)
    return spans and _WORD.search(_TAG.sub("", "\n".join(bare))) is None


def _are_settings(lines: Sequence[str]) -> bool:
    """Whether lines are settings by name, some of them below the name of a group."""
    if len(lines) < MIN_SETTINGS or not all(map(_STRICT_SETTING.match, lines)):
        return False
    return any(_opens(a, b) and a.endswith(":") for a, b in pairwise(lines))


def _signs(lines: Sequence[str]) -> int:
    """Return how many lines show a sign of a program, by themselves or below one that opens."""
    shown = list(map(_shows_code, lines))
    opened = [at + 1 for at in range(len(lines) - 1) if shown[at] and _opens(*lines[at : at + 2])]
    if len(opened) >= MIN_OPENERS:
        for at in opened:
            shown[at] = True
    return sum(shown)


def _opens(line: str, following: str) -> bool:
    """Whether a line opens the indent of the one that follows it."""
    indents = [len(it) - len(it.lstrip()) for it in (line, following)]
    return line.rstrip()[-1:] in ":{([" and indents[0] < indents[1]


def _shows_code(line: str) -> bool:
    """Whether a line has a sign of a program that no prose has."""
    if _ITEM.match(line):
        return False
    bare = _ASIDE.sub("", line) if line.rstrip()[-1:] in ")]" else line
    if bare.rstrip().endswith(_CODE_ENDS) or _CODE_BEGINS.match(bare) is not None:
        return True
    amid = "(" in bare or ")" in bare or "=" in bare
    return (amid and _CODE_AMID.search(bare) is not None) or _is_sure(line.strip())


def _is_wordy(line: str) -> bool:
    """Whether a line is nearly all words, and no comment: prose that names a program's parts."""
    words = line.split()
    if len(words) < MIN_WORDY or words[0].startswith(("#", "//", "*", "--", "/*")):
        return False
    plain = sum(_PLAIN_WORD.fullmatch(word) is not None for word in words)
    return plain >= SHARE_WORDY * len(words)


def _is_sentence(line: str) -> bool:
    """Whether a line is a long sentence without any sign of a program."""
    return weighs(line, MIN_PROSE_CHARS) and ends_sentence(line) and not _shows_code(line)

"""Lines of a text and what its line breaks mean: hard wraps, or the ends of paragraphs."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from cleaners.layout import MIN_PROSE_CHARS, ends_sentence, weighs, weight

LINE: Final = re.compile(r"[^\r\n\f\v\u2028\u2029]*(?:\r\n|[\r\n\f\v\u2028\u2029]|$)")
BREAKS: Final = "\r\n\f\v\u2028\u2029"
#: bars or tabs between the cells of a row
CELLS: Final = re.compile(r"\S[ \t]+\|[ \t]+\S|\S\t+\S")
MIN_WRAPPED: Final = 4  #: so many wrapped lines, or a text is not hard-wrapped
WIDTHS: Final = range(45, 131)  #: columns at which people and mail programs wrap
MIN_LONG_RUN: Final = 3  #: lines
MIN_CODE_LINES: Final = 2
SHARE_CODE: Final = 0.7  #: of the lines, that must show a sign of a program
_ITEM: Final = re.compile(r"\s*(?:[•‣◦▪●►▼]|\d{1,3}[.)]\s)")  #: how no line of a program begins
SHARE_PROSE: Final = 0.3  #: of the lines of a program, that may be sentences: its comments
_CODE: Final = re.compile(
    r"[={}();\[\]]\s*$|[A-Za-z0-9_]\(|\) *[:{]$|[=!<>+-]=|\w = \w|^\s*(?:#|//|\*/|end$|\}|\))"
    r"|^\s*\"[^\"]+\": |[\[{,]\s*$|^\s*(?:\.{3}|\]|return\b|else:?$|try:$)"
    r"|^\s*(?:for|while|if|elif|with|def|class) .*:$"
)
#: "(5)" or "[ edit ]" behind words: people write so, too
_ASIDE: Final = re.compile(r"(?:^|\s|(?<=[^\x00-\x7f]))(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
#: a line that a program may have behind a blank line, beside those with a sign
_SETTING: Final = re.compile(r"^\s*(?:- )?[\w./-]+:(?:\s|$)")
#: what no line of prose or verse looks like; in such lines a program needs no indent
_SURE_CODE: Final = re.compile(
    r"\w\([^ ()]*\)(?:[;:.{]|\s*$)|^(?:import \w[\w.]*(?: as \w+)?;?|from [\w.]+ import [\w., ]+)$"
    r"|^\w[\w.\[\]'\"]* [-+]?= ?\S|[{};]\s*$|^(?:\$|>>>|#!|//|/\*) ?\S|^[\])}]+[;,]?$"
    r"|^[\w.-]+==[\w.]+|^[|│├└ ]+(?:--|──)"
    r"|^(?:def|class|function|const|let|var|public|private|static|void|int) \w+.*[:;{)=]$"
)
SHARE_WRAPPED: Final = 0.75  #: of the lines of paragraphs that a line follows directly
SHARE_OF_ALL: Final = 0.5  #: of all lines that a line follows directly


class Line(msgspec.Struct, frozen=True):
    """One non-blank line, without its break and the spaces around it."""

    text: str
    start: int  #: first character in the source that is not white space
    gap: int  #: blank lines before it
    indent: int  #: columns of white space before it


def split_lines(text: str) -> list[Line]:
    """Cut a text into its non-blank lines."""
    lines = []
    gap = 0
    for found in LINE.finditer(text):
        raw = found[0]
        if not raw:
            continue
        stripped = raw.strip()
        if not stripped:
            gap += 1
            continue
        indent = len(raw) - len(raw.lstrip())
        lines.append(Line(stripped, found.start() + indent, gap, indent))
        gap = 0
    return lines


def runs_of_lines(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines that follow each other without a blank line."""
    run: list[Line] = []
    for line in lines:
        if run and line.gap:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def wrap_width(lines: Sequence[Line]) -> int | None:
    """Return the column at which the text is hard-wrapped, or None when it is not.

    A break is a wrap when the first word of the next line would not have fitted. In wrapped text
    nearly all breaks inside a paragraph are, and few of the lines end a sentence. Runs with a short
    line above their last one are boxes and lists, which say nothing, unless most runs are.
    """
    runs = [[line.text for line in run] for run in runs_of_lines(lines) if len(run) > 1]
    lengths = sorted(len(text) for run in runs for text in run[:-1])
    if len(lengths) < MIN_WRAPPED:
        return None
    width = lengths[min(int(len(lengths) * 0.95), len(lengths) - 1)]
    if width not in WIDTHS:
        return None
    full = [run for run in runs if all(2 * len(text) > width for text in run[:-1])]
    pairs = [
        (a, b, own)
        for run, own in ((run, run_width(run, width)) for run in full)
        for a, b in pairwise(run)
        if not (CELLS.search(a) or CELLS.search(b))
    ]
    long = [a for a, b, own in pairs if is_wrap(a, b, own)]
    if len(long) < max(MIN_WRAPPED, SHARE_WRAPPED * len(pairs), SHARE_OF_ALL * len(lengths)):
        return None
    ended = sum(map(ends_sentence, long))
    return width if ended * 2 < len(long) else None


def run_width(run: Sequence[str], width: int) -> int:
    """Return the column at which a run is wrapped; a long one shows its own, if it is narrower."""
    if len(run) < MIN_LONG_RUN:
        return width
    return min(width, max(map(len, run)))


def is_wrap(line: str, following: str, width: int) -> bool:
    """Whether the break after ``line`` is there only because ``following`` did not fit."""
    word = following.split(maxsplit=1)[0]
    return len(line) > width // 2 and len(line) + 1 + len(word) > width - 2


def is_code(text: str) -> bool:
    """Whether lines that follow each other are a program: some indented, most with its signs.

    Without an indent, all of them must look like lines of a program and nothing else.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < MIN_CODE_LINES or "](" in text:
        return False
    if all(_SURE_CODE.search(line.strip()) for line in lines):
        return True
    margin = len(lines[0]) - len(lines[0].lstrip())
    indented = any(line[: margin + 2].isspace() for line in lines[1:])
    if not indented or sum(map(_shows_code, lines)) < SHARE_CODE * len(lines):
        return False
    return sum(map(_is_sentence, lines)) <= SHARE_PROSE * len(lines)


def goes_on(lines: Sequence[str]) -> bool:
    """Whether indented lines behind a blank line may be a part of the program above them."""
    if any(map(_is_sentence, lines)):
        return False
    signs = sum(_shows_code(line) or _SETTING.match(line) is not None for line in lines)
    return 2 * signs >= len(lines)


def _shows_code(line: str) -> bool:
    """Whether a line has a sign of a program that no prose has."""
    if _ITEM.match(line):
        return False
    bare = _ASIDE.sub("", line) if line.rstrip()[-1:] in ")]" else line
    return _CODE.search(bare) is not None or _SURE_CODE.search(line.strip()) is not None


def _is_sentence(line: str) -> bool:
    """Whether a line is a long sentence without any sign of a program."""
    return weighs(line, MIN_PROSE_CHARS) and ends_sentence(line) and not _shows_code(line)


def is_short(line: str) -> bool:
    """Whether a line is too short, and too open at its end, to be prose."""
    return weight(line) < 60 and not (ends_sentence(line) and weight(line) >= 30)

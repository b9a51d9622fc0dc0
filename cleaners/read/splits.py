"""Sentences cut at their links: the text of a link stands on a line of its own, as does the rest.

Tools that put a line break around each inline element leave this. A line that begins with a comma
or consists of a full stop gives it away, and so does a blank line amid a sentence; two of them, or
one amid a sentence that could be no line of a list or verse, and the text is mended.
"""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import Final

from cleaners.layout import ends_sentence, weight
from cleaners.read.lines import Line

MIN_SPLITS: Final = 2  #: lines that begin with what only goes on
MAX_LINK: Final = 100  #: Latin characters of a link's text that begins with a capital
MIN_LINES: Final = 3
MIN_CLEAR: Final = 90  #: Latin characters of a sentence that a blank line breaks, to be sure
BULLETS: Final = ("-", "*", "#", "|")
MIN_PROSE: Final = 40  #: Latin characters from which lines are no verse, list or program
#: what goes on with the sentence before it: a comma, a full stop alone or before the next one
_REST: Final = re.compile(r"[,;:)\]»”](?:\s|$)|\.\s+[^\W\d_]|[.!?…]$|['’]s?\s")
_REST_SIGNS: Final = ",;:)]»”.!?…'’"  #: one of them begins what that matches
_CUT_OFF: Final = re.compile(r"(?:[^\W\d]|,)\s[^\W\d_A-Z]{1,3}$")
_PROGRAM: Final = re.compile(r"[$%=<>{}\\|`_~]|://")  #: no sentence of prose has these
_OPEN_END: Final = re.compile(r"(?:^|[\s'’(])[^\W\d_A-Z][^\W\d_]{0,14}$|[,(\[]$")
#: no headline ends so: with a comma, or with a word such as "a", "of", "und"
_BREAKS_OFF: Final = re.compile(r"(?<=[^\W\d])\s[^\W\d_A-Z]{1,3}$|,$")


def is_split(lines: Sequence[Line]) -> bool:
    """Whether the sentences of a text are cut at their links."""
    if len(lines) < MIN_LINES:
        return False
    joints = (
        (line.text[0] in _REST_SIGNS and _REST.match(line.text) is not None)
        or _is_parted(before, line)
        for before, line in pairwise(lines)
    )
    return sum(joints) >= MIN_SPLITS


def cuts(lines: Sequence[Line]) -> set[int]:
    """Return the lines that go on with a sentence of prose that blank lines break.

    A link that stands alone may be the line between: it begins with a small letter, too.
    """
    found: set[int] = set()
    for at in range(1, len(lines)):
        if lines[at].gap and lines[at].text[0].islower():
            found.update(range(at, at + _cut(lines, at)))
    return found


def _cut(lines: Sequence[Line], at: int) -> int:
    """Return how many lines from ``at`` on are the rest of the sentence above, or 0."""
    before = lines[at - 1].text
    if before.startswith(BULLETS) or _CUT_OFF.search(before) is None:
        return 0
    size = weight(before)
    for count, line in enumerate(lines[at : at + 2], 1):
        if not line.text[0].islower() or _PROGRAM.search(line.text):
            return 0
        size += weight(line.text)
        if ends_sentence(line.text):
            is_clear = size >= MIN_CLEAR and weight(line.text) >= MIN_PROSE
            return count if is_clear and not _PROGRAM.search(before) else 0
    return 0


def _is_parted(before: Line, line: Line) -> bool:
    """Whether a blank line stands amid a sentence: long, open, and going on in small letters."""
    return (
        line.gap > 0
        and line.text[0].islower()
        and weight(before.text) >= MIN_PROSE
        and _BREAKS_OFF.search(before.text) is not None
        and "://" not in line.text
    )


def unsplit(lines: Sequence[Line], text: str, joined: Set[int] | None = None) -> Iterator[Line]:
    """Yield the lines of a split text, those of one sentence as one; it keeps their breaks.

    Where it is known which lines go on, these are ``joined``.
    """
    first, so_far = 0, 0.0
    for at in range(1, len(lines) + 1):
        so_far += weight(lines[at - 1].text)
        if at in joined if joined is not None else at < len(lines) and _goes_on(lines, at, so_far):
            continue
        last = lines[at - 1]
        whole = text[lines[first].start : last.start + len(last.text)]
        yield Line(whole, lines[first].start, lines[first].gap, lines[first].indent)
        first, so_far = at, 0.0


def _goes_on(lines: Sequence[Line], at: int, so_far: float) -> bool:
    """Whether a line is of the same sentence, or paragraph, as the one before it.

    ``so_far``: Latin characters of what stands before it in the sentence.
    """
    before, line = lines[at - 1].text, lines[at].text
    if ends_sentence(before) or before[-1] in ":;":
        return False
    if _REST.match(line):
        return True
    if before.startswith(BULLETS):  # an item goes on with its link, if more follows that
        return not line.startswith(BULLETS) and _is_open(before) and _rests(lines, at + 1)
    if line[0].islower():
        return max(so_far, weight(line)) >= MIN_PROSE or _rests(lines, at + 1)
    is_link = weight(line) <= MAX_LINK and not ends_sentence(line)
    return is_link and _is_open(before) and _rests(lines, at + 1)


def _is_open(line: str) -> bool:
    """Whether a line breaks off behind a word in lower case, or a comma."""
    return _OPEN_END.search(line) is not None


def _rests(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the rest of a sentence: by its first sign, or long and in lower case."""
    if at == len(lines):
        return False
    text = lines[at].text
    if text[0].islower():
        return weight(text) >= MIN_PROSE
    return _REST.match(text) is not None

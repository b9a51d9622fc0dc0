"""Lines of a text and what its line breaks mean: hard wraps, or the ends of paragraphs."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from cleaners.layout import ends_sentence, weight

LINE: Final = re.compile(r"[^\r\n\f\v\u2028\u2029]*(?:\r\n|[\r\n\f\v\u2028\u2029]|$)")
#: bars or tabs between the cells of a row
CELLS: Final = re.compile(r"\S[ \t]+\|[ \t]+\S|\S\t+\S")
MIN_WRAPPED: Final = 4  #: so many wrapped lines, or a text is not hard-wrapped
WIDTHS: Final = range(45, 131)  #: columns at which people and mail programs wrap
SLACK: Final = 8  #: characters by which a line may stand out; longer ones were never wrapped
MIN_LONG_RUN: Final = 3  #: lines
MIN_INDENT: Final = 2  #: columns by which the first line of a paragraph may be set in
MIN_INDENTED: Final = 3  #: such lines that follow others directly
SHARE_INDENTED: Final = 0.6  #: of the indented lines, that others without an indent follow
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
    usual, width = (lengths[min(int(len(lengths) * it), len(lengths) - 1)] for it in (0.8, 0.95))
    widths = (width,) if width <= usual + SLACK else (usual, width)  # long lines may be the foot's
    return next((it for it in widths if it in WIDTHS and _is_wrapped(runs, lengths, it)), None)


def _is_wrapped(runs: Sequence[Sequence[str]], lengths: Sequence[int], width: int) -> bool:
    """Whether the lines of ``runs``, ``lengths`` long but for the last ones, break at a column."""
    fitting = width if lengths[-1] > width + SLACK else lengths[-1]
    full = [run for run in runs if all(width < 2 * len(text) for text in run[:-1])]
    full = [run for run in full if all(len(text) <= fitting for text in run)]
    pairs = [
        (a, b, own)
        for run, own in ((run, run_width(run, width)) for run in full)
        for a, b in pairwise(run)
        if not (CELLS.search(a) or CELLS.search(b))
    ]
    long = [a for a, b, own in pairs if is_wrap(a, b, own)]
    if len(long) < max(MIN_WRAPPED, SHARE_WRAPPED * len(pairs), SHARE_OF_ALL * len(lengths)):
        return False
    ended = sum(map(ends_sentence, long))
    return ended * 2 < len(long)


def parted_by_indents(lines: Sequence[Line]) -> Sequence[Line]:
    """Return lines as if a blank one stood above each that is indented, if that tells paragraphs.

    It does when most indented lines follow others directly and are followed by such without an
    indent, and only the paragraphs so told are hard-wrapped: the way of wires and of old books.
    """
    first = {
        at
        for at, (line, following) in enumerate(pairwise(lines))
        if line.indent >= MIN_INDENT and not following.gap and not following.indent
    }
    direct = sum(1 for at in first if not lines[at].gap and at)
    indented = sum(line.indent >= MIN_INDENT for line in lines)
    if direct < MIN_INDENTED or len(first) < SHARE_INDENTED * indented:
        return lines
    parted = [
        msgspec.structs.replace(line, gap=line.gap or 1) if line.indent >= MIN_INDENT else line
        for line in lines
    ]
    return parted if wrap_width(lines) is None and wrap_width(parted) is not None else lines


def run_width(run: Sequence[str], width: int) -> int:
    """Return the column at which a run is wrapped; a long one shows its own, if it is narrower."""
    if len(run) < MIN_LONG_RUN:
        return width
    return min(width, max(map(len, run)))


def is_wrap(line: str, following: str, width: int) -> bool:
    """Whether the break after ``line`` is there only because ``following`` did not fit.

    A line of several words that is far too long itself was never wrapped.
    """
    word = following.split(maxsplit=1)[0]
    if 4 * len(line) > 5 * width and " " in line:
        return False
    return len(line) > width // 2 and len(line) + 1 + len(word) > width - 2


def is_short(line: str) -> bool:
    """Whether a line is too short, and too open at its end, to be prose."""
    return weight(line) < 60 and not (ends_sentence(line) and weight(line) >= 30)

"""Plain text to blocks: one a line, or one a paragraph where the text is hard-wrapped."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from cleaners.document import Block
from cleaners.layout import ends_sentence, weighs, weight
from cleaners.read.lines import (
    CELLS,
    Line,
    is_wrap,
    parted_by_indents,
    run_width,
    runs_of_lines,
    split_lines,
    wrap_width,
)
from cleaners.read.programs import MIN_AMID, goes_on, is_code, is_page, programs_amid
from cleaners.read.repair import visible
from cleaners.read.splits import cuts, is_split, unsplit

#: no dashes: in many languages they open a speech
BULLET: Final = re.compile(r"(?:[-*•‣◦▪●·]|\u2043)[ \t\u00a0]+(?=\S)(?![-*•·_ ]+$)")
NUMBER: Final = re.compile(r"\d{1,3}[.)][ \t\u00a0]+(?=\S)(?![-*•·_ ]+$)")
MAX_VERSE_LINE: Final = 80  #: Latin characters; a longer line is prose and stands alone
_ROWS: Final = frozenset({"", "verse"})  #: what a row of one cell looks like, amid others
MIN_SENTENCE: Final = 30  #: Latin characters from which a closed line is a paragraph there
MIN_VERSE_IN_LINES: Final = (
    4  #: in a text of one paragraph a line, fewer short lines are paragraphs
)


def read_plain(
    text: str, *, literal: bool = False, programs: Sequence[str] = ()
) -> tuple[Block, ...]:
    """Cut plain text into blocks; their offsets count in ``text``.

    ``literal`` text was repaired before: what looks like a tag or an entity in it is meant. Lines
    that are one of ``programs`` are known to be one; of others their looks decide.
    """
    parts = list(_parted(parted_by_indents(split_lines(text)), text, known_runs(programs)))
    prose = [line for lines, is_program in parts if not is_program for line in lines]
    width = wrap_width(prose)
    is_cut = width is None and is_split(prose)
    blocks: list[Block] = []
    for lines, is_program in parts:
        if is_program:
            start, end = _slice(lines)
            blocks.append(Block("code", text[start:end], start, end, gap=lines[0].gap))
            continue
        whole: Iterable[Line] = lines
        if width is not None:
            whole = _unwrapped(lines, text, width)
        elif is_cut:
            whole = unsplit(lines, text)
        elif joined := cuts(lines):
            whole = unsplit(lines, text, joined)
        blocks += (block for line in whole if (block := make_block(line, literal)).text)
    return tuple(group_lines(blocks))


def known_runs(programs: Sequence[str]) -> frozenset[str]:
    """Return the parts of programs between their blank lines."""
    return frozenset(
        "\n".join(line.text for line in run)
        for program in programs
        for run in runs_of_lines(split_lines(program))
    )


def _parted(
    lines: Sequence[Line], text: str, known: frozenset[str]
) -> Iterator[tuple[list[Line], bool]]:
    """Part the lines of programs from others; a program goes on over blank lines."""
    held: list[Line] = []
    in_code = False
    for run in _with_programs_apart(lines, text):
        start, end = _slice(run)
        was_code = in_code
        is_new = is_code(text[start:end]) if len(run) > 1 else is_page(text[start:end])
        in_code = is_new or (in_code and goes_on(text[start:end].splitlines()))
        in_code = in_code or (bool(known) and "\n".join(line.text for line in run) in known)
        if held and in_code != was_code:
            yield held, was_code
            held = []
        held += run
    if held:
        yield held, in_code


def _with_programs_apart(lines: Sequence[Line], text: str) -> Iterator[list[Line]]:
    """Yield the lines without a blank line between them; a program amid prose by itself."""
    for run in runs_of_lines(lines):
        done = 0
        start, end = _slice(run)
        for first, last in programs_amid(text[start:end]) if len(run) > MIN_AMID else ():
            if done < first:
                yield run[done:first]
            yield run[first:last]
            done = last
        if done < len(run):
            yield run[done:]


def _slice(run: Sequence[Line]) -> tuple[int, int]:
    """Return where lines stand in the source, the indent of the first with them."""
    return run[0].start - run[0].indent, run[-1].start + len(run[-1].text)


def _unwrapped(lines: Sequence[Line], text: str, width: int) -> Iterator[Line]:
    """Yield paragraphs as lines; their text keeps the breaks of the source."""
    for run in runs_of_lines(lines):
        own = run_width([line.text for line in run], width)
        first = last = run[0]
        for at, line in enumerate(run[1:], 1):
            starts_item = BULLET.match(line.text) or NUMBER.match(line.text)
            alone = at + 1 < len(run) and _stands_alone(line.text, own)
            told = text[first.start : last.start + len(last.text)]
            alone = (alone and told.count("(") <= told.count(")")) or _is_aside(told)
            if is_wrap(last.text, line.text, own) and not starts_item and not alone:
                last = line
                continue
            yield _span(first, last, text)
            first = last = line
        yield _span(first, last, text)


def _is_aside(paragraph: str) -> bool:
    """Whether all of a paragraph stands in brackets: a note, behind which another one begins."""
    return paragraph[0] == "(" and paragraph[-1] == ")" and paragraph.count("(") == 1


def _stands_alone(line: str, width: int) -> bool:
    """Whether a line above others is too short for a wrapped one, and ends no sentence: a byline.

    Below a headline that fills its line the break would else be taken for that of a paragraph.
    """
    return 2 * len(line) <= width and not line[0].islower() and not ends_sentence(line)


def _span(first: Line, last: Line, text: str) -> Line:
    whole = text[first.start : last.start + len(last.text)]
    return Line(whole, first.start, first.gap, first.indent)


def make_block(line: Line, literal: bool = False) -> Block:
    """Return the block of a line: a list item without its bullet, or a paragraph."""
    bullet = BULLET.match(line.text)
    skip = bullet.end() if bullet else 0
    text, runs = (line.text[skip:], ()) if literal else visible(line.text[skip:])
    if runs or skip:
        base = line.start + skip
        runs = tuple((at, base + source, n) for at, source, n in runs or ((0, 0, len(text)),))
    text, runs = trimmed(text, runs)
    return Block(
        role="list_item" if bullet else "paragraph",
        text=text,
        start=line.start,
        end=line.start + len(line.text),
        runs=runs,
        gap=line.gap,
        level=1 + line.indent // 2 if bullet else 0,
    )


def trimmed(
    text: str, runs: tuple[tuple[int, int, int], ...]
) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    """Take the white space off both ends of a visible text and its runs."""
    stripped = text.strip()
    if not runs or len(stripped) == len(text):
        return stripped, runs
    lead = len(text) - len(text.lstrip())
    moved = []
    for at, source, length in runs:
        cut = max(lead - at, 0)
        if cut >= length and at + length <= lead:
            continue
        left = min(length - cut, len(stripped) - (at + cut - lead))
        if left > 0:
            moved.append((at + cut - lead, source + cut, left))
    return stripped, tuple(moved)


def group_lines(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give the items of a list, the lines of a verse and the rows of a table a group each.

    Short lines that follow each other directly belong together as their author set them; in a
    text without blank lines between its paragraphs only longer runs of open lines do.
    """
    strict = _is_paragraph_a_line(blocks)
    kinds = [_kind(block, strict) for block in blocks]
    for at in range(1, len(blocks) - 1):  # a row of one cell
        amid = kinds[at - 1] == kinds[at + 1] == "table"
        close = blocks[at].gap == 0 and blocks[at + 1].gap == 0
        if amid and close and kinds[at] in _ROWS and weight(blocks[at].text) < MAX_VERSE_LINE:
            kinds[at] = "table"
    group = 0
    start = 0
    for end in range(1, len(blocks) + 1):
        if end < len(blocks) and blocks[end].gap == 0 and kinds[end] == kinds[start] != "":
            continue
        group += 1
        yield from _grouped(blocks[start:end], kinds[start], group, strict)
        start = end


def _is_paragraph_a_line(blocks: Sequence[Block]) -> bool:
    """Whether paragraphs follow each other without a blank line."""
    long = [weighs(block.text, MAX_VERSE_LINE) for block in blocks]
    gaps = [
        block.gap for block, *both in zip(blocks[1:], long, long[1:], strict=False) if all(both)
    ]
    return 2 * gaps.count(0) > len(gaps)


def _kind(block: Block, strict: bool) -> str:
    """Return what a line may be one of; ``strict``: a sentence is a paragraph, not a verse."""
    if block.role == "list_item":
        return "list"
    if NUMBER.match(block.text):
        return "numbers"
    text = block.text
    if ("|" in text or "\t" in text) and CELLS.search(text):
        return "table"
    if block.role != "paragraph" or weighs(text, MAX_VERSE_LINE):
        return ""
    sentence = strict and weighs(text, MIN_SENTENCE) and ends_sentence(text)
    return "" if sentence else "verse"


def _grouped(run: Sequence[Block], kind: str, group: int, strict: bool) -> Iterator[Block]:
    if kind == "verse" and strict and len(run) < MIN_VERSE_IN_LINES:
        yield from run
        return
    for block in run:
        if kind == "numbers":
            yield msgspec.structs.replace(block, role="list_item", group=group, level=1)
        elif kind == "table" and len(run) > 1:
            yield msgspec.structs.replace(block, role="table_row", group=group)
        elif kind == "list" or len(run) > 1:
            yield msgspec.structs.replace(block, group=group)
        else:
            yield block

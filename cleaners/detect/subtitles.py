"""Detect a standfirst that is marked as one; any other stays in the text."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.detect.lexicon import alternation, table
from cleaners.detect.sheet import LEGIBLE_RULES, Sheet
from cleaners.document import Block, Candidate
from cleaners.folding import fold
from cleaners.layout import weight

MAX_SUBTITLE_CHARS: Final = 400
MAX_LABELED_CHARS: Final = 600
MIN_WORDS: Final = 4
MIN_HEADING_WORDS: Final = 8  #: a shorter heading below the title opens a section
SIGNING: Final = ("byline", "author", "date_published")  #: fields that lines below a title fill
MIN_WEIGHT: Final = 30  #: Latin characters of a standfirst that only its place shows
NEAR_TITLE: Final = 4  #: blocks of furniture that may stand between

#: what a page calls itself by in its head
DESCRIPTIONS: Final = frozenset(("description", "og:description", "twitter:description"))
_BYLINE: Final = re.compile(rf"{alternation(table('bylines')['prepositions'])}(?!\w)")
_SUMMARY: Final = re.compile(
    r"^(?:summary|standfirst|subtitle|subheading|deck|sub-?headline|zusammenfassung|unterzeile|chapeau|sommario|subtítulo|bajada|подзаголовок)\s*:\s*(?=\S)"
)
#: which headline an article had where it was taken from, as Chinese outlets must say
_ORIGINAL: Final = re.compile(r"^[\s(\[]*(?:原标题|原標題|原題)\s*:\s*\S")


def detect_original_titles(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the line at an edge that gives the headline of the original; it fills no field."""
    for index in sheet.lines("original"):
        block = sheet.blocks[index]
        at_edge = index < sheet.front or sheet.zones[index] == "tail"
        if at_edge and len(block.text) <= MAX_SUBTITLE_CHARS and sheet.is_free(index):
            if _ORIGINAL.match(sheet.folded[index]) is None:
                continue
            yield Candidate(
                *("title", "", "original_title", "subtitles/original", 0.9, ""),
                *(index, 0, len(block.text), "original_title"),
            )


def detect_subtitles(sheet: Sheet) -> Iterator[Candidate]:
    """Yield a standfirst: labeled, or in bold or italics between the title and what follows it."""
    for index in sheet.lines("subtitle"):
        if index >= sheet.front or not sheet.is_free(index):
            continue
        text = sheet.blocks[index].text
        label = _SUMMARY.match(sheet.folded[index])
        if label and len(text) <= MAX_LABELED_CHARS:
            yield _subtitle(text, index, label.end(), "label", 0.85)
            return
    titles = [it.block for it in sheet.found if it.kind == "title" and it.block is not None]
    if titles and (below := _below(sheet, min(titles))) is not None:
        yield _subtitle(sheet.blocks[below].text, below, 0, "emphasis", 0.75)


def detect_placed_subtitles(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the one block between the title and the byline or stamp below it, if none is known.

    Often a page says by its markup what its standfirst is; of a text only the place is left.
    """
    titles = [it.block for it in sheet.found if it.kind == "title" and it.block is not None]
    if not titles or any(it.field == "subtitle" for it in sheet.found):
        return
    between = _between(sheet, min(titles))
    if between is not None and (sheet.document.head is None or _is_called(sheet, between)):
        yield _subtitle(sheet.blocks[between].text, between, 0, "place", 0.7)


def _subtitle(text: str, index: int, start: int, source: str, sure: float) -> Candidate:
    value, rule = text[start:].strip(), f"subtitles/{source}"
    return Candidate("subtitle", value, source, rule, sure, "", index, 0, len(text), "subtitle")


def _below(sheet: Sheet, title: int) -> int | None:
    """Return the block right below the title, furniture set aside, if it is set as a standfirst."""
    index = title + 1
    while index < len(sheet.blocks) and index in sheet.hidden:
        index += 1
    if index >= min(len(sheet.blocks), title + 1 + NEAR_TITLE) or not sheet.is_free(index):
        return None
    block = sheet.blocks[index]
    count = len(block.text.split())
    if len(block.text) > MAX_SUBTITLE_CHARS or count < MIN_WORDS or not _follows(sheet, index):
        return None
    if block.role == "heading":
        opens_section = _is_free_prose(sheet, index + 1)
        return index if count >= MIN_HEADING_WORDS and not opens_section else None
    return index if block.emphasized and block.role == "paragraph" else None


def _between(sheet: Sheet, title: int) -> int | None:
    """Return the one block between the title and the byline or stamp below it: a standfirst.

    A text does not begin above its byline. Labels and tools may stand beside it.
    """
    signed = {it.block for it in sheet.found if it.field in SIGNING}
    lines: list[int] = []
    for index in range(title + 1, min(len(sheet.blocks), title + 2 + NEAR_TITLE)):
        if index in signed:
            break
        if sheet.is_free(index) and sheet.blocks[index].role != "image":
            lines.append(index)
    else:
        return None
    if len(lines) != 1:
        return None
    block = sheet.blocks[lines[0]]
    return lines[0] if _may_stand_first(block) and _follows(sheet, lines[0]) else None


def _is_called(sheet: Sheet, index: int) -> bool:
    """Whether the markers say of a line on a page that it stands above the text, not in it."""
    return any(it.block == index and it.rule in LEGIBLE_RULES for it in sheet.document.marks)


def _may_stand_first(block: Block) -> bool:
    """Whether a block has the length and the look of a standfirst."""
    if block.role not in ("paragraph", "heading") or len(block.text) > MAX_SUBTITLE_CHARS:
        return False
    if weight(block.text) < MIN_WEIGHT or 2 * block.link_chars > len(block.text):
        return False
    words = [word for word in block.text.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return _BYLINE.match(fold(block.text)) is None and 4 * capitals <= 3 * len(words)


def _follows(sheet: Sheet, index: int) -> bool:
    """Whether prose is left behind a standfirst, so that it is not the whole text."""
    return any(i > index for i in sheet.prose)


def _is_free_prose(sheet: Sheet, index: int) -> bool:
    return index in sheet.prose and sheet.is_free(index)

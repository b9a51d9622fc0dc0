"""Detect the captions of a page, which its markup names: below a picture, in a figure."""

from collections.abc import Iterator
from typing import Final

from cleaners.detect.caption_text import split_caption
from cleaners.detect.sheet import Sheet
from cleaners.document import Candidate, Mark

NEAR: Final = 3  #: blocks between a picture and its caption: others of one row, a credit
AROUND: Final = 4  #: elements around a caption that are asked whether they are a figure
_FIGURE: Final = frozenset(("figure", "figcaption"))


def detect_figures(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the captions that the markers know by their element.

    What is called a caption, but stands near no picture and credits nobody, leaves the text and
    fills no column: it belongs to a player, a form or a table.
    """
    for mark in sheet.document.marks:
        if mark.rule != "container/photo_caption":
            continue
        text = sheet.blocks[mark.block].text
        said, by = split_caption(text)
        if not by and not _has_picture(sheet, mark):
            said = ""
        yield Candidate(
            *("image", said, "figcaption", "declared/caption", 0.8, by),
            *(mark.block, 0, len(text), "photo_caption"),
        )


def _has_picture(sheet: Sheet, mark: Mark) -> bool:
    beside = sheet.blocks[max(0, mark.block - NEAR) : mark.block + NEAR + 1]
    if any(it.role == "image" for it in beside):
        return True
    element = sheet.blocks[mark.block].element
    for _ in range(AROUND):
        if element is None:
            return False
        if element.tag in _FIGURE:
            return True
        element = element.parent
    return False

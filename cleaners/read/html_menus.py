"""Menus: parts of a page that hold many links and no prose; each is read as one block.

They are half of a page, and nobody asks which entry of a menu stood in which list.
"""

from collections.abc import Sequence
from typing import Final

from cleaners.read.html_blocks import BLOCK
from cleaners.read.html_elements import (
    CLOSING_TAG,
    EMPTY,
    HEADING,
    LINK,
    TELLING,
    UNSEEN,
    WITHOUT_FRAME,
)

MIN_LINKS: Final = 6
MIN_PIECES: Final = 24
MIN_LINKED: Final = 0.8  #: share of the characters
MAX_ENTRY: Final = 80  #: characters of a text; a longer one may be prose
MIN_TITLE: Final = 12  #: characters of a heading's text, to be part of the page's title
_TOLD: Final = LINK | HEADING | TELLING
_ALONE: Final = BLOCK | WITHOUT_FRAME  #: only an element on lines of its own is a menu


def find_menus(known: Sequence[int], texts: Sequence[str], title: str) -> dict[int, int]:
    """Return the numbers of the pieces that open a menu, and of those that close it.

    ``known`` are the bits of the tags, ``texts`` what stands behind them. No menu is what holds a
    headline, a stamp, an author, or a heading that is part of the page's title.
    """
    menus: dict[int, int] = {}
    stack: list[tuple[int, int, int, int, int]] = []
    telling = links = chars = linked = 0
    in_link = in_heading = 0
    for number, (bits, text) in enumerate(zip(known, texts, strict=True)):
        if bits & CLOSING_TAG:
            if bits & _TOLD:
                in_link = 0 if bits & LINK else in_link
                in_heading = 0 if bits & HEADING else in_heading
            if stack:
                start, told, before, held, of_links = stack.pop()
                if (
                    bits & _ALONE == BLOCK
                    and number - start >= MIN_PIECES
                    and told == telling
                    and links - before >= MIN_LINKS
                    and linked - of_links >= MIN_LINKED * (chars - held)
                ):
                    menus[start] = number
        elif not bits & EMPTY:
            stack.append((number, telling, links, chars, linked))
            if bits & _TOLD:
                if bits & LINK:
                    links += 1
                    in_link = 1
                in_heading |= bits & HEADING
                telling += bits & TELLING
        if text and not text.isspace():
            size = len(text)
            chars += size
            if in_link:
                linked += size
            if size > MAX_ENTRY or (in_heading and size >= MIN_TITLE and text.strip() in title):
                telling += 1
    return menus


def lines_of(known: Sequence[int], texts: Sequence[str], start: int, end: int) -> list[str]:
    """Return what a reader sees of the texts between two pieces, the first one's included."""
    lines: list[str] = []
    hidden = 0
    for number in range(start, end):
        bits = known[number]
        if hidden:
            hidden += -1 if bits & CLOSING_TAG else not bits & EMPTY
            if hidden:
                continue
        elif bits & UNSEEN and not bits & EMPTY and number > start:
            hidden = 1
            continue
        text = texts[number]
        if text and not text.isspace():
            lines.append(" ".join(text.split()))
    return lines

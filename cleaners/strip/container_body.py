"""Trim the container: its head, its tail, and the boxes amid the text."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from cleaners.document import Kind
from cleaners.layout import ends_sentence
from cleaners.strip.container_layout import Layout
from cleaners.strip.container_tree import Node

Found: TypeAlias = tuple[int, Kind, str]
LINK_SHARE: Final = 0.7  #: of a block's characters, from which it is nothing but links
MAX_LINK_LINE: Final = 160  #: Latin characters of a line that only leads elsewhere


def furniture_within(layout: Layout, inside: Node) -> Iterator[Found]:
    """Yield the blocks of the container that are no article text, with kind and rule."""
    body = [i for i in range(inside.start, inside.end) if is_body(layout, i)]
    first, last = (body[0], body[-1]) if body else (inside.start, inside.end - 1)
    last = _with_lists(layout, last, inside.end)
    seen: dict[str, str] = {}
    for index in range(inside.start, inside.end):
        block = layout.blocks[index]
        if not block.text or block.role == "image" or index == layout.title:
            continue
        kind = layout.kinds[index]
        leaf = layout.leaf_kind(index)
        if kind is not None:
            yield index, kind, "container/box"
        elif leaf is not None and (leaf == "photo_caption" or index < first or index > last):
            yield index, leaf, f"container/{leaf}"
        elif index < first:
            yield index, "site_nav", "container/head"
        elif layout.prose[index] and _is_again(layout, index, seen):
            yield index, "repeated_line", "container/printed-twice"
        elif index > last:
            yield index, "related_links", "container/tail"
        elif _is_link_line(layout, index):
            yield index, "related_links", "container/link-line"


def is_body(layout: Layout, index: int) -> bool:
    """Whether a block is prose of the article by itself, so that head and tail end there."""
    return (
        layout.prose[index] > 0
        and layout.kinds[index] is None
        and layout.leaf_kind(index) is None
        and layout.shares[index] <= 0.5
    )


def _with_lists(layout: Layout, last: int, end: int) -> int:
    """Return the last block of the body with the lists and tables that follow it directly."""
    index = last + 1
    while index < end:
        block = layout.blocks[index]
        listed = block.role in ("list_item", "table_row") and block.group
        if layout.kinds[index] is not None or not (listed or block.role == "heading"):
            break
        if listed:
            if layout.shares[index] > 0.4:
                break
            last = index
        index += 1
    return last


def _is_again(layout: Layout, index: int, seen: dict[str, str]) -> bool:
    """Whether a paragraph of prose has been printed before, in another part of the page."""
    text = layout.blocks[index].text
    around = layout.blocks[index].path.rpartition(">")[0]
    return len(text) >= 80 and seen.setdefault(text, around) != around


def _is_link_line(layout: Layout, index: int) -> bool:
    """Whether a block amid the text only leads elsewhere."""
    block = layout.blocks[index]
    return (
        layout.shares[index] >= LINK_SHARE
        and layout.widths[index] <= MAX_LINK_LINE
        and not ends_sentence(block.text)
        and block.role in ("paragraph", "list_item", "quote", "heading")
    )

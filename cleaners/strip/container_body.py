"""Trim the container: its head, its tail, and the boxes amid the text."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, TypeAlias

from cleaners.document import Kind
from cleaners.layout import ends_sentence
from cleaners.strip.container_home import behind_home, home_of, is_at_home, is_body, parent_of
from cleaners.strip.container_labels import labels
from cleaners.strip.container_layout import Layout
from cleaners.strip.container_tree import Node
from cleaners.strip.container_twice import is_pulled, printed_twice

Found: TypeAlias = tuple[int, Kind, str]
_WORD: Final = re.compile(r"[^\W\d_]")
LINK_SHARE: Final = 0.7  #: of a block's characters, from which it is nothing but links
DEFINITION: Final = frozenset(("dt", "dd"))  #: tags of a list of definitions
TABLE: Final = frozenset(("th", "td", "caption"))  #: tags of a table's cells and its name
SURE: Final = 2  #: worth of the words of a box that holds the body
MIN_LINE: Final = 40.0  #: Latin characters of a line behind the prose, to belong to it
MIN_LINKED: Final = 120.0  #: of a paragraph behind the prose that leads elsewhere here and there
MAX_LINK_LINE: Final = 160  #: Latin characters of a line that only leads elsewhere


def furniture_within(layout: Layout, inside: Node) -> Iterator[Found]:
    """Yield the blocks of the container that are no article text, with kind and rule."""
    found = list(_furniture(layout, inside))
    yield from found
    yield from labels(layout, inside, {index: kind for index, kind, _ in found})


def _furniture(layout: Layout, inside: Node) -> Iterator[Found]:
    body = [i for i in range(inside.start, inside.end) if is_body(layout, i)]
    home = home_of(layout, body)
    first, last = (body[0], body[-1]) if body else (inside.start, inside.end - 1)
    foreign = behind_home(layout, inside, body, home) if home else frozenset()
    first = _with_head(layout, first, inside.start, home)
    last = _with_tail(layout, last, inside.end, home)
    lists = link_lists(layout, inside)
    again = printed_twice(layout, first, last)
    said = [
        layout.blocks[i].text for i in range(first, last + 1) if layout.blocks[i].role != "quote"
    ]
    for index in range(inside.start, inside.end):
        block = layout.blocks[index]
        if not block.text or block.role == "image" or index == layout.title:
            continue
        kind = layout.kinds[index]
        leaf = layout.leaf_kind(index)
        if block.role == "menu":
            yield index, kind or "site_nav", "container/menu"
        elif kind is not None:
            front = layout.front_kind(index) if index < first else None
            yield index, front or kind, "container/box"
        elif leaf is not None and (leaf == "photo_caption" or index < first or index > last):
            yield index, leaf, f"container/{leaf}"
        elif index < first:
            yield index, layout.front_kind(index) or "site_nav", "container/head"
        elif index in foreign:
            yield index, "house_promo", "container/behind"
        elif index in again:
            yield index, "repeated_line", "container/printed-twice"
        elif block.role == "quote" and is_pulled(block.text, said):
            yield index, "repeated_line", "container/pull-quote"
        elif block.role == "code" and not _WORD.search(block.text):
            yield index, "text_tools", "container/line-numbers"
        elif index > last:
            if block.role != "list_item" or not layout.is_note(index):
                yield index, "related_links", "container/tail"
        elif _is_link_line(layout, index, lists):
            yield index, "related_links", "container/link-line"
        elif _is_stray(layout, index, home, lists):
            yield index, "teaser_cards", "container/stray"


def _with_head(layout: Layout, first: int, start: int, home: Node | None) -> int:
    """Return the first block of the body with what belongs to it before the first prose."""
    if home is None or parent_of(layout, first) != home:
        return first
    is_sure = home.said.worth == SURE
    is_own = layout.title is not None and home.start > layout.title
    for index in range(first - 1, start - 1, -1):
        block = layout.blocks[index]
        if block.role == "image":
            continue
        at_home = parent_of(layout, index) == home
        if index == layout.title or not block.text or layout.kinds[index] or not at_home:
            break
        if layout.leaf_kind(index) or layout.shares[index] > 0.3:
            break
        is_line = block.group or layout.is_loose or ends_sentence(block.text) or (
            (is_sure and layout.widths[index] >= MIN_LINE) or is_own
        )
        if block.role != "heading" and (not is_line or layout.front_kind(index)):
            break
        if block.role == "heading" and block.level == 1 and layout.title is None:
            break
        first = index
    return first


def _with_tail(layout: Layout, last: int, end: int, home: Node | None) -> int:
    """Return the last block of the body with the lists, tables and lines that go on after it."""
    for index in range(last + 1, end):
        block = layout.blocks[index]
        if block.role == "image" or not block.text:
            continue
        if layout.kinds[index] is not None or layout.leaf_kind(index) is not None:
            break
        share, width = layout.shares[index], layout.widths[index]
        at_home = parent_of(layout, index) == home
        if block.role == "heading":
            continue
        tag = layout.tree.of[index].tag
        if (block.role in ("list_item", "table_row") and block.group) or tag in DEFINITION:
            if share > 0.4 and not layout.is_note(index):
                break
            last = index
        elif tag in TABLE:
            continue  # the name of a table whose rows follow
        elif (
            at_home
            and share < 0.3
            and (width >= MIN_LINE or ends_sentence(block.text) or layout.is_loose)
        ) or block.role == "code":
            last = index
        elif at_home and share < LINK_SHARE and width >= MIN_LINKED and ends_sentence(block.text):
            last = index
        elif not at_home or share > 0.3:
            break
    return last


def _is_stray(layout: Layout, index: int, home: Node | None, lists: frozenset[int]) -> bool:
    """Whether a block amid the text stands outside the body's element and reads as no prose."""
    block = layout.blocks[index]
    if block.role == "list_item":
        is_leading = not block.group or block.group in lists
        return is_leading and layout.widths[index] < 40 and 0.3 < layout.shares[index] <= LINK_SHARE
    if block.role != "paragraph" or home is None or is_at_home(layout, index, home):
        return False
    if layout.tree.of[index].tag in DEFINITION or _announces(layout, index):
        return False
    return 40 <= layout.widths[index] < 80 and not ends_sentence(block.text)


def _announces(layout: Layout, index: int) -> bool:
    """Whether a line ends in a colon, and what it announces follows."""
    if layout.blocks[index].text[-1:] not in ":：" or index + 1 >= len(layout.blocks):
        return False
    return layout.blocks[index + 1].role in ("list_item", "table_row", "code", "quote")


def link_lists(layout: Layout, inside: Node) -> frozenset[int]:
    """Return the groups of the lists of which most items lead elsewhere."""
    items: Counter[int] = Counter()
    leading: Counter[int] = Counter()
    for index in range(inside.start, inside.end):
        block = layout.blocks[index]
        if block.role == "list_item" and block.group:
            items[block.group] += 1
            leading[block.group] += layout.shares[index] > 0.5 and not layout.is_note(index)
    return frozenset(group for group, count in items.items() if 2 * leading[group] >= count)


def _is_link_line(layout: Layout, index: int, lists: frozenset[int]) -> bool:
    """Whether a block amid the text only leads elsewhere."""
    block = layout.blocks[index]
    if block.role == "list_item" and block.group and block.group not in lists:
        return False
    return (
        layout.shares[index] >= LINK_SHARE
        and layout.widths[index] <= MAX_LINK_LINE
        and not ends_sentence(block.text)
        and block.role in ("paragraph", "list_item", "quote", "heading")
    )

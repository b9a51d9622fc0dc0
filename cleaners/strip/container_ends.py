"""Where the body of a container begins and ends: what goes on before and behind its prose."""

from typing import Final

from cleaners.layout import ends_sentence
from cleaners.strip.container_home import SURE, parent_of
from cleaners.strip.container_layout import Layout
from cleaners.strip.container_links import DEFINITION, LINK_SHARE
from cleaners.strip.container_tree import Node

LISTS: Final = frozenset(("ul", "ol", "li", "blockquote"))  #: tags of what stands among paragraphs
TABLE: Final = frozenset(("th", "td", "caption"))  #: tags of a table's cells and its name
FEW_LINKS: Final = 0.3  #: share of link characters of a line that belongs to the text
LISTED_LINKS: Final = 0.4  #: the same of items and rows
MIN_LINE: Final = 40.0  #: Latin characters of a line beside the prose, to belong to it
MIN_LINKED: Final = 120.0  #: of a paragraph behind the prose that leads elsewhere here and there


def with_head(layout: Layout, first: int, start: int, home: Node | None) -> int:
    """Return the first block of the body with what belongs to it before the first prose."""
    own = parent_of(layout, first)
    while own.tag in LISTS and own.parent is not None:
        own = own.parent
    if home is None or (own is not home and not _is_behind_title(layout, own)):
        return first
    for index in range(first - 1, start - 1, -1):
        block = layout.blocks[index]
        if block.role == "image":
            continue
        if index == layout.title or not block.text or layout.kinds[index] is not None:
            break
        if parent_of(layout, index) != own or layout.leaf_kind(index) is not None:
            break
        if layout.shares[index] > FEW_LINKS or not _opens(layout, index, own):
            break
        first = index
    return first


def _is_behind_title(layout: Layout, node: Node) -> bool:
    return layout.title is not None and node.start > layout.title


def _opens(layout: Layout, index: int, home: Node) -> bool:
    """Whether a line above the first prose of its element is a sub-heading or a line of the text.

    In an element that begins behind the headline, or says that it holds the body, more are.
    """
    block = layout.blocks[index]
    if block.role == "heading":
        return block.level > 1 or layout.title is not None
    if layout.front_kind(index) is not None:
        return False
    if block.group or layout.is_loose or ends_sentence(block.text):
        return True
    return _is_behind_title(layout, home) or (
        home.said.worth == SURE and layout.widths[index] >= MIN_LINE
    )


def with_tail(layout: Layout, last: int, end: int, home: Node | None) -> int:
    """Return the last block of the body with the lists, tables and lines that go on after it."""
    # a body may stand in several elements, with boxes between them
    homes = (home, parent_of(layout, last))
    for index in range(last + 1, end):
        block = layout.blocks[index]
        if block.role == "image" or not block.text:
            continue
        if layout.kinds[index] is not None or layout.leaf_kind(index) is not None:
            break
        if block.role == "heading":
            continue
        tag = layout.tree.of[index].tag
        if (block.role in ("list_item", "table_row") and block.group) or tag in DEFINITION:
            if layout.shares[index] > LISTED_LINKS and not layout.is_note(index):
                break
            last = index
        elif tag in TABLE:
            continue  # the name of a table whose rows follow
        elif _goes_on(layout, index, homes):
            last = index
        elif parent_of(layout, index) not in homes or layout.shares[index] > FEW_LINKS:
            break
    return last


def _goes_on(layout: Layout, index: int, homes: tuple[Node | None, ...]) -> bool:
    """Whether a line behind the last prose is one of the text."""
    block, share, width = layout.blocks[index], layout.shares[index], layout.widths[index]
    if block.role == "code":
        return True
    if parent_of(layout, index) not in homes:
        return False
    ends = ends_sentence(block.text)
    if share < FEW_LINKS:
        return width >= MIN_LINE or ends or layout.is_loose
    return share < LINK_SHARE and width >= MIN_LINKED and ends

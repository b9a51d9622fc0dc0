"""What stands between the headline and the container, and opens the article all the same."""

from collections.abc import Iterator
from typing import Final

from cleaners.layout import ends_sentence
from cleaners.strip.container_layout import Layout
from cleaners.strip.container_tree import Node

PROSE_SHARE: Final = 0.6  #: of the characters of an element, that must be prose
MAX_LINKED: Final = 0.3  #: share of link characters, from which a line leads elsewhere
MIN_LINE: Final = 30.0  #: Latin characters; a shorter line without an end may be a button
SURE: Final = 2  #: worth of the words of a box that holds the body
MIN_ROWS: Final = 3  #: of a list or table
MAX_BETWEEN: Final = 80  #: blocks between headline and container


def opening(layout: Layout, inside: Node) -> Iterator[int]:
    """Yield the blocks above the container that open the article: a lead, a list of ingredients.

    Only whole elements count, and only such as hold prose and no link, or a list or table with
    few: promotions have links.
    """
    if layout.title is None or not 0 < inside.start - layout.title <= MAX_BETWEEN:
        return
    done = layout.title + 1
    for index in range(done, inside.start):
        if index < done or layout.kinds[index] is not None:
            continue
        if not layout.prose[index] and not _is_row(layout, index):
            continue
        around, span = _slot(layout, inside, index)
        lines = list(_lines(layout, range(max(span.start, done), span.stop)))
        if _is_prose(layout, lines, around.said.worth == SURE):
            yield from lines
        elif _is_list(layout, lines):
            yield from (at for at in lines if _belongs(layout, at))
        done = span.stop


def _slot(layout: Layout, inside: Node, index: int) -> tuple[Node, range]:
    """Return the outermost element around a block that holds neither headline nor container.

    One whose words say that it holds the body is found before others around it. With it comes the
    range of its blocks; where the headline stands in the very same element, that of the block.
    """
    node = layout.tree.of[index]
    title = layout.title
    assert title is not None
    if node.holds(title) or node.holds(inside.start):
        return node, range(index, index + 1)
    while (
        node.said.worth < SURE
        and node.parent is not None
        and not node.parent.holds(title)
        and not node.parent.holds(inside.start)
    ):
        node = node.parent
    return node, range(node.start, node.end)


def _lines(layout: Layout, span: range) -> Iterator[int]:
    """Yield the blocks of a range that may be text."""
    for index in span:
        block = layout.blocks[index]
        if not block.text or block.role == "image" or layout.kinds[index] is not None:
            continue
        if layout.leaf_kind(index) is None:
            yield index


def _is_prose(layout: Layout, lines: list[int], is_body: bool) -> bool:
    """Whether the lines of an element are prose: no links, and no buttons but in a body's box."""
    held = sum(layout.widths[at] for at in lines if layout.prose[at])
    if not held or any(layout.shares[at] > MAX_LINKED for at in lines):
        return False
    if not is_body and any(_is_button(layout, at) for at in lines):
        return False
    return held >= PROSE_SHARE * sum(layout.widths[at] for at in lines)


def _is_row(layout: Layout, index: int) -> bool:
    block = layout.blocks[index]
    return block.role in ("table_row", "list_item") and block.group > 0


def _is_list(layout: Layout, lines: list[int]) -> bool:
    """Whether the lines of an element are those of lists and tables, with their names."""
    rows = [at for at in lines if _is_row(layout, at)]
    whole = sum(layout.widths[at] for at in lines)
    linked = sum(layout.widths[at] * layout.shares[at] for at in lines)
    return (
        len(rows) >= MIN_ROWS
        and sum(layout.widths[at] for at in rows) >= PROSE_SHARE * whole
        and linked <= MAX_LINKED * whole
    )


def _belongs(layout: Layout, index: int) -> bool:
    """Whether a line of such an element is a row, or a name."""
    return _is_row(layout, index) or layout.blocks[index].role == "heading"


def _is_button(layout: Layout, index: int) -> bool:
    """Whether a line is too short for a sentence, and ends none."""
    block = layout.blocks[index]
    return (
        block.role == "paragraph"
        and layout.widths[index] < MIN_LINE
        and not ends_sentence(block.text)
    )

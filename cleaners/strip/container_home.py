"""Where the prose of a container stands: its home, and what stands behind it in boxes apart."""

import re
from typing import Final

from cleaners.strip.container_layout import Layout
from cleaners.strip.container_tree import Node

HOME_SHARE: Final = 0.75  #: of the prose, that one element holds, so that others are foreign
SURE: Final = 2  #: worth of the words of an element that says it holds the body
BEHIND_SHARE: Final = 0.15  #: of the prose, that may stand in the boxes behind it
MAX_LEADS: Final = 2  #: paragraphs of a lead in a box of its own
MAX_GAP: Final = 6  #: lines between it and the text
_NUMBERED: Final = re.compile(r"[(\[]?\d{1,3}[)\].]|[\^\u2191\u2020\u2021]")


def is_body(layout: Layout, index: int) -> bool:
    """Whether a block is prose of the article by itself, so that head and tail end there."""
    return (
        layout.prose[index] > 0
        and layout.kinds[index] is None
        and layout.leaf_kind(index) is None
        and layout.shares[index] <= 0.5
    )


def below_title(layout: Layout, body: list[int]) -> list[int]:
    """Return the prose without what stands above the headline and elsewhere than nearly all of it.

    It opens nothing: a question to the reader, a notice, a column of news.
    """
    if layout.title is None or not body or body[0] > layout.title:
        return body
    below = [at for at in body if at > layout.title]
    home = home_of(layout, below)
    held = sum(layout.prose[at] for at in below)
    if home is None or held < HOME_SHARE * sum(layout.prose[at] for at in body):
        return body
    tops = (i for i, it in enumerate(layout.blocks) if it.role == "heading" and it.level == 1)
    start = min(next(tops, layout.title), layout.title)
    return [at for at in body if at > start or is_at_home(layout, at, home)]


def without_front(layout: Layout, body: list[int]) -> list[int]:
    """Return the prose without the lines between headline and text that sign the article."""
    home = home_of(layout, body)
    if layout.title is None or home is None:
        return body
    own = next((at for at in body if is_at_home(layout, at, home)), 0)
    front = {at for at in body if layout.title < at < own and layout.is_signature(at)}
    return [at for at in body if at not in front]


def home_of(layout: Layout, body: list[int]) -> Node | None:
    """Return the element whose children are most of the prose."""
    held: dict[Node, float] = {}
    for index in body:
        around = parent_of(layout, index)
        held[around] = held.get(around, 0.0) + layout.prose[index]
    return max(held, key=lambda around: held[around]) if held else None


def parent_of(layout: Layout, index: int) -> Node:
    """Return the element around the block's own; the body is its own."""
    node = layout.tree.of[index]
    return node.parent or node


def lead_gap(layout: Layout, body: list[int], home: Node) -> range:
    """Return the blocks between a lead that stands beside the headline and the home of the prose.

    Byline, place, portrait and buttons stand there, whatever they are called.
    """
    own = next((at for at in body if is_at_home(layout, at, home)), None)
    leads = [at for at in body if own is not None and at < own]
    if own is None or not leads or len(leads) > MAX_LEADS:
        return range(0)
    return range(leads[-1] + 1, own)


def is_bare(layout: Layout, gap: range) -> bool:
    """Whether a gap holds lines alone: lists, tables, headings, rows of facts are the text's."""
    lines = [at for at in gap if layout.blocks[at].text and layout.kinds[at] is None]
    lines = [at for at in lines if layout.blocks[at].role not in ("image", "menu")]
    is_text = any(layout.blocks[at].role != "paragraph" or layout.blocks[at].group for at in lines)
    return not is_text and len(lines) <= MAX_GAP


def behind_home(layout: Layout, inside: Node, body: list[int], home: Node) -> frozenset[int]:
    """Return the blocks of the boxes behind the home of the prose: notices, pleas, portraits.

    Where nearly all prose stands in one element, or in elements called alike, a little of it in
    boxes of its own behind them is none of the article's. Lists and notes are.
    """
    return _behind(layout, inside, body, home) or _behind(
        layout, inside, body, _called_body(inside, home)
    )


def _behind(layout: Layout, inside: Node, body: list[int], home: Node) -> frozenset[int]:
    last = next(i for i in reversed(body) if is_at_home(layout, i, home))
    behind = [i for i in body if i > last]
    if not behind:
        return frozenset()
    total = sum(layout.prose[i] for i in body)
    at_home = sum(layout.prose[i] for i in body if i <= last and is_at_home(layout, i, home))
    held = sum(layout.prose[i] for i in behind)
    if at_home < HOME_SHARE * total or held > BEHIND_SHARE * total:
        return frozenset()
    found: set[int] = set()
    for index in behind:
        if layout.blocks[index].role == "paragraph" and not _is_note(layout, index):
            box = _box(layout, inside, index, last)
            found.update(range(max(box.start, last + 1), box.end))
    return frozenset(found)


def _called_body(inside: Node, home: Node) -> Node:
    """Return the innermost element from the home outwards that says it holds the body, if any."""
    node: Node | None = home
    while node is not None and node is not inside:
        if node.said.worth == SURE:
            return node
        node = node.parent
    return home


def _is_note(layout: Layout, index: int) -> bool:
    """Whether a paragraph is a note: by its words, or because it has a number."""
    return layout.is_note(index) or _NUMBERED.match(layout.blocks[index].text) is not None


def _box(layout: Layout, inside: Node, index: int, last: int) -> Node:
    """Return the outermost element of the container around a block that does not hold ``last``."""
    node = layout.tree.of[index]
    while node.parent is not None and node.parent is not inside and not node.parent.holds(last):
        node = node.parent
    return node


def is_at_home(layout: Layout, index: int, home: Node) -> bool:
    """Whether prose stands in the element that most of it stands in, or in one called alike."""
    around = parent_of(layout, index)
    node: Node | None = layout.tree.of[index]
    while node is not None:
        if node is home:
            return True
        node = node.parent
    words = around.element.words.split()[:2]
    return bool(words) and words == home.element.words.split()[:2]

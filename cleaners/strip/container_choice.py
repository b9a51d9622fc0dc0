"""Choose the container: the element whose blocks are the article and little else."""

from typing import Final

from cleaners.strip.container_layout import Layout
from cleaners.strip.container_tree import Node

BOX_PROSE: Final = -0.3  #: what prose of a box that is not the article counts
LINK_COST: Final = 15.0  #: what a block of links costs, in characters
SHORT_COST: Final = 3.0
MENU_LINKS: Final = 6  #: what a menu counts
DESERT: Final = 6  #: link lines in a row behind which another part of the page begins
ENOUGH: Final = 400.0  #: prose before a desert, in characters, that may be the article
BEYOND: Final = 0.3  #: what prose behind a desert counts
SEMANTIC: Final = {"article": 1.15, "main": 1.05}
WORTH: Final = (1.0, 1.05, 1.2)  #: of words that say nothing, something, enough
MIN_ARTICLE: Final = 250.0  #: characters of prose in an article element that counts as one


def choose_container(layout: Layout) -> Node:
    """Return the element that holds the article; the body of the page when nothing is better."""
    gains = _gains(layout)
    sums = _prefix(gains)
    best, top = layout.tree.root, float("-inf")
    for node in layout.tree.elements():
        total = sums[node.end] - sums[node.start]
        worth = WORTH[node.said.worth] * SEMANTIC.get(node.tag, 1.0)
        value = total * worth if total > 0 else total
        if value > top or (value == top and node.element.depth > best.element.depth):
            best, top = node, value
    if best.tag == "p" and best.parent is not None:
        best = best.parent  # what stands beside the one paragraph may be the article's
    return _own_article(layout, best)


def _own_article(layout: Layout, node: Node) -> Node:
    """Return of several whole articles in a row the one that has the title, or stands first."""
    inner = [it for it in layout.tree.elements() if _is_article(layout, it, node)]
    outer = [it for it in inner if not any(it is not o and _within(it, o) for o in inner)]
    if len(outer) < 2:
        return node
    first = outer[0]
    if layout.title is not None:
        first = next((it for it in outer if it.holds(layout.title)), first)
        before = [it for it in outer if it.start > layout.title]
        if not first.holds(layout.title) and before:
            first = before[0]
    if layout.title is not None and first.holds(layout.title):
        return first
    held = sum(layout.prose[first.start : first.end])
    outside = sum(layout.prose[node.start : node.end])
    outside -= sum(sum(layout.prose[it.start : it.end]) for it in outer)
    return first if held > outside else node


def _is_article(layout: Layout, it: Node, around: Node) -> bool:
    if it.tag != "article" or it is around or not _within(it, around):
        return False
    span = range(it.start, it.end)
    headed = any(
        layout.blocks[i].role == "heading" for i in range(it.start, min(it.start + 4, it.end))
    )
    return headed and sum(layout.prose[i] for i in span if layout.kinds[i] is None) >= MIN_ARTICLE


def _within(inner: Node, outer: Node) -> bool:
    up = inner.parent
    while up is not None:
        if up is outer:
            return True
        up = up.parent
    return False


def _gains(layout: Layout) -> list[float]:
    gains = []
    start = layout.title or 0
    read = run = 0.0
    links = 0
    for index, block in enumerate(layout.blocks):
        prose = layout.prose[index] if layout.kinds[index] is None else 0.0
        if prose and index >= start:
            links = 0
            run += prose
        elif layout.shares[index] > 0.5 and index >= start:
            links += 1 if block.role != "menu" else MENU_LINKS
            if links >= DESERT and run:
                read, run = read + run, 0.0
        beyond = read >= ENOUGH
        prose = layout.prose[index] * (BEYOND if beyond else 1.0)
        if layout.kinds[index] is not None:
            gains.append(BOX_PROSE * prose - SHORT_COST)
        elif prose:
            gains.append(prose)
        elif layout.shares[index] > 0.5:
            gains.append(-LINK_COST * (MENU_LINKS if block.role == "menu" else 1))
        elif block.role in ("heading", "image"):
            gains.append(0.0)
        elif block.role in ("list_item", "table_row") and layout.shares[index] < 0.3:
            gains.append(0.3 * min(layout.widths[index], 100.0) - SHORT_COST)
        else:
            gains.append(-SHORT_COST)
    return gains


def _prefix(gains: list[float]) -> list[float]:
    sums = [0.0]
    for gain in gains:
        sums.append(sums[-1] + gain)
    return sums

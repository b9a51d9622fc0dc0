"""The article's container on an HTML page: what stands outside it is furniture."""

from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.document import Kind, Mark
from cleaners.strip.container_body import furniture_within
from cleaners.strip.container_choice import choose_container
from cleaners.strip.container_layout import Layout, lay_out
from cleaners.strip.container_tree import Node
from cleaners.strip.view import View

MIN_HELD: Final = 60.0  #: characters of prose; a container with less is hardly one
NEAR_END: Final = 12  #: blocks behind the container, among which a wall still ends its text
NEAR_TITLE: Final = 6  #: blocks above the headline, among which stamp and byline may stand


def mark_container(view: View) -> Iterator[Mark]:
    """Mark the blocks outside the article's container, and the boxes and ends inside it."""
    if view.document.source.source_format != "html" or not view.blocks:
        return
    layout = lay_out(view.document)
    inside = choose_container(layout)
    held = prose_of(layout, inside)
    if held < MIN_HELD and layout.total > 3 * held:
        # everything worth reading stands in boxes: their names cannot be what they seem
        other = lay_out(view.document, by_name=False)
        chosen = choose_container(other)
        if prose_of(other, chosen) > 3 * held:
            layout, inside = other, chosen
    for index in range(len(view.blocks)):
        if not inside.holds(index):
            yield from _mark(view, index, *_outside(view, layout, inside, index))
    for index, kind, rule in furniture_within(layout, inside):
        yield from _mark(view, index, kind, rule)


def _outside(view: View, layout: Layout, inside: Node, index: int) -> tuple[Kind, str]:
    """Return kind and rule of a block outside; a wall that ends the text is one there, too."""
    hit = view.whole(index)
    if hit is not None and hit.kind == "paywall" and inside.end <= index < inside.end + NEAR_END:
        return hit.kind, hit.rule
    return outside_kind(layout, inside, index)


def prose_of(layout: Layout, inside: Node) -> float:
    """Return how much prose of an element, in characters, stands in no box."""
    span = range(inside.start, inside.end)
    return sum(layout.prose[i] for i in span if layout.kinds[i] is None)


def outside_kind(layout: Layout, inside: Node, index: int) -> tuple[Kind, str]:
    """Return what a block outside the container is, and the rule that says so."""
    if index == layout.title:
        return "title", "container/title"
    kind = layout.kinds[index] or layout.leaf_kind(index)
    if (layout.title or 0) - NEAR_TITLE <= index < inside.start:
        kind = layout.front_kind(index) or kind
    return (kind, "container/box") if kind else ("site_nav", "container/outside")


def _mark(view: View, index: int, kind: Kind, rule: str) -> Iterator[Mark]:
    block = view.blocks[index]
    if block.text and (block.role != "image"):
        evidence = block.path[-80:]
        yield Mark(index, 0, len(block.text), kind, rule, evidence=evidence)


__all__: Final[Sequence[str]] = ["mark_container"]

"""The article's container on an HTML page: what stands outside it is furniture."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from cleaners.document import Aside, Document, Kind, Mark
from cleaners.page import OUTSIDE_PICTURE
from cleaners.strip.container_body import furniture_within
from cleaners.strip.container_choice import choose_container
from cleaners.strip.container_front import opening
from cleaners.strip.container_layout import Layout, lay_out
from cleaners.strip.container_pictures import mark_pictures_outside
from cleaners.strip.container_thread import thread
from cleaners.strip.container_tree import Node

MIN_HELD: Final = 60.0  #: characters of prose; a container with less is hardly one
NEAR_END: Final = 12  #: blocks behind the container, among which a wall still ends its text
NEAR_TITLE: Final = 4  #: blocks above the headline, among which stamp and byline may stand
NEAR_START: Final = 10  #: blocks above headline and container that rules and detectors see
OUTSIDE: Final = frozenset(("container/outside", "container/box"))  #: rules of what lies outside


def set_apart(document: Document) -> Document:
    """Choose the article's container of a page; return the blocks in and near it, marked.

    What stands far from it becomes asides: no rule and no detector is to see it. Other documents
    are returned as they are.
    """
    if document.source.source_format != "html" or not document.blocks:
        return document
    layout, inside = _chosen(document)
    first, last = _near(layout, inside)
    beside = frozenset((*opening(layout, inside), *thread(layout, inside)))
    last = max(last, max(beside, default=0) + 1)
    marks = list(_one_subtitle(layout, _marks(layout, inside, range(first, last), beside)))
    head = document.head
    if head is not None:
        times = tuple(
            replace(it, block=it.block - first) for it in head.times if first <= it.block < last
        )
        authors = tuple((at - first, said) for at, said in head.authors if first <= at < last)
        head = replace(head, times=times, authors=authors, asks=(), covers=())
    return replace(
        document,
        blocks=document.blocks[first:last],
        marks=tuple(replace(it, block=it.block - first) for it in marks),
        head=head,
        above=_asides(layout, range(first)),
        below=_asides(layout, range(last, len(document.blocks))),
    )


def _chosen(document: Document) -> tuple[Layout, Node]:
    layout = lay_out(document)
    inside = choose_container(layout)
    held = prose_of(layout, inside)
    is_aside = _is_aside(layout, inside)
    if layout.total > 3 * held and (held < MIN_HELD or is_aside):
        # everything worth reading stands in boxes: their names cannot be what they seem
        other = lay_out(document, by_name=False)
        chosen = choose_container(other)
        if prose_of(other, chosen) > 3 * held and not _is_aside(other, chosen):
            return other, chosen
    return layout, inside


def _is_aside(layout: Layout, inside: Node) -> bool:
    """Whether a container says that it stands beside something, and not below the headline."""
    if layout.title is None or inside.holds(layout.title):
        return False
    node: Node | None = inside
    while node is not None and node.tag != "aside":
        node = node.parent
    return node is not None


def _marks(layout: Layout, inside: Node, near: range, beside: frozenset[int]) -> Iterator[Mark]:
    """Yield the marks on what stands in and near the container and is no text of the article.

    What stands ``beside`` it and is, has none.
    """
    for index in near:
        if index in beside and layout.front_kind(index) != "subtitle":
            continue
        if not inside.holds(index):
            yield from _outside(layout, inside, index)
    for found in furniture_within(layout, inside):
        yield from _mark(layout, *found)
    yield from mark_pictures_outside(layout, inside, near)


def _one_subtitle(layout: Layout, marks: Iterable[Mark]) -> Iterator[Mark]:
    """Yield marks, of those on standfirsts the first: there is one column, the rest is text."""
    is_taken = False
    for mark in marks:
        if mark.kind == "subtitle":
            if is_taken and layout.prose[mark.block]:
                continue
            is_taken = True
        yield mark


def _near(layout: Layout, inside: Node) -> tuple[int, int]:
    """Return the half-open range of the blocks that rules and detectors are to see."""
    title = inside.start if layout.title is None else layout.title
    first = max(min(title, inside.start) - NEAR_START, 0)
    last = min(max(inside.end + NEAR_END, title + 1), len(layout.blocks))
    return first, last


def _asides(layout: Layout, span: Iterable[int]) -> tuple[Aside, ...]:
    """Return the blocks of a range as asides, those in a row that are of one kind as one."""
    runs: list[tuple[Kind, str, int, list[str]]] = []
    for index in span:
        block = layout.blocks[index]
        if not block.text:
            continue
        kind, rule = layout.kinds[index], "container/box"
        if block.role == "image":
            kind, rule = "photo_caption", OUTSIDE_PICTURE
        elif kind is None:
            kind, rule = "site_nav", "container/outside"
        if runs and runs[-1][:2] == (kind, rule):
            runs[-1][3].append(block.text)
        else:
            runs.append((kind, rule, index, [block.text]))
    return tuple(
        Aside("\n".join(texts), sum(map(len, texts)), kind, rule, "drop", _place(layout, index))
        for kind, rule, index, texts in runs
    )


def _outside(layout: Layout, inside: Node, index: int) -> Iterator[Mark]:
    return _mark(layout, index, *outside_kind(layout, inside, index))


def prose_of(layout: Layout, inside: Node) -> float:
    """Return how much prose of an element, in characters, stands in no box."""
    span = range(inside.start, inside.end)
    return sum(layout.prose[i] for i in span if layout.kinds[i] is None)


def outside_kind(layout: Layout, inside: Node, index: int) -> tuple[Kind, str]:
    """Return what a block outside the container is, and the rule that says so.

    Only beside the headline a stamp or byline may be the article's: elsewhere it is a teaser's.
    """
    if index == layout.title:
        return "title", "container/title"
    head = inside.start if layout.title is None else layout.title
    kind = layout.kinds[index] or layout.leaf_kind(index)
    if index < head - NEAR_TITLE and kind in ("publish_stamp", "byline"):
        kind = "teaser_cards"
    elif (layout.title or 0) - NEAR_TITLE <= index < inside.start:
        kind = layout.front_kind(index) or kind
        if kind is None and layout.is_below_title(index):
            kind = "subtitle"
    return (kind, "container/box") if kind else ("site_nav", "container/outside")


def _mark(layout: Layout, index: int, kind: Kind, rule: str) -> Iterator[Mark]:
    block = layout.blocks[index]
    if block.text and block.role != "image":
        yield Mark(index, 0, len(block.text), kind, rule, evidence=_place(layout, index))


def _place(layout: Layout, index: int) -> str:
    """Return what the element of a block is called, for the record."""
    element = layout.blocks[index].element
    return f"{element.tag} {element.words}".rstrip()[:80] if element is not None else ""


__all__: Final[Sequence[str]] = ["OUTSIDE", "set_apart"]

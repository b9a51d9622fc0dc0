"""Trim the container: its head, its tail, and the boxes amid the text."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from cleaners.document import Kind
from cleaners.layout import ends_sentence
from cleaners.page import BEHIND_TEXT
from cleaners.strip.container_ends import MIN_LINE, with_head, with_tail
from cleaners.strip.container_home import (
    behind_home,
    below_title,
    home_of,
    is_bare,
    is_body,
    lead_gap,
    without_front,
)
from cleaners.strip.container_labels import labels
from cleaners.strip.container_layout import Layout
from cleaners.strip.container_links import decks, is_link_line, is_stray, link_lists
from cleaners.strip.container_posts import post_heads
from cleaners.strip.container_tree import Node
from cleaners.strip.container_twice import printed_twice, pull_quotes

Found: TypeAlias = tuple[int, Kind, str]
Verdict: TypeAlias = tuple[Kind, str]
_WORD: Final = re.compile(r"[^\W\d_]")


class _Body(NamedTuple):
    """What is known of the body of a container."""

    first: int
    last: int
    home: Node | None  #: the element whose children are most of the prose
    behind: frozenset[int]  #: blocks of boxes behind the home
    gap: range  #: between a lead beside the headline and the home
    is_bare: bool  #: whether no list, table or heading stands there, and few lines
    again: frozenset[int]  #: paragraphs that say again what stands elsewhere
    pulled: frozenset[int]  #: quotations that do
    decks: frozenset[int]  #: paragraphs of teasers amid the text
    heads: frozenset[int]  #: stamps and signatures of posts
    lists: frozenset[int]  #: groups of lists that lead elsewhere


def furniture_within(layout: Layout, inside: Node) -> Iterator[Found]:
    """Yield the blocks of the container that are no article text, with kind and rule."""
    body = _body(layout, inside)
    gone: dict[int, Kind] = {}
    for index in range(inside.start, inside.end):
        block = layout.blocks[index]
        if not block.text or block.role == "image" or index == layout.title:
            continue
        verdict = _named(layout, body, index) or _amid(layout, body, index)
        if verdict is not None:
            gone[index] = verdict[0]
            yield index, *verdict
    yield from labels(layout, inside, gone)


def _body(layout: Layout, inside: Node) -> _Body:
    prose = below_title(layout, [i for i in range(inside.start, inside.end) if is_body(layout, i)])
    prose = without_front(layout, prose)
    home = home_of(layout, prose)
    first, last = (prose[0], prose[-1]) if prose else (inside.start, inside.end - 1)
    gap = lead_gap(layout, prose, home) if home else range(0)
    first = with_head(layout, first, inside.start, home)
    last = with_tail(layout, last, inside.end, home)
    return _Body(
        first,
        last,
        home,
        behind_home(layout, inside, prose, home) if home else frozenset(),
        gap,
        is_bare(layout, gap),
        printed_twice(layout, first, last),
        pull_quotes(layout, first, last),
        decks(layout, prose, home),
        post_heads(layout, inside),
        link_lists(layout, inside, prose),
    )


def _named(layout: Layout, body: _Body, index: int) -> Verdict | None:
    """Return what a block is by its box, its role or its place before the body."""
    front: Kind | None
    kind = layout.kinds[index]
    is_before = index < body.first
    if layout.blocks[index].role == "menu":
        return kind or "site_nav", "container/menu"
    if kind is not None:
        front = layout.front_kind(index) if is_before else None
        return front or kind, "container/box"
    leaf = layout.leaf_kind(index)
    is_in_gap = index in body.gap and (body.is_bare or leaf == "byline")
    is_beside = is_before or index > body.last or is_in_gap
    if leaf is not None and (leaf in ("photo_caption", "section_label") or is_beside):
        return leaf, f"container/{leaf}"
    if index in body.gap and layout.is_signature(index, by_name=True):
        return layout.front_kind(index) or "byline", "container/head"
    if is_before:
        front = "subtitle" if layout.is_below_title(index) else "site_nav"
        return layout.front_kind(index) or front, "container/head"
    return None


def _amid(layout: Layout, body: _Body, index: int) -> Verdict | None:
    """Return what a block amid the body or behind it is, if it is none of its text."""
    block = layout.blocks[index]
    if index in body.gap and body.is_bare and _is_scrap(layout, index):
        return layout.front_kind(index) or "site_nav", "container/head"
    if index in body.behind:
        return "house_promo", BEHIND_TEXT
    if index in body.again:
        return "repeated_line", "container/printed-twice"
    if index in body.pulled:
        return "repeated_line", "container/pull-quote"
    if index in body.decks:
        return "teaser_cards", "container/deck"
    if index in body.heads:
        return "liveblog_stamp", "container/post-head"
    if block.role == "code" and not _WORD.search(block.text):
        return "text_tools", "container/line-numbers"
    if index > body.last:
        is_note = block.role == "list_item" and layout.is_note(index)
        return None if is_note else ("related_links", "container/tail")
    if is_link_line(layout, index, body.lists):
        return "related_links", "container/link-line"
    if is_stray(layout, index, body.home, body.lists):
        return "teaser_cards", "container/stray"
    return None


def _is_scrap(layout: Layout, index: int) -> bool:
    """Whether a line is too short for a line of the text, and ends no sentence."""
    block = layout.blocks[index]
    if block.role != "paragraph" or layout.widths[index] >= MIN_LINE:
        return False
    return not ends_sentence(block.text) and block.text[-1:] not in (":", "：")

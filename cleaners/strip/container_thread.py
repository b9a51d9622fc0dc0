"""Threads: pages of forums and of questions, where the container is one of many posts."""

from collections.abc import Iterator
from typing import Final

from cleaners.strip.container_layout import Layout
from cleaners.strip.container_tree import Node

LEVELS: Final = 5  #: elements around the container that may be the post
MIN_POSTS: Final = 2  #: beside the one that is the container
MIN_POST: Final = 60.0  #: Latin characters of prose in a post
MAX_LINKED: Final = 0.3  #: share of link characters in the lines of a post
MAX_HEADING: Final = 3  #: level of a heading that names an article of its own
WORDS: Final = 2  #: of an element, that posts have in common


def thread(layout: Layout, inside: Node) -> Iterator[int]:
    """Yield the lines of the posts behind the container: what stands beside their prose.

    Articles one below the other have headings of their own; those of a thread have none.
    """
    node: Node | None = inside
    for _ in range(LEVELS):
        if node is None or node.parent is None:
            return
        posts = [it for it in node.parent.children if _is_like(it, node) and it.start >= node.end]
        posts = [it for it in posts if _is_post(layout, it)]
        if len(posts) >= MIN_POSTS:
            for post in posts:
                yield from _lines(layout, post)
            return
        node = node.parent


def _is_like(it: Node, node: Node) -> bool:
    own = node.element.words.split()[:WORDS]
    return it.tag == node.tag and bool(own) and it.element.words.split()[:WORDS] == own


def _is_post(layout: Layout, post: Node) -> bool:
    span = range(post.start, post.end)
    if any(
        layout.blocks[i].role == "heading" and layout.blocks[i].level <= MAX_HEADING for i in span
    ):
        return False
    prose = [i for i in span if layout.prose[i] and layout.kinds[i] is None]
    held = sum(layout.prose[i] for i in prose)
    linked = sum(layout.widths[i] * layout.shares[i] for i in prose)
    return held >= MIN_POST and linked <= MAX_LINKED * held


def _lines(layout: Layout, post: Node) -> Iterator[int]:
    """Yield the blocks of a post that stand beside its prose."""
    span = range(post.start, post.end)
    own = [layout.tree.of[i] for i in span if layout.prose[i]]
    around = {*own, *(it.parent for it in own)}
    for index in span:
        node = layout.tree.of[index]
        is_near = node in around or node.parent in around
        if is_near and layout.kinds[index] is None and layout.leaf_kind(index) is None:
            yield index

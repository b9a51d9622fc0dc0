"""Posts one below the other: their stamps and signatures, in a running report or a thread."""

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from cleaners.layout import ends_sentence
from cleaners.strip.container_layout import Layout
from cleaners.strip.container_tree import Node

MIN_POSTS: Final = 3
MOST: Final = 0.6  #: share of the posts that have such a line, and of these lines that are stamps
FULL: Final = 0.4  #: share of the posts that hold prose
MAX_LINE: Final = 60.0  #: Latin characters
NO_POSTS: Final = frozenset(("p", "tr", "td", "blockquote"))  #: tags of what is no post
WORDS: Final = 2  #: of an element, that posts have in common
_STAMP: Final = re.compile(
    r"(?<!\d)(?:[01]?\d|2[0-3])[:.h][0-5]\d(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
    r"|(?<!\d)(?:19|20)\d\d(?!\d)"
)
_BY: Final = re.compile(r"\W{0,3}(?:by|von|par|por|di|door|av|af|przez|autor|автор)\b[\s:]", re.I)
#: where a line stands in its post: tags and first words from the line up to the post
Slot: TypeAlias = tuple[tuple[str, str], ...]


def post_heads(layout: Layout, inside: Node) -> frozenset[int]:
    """Return the lines of the posts in a container that only say when, or by whom."""
    found: set[int] = set()
    for node in layout.tree.elements():
        is_within = inside.start <= node.start and node.end <= inside.end
        if not is_within or len(node.children) < MIN_POSTS or node.start in found:
            continue
        groups: dict[tuple[str, str], list[Node]] = {}
        for child in node.children:
            if child.tag not in NO_POSTS:
                groups.setdefault((child.tag, _first_words(child)), []).append(child)
        for group in groups.values():
            found.update(_heads(layout, group))
    return frozenset(found)


def _first_words(node: Node) -> str:
    return " ".join(node.element.words.split()[:WORDS])


def _heads(layout: Layout, group: list[Node]) -> Iterator[int]:
    full = sum(any(layout.prose[it.start : it.end]) for it in group)
    if full < max(MIN_POSTS, FULL * len(group)):
        return
    slots: dict[Slot, list[int]] = {}
    held: dict[Slot, set[Node]] = {}
    for post in group:
        for at in range(post.start, post.end):
            if _is_line(layout, at):
                slot = _slot(layout.tree.of[at], post)
                slots.setdefault(slot, []).append(at)
                held.setdefault(slot, set()).add(post)
    for slot, lines in slots.items():
        stamps = [at for at in lines if _is_head(layout.blocks[at].text)]
        if len(held[slot]) >= MOST * len(group) and len(stamps) >= MOST * len(lines):
            yield from stamps


def _slot(node: Node, post: Node) -> Slot:
    """Return the tags and first words of the elements from a line up to its post."""
    around: list[tuple[str, str]] = []
    at: Node | None = node
    while at is not None and at is not post:
        around.append((at.tag, _first_words(at)))
        at = at.parent
    return tuple(around)


def _is_line(layout: Layout, at: int) -> bool:
    block = layout.blocks[at]
    if not block.text or block.role not in ("paragraph", "list_item"):
        return False
    return layout.widths[at] <= MAX_LINE and not layout.prose[at] and not ends_sentence(block.text)


def _is_head(text: str) -> bool:
    return _STAMP.search(text) is not None or _BY.match(text) is not None

"""Cards of teasers: elements beside others of their kind, each a link with a line or two."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from cleaners.document import Block, Kind
from cleaners.folding import squash
from cleaners.strip.container_tree import Node, Tree

MIN_CARDS: Final = 3  #: cards beside each other
MAX_CARD_PROSE: Final = 450.0  #: Latin characters of prose that a card holds
#: kinds of boxes by their words, in which a picture tells a card as well as a link
TEASING: Final[frozenset[Kind | None]] = frozenset(("related_links", "teaser_cards", "most_read"))
CARD_LINK: Final = 0.8  #: share of link characters of the line that leads to the other page
MIN_CARD_LINK: Final = 12.0  #: its Latin characters


class Signs(NamedTuple):
    """What tells a card, by block."""

    blocks: Sequence[Block]
    prose: Sequence[float]
    shares: Sequence[float]  #: of characters in links
    widths: Sequence[float]
    covers: Mapping[int, Sequence[str]]  #: labels of the links without content before a block

    def is_covered(self, node: Node) -> bool:
        """Whether a link without content lies over an element: it says so, or says a line of it."""
        if not self.covers:
            return False
        labels = {it for at in range(node.start, node.end) for it in self.covers.get(at, ())}
        if not labels:
            return False
        lines = {squash(block.text) for block in self.blocks[node.start : node.end]}
        return any(not it or squash(it) in lines for it in labels)

    def leads(self, node: Node) -> bool:
        """Whether a line of an element leads to another page."""
        return any(
            self.shares[at] >= CARD_LINK and self.widths[at] >= MIN_CARD_LINK
            for at in range(node.start, node.end)
        )

    def is_named(self, node: Node) -> bool:
        """Whether an element has a heading that leads nowhere: a part of this page has."""
        return any(
            self.blocks[at].role == "heading" and self.shares[at] < CARD_LINK
            for at in range(node.start, node.end)
        )

    def is_pictured(self, node: Node) -> bool:
        """Whether a picture stands in an element."""
        return any(block.role == "image" for block in self.blocks[node.start : node.end])


def find_cards(tree: Tree, signs: Signs, by_name: bool = True) -> Iterator[Node]:
    """Yield the cards of a page.

    With ``by_name`` a list that is called one of teasers needs pictures only.
    """
    for node in tree.elements():
        if len(node.children) < MIN_CARDS:
            continue
        alike: dict[tuple[str, str], list[Node]] = {}
        for child in node.children:
            # a paragraph is no card, nor is a footnote, whatever it leads to
            if child.tag != "p" and not child.said.is_note:
                key = (child.tag, _first_words(child.element.words))
                alike.setdefault(key, []).append(child)
        for group in alike.values():
            if len(group) >= MIN_CARDS and _are_cards(group, signs, by_name and _is_called(node)):
                yield from group


@lru_cache(maxsize=8192)
def _first_words(words: str) -> str:
    return " ".join(words.split()[:2])


def _is_called(node: Node) -> bool:
    """Whether an element says that it is a list of teasers."""
    return node.said.kind in TEASING and not node.said.worth


def _are_cards(group: Sequence[Node], signs: Signs, is_called: bool) -> bool:
    linked = 0
    for node in group:
        held = [it for it in signs.prose[node.start : node.end] if it]
        if len(held) > 2 or sum(held) > MAX_CARD_PROSE:
            return False
        is_led = signs.leads(node) and not (held and signs.is_named(node))
        is_led = is_led or signs.is_covered(node)
        linked += is_led or (is_called and signs.is_pictured(node))
    return linked >= 0.8 * len(group)

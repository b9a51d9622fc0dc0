"""Cards of teasers: elements beside others of their kind, each a link with a line or two."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from cleaners.document import Block
from cleaners.strip.container_tree import Node, Tree

MIN_CARDS: Final = 3  #: cards beside each other
MAX_CARD_PROSE: Final = 450.0  #: Latin characters of prose that a card holds
CARD_LINK: Final = 0.8  #: share of link characters of the line that leads to the other page
MIN_CARD_LINK: Final = 12.0  #: its Latin characters


def find_cards(
    tree: Tree,
    blocks: Sequence[Block],
    prose: Sequence[float],
    shares: Sequence[float],
    widths: Sequence[float],
) -> Iterator[Node]:
    """Yield the cards of a page, given what each block holds of prose, links and characters."""
    leads = [
        share >= CARD_LINK and width >= MIN_CARD_LINK
        for share, width in zip(shares, widths, strict=True)
    ]
    named = [
        block.role == "heading" and share < CARD_LINK
        for block, share in zip(blocks, shares, strict=True)
    ]
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
            if len(group) >= MIN_CARDS and _are_cards(group, prose, leads, named):
                yield from group


@lru_cache(maxsize=8192)
def _first_words(words: str) -> str:
    return " ".join(words.split()[:2])


def _are_cards(
    group: Sequence[Node], prose: Sequence[float], leads: Sequence[bool], named: Sequence[bool]
) -> bool:
    linked = 0
    for node in group:
        held = [it for it in prose[node.start : node.end] if it]
        if len(held) > 2 or sum(held) > MAX_CARD_PROSE:
            return False
        own = bool(held) and any(named[node.start : node.end])
        linked += not own and any(leads[node.start : node.end])
    return linked >= 0.8 * len(group)

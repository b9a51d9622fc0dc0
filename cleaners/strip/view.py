"""What a marker sees: the blocks, where they stand, and which rules hit them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from cleaners.document import Block, Document, Hit
from cleaners.layout import Zone, is_prose, zones
from cleaners.rules import Rule, Scanner

MIN_ANNOUNCEMENT: Final = 3  #: words of a line that announces a quotation
#: a hit of one of these kinds says nothing about whether a block is prose of the article
NOT_FURNITURE: Final = frozenset({"photo_credit", "section_label", "series_note"})


class Template(msgspec.Struct, frozen=True):
    """What the site memory holds of the document's site."""

    site: str = ""
    documents: int = 0  #: of the site, with bodies that differ
    lines: Mapping[str, int] = {}  #: key of a line -> documents of the site that hold it
    overruled: frozenset[str] = frozenset()  #: of the lines, those that people want removed


class View(msgspec.Struct, frozen=True):
    """A document as the markers see it."""

    document: Document
    rules: Mapping[str, Rule]
    zones: tuple[Zone, ...]
    hits: tuple[tuple[Hit, ...], ...]  #: by block; those whose rule asks for another zone are out
    template: Template
    scanner: Scanner

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks of the document."""
        return self.document.blocks

    def whole(self, index: int, *, runs: bool = True) -> Hit | None:
        """Return the first hit that covers all of a block; without ``runs`` no form words."""
        length = len(self.blocks[index].text)
        for hit in self.hits[index]:
            if (
                hit.start == 0
                and hit.end == length
                and (runs or not self.rules[hit.rule].needs_run)
            ):
                return hit
        return None

    def is_body(self, index: int) -> bool:
        """Whether a block is prose that no rule claims whole."""
        return is_prose(self.blocks[index]) and self.whole(index) is None


def view(document: Document, scanner: Scanner, template: Template) -> View:
    """Sort the hits of a document by block and work out its zones."""
    rules = {name: entry.rule for name, entry in scanner.rules.items()}
    furniture = frozenset(
        hit.block
        for hit in document.hits
        if hit.end - hit.start == len(document.blocks[hit.block].text)
        and hit.kind not in NOT_FURNITURE
    )
    places = zones(document.blocks, furniture)
    by_block: list[list[Hit]] = [[] for _ in document.blocks]
    for hit in _in_zone(document.hits, rules, places, document.blocks):
        by_block[hit.block].append(hit)
    return View(document, rules, places, tuple(tuple(hits) for hits in by_block), template, scanner)


def is_quotation(block: Block) -> bool:
    """Whether a block quotes somebody: what is said there removes nothing."""
    return block.role == "quote" and 2 * block.link_chars < len(block.text)


def _is_introduced(index: int, blocks: Sequence[Block], claimed: set[int]) -> bool:
    """Whether a sentence that ends in a colon announces the paragraph: then it is quoted."""
    if index == 0 or index - 1 in claimed or not is_prose(blocks[index]):
        return False
    before = blocks[index - 1].text.rstrip()
    return before[-1:] in ":：" and len(before.split()) >= MIN_ANNOUNCEMENT


def _in_zone(
    hits: Sequence[Hit],
    rules: Mapping[str, Rule],
    places: tuple[Zone, ...],
    blocks: Sequence[Block],
) -> Iterable[Hit]:
    claimed = {hit.block for hit in hits}
    for hit in hits:
        if is_quotation(blocks[hit.block]) or _is_introduced(hit.block, blocks, claimed):
            continue
        wanted = rules[hit.rule].zone
        place = places[hit.block]
        if wanted in ("any", place) or (wanted == "edge" and place != "body"):
            yield hit

"""What a marker sees: the blocks, where they stand, and which rules hit them."""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Final

import msgspec

from cleaners.document import Block, Document, Hit
from cleaners.layout import MIN_PROSE_CHARS, WIDE_CHAR_WEIGHT, Zone, is_prose
from cleaners.rules import Rule, Scanner

MIN_ANNOUNCEMENT: Final = 3  #: words of a line that announces a quotation
_MIN_CHARS: Final = MIN_PROSE_CHARS / WIDE_CHAR_WEIGHT  #: fewer are prose in no script
_HEAD: Final[tuple[Zone, ...]] = ("head",)
_BODY: Final[tuple[Zone, ...]] = ("body",)
_TAIL: Final[tuple[Zone, ...]] = ("tail",)
#: a hit of one of these kinds says nothing about whether a block is prose of the article
NOT_FURNITURE: Final = frozenset({"photo_credit", "section_label", "series_note"})


class Template(msgspec.Struct, frozen=True):
    """What the site memory holds of the document's site."""

    site: str = ""
    documents: int = 0  #: of the site, with bodies that differ
    lines: Mapping[str, int] = {}  #: key of a line -> documents of the site that hold it
    overruled: frozenset[str] = frozenset()  #: of the lines, those that people want removed


class View(msgspec.Struct, frozen=True):
    """A document as the markers see it: what several of them ask of a block is worked out once."""

    document: Document
    blocks: tuple[Block, ...]  #: of the document
    rules: Mapping[str, Rule]
    template: Template
    scanner: Scanner
    prose: tuple[bool, ...]  #: by block, whether it has the shape of prose
    zones: tuple[Zone, ...]
    hits: tuple[tuple[Hit, ...], ...]  #: by block; those whose rule asks for another zone are out
    hit_blocks: tuple[int, ...]  #: those with hits, in order: few
    claims: tuple[Hit | None, ...]  #: by block, the first hit that covers all of it

    def whole(self, index: int, *, runs: bool = True) -> Hit | None:
        """Return the first hit that covers all of a block; without ``runs`` no form words."""
        if runs or self.claims[index] is None:
            return self.claims[index]
        length = len(self.blocks[index].text)
        sure = (hit for hit in self.hits[index] if not self.rules[hit.rule].needs_run)
        return next((hit for hit in sure if hit.start == 0 and hit.end == length), None)

    def is_body(self, index: int) -> bool:
        """Whether a block is prose that no rule claims whole."""
        return self.prose[index] and self.claims[index] is None


def view(document: Document, scanner: Scanner, template: Template) -> View:
    """Sort the hits of a document by block and work out its zones."""
    blocks = document.blocks
    prose = tuple(len(block.text) >= _MIN_CHARS and is_prose(block) for block in blocks)
    furniture = {
        hit.block
        for hit in document.hits
        if hit.end - hit.start == len(blocks[hit.block].text) and hit.kind not in NOT_FURNITURE
    }
    places = _zones([at for at, is_it in enumerate(prose) if is_it], furniture, len(blocks))
    by_block: dict[int, list[Hit]] = {}
    for hit in _in_zone(document.hits, scanner.plain, places, prose, blocks):
        by_block.setdefault(hit.block, []).append(hit)
    hits = tuple(tuple(by_block.get(index, ())) for index in range(len(blocks)))
    return View(
        document,
        blocks,
        scanner.plain,
        template,
        scanner,
        prose,
        places,
        hits,
        hit_blocks=tuple(sorted(by_block)),
        claims=_claims(hits, blocks),
    )


def with_hits(seen: View, hits: tuple[tuple[Hit, ...], ...]) -> View:
    """Return the view with other hits."""
    return msgspec.structs.replace(
        seen,
        hits=hits,
        hit_blocks=tuple(index for index in seen.hit_blocks if hits[index]),
        claims=_claims(hits, seen.blocks),
    )


def _claims(hits: tuple[tuple[Hit, ...], ...], blocks: tuple[Block, ...]) -> tuple[Hit | None, ...]:
    return tuple(
        _claim(of, block.text) if of else None for of, block in zip(hits, blocks, strict=True)
    )


def _claim(hits: Sequence[Hit], text: str) -> Hit | None:
    length = len(text)
    return next((hit for hit in hits if hit.start == 0 and hit.end == length), None)


def _zones(prose: Sequence[int], furniture: Set[int], size: int) -> tuple[Zone, ...]:
    """Assign each block to head, body or tail; the body runs from first to last prose block.

    Boilerplate opens no body. A document without prose is all head.
    """
    first = next((at for at in prose if at not in furniture), None)
    last = next((at for at in reversed(prose) if at not in furniture), None)
    if first is None or last is None:
        return _HEAD * size
    return _HEAD * first + _BODY * (last + 1 - first) + _TAIL * (size - last - 1)


def is_quotation(block: Block) -> bool:
    """Whether a block quotes somebody: what is said there removes nothing."""
    return block.role == "quote" and 2 * block.link_chars < len(block.text)


def _is_introduced(
    index: int, prose: Sequence[bool], blocks: Sequence[Block], claimed: set[int]
) -> bool:
    """Whether a sentence that ends in a colon announces the paragraph: then it is quoted."""
    if index == 0 or index - 1 in claimed or not prose[index]:
        return False
    before = blocks[index - 1].text.rstrip()
    return before[-1:] in ":：" and len(before.split()) >= MIN_ANNOUNCEMENT


def _in_zone(
    hits: Sequence[Hit],
    rules: Mapping[str, Rule],
    places: Sequence[Zone],
    prose: Sequence[bool],
    blocks: Sequence[Block],
) -> Iterable[Hit]:
    claimed = {hit.block for hit in hits}
    for hit in hits:
        if is_quotation(blocks[hit.block]) or _is_introduced(hit.block, prose, blocks, claimed):
            continue
        wanted = rules[hit.rule].zone
        place = places[hit.block]
        if wanted in ("any", place) or (wanted == "edge" and place != "body"):
            yield hit

"""What a detector looks at: the document, its zones, and what the detectors before it found."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

import msgspec

from cleaners.detect.cues import MAX_EDGE_CHARS, MAX_LINE_CHARS, Cue, read_line
from cleaners.document import Block, Candidate, Document
from cleaners.layout import Zone, is_prose

__all__ = ["MAX_EDGE_CHARS", "MAX_LINE_CHARS", "Detector", "Sheet", "open_sheet"]

LAST_PARAGRAPHS: Final = 2
MIN_PARAGRAPH_CHARS: Final = 20
FRONT_PROSE: Final = 3  #: bylines and stamps stand before the third paragraph of prose
#: what is marked as one of these is for the detectors to read, not to skip
#: what stands above the body of a page and is nothing that its markup names: headline, caption...
LEGIBLE_RULES: Final = frozenset({"container/head"})
LEGIBLE: Final = frozenset(
    (
        "agency_credit",
        "byline",
        "dateline",
        "editor_credit",
        "photo_caption",
        "photo_credit",
        "publish_stamp",
        "source_url_trailer",
        "subtitle",
        "tag_list",
        "title",
        "translation_note",
    )
)


class Sheet(msgspec.Struct, frozen=True):
    """A document on the detectors' desk: what all of them ask for is worked out once."""

    document: Document
    blocks: tuple[Block, ...]  #: of the document
    folded: tuple[str, ...]
    """per block: its text folded, same length; of one over 2 * MAX_EDGE_CHARS only as many"""
    cued: Mapping[Cue, Sequence[int]]  #: by cue, the blocks that have it
    zones: tuple[Zone, ...]
    hidden: frozenset[int]  #: blocks that are boilerplate as a whole
    marked: frozenset[int]  #: blocks of which at least a part is
    prose: tuple[int, ...]  #: blocks of visible prose, in order
    front: int  #: the first block behind the front, where bylines and stamps are looked for
    endings: frozenset[int]
    """the last paragraphs, where sign-offs stand: one that ends with a sign-off does not end a
    sentence, and so lies behind the prose"""
    found: tuple[Candidate, ...] = ()
    touched: frozenset[int] = frozenset()  #: blocks that earlier detectors explain in part
    claimed: frozenset[int] = frozenset()  #: blocks that earlier detectors explain as a whole

    def lines(self, *cues: Cue) -> Sequence[int]:
        """Return the blocks that have one of the cues, in order."""
        if len(cues) == 1:
            return self.cued.get(cues[0], ())
        return sorted({index for cue in cues for index in self.cued.get(cue, ())})

    def ends_text(self, index: int) -> bool:
        """Whether a block is one of the last paragraphs, where sign-offs stand."""
        return index in self.endings

    def is_free(self, index: int) -> bool:
        """Whether the block is neither boilerplate nor explained by an earlier detector."""
        return index not in self.hidden and index not in self.claimed

    def with_candidates(self, new: Iterable[Candidate]) -> "Sheet":
        """Return the sheet with the candidates of one more detector."""
        new = tuple(new)
        if not new:
            return self
        found = self.found + new
        touched = frozenset(it.block for it in new if it.kind is not None and it.block is not None)
        if not touched:
            return msgspec.structs.replace(self, found=found)
        return msgspec.structs.replace(
            self,
            found=found,
            touched=self.touched | touched,
            claimed=self.claimed | _claimed(self.blocks, found, touched),
        )


Detector: TypeAlias = Callable[[Sheet], Iterable[Candidate]]


def _claimed(
    blocks: tuple[Block, ...], found: Iterable[Candidate], touched: frozenset[int]
) -> frozenset[int]:
    """Return those of the blocks touched that candidates with a kind cover from end to end."""
    spans: dict[int, set[tuple[int, int]]] = {}
    for it in found:
        if it.kind is not None and it.block in touched:
            spans.setdefault(it.block, set()).add((it.start, it.end))
    whole = set()
    for index, parts in spans.items():
        text, at = blocks[index].text, 0
        for start, end in sorted(parts):
            if text[at:start].strip(" \t\n|,;·•-–—"):
                break
            at = max(at, end)
        if not text[at:].strip():
            whole.add(index)
    return frozenset(whole)


def open_sheet(document: Document) -> Sheet:
    """Lay a document out for the detectors."""
    blocks = document.blocks
    count = len(blocks)
    hidden = frozenset(
        mark.block
        for mark in document.marks
        if mark.start <= 0
        and mark.end >= len(blocks[mark.block].text)
        and mark.kind not in LEGIBLE
        and mark.rule not in LEGIBLE_RULES
    )
    lines = [read_line(block.text) for block in blocks]
    cued: dict[Cue, list[int]] = {}
    for index, line in enumerate(lines):
        for cue in line.cues:
            cued.setdefault(cue, []).append(index)
    prose = tuple([i for i, b in enumerate(blocks) if i not in hidden and is_prose(b)])
    first, last = (prose[0], prose[-1]) if prose else (count, -1)
    behind = [i for i in range(last + 1, count) if len(blocks[i].text) >= MIN_PARAGRAPH_CHARS]
    return Sheet(
        document=document,
        blocks=blocks,
        folded=tuple([line.folded for line in lines]),
        cued=cued,
        zones=_zones(first, last if prose else count, count),
        hidden=hidden,
        marked=frozenset([m.block for m in document.marks if m.rule not in LEGIBLE_RULES]),
        prose=prose,
        front=prose[FRONT_PROSE - 1] if len(prose) >= FRONT_PROSE else count,
        endings=frozenset((*prose[-LAST_PARAGRAPHS:], *behind)),
    )


def _zones(first: int, last: int, count: int) -> tuple[Zone, ...]:
    """Return the zone of each block; those from ``first`` to ``last`` are the body."""
    head: tuple[Zone, ...] = ("head",)
    body: tuple[Zone, ...] = ("body",)
    tail: tuple[Zone, ...] = ("tail",)
    return head * first + body * (min(last + 1, count) - first) + tail * (count - last - 1)

"""What a detector looks at: the document, its zones, and what the detectors before it found."""

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

import msgspec

from cleaners.document import Block, Candidate, Document
from cleaners.folding import fold
from cleaners.layout import Zone, is_prose

MAX_LINE_CHARS: Final = 300  #: a longer block is no stamp, byline, caption label or credit line
MAX_EDGE_CHARS: Final = 400  #: of a longer block only its ends are read
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
    """A document on the detectors' desk."""

    document: Document
    folded: tuple[str, ...]
    """per block: its text folded, same length; of one over 2 * MAX_EDGE_CHARS only as many"""
    zones: tuple[Zone, ...]
    hidden: frozenset[int]  #: blocks that are boilerplate as a whole
    marked: frozenset[int]  #: blocks of which at least a part is
    prose: tuple[int, ...]  #: blocks of visible prose, in order
    found: tuple[Candidate, ...] = ()
    touched: frozenset[int] = frozenset()  #: blocks that earlier detectors explain in part
    claimed: frozenset[int] = frozenset()  #: blocks that earlier detectors explain as a whole

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the document."""
        return self.document.blocks

    @property
    def front(self) -> int:
        """The first block behind the front, where bylines and stamps are looked for."""
        return self.prose[FRONT_PROSE - 1] if len(self.prose) >= FRONT_PROSE else len(self.blocks)

    def ends_text(self, index: int) -> bool:
        """Whether a block is one of the last paragraphs, where sign-offs stand.

        A paragraph that ends with one does not end a sentence, and so lies behind the prose.
        """
        if index in self.prose[-LAST_PARAGRAPHS:]:
            return True
        behind = not self.prose or index > self.prose[-1]
        return behind and len(self.blocks[index].text) >= MIN_PARAGRAPH_CHARS

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
    hidden = frozenset(
        mark.block
        for mark in document.marks
        if mark.start <= 0
        and mark.end >= len(blocks[mark.block].text)
        and mark.kind not in LEGIBLE
        and mark.rule not in LEGIBLE_RULES
    )
    prose = tuple(i for i, b in enumerate(blocks) if i not in hidden and is_prose(b))
    first, last = (prose[0], prose[-1]) if prose else (len(blocks), len(blocks))
    return Sheet(
        document=document,
        folded=tuple(
            fold(b.text if len(b.text) <= 2 * MAX_EDGE_CHARS else b.text[:MAX_EDGE_CHARS])
            for b in blocks
        ),
        zones=tuple(
            "head" if i < first else "tail" if i > last else "body" for i in range(len(blocks))
        ),
        hidden=hidden,
        marked=frozenset(m.block for m in document.marks if m.rule not in LEGIBLE_RULES),
        prose=prose,
    )

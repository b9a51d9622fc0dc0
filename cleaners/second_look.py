"""Look again at what was kept, as somebody would who got the clean text: is anything left to do?

A line that stood amid furniture stands at the edge of the text once the furniture is gone; only
then it shows itself as a caption or a sign-off. So cleaning an output again changes nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

import msgspec

from cleaners.cutting import cut_block
from cleaners.document import Block, Document, Hit, Mark, Metadata
from cleaners.normalize import Paragraph, normalize_body
from cleaners.read import read_again, reads_as_it_is
from cleaners.rules import Scanner
from cleaners.strip import Kept, Resolved, resolve

MAX_READINGS: Final = 4
MAX_LOOKS: Final = 8  #: after the first; nearly all documents need one
#: of the metadata, what a later look may not fill: they are decided over the whole document
_SETTLED: Final = frozenset(
    {"title", "language", "language_score", "is_accessible_for_free", "is_truncated", "provenance"}
)

Look: TypeAlias = Callable[[Document], tuple[Sequence[Mark], Metadata]]


def look_again(
    document: Document, resolved: Resolved, metadata: Metadata, look: Look, rules: Scanner
) -> tuple[Document, Resolved, Metadata]:
    """Mark what ``look`` finds in the rest of a document, until it finds nothing more."""
    for _ in range(MAX_LOOKS):
        if not resolved.removals:
            break
        rest = _rest(document, resolved, metadata, rules)
        marks, found = look(rest)
        fresh = list(_moved_back(marks, resolved.kept))
        if not fresh:
            break
        metadata = _filled(metadata, found)
        document = msgspec.structs.replace(document, marks=(*document.marks, *fresh))
        resolved = resolve(document, document.marks)
    return document, resolved, metadata


def settled(text: str, is_markdown_source: bool) -> str:
    """Return the text as it reads when it is read again: its lines, lists and broken sentences.

    Where one reading joins lines, the next may find more to join; markup that a broken page left
    over is taken off as long as there is some.
    """
    if not is_markdown_source and reads_as_it_is(text):
        return text
    for _ in range(MAX_READINGS):
        again = normalize_body(
            [Paragraph(b.text, b.role, b.group) for b in read_again(text, is_markdown_source)]
        )
        if again == text or not again:
            break
        text = again
    return text


def _rest(document: Document, resolved: Resolved, metadata: Metadata, rules: Scanner) -> Document:
    """Return what was kept as a document of its own, without what only markup told.

    A block that was kept whole keeps its hits, since rules look at one block at a time.
    """
    old: dict[int, list[Hit]] = {}
    for hit in document.hits:
        old.setdefault(hit.block, []).append(hit)
    hits: list[Hit] = []
    blocks: list[Block] = []
    group = 0
    for span in resolved.kept:
        whole = document.blocks[span.block]
        block = cut_block(whole, span.start, span.end)
        index = len(blocks)
        if block is whole:
            hits += (msgspec.structs.replace(h, block=index) for h in old.get(span.block, ()))
        else:
            hits += rules.hits(index, block)
        blocks.append(
            msgspec.structs.replace(
                block,
                text=block.text if block.role == "code" else block.text.replace("\n", " "),
                role="paragraph" if block.role in ("heading", "quote", "image") else block.role,
                gap=0 if whole.group and whole.group == group else 1,
                level=0,
                link_chars=0,
                links=(),
                emphasized=False,
            )
        )
        group = whole.group
    hints = msgspec.structs.replace(document.source.hints, title=metadata.title)
    source = msgspec.structs.replace(document.source, hints=hints)
    return msgspec.structs.replace(
        document, source=source, blocks=tuple(blocks), hits=tuple(hits), marks=(), head=None
    )


def _moved_back(marks: Sequence[Mark], kept: Sequence[Kept]) -> Iterator[Mark]:
    """Yield the marks on the rest as marks on the document."""
    for mark in marks:
        span = kept[mark.block]
        yield msgspec.structs.replace(
            mark, block=span.block, start=span.start + mark.start, end=span.start + mark.end
        )


def _filled(first: Metadata, later: Metadata) -> Metadata:
    """Fill the fields that the first look left empty."""
    fields = {
        name: getattr(later, name)
        for name in Metadata.__struct_fields__
        if name not in _SETTLED and not getattr(first, name)
    }
    filled = {name for name, value in fields.items() if value}
    reasons = tuple(reason for reason in later.provenance if _column(reason.field) in filled)
    provenance = (*first.provenance, *reasons)
    return msgspec.structs.replace(first, **fields, provenance=provenance)


def _column(field: str) -> str:
    """Return the column that the provenance of a field speaks of."""
    plural = {"author": "authors", "agency": "agencies", "credit": "credits", "tag": "tags"}
    return plural.get(field, "images" if field == "image" else field)

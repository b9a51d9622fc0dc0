"""Look again at what was kept, as somebody would who got the clean text: is anything left to do?

A line that stood amid furniture stands at the edge of the text once the furniture is gone; only
then it shows itself as a caption or a sign-off. So cleaning an output again changes nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

import msgspec

from cleaners.aligned import places_in
from cleaners.document import Block, Document, Hit, Mark, Metadata, Role
from cleaners.normalize import Paragraph, normalize_body, normalize_paragraphs
from cleaners.read import read_again, reads_as_it_is
from cleaners.rules import Scanner
from cleaners.strip import Kept, Resolved, hangs_on_below, resolve

MAX_READINGS: Final = 4
MAX_LOOKS: Final = 8  #: after the first; nearly all documents need one
#: of the metadata, what a later look may not fill: they are decided over the whole document
_SETTLED: Final = frozenset(
    {"language", "language_score", "is_accessible_for_free", "is_truncated", "provenance"}
)

Look: TypeAlias = Callable[[Document], tuple[Sequence[Mark], Metadata]]


def look_again(
    document: Document, resolved: Resolved, metadata: Metadata, look: Look, rules: Scanner
) -> tuple[Document, Resolved, Metadata]:
    """Mark what ``look`` finds in the rest of a document, until it finds nothing more.

    Where nothing was removed, only lost markup can make a difference.
    """
    if not resolved.removals and not _markup_tells(document, metadata):
        return document, resolved, metadata
    for _ in range(MAX_LOOKS):
        rest, sources = _rest(document, resolved, metadata, rules)
        marks, found = look(rest)
        fresh = list(_moved_back(marks, rest, sources, document))
        if not fresh:
            break
        metadata = _filled(metadata, found)
        document = msgspec.structs.replace(document, marks=(*document.marks, *fresh))
        resolved = resolve(document, document.marks)
    return document, resolved, metadata


def settled(text: str, is_markdown_source: bool, programs: Sequence[str] = ()) -> str:
    """Return the text as it reads when it is read again: its lines, lists and broken sentences.

    Where one reading joins lines, the next may find more to join; markup that a broken page left
    over is taken off as long as there is some. A reading that takes one of the ``programs`` in the
    text for anything else does not count.
    """
    if not is_markdown_source and reads_as_it_is(text):
        return text
    for _ in range(MAX_READINGS):
        again = normalize_body(
            [
                Paragraph(b.text, b.role, b.group)
                for b in read_again(text, is_markdown_source, programs)
            ]
        )
        if again == text or not again or any(it not in again for it in programs):
            break
        text = again
    return text


def _rest(
    document: Document, resolved: Resolved, metadata: Metadata, rules: Scanner
) -> tuple[Document, Sequence[Kept]]:
    """Return what was kept as a document of its own, without what only markup told.

    What was set apart is no part of it: it was read, and who gets the clean text has none of it.
    With it comes where each of its blocks stood. A block that was kept as it is keeps its hits,
    since rules look at one block at a time.
    """
    old: dict[int, list[Hit]] = {}
    for hit in document.hits:
        old.setdefault(hit.block, []).append(hit)
    hits: list[Hit] = []
    blocks: list[Block] = []
    kept, texts = _as_written(document, resolved)
    group = 0
    is_page = document.source.source_format == "html"
    groups = [document.blocks[span.block].group for span in kept]
    for at, (span, text) in enumerate(zip(kept, texts, strict=True)):
        whole = document.blocks[span.block]
        index = len(blocks)
        lone = whole.group not in (groups[at - 1 : at] + groups[at + 1 : at + 2])
        block = msgspec.structs.replace(
            whole,
            text=text,
            runs=(),
            role=_plain_role(whole.role, lone=lone),
            group=0 if lone else whole.group,
            gap=0 if whole.group and whole.group == group else 1,
            level=0,
            link_chars=0,
            links=(),
            emphasized=False,
        )
        if text == whole.text:
            own = old.get(span.block, [])
            if whole.role == "heading" and is_page:  # it was weighed by what stands below it
                own = [hit for hit in own if not hangs_on_below(rules.plain[hit.rule], text)]
            hits += (msgspec.structs.replace(hit, block=index) for hit in own)
        else:
            hits += rules.hits(index, block)
        blocks.append(block)
        group = whole.group
    hints = msgspec.structs.replace(document.source.hints, title=metadata.title)
    source = msgspec.structs.replace(document.source, hints=hints)
    return Document(source, tuple(blocks), hits=tuple(hits)), kept


def _as_written(document: Document, resolved: Resolved) -> tuple[list[Kept], list[str]]:
    """Return the kept spans of which something shows, and their texts as they will be written."""
    paragraphs = [
        Paragraph(span.text(document.blocks), document.blocks[span.block].role)
        for span in resolved.kept
    ]
    clean = [it.text for it in normalize_paragraphs(paragraphs)]
    shown = [(span, text) for span, text in zip(resolved.kept, clean, strict=True) if text]
    return [span for span, _ in shown], [text for _, text in shown]


def _markup_tells(document: Document, metadata: Metadata) -> bool:
    """Whether a headline may have hidden in a link, or a menu in a table of one row."""
    blocks = document.blocks
    if metadata.title is None and blocks and blocks[0].link_chars:
        return True
    return any(block.role == "table_row" for block in blocks)


def _plain_role(role: Role, *, lone: bool) -> Role:
    """Return what a block of a role is in plain text; the row of a table needs a second one."""
    if role in ("heading", "quote", "image") or (lone and role == "table_row"):
        return "paragraph"
    return role


def _moved_back(
    marks: Sequence[Mark], rest: Document, sources: Sequence[Kept], document: Document
) -> Iterator[Mark]:
    """Yield the marks on the rest as marks on the document."""
    for mark in marks:
        span, text = sources[mark.block], rest.blocks[mark.block].text
        source = span.text(document.blocks)
        start, end = mark.start, mark.end
        if text != source:
            places = places_in(source, text)
            start, end = places[max(start, 0)], places[min(end, len(text))]
        yield msgspec.structs.replace(
            mark, block=span.block, start=span.start + start, end=span.start + end
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

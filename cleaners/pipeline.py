"""Clean one document: the way of the data in a few visible lines."""

from typing import Final

import msgspec

from cleaners.columns import finish_columns
from cleaners.detect import detect
from cleaners.document import (
    Article,
    Cleaned,
    Document,
    Mark,
    Metadata,
    RawDocument,
    Reason,
    Reject,
)
from cleaners.layout import count_words
from cleaners.normalize import Paragraph, normalize_body, normalize_program
from cleaners.options import Options
from cleaners.read import UnreadableError, read
from cleaners.rules import Scanner, scanner
from cleaners.second_look import look_again, settled
from cleaners.strip import (
    NO_TEMPLATE,
    Resolved,
    Template,
    mark,
    mark_author_repeats,
    mark_bios,
    mark_capitals,
    mark_glued,
    mark_learned,
    mark_moved,
    mark_title_repeats,
    resolve,
    set_apart,
)
from cleaners.verdict import fault, with_wall

HIGH_REMOVED_RATIO: Final = 0.7  #: of the visible characters; more of them gone is worth a look
HIGH_PAGE_RATIO: Final = 0.95  #: the same for HTML, where a quarter of pages lose 0.7
MIN_CHARS_TO_WARN: Final = 1000  #: visible characters of a document, for that warning
EXCERPT_CHARS: Final = 500


class Result(msgspec.Struct, frozen=True):
    """A cleaned record, and the document it was made from, for who wants to see the way."""

    cleaned: Cleaned
    document: Document | None = None
    resolved: Resolved | None = None


def clean_document(raw: RawDocument, options: Options, template: Template = NO_TEMPLATE) -> Cleaned:
    """Return the article of one record with its removals, or the reject that it became."""
    return work(raw, options, template).cleaned


def work(raw: RawDocument, options: Options, template: Template = NO_TEMPLATE) -> Result:
    """Clean one record and keep what led there."""
    try:
        document = read(raw, options.max_document_bytes)
    except UnreadableError as error:
        return Result(reject_raw(raw, "read", error.reason, error.message))
    if not document.blocks:
        return Result(
            reject_raw(
                raw, "read", "empty", "the record holds no visible text; nothing can be done"
            )
        )
    rules = scanner(options.rules)

    def look(seen: Document) -> tuple[tuple[Mark, ...], Metadata]:
        return _look(seen, rules, template)

    document = rules.scan(set_apart(document))
    marks, metadata = look(document)
    document = msgspec.structs.replace(document, marks=marks)
    resolved = resolve(document, marks)
    document, resolved, metadata = look_again(document, resolved, metadata, look, rules)
    kept = paragraphs(document, resolved)
    programs = [normalize_program(it.text) for it in kept if it.role == "code"]
    programs = [it for it in programs if "\n" in it]  # one line is read as any other is
    text = settled(normalize_body(kept), document.source.source_format == "markdown", programs)
    metadata = finish_columns(metadata, text, document)
    metadata = with_wall(metadata, document, resolved)
    found = fault(text, document, resolved, metadata, options)
    if found is not None:
        return Result(_reject(document, *found), document, resolved)
    article = _article(document, resolved, metadata, text)
    return Result(Cleaned(article, None, resolved.removals), document, resolved)


def _look(
    document: Document, rules: Scanner, template: Template
) -> tuple[tuple[Mark, ...], Metadata]:
    """Return the marks on a document, the weightiest first, and its metadata."""
    known, metadata = mark_known(document, rules, template)
    return (*known, *mark_learned(document, known, metadata.title)), metadata


def mark_known(
    document: Document, rules: Scanner, template: Template = NO_TEMPLATE
) -> tuple[tuple[Mark, ...], Metadata]:
    """Return the marks of rules and columns, before the labeler judges what they leave."""
    document = mark(document, rules, template)
    detected = detect(document)
    moved = list(mark_moved(document, detected.candidates, detected.metadata))
    moved += mark_title_repeats(document, detected.metadata.title)
    moved += mark_author_repeats(document, detected.metadata.authors)
    glued = [*mark_glued(document, moved, rules), *mark_capitals(document, rules)]
    known = (*moved, *glued, *document.marks)
    return (*known, *mark_bios(document, known, detected.metadata.authors)), detected.metadata


def paragraphs(document: Document, resolved: Resolved) -> list[Paragraph]:
    """Return what was kept as paragraphs: the spans left of one block are one paragraph."""
    found: list[Paragraph] = []
    last = -1
    for span in resolved.kept:
        block = document.blocks[span.block]
        text = block.text[span.start : span.end]
        if span.block == last:
            found[-1] = msgspec.structs.replace(found[-1], text=f"{found[-1].text} {text}")
        else:
            found.append(Paragraph(text, block.role, block.group))
        last = span.block
    return found


def _article(document: Document, resolved: Resolved, metadata: Metadata, text: str) -> Article:
    source = document.source
    ratio = resolved.removed_chars / max(resolved.visible_chars, 1)
    warnings = [*source.warnings, *metadata.warnings]
    limit = HIGH_PAGE_RATIO if source.source_format == "html" else HIGH_REMOVED_RATIO
    if ratio > limit and resolved.visible_chars >= MIN_CHARS_TO_WARN:
        warnings.append("high_removed_ratio")
    return Article(
        id=source.id,
        text=text,
        metadata=metadata,
        word_count=count_words(text),
        char_count=len(text),
        paragraph_count=text.count("\n\n") + 1,
        removed_char_count=resolved.removed_chars,
        removed_ratio=round(ratio, 6),
        warnings=tuple(dict.fromkeys(warnings)),
        source_uri=source.source_uri,
        source_record=source.source_record,
        source_id=source.hints.source_id,
        source_format=source.source_format,
        encoding=source.encoding,
        source_hash=source.source_hash,
    )


def reject_raw(raw: RawDocument, stage: str, reason: str, message: str) -> Cleaned:
    """Return the reject of a record that gave no document."""
    excerpt = raw.data[: EXCERPT_CHARS * 4].decode("utf-8", "replace")[:EXCERPT_CHARS]
    return Cleaned(
        None,
        Reject(
            id=raw.id,
            source_uri=raw.source_uri,
            source_record=raw.source_record,
            stage=stage,
            reason=msgspec.convert(reason, Reason),
            message=message,
            raw_excerpt=excerpt,
        ),
    )


def _reject(document: Document, reason: Reason, message: str, text: str) -> Cleaned:
    """Return the reject of a document; ``text`` is what could be read of its body.

    Whoever reads rejects for what stood in the source has ``raw_excerpt`` and the source itself.
    """
    source = document.source
    reject = Reject(
        id=source.id,
        source_uri=source.source_uri,
        source_record=source.source_record,
        stage="strip" if reason != "language_excluded" else "detect",
        reason=reason,
        message=message,
        raw_excerpt=source.text[:EXCERPT_CHARS],
        text=text,
    )
    return Cleaned(None, reject, ())

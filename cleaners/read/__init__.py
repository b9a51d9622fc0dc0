"""Read: bytes to a Document of blocks, with offsets into the decoded text."""

import hashlib
import re
from collections.abc import Callable, Sequence
from typing import Final, Literal

import msgspec

from cleaners.document import Block, Document, Hints, RawDocument, Source
from cleaners.page import Head
from cleaners.read.encodings import Decoded, UnreadableError, decode
from cleaners.read.files import (
    HTML,
    RecordFinder,
    check_format,
    format_suffix,
    has_known_name,
    read_file,
)
from cleaners.read.front_matter import is_markdown, read_front_matter
from cleaners.read.html import read_html
from cleaners.read.markdown import read_markdown
from cleaners.read.mending import with_breaks
from cleaners.read.plain import BULLET, read_plain
from cleaners.read.records import document_id
from cleaners.read.repair import has_mojibake
from cleaners.read.stretches import Stretch, cut_file, usual_content

__all__ = [
    "FORMATS",
    "RecordFinder",
    "Stretch",
    "UnreadableError",
    "cut_file",
    "document_id",
    "has_known_name",
    "read",
    "read_again",
    "read_file",
    "reads_as_it_is",
    "usual_content",
]

Format = Literal["text", "markdown", "html"]
FORMATS: Final[dict[Format, Callable[[Decoded], tuple[tuple[Block, ...], Head | None]]]] = {
    "text": lambda it: (read_plain(with_breaks(it.text)), None),
    "markdown": lambda it: (read_markdown(with_breaks(it.text)), None),
    "html": lambda it: read_html(it.text, it.data),
}
_PAGE: Final = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,3}"
    r"<(?:(?:!doctype\s+html|html)\b|(?:head|body|meta|link|title|style|script)\b[^<]{0,2000}>)",
    re.IGNORECASE | re.DOTALL,
)

_BLOCK: Final = "p|div|article|section|main|figure|h[1-6]|ul|ol|table|blockquote"
#: a part of a page, as a content system keeps it: from a tag of a block to the end of one
_FRAGMENT: Final = re.compile(rf"\s*<(?:{_BLOCK})(?:\s[^<>]{{0,2000}})?>", re.IGNORECASE)
_FRAGMENT_END: Final = re.compile(rf"</(?:{_BLOCK})>\s*$", re.IGNORECASE)
_END_CHARS: Final = 200  #: in which a fragment must end


def sniff(source_uri: str, text: str) -> Format:
    """Return the format of a text; a .txt that is Markdown is Markdown."""
    suffix = format_suffix(source_uri)
    if suffix in HTML or _PAGE.match(text):
        return "html"
    if suffix in (".md", ".markdown"):
        return "markdown"
    is_file = suffix == ".txt"  # whoever writes such took the page apart; tags are what is left
    if not is_file and _FRAGMENT.match(text) and _FRAGMENT_END.search(text[-_END_CHARS:]):
        return "html"
    if is_markdown(text):
        return "markdown"
    return "text"


def read(raw: RawDocument, max_bytes: int = 64 * 1024 * 1024) -> Document:
    """Decode a record and cut it into blocks.

    Raises
    ------
    UnreadableError
        Nothing to read: ``empty``, ``not_text``, ``undecodable`` or ``too_large``.
    """
    if raw.fault is not None:
        raise UnreadableError(*raw.fault)
    if len(raw.data) > max_bytes:
        raise UnreadableError(
            "too_large",
            f"{len(raw.data):,} bytes are more than the {max_bytes:,} allowed; "
            "split the document or raise --max-document-bytes",
        )
    decoded = _decoded(raw)
    text = decoded.text
    format_ = raw.format or sniff(raw.source_uri, text)
    hints = raw.hints
    if format_ == "markdown":
        hints = _merged(hints, read_front_matter(text)[1])
    blocks, head = FORMATS[format_](decoded)
    source = Source(
        id=raw.id,
        source_uri=raw.source_uri,
        source_record=raw.source_record,
        source_format=format_,
        encoding=decoded.encoding,
        source_hash=hashlib.sha256(raw.data).hexdigest(),
        text=text,
        hints=hints,
        warnings=_warnings(decoded, format_),
    )
    return Document(source, blocks, head=head)


def read_again(text: str, was_markdown: bool, programs: Sequence[str] = ()) -> tuple[Block, ...]:
    """Cut a clean text into blocks, as `read` would; tags and entities in it are meant.

    Of its ``programs`` it is known that they are, however they look.
    """
    if was_markdown and is_markdown(text):
        return read_markdown(text)
    return read_plain(text, literal=True, programs=programs)


def reads_as_it_is(text: str) -> bool:
    """Whether each paragraph of a clean plain text is one line that nothing joins or itemizes.

    Such a text is read again as the same paragraphs; of others nobody knows without reading.
    """
    return not any(
        "\n" in line or line[:1].islower() or BULLET.match(line) for line in text.split("\n\n")
    )


def _decoded(raw: RawDocument) -> Decoded:
    """Return the text of a record: of the field that holds it, or of the bytes."""
    if raw.text is None:
        check_format(raw.source_uri)
        return decode(raw.data)
    return Decoded(raw.text, raw.encoding)


def _merged(first: Hints, second: Hints) -> Hints:
    """Fill what the first hints leave open from the second."""
    fields = {
        name: getattr(first, name) or getattr(second, name) for name in Hints.__struct_fields__
    }
    return msgspec.convert(fields, Hints)


def _warnings(decoded: Decoded, format_: Format) -> tuple[str, ...]:
    codes = {
        "encoding_damaged": decoded.damaged,
        # of a page only blocks are read: to search all of its markup would take 1 ms
        "encoding_repaired": format_ != "html" and has_mojibake(decoded.text),
    }
    return tuple(code for code, holds in codes.items() if holds)

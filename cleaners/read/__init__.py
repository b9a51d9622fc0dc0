"""Read: bytes to a Document of blocks, with offsets into the decoded text."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

import msgspec

from cleaners.document import Block, Document, Hints, RawDocument, Source
from cleaners.read.encodings import Decoded, UnreadableError, decode
from cleaners.read.files import check_format, document_id, read_file
from cleaners.read.front_matter import is_markdown, read_front_matter
from cleaners.read.markdown import read_markdown
from cleaners.read.plain import read_plain
from cleaners.read.repair import has_mojibake

__all__ = ["FORMATS", "UnreadableError", "document_id", "read", "read_file"]

Format = Literal["text", "markdown"]
FORMATS: Final[dict[Format, Callable[[str], tuple[Block, ...]]]] = {
    "text": read_plain,
    "markdown": read_markdown,
}


def sniff(source_uri: str, text: str) -> Format:
    """Return the format of a text; a .txt that is Markdown is Markdown."""
    if Path(source_uri).suffix.lower() in (".md", ".markdown") or is_markdown(text):
        return "markdown"
    return "text"


def read(raw: RawDocument, max_bytes: int = 64 * 1024 * 1024) -> Document:
    """Decode a record and cut it into blocks.

    Raises
    ------
    UnreadableError
        Nothing to read: ``empty``, ``not_text``, ``undecodable`` or ``too_large``.
    """
    if len(raw.data) > max_bytes:
        raise UnreadableError(
            "too_large",
            f"{len(raw.data):,} bytes are more than the {max_bytes:,} allowed; "
            "split the document or raise --max-document-bytes",
        )
    check_format(raw.source_uri, raw.data)
    decoded = decode(raw.data)
    text = decoded.text
    format_ = sniff(raw.source_uri, text)
    hints = raw.hints
    if format_ == "markdown":
        hints = _merged(hints, read_front_matter(text)[1])
    blocks = FORMATS[format_](text)
    source = Source(
        id=raw.id,
        source_uri=raw.source_uri,
        source_record=raw.source_record,
        source_format=format_,
        encoding=decoded.encoding,
        source_hash=hashlib.sha256(raw.data).hexdigest(),
        text=text,
        hints=hints,
        warnings=_warnings(decoded),
    )
    return Document(source, blocks)


def _merged(first: Hints, second: Hints) -> Hints:
    """Fill what the first hints leave open from the second."""
    fields = {
        name: getattr(first, name) or getattr(second, name) for name in Hints.__struct_fields__
    }
    return msgspec.convert(fields, Hints)


def _warnings(decoded: Decoded) -> tuple[str, ...]:
    codes = {
        "encoding_damaged": decoded.damaged,
        "encoding_repaired": has_mojibake(decoded.text),
    }
    return tuple(code for code, holds in codes.items() if holds)

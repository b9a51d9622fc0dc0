"""Files to records: what lies in a file, one RawDocument each."""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cleaners.document import RawDocument
from cleaners.read.encodings import UnreadableError

STDIN: Final = "-"
SUFFIXES: Final = (".txt", ".text", ".md", ".markdown")
#: formats of which this version knows the name only
LATER: Final = (
    ".html",
    ".htm",
    ".xhtml",
    ".jsonl",
    ".ndjson",
    ".json",
    ".csv",
    ".parquet",
    ".warc",
    ".gz",
    ".zst",
    ".zip",
)


def document_id(source_uri: str, data: bytes, copy: int = 0) -> str:
    """Return the id of a record: 32 hex digits; ``copy`` counts identical records of one file."""
    digest = hashlib.sha256(source_uri.encode("utf-8", "surrogateescape"))
    digest.update(b"\0")
    digest.update(data)
    digest.update(b"\0" + str(copy).encode())
    return digest.hexdigest()[:32]


def read_file(path: str, source_uri: str | None = None) -> Iterator[RawDocument]:
    """Yield the records of a file; ``-`` is the standard input.

    A file that cannot be opened raises OSError: the caller makes a reject of it.
    """
    if path == STDIN:
        data = sys.stdin.buffer.read()
        uri = source_uri or STDIN
    else:
        data = Path(path).read_bytes()
        uri = source_uri or str(Path(path).absolute())
    yield RawDocument(id=document_id(uri, data), source_uri=uri, data=data)


def check_format(source_uri: str, data: bytes) -> None:
    """Refuse what this version cannot read, by name or by first bytes.

    Raises
    ------
    UnreadableError
        ``not_text``, with what to do about it.
    """
    suffix = Path(source_uri).suffix.lower()
    if suffix in LATER:
        raise UnreadableError(
            "not_text",
            f"{suffix} files are not read by this version; convert it to text or Markdown",
        )
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<?xml")):
        raise UnreadableError(
            "not_text", "the file is HTML, which this version does not read; extract its text first"
        )

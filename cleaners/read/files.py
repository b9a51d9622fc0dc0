"""Files to records: what lies in a file, one RawDocument each."""

import codecs
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

import msgspec

from cleaners.document import RawDocument
from cleaners.read.compression import STDIN, Stream, open_stream
from cleaners.read.csv_rows import read_csv
from cleaners.read.encodings import UnreadableError
from cleaners.read.json_lines import read_json_lines, read_line
from cleaners.read.json_values import read_json
from cleaners.read.parquet_rows import MAGIC as PARQUET
from cleaners.read.parquet_rows import read_parquet
from cleaners.read.records import (
    EXCERPT_BYTES,
    MAX_DOCUMENT_BYTES,
    Copies,
    Record,
    Request,
    build_document,
    start_digest,
)

Reader: TypeAlias = Callable[[Stream, Request], Iterator[Record]]
COMPRESSED: Final = (".gz", ".gzip", ".zst", ".zstd")
#: names of files that hold one document
DOCUMENTS: Final = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml")
HTML: Final = (".html", ".htm", ".xhtml")
#: formats of which this version knows the name only
LATER: Final = (".warc", ".arc", ".zip", ".tar", ".tgz", ".7z", ".rar")
_ENDING: Final = re.compile(r"\.[a-z][a-z0-9]{0,9}")
RECORDS: Final[dict[str, Reader]] = {
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
    ".pq": read_parquet,
}
MAX_HASHED_BYTES: Final = 4 * 1024**3  #: of a document too large to read: a bomb must end, too
_CHUNK: Final = 256 * 1024
_HEAD: Final = 64 * 1024
_OBJECT: Final = re.compile(rb'\{\s*(?:"|\}\s*$)')
_ARRAY: Final = re.compile(rb"\[\s*\{\s*[\"}]")


def read_file(
    path: str,
    source_uri: str | None = None,
    max_bytes: int = MAX_DOCUMENT_BYTES,
    start: int = 0,
    end: int | None = None,
    copies: bytes | None = None,
) -> Iterator[RawDocument]:
    """Yield the records of a file; ``-`` is the standard input.

    Whatever is wrong with a record, or with the file, is the fault of a RawDocument.  A file that
    cannot be opened raises OSError: the caller makes a reject of it.

    Parameters
    ----------
    max_bytes
        A larger document is not held in memory: it has a fault and only its first bytes.
    start, end, copies
        A part of the file, as `cut_file` gives it.
    """
    uri = source_uri or (STDIN if path == STDIN else str(Path(path).absolute()))
    request = Request(uri, start, end, max_bytes)
    numbers = Copies(copies)
    digest = start_digest(uri)
    with open_stream(path) as stream:
        for record in read_records(stream, request):
            yield build_document(record, uri, digest, numbers)


class RecordFinder:
    """Find the records of a file again, by their positions, which must ascend.

    JSON Lines are jumped in; of Parquet, the row groups before the first are passed over; other
    files are read on from where the record before stood.
    """

    def __init__(
        self,
        path: str,
        source_uri: str,
        first: int | None,
        max_bytes: int = MAX_DOCUMENT_BYTES,
    ) -> None:
        """Open a file in which no position before ``first`` is asked for."""
        self._uri = source_uri
        self._digest = start_digest(source_uri)
        self._stream = open_stream(path)
        reader = reader_of(source_uri, self._stream)
        self._jumps = reader is read_json_lines and self._stream.is_seekable
        self._records = read_records(self._stream, Request(source_uri, first or 0, None, max_bytes))

    def find(self, position: int | None) -> RawDocument | None:
        """Return the record at a position, but for its number among identical ones."""
        record = self._at(position)
        if record is None:
            return None
        return build_document(record, self._uri, self._digest, Copies(b""))

    def _at(self, position: int | None) -> Record | None:
        if self._jumps and position is not None:
            self._stream.seek(position)
            return read_line(self._stream.readline().rstrip(b"\r\n"), position)
        for record in self._records:
            if record.position == position:
                return record
            if position is not None and record.position is not None and record.position > position:
                break
        return None

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


def read_records(stream: Stream, request: Request) -> Iterator[Record]:
    """Yield the records of a file; one without any is a record with a fault."""
    found = False
    fault: tuple[str, str] | None = None
    try:
        for record in reader_of(request.uri, stream)(stream, request):
            found = True
            yield record
    except UnreadableError as error:
        fault = (error.reason, error.message)
    if request.end is not None:
        return
    if stream.damage:
        message = f"the compressed file is damaged ({stream.damage}): "
        message += f"it ends after {stream.given:,} bytes of content; fetch it again"
        yield Record(None, b"", fault=("error", message))
    elif fault or (not found and not request.start):
        empty = ("empty", "the file holds no records; nothing can be done")
        yield Record(None, b"", fault=fault or empty)


def reader_of(uri: str, stream: Stream) -> Reader:
    """Return what reads a file: by its name, or by its first bytes where the name says nothing."""
    suffix = format_suffix(uri)
    reader = _BY_SUFFIX.get(suffix)
    if reader is not None:
        return reader
    head = stream.peek(_HEAD)
    if head.startswith(PARQUET):
        return read_parquet
    return _reader_of_text(head.removeprefix(codecs.BOM_UTF8).lstrip(), suffix)


def _reader_of_text(head: bytes, suffix: str) -> Reader:
    """Tell JSON Lines, JSON and a document apart."""
    line, newline, rest = head.partition(b"\n")
    if suffix == ".json":  # many data sets call JSON Lines so
        is_lines = newline and rest.strip() and read_line(line.strip(), 0).fault is None
        return read_json_lines if is_lines and line.startswith(b"{") else read_json
    if _ARRAY.match(head):
        return read_json
    if _OBJECT.match(head):
        cut = newline and read_line(line.strip(), 0).fault is not None
        return read_json if cut else read_json_lines
    return read_document


def has_known_name(source_uri: str) -> bool:
    """Whether a name says a format that is known, or says none.

    >>> has_known_name("/in/a.xyz"), has_known_name("/in/a.txt.gz"), has_known_name("/in/v1.2")
    (False, True, True)
    """
    suffix = format_suffix(source_uri)
    known = suffix in _BY_SUFFIX or suffix in RECORDS or suffix in HTML
    return known or _ENDING.fullmatch(suffix) is None


@lru_cache(maxsize=64)
def format_suffix(source_uri: str) -> str:
    """Return the ending of a name that says its format, in lower case.

    >>> format_suffix("/in/a.JSONL.gz"), format_suffix("/in/a.txt"), format_suffix("-")
    ('.jsonl', '.txt', '')
    """
    path = Path(source_uri)
    if path.suffix.lower() in COMPRESSED:
        path = path.with_suffix("")
    return path.suffix.lower()


def read_document(stream: Stream, request: Request) -> Iterator[Record]:
    """Yield the one document of a file; of one too large only the first bytes are kept."""
    chunks: list[bytes] = []
    size = 0
    while size <= request.max_bytes and (chunk := stream.read(_CHUNK)):
        chunks.append(chunk)
        size += len(chunk)
    data = b"".join(chunks)
    if size <= request.max_bytes:
        if data or not stream.damage:
            yield Record(None, data)
        return
    digest = start_digest(request.uri)
    digest.update(data)
    while size < MAX_HASHED_BYTES and (chunk := stream.read(_CHUNK)):
        digest.update(chunk)
        size += len(chunk)
    message = (
        f"{size:,} bytes are more than the {request.max_bytes:,} allowed; "
        "split the document or raise --max-document-bytes"
    )
    yield Record(None, data[:EXCERPT_BYTES], fault=("too_large", message), digest=digest)


def _refuse(stream: Stream, request: Request) -> Iterator[Record]:
    """Yield a file that this version cannot read as one faulty record."""
    whole = msgspec.structs.replace(request, max_bytes=0)
    fault = ("not_text", _refusal(format_suffix(request.uri)))
    for record in read_document(stream, whole):
        yield msgspec.structs.replace(record, fault=fault)


_BY_SUFFIX: Final[dict[str, Reader]] = {
    **dict.fromkeys(DOCUMENTS, read_document),
    **dict.fromkeys(LATER, _refuse),
    **{suffix: reader for suffix, reader in RECORDS.items() if suffix != ".json"},
}


def _refusal(suffix: str) -> str:
    return f"{suffix} files are not read by this version; convert it to text or Markdown"


def check_format(source_uri: str) -> None:
    """Refuse what this version cannot read, by its name.

    Raises
    ------
    UnreadableError
        ``not_text``, with what to do about it.
    """
    suffix = format_suffix(source_uri)
    if suffix in LATER:
        raise UnreadableError("not_text", _refusal(suffix))

"""Records of a file: what a reader of a format yields, and the RawDocument it becomes.

The raw bytes of a record, of which its id is made, are

- JSON Lines: the bytes of the line, without its line break;
- JSON: the characters of the object as they stand in the file, in UTF-8;
- CSV: the cells of the row as a JSON array of strings;
- Parquet: the row as a JSON object, columns in the order of the file.
"""

import hashlib
from typing import Any, Final, TypeAlias

import msgspec
import numpy as np

from cleaners.document import Hints, RawDocument
from cleaners.read.encodings import UnreadableError
from cleaners.read.fields import Fields, find_text, read_hints

MAX_DOCUMENT_BYTES: Final = 64 * 1024 * 1024
EXCERPT_BYTES: Final = 4096  #: of a record too large to hold, that are kept
Fault: TypeAlias = tuple[str, str]  #: reason of a reject; what is wrong, where, and what to do
Digest: TypeAlias = Any  #: a running SHA-256 of hashlib
_COPY_TYPE: Final = np.dtype([("position", "<u8"), ("copy", "<u4")])


class Request(msgspec.Struct, frozen=True):
    """Which records of a file to read: those whose position lies from ``start`` to ``end``."""

    uri: str
    start: int = 0  #: counts as `source_record` does: byte offset or row number
    end: int | None = None  #: half-open; None: to the end of the file
    max_bytes: int = MAX_DOCUMENT_BYTES  #: a larger record is not held in memory
    parse: bool = True  #: False: who only counts records needs no fields of a line

    def is_past(self, position: int) -> bool:
        """Whether a record at ``position``, and all behind it, are not asked for."""
        return self.end is not None and position >= self.end


class Record(msgspec.Struct, frozen=True):
    """One record as its file holds it."""

    position: int | None  #: byte offset or row number; None for a file of one document
    data: bytes  #: raw bytes
    fields: Fields | None = None  #: None: the bytes are the text themselves, or there is a fault
    encoding: str = "utf-8"
    fault: Fault | None = None
    digest: Digest = None  #: of address and bytes, where ``data`` is only the first of them


def document_id(source_uri: str, data: bytes, copy: int = 0) -> str:
    """Return the id of a record: 32 hex digits; ``copy`` counts identical records of one file."""
    digest = start_digest(source_uri)
    digest.update(data)
    return _finish(digest, copy)


def start_digest(source_uri: str) -> Digest:
    """Return the digest of an id, so far as it is the same for all records of a file."""
    return hashlib.sha256(source_uri.encode("utf-8", "surrogateescape") + b"\0")


def _finish(digest: Digest, copy: int) -> str:
    digest.update(b"\0" + str(copy).encode())
    return str(digest.hexdigest())[:32]


def digest_of(record: Record, start: Digest) -> Digest:
    """Return the digest of a record's address and bytes."""
    if record.digest is not None:
        return record.digest.copy()
    digest = start.copy()
    digest.update(record.data)
    return digest


class Copies:
    """Count identical records of one file in its order: the first is number 0.

    Who reads only a part of the file is told of the copies in it: `pack_copies`.
    """

    def __init__(self, packed: bytes | None = None) -> None:
        known = np.frombuffer(packed or b"", _COPY_TYPE)
        self._known = dict(zip(known["position"].tolist(), known["copy"].tolist(), strict=True))
        self._counts: dict[bytes, int] | None = {} if packed is None else None

    def number(self, record: Record, digest: Digest) -> int:
        """Return how many identical records stand before this one in the file."""
        if self._counts is None:
            return int(self._known.get(record.position, 0))
        key = digest.digest()
        copy = self._counts.get(key, 0)
        self._counts[key] = copy + 1
        return copy


def pack_copies(positions: Any, numbers: Any) -> bytes:
    """Pack the positions of records that others equal them stand before, and how many."""
    packed = np.empty(len(positions), _COPY_TYPE)
    packed["position"], packed["copy"] = positions, numbers
    return packed.tobytes()


def build_document(record: Record, uri: str, start: Digest, copies: Copies) -> RawDocument:
    """Make the document of a record; what is wrong with it becomes its fault."""
    digest = digest_of(record, start)
    raw = RawDocument(
        id=_finish(digest, copies.number(record, digest)),
        source_uri=uri,
        data=record.data,
        source_record=record.position,
        fault=record.fault,
    )
    if record.fields is None:
        return raw
    try:
        found = find_text(record.fields, record.encoding)
    except UnreadableError as error:
        return msgspec.structs.replace(raw, fault=(error.reason, error.message))
    return msgspec.structs.replace(
        raw,
        text=found.text,
        format=found.format,
        encoding=found.encoding,
        hints=read_hints(record.fields) if record.fields else Hints(),
    )

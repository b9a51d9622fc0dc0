"""Cut a large file of records into stretches that can be read apart.

Which of identical records is the first, and so the id of each, depends on all that stands before
it in the file.  So whoever cuts a file reads it once, without parsing more than it must, and gives
each stretch the copies in it; how the file is cut then changes nothing.
"""

from array import array
from pathlib import Path
from typing import Any, Final, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from cleaners.read.compression import Stream, open_stream
from cleaners.read.encodings import UnreadableError
from cleaners.read.files import COMPRESSED, RECORDS, Reader, reader_of
from cleaners.read.json_lines import read_json_lines
from cleaners.read.parquet_rows import read_layout, read_parquet, repeated_rows
from cleaners.read.records import (
    MAX_DOCUMENT_BYTES,
    Request,
    digest_of,
    pack_copies,
    start_digest,
)

Numbers: TypeAlias = NDArray[np.uint64]
MAX_SLOW_STRETCHES: Final = 16  #: of a file one cannot jump in: each reads all that is before it
SLOW_FACTOR: Final = 4  #: such a file is cut when it is so much larger than a stretch should be
USUAL_RATIO: Final = 4  #: of content to compressed bytes; what is packed better makes larger shards


class Stretch(msgspec.Struct, frozen=True):
    """A part of a file of records: those whose position lies from ``start`` to ``end``."""

    start: int  #: byte offset or row number, as in `source_record`
    end: int | None  #: half-open; None: to the end
    share: float  #: of the file, 0 to 1
    copies: bytes  #: `pack_copies` of the identical records in it


def usual_content(uri: str, size: int) -> int:
    """Return how many bytes of content a file of ``size`` bytes is likely to hold, by its name.

    >>> usual_content("/in/a.jsonl", 10), usual_content("/in/a.jsonl.gz", 10)
    (10, 40)
    """
    suffix = Path(uri).suffix.lower()
    is_packed = suffix in COMPRESSED or RECORDS.get(suffix) is read_parquet
    return size * USUAL_RATIO if is_packed else size


def cut_file(
    path: str, uri: str, size: int, stretch_bytes: int, max_bytes: int = MAX_DOCUMENT_BYTES
) -> tuple[Stretch, ...]:
    """Cut a file with ``size`` bytes of content into stretches of about ``stretch_bytes``.

    JSON Lines are cut between lines, Parquet between row groups.  CSV, JSON arrays and compressed
    files cannot be jumped in: they are cut into few stretches, and only when they are large.
    Returns nothing when the file is better read in one go: a document, too small, unreadable.
    """
    if size <= stretch_bytes:
        return ()
    request = Request(uri, max_bytes=max_bytes, parse=False)
    try:
        with open_stream(path) as stream:
            reader = reader_of(uri, stream)
            jumps = reader in (read_json_lines, read_parquet) and stream.is_seekable
            if reader not in RECORDS.values() or not (jumps or size > SLOW_FACTOR * stretch_bytes):
                return ()
            if reader is read_parquet and jumps:
                return _cut_parquet(stream, request, stretch_bytes)
            return _cut_records(stream, request, stretch_bytes, reader, jumps)
    except (OSError, ValueError, UnreadableError):
        return ()  # who reads it tells what is wrong


def _cut_records(
    stream: Stream, request: Request, stretch_bytes: int, reader: Reader, jumps: bool
) -> tuple[Stretch, ...]:
    """Cut a file that is read from its start, of which each record's bytes are at hand."""
    positions, ends, digests = array("Q"), array("Q"), array("Q")
    start = start_digest(request.uri)
    end = 0
    for record in reader(stream, request):
        if record.position is not None:
            is_lines = reader is read_json_lines
            end = (record.position if is_lines else end) + len(record.data)
            positions.append(record.position)
            ends.append(end)
            digests.append(int.from_bytes(digest_of(record, start).digest()[:8]))
    if not jumps:
        stretch_bytes = max(stretch_bytes, end // MAX_SLOW_STRETCHES)
    at = _numbers(positions)
    repeated, numbers = number_copies(_numbers(digests))
    return _cut(at, _numbers(ends), stretch_bytes, at[repeated], numbers)


def _cut_parquet(stream: Stream, request: Request, stretch_bytes: int) -> tuple[Stretch, ...]:
    """Cut a Parquet file between its row groups."""
    firsts, ends = read_layout(stream)
    stretch_bytes = max(stretch_bytes // USUAL_RATIO, 1)
    rows = repeated_rows(stream)
    found, start = [], start_digest(request.uri)
    if len(rows):
        wanted = set(rows.tolist())
        stream.seek(0)
        records = read_parquet(stream, request)
        found = [
            int.from_bytes(digest_of(it, start).digest()[:8])
            for it in records
            if it.position in wanted
        ]
    repeated, numbers = number_copies(np.array(found, np.uint64))
    return _cut(firsts, ends, stretch_bytes, rows[repeated], numbers)


def number_copies(digests: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the places of digests that stand before, ascending, and how often they do.

    >>> number_copies(np.array([7, 8, 7, 9, 7], np.uint64))
    (array([2, 4]), array([1, 2]))
    """
    order = np.argsort(digests, kind="stable")
    ordered = digests[order]
    is_first = np.ones(len(order), bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    places = np.arange(len(order))
    numbers = places - np.maximum.accumulate(np.where(is_first, places, 0))
    again = np.flatnonzero(numbers)
    again = again[np.argsort(order[again])]
    return order[again], numbers[again]


def _cut(
    firsts: Numbers, ends: Numbers, stretch_bytes: int, repeated: Numbers, numbers: Any
) -> tuple[Stretch, ...]:
    """Make stretches of units that begin at ``firsts``; ``ends`` are their bytes, summed up."""
    if not len(firsts):
        return ()
    cuts = [0]
    while True:
        done = int(ends[cuts[-1] - 1]) if cuts[-1] else 0
        following = max(int(np.searchsorted(ends, done + stretch_bytes)) + 1, cuts[-1] + 1)
        if following >= len(firsts):
            break
        cuts.append(following)
    stretches = []
    for first, last in zip(cuts, [*cuts[1:], len(firsts)], strict=True):
        start = int(firsts[first]) if first else 0
        end = int(firsts[last]) if last < len(firsts) else None
        a = int(np.searchsorted(repeated, start))
        b = int(np.searchsorted(repeated, end)) if end is not None else len(repeated)
        size = int(ends[last - 1]) - (int(ends[first - 1]) if first else 0)
        copies = pack_copies(repeated[a:b], numbers[a:b])
        stretches.append(Stretch(start, end, size / max(int(ends[-1]), 1), copies))
    return tuple(stretches)


def _numbers(values: "array[int]") -> Numbers:
    return np.frombuffer(values, np.uint64) if values else np.empty(0, np.uint64)

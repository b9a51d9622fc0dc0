"""Parquet: a record a row, read by row group."""

import hashlib
import tempfile
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Any, Final

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from cleaners.read.compression import Stream
from cleaners.read.fields import HINT_FIELDS, TEXT_FIELDS, fold_name
from cleaners.read.records import Record, Request

MAGIC: Final = b"PAR1"
_ROWS: Final = 128  #: turned into Python objects at a time
_BUFFER: Final = 1 << 20  #: bytes of a column chunk read at a time, not the whole chunk
_CHUNK: Final = 1 << 20
_encoder: Final = msgspec.json.Encoder(enc_hook=str)


def read_parquet(stream: Stream, request: Request) -> Iterator[Record]:
    """Yield a record for each row, by its number; a row group that is damaged is one fault."""
    with tempfile.TemporaryFile() as spool:
        try:
            file = open_parquet(stream, spool)
        except (pa.ArrowException, OSError) as error:
            if not stream.damage:
                message = f"not a Parquet file that can be read: {error}; write it again"
                yield Record(None, stream_head(stream), fault=("error", message))
            return
        for group, (first, end) in enumerate(row_groups(file)):
            if request.is_past(first):
                return
            if end > request.start:
                yield from _rows(file, group, first, request)


def open_parquet(stream: Stream, spool: Any) -> pq.ParquetFile:
    """Open a Parquet file; what one cannot jump in is unpacked to ``spool`` first."""
    source: Any = stream
    if not stream.is_seekable:
        while chunk := stream.read(_CHUNK):
            spool.write(chunk)
        spool.seek(0)
        source = spool
    return pq.ParquetFile(source, buffer_size=_BUFFER, pre_buffer=False)


def stream_head(stream: Stream) -> bytes:
    """Return the first bytes of a file that could not be read, where one can go back to them."""
    if not stream.is_seekable:
        return b""
    stream.seek(0)
    return stream.read(64)


def row_groups(file: pq.ParquetFile) -> list[tuple[int, int]]:
    """Return the row numbers of each row group, half-open."""
    sizes = (file.metadata.row_group(i).num_rows for i in range(file.num_row_groups))
    return list(pairwise(accumulate(sizes, initial=0)))


def _rows(file: pq.ParquetFile, group: int, first: int, request: Request) -> Iterator[Record]:
    number = first
    try:
        for batch in file.iter_batches(_ROWS, row_groups=[group]):
            if number + len(batch) > request.start:
                for row in _rows_of(_plain(batch)):
                    if request.is_past(number):
                        return
                    if number >= request.start:
                        yield Record(number, _encoder.encode(row), row)
                    number += 1
            else:
                number += len(batch)
    except (pa.ArrowException, OSError) as error:
        message = f"row {number:,} to the end of row group {group}: {error}; write the file again"
        yield Record(number, f"row group {group}".encode(), fault=("error", message))


def read_layout(stream: Stream) -> tuple[Any, Any]:
    """Return the first row of each row group, and its bytes in the file summed up to its end."""
    file = pq.ParquetFile(stream)
    sizes = [_stored_bytes(file.metadata.row_group(i)) for i in range(file.num_row_groups)]
    firsts = [first for first, _ in row_groups(file)]
    return np.array(firsts, np.uint64), np.cumsum(sizes, dtype=np.uint64)


def _stored_bytes(group: Any) -> int:
    return sum(group.column(i).total_compressed_size for i in range(group.num_columns))


def repeated_rows(stream: Stream) -> Any:
    """Return the rows that may equal another: each of a few columns says the same somewhere else.

    Columns are read one at a time, small and telling ones first, and mostly one is enough.
    """
    file = pq.ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False)
    names = [name for name in file.schema_arrow.names if "." not in name]
    ranks = {fold: i for i, fold in enumerate((*_telling(), *map(fold_name, TEXT_FIELDS)))}
    rows: Any = None
    for name in sorted(
        (n for n in names if fold_name(n) in ranks), key=lambda n: ranks[fold_name(n)]
    ):
        values = np.fromiter(_digests(file, name), np.uint64)
        _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
        again = np.flatnonzero(counts[inverse] > 1)
        rows = again if rows is None else np.intersect1d(rows, again)
        if not len(rows):
            break
    everything = np.arange(file.metadata.num_rows)
    return (everything if rows is None else rows).astype(np.uint64)


def _telling() -> Iterator[str]:
    for hint in ("source_id", "url", "title"):
        yield from HINT_FIELDS[hint]


def _digests(file: pq.ParquetFile, column: str) -> Iterator[int]:
    for batch in file.iter_batches(_ROWS, columns=[column]):
        for value in _values(_plain(batch).column(0)):
            yield int.from_bytes(hashlib.sha256(_encoder.encode(value)).digest()[:8])


def _rows_of(batch: pa.RecordBatch) -> Iterator[dict[str, object]]:
    names = batch.schema.names
    for values in zip(*map(_values, batch.columns), strict=True):
        yield dict(zip(names, values, strict=True))


def _values(column: pa.Array) -> list[object]:
    """Return a column as Python values: text that is no UTF-8 as its bytes, None for a time that
    Python has no words for."""
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError):
        return [_value(scalar) for scalar in column]


def _value(scalar: pa.Scalar) -> object:
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        return pa.array([scalar], scalar.type).cast(_as_bytes(scalar.type))[0].as_py()
    except (ValueError, OverflowError):
        return None


def _as_bytes(kind: pa.DataType) -> pa.DataType:
    """Return the type that has bytes where ``kind`` has text."""
    if pa.types.is_dictionary(kind):
        return _as_bytes(kind.value_type)
    if pa.types.is_struct(kind):
        return pa.struct([pa.field(part.name, _as_bytes(part.type)) for part in kind])
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pa.list_(_as_bytes(kind.value_type))
    if pa.types.is_map(kind):
        return pa.map_(_as_bytes(kind.key_type), _as_bytes(kind.item_type))
    is_text = pa.types.is_string(kind) or pa.types.is_large_string(kind)
    return pa.large_binary() if is_text else kind


def _plain(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Round points in time to microseconds: Python knows none smaller."""
    fields = [
        pa.field(field.name, pa.timestamp("us", field.type.tz))
        if pa.types.is_timestamp(field.type)
        else field
        for field in batch.schema
    ]
    return batch.cast(pa.schema(fields), safe=False)

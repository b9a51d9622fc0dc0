"""Parquet: a record a row, read by row group."""

import tempfile
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, Final

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from cleaners.read.compression import Stream
from cleaners.read.fields import HINT_FIELDS, fold_name
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
    if stream.is_compressed or not stream.seekable():
        while chunk := stream.read(_CHUNK):
            spool.write(chunk)
        spool.seek(0)
        source = spool
    return pq.ParquetFile(source, buffer_size=_BUFFER, pre_buffer=False)


def stream_head(stream: Stream) -> bytes:
    """Return the first bytes of a file that could not be read, where one can go back to them."""
    if stream.is_compressed or not stream.seekable():
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
                for row in _plain(batch).to_pylist():
                    if request.is_past(number):
                        return
                    if number >= request.start:
                        yield Record(number, _encoder.encode(row), row)
                    number += 1
            else:
                number += len(batch)
    except (pa.ArrowException, OSError) as error:
        message = f"row {number:,} to the end of row group {group}: {error}; write the file again"
        yield Record(number, b"", fault=("error", message))


def _plain(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Round points in time to microseconds: Python knows none smaller."""
    fields = [
        pa.field(field.name, pa.timestamp("us", field.type.tz))
        if pa.types.is_timestamp(field.type)
        else field
        for field in batch.schema
    ]
    return batch.cast(pa.schema(fields), safe=False)

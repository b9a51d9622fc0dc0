"""Pack records into files of all formats, and read them back: what the tests of files share."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from cleaners.document import Cleaned, RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document
from cleaners.read import read_file
from cleaners.read.records import MAX_DOCUMENT_BYTES

TEXTS = (
    "The weir at Orrin Ford held through the night, the keeper said.\n\n"
    "Water stood a hand below the crest, and nobody slept in the mill.",
    "Bakers in Tarn Street have raised the price of rye.\n\n"
    "A loaf costs four crowns now – “too much”, said Ilse Käfer, who buys two.",
)
RECORDS: list[dict[str, object]] = [
    {
        "id": str(i),
        "url": f"https://ford.example/2024/0{i + 1}/story",
        "title": ("Weir Holds Through Flood Night", "Rye Bread Becomes Dearer")[i],
        "date": "2024-03-0" + str(i + 1),
        "authors": ["Ada Quill"],
        "language": "en",
        "text": text,
    }
    for i, text in enumerate(TEXTS)
]


def zstd(data: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(data)
    return bytes(sink.getvalue().to_pybytes())


def json_lines(records: list[dict[str, object]]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def as_csv(records: list[dict[str, object]], delimiter: str = ",") -> bytes:
    sink = io.StringIO(newline="")
    writer = csv.DictWriter(sink, list(records[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(records)
    return sink.getvalue().encode()


def as_parquet(records: list[dict[str, object]], rows: int = 1) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(records), sink, row_group_size=rows)
    return sink.getvalue()


def as_array(records: list[dict[str, object]]) -> bytes:
    return json.dumps(records).encode()


FORMS: dict[str, Callable[[list[dict[str, object]]], bytes]] = {
    "jsonl": json_lines,
    "csv": as_csv,
    "json": as_array,
}

LINES = json_lines(RECORDS)
ARRAY = as_array(RECORDS)


def read(
    folder: Path, name: str, data: bytes, max_bytes: int = MAX_DOCUMENT_BYTES
) -> list[RawDocument]:
    path = folder / name
    path.write_bytes(data)
    return list(read_file(str(path), max_bytes=max_bytes))


def clean(raw: RawDocument) -> Cleaned:
    return clean_document(raw, Options())


def fault(raw: RawDocument) -> tuple[str, str]:
    reject = clean(raw).reject
    assert reject is not None
    return reject.reason, reject.message

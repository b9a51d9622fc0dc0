"""CSV: a header, then a record a row."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from cleaners.read.compression import Stream
from cleaners.read.encodings import decode
from cleaners.read.fields import TEXT_FIELDS, fold_name
from cleaners.read.records import Record, Request

DELIMITERS: Final = (",", ";", "\t", "|")  #: the first wins where others fit no better
_HEAD: Final = 64 * 1024  #: bytes in which encoding and delimiter are looked for
_TEXT_NAMES: Final = frozenset(fold_name(name) for name in TEXT_FIELDS)


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Read a byte that is no UTF-8 as Windows wrote it."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("copydesk-cp1252", _as_cp1252)


def read_csv(stream: Stream, request: Request) -> Iterator[Record]:
    """Yield a record for each row under the header, by its number from 0; blank rows are none."""
    head = decode(stream.peek(_HEAD)[:_HEAD])
    errors = "copydesk-cp1252" if head.encoding == "utf-8" else "replace"
    csv.field_size_limit(request.max_bytes)  # else a quote that nobody closed eats the file
    with io.TextIOWrapper(stream, head.encoding, errors, newline="") as lines:
        rows = csv.reader(lines, delimiter=_delimiter(head.text))
        header = _header(rows)
        last: Record | None = None
        for number, cells in _numbered(rows):
            if request.is_past(number):
                break
            if last is not None:
                yield last
            last = _record(number, cells, header, head.encoding)
            if number < request.start:
                last = None
        # the last row of a damaged file is cut: told where the file ends
        if last is not None and not stream.damage:
            yield last


def _delimiter(head: str) -> str:
    """Return what parts the cells: with it the header names most fields that hold text."""
    first = head.lstrip("\ufeff").splitlines()[:1]

    def fit(delimiter: str) -> tuple[bool, int]:
        names = next(csv.reader(first, delimiter=delimiter), [])
        return any(fold_name(name) in _TEXT_NAMES for name in names), len(names)

    return max(DELIMITERS, key=fit)


def _header(rows: Iterator[list[str]]) -> list[str]:
    for names in rows:
        if names:
            return [names[0].removeprefix("\ufeff"), *names[1:]]
    return []


def _numbered(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str] | str]]:
    """Number the rows; one that cannot be read is what is wrong with it."""
    number = 0
    while True:
        try:
            cells: list[str] | str = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            cells = str(error)
        if cells:
            yield number, cells
            number += 1


def _record(number: int, cells: list[str] | str, header: Sequence[str], encoding: str) -> Record:
    if isinstance(cells, str):
        if "field limit" in cells:
            message = (
                f"row {number:,}: {cells}; close its quotes, or split the document, "
                "or raise --max-document-bytes"
            )
            return Record(number, b"", fault=("too_large", message))
        message = f"row {number:,}: {cells}; correct its quotes"
        return Record(number, b"", fault=("error", message))
    data = msgspec.json.encode(cells)
    if len(cells) > len(header):
        cells = [*cells[: len(header)]]
    fields: dict[str, object] = {}
    for name, cell in zip(header, cells, strict=False):
        fields[name] = fields.get(name) or cell
    return Record(number, data, fields, encoding)

"""Intermediate files of a run: records one can jump into."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

import msgspec
import numpy as np
import numpy.typing as npt

from cleaners.document import Article, Cleaned

T = TypeVar("T")
RECORDS: Final = "records.bin"
INDEX: Final = "index.npy"
_LENGTH_BYTES: Final = 8
_INDEX_TYPE: Final = np.dtype([("id", "S32"), ("offset", "<u8")])


def write_records(folder: Path, records: Iterable[Cleaned]) -> Iterator[Article]:
    """Write records as they come, and an index of the articles among them by id.

    The articles are yielded, for who wants to see them without reading them again; all is written
    when there are no more.
    """
    entries = []
    offset = 0
    encoder = msgspec.msgpack.Encoder()
    with (folder / RECORDS).open("wb") as sink:
        for record in records:
            size = write_item(sink, encoder.encode(record))
            if record.article is not None:
                entries.append((record.article.id.encode(), offset))
                yield record.article
            offset += size
    np.save(folder / INDEX, np.array(entries, dtype=_INDEX_TYPE))


def write_item(sink: BinaryIO, data: bytes) -> int:
    """Write an item of a file that `read_items` reads; return its bytes there."""
    return sink.write(len(data).to_bytes(_LENGTH_BYTES, "little") + data)


def read_records(folder: Path, type_: type[T]) -> Iterator[T]:
    """Yield the records of a folder in the order they were written."""
    return read_items(folder / RECORDS, type_)


def read_items(path: Path, type_: type[T]) -> Iterator[T]:
    """Yield the items of a file, one in memory at a time."""
    return (item for _, item in read_places(path, type_))


def read_places(path: Path, type_: type[T]) -> Iterator[tuple[int, T]]:
    """Yield the items of a file, each with the place at which `read_at` finds it."""
    decoder = msgspec.msgpack.Decoder(type_)
    place = 0
    with path.open("rb") as source:
        while length := source.read(_LENGTH_BYTES):
            size = int.from_bytes(length, "little")
            yield place, decoder.decode(source.read(size))
            place += _LENGTH_BYTES + size


def read_at(path: Path, type_: type[T], places: Iterable[int]) -> Iterator[T]:
    """Yield the items of a file that stand at some places; others are not read."""
    decoder = msgspec.msgpack.Decoder(type_)
    with path.open("rb") as source:
        for place in places:
            source.seek(place)
            size = int.from_bytes(source.read(_LENGTH_BYTES), "little")
            yield decoder.decode(source.read(size))


class _Text(msgspec.Struct, frozen=True):
    text: str


class _Told(msgspec.Struct, frozen=True):
    """Of a record no more than its text."""

    article: _Text | None


class TextStore:
    """The clean texts of all articles of a run, read from disk one at a time."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = list(folders)
        indices = [np.load(folder / INDEX) for folder in self._folders]
        empty = np.empty(0, dtype=_INDEX_TYPE)
        index = np.concatenate([empty, *indices])
        shards = np.concatenate(
            [np.empty(0, np.int64), *(np.full(len(x), i) for i, x in enumerate(indices))]
        )
        order = np.argsort(index["id"], kind="stable")
        self._ids: npt.NDArray[np.bytes_] = index["id"][order]
        self._offsets = index["offset"][order]
        self._shards = shards[order]
        self._decoder = msgspec.msgpack.Decoder(_Told)

    def __call__(self, article_id: str) -> str:
        """Return the clean text of an article.

        Raises
        ------
        KeyError
            No article of the run has this id.
        """
        key = article_id.encode()
        at = int(np.searchsorted(self._ids, np.bytes_(key)))
        if at >= len(self._ids) or self._ids[at] != key:
            raise KeyError(article_id)
        with (self._folders[int(self._shards[at])] / RECORDS).open("rb") as source:
            source.seek(int(self._offsets[at]))
            length = int.from_bytes(source.read(_LENGTH_BYTES), "little")
            told = self._decoder.decode(source.read(length))
        if told.article is None:
            raise KeyError(article_id)
        return told.article.text

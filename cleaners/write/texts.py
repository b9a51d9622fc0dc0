"""The texts of articles that earlier runs have published, by id."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from cleaners.write.places import Places


class EarlierTexts:
    """The clean texts of committed articles; of one that several runs cleaned, the newest.

    A table can be read by thousands of rows only, so who needs many texts tells first which: then
    each group of rows is read once at most, and what was asked for goes to a file of its own.
    """

    def __init__(self, output: Path, spill: Path) -> None:
        """Read from the tables below ``output``; ``spill`` is a file that is made anew."""
        places = Places(output)
        self._files = [
            path
            for run_id in reversed(places.committed())
            for path in sorted(places.batch("articles", run_id).glob("*.parquet"))
        ]
        self._spill = spill
        self._places: dict[str, tuple[int, int]] = {}  # id -> offset and bytes in the spill
        self._end = 0

    def expect(self, ids: Collection[str]) -> None:
        """Make the texts of some articles ready; an id that no article has is passed over."""
        wanted = {it for it in ids if it not in self._places}
        if not wanted:
            return
        with self._spill.open("r+b" if self._end else "wb") as sink:
            sink.seek(self._end)
            for path in self._files:
                for article_id, text in _texts(path, wanted):
                    data = text.encode()
                    sink.write(data)
                    self._places[article_id] = self._end, len(data)
                    self._end += len(data)
                    wanted.discard(article_id)
                if not wanted:
                    break

    def __call__(self, article_id: str) -> str:
        """Return the clean text of an article.

        Raises
        ------
        KeyError
            No committed article has this id.
        """
        self.expect([article_id])
        offset, size = self._places[article_id]
        with self._spill.open("rb") as source:
            return os.pread(source.fileno(), size, offset).decode()


def _texts(path: Path, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield id and text of those articles of a file that are wanted."""
    file = pq.ParquetFile(path)
    ids = file.read(columns=["id"])["id"]
    rows = np.flatnonzero(pc.is_in(ids, value_set=pa.array(sorted(wanted), pa.string())))
    first = 0
    for group in range(file.num_row_groups):
        end = first + file.metadata.row_group(group).num_rows
        own = rows[(rows >= first) & (rows < end)]
        if len(own):
            texts = file.read_row_group(group, columns=["text"])["text"].take(own - first)
            yield from zip(ids.take(own).to_pylist(), texts.to_pylist(), strict=True)
        first = end

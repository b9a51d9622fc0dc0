"""The texts of articles that earlier runs have published, by id."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from cleaners.write.places import Places


class EarlierTexts:
    """The clean texts of all committed articles, read a row group at a time when asked for."""

    def __init__(self, output: Path) -> None:
        places = Places(output)
        self._files = sorted(
            path
            for run_id in places.committed()
            for path in places.batch("articles", run_id).glob("*.parquet")
        )
        self._ids: list[npt.NDArray[np.bytes_]] | None = None
        self._last: tuple[tuple[int, int], list[str]] = ((-1, -1), [])

    def __call__(self, article_id: str) -> str:
        """Return the clean text of an article.

        Raises
        ------
        KeyError
            No committed article has this id.
        """
        key = np.bytes_(article_id.encode())
        for number, ids in enumerate(self._indices()):
            places = np.flatnonzero(ids == key)
            if len(places):
                return self._read(number, int(places[0]))
        raise KeyError(article_id)

    def _indices(self) -> list[npt.NDArray[np.bytes_]]:
        """Return the ids of each file, read once: 32 bytes an article."""
        if self._ids is None:
            self._ids = [
                np.array(pq.read_table(path, columns=["id"])["id"].to_pylist(), dtype="S32")
                for path in self._files
            ]
        return self._ids

    def _read(self, number: int, row: int) -> str:
        file = pq.ParquetFile(self._files[number])
        group = 0
        while row >= file.metadata.row_group(group).num_rows:
            row -= file.metadata.row_group(group).num_rows
            group += 1
        if self._last[0] != (number, group):
            texts = file.read_row_group(group, columns=["text"])["text"].to_pylist()
            self._last = ((number, group), [str(text) for text in texts])
        return self._last[1][row]

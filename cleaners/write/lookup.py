"""Find one document in a corpus by its id."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq

from cleaners.write.places import Places
from cleaners.write.schema import TableName

Row = dict[str, Any]
TABLES_OF_DOCUMENTS: Final[tuple[TableName, ...]] = ("articles", "duplicates", "rejects")


def find_document(places: Places, doc_id: str) -> Row | None:
    """Return the row of a document, with its ``removals`` in reading order unless it is a reject.

    When several runs dealt with it, it is what the newest made of it.
    """
    for run_id in reversed(places.committed()):
        for table in TABLES_OF_DOCUMENTS:
            row = next(_rows(places.batch(table, run_id), doc_id), None)
            if row is not None and table == "rejects":
                return row
            if row is not None:
                removals = _rows(places.batch("removals", run_id), doc_id)
                return row | {"removals": sorted(removals, key=lambda r: int(r["seq"]))}
    return None


def _rows(batch: Path, doc_id: str) -> Iterator[Row]:
    for path in sorted(batch.glob("*.parquet")):
        found = pq.read_table(path, filters=[("id", "=", doc_id)], partitioning=None)
        yield from found.to_pylist()

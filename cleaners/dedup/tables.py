"""Signature tables on disk: Arrow IPC files that are mapped, not read."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import ipc

from cleaners.dedup.ranking import settle
from cleaners.document import Duplicate


def write_signatures(path: Path, table: pa.Table) -> None:
    """Write a table of signatures as an IPC file."""
    with ipc.new_file(path, table.schema) as sink:
        sink.write_table(table)


def read_signatures(path: Path) -> pa.Table:
    """Map a table of signatures into memory; nothing is copied."""
    with pa.memory_map(str(path)) as source:
        return ipc.open_file(source).read_all()


def write_settled(
    path: Path, tables: Sequence[pa.Table], verdicts: Mapping[str, Duplicate]
) -> None:
    """Write the signatures of a run with their verdicts, for the runs that come after it."""
    if tables:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_signatures(path, settle(pa.concat_tables(tables).combine_chunks(), verdicts))


def read_earlier(files: Sequence[Path], tables: Sequence[pa.Table]) -> list[pa.Table]:
    """Return the settled signatures of earlier runs, oldest file first.

    What is cleaned again now is not among them; of an article that several runs cleaned, only its
    newest self is.
    """
    newest_first = [read_signatures(path) for path in reversed(files)]
    is_first = _first_of_each([*tables, *newest_first])
    place = sum(table.num_rows for table in tables)
    found: list[pa.Table] = []
    for table in newest_first:
        own = is_first[place : place + table.num_rows]
        place += table.num_rows
        # a filter copies, and nearly always there is nothing to leave out
        kept = table if own.all() else table.filter(pa.array(own))
        if kept.num_rows:
            found.append(kept)
    return found[::-1]


def _first_of_each(tables: Sequence[pa.Table]) -> NDArray[np.bool_]:
    """Return for each row of the tables, one after another, whether its id is new there.

    In one pass: asking for each table what is in those before it takes hours after some years.
    """
    chunks = [chunk for table in tables for chunk in table["id"].chunks]
    ids = pa.chunked_array(chunks, pa.string()).dictionary_encode()
    numbers = np.concatenate(
        [np.zeros(0, np.int64), *(chunk.indices.to_numpy() for chunk in ids.chunks)]
    )
    highest = np.maximum.accumulate(numbers)  # ids are numbered as they appear
    return np.diff(highest, prepend=-1) > 0

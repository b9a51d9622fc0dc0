"""Signature tables on disk: Arrow IPC files that are mapped, not read."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
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
    taken = [table["id"].combine_chunks() for table in tables if table.num_rows]
    found: list[pa.Table] = []
    for path in reversed(files):
        table = read_signatures(path)
        if taken:
            again = pc.is_in(table["id"], value_set=pa.concat_arrays(taken))
            table = table.filter(pc.invert(again))
        if table.num_rows:
            found.append(table)
            taken.append(table["id"].combine_chunks())
    return found

"""Signature tables on disk: Arrow IPC files that are mapped, not read."""

from pathlib import Path

import pyarrow as pa
from pyarrow import ipc


def write_signatures(path: Path, table: pa.Table) -> None:
    """Write a table of signatures as an IPC file."""
    with ipc.new_file(path, table.schema) as sink:
        sink.write_table(table)


def read_signatures(path: Path) -> pa.Table:
    """Map a table of signatures into memory; nothing is copied."""
    with pa.memory_map(str(path)) as source:
        return ipc.open_file(source).read_all()

"""What several test files share: one run of the command over a set of documents."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq
import pytest
from hypothesis import settings

from tests.golden.cases import ROOT

# no timed tests, and in CI the same examples each time
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")

COMMAND_SECONDS = 300  #: longer than the slowest start of the embedded server


class RunOutput(msgspec.Struct, frozen=True):
    """What one run of ``copydesk clean`` wrote; rows are keyed by the name of their file."""

    folder: Path
    articles: dict[str, dict[str, Any]]
    duplicates: dict[str, dict[str, Any]]
    rejects: dict[str, dict[str, Any]]
    removals: dict[
        str, list[tuple[str, str]]
    ]  #: (kind, text) in reading order, by id of the document

    def row(self, name: str) -> dict[str, Any]:
        """Return the row of a document, whether it stayed an article or became a duplicate."""
        rows = self.articles | self.duplicates
        assert name in rows, f"{name}: no row; rejected as {self.rejects.get(name)}"
        return rows[name]


RunCommand = Callable[[Sequence[Path]], RunOutput]


def run_copydesk(*arguments: str) -> None:
    """Run the command in a process of its own; it must succeed."""
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=COMMAND_SECONDS,
        check=False,
    )
    said = f"exit {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    assert done.returncode == 0, said


@pytest.fixture(scope="session")
def run_command(tmp_path_factory: pytest.TempPathFactory) -> RunCommand:
    """Return a function that cleans files through the command line and reads the tables back."""

    def run(files: Sequence[Path]) -> RunOutput:
        folder = tmp_path_factory.mktemp("out")
        run_copydesk("clean", *map(str, files), "-o", str(folder))
        return read_output(folder)

    return run


def read_output(folder: Path) -> RunOutput:
    """Read the four tables of an output folder."""
    removals: dict[str, list[tuple[str, str]]] = {}
    for row in sorted(_rows(folder, "removals"), key=lambda row: row["seq"]):
        removals.setdefault(row["id"], []).append((row["kind"], row["text"]))
    return RunOutput(
        folder=folder,
        articles=_by_file(folder, "articles"),
        duplicates=_by_file(folder, "duplicates"),
        rejects=_by_file(folder, "rejects"),
        removals=removals,
    )


def _by_file(folder: Path, table: str) -> dict[str, dict[str, Any]]:
    return {Path(row["source_uri"]).stem: row for row in _rows(folder, table)}


def _rows(folder: Path, table: str) -> list[dict[str, Any]]:
    parts = sorted(folder.glob(f"{table}/batch=*/*.parquet"))
    # ParquetFile, not read_table: the latter adds the folder's "batch" as a column
    return [row for part in parts for row in pq.ParquetFile(part).read().to_pylist()]

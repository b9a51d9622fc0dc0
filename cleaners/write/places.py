"""Name every place below an output folder, so that no path is spelled twice."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from cleaners.write.schema import TableName

RUN_ID: Final = re.compile(r"r\d{8}T\d{6}Z-[0-9a-f]{6}")


class Places(msgspec.Struct, frozen=True):
    """The folders and files below one output folder."""

    output: Path

    @property
    def runs(self) -> Path:
        """Manifests and reports."""
        return self.output / "runs"

    @property
    def state(self) -> Path:
        """What runs remember; nothing in it is for readers of the corpus."""
        return self.output / "state"

    @property
    def lock(self) -> Path:
        """The file whose lock a writing run holds; it names the holder."""
        return self.state / "lock"

    @property
    def journal(self) -> Path:
        """The renames of a commit under way; absent otherwise."""
        return self.state / "journal.json"

    @property
    def staging(self) -> Path:
        """One folder for each run that has not committed yet."""
        return self.state / "staging"

    @property
    def work(self) -> Path:
        """Finished shards; outlives a killed run, so that the next one goes on from there."""
        return self.state / "work"

    def batch(self, table: TableName, run_id: str) -> Path:
        """The folder of the rows that one run adds to ``table``."""
        return self.output / table / f"batch={run_id}"

    def manifest(self, run_id: str) -> Path:
        """The manifest of a run: it is committed when this file exists."""
        return self.runs / f"{run_id}.json"

    def report(self, run_id: str) -> Path:
        """The report of a run."""
        return self.runs / f"{run_id}.html"

    def committed(self) -> list[str]:
        """List the ids of the committed runs, oldest first."""
        return sorted(p.stem for p in self.runs.glob("r*.json") if RUN_ID.fullmatch(p.stem))


def make_run_id(now: datetime, token: str) -> str:
    """Return the id of a run that starts at ``now`` (aware, UTC) with 6 hex digits as ``token``.

    It starts with a letter, so that no reader of a partition takes it for a number or a date.
    """
    run_id = f"r{now:%Y%m%dT%H%M%SZ}-{token}"
    if not RUN_ID.fullmatch(run_id):
        raise ValueError(f"{run_id!r} is no run id; the token must be 6 hex digits")
    return run_id


def time_of_run(run_id: str) -> datetime:
    """Return the time that stands in a run id, to the second, in UTC.

    >>> time_of_run("r20261121T221300Z-1a2b3c").isoformat()
    '2026-11-21T22:13:00+00:00'
    """
    return datetime.strptime(run_id[1:17], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)

"""Show a run in the Prefect UI: how far it is, its accounts, and examples of what it removed.

Artifacts are for looking at; a fault here is a warning in the log and never fails a run.
"""

from collections.abc import Callable
from itertools import accumulate
from typing import Any, Final, TypeVar
from uuid import UUID

from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.logging import get_run_logger

from cleaners.write import Manifest, Places
from cleaners.write.report_facts import Facts, gather_facts
from flows.excerpts import build_removed
from flows.summary import batch_files, build_tables

Result = TypeVar("Result")

#: one artifact each, with a version for each run
ACCOUNTS_KEY: Final = "clean-corpus"
REMOVED_KEY: Final = "clean-corpus-removed"
PROGRESS_KEY: Final = "clean-corpus-progress"

#: stage: its share of the time of a usual run, in percent
SHARES: Final[dict[str, int]] = {
    "plan": 1, "clean": 70, "learn": 3, "clean again": 10, "dedup": 5, "watch": 1,
    "write": 8, "commit": 2,
}  # fmt: skip
_STARTS: Final = dict(zip(SHARES, accumulate(SHARES.values(), initial=0), strict=False))
STEP: Final = 5.0  #: percent between two calls of the API within a stage: 20 in a whole run


class ProgressArtifact:
    """A watcher that keeps the progress artifact of the current flow run up to date."""

    def __init__(self) -> None:
        self._told = 0.0  #: percent that the API knows of
        self._stage = ""
        self._total = self._done = 0
        made = _attempt(lambda: create_progress_artifact(0.0, key=PROGRESS_KEY, description="plan"))
        self._id = made if isinstance(made, UUID) else None

    def begin(self, stage: str, total: int) -> None:
        """Show that a stage begins."""
        self._stage, self._total, self._done = stage, total, 0
        self._tell(float(_STARTS.get(stage, self._told)), stage)

    def advance(self, amount: int, note: str) -> None:
        """Show the progress within a stage, when it is worth a call of the API."""
        self._done += amount
        if not self._total or self._stage not in SHARES:
            return
        share = min(self._done / self._total, 1.0)
        percent = _STARTS[self._stage] + share * SHARES[self._stage]
        if percent - self._told >= STEP:
            self._tell(percent, f"{self._stage}: {note}")

    def end(self, note: str) -> None:
        """Show that the run is done, when this was its last stage; else the next one tells."""
        if self._stage == "commit":
            self._tell(100.0, note)

    def _tell(self, percent: float, description: str) -> None:
        known = self._id
        if known is None:
            return
        self._told = max(percent, self._told)  # a stage that is tried again does not go back
        if _attempt(lambda: update_progress_artifact(known, self._told, description)) is None:
            self._id = None  # an API that is away costs seconds each time


def publish_artifacts(manifest: Manifest, places: Places) -> None:
    """Store the accounts of a run as a table and examples of what it removed as Markdown."""
    report = str(places.report(manifest.run_id))
    facts = _attempt(lambda: _gather(manifest, places))
    if facts is None:
        return
    rows: list[dict[str, Any]] = [
        {"table": title, "what": name, "number": number}
        for title, numbers in build_tables(manifest, facts).items()
        for name, number in numbers.items()
    ]
    told = f"Run {manifest.run_id}; report: {report}"
    _attempt(lambda: create_table_artifact(key=ACCOUNTS_KEY, table=rows, description=told))
    text = build_removed(manifest, facts.rules, places.report(manifest.run_id))
    _attempt(lambda: create_markdown_artifact(key=REMOVED_KEY, markdown=text, description=told))


def _gather(manifest: Manifest, places: Places) -> Facts:
    """Read what the artifacts show; of the removals the first part, which is enough for examples
    and not many gigabytes."""
    first = sorted(places.batch("removals", manifest.run_id).glob("*.parquet"))[:1]
    return gather_facts({**batch_files(places, manifest.run_id), "removals": first})


def _attempt(call: Callable[[], Result]) -> Result | None:
    """Return what ``call`` returns, or None when it fails, with a warning in the log."""
    try:
        return call()
    except Exception as error:
        get_run_logger().warning("An artifact for the UI could not be stored: %s", error)
        return None

"""Open a run on an output folder, commit it whole, or leave the folder as it was."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec
import pyarrow.parquet as pq

from cleaners.options import Options
from cleaners.version import VERSION
from cleaners.write.journal import Move, discard, publish, roll_back, roll_forward, write_durably
from cleaners.write.manifest import (
    AccountError,
    Alarm,
    Counts,
    Inputs,
    Manifest,
    Output,
    encode_manifest,
    format_time,
    installed_versions,
    read_manifest,
)
from cleaners.write.parquet import Part
from cleaners.write.places import Places, make_run_id, time_of_run
from cleaners.write.report import render_report
from cleaners.write.schema import TableName
from cleaners.write.state import SEEN_KIND, OutputError, hold_lock, index_seen, write_seen

#: Who reads `articles` while a commit is under way finds there nothing without its companions.
COMMIT_ORDER: Final[tuple[TableName, ...]] = ("rejects", "removals", "duplicates", "articles")


class Run(msgspec.Struct, frozen=True):
    """A run under way on an output folder that nobody else writes to meanwhile."""

    run_id: str
    output: Path
    staging: (
        Path  #: for `write_part`; files of other stages go to ``staging/state/<kind>.<suffix>``
    )
    work: Path  #: for finished shards; still there after a killed run, gone after a commit
    seen: str | None  #: path for `load_seen`; None when there is nothing to skip
    started_at: str  #: ISO 8601, UTC
    recovered: tuple[str, ...]  #: what was mended before it began, for the log


@contextmanager
def open_run(
    output: Path, *, reprocess: bool = False, now: datetime | None = None
) -> Iterator[Run]:
    """Open a run: lock the folder, mend what a killed run left, find out what was seen before.

    Whatever happens in the ``with`` block, nothing is published but by `commit`; what was staged
    is thrown away when the block ends, finished shards in ``work`` are kept until a commit.

        with open_run(Path("data")) as run:
            parts, counts = write_part(cleaned, verdicts, run.staging, 0, run.run_id, VERSION)
            commit(run, parts, Counts(...), options=options, inputs=inputs, removed=counts.removed)

    Parameters
    ----------
    reprocess
        Nothing counts as seen before.
    now
        When it starts (aware); the clock, if not given.

    Raises
    ------
    LockedError
        Another run writes there.
    OutputError
        The folder cannot be written, spans several file systems, or its journal is damaged.
    """
    places = Places(output.absolute())
    started = now or datetime.now(UTC)
    started_at = format_time(started)
    with hold_lock(places.output, started_at) as name_holder:
        _check_one_disk(places)
        recovered = _mend(places)
        run_id = _next_run_id(places, started)
        name_holder(run_id)
        staging = places.staging / run_id
        staging.mkdir(parents=True)
        places.work.mkdir(exist_ok=True)
        seen = staging / "seen-before.ids"
        known = 0 if reprocess else index_seen(places.output, VERSION, seen)
        try:
            yield Run(
                run_id=run_id,
                output=places.output,
                staging=staging,
                work=places.work,
                seen=str(seen) if known else None,
                started_at=started_at,
                recovered=tuple(recovered),
            )
        finally:
            if not places.journal.exists():  # else the next run needs what is staged
                roll_back(places)
                _remove_if_empty(places.work)


def commit(
    run: Run,
    parts: Sequence[Part],
    counts: Counts,
    *,
    options: Options,
    inputs: Inputs,
    removed: Mapping[str, int],
    alarms: Sequence[Alarm] = (),
    now: datetime | None = None,
) -> Manifest:
    """Publish a run: its batches, what it remembers, its report, and last its manifest.

    A run without any part publishes a manifest and a report. When this returns, all is on the
    disk under its final name, and nothing else is left in the folder. Safe to repeat: a commit
    that an error interrupted is finished, one that was made is not made again.

    Parameters
    ----------
    parts
        All that `write_part` returned, in any order.
    removed
        Visible characters by kind.
    alarms
        What lost far more than usual.
    now
        When it ended (aware); the clock, if not given.

    Raises
    ------
    AccountError
        The counts do not add up, or are not those of the parts. Nothing was published.
    OutputError
        A part is not there as described, or a file of this run is there already. Nothing was
        published.
    """
    places = Places(run.output)
    roll_forward(places)
    if places.manifest(run.run_id).exists():
        return read_manifest(places.manifest(run.run_id))
    counts.check()
    _check_parts(run, parts, counts)
    outputs = [Output(part.path, part.rows, part.bytes, part.sha256) for part in parts]
    manifest = Manifest(
        run_id=run.run_id,
        status="completed",
        started_at=run.started_at,
        finished_at=format_time(now or datetime.now(UTC)),
        options=msgspec.to_builtins(options),
        versions=installed_versions(),
        inputs=inputs,
        outputs=tuple(sorted(outputs, key=lambda output: output.path)),
        counts=counts,
        removed=dict(sorted(removed.items())),
        alarms=tuple(alarms),
    )
    _stage_all_else(run, manifest, _staged_files(run, parts))
    publish(places, run.run_id, _moves(run, places, parts))
    return manifest


def _stage_all_else(run: Run, manifest: Manifest, staged: Mapping[TableName, list[Path]]) -> None:
    """Stage what goes with the tables: the ids seen, the report, the manifest."""
    write_seen(
        run.staging / "state" / f"{SEEN_KIND}.arrow",
        _ids(staged, ("articles", "duplicates")),
        _ids(staged, ("rejects",)),
        VERSION,
    )
    write_durably(run.staging / "report.html", render_report(manifest, staged).encode())
    write_durably(run.staging / "manifest.json", encode_manifest(manifest))


def recover(output: Path, *, discard_work: bool = False) -> list[str]:
    """Mend what killed runs left in ``output``; return what was done, one line each.

    A commit that had begun is finished, all else that was staged is thrown away. With
    ``discard_work`` their finished shards go, too; otherwise the next run goes on from them.

    Raises
    ------
    LockedError
        A run is under way there.
    OutputError
        The journal cannot be followed.
    """
    places = Places(output.absolute())
    if not places.state.is_dir():
        return []
    with hold_lock(places.output, format_time(datetime.now(UTC))):
        done = _mend(places)
        if discard_work and places.work.is_dir():
            discard(places.work)
            done.append("finished shards of a killed run were thrown away")
        return done


def _mend(places: Places) -> list[str]:
    finished = roll_forward(places)
    done = [] if finished is None else [f"run {finished} was killed in its commit: now finished"]
    return done + [f"run {dead} was killed: nothing of it counts" for dead in roll_back(places)]


def _next_run_id(places: Places, started: datetime) -> str:
    """Return a run id that sorts after all others: order by id is order of the runs.

    Two runs may start within one second, and a clock may be set back.
    """
    stamp = started.astimezone(UTC)
    if committed := places.committed():
        stamp = max(stamp, time_of_run(committed[-1]) + timedelta(seconds=1))
    return make_run_id(stamp, secrets.token_hex(3))


def _check_one_disk(places: Places) -> None:
    home = places.state.stat().st_dev
    for folder in (places.runs, *(places.output / table for table in COMMIT_ORDER)):
        if folder.exists() and folder.stat().st_dev != home:
            raise OutputError(
                f"{folder} lies on another file system than {places.state}; a commit renames "
                "folders, so the whole output folder must lie on one"
            )


def _check_parts(run: Run, parts: Sequence[Part], counts: Counts) -> None:
    """Compare the parts with the counts and with the files; delete files that are no part."""
    for table, expected in (
        ("articles", counts.articles),
        ("duplicates", counts.duplicates),
        ("rejects", counts.rejects),
    ):
        rows = sum(part.rows for part in parts if part.table == table)
        if rows != expected:
            raise AccountError(f"{table}: {expected} were counted, but the parts hold {rows} rows")
    names = {(part.table, Path(part.path).name) for part in parts}
    for table in COMMIT_ORDER:
        folder = run.staging / table
        for path in sorted(folder.iterdir()) if folder.is_dir() else []:
            if (table, path.name) not in names:
                path.unlink()  # of an attempt that was repeated with other numbers
    for part in parts:
        path = run.staging / part.table / Path(part.path).name
        if not path.is_file() or path.stat().st_size != part.bytes:
            raise OutputError(f"{path} is not as it was written; run again")


def _staged_files(run: Run, parts: Sequence[Part]) -> dict[TableName, list[Path]]:
    staged: dict[TableName, list[Path]] = {}
    for part in sorted(parts, key=lambda p: p.path):
        path = run.staging / part.table / Path(part.path).name
        staged.setdefault(part.table, []).append(path)
    return staged


def _ids(staged: Mapping[TableName, list[Path]], tables: Sequence[TableName]) -> Iterator[str]:
    """Yield the ids of some tables, those of one file in memory at a time."""
    for table in tables:
        for path in staged.get(table, []):
            yield from pq.ParquetFile(path).read(columns=["id"])["id"].to_pylist()


def _moves(run: Run, places: Places, parts: Sequence[Part]) -> list[Move]:
    tables = {part.table for part in parts}
    pairs = [
        (run.staging / table, places.batch(table, run.run_id))
        for table in COMMIT_ORDER
        if table in tables
    ]
    memory = run.staging / "state"
    for path in sorted(memory.iterdir()) if memory.is_dir() else []:
        kind, dot, suffix = path.name.partition(".")
        pairs.append((path, places.state / kind / f"{run.run_id}{dot}{suffix}"))
    pairs.append((run.staging / "report.html", places.report(run.run_id)))
    pairs.append((run.staging / "manifest.json", places.manifest(run.run_id)))
    return [
        Move(source.relative_to(run.output).as_posix(), target.relative_to(run.output).as_posix())
        for source, target in pairs
    ]


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()

"""Check an output folder against its manifests: accounts, files, ids, and what lies about."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from cleaners.write.manifest import AccountError, Manifest, Output, read_manifest
from cleaners.write.places import Places
from cleaners.write.schema import SCHEMAS, TABLES, TableName
from cleaners.write.state import SEEN_KIND, is_locked

Manifests: TypeAlias = Mapping[str, Manifest]
Check: TypeAlias = Callable[[Places, Manifests], Iterator[str]]

#: What `state/` may hold besides files of committed runs.
_KNOWN_STATE: Final = frozenset({"lock"})
IDS: Final = pa.large_string()  #: the removals of one night may hold more than 2 GiB of ids
_UNREADABLE: Final = (pa.ArrowException, OSError, KeyError)


def verify(output: Path) -> list[str]:
    """List all that is wrong with an output folder, one line each; empty: all is well.

    Reads every file once. While a run writes there, its files are not taken for leftovers.
    """
    places = Places(output.absolute())
    if not places.runs.is_dir():
        return [f"{output}: no runs there; give the folder that `copydesk clean --output` named"]
    manifests: dict[str, Manifest] = {}
    problems: list[str] = []
    for run_id in places.committed():
        try:
            manifests[run_id] = read_manifest(places.manifest(run_id))
        except ValueError as error:
            problems.append(str(error))
    for check in CHECKS:
        problems += check(places, manifests)
    return problems


def check_accounts(places: Places, manifests: Manifests) -> Iterator[str]:
    """Check that the figures of each manifest add up, and are those of its files."""
    for run_id, manifest in manifests.items():
        where = places.manifest(run_id)
        if manifest.run_id != run_id:
            yield f"{where}: is of another run, {manifest.run_id}"
        try:
            manifest.counts.check()
        except AccountError as error:
            yield f"{where}: {error}"
        counts = manifest.counts
        for table, expected in (
            ("articles", counts.articles),
            ("duplicates", counts.duplicates),
            ("rejects", counts.rejects),
        ):
            rows = sum(o.rows for o in manifest.outputs if o.path.startswith(f"{table}/"))
            if rows != expected:
                yield f"{where}: counts {expected} {table}, its files hold {rows}"
        if not places.report(run_id).is_file():
            yield f"{places.report(run_id)}: is missing"


def check_files(places: Places, manifests: Manifests) -> Iterator[str]:
    """Check each file of each batch: there, unchanged, with the right rows and columns."""
    for run_id, manifest in manifests.items():
        listed = {output.path for output in manifest.outputs}
        for output in manifest.outputs:
            yield from _check_file(places, run_id, output)
        for table in TABLES:
            for path in sorted(places.batch(table, run_id).glob("*")):
                if path.relative_to(places.output).as_posix() not in listed:
                    yield f"{path}: is not in the manifest"


def _check_file(places: Places, run_id: str, output: Output) -> Iterator[str]:
    path = places.output / output.path
    table = next((t for t in TABLES if path.parent == places.batch(t, run_id)), None)
    if table is None:
        yield f"{path}: the manifest of {run_id} names a file outside its batch"
        return
    if not path.is_file():
        yield f"{path}: is missing"
        return
    with path.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
    if (path.stat().st_size, digest) != (output.bytes, output.sha256):
        yield f"{path}: was changed after it was written (SHA-256 {digest})"
    try:
        metadata = pq.read_metadata(path)
        schema = metadata.schema.to_arrow_schema()
    except _UNREADABLE as error:
        yield f"{path}: cannot be read: {error}"
        return
    if metadata.num_rows != output.rows or metadata.num_rows == 0:
        yield f"{path}: has {metadata.num_rows} rows, the manifest says {output.rows}"
    if not schema.equals(SCHEMAS[table], check_metadata=True):
        yield f"{path}: columns are not those of {table}: {_first_difference(schema, table)}"


def _first_difference(schema: pa.Schema, table: TableName) -> str:
    expected = SCHEMAS[table]
    if schema.names != expected.names:
        odd = sorted({*schema.names} ^ {*expected.names})
        return "unknown or missing: " + ", ".join(odd) if odd else "another order"
    for found, wanted in zip(schema, expected, strict=True):
        if not found.equals(wanted, check_metadata=True):
            return f"{found} instead of {wanted}, or another description"
    return f"file metadata {schema.metadata} instead of {expected.metadata}"


def check_ids(places: Places, manifests: Manifests) -> Iterator[str]:
    """Check that ids are unique and that every id that a row names exists."""
    accepted = articles = pa.array([], IDS)  # of all batches so far
    for run_id, manifest in manifests.items():
        ids = {table: _column(places, run_id, table, "id") for table in TABLES}
        own = _join(ids["articles"], ids["duplicates"])
        batch = _join(own, ids["rejects"])
        if twice := _repeated(batch):
            yield f"batch {run_id}: {_some(twice)} stand in more than one row"
        if not manifest.options.get("reprocess") and (again := _within(own, accepted)):
            yield f"batch {run_id}: {_some(again)} stand in an earlier batch, too"
        accepted, articles = _join(accepted, own), _join(articles, ids["articles"])
        for table, column, known in (
            ("duplicates", "duplicate_of", articles),
            ("duplicates", "story_id", articles),
            ("articles", "story_id", articles),
            ("removals", "id", batch),
        ):
            named = _column(places, run_id, table, column)
            if lost := _missing(named, known):
                yield f"batch {run_id}: {table}.{column} names what does not exist: {_some(lost)}"
        for table in TABLES:
            runs = set(_column(places, run_id, table, "run_id").unique().to_pylist())
            if runs - {run_id}:
                yield f"batch {run_id}: {table} holds rows of {_some(sorted(runs - {run_id}))}"
        yield from _check_seen(places, run_id, batch)


def _check_seen(places: Places, run_id: str, batch: pa.Array) -> Iterator[str]:
    path = places.state / SEEN_KIND / f"{run_id}.arrow"
    seen = pa.array([], IDS)
    if path.exists():
        try:
            with pa.OSFile(str(path)) as source:
                ids = pa.ipc.open_file(source).read_all()["id"].to_pylist()
        except _UNREADABLE as error:
            yield f"{path}: cannot be read: {error}"
            return
        seen = pa.array([one.hex() for one in ids], IDS)
    if lost := _missing(batch, seen) + _missing(seen, batch):
        yield f"{path}: does not hold the ids of its batch, as {_some(lost)}"


def _column(places: Places, run_id: str, table: str, column: str) -> pa.Array:
    """Return one string column of one batch; what cannot be read, `check_files` has named."""
    found = [pa.array([], IDS)]
    for path in sorted((places.output / table / f"batch={run_id}").glob("*.parquet")):
        try:
            values = pq.ParquetFile(path).read(columns=[column]).column(column)
            found.append(values.cast(IDS).combine_chunks())
        except _UNREADABLE:
            continue
    return _join(*found)


def _join(*arrays: pa.Array) -> pa.Array:
    return pa.concat_arrays(list(arrays))


def _repeated(values: pa.Array) -> list[str]:
    counts = pc.value_counts(values)
    again = pc.greater(counts.field("counts"), 1)
    return sorted(counts.field("values").filter(again).to_pylist())


def _within(values: pa.Array, known: pa.Array) -> list[str]:
    return sorted(values.filter(pc.is_in(values, value_set=known)).to_pylist())


def _missing(values: pa.Array, known: pa.Array) -> list[str]:
    return sorted(set(values.filter(pc.invert(pc.is_in(values, value_set=known))).to_pylist()))


def _some(ids: list[str]) -> str:
    return ", ".join(ids[:3]) + (f" and {len(ids) - 3} more" if len(ids) > 3 else "")


def check_leftovers(places: Places, manifests: Manifests) -> Iterator[str]:
    """Check that nothing lies about that no committed run has put there."""
    if is_locked(places.output):
        yield f"{places.output}: a run is writing there; verify again when it has ended"
        return
    committed = manifests.keys() | {*places.committed()}
    for table in TABLES:
        for path in _entries(places.output / table):
            if path.name.removeprefix("batch=") not in committed:
                yield f"{path}: belongs to no committed run"
    for path in _entries(places.runs):
        if path.suffix not in (".json", ".html") or path.stem not in committed:
            yield f"{path}: belongs to no committed run"
    for path in _entries(places.state):
        if path in (places.staging, places.work, places.journal):
            yield f"{path}: a killed run left it; the next run with this --output mends that"
        elif path.is_dir():
            lost = (p for p in _entries(path) if p.name.split(".")[0] not in committed)
            yield from (f"{p}: belongs to no committed run" for p in lost)
        elif path.name not in _KNOWN_STATE:
            yield f"{path}: is unknown"


def _entries(folder: Path) -> Iterable[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else ()


CHECKS: Final[tuple[Check, ...]] = (check_accounts, check_files, check_ids, check_leftovers)

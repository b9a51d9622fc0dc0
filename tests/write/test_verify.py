"""`verify` is silent on what runs wrote, and names each kind of damage."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleaners.document import Cleaned
from cleaners.options import Options
from cleaners.version import VERSION
from cleaners.write import Counts, Places, commit, open_run, verify, write_part
from cleaners.write.manifest import Manifest, Output, encode_manifest, read_manifest
from cleaners.write.schema import TableName
from cleaners.write.state import write_seen
from tests.write.samples import INPUTS, doc_id, kept, rejected, removal, repeats, whole_run


def part(output: Path, table: TableName) -> Path:
    return next((output / table).glob("batch=*/part-00000.parquet"))


def change_manifest(output: Path, change: Callable[[Manifest], Manifest]) -> None:
    (run_id,) = Places(output).committed()
    path = Places(output).manifest(run_id)
    path.write_bytes(encode_manifest(change(read_manifest(path))))


def rewrite(output: Path, table: TableName, change: Callable[[pa.Table], pa.Table]) -> None:
    """Change a file and its entry in the manifest: only what is in it is wrong then."""
    path = part(output, table)
    pq.write_table(change(pq.ParquetFile(path).read()), path)
    data = path.read_bytes()
    name = path.relative_to(output).as_posix()

    def enter(manifest: Manifest) -> Manifest:
        rows = pq.read_metadata(path).num_rows
        new = Output(name, rows, len(data), hashlib.sha256(data).hexdigest())
        outputs = tuple(new if o.path == name else o for o in manifest.outputs)
        return msgspec.structs.replace(manifest, outputs=outputs)

    change_manifest(output, enter)


def set_column(table: pa.Table, name: str, values: list[object]) -> pa.Table:
    at = table.schema.get_field_index(name)
    field = table.schema.field(at)
    return table.set_column(at, field, pa.array(values, field.type))


def with_counts(manifest: Manifest, **figures: int) -> Manifest:
    counts = msgspec.structs.replace(manifest.counts, **figures)
    return msgspec.structs.replace(manifest, counts=counts)


def flip_a_byte(output: Path) -> None:
    path = part(output, "articles")
    data = bytearray(path.read_bytes())
    data[50] ^= 1
    path.write_bytes(data)


def plain(table: pa.Table) -> pa.Table:
    return table.cast(pa.schema([field.remove_metadata() for field in table.schema]))


def forget_seen(output: Path) -> None:
    next((output / "state/seen").iterdir()).unlink()


def see_another(output: Path) -> None:
    path = next((output / "state/seen").iterdir())
    names = [doc_id(name) for name in ("anchor", "buoy", "copy", "driftwood", "eel")]
    write_seen(path, names, [], VERSION)


def place(name: str) -> Callable[[Path], None]:
    def put(output: Path) -> None:
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_bytes(b"")

    return put


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "found": (
        lambda o: change_manifest(o, lambda m: with_counts(m, found=9)),
        "found (9) is not seen_before (0) + read (4)",
    ),
    "read": (
        lambda o: change_manifest(o, lambda m: with_counts(m, read=3, found=3)),
        "read (3) is not articles (2) + duplicates (1) + rejects (1)",
    ),
    "table counts": (
        lambda o: change_manifest(o, lambda m: with_counts(m, articles=1, duplicates=2)),
        "counts 1 articles, its files hold 2",
    ),
    "other run": (
        lambda o: change_manifest(o, lambda m: msgspec.structs.replace(m, run_id="r1")),
        "is of another run, r1",
    ),
    "manifest": (
        lambda o: next((o / "runs").glob("*.json")).write_text('{"run_id": 1}'),
        "no manifest",
    ),
    "report": (lambda o: next((o / "runs").glob("*.html")).unlink(), ".html: is missing"),
    "bytes": (flip_a_byte, "was changed after it was written"),
    "no parquet": (lambda o: part(o, "rejects").write_bytes(b"PAR1"), "cannot be read"),
    "file": (lambda o: part(o, "duplicates").unlink(), "is missing"),
    "extra file": (
        lambda o: part(o, "articles").with_name("part-00001.parquet").write_bytes(b""),
        "part-00001.parquet: is not in the manifest",
    ),
    "outside": (
        lambda o: change_manifest(
            o,
            lambda m: msgspec.structs.replace(
                m, outputs=(*m.outputs, Output("articles/elsewhere.parquet", 0, 0, ""))
            ),
        ),
        "names a file outside its batch",
    ),
    "rows": (
        lambda o: rewrite(o, "removals", lambda t: t.slice(0, 0)),
        "has 0 rows",
    ),
    "column": (
        lambda o: rewrite(o, "articles", lambda t: t.drop_columns(["byline"])),
        "columns are not those of articles: unknown or missing: byline",
    ),
    "type": (
        lambda o: rewrite(
            o,
            "removals",
            lambda t: t.set_column(1, "seq", t["seq"].cast(pa.int64())),
        ),
        "columns are not those of removals: pyarrow.Field<seq: int64>",
    ),
    "descriptions": (
        lambda o: rewrite(o, "rejects", plain),
        "columns are not those of rejects",
    ),
    "schema version": (
        lambda o: rewrite(
            o, "rejects", lambda t: t.replace_schema_metadata({"schema_version": "0"})
        ),
        "file metadata {b'schema_version': b'0'}",
    ),
    "ids": (
        lambda o: rewrite(
            o, "articles", lambda t: set_column(t, "id", [doc_id("anchor"), doc_id("anchor")])
        ),
        f"{doc_id('anchor')} stand in more than one row",
    ),
    "ids of two tables": (
        lambda o: rewrite(o, "rejects", lambda t: set_column(t, "id", [doc_id("copy")])),
        f"{doc_id('copy')} stand in more than one row",
    ),
    "duplicate_of": (
        lambda o: rewrite(
            o, "duplicates", lambda t: set_column(t, "duplicate_of", [doc_id("driftwood")])
        ),
        f"duplicates.duplicate_of names what does not exist: {doc_id('driftwood')}",
    ),
    "story_id": (
        lambda o: rewrite(
            o, "articles", lambda t: set_column(t, "story_id", [doc_id("copy")] * t.num_rows)
        ),
        f"articles.story_id names what does not exist: {doc_id('copy')}",
    ),
    "removals": (
        lambda o: rewrite(o, "removals", lambda t: set_column(t, "id", [doc_id("eel")] * 6)),
        f"removals.id names what does not exist: {doc_id('eel')}",
    ),
    "run_id": (
        lambda o: rewrite(o, "removals", lambda t: set_column(t, "run_id", ["r2"] * 6)),
        "removals holds rows of r2",
    ),
    "seen lost": (forget_seen, "does not hold the ids of its batch"),
    "seen more": (see_another, f"does not hold the ids of its batch, as {doc_id('eel')}"),
    "seen torn": (
        lambda o: next((o / "state/seen").iterdir()).write_bytes(b"ARROW1"),
        "cannot be read",
    ),
    "lost batch": (
        place("articles/batch=r20260101T000000Z-0000ff/part-00000.parquet"),
        "batch=r20260101T000000Z-0000ff: belongs to no committed run",
    ),
    "hidden file": (place("articles/.part-00000.parquet.crc"), "belongs to no committed run"),
    "half a manifest": (place("runs/tmpabc.json"), "tmpabc.json: belongs to no committed run"),
    "lost report": (
        place("runs/r20260101T000000Z-0000ff.html"),
        "belongs to no committed run",
    ),
    "journal": (place("state/journal.json"), "a killed run left it"),
    "half a journal": (place("state/journal.json.new"), "is unknown"),
    "staging": (place("state/staging/r20260101T000000Z-0000ff/x"), "a killed run left it"),
    "work": (place("state/work/shard-0/cleaned.bin"), "a killed run left it"),
    "lost state": (
        place("state/signatures/r20260101T000000Z-0000ff.arrow"),
        "r20260101T000000Z-0000ff.arrow: belongs to no committed run",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_named(tmp_path: Path, damage: str) -> None:
    whole_run(tmp_path)
    assert verify(tmp_path) == []
    spoil, message = DAMAGES[damage]
    spoil(tmp_path)
    problems = verify(tmp_path)
    assert [problem for problem in problems if message in problem], problems


def test_an_article_written_twice_is_named_unless_it_was_reprocessed(tmp_path: Path) -> None:
    whole_run(tmp_path)
    for options, problems in ((Options(reprocess=True), 0), (Options(), 1)):
        with open_run(tmp_path, reprocess=True) as run:
            parts, _ = write_part([kept("anchor")], {}, run.staging, 0, run.run_id, VERSION)
            counts = Counts(1, 0, 1, 1, 0, 0)
            commit(run, parts, counts, options=options, inputs=INPUTS, removed={})
        found = verify(tmp_path)
        assert len(found) == problems
        assert all("earlier batch" in problem for problem in found)


def test_a_duplicate_may_name_an_article_of_an_earlier_batch(tmp_path: Path) -> None:
    whole_run(tmp_path)
    whole_run(tmp_path, [kept("eel")], repeats("eel", "anchor"))
    assert verify(tmp_path) == []


def test_removals_of_rejects_are_no_damage(tmp_path: Path) -> None:
    notes = (removal("driftwood"),)
    whole_run(tmp_path, [Cleaned(None, rejected("driftwood").reject, notes)], {})
    assert verify(tmp_path) == []


def test_a_folder_without_runs_is_no_output_folder(tmp_path: Path) -> None:
    (problem,) = verify(tmp_path)
    assert "no runs there" in problem


def test_a_run_under_way_is_no_damage_but_said(tmp_path: Path) -> None:
    whole_run(tmp_path)
    with open_run(tmp_path) as run:
        write_part([kept("eel")], {}, run.staging, 0, run.run_id, VERSION)
        (problem,) = verify(tmp_path)
        assert "a run is writing there" in problem
    assert verify(tmp_path) == []

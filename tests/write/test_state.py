"""What was seen need not be read again; only committed runs count."""

from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.version import VERSION
from cleaners.write import committed_state, load_seen, open_run
from cleaners.write.state import index_seen, is_locked, write_seen
from tests.write.samples import doc_id, finish, kept, whole_run

OLD, NEW = "0.0.9", "0.1.0"


def commit_ids(output: Path, run_id: str, accepted: list[str], rejected: list[str]) -> None:
    """Leave what a committed run of the old version leaves in the state."""
    target = output / "state/seen" / f"{run_id}.arrow"
    write_seen(target, map(doc_id, accepted), map(doc_id, rejected), OLD)
    (output / "runs").mkdir(exist_ok=True)
    (output / "runs" / f"{run_id}.json").write_text("{}")


def test_accepted_by_any_version_or_rejected_by_this_one_is_seen(tmp_path: Path) -> None:
    commit_ids(tmp_path, "r20260101T000000Z-000001", ["anchor"], ["buoy"])
    for version, expected in ((OLD, {"anchor", "buoy"}), (NEW, {"anchor"})):
        assert index_seen(tmp_path, version, tmp_path / "ids") == len(expected)
        seen = load_seen(tmp_path / "ids")
        names = {name for name in ("anchor", "buoy", "copy") if doc_id(name) in seen}
        assert names == expected


def test_a_later_run_may_accept_what_an_earlier_one_rejected(tmp_path: Path) -> None:
    commit_ids(tmp_path, "r20260101T000000Z-000001", [], ["buoy"])
    commit_ids(tmp_path, "r20260102T000000Z-000002", ["buoy"], [])
    assert index_seen(tmp_path, NEW, tmp_path / "ids") == 1
    assert doc_id("buoy") in load_seen(tmp_path / "ids")


def test_state_of_a_run_without_manifest_does_not_count(tmp_path: Path) -> None:
    commit_ids(tmp_path, "r20260101T000000Z-000001", ["anchor"], [])
    (tmp_path / "runs/r20260101T000000Z-000001.json").unlink()
    assert index_seen(tmp_path, OLD, tmp_path / "ids") == 0
    assert committed_state(tmp_path, "seen") == []


def test_a_run_knows_what_earlier_runs_did(tmp_path: Path) -> None:
    whole_run(tmp_path)
    with open_run(tmp_path) as run:
        seen = load_seen(run.seen)
        names = ("anchor", "buoy", "copy", "driftwood", "eel")
        assert [doc_id(name) in seen for name in names] == [True, True, True, True, False]
        finish(run, [kept("eel")], {}, seen_before=4)
    with open_run(tmp_path, reprocess=True) as run:
        assert run.seen is None
        assert len(load_seen(run.seen)) == 0
        assert doc_id("anchor") not in load_seen(run.seen)


def test_the_seen_file_is_one_arrow_file_a_run(tmp_path: Path) -> None:
    manifest = whole_run(tmp_path)
    (path,) = committed_state(tmp_path, "seen")
    assert path == tmp_path / "state/seen" / f"{manifest.run_id}.arrow"
    with pa.OSFile(str(path)) as source:
        table = pa.ipc.open_file(source).read_all()
    assert table.schema.field("id").type == pa.binary(16)
    rows = {row["id"].hex(): row["outcome"] for row in table.to_pylist()}
    assert rows == {
        doc_id("anchor"): "accepted",
        doc_id("buoy"): "accepted",
        doc_id("copy"): "accepted",
        doc_id("driftwood"): "rejected",
    }
    assert set(table["pipeline_version"].to_pylist()) == {VERSION}


def test_files_of_other_stages_are_committed_with_the_run(tmp_path: Path) -> None:
    with open_run(tmp_path) as run:
        (run.staging / "state").mkdir()
        (run.staging / "state" / "signatures.arrow").write_bytes(b"minhash")
        finish(run)
    (path,) = committed_state(tmp_path, "signatures")
    assert path.read_bytes() == b"minhash"
    assert path.name == f"{run.run_id}.arrow"


@pytest.mark.parametrize("number", [0, 1, 2, 3, 1_000])
def test_every_id_is_found_and_no_other(tmp_path: Path, number: int) -> None:
    names = [doc_id(str(i)) for i in range(number)]
    target = tmp_path / "state/seen/r20260101T000000Z-000001.arrow"
    write_seen(target, names, [], NEW)
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs/r20260101T000000Z-000001.json").write_text("{}")
    assert index_seen(tmp_path, NEW, tmp_path / "ids") == number
    seen = load_seen(str(tmp_path / "ids"))
    assert len(seen) == number
    assert all(name in seen for name in names)
    others = [doc_id(f"other {i}") for i in range(50)] + ["0" * 32, "f" * 32]
    assert not any(name in seen for name in others)


HEX_IDS = st.sets(st.binary(min_size=16, max_size=16).map(bytes.hex), max_size=30)


@settings(max_examples=40, deadline=None)
@given(HEX_IDS, HEX_IDS)
def test_seen_is_a_set(tmp_path_factory: pytest.TempPathFactory, a: set[str], b: set[str]) -> None:
    output = tmp_path_factory.mktemp("seen")
    (output / "runs").mkdir()
    for i, ids in enumerate((a, b)):
        write_seen(output / f"state/seen/r2026010{i}T000000Z-000001.arrow", ids, [], NEW)
        (output / f"runs/r2026010{i}T000000Z-000001.json").write_text("{}")
    index_seen(output, NEW, output / "ids")
    seen = load_seen(output / "ids")
    assert len(seen) == len(a | b)
    assert all(one in seen for one in a | b)


def test_the_lock_ends_with_the_run(tmp_path: Path) -> None:
    assert not is_locked(tmp_path)
    with open_run(tmp_path):
        assert is_locked(tmp_path)
    assert not is_locked(tmp_path)
    assert (tmp_path / "state/lock").read_bytes() == b""

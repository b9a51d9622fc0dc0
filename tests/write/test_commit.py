"""A commit publishes all of a run or nothing of it, and leaves nothing else."""

import errno
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq
import pytest

from cleaners.options import Options
from cleaners.version import VERSION
from cleaners.write import (
    TABLES,
    AccountError,
    Counts,
    OutputError,
    Places,
    commit,
    open_run,
    read_manifest,
    verify,
    write_part,
)
from cleaners.write.manifest import encode_manifest
from tests.write.samples import (
    BATCH,
    INPUTS,
    STARTED,
    TABLE_FILES,
    VERDICTS,
    finish,
    kept,
    tree,
    visible,
    whole_run,
)

OPTIONS: dict[str, Any] = {"options": Options(), "inputs": INPUTS, "removed": {}}


def test_a_finished_run_leaves_nothing_else(tmp_path: Path) -> None:
    manifest = whole_run(tmp_path / "out")
    files = tree(tmp_path / "out")
    assert files == sorted(
        [
            *(f"{table}/batch={manifest.run_id}/part-00000.parquet" for table in TABLES),
            f"runs/{manifest.run_id}.html",
            f"runs/{manifest.run_id}.json",
            "state/lock",
            f"state/seen/{manifest.run_id}.arrow",
        ]
    )
    names = [path.name for path in (tmp_path / "out").rglob("*")]
    assert [name for name in names if name.startswith((".", "tmp"))] == []
    assert not (tmp_path / "out/state/staging").exists()
    assert not (tmp_path / "out/state/work").exists()


def test_a_run_with_nothing_new_writes_a_manifest_and_no_batch(tmp_path: Path) -> None:
    with open_run(tmp_path) as run:
        manifest = finish(run, [], {}, seen_before=4)
    assert manifest.outputs == ()
    assert tree(tmp_path) == [
        f"runs/{manifest.run_id}.html",
        f"runs/{manifest.run_id}.json",
        "state/lock",
    ]
    assert verify(tmp_path) == []


def test_a_second_run_adds_a_batch_and_leaves_the_first_as_it_was(tmp_path: Path) -> None:
    first = whole_run(tmp_path)
    before = {path: (tmp_path / path).read_bytes() for path in tree(tmp_path)}
    second = whole_run(tmp_path, [kept("eel")], {})
    assert {p: (tmp_path / p).read_bytes() for p in before} == before
    assert pq.read_table(tmp_path / "articles").num_rows == 3
    assert Places(tmp_path).committed() == [first.run_id, second.run_id]
    assert verify(tmp_path) == []


def test_run_ids_sort_as_the_runs_were_made_though_the_clock_is_set_back(tmp_path: Path) -> None:
    made = []
    for days in (0, 0, -3, 0, 2):
        with open_run(tmp_path, now=STARTED + timedelta(days=days)) as run:
            made.append(finish(run, [], {}).run_id)
    assert made == sorted(made)
    assert [run_id[:17] for run_id in made[:2]] == ["r20261121T221300Z", "r20261121T221301Z"]
    assert made[-1].startswith("r20261123T221300Z-")


def test_a_failed_run_publishes_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with open_run(tmp_path) as run:
            write_part(BATCH, VERDICTS, run.staging, 0, run.run_id, VERSION)
            (run.work / "shard-0").mkdir()
            raise RuntimeError("a shard failed")

    with pytest.raises(RuntimeError, match="shard"):
        fail()
    assert tree(tmp_path) == ["state/lock"]
    assert (tmp_path / "state/work/shard-0").is_dir()
    assert not (tmp_path / "state/staging").exists()


@pytest.mark.parametrize(
    "counts",
    [Counts(5, 0, 4, 2, 1, 1), Counts(5, 0, 5, 2, 1, 1), Counts(4, 0, 4, 1, 2, 1)],
    ids=["found", "read", "rows"],
)
def test_accounts_that_do_not_add_up_publish_nothing(tmp_path: Path, counts: Counts) -> None:
    with open_run(tmp_path) as run:
        parts, _ = write_part(BATCH, VERDICTS, run.staging, 0, run.run_id, VERSION)
        with pytest.raises(AccountError, match=r"\d.*\d"):
            commit(run, parts, counts, options=Options(), inputs=INPUTS, removed={})
    assert tree(tmp_path) == ["state/lock"]


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the fourth rename fail: the journal stands, two of four tables are in place."""
    rename = Path.rename
    left = [4]

    def fail_once(self: Path, target: Path) -> Path:
        # drafts of parts are renamed by `replace`
        left[0] -= 1
        if left[0] == 0:
            raise OSError(errno.EIO, "the share was away", str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_once)


def test_a_commit_that_an_error_interrupted_is_finished_when_it_is_repeated(
    tmp_path: Path, interrupted: None
) -> None:
    with open_run(tmp_path) as run:
        with pytest.raises(OSError, match="away"):
            finish(run)
        assert len(visible(tmp_path)) == 2
        assert commit(run, [], Counts(0, 0, 0, 0, 0, 0), **OPTIONS).counts.articles == 2
        again = commit(run, [], Counts(0, 0, 0, 0, 0, 0), **OPTIONS)
    assert again == read_manifest(Places(tmp_path).manifest(run.run_id))
    assert visible(tmp_path) == TABLE_FILES
    assert verify(tmp_path) == []


def test_a_commit_that_an_error_interrupted_is_finished_by_the_next_run(
    tmp_path: Path, interrupted: None
) -> None:
    with open_run(tmp_path) as run, pytest.raises(OSError, match="away"):
        finish(run)
    with open_run(tmp_path) as following:
        assert following.recovered == (f"run {run.run_id} was killed in its commit: now finished",)
        assert visible(tmp_path) == TABLE_FILES
    assert verify(tmp_path) == []


def test_files_of_an_earlier_attempt_are_not_published(tmp_path: Path) -> None:
    with open_run(tmp_path) as run:
        write_part([kept("eel")], {}, run.staging, 9, run.run_id, VERSION)
        finish(run)
    assert visible(tmp_path) == TABLE_FILES
    assert verify(tmp_path) == []


def test_a_part_that_got_lost_publishes_nothing(tmp_path: Path) -> None:
    with open_run(tmp_path) as run:
        parts, _ = write_part(BATCH, VERDICTS, run.staging, 0, run.run_id, VERSION)
        (run.staging / "articles/part-00000.parquet").unlink()
        counts = Counts(4, 0, 4, 2, 1, 1)
        with pytest.raises(OutputError, match="part-00000"):
            commit(run, parts, counts, options=Options(), inputs=INPUTS, removed={})
    assert tree(tmp_path) == ["state/lock"]


def test_the_manifest_has_the_keys_of_the_contract(tmp_path: Path) -> None:
    manifest = whole_run(tmp_path)
    path = tmp_path / "runs" / f"{manifest.run_id}.json"
    data = msgspec.json.decode(path.read_bytes())
    assert [*data] == [
        "run_id",
        "status",
        "started_at",
        "finished_at",
        "options",
        "versions",
        "inputs",
        "outputs",
        "counts",
        "removed",
        "alarms",
    ]
    assert [sorted(output) for output in data["outputs"]] == [
        ["bytes", "path", "rows", "sha256"]
    ] * 4
    assert list(data["counts"].items()) == [
        ("found", 4),
        ("seen_before", 0),
        ("read", 4),
        ("articles", 2),
        ("duplicates", 1),
        ("rejects", 1),
    ]
    assert data["removed"] == {"related_links": 54}
    assert data["started_at"] == "2026-11-21T22:13:00Z"
    assert data["options"]["dedup"] == "rewrite"
    assert data["versions"]["copydesk"] == VERSION
    assert encode_manifest(read_manifest(path)) == path.read_bytes() == encode_manifest(manifest)


def test_names_that_are_no_utf8_reach_the_manifest(tmp_path: Path) -> None:
    with open_run(tmp_path, now=STARTED) as run:
        parts, counts = write_part([kept("eel")], {}, run.staging, 0, run.run_id, VERSION)
        commit(
            run,
            parts,
            Counts(1, 0, 1, 1, 0, 0),
            options=Options(rules="/r\udcff"),
            inputs=msgspec.structs.replace(INPUTS, arguments=("caf\udce9.txt",)),
            removed=counts.removed,
        )
    manifest = read_manifest(Places(tmp_path).manifest(run.run_id))
    assert manifest.inputs.arguments == ("caf\ufffd.txt",)
    assert verify(tmp_path) == []

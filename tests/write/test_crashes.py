"""A run is published whole or not at all, wherever it is killed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cleaners.write import (
    TABLES,
    OutputError,
    Places,
    open_run,
    recover,
    verify,
)
from tests.write.samples import (
    BATCH,
    TABLE_FILES,
    VERDICTS,
    finish,
    kept,
    tree,
    visible,
)

ROOT = Path(__file__).parents[2]


def sweep(mode: str, folder: Path) -> list[Path]:
    """Return the folders that a killed process left, in the order of the kills."""
    driver = Path(__file__).with_name("killed_run.py")
    subprocess.run(
        [sys.executable, str(driver), mode, str(folder)],
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    return sorted((p for p in folder.iterdir() if p.name.isdigit()), key=lambda p: int(p.name))


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return sweep("run", tmp_path_factory.mktemp("killed"))


def test_the_kills_cover_the_whole_commit(killed: list[Path]) -> None:
    stages = [
        (len(visible(out)), (out / "state/journal.json").exists(), any(out.glob("runs/*.json")))
        for out in killed
    ]
    # nothing, journal, each table, manifest, journal gone: each state was met at least once
    assert {*stages} >= {(0, False, False), *((n, True, False) for n in range(5)), (4, True, True)}


def test_a_killed_run_shows_a_reader_whole_batches_in_the_order_of_the_commit(
    killed: list[Path],
) -> None:
    order = ["rejects", "removals", "duplicates", "articles"]
    for output in killed:
        seen = visible(output)
        assert list(seen.items()) == [(t, TABLE_FILES[t]) for t in TABLES if t in seen]
        assert set(seen) == {*order[: len(seen)]}
        if any(output.glob("runs/*.json")):
            assert len(seen) == 4


def test_recovery_finishes_or_undoes_a_killed_run_and_leaves_nothing(
    killed: list[Path], tmp_path: Path
) -> None:
    whole = tree(killed[0].parent / "whole")
    outcomes = set()
    for original in killed:
        output = tmp_path / original.name
        shutil.copytree(original, output)
        was_decided = (output / "state/journal.json").exists()
        recover(output, discard_work=True)
        runs = Places(output).committed()
        was_done = visible(original) == TABLE_FILES and not was_decided
        outcomes.add((was_decided, len(runs)))
        assert len(runs) == int(was_decided or was_done), original
        if runs:
            assert verify(output) == []
            run_id = Places(killed[0].parent / "whole").committed()[0]
            assert tree(output) == sorted(name.replace(run_id, runs[0]) for name in whole)
        else:
            assert tree(output) == ["state/lock"]
    assert outcomes >= {(True, 1), (False, 0)}


def test_the_next_run_goes_on_from_any_kill(killed: list[Path], tmp_path: Path) -> None:
    for original in killed[::4]:
        output = tmp_path / original.name
        shutil.copytree(original, output)
        with open_run(output) as run:
            before = Places(output).committed()
            assert (run.seen is None) == (not before)
            if not before:  # finished shards of the killed run are still there
                assert (run.work / "shard-0" / "cleaned.bin").read_bytes() == b"finished"
            finish(run, BATCH if not before else [kept("eel")], VERDICTS if not before else {})
        assert verify(output) == []
        assert len(Places(output).committed()) == len(before) + 1


def test_recovery_may_be_killed_as_well(killed: list[Path], tmp_path: Path) -> None:
    middle = next(out for out in killed if len(visible(out)) == 2)
    shutil.copytree(middle, tmp_path / "crashed")
    outputs = sweep("recover", tmp_path)
    assert len(outputs) >= 10
    for output in outputs:
        recover(output)
        assert visible(output) == TABLE_FILES
        assert verify(output) == []


def test_a_moved_folder_recovers(killed: list[Path], tmp_path: Path) -> None:
    middle = next(out for out in killed if len(visible(out)) == 1)
    shutil.copytree(middle, tmp_path / "elsewhere" / "corpus")
    (line,) = recover(tmp_path / "elsewhere" / "corpus")
    assert "now finished" in line
    assert verify(tmp_path / "elsewhere" / "corpus") == []


def test_a_journal_that_cannot_be_followed_is_refused_by_name(
    killed: list[Path], tmp_path: Path
) -> None:
    middle = next(out for out in killed if len(visible(out)) == 2)
    shutil.copytree(middle, tmp_path / "out")
    shutil.rmtree(tmp_path / "out/state/staging")
    with pytest.raises(OutputError, match=r"journal\.json asks for"):
        recover(tmp_path / "out")
    (tmp_path / "out/state/journal.json").write_bytes(b"{")
    with pytest.raises(OutputError, match=r"journal\.json is damaged"), open_run(tmp_path / "out"):
        pass

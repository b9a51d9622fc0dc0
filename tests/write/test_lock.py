"""One process at a time writes an output folder, and a folder that cannot be written is named."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cleaners.write import (
    LockedError,
    OutputError,
    open_run,
    recover,
    verify,
)
from tests.write.samples import (
    finish,
    whole_run,
)

ROOT = Path(__file__).parents[2]

HOLD = """
import sys
from pathlib import Path
from cleaners.write import open_run
with open_run(Path(sys.argv[1])) as run:
    print(run.run_id, flush=True)
    sys.stdin.readline()
"""


def test_two_processes_never_write_one_folder(tmp_path: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    with other:
        assert other.stdout is not None
        run_id = other.stdout.readline().strip()
        with pytest.raises(LockedError, match=rf"{run_id} \(process {other.pid} on"):
            whole_run(tmp_path)
        with pytest.raises(LockedError):
            recover(tmp_path)
        assert (tmp_path / "state/staging" / run_id).is_dir()
        other.kill()  # the lock dies with its holder
    whole_run(tmp_path)
    assert verify(tmp_path) == []


def test_one_process_does_not_write_twice_at_once(tmp_path: Path) -> None:
    with open_run(tmp_path) as run:
        with pytest.raises(LockedError, match=run.run_id), open_run(tmp_path):
            pass
        finish(run)
    assert verify(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OutputError, match="file: cannot be written"), open_run(tmp_path / "file"):
        pass

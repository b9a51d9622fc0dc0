"""Make a run of the samples and kill it (SIGKILL) just before its n-th change to the disk.

killed_run.py run FOLDER       makes FOLDER/0, FOLDER/1, ... one for each change, FOLDER/whole
killed_run.py recover FOLDER   the same for the recovery of FOLDER/crashed
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from cleaners.write import open_run, recover
from tests.write.samples import finish

#: audit events that change the disk, beside `open` for writing
CHANGES = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate"})


def kill_before_change(number: int) -> None:
    """Kill this process before its ``number``-th change to the disk from now on."""
    left = number

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        writes = event == "open" and isinstance(arguments[1], str) and "w" in arguments[1]
        if not writes and event not in CHANGES:
            return
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

    sys.addaudithook(count)


def make_run(output: Path, number: int) -> None:
    with open_run(output) as run:
        shard = run.work / "shard-0"
        shard.mkdir()
        (shard / "cleaned.bin").write_bytes(b"finished")
        (run.staging / "state").mkdir()
        (run.staging / "state" / "signatures.arrow").write_bytes(b"of another stage")
        kill_before_change(number)
        finish(run)


def make_recovery(output: Path, number: int) -> None:
    shutil.copytree(output.parent / "crashed", output)
    kill_before_change(number)
    recover(output)


def main(make: Callable[[Path, int], None], folder: Path) -> None:
    for number in range(1_000):
        output = folder / str(number)
        child = os.fork()
        if not child:
            make(output, number)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code == 0:
            output.rename(folder / "whole")
            return
        if code != -signal.SIGKILL:
            raise SystemExit(f"{make.__name__} {number} ended with {code}")


if __name__ == "__main__":
    main({"run": make_run, "recover": make_recovery}[sys.argv[1]], Path(sys.argv[2]))

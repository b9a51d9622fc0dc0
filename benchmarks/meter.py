"""Measure a command with all that it starts: python -m benchmarks.meter COMMAND...

Prints a line of JSON: seconds of wall time until the command ended, and of CPU time (user and
system) of the command and all its descendants, those included that outlive it by a little.
"""

import ctypes
import os
import resource
import subprocess
import sys
import time
from typing import Final

import msgspec

PR_SET_CHILD_SUBREAPER: Final = 36  #: Source: linux/prctl.h
ORPHAN_SECONDS: Final = 30.0  #: how long what the command left behind may take to end


class Cost(msgspec.Struct, frozen=True):
    """What a command took, in seconds."""

    wall: float
    cpu: float


def measure(command: list[str], env: dict[str, str], cwd: str) -> Cost:
    """Run a command in a process of its own that adds up all its descendants.

    Raises
    ------
    RuntimeError
        The command failed.
    """
    call = [sys.executable, "-m", "benchmarks.meter", *command]
    done = subprocess.run(call, env=env, cwd=cwd, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace")[-2000:]
        raise RuntimeError(f"{' '.join(command)}: exit {done.returncode}\n{said}")
    return msgspec.json.decode(done.stdout, type=Cost)


def main(command: list[str]) -> int:
    """Run, print the cost, return the exit code of the command."""
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    if sys.platform.startswith("linux"):  # so that orphans become ours, and their cost is counted
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    begin = time.perf_counter()
    code = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
    wall = time.perf_counter() - begin
    _wait_for_orphans()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = Cost(wall, used.ru_utime + used.ru_stime)
    print(msgspec.json.encode(cost).decode())
    return code


def _wait_for_orphans() -> None:
    end = time.monotonic() + ORPHAN_SECONDS
    while time.monotonic() < end:
        try:
            ended, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not ended:
            time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

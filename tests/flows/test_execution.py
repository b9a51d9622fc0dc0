"""Jobs come back in order, a dead worker is named, and no worker outlives its parent."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.execution import WorkerDied, Workers

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 2.0  #: seconds within which workers must be gone

PARENT = """
import os, sys, time
from tests.flows.test_execution import sleep_long
from flows.execution import Workers

if __name__ == "__main__":
    with Workers(2) as workers:
        workers.run(sleep_long, [sys.argv[1]] * 2)
"""


def square(number: int) -> int:
    time.sleep(0.05 if number == 0 else 0)
    return number * number


def pid_after(number: int) -> int:
    time.sleep(0.05)
    return os.getpid() + 0 * number


def die_on_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGSEGV)
    return number


def die_once(marker: str) -> str:
    if not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "healed"


def fail_on_two(number: int) -> int:
    if number == 2:
        raise ValueError("no such luck")
    return number


def sleep_long(folder: str) -> None:
    Path(folder, str(os.getpid())).touch()
    time.sleep(60)


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in {"Z", "X"}


def wait_until_gone(pids: list[int]) -> list[int]:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and any(is_alive(pid) for pid in pids):
        time.sleep(0.02)
    return [pid for pid in pids if is_alive(pid)]


def wait_for_files(folder: Path, count: int) -> list[int]:
    deadline = time.monotonic() + 20
    names: list[str] = []
    while time.monotonic() < deadline:
        names = [path.name for path in folder.iterdir()]
        if len(names) >= count:
            return [int(name) for name in names]
        time.sleep(0.02)
    raise AssertionError(f"{count} workers expected, {names} started")


def test_results_come_in_the_order_of_the_jobs_and_each_is_told_once() -> None:
    told: list[tuple[int, int]] = []
    with Workers(2) as workers:
        results = workers.run(
            square, range(12), done=lambda job, result: told.append((job, result))
        )
        again = workers.call(square, 7)
        pids = {*workers.run(pid_after, range(6)), *workers.run(pid_after, range(6))}
    assert results == [n * n for n in range(12)]
    assert sorted(told) == [(n, n * n) for n in range(12)]
    assert again == 49
    assert len(pids) <= 2, "the workers are kept from one call to the next"
    assert os.getpid() not in pids
    assert wait_until_gone(list(pids)) == []


def test_a_dead_worker_is_named_and_the_others_give_their_results() -> None:
    told: list[int] = []
    with (
        Workers(2) as workers,
        pytest.raises(WorkerDied, match=r"shard 3 crashed \(SIGSEGV\)\. It was tried twice"),
    ):
        workers.run(
            die_on_three,
            range(4),
            describe=lambda n: f"shard {n}",
            done=lambda _, result: told.append(result),
        )
    assert sorted(told) == [0, 1, 2]


def test_a_worker_that_dies_once_costs_nothing_but_time(tmp_path: Path) -> None:
    with Workers(1) as workers:
        assert workers.run(die_once, [str(tmp_path / "died")]) == ["healed"]
        assert workers.call(square, 3) == 9, "a new worker took the place of the dead one"


def test_an_error_in_a_job_keeps_its_type_and_ends_the_workers() -> None:
    workers = Workers(2)
    with pytest.raises(ValueError, match="no such luck"):
        workers.run(fail_on_two, range(6))
    assert workers.run(fail_on_two, [1]) == [1]
    workers.__exit__(None, None, None)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.parametrize("delay", [0.06, 0.08, 0.1, 0.12])  # seconds: in the imports of the worker
def test_ctrl_c_while_workers_start_is_heard_by_the_parent_alone(
    tmp_path: Path, delay: float
) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
    deadline = time.monotonic() + 20
    while len(children.read_text().split()) < 2 and time.monotonic() < deadline:
        time.sleep(0.002)  # Python's resource tracker and the first worker
    pids = [int(pid) for pid in children.read_text().split()]
    time.sleep(delay)
    os.killpg(parent.pid, signal.SIGINT)
    _, told = parent.communicate(timeout=10)
    assert told.count("KeyboardInterrupt") == 1, told
    assert "spawn_main" not in told
    assert wait_until_gone(pids) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_workers_end_with_their_parent(tmp_path: Path, number: signal.Signals) -> None:
    script, folder = tmp_path / "parent.py", tmp_path / "pids"
    script.write_text(PARENT)
    folder.mkdir()
    parent = subprocess.Popen(
        [sys.executable, str(script), str(folder)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
    )
    try:
        pids = wait_for_files(folder, 2)
        parent.send_signal(number)
        started = time.monotonic()
        parent.communicate(timeout=10)
        assert time.monotonic() - started < PATIENCE
        assert wait_until_gone(pids) == []
    finally:
        parent.kill()

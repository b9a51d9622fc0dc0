"""`prefect deploy --all`, a worker, runs by hand and by schedule: real, and gone with the test."""

import contextlib
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

import pyarrow.parquet as pq
import pytest
import yaml
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterName
from prefect.client.schemas.objects import FlowRun
from prefect.settings import PREFECT_API_URL, temporary_settings

from cleaners.write import Places, verify
from tests.flows.test_execution import ROOT
from tests.flows.test_run import STORIES

Found = TypeVar("Found")

PATIENCE: Final = 120.0  #: seconds for anything on a very busy machine; 1 to 10 here
INTERVAL: Final = 5  #: seconds between scheduled runs
POOL: Final = "copydesk"
NASTY: Final = "Sign up to our newsletter <img src=x onerror=alert(1)> today"

#: the command line of Prefect, which ends with the test, whatever ends the test
PREFECT: Final = """
import signal, sys
from prefect.cli import app
from flows.lifeline import signal_on_parent_death
signal_on_parent_death(signal.SIGTERM)
app()
"""


@pytest.fixture(scope="module")
def desk(api_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Desk"]:
    desk = Desk(tmp_path_factory.mktemp("desk"), api_url)
    with (
        temporary_settings({PREFECT_API_URL: api_url}),
        get_client(sync_client=True) as desk.client,
    ):
        yield desk


class Desk:
    """A folder in which somebody deploys and starts a worker."""

    client: SyncPrefectClient

    def __init__(self, folder: Path, api_url: str) -> None:
        self.folder = folder
        (folder / "raw").mkdir()
        for name, text in STORIES.items():
            (folder / "raw" / f"{name}.txt").write_text(f"{text}\n{NASTY}\n")
        deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text())
        nightly = next(d for d in deployments["deployments"] if d["name"] == "nightly")
        nightly["parameters"] |= {"inputs": ["raw"], "output": "nightly", "engine": {"workers": 1}}
        nightly["schedules"] = [{"interval": INTERVAL}]
        (folder / "prefect.yaml").write_text(yaml.safe_dump(deployments))
        kept = {name: value for name, value in os.environ.items() if name[:7] != "PREFECT"}
        self.environment = kept | {
            "PYTHONPATH": str(ROOT),
            "PREFECT_HOME": str(folder / "home"),
            "PREFECT_API_URL": api_url,
            "PREFECT_WORKER_QUERY_SECONDS": "1",
            "PREFECT_WORKER_PREFETCH_SECONDS": "0",
            "DO_NOT_TRACK": "1",
        }

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", PREFECT, *arguments],
            cwd=self.folder, env=self.environment, text=True, **options,
        )  # fmt: skip

    def call(self, *arguments: str) -> tuple[int, str]:
        """Call Prefect's command line; return the exit code and what it said, on one line."""
        process = self.start(
            *arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        said, _ = process.communicate(timeout=PATIENCE)
        return process.returncode, " ".join(said.split())

    def runs(self, deployment: str, state: str) -> list[FlowRun]:
        name = DeploymentFilter(name=DeploymentFilterName(any_=[deployment]))
        found = self.client.read_flow_runs(deployment_filter=name)
        return [run for run in found if run.state is not None and run.state.type.value == state]

    def completed(self, deployment: str) -> FlowRun | None:
        """Return a run that is done; none may have failed."""
        for state in ("FAILED", "CRASHED"):
            assert [run.state for run in self.runs(deployment, state)] == []
        return next(iter(self.runs(deployment, "COMPLETED")), None)


def wait_for(find: Callable[[], Found | None], what: str) -> Found:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = find()
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError(f"no {what} within {PATIENCE:.0f} seconds")


def session_of(pid: int) -> list[int]:
    """Return the processes of a session that are not zombies."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = stat.read_text().rpartition(")")[2].split()[:4]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(session) == pid and state not in {"Z", "X"}:
            found.append(int(stat.parent.name))
    return found


@pytest.fixture(scope="module")
def deployed(desk: Desk) -> Desk:
    """Deploy as somebody does who sits at a terminal; a question would wait for an answer."""
    assert desk.call("work-pool", "create", POOL, "--type", "process")[0] == 0
    ours, theirs = pty.openpty()
    with (desk.folder / "deploy.log").open("w") as log:
        process = desk.start("deploy", "--all", stdin=theirs, stdout=log, stderr=log)
        try:
            code = process.wait(PATIENCE)
        finally:
            process.kill()
            os.close(ours)
            os.close(theirs)
    assert code == 0, (desk.folder / "deploy.log").read_text()
    return desk


@pytest.fixture(scope="module")
def worker(deployed: Desk) -> Iterator[subprocess.Popen[str]]:
    with (deployed.folder / "worker.log").open("w") as log:
        process = deployed.start(
            "worker", "start", "--pool", POOL, "--limit", "1",
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        for pid in session_of(process.pid):
            os.kill(pid, signal.SIGKILL)
        process.wait()


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["inputs=raw"], "'inputs'. Failure reason: 'raw' is not of type 'array'"),
        (["output=out"], "'inputs' is a required property"),
        (
            ['inputs=["raw"]', 'options={"dedup": "fuzzy"}'],
            "'options.dedup'. Failure reason: 'fuzzy' is not one of ['none', 'exact'",
        ),
    ],
)
def test_the_api_refuses_a_wrong_parameter_at_the_call(
    deployed: Desk, arguments: list[str], answer: str
) -> None:
    params = [word for argument in arguments for word in ("--param", argument)]
    code, said = deployed.call("deployment", "run", "clean-corpus/on-demand", *params)
    assert code == 1
    assert answer in said
    assert deployed.runs("on-demand", "SCHEDULED") == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_runs_by_hand_and_by_schedule(deployed: Desk, worker: subprocess.Popen[str]) -> None:
    code, said = deployed.call(
        "deployment", "run", "clean-corpus/on-demand",
        "--param", 'inputs=["raw"]', "--param", "output=by-hand",
        "--param", 'options={"dedup": "near"}', "--param", 'engine={"workers": 1}',
    )  # fmt: skip
    assert code == 0, said
    by_hand = wait_for(lambda: deployed.completed("on-demand"), "run by hand")
    assert by_hand.parameters["options"] == {"dedup": "near"}
    scheduled = wait_for(lambda: deployed.completed("nightly"), "scheduled run")
    assert scheduled.auto_scheduled

    for folder in ("by-hand", "nightly"):
        places = Places(deployed.folder / folder)
        first = places.batch("articles", places.committed()[0])
        articles = pq.read_table(first, partitioning=None).to_pylist()
        assert {Path(a["source_uri"]).stem for a in articles} == set(STORIES)
        assert not [a for a in articles if "newsletter" in a["text"]]
    assert not verify(deployed.folder / "by-hand")

    artifacts = {a.key: a for a in deployed.client.read_artifacts() if a.flow_run_id == by_hand.id}
    shown = str(artifacts["clean-corpus-removed"].data)
    assert "newsletter\\_signup" in shown
    assert "\\<img" in shown

    worker.send_signal(signal.SIGTERM)
    worker.wait(PATIENCE)
    wait_for(lambda: not session_of(worker.pid), "end of all processes of the worker")

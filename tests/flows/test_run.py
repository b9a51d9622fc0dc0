"""The command, whole: through a real Prefect server, twice, interrupted and killed."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterFlowRunId,
    FlowRunFilter,
    FlowRunFilterName,
)
from prefect.settings import PREFECT_API_URL, temporary_settings

from cleaners.plan import MAX_SHARD_BYTES
from cleaners.write import Manifest, Places, read_manifest
from flows.cli import main
from tests.flows.test_execution import ROOT, is_alive, wait_until_gone

PATIENCE = 60.0  #: seconds for a start on a busy machine

STORIES = {
    "lighthouse": """The lighthouse at Port Ellery will stay lit

The harbor board voted on Tuesday to keep the old lighthouse lit for another ten years.

"We steer by it every night," said Ole Brandt, who has fished these waters for forty years.
""",
    "orchards": """Frost spares the orchards of Lower Wending

Growers in the valley lit four hundred fires on Sunday night, and by morning most of the plum
blossom had been saved.

The cooperative expects three quarters of a usual harvest, its treasurer said.
""",
    "tram": """Night trams return to Karlshof after nine years

The first night tram since the flood left the depot at half past midnight with thirty people.

The city will pay for the service until spring and then count the passengers, the mayor said.
""",
}


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in STORIES.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def copydesk(*arguments: str | Path, **environment: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if name[:7] != "PREFECT"}
    return subprocess.Popen(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        env=kept | {"PYTHONPATH": str(ROOT)} | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def clean(inputs: Path, output: Path, *more: str, **environment: str) -> str:
    """Run ``copydesk clean`` and return what it wrote to the terminal."""
    process = copydesk("clean", inputs, "-o", output, *more, **environment)
    stdout, stderr = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, stderr
    assert stdout == ""
    return stderr


def rows(output: Path, table: str) -> dict[str, dict[str, Any]]:
    paths = sorted(output.glob(f"{table}/batch=*/*.parquet"))
    found = [row for path in paths for row in pq.ParquetFile(path).read().to_pylist()]
    return {Path(row["source_uri"]).name: row for row in found}


def manifests(output: Path) -> list[Manifest]:
    places = Places(output)
    return [read_manifest(places.manifest(run_id)) for run_id in places.committed()]


def explain(output: Path, doc_id: str) -> dict[str, Any]:
    result = CliRunner().invoke(main, ["explain", str(output), doc_id, "--json"])
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.output))


def test_a_run_through_a_prefect_server(api_url: str, inputs: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    (inputs / "empty.txt").touch()
    (inputs / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (inputs / "dangling.txt").symlink_to(tmp_path / "nowhere")

    told = clean(inputs, output, "--workers", "2", PREFECT_API_URL=api_url)

    articles = rows(output, "articles")
    assert set(articles) == {f"{name}.txt" for name in STORIES}
    assert "had been saved" in articles["orchards.txt"]["text"]
    rejects = {name: row["reason"] for name, row in rows(output, "rejects").items()}
    assert rejects == {"empty.txt": "empty", "binary.txt": "not_text", "dangling.txt": "error"}
    (manifest,) = manifests(output)
    assert (manifest.counts.found, manifest.counts.articles, manifest.counts.rejects) == (6, 3, 3)
    assert f"report: {output}/runs/{manifest.run_id}.html" in told
    assert "rejects: empty: 1" in told
    assert "Traceback" not in told
    assert not (output / "state" / "work").exists()

    for table in (articles, rows(output, "rejects")):
        for row in table.values():
            explained = explain(output, row["id"])
            removals = explained.pop("removals", [])
            assert explained.keys() == row.keys()
            assert (explained["id"], explained["run_id"]) == (row["id"], manifest.run_id)
            assert {removal["id"] for removal in removals} <= {row["id"]}
    assert explain(output, articles["tram.txt"]["id"])["removals"], "its title, at least"

    with temporary_settings({PREFECT_API_URL: api_url}), get_client(sync_client=True) as client:
        (flow_run,) = client.read_flow_runs(
            flow_run_filter=FlowRunFilter(name=FlowRunFilterName(any_=[f"into {output}"]))
        )
        assert flow_run.state is not None
        assert flow_run.state.type.value == "COMPLETED"
        assert flow_run.parameters["options"]["dedup"] == "rewrite"
        of_run = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[flow_run.id]))
        artifacts = {a.key: a.data for a in client.read_artifacts(artifact_filter=of_run) if a.key}
        assert artifacts["clean-corpus-progress"] == 100
        accounts = json.loads(str(artifacts["clean-corpus"]))
        assert {"table": "documents", "what": "articles", "number": 3} in accounts
        assert f"{output}/runs/{manifest.run_id}.html" in str(artifacts["clean-corpus-removed"])
        stages = read_task_runs(client, str(flow_run.id))
        log = [entry.message for entry in client.read_logs()]
    assert f"run {manifest.run_id}" in log
    done = {"plan", "clean", "learn", "dedup", "write", "commit"}
    assert {name for name, state in stages.items() if state == "COMPLETED"} >= done

    again = clean(inputs, output, PREFECT_API_URL=api_url)
    assert "Nothing new" in again
    assert manifests(output)[1].outputs == ()
    assert len(list(output.glob("*/batch=*"))) == len(list(output.glob("*/batch=*/*.parquet")))
    assert len(list(output.glob("articles/batch=*"))) == 1


def read_task_runs(client: Any, flow_run_id: str) -> dict[str, str]:
    """Return the states of the task runs; Prefect records them as events, a moment later."""
    deadline = time.monotonic() + 10
    found: dict[str, str] = {}
    while time.monotonic() < deadline:
        wanted = {"flow_runs": {"id": {"any_": [flow_run_id]}}}
        answer = client.request("POST", "/task_runs/filter", json=wanted).json()
        found = {run["name"]: run["state_type"] for run in answer}
        if found.get("commit") == "COMPLETED":
            break
        time.sleep(0.1)
    return found


def test_a_run_that_prefect_cannot_record_fails_and_says_so(inputs: Path, tmp_path: Path) -> None:
    process = copydesk(
        "clean", inputs, "-o", tmp_path / "out", PREFECT_API_URL="http://127.0.0.1:9/api"
    )
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "http://127.0.0.1:9/api does not answer" in told
    assert "Nothing was published" in told
    assert "Traceback" not in told


def descendants(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    found = [int(child) for child in children]
    return found + [below for child in found for below in descendants(child)]


def finished_shards(output: Path) -> list[Path]:
    return sorted((output / "state" / "work").glob("*/counts.json"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
)
def test_a_run_that_is_stopped_leaves_no_process_and_publishes_nothing(
    api_url: str, inputs: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    output = tmp_path / "out"
    configured = {"PREFECT_API_URL": api_url}
    api = configured if number == signal.SIGTERM else {}  # the others start a server of their own
    (inputs / "a.bin").write_bytes(bytes(MAX_SHARD_BYTES))  # a shard of its own, soon rejected
    told = (
        "left the quay at noon with fish, and its master said that nobody had seen the like of it"
    )
    lines = (f"The ferry number {at} {told} since the year of the storm.\n" for at in range(45_000))
    (inputs / "long.txt").write_text("".join(lines))  # takes seconds: the run is amid its work
    process = copydesk("clean", inputs, "-o", output, TMPDIR=str(tmp_path), **api)
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("plan:"):
            break
    deadline = time.monotonic() + PATIENCE
    expected = 2 if api else 3  # a worker, Python's resource tracker, the server
    while len(left := descendants(process.pid)) < expected and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(left) >= expected
    while not (finished := finished_shards(output)) and time.monotonic() < deadline:
        time.sleep(0.05)

    process.send_signal(number)
    _, told = process.communicate(timeout=PATIENCE)

    assert process.returncode == code, told
    assert wait_until_gone(left) == [], "no worker and no server works on"
    assert not Places(output).committed()
    assert not list(output.glob("articles/*"))
    assert finished_shards(output) == finished, "what is done stays done, for the next run"
    assert len(finished) == 1
    assert "Traceback" not in told
    time.sleep(0.1)
    assert not list(tmp_path.glob("copydesk-server-*")), "the database of the server is gone"
    assert not is_alive(process.pid)

    (inputs / "long.txt").unlink()
    if number == signal.SIGKILL:  # and the next run is not troubled by what the killed one left
        clean(inputs, output, **configured)
        counts = manifests(output)[0].counts
        assert (counts.articles, counts.rejects) == (len(STORIES), 1)
        assert finished_shards(output) == []

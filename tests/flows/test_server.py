"""Our own server starts, keeps to itself and ends with us."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from flows.server import (
    OwnServer,
    ServerError,
    is_surely_needed,
    save_template,
    template_path,
)
from tests.flows.test_execution import ROOT, is_alive, wait_until_gone

PARENT = """
import time
from flows.server import OwnServer

with OwnServer() as server:
    server.wait()
    print(server.home, server._process.pid, flush=True)
    time.sleep(60)
"""


def get(url: str) -> int:
    with urllib.request.urlopen(url, timeout=5) as answer:
        return int(answer.status)


def test_it_serves_from_a_database_of_its_own_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere.db"
    monkeypatch.setenv("PREFECT_SERVER_DATABASE_CONNECTION_URL", f"sqlite+aiosqlite:///{elsewhere}")
    monkeypatch.setenv("PREFECT_PROFILE", "no-such-profile")
    with OwnServer() as server:
        url = server.wait()
        assert get(f"{url}/health") == 200
        assert server.database.exists()
        home = server.home
    assert not home.exists()
    assert not elsewhere.exists()


def test_a_damaged_template_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    template_path().parent.mkdir(parents=True)
    template_path().write_bytes(b"no database at all" * 100)
    with OwnServer() as server:
        assert get(f"{server.wait()}/health") == 200
    assert [path.name for path in template_path().parent.iterdir()] == [template_path().name]
    with sqlite3.connect(template_path()) as template:
        assert template.execute("SELECT count(*) FROM flow_run").fetchone() == (0,)


def test_only_where_nothing_is_configured_a_server_starts_in_advance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in os.environ:
        if name.startswith("PREFECT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert is_surely_needed()
    for place in (".prefect/profiles.toml", ".env", "prefect.toml"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).touch()
        assert not is_surely_needed()
        (tmp_path / place).unlink()
    (tmp_path / "pyproject.toml").write_text("[tool.prefect]\n")
    assert not is_surely_needed()
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    assert is_surely_needed()
    monkeypatch.setenv("PREFECT_PROFILE", "cloud")
    assert not is_surely_needed()


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    sqlite3.connect(database).close()
    (tmp_path / "file").touch()
    save_template(database, tmp_path / "file" / "copydesk" / "template.db")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.db", "file"]


def test_a_server_that_cannot_start_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with OwnServer() as server, pytest.raises(ServerError, match="fastapi must be older than"):
        server.wait(5)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_it_ends_when_its_parent_is_killed() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert parent.stdout is not None
        home, pid = parent.stdout.readline().split()
        assert is_alive(int(pid))
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        assert wait_until_gone([int(pid)]) == []
        deadline = time.monotonic() + 2
        while Path(home).exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not Path(home).exists()
    finally:
        parent.kill()
        assert parent.stdout is not None
        parent.stdout.close()


def test_asked_to_end_it_leaves_nothing() -> None:
    with OwnServer() as server:
        server.wait()
        assert server._process is not None
        server._process.terminate()
        assert server._process.wait(30) == 0
        assert not server.home.exists()
        assert not server.home.with_name(f"{server.home.name}.gone").exists()

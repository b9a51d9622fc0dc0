"""A Prefect server of our own, for as long as one run lasts."""

import contextlib
import os
import queue
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Final, Self

STARTUP_SECONDS: Final = 120.0  #: on two shared cores it takes 2 to 5
POLL_SECONDS: Final = 0.05
STOP_SECONDS: Final = 5.0
LOG_TAIL: Final = 15  #: lines of the server's log in an error message

SETTINGS: Final = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_API_MAX_PARAMETER_SIZE": "0",  # no limit: thousands of INPUTs are fine
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",  # 0.2 s for what no flow of ours uses
    "PREFECT_UI_ENABLED": "false",
    "PREFECT__SERVER_EPHEMERAL": "1",
    "PREFECT__SERVER_FINAL": "1",
}


class ServerError(RuntimeError):
    """The Prefect server did not start or does not answer; the message says what to do."""


class OwnServer:
    """A server in a process that ends with this one, with a folder and a database of its own.

    Starting it takes seconds, so ``launch`` and ``wait`` are two steps: work in between is free.
    ``settings`` is what it is told in its environment.
    """

    def __init__(self, settings: Mapping[str, str] = SETTINGS) -> None:
        self._settings = settings
        self.home = Path(tempfile.mkdtemp(prefix="copydesk-server-"))
        self.url = ""
        self._process: subprocess.Popen[bytes] | None = None
        self._template = template_path()
        self._is_migrated = copy_template(self._template, self.database)

    @property
    def database(self) -> Path:
        """The SQLite file of this server."""
        return self.home / "prefect.db"

    @property
    def log(self) -> Path:
        """What the server wrote to standard error."""
        return self.home / "server.log"

    def __enter__(self) -> Self:
        if self._process is None:
            self.launch()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def launch(self) -> None:
        """Start the process; call it from a thread that lives as long as the server should."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "flows.launcher"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=self.home,  # the .env, prefect.toml and pyproject.toml of others lie elsewhere
                env=self._environment(),
                start_new_session=True,  # Ctrl-C is for us; the server ends after the flow
            )

    def _environment(self) -> dict[str, str]:
        """Return the environment of the server: without the Prefect settings of the user."""
        root = str(Path(__file__).resolve().parents[1])
        paths = [
            str(Path(p).absolute()) for p in os.getenv("PYTHONPATH", "").split(os.pathsep) if p
        ]
        kept = {name: value for name, value in os.environ.items() if name[:7] != "PREFECT"}
        return (
            kept
            | dict(self._settings)
            | {
                "PYTHONPATH": os.pathsep.join([root, *paths]),
                "PREFECT_HOME": str(self.home),
                "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{self.database}",
            }
        )

    def wait(self, seconds: float = STARTUP_SECONDS) -> str:
        """Wait until the server answers and return the address of its API.

        Raises
        ------
        ServerError
            It ended, or did not answer in time; the message shows the end of its log.
        """
        self._wait_until(time.monotonic() + seconds)
        if not self._is_migrated:
            save_template(self.database, self._template)
        return self.url

    def _wait_until(self, deadline: float) -> None:
        port = self._read_port(deadline)
        self.url = f"http://127.0.0.1:{port}/api"
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                raise self._failure("ended before it answered")
            with contextlib.suppress(urllib.error.URLError, OSError):
                # no proxy of the environment may come between us and this machine
                opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
                with opener.open(f"{self.url}/health", timeout=5) as answer:
                    if answer.status == 200:
                        return
            time.sleep(POLL_SECONDS)
        raise self._failure("did not answer in time")

    def _read_port(self, deadline: float) -> int:
        """Return the port, which is the first line the server writes."""
        assert self._process is not None and self._process.stdout is not None
        lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        pipe = self._process.stdout
        threading.Thread(target=lambda: lines.put(pipe.readline()), daemon=True).start()
        with contextlib.suppress(queue.Empty):
            line = lines.get(timeout=max(deadline - time.monotonic(), 0))
            if line.strip().isdigit():
                return int(line)
        raise self._failure("did not start")

    def _failure(self, what: str) -> ServerError:
        """Return the error for a server that failed, with the end of its log."""
        tail = ""
        with contextlib.suppress(OSError):
            text = self.log.read_text(encoding="utf-8", errors="replace")
            tail = "\n".join(text.splitlines()[-LOG_TAIL:])
        return ServerError(
            f"The Prefect server that this run started {what}. Check that Prefect is whole "
            "(`python -m pip check`; fastapi must be older than 0.151), that the disk of "
            f"{tempfile.gettempdir()} is not full, or name a server that runs already in "
            f"PREFECT_API_URL. Its last words:\n{tail or '(none)'}"
        )

    def stop(self) -> None:
        """End the server and remove its folder."""
        self._end_process()
        shutil.rmtree(self.home, ignore_errors=True)

    def _end_process(self) -> None:
        process = self._process
        if process is None:
            return
        self._process = None
        with contextlib.suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()  # the launcher takes this as the end
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def is_surely_needed() -> bool:
    """Whether nothing is there that Prefect could learn the address of another server from.

    Prefect itself has the last word, but takes half a second to say it; until then a server of
    our own can be on its way.
    """
    if any(name.startswith("PREFECT_") for name in os.environ):
        return False
    profiles = Path("~/.prefect/profiles.toml").expanduser()
    if any(path.exists() for path in (profiles, Path(".env"), Path("prefect.toml"))):
        return False
    project = Path("pyproject.toml")
    return not project.exists() or "tool.prefect" not in project.read_text(errors="replace")


def template_path() -> Path:
    """Return where the migrated database for this version of Prefect is kept.

    A new server spends more than half of its start on the migrations of an empty database.
    """
    cache = os.getenv("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return Path(cache) / "copydesk" / f"prefect-{version('prefect')}.db"


def copy_template(template: Path, database: Path) -> bool:
    """Copy the template, if there is a sound one, and return whether there was."""
    try:
        shutil.copyfile(template, database)
        with contextlib.closing(sqlite3.connect(database)) as connection:
            (answer,) = connection.execute("PRAGMA quick_check").fetchone()
            connection.execute("SELECT version_num FROM alembic_version").fetchone()
        if answer == "ok":
            return True
    except (OSError, sqlite3.Error):
        pass
    database.unlink(missing_ok=True)
    return False


def save_template(database: Path, template: Path) -> None:
    """Keep a copy of a migrated database that no flow has run in; go without where that fails."""
    with contextlib.suppress(OSError, sqlite3.Error):
        template.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=template.parent, suffix=".part")
        os.close(handle)
        part = Path(name)
        try:
            with (
                contextlib.closing(sqlite3.connect(database)) as source,
                contextlib.closing(sqlite3.connect(part)) as target,
            ):
                source.backup(target)
                target.execute("PRAGMA journal_mode=DELETE")  # one file, no -wal beside it
            part.replace(template)
        finally:
            part.unlink(missing_ok=True)

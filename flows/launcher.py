"""Run a Prefect server that ends with the process that started it: ``python -m flows.launcher``.

It chooses a free port itself and holds it from then on, so nobody can take it in between. The
port is the first line it writes to standard output; it ends when its standard input does.
"""

import contextlib
import os
import shutil
import signal
import socket
import threading
from pathlib import Path
from typing import Final

import uvicorn

from flows.lifeline import signal_on_parent_death, watch

REMOVING: Final = threading.Lock()


def remove(home: str) -> None:
    """Remove the folder of the server, which may be writing to it still.

    It is renamed first: a folder that is gone from its path gets no new files while it is
    emptied. Whoever comes second waits for the first, so that the process does not end halfway.
    """
    with REMOVING:
        gone = f"{home}.gone"
        with contextlib.suppress(OSError):
            Path(home).rename(gone)
        shutil.rmtree(gone, ignore_errors=True)


def main() -> None:
    """Serve the Prefect API on 127.0.0.1 until standard input closes; remove PREFECT_HOME then.

    A parent that is killed closes standard input and, on Linux, sends SIGTERM: either may be
    first, so the folder is removed on both ways out.
    """
    home = os.environ["PREFECT_HOME"]
    # uvicorn raises the signal once more when it is done: without a handler that is the end
    signal.signal(signal.SIGTERM, lambda *_: None)
    signal_on_parent_death(signal.SIGTERM)
    # not through sys.stdin: its lock, held by this thread, would abort the interpreter at its end
    watch(lambda: os.read(0, 1), then=lambda: remove(home))
    try:
        serve()
    finally:
        remove(home)


def serve() -> None:
    """Tell the port and answer until the process is asked to end."""
    # asyncio sets TCP_NODELAY only where the protocol is named; without it each answer waits 40 ms
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    config = uvicorn.Config(
        "prefect.server.api.server:create_app",
        factory=True,
        log_level="error",
        lifespan="on",
        timeout_graceful_shutdown=1,
    )
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()

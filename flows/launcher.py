"""Run a Prefect server that ends with the process that started it: ``python -m flows.launcher``.

It chooses a free port itself and holds it from then on, so nobody can take it in between. The
port is the first line it writes to standard output; it ends when its standard input does.
"""

import os
import shutil
import signal
import socket
import sys

import uvicorn

from flows.lifeline import signal_on_parent_death, watch


def main() -> None:
    """Serve the Prefect API on 127.0.0.1 until standard input closes; remove PREFECT_HOME then."""
    home = os.environ["PREFECT_HOME"]
    signal_on_parent_death(signal.SIGTERM)
    watch(sys.stdin.buffer.read, then=lambda: shutil.rmtree(home, ignore_errors=True))
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

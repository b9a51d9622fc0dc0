"""Tie a process to the one that started it, so that nothing works on after a kill."""

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import Final

PR_SET_PDEATHSIG: Final = 1  #: Source: linux/prctl.h


def signal_on_parent_death(number: signal.Signals) -> None:
    """Ask the kernel to send this process ``number`` when its parent ends.

    Does nothing where the kernel has no such service (macOS, Windows); `watch` serves there.
    """
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)


def watch(wait: Callable[[], object], then: Callable[[], object] = lambda: None) -> None:
    """End this process as soon as ``wait`` returns, whatever it is doing; ``then`` runs before.

    ``wait`` blocks in a thread of its own: on a pipe that the parent holds open, or its sentinel.
    """

    def run() -> None:
        try:
            wait()
            then()
        finally:
            os._exit(1)

    threading.Thread(target=run, name="lifeline", daemon=True).start()

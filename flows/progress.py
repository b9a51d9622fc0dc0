"""Tell whoever watches a run how far it is: a bar on a terminal, plain lines elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

PLAIN_SECONDS: Final = 10.0  #: between two lines about one stage when nobody watches live


class Watcher(Protocol):
    """Somebody who wants to know how far a run is."""

    def begin(self, stage: str, total: int) -> None:
        """Take note that a stage begins; ``total``: its work in units of `advance`, 0: unknown."""

    def advance(self, amount: int, note: str) -> None:
        """Take note of finished work; ``note`` says in words how far the stage is."""

    def end(self, note: str) -> None:
        """Take note that the stage has ended, and what it came to."""


class Nobody:
    """The watcher of runs that nobody watches on a terminal: a worker's, with log and UI."""

    def begin(self, stage: str, total: int) -> None:
        """Do nothing."""

    def advance(self, amount: int, note: str) -> None:
        """Do nothing."""

    def end(self, note: str) -> None:
        """Do nothing."""


class All:
    """Several watchers as one."""

    def __init__(self, *watchers: Watcher) -> None:
        self._watchers = watchers

    def begin(self, stage: str, total: int) -> None:
        """Tell each of them."""
        for watcher in self._watchers:
            watcher.begin(stage, total)

    def advance(self, amount: int, note: str) -> None:
        """Tell each of them."""
        for watcher in self._watchers:
            watcher.advance(amount, note)

    def end(self, note: str) -> None:
        """Tell each of them."""
        for watcher in self._watchers:
            watcher.end(note)


class Bars:
    """One line a stage on a terminal: a bar while it runs, what it came to when it has ended."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._progress: Progress | None = None
        self._bar: TaskID | None = None
        self._stage = ""

    def begin(self, stage: str, total: int) -> None:
        """Show a bar, or a spinner when the work is not known."""
        self.close()
        self._stage = stage
        self._progress = Progress(
            SpinnerColumn(finished_text="[green]✓[/]"),
            TextColumn("{task.description:<12}"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[note]}", style="dim"),
            TimeElapsedColumn(),
            console=self.console,
            transient=True,
        )
        self._bar = self._progress.add_task(stage, total=total or None, note="")
        self._progress.start()

    def advance(self, amount: int, note: str) -> None:
        """Move the bar."""
        if self._progress is not None and self._bar is not None:
            self._progress.update(self._bar, advance=amount, note=note)

    def end(self, note: str) -> None:
        """Replace the bar by one line."""
        self.close()
        self.console.print(f"[green]✓[/] {self._stage:<12} [dim]{note}[/]", highlight=False)

    def close(self) -> None:
        """Take away a bar that is still there, so that the terminal is whole again."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None


class Lines:
    """Plain lines, few enough for a log file."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._stage = ""
        self._last = 0.0

    def begin(self, stage: str, total: int) -> None:
        """Start the clock: the first line comes when a stage takes long."""
        self._stage = stage
        self._last = time.monotonic()

    def advance(self, amount: int, note: str) -> None:
        """Write a line when the last one is some seconds old."""
        if time.monotonic() - self._last >= PLAIN_SECONDS:
            self._last = time.monotonic()
            self._print(f"{note} ...")

    def end(self, note: str) -> None:
        """Write what the stage came to."""
        self._print(note)

    def _print(self, note: str) -> None:
        self.console.print(f"{self._stage}: {note}", highlight=False, markup=False, soft_wrap=True)


_watcher: ContextVar[Watcher] = ContextVar("watcher", default=Nobody())  # noqa: B039 (stateless)


@contextmanager
def watching(watcher: Watcher) -> Iterator[None]:
    """Tell ``watcher`` of every stage that runs within the block, in this thread."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def current_watcher() -> Watcher:
    """Return who watches this run."""
    return _watcher.get()


@contextmanager
def watch_terminal(console: Console) -> Iterator[None]:
    """Show the progress of the block on ``console``: bars on a terminal, else plain lines."""
    if not console.is_terminal:
        with watching(Lines(console)):
            yield
        return
    bars = Bars(console)
    try:
        with watching(bars):
            yield
    finally:
        bars.close()

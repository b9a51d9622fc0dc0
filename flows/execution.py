"""Work on shards in processes of our own that die with us, and survive the death of one of them."""

import gc
import multiprocessing
import multiprocessing.connection
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from importlib.abc import MetaPathFinder
from multiprocessing.context import SpawnContext, SpawnProcess
from types import ModuleType, TracebackType
from typing import Any, Final, Generic, Self, TypeVar

from flows.lifeline import signal_on_parent_death, watch

Job = TypeVar("Job")
Result = TypeVar("Result")


class WorkerDied(RuntimeError):
    """A worker process ended before its job did, twice; the message names the job."""


class _Worker(SpawnProcess):
    """A worker process.

    Ctrl-C reaches it not even before `_start_worker` has run. Its jobs stand in modules, so it
    does without our main module: under a Prefect worker that is all of Prefect.
    """

    def start(self) -> None:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            super().start()  # the mask is inherited
        finally:
            sys.modules["__main__"] = main
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Spawning(SpawnContext):
    """A spawn context that remembers its processes, so that they can be ended at once."""

    def __init__(self) -> None:
        self.started: list[SpawnProcess] = []

    # typeshed has a class here; concurrent.futures only ever calls it
    def Process(self, *args: Any, **kwargs: Any) -> SpawnProcess:  # type: ignore[override]
        process = _Worker(*args, **kwargs)
        self.started.append(process)
        return process


class _WithoutPandas(MetaPathFinder):
    """Hides pandas from pyarrow, which imports it, where it is installed, to ask of each list
    whether it is a Series. None of ours is, and the import costs half a second a worker."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None, /
    ) -> None:
        """Say that there is no pandas; leave all else to the other finders."""
        if fullname == "pandas":
            raise ModuleNotFoundError("workers do without pandas", name=fullname)


#: containers beyond those that were given back, until the collector looks for cycles. A document is
#: thousands of records without one, freed when they are done with: at Python's 700, the looking
#: costs a tenth of all time and finds nothing.
MAX_YOUNG: Final = 500_000


def _start_worker() -> None:
    """Prepare a worker: it ends with its parent and leaves Ctrl-C to it."""
    sys.meta_path.insert(0, _WithoutPandas())
    gc.set_threshold(MAX_YOUNG)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal_on_parent_death(signal.SIGKILL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel
        watch(lambda: multiprocessing.connection.wait([sentinel]))


class _Pool:
    """One process pool: an executor and the processes that it started."""

    def __init__(self, workers: int) -> None:
        self._context = _Spawning()
        self.executor = ProcessPoolExecutor(
            max_workers=workers, mp_context=self._context, initializer=_start_worker
        )

    def close(self) -> None:
        """Let the workers end when they have nothing to do."""
        self.executor.shutdown(wait=True, cancel_futures=True)

    def kill(self) -> None:
        """End the workers now, whatever they do; their files are renamed only when complete."""
        for process in self._context.started:
            if process.is_alive():
                process.kill()
        self.executor.shutdown(wait=True, cancel_futures=True)

    def how_it_ended(self) -> str:
        """Return what became of the worker that died, in words."""
        self.executor.shutdown(wait=True, cancel_futures=True)
        codes = [p.exitcode for p in self._context.started if p.exitcode not in {None, 0}]
        # the executor ends the others with SIGTERM when one has died
        code = next((c for c in codes if c != -signal.SIGTERM), next(iter(codes), None))
        if code == -signal.SIGKILL:
            return "was killed (SIGKILL): most likely the machine ran out of memory"
        if code is not None and code < 0:
            return f"crashed ({signal.Signals(-code).name})"
        return f"ended with exit code {code}"


class Workers:
    """Processes for the jobs of a run, started with the first job and kept until the block ends."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool: _Pool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            if error is None:
                self._pool.close()
            else:
                self._pool.kill()
            self._pool = None

    def call(self, function: Callable[..., Result], *args: object) -> Result:
        """Call ``function(*args)`` in one worker and return its result.

        Raises
        ------
        WorkerDied
            The worker died, and so did a second one.
        """
        name = getattr(function, "__name__", "a job")
        return self.run(_apply, [(function, args)], describe=lambda _: name)[0]

    def run(
        self,
        function: Callable[[Job], Result],
        jobs: Iterable[Job],
        *,
        describe: Callable[[Job], str] = str,
        done: Callable[[Job, Result], None] = lambda job, result: None,
    ) -> list[Result]:
        """Return ``function(job)`` for each job, in the order of the jobs.

        ``done`` is told of each result as it comes. No more than two jobs a worker are handed out
        ahead. When a worker dies, each job that was under way is tried once more, alone, so that
        the one at fault is found and big neighbors do not fail with it. When a job raises, or
        this is interrupted, all workers end at once.

        Raises
        ------
        WorkerDied
            A worker died over a job again; the message names it as ``describe`` does.
        """
        batch = _Batch(function, jobs, done)
        try:
            while batch.is_open():
                if self._pool is None:
                    self._pool = _Pool(self.count)
                suspects = batch.advance(self._pool.executor, ahead=2 * self.count)
                if suspects:
                    self._pool.kill()
                    self._pool = None
                    self._try_alone(batch, suspects, describe)
        except BaseException:
            if self._pool is not None:
                self._pool.kill()
                self._pool = None
            raise
        return batch.in_order()

    def _try_alone(
        self, batch: "_Batch[Job, Result]", suspects: Sequence[int], describe: Callable[[Job], str]
    ) -> None:
        """Run each suspect in a process of its own."""
        for index in suspects:
            pool = _Pool(1)
            try:
                batch.finish(
                    index, pool.executor.submit(batch.function, batch.jobs[index]).result()
                )
            except BrokenProcessPool as error:
                raise WorkerDied(
                    f"The worker process for {describe(batch.jobs[index])} {pool.how_it_ended()}. "
                    "It was tried twice. Nothing was published; what is done stays done: give the "
                    "run more memory or fewer workers, or leave that input out, and start it again."
                ) from error
            except BaseException:
                pool.kill()
                raise
            pool.close()


def _apply(call: tuple[Callable[..., Result], tuple[object, ...]]) -> Result:
    function, args = call
    return function(*args)


class _Batch(Generic[Job, Result]):
    """Jobs of one call of `Workers.run`: those that wait, those under way and the results."""

    def __init__(
        self,
        function: Callable[[Job], Result],
        jobs: Iterable[Job],
        done: Callable[[Job, Result], None],
    ) -> None:
        self.function = function
        self.jobs = list(jobs)
        self._done = done
        self._waiting = deque(range(len(self.jobs)))
        self._running: dict[Future[Result], int] = {}
        self._results: dict[int, Result] = {}

    def is_open(self) -> bool:
        """Whether some job has no result yet."""
        return len(self._results) < len(self.jobs)

    def in_order(self) -> list[Result]:
        """Return the results in the order of the jobs."""
        return [self._results[index] for index in range(len(self.jobs))]

    def finish(self, index: int, result: Result) -> None:
        """Take in the result of a job."""
        self._results[index] = result
        self._done(self.jobs[index], result)

    def advance(self, executor: ProcessPoolExecutor, ahead: int) -> list[int]:
        """Hand out jobs and wait for one result; return the jobs under way if a worker died."""
        suspects: list[int] = []
        while self._waiting and len(self._running) < ahead and not suspects:
            index = self._waiting.popleft()
            try:
                self._running[executor.submit(self.function, self.jobs[index])] = index
            except BrokenProcessPool:
                suspects.append(index)
        for future in wait(self._running, return_when=FIRST_COMPLETED).done:
            index = self._running.pop(future)
            try:
                result = future.result()
            except BrokenProcessPool:
                suspects.append(index)
            else:
                self.finish(index, result)
        if suspects:
            suspects.extend(self._running.values())
            self._running.clear()
        return sorted(suspects)

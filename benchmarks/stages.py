"""Measure where the time goes: CPU milliseconds a document by stage, in one process.

The functions of the stages are wrapped wherever a module of ours has imported them, so that what is
timed is what runs; a function that is gone is an error, not a zero.
"""

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from cleaners import corpus, write
from cleaners.options import Options
from cleaners.plan import find_files, plan_shards
from cleaners.rules import scanner
from cleaners.shards import ShardJob, clean_shard, read_cleaned, reclean_shard
from cleaners.version import VERSION

#: stage -> its functions, ``module:name``; what they call in turn counts for them
STAGES: Final[dict[str, tuple[str, ...]]] = {
    "read": ("cleaners.read:read", "cleaners.read:read_file"),
    "container": ("cleaners.strip:set_apart",),
    "scan": ("cleaners.rules:Scanner.scan",),
    "mark": (
        "cleaners.strip:mark",
        "cleaners.strip:mark_moved",
        "cleaners.strip:mark_title_repeats",
        "cleaners.strip:mark_author_repeats",
        "cleaners.strip:mark_glued",
    ),
    "detect": ("cleaners.detect:detect",),
    "labeler": ("cleaners.strip:mark_learned",),
    "resolve": ("cleaners.strip:resolve",),
    "verdict": ("cleaners.verdict:fault", "cleaners.verdict:with_wall"),
    "normalize": ("cleaners.normalize:normalize_body", "cleaners.normalize:normalize_line"),
    "language": ("cleaners.detect:detect_language",),
    "site memory": ("cleaners.facts:facts_of", "cleaners.corpus:learn_sites"),
    "dedup": ("cleaners.dedup.signature:sign", "cleaners.corpus:find_duplicates"),
    "write": ("cleaners.write:write_part",),
}
REST: Final = "columns, intermediate files and the rest"


class Clock:
    """CPU time by stage; a stage called from another one's function counts for itself only."""

    def __init__(self) -> None:
        self.spent: dict[str, int] = defaultdict(int)
        self._inside: list[str] = []
        self._since = time.process_time_ns()

    def switch(self) -> None:
        """Count the time since the last switch for who had it."""
        now = time.process_time_ns()
        self.spent[self._inside[-1] if self._inside else REST] += now - self._since
        self._since = now

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time within for a stage."""
        self.switch()
        self._inside.append(name)
        try:
            yield
        finally:
            self.switch()
            self._inside.pop()

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that counts its time for a stage, what it yields included."""

        def call(*arguments: Any, **named: Any) -> Any:
            with self.stage(name):
                found = function(*arguments, **named)
            return self._resumed(name, found) if isinstance(found, Iterator) else found

        return call

    def _resumed(self, name: str, items: Iterator[Any]) -> Iterator[Any]:
        while True:
            with self.stage(name):
                try:
                    item = next(items)
                except StopIteration:
                    return
            yield item


def profile(inputs: Sequence[str]) -> dict[str, float]:
    """Clean files through all steps of a run; return milliseconds of CPU a document by stage.

    Raises
    ------
    AttributeError
        The pipeline has no function of that name any more: STAGES must follow it.
    """
    options = Options()
    planned = plan_shards(find_files(inputs), options)
    clock = Clock()
    with tempfile.TemporaryDirectory(prefix="copydesk-stages-") as work, ExitStack() as stack:
        scanner(options.rules)  # rules are compiled once a process
        for stage, functions in STAGES.items():
            for function in functions:
                _wrap(function, clock, stage, stack)
        clock.switch()
        clock.spent.clear()
        documents = _run(work, [ShardJob(shard, work, options) for shard in planned])
        clock.switch()
    return {stage: clock.spent[stage] / documents / 1e6 for stage in (*STAGES, REST)}


def _wrap(function: str, clock: Clock, stage: str, stack: ExitStack) -> None:
    """Replace a function, in all modules of ours that know it, by one that is timed."""
    module, name = function.split(":")
    owner: Any = sys.modules[module]
    *classes, name = name.split(".")
    for it in classes:
        owner = getattr(owner, it)
    plain = getattr(owner, name)
    timed = clock.timed(stage, plain)
    ours = [it for key, it in sys.modules.items() if key.startswith("cleaners")]
    for place in [owner] if classes else [it for it in ours if vars(it).get(name) is plain]:
        stack.enter_context(patch.object(place, name, timed))


def _run(work: str, jobs: list[ShardJob]) -> int:
    """Take the steps of a run in the order of the flow; return the number of documents."""
    keys = [job.shard.key for job in jobs]
    documents = sum(clean_shard(job).found for job in jobs)
    if corpus.learn_sites(work, keys):
        for job in jobs:
            reclean_shard(job)
    corpus.find_duplicates(work, keys, jobs[0].options)
    verdicts = corpus.read_verdicts(work)
    cleaned = (it for key in keys for it in read_cleaned(work, key))
    write.write_part(cleaned, verdicts, Path(work) / "out", 0, "r0", VERSION, "full")
    return documents

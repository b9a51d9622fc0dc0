"""Prefect flow ``clean-corpus``: a task is a stage; its shards are jobs of one process pool."""

# no ``from __future__ import annotations``: see parameters.py

import errno
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

import msgspec
from prefect import Task, flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.logging import get_run_logger

from cleaners.alarms import watch_losses
from cleaners.corpus import find_duplicates, learn_sites, prune_state, stage_state
from cleaners.options import Options
from cleaners.overrules import NONE, Overrules, read_overrules
from cleaners.plan import InputFile, Shard, plan_shards, spool_stdin
from cleaners.shards import ShardCounts, ShardJob, clean_shard, reclean_shard
from cleaners.write import (
    Alarm,
    Counts,
    Inputs,
    Manifest,
    Part,
    PartCounts,
    Places,
    Run,
    commit,
    open_run,
    sum_counts,
)
from flows.api import is_recorded
from flows.artifact import ProgressArtifact, publish_artifacts
from flows.execution import Workers
from flows.inputs import find_inputs
from flows.parameters import CleanOptions, Engine
from flows.parameters import Inputs as InputParameter
from flows.parameters import Output as OutputParameter
from flows.parts import PartJob, plan_parts, write_shards
from flows.progress import All, current_watcher, watching
from flows.wording import amount, plural

P = ParamSpec("P")
R = TypeVar("R")

#: what a second attempt may heal: a share that was away, a file that was busy
PASSING: Final = frozenset(
    {errno.EIO, errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.ESTALE, errno.ETIMEDOUT, errno.EMFILE}
)


def is_passing(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Whether a stage failed for a reason that may have gone when it is tried again."""
    try:
        state.result()
    except OSError as error:
        return error.errno in PASSING
    except Exception:
        return False
    return False


def stage(name: str, retries: int = 2) -> Callable[[Callable[P, R]], Task[P, R]]:
    """Return the decorator that makes a function a task: one stage over all shards.

    Results are files and small counts, so none is stored or cached.
    """
    return task(
        name=name,
        task_run_name=name,
        retries=retries,
        retry_delay_seconds=[2, 10],
        retry_condition_fn=is_passing,
        cache_policy=NO_CACHE,
        persist_result=False,
    )


@stage("plan")
def plan(inputs: list[str], output: str) -> list[InputFile]:
    """Find the input files."""
    current_watcher().begin("plan", 0)
    files = find_inputs(inputs, output)
    _end(f"{plural(len(files), 'file')}, {amount(sum(file.size for file in files))}")
    return files


@stage("clean")
def clean(workers: Workers, jobs: list[ShardJob]) -> list[ShardCounts]:
    """Clean every shard; a finished shard is skipped."""
    counts = _run_shards("clean", workers, clean_shard, jobs)
    found, before = sum(c.found for c in counts), sum(c.seen_before for c in counts)
    note = f", {before:,} seen before" if before else ""
    _end(plural(found - before, "document") + note)
    return counts


@stage("learn")
def learn(
    workers: Workers, work: str, keys: list[str], output: str, overrules: Overrules = NONE
) -> int:
    """Learn the lines of sites' templates, from all shards and earlier runs; return how many."""
    current_watcher().begin("learn", 0)
    lines = workers.call(learn_sites, work, keys, output, overrules)
    _end(plural(lines, "template line") + " of sites")
    return lines


@stage("clean-again")
def clean_again(workers: Workers, jobs: list[ShardJob]) -> list[ShardCounts]:
    """Clean again the documents in which template lines of their site stand."""
    counts = _run_shards("clean again", workers, reclean_shard, jobs)
    _end(plural(sum(c.again for c in counts), "document") + " with such lines")
    return counts


@stage("dedup")
def dedup(workers: Workers, work: str, keys: list[str], options: Options, output: str) -> int:
    """Find duplicates over all shards and what earlier runs wrote; return how many."""
    current_watcher().begin("dedup", 0)
    found = workers.call(find_duplicates, work, keys, options, output)
    _end(plural(found, "duplicate"))
    return found


@stage("watch")
def watch(workers: Workers, work: str, keys: list[str], output: str) -> tuple[Alarm, ...]:
    """Hold what was removed against what is usual in this corpus; return the alarms."""
    current_watcher().begin("watch", 0)
    alarms = workers.call(watch_losses, work, keys, output)
    for alarm in alarms:
        get_run_logger().warning("ALARM: %s", alarm.message)
    _end(plural(len(alarms), "alarm"))
    return alarms


@stage("write")
def write(workers: Workers, jobs: list[PartJob]) -> tuple[list[Part], PartCounts]:
    """Write the parts of all tables into the staging folder of the run."""
    watcher = current_watcher()
    watcher.begin("write", sum(job.documents for job in jobs))
    results = workers.run(
        write_shards,
        jobs,
        describe=lambda job: f"part {job.number} of the output",
        done=lambda job, _: watcher.advance(job.documents, f"part {job.number}"),
    )
    parts = [part for written, _ in results for part in written]
    _end(f"{plural(len(parts), 'file')}, {amount(sum(part.bytes for part in parts))}")
    return parts, sum_counts(counts for _, counts in results)


@stage("commit", retries=0)  # what a commit leaves half done, the next run finishes
def publish(
    run: Run,
    parts: list[Part],
    counts: Counts,
    options: Options,
    inputs: Inputs,
    removed: dict[str, int],
    alarms: tuple[Alarm, ...] = (),
) -> Manifest:
    """Make the run visible, all at once."""
    current_watcher().begin("commit", 0)
    manifest = commit(
        run, parts, counts, options=options, inputs=inputs, removed=removed, alarms=alarms
    )
    prune_state(run.output)
    _end(f"run {run.run_id}")
    return manifest


@flow(name="clean-corpus", flow_run_name="into {output}", persist_result=False)
def clean_corpus(
    inputs: InputParameter,
    output: OutputParameter,
    options: CleanOptions = CleanOptions(),  # noqa: B008 (frozen)
    engine: Engine = Engine(),  # noqa: B008 (frozen)
) -> dict[str, Any]:
    """Clean documents into a corpus of Parquet tables; return the manifest of the run.

    Nothing of a run is visible before its last step. A run that was killed leaves its finished
    shards behind, and the next run with the same input and options goes on from there.

    Args:
        inputs: Files, folders (read with all their subfolders) or glob patterns.
        output: Folder where the corpus grows: each run adds a batch, none is ever rewritten.
        options: What decides the output, beside the input.
        engine: Where the work is done; the output does not depend on it.
    """
    # Args in Google's form: Prefect takes the words of the form in its UI from there
    if not is_recorded():
        return dict(msgspec.to_builtins(_clean(inputs, output, options, engine)))
    with watching(All(current_watcher(), ProgressArtifact())):
        manifest = _clean(inputs, output, options, engine)
    publish_artifacts(manifest, Places(Path(output).absolute()))
    return dict(msgspec.to_builtins(manifest))


def _clean(inputs: list[str], output: str, options: CleanOptions, engine: Engine) -> Manifest:
    """Run all stages; return the manifest."""
    logger = get_run_logger()
    chosen = options.to_options()
    overrules = read_overrules(Path(output))
    files = plan(inputs, output)
    with (
        open_run(Path(output), reprocess=chosen.reprocess) as run,
        Workers(engine.worker_count()) as workers,
    ):
        for line in run.recovered:
            logger.warning(line)
        files = spool_stdin(files, run.work)
        told = Inputs(tuple(inputs), len(files), sum(file.size for file in files))
        return _clean_into(run, workers, plan_shards(files, chosen), chosen, told, overrules)


def _clean_into(
    run: Run,
    workers: Workers,
    shards: Sequence[Shard],
    options: Options,
    inputs: Inputs,
    overrules: Overrules,
) -> Manifest:
    """Run the stages between plan and commit; return the manifest."""
    work = str(run.work)
    jobs = [ShardJob(shard, work, options, run.seen) for shard in shards]
    keys = [shard.key for shard in shards]
    counts = clean(workers, jobs)
    if learn(workers, work, keys, str(run.output), overrules):
        clean_again(workers, jobs)
    dedup(workers, work, keys, options, str(run.output))
    alarms = watch(workers, work, keys, str(run.output))
    read = [(key, c.found - c.seen_before) for key, c in zip(keys, counts, strict=True)]
    parts, rows = write(
        workers,
        [
            PartJob(number, part, size, work, str(run.staging), run.run_id, options.removals)
            for number, (part, size) in enumerate(plan_parts(read))
        ],
    )
    found, before = sum(c.found for c in counts), sum(c.seen_before for c in counts)
    cleaned = sum(c.articles + c.rejects for c in counts)
    if cleaned:
        stage_state(work, run.staging)
    accounts = Counts(found, before, cleaned, rows.articles, rows.duplicates, rows.rejects)
    return publish(run, parts, accounts, options, inputs, rows.removed, alarms)


def _run_shards(
    name: str, workers: Workers, function: Any, jobs: list[ShardJob]
) -> list[ShardCounts]:
    """Run a job for each shard, telling the watcher the bytes and documents done."""
    watcher = current_watcher()
    watcher.begin(name, sum(_size(job.shard) for job in jobs))
    sums: Counter[str] = Counter()

    def done(job: ShardJob, counts: ShardCounts) -> None:
        sums["shards"] += 1
        sums["documents"] += counts.found - counts.seen_before
        note = (
            f"{plural(sums['documents'], 'document')}, {sums['shards']:,} of {len(jobs):,} shards"
        )
        watcher.advance(_size(job.shard), note)

    return workers.run(function, jobs, describe=lambda job: _describe(job.shard), done=done)


def _size(shard: Shard) -> int:
    return sum(file.size for file in shard.files)


def _describe(shard: Shard) -> str:
    more = f" and {len(shard.files) - 1:,} more files" if len(shard.files) > 1 else ""
    return f"shard {shard.key} ({shard.files[0].uri}{more})"


def _end(note: str) -> None:
    """Tell the log and the watcher what a stage came to."""
    get_run_logger().info(note)
    current_watcher().end(note)

"""A night on an output folder by the library alone: the steps of the flow, without Prefect."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds

from cleaners.alarms import watch_losses
from cleaners.corpus import find_duplicates, learn_sites, prune_state, stage_state
from cleaners.options import Options
from cleaners.overrules import read_overrules
from cleaners.plan import find_files, plan_shards
from cleaners.shards import ShardJob, clean_shard, reclean_shard
from cleaners.write import Counts, Inputs, Manifest, commit, open_run
from flows.parts import PartJob, write_shards

FOOT = "Printed on the quay since 1911"
WORDS = ("pier", "choir", "orchard", "tram", "mill", "school", "bridge", "market", "lake", "tower")
BODY = (
    "The {word} of Marrow Bay was closed on day {number} after the council had voted twice on it.",
    "Nobody had told the {word} keeper of house {number}, who learned of it from a milkman.",
    "A new {word} is to be built by spring for {number} crowns, the harbor office said in a note.",
    "Those who came to look at {word} {number} found a sign, two goats and a very long cord.",
)


def record(number: int, *more: str, site: str = "bay.example", body: int = 4) -> dict[str, str]:
    """Return a story of its own with the foot of its site, and more lines behind that."""
    word = WORDS[number % len(WORDS)]
    story = [it.format(word=word, number=number + 17) for it in BODY][:body]
    text = "\n\n".join([f"Story {number} is about a {word}", *story, *more, FOOT])
    return {"url": f"https://{site}/2024/03/{number}/story", "text": text}


def night(
    output: Path, name: str, records: Sequence[Mapping[str, str]], **options: Any
) -> Manifest:
    """Clean some records into a folder as one run."""
    source = output.parent / f"{name}.jsonl"
    source.write_text("".join(json.dumps(it) + "\n" for it in records))
    chosen = Options(**options)
    overrules = read_overrules(output)
    now = datetime(2026, 11, 21, tzinfo=UTC)
    with open_run(output, reprocess=chosen.reprocess, now=now) as run:
        work = str(run.work)
        shards = plan_shards(find_files([str(source)]), chosen)
        jobs = [ShardJob(shard, work, chosen, run.seen) for shard in shards]
        keys = tuple(shard.key for shard in shards)
        counts = [clean_shard(job) for job in jobs]
        if learn_sites(work, keys, str(output), overrules):
            for job in jobs:
                reclean_shard(job)
        find_duplicates(work, keys, chosen, str(output))
        alarms = watch_losses(work, keys, str(output))
        read = sum(it.articles + it.rejects for it in counts)
        part = PartJob(0, keys, read, work, str(run.staging), run.run_id, chosen.removals)
        parts, rows = write_shards(part)
        stage_state(work, run.staging)
        found = sum(it.found for it in counts)
        accounts = Counts(found, found - read, read, rows.articles, rows.duplicates, rows.rejects)
        told = Inputs((str(source),), 1, source.stat().st_size)
        manifest = commit(
            run, parts, accounts, options=chosen, inputs=told, removed=rows.removed, alarms=alarms
        )
    prune_state(output)
    return manifest


def rows(output: Path, table: str, run_id: str = "") -> list[dict[str, Any]]:
    """Return the rows of a table, of one run or of all."""
    folder = output / table
    if not folder.exists():
        return []
    found: list[dict[str, Any]] = ds.dataset(folder, partitioning="hive").to_table().to_pylist()
    return [row for row in found if not run_id or row["run_id"] == run_id]

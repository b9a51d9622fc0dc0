"""Cut a run's shards into the parts of its tables, and write one part: a job for a worker."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

import msgspec

from cleaners.alarms import read_found, with_warning
from cleaners.corpus import read_verdicts
from cleaners.document import Cleaned
from cleaners.shards import read_cleaned
from cleaners.version import VERSION
from cleaners.write import Part, PartCounts, write_part

MAX_PART_DOCUMENTS: Final = 20_000  #: a part is held in memory while it is written


class PartJob(msgspec.Struct, frozen=True):
    """Which shards make one part, and where it goes."""

    number: int
    keys: tuple[str, ...]
    documents: int
    work: str
    staging: str
    run_id: str
    removals: Literal["full", "none"]


def plan_parts(
    shards: Sequence[tuple[str, int]], limit: int = MAX_PART_DOCUMENTS
) -> list[tuple[tuple[str, ...], int]]:
    """Group shards, (key, documents) each, in order; return keys and documents of each part.

    A part holds at most ``limit`` documents, or one larger shard; shards without any are left out.

    >>> plan_parts([("a", 3), ("b", 0), ("c", 2), ("d", 9), ("e", 1)], limit=5)
    [(('a', 'c'), 5), (('d',), 9), (('e',), 1)]
    """
    parts: list[tuple[tuple[str, ...], int]] = []
    for key, documents in shards:
        if not documents:
            continue
        if parts and parts[-1][1] + documents <= limit:
            keys, before = parts[-1]
            parts[-1] = ((*keys, key), before + documents)
        else:
            parts.append(((key,), documents))
    return parts


def write_shards(job: PartJob) -> tuple[list[Part], PartCounts]:
    """Write one part of every table; safe to repeat."""
    return write_part(
        _read(job),
        read_verdicts(job.work),
        Path(job.staging),
        job.number,
        job.run_id,
        VERSION,
        job.removals,
    )


def _read(job: PartJob) -> Iterator[Cleaned]:
    unusual = read_found(job.work).unusual
    for key in job.keys:
        for cleaned in read_cleaned(job.work, key):
            yield with_warning(cleaned, unusual)

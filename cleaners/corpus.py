"""The steps between the shards: learn the sites of a run, find its duplicates."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from cleaners.dedup import find_duplicates as find
from cleaners.dedup.tables import read_signatures
from cleaners.document import Duplicate
from cleaners.options import Options
from cleaners.shards import PARTITIONS, read_facts, shard_folder
from cleaners.sites import Templates, learn
from cleaners.spill import TextStore


def learn_sites(work: str, keys: Sequence[str]) -> int:
    """Learn the site memory of a run, write it to ``sites.bin``; return how many lines it holds.

    The facts are read once for the titles and once for each of a few parts of the sites, so that
    memory holds a part at a time.
    """
    folders = [Path(work) / key for key in sorted(keys)]
    titles = frozenset(fact.title for folder in folders for fact in read_facts(folder))
    templates: Templates = {}
    sites = {fact.site for folder in folders for fact in read_facts(folder)}
    parts = PARTITIONS if len(sites) > PARTITIONS * PARTITIONS else 1
    for part in range(parts):
        facts = (
            fact
            for folder in folders
            for fact in read_facts(folder)
            if parts == 1 or sum(fact.site.encode()) % parts == part
        )
        templates.update(learn(facts, titles))
    _write(Path(work) / "sites.bin", msgspec.msgpack.encode(dict(sorted(templates.items()))))
    return sum(len(template.lines) for template in templates.values())


def find_duplicates(work: str, keys: Sequence[str], options: Options) -> int:
    """Find the duplicates among all articles of a run; return how many there are."""
    folders = [shard_folder(work, key) for key in sorted(keys)]
    tables = [read_signatures(folder / "signatures.arrow") for folder in folders]
    verdicts = find(tables, TextStore(folders), options.dedup)
    _write(Path(work) / "verdicts.bin", msgspec.msgpack.encode(verdicts))
    return sum(verdict.duplicate_of is not None for verdict in verdicts)


def read_verdicts(work: str) -> dict[str, Duplicate]:
    """Return the verdicts by id: those of duplicates, and of articles in another's story."""
    data = (Path(work) / "verdicts.bin").read_bytes()
    verdicts = msgspec.msgpack.decode(data, type=list[Duplicate])
    return {verdict.id: verdict for verdict in verdicts}


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(data)
    part.rename(path)

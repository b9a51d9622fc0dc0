"""The steps between the shards: learn the sites of a run, find its duplicates, keep the memory."""

import shutil
from collections.abc import Collection, Container, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from cleaners.dedup import find_duplicates as find
from cleaners.dedup.tables import read_earlier, read_signatures, write_settled
from cleaners.document import Duplicate
from cleaners.facts import Facts, FactsWithTexts, Heading
from cleaners.options import Options
from cleaners.overrules import NONE, Overrules
from cleaners.shards import FACTS, shard_folder
from cleaners.site_state import open_state, write_state
from cleaners.site_texts import with_texts
from cleaners.sites import Memory, learn, templates_of
from cleaners.spill import TextStore, read_chosen, read_items
from cleaners.write import EarlierTexts, committed_state

PARTITIONS: Final = 16  #: of the sites, so that learning needs the facts of a part at a time
WHOLE_STATE: Final = ("losses", "sites")  #: kinds whose newest file holds all before it
FEW_SITES: Final = 256  #: so many sites fit into memory in one part


def learn_sites(
    work: str, keys: Sequence[str], output: str | None = None, overrules: Overrules = NONE
) -> int:
    """Learn the site memory, on top of what earlier runs into ``output`` left; return its lines.

    ``sites.bin`` gets the templates for the second pass, ``state/sites.bin`` what the next run is
    to know. The facts are read once for the titles, and those of each part of the sites by
    themselves, so that memory holds a part at a time.
    """
    folders = [Path(work) / key for key in sorted(keys)]
    earlier = open_state(output)
    keys_of_titles = set(earlier.titles())
    sites: set[str] = set()
    numbers: list[bytearray] = []  #: of the part that each document of a folder belongs to
    for folder in folders:
        numbers.append(bytearray())
        for heading in read_items(folder / FACTS, Heading):
            keys_of_titles.add(heading.title)
            sites.add(heading.site)
            numbers[-1].append(sum(heading.site.encode()) % PARTITIONS)
    titles = frozenset(keys_of_titles - {""})
    parts = [{it} for it in range(PARTITIONS)] if len(sites) > FEW_SITES else [{*range(PARTITIONS)}]
    memory: Memory = {}
    for part in parts:
        memory.update(learn(_facts(folders, numbers, part), earlier))
    told = (fact for folder in folders for fact in read_items(folder / FACTS, FactsWithTexts))
    memory = with_texts(memory, told)
    templates = templates_of(memory, titles, overrules)
    _write(Path(work) / "sites.bin", msgspec.msgpack.encode(templates, order="deterministic"))
    write_state(Path(work) / "state" / "sites.bin", titles, memory, earlier)
    return sum(len(template.lines) for template in templates.values())


def _facts(
    folders: Sequence[Path], numbers: Sequence[bytearray], part: Container[int]
) -> Iterator[Facts]:
    """Yield the facts of the documents whose number is one of a part's."""
    for folder, those in zip(folders, numbers, strict=True):
        yield from read_chosen(folder / FACTS, Facts, (it in part for it in those))


def find_duplicates(
    work: str, keys: Sequence[str], options: Options, output: str | None = None
) -> int:
    """Find the duplicates among the articles of a run, and of those that ``output`` has.

    ``verdicts.bin`` gets the verdicts, ``state/signatures.arrow`` what the next run is to know.
    Return how many duplicates there are.
    """
    folders = [shard_folder(work, key) for key in sorted(keys)]
    tables = [read_signatures(folder / "signatures.arrow") for folder in folders]
    earlier = read_earlier(committed_state(Path(output), "signatures") if output else [], tables)
    old = EarlierTexts(Path(output), Path(work) / "earlier-texts.bin") if output else None
    texts = _Texts(TextStore(folders), old)
    verdicts = find(tables, texts, options.dedup, earlier, texts.expect)
    _write(Path(work) / "verdicts.bin", msgspec.msgpack.encode(verdicts))
    by_id = {verdict.id: verdict for verdict in verdicts}
    write_settled(Path(work) / "state" / "signatures.arrow", tables, by_id)
    return sum(verdict.duplicate_of is not None for verdict in verdicts)


class _Texts:
    """The texts of this run's articles, and of earlier ones."""

    def __init__(self, new: TextStore, earlier: EarlierTexts | None) -> None:
        self._new = new
        self._earlier = earlier

    def __call__(self, article_id: str) -> str:
        try:
            return self._new(article_id)
        except KeyError:
            if self._earlier is None:
                raise
            return self._earlier(article_id)

    def expect(self, ids: Collection[str]) -> None:
        """Make texts of earlier articles ready, all at once."""
        if self._earlier is not None:
            self._earlier.expect(ids)


def stage_state(work: str, staging: Path) -> None:
    """Put what the next run is to know into the staging folder, for the commit to publish."""
    source = Path(work) / "state"
    if source.exists():
        shutil.copytree(source, staging / "state", dirs_exist_ok=True)


def prune_state(output: Path) -> None:
    """Remove what only older runs needed to know; the newest file of a kind holds it all."""
    for kind in WHOLE_STATE:
        for path in committed_state(output, kind)[:-1]:
            path.unlink(missing_ok=True)


def read_verdicts(work: str) -> dict[str, Duplicate]:
    """Return the verdicts by id: those of duplicates, and of articles in another's story."""
    data = (Path(work) / "verdicts.bin").read_bytes()
    verdicts = msgspec.msgpack.decode(data, type=list[Duplicate])
    return {verdict.id: verdict for verdict in verdicts}


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(data)
    part.rename(path)

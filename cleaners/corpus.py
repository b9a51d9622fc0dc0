"""The steps between the shards: learn the sites of a run, find its duplicates, keep the memory."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeAlias, TypeVar
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from cleaners.dedup import find_duplicates as find
from cleaners.dedup.tables import read_earlier, read_signatures, write_settled
from cleaners.document import Duplicate
from cleaners.facts import Facts, FactsWithTexts, Heading
from cleaners.options import Options
from cleaners.overrules import NONE, Overrules
from cleaners.shards import FACTS, shard_folder
from cleaners.site_state import SiteState, open_state, writing_state
from cleaners.site_templates import write_templates
from cleaners.site_texts import with_texts
from cleaners.sites import Templates, learn, templates_of
from cleaners.spill import TextStore, read_at, read_places
from cleaners.write import EarlierTexts, committed_state

PART_DOCUMENTS: Final = 20_000  #: of which the facts are in memory at a time, if no site has more
MAX_PARTS: Final = 256
WHOLE_STATE: Final = ("losses", "sites")  #: kinds whose newest file holds all before it

Places: TypeAlias = NDArray[np.uint64]  #: of the facts of a folder: offset and part of each
FactsT = TypeVar("FactsT", bound=Facts)


def learn_sites(
    work: str, keys: Sequence[str], output: str | None = None, overrules: Overrules = NONE
) -> int:
    """Learn the site memory, on top of what earlier runs into ``output`` left; return its lines.

    ``sites.bin`` gets the templates for the second pass, ``state/sites.bin`` what the next run is
    to know. The facts are read once for the titles; then some sites at a time are learned and
    written, so that memory holds neither the facts nor the lines of all.
    """
    folders = [Path(work) / key for key in sorted(keys)]
    earlier = open_state(output)
    titles, places, parts = _overview(folders, earlier)
    templates: Templates = {}
    with writing_state(Path(work) / "state" / "sites.bin", earlier) as state:
        for part in range(parts):
            memory = learn(_facts(folders, places, part, Facts), earlier)
            memory = with_texts(memory, _facts(folders, places, part, FactsWithTexts))
            templates.update(templates_of(memory, titles, overrules))
            state.add(memory)
        state.end(titles)
    write_templates(work, templates)
    return sum(len(template.lines) for template in templates.values())


def _overview(
    folders: Sequence[Path], earlier: SiteState
) -> tuple[frozenset[str], list[Places], int]:
    """Return the keys of all titles, where the facts of each folder stand, and how many parts
    the sites are cut into: each site's facts are of one part."""
    titles = set(earlier.titles())
    places: list[Places] = []
    for folder in folders:
        told: list[tuple[int, int]] = []
        for place, heading in read_places(folder / FACTS, Heading):
            titles.add(heading.title)
            told.append((place, crc32(heading.site.encode())))
        places.append(np.array(told, np.uint64).reshape(-1, 2))
    documents = sum(len(found) for found in places)
    parts = max(1, min(documents // PART_DOCUMENTS, MAX_PARTS))
    for found in places:
        found[:, 1] %= np.uint64(parts)
    return frozenset(titles - {""}), places, parts


def _facts(
    folders: Sequence[Path], places: Sequence[Places], part: int, type_: type[FactsT]
) -> Iterator[FactsT]:
    """Yield the facts of the documents of a part's sites."""
    for folder, found in zip(folders, places, strict=True):
        own = found[found[:, 1] == part, 0]
        if len(own):
            yield from read_at(folder / FACTS, type_, own.tolist())


def find_duplicates(
    work: str, keys: Sequence[str], options: Options, output: str | None = None
) -> int:
    """Find the duplicates among the articles of a run, and of those that ``output`` has.

    ``verdicts.bin`` gets the verdicts, ``state/signatures.arrow`` what the next run is to know.
    Return how many duplicates there are.
    """
    folders = [shard_folder(work, key) for key in sorted(keys)]
    tables = [read_signatures(folder / "signatures.arrow") for folder in folders]
    if not any(table.num_rows for table in tables):  # all earlier articles are much to read
        _write(Path(work) / "verdicts.bin", msgspec.msgpack.encode(()))
        return 0
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
    """Put what the next run is to know into the staging folder, for the commit to publish.

    It is moved: the signatures of a large night are gigabytes.
    """
    source, target = Path(work) / "state", staging / "state"
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.iterdir()) if source.is_dir() else []:
        path.replace(target / path.name)


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

"""Measure the site memory on made-up sites: python -m benchmarks.sites [--quick]

All pages of `benchmarks.site_pages` are cleaned by the library, once in one night and once in four,
a quarter of each site's pages a night. Counted is what the rules of the memory take out: how many
of the lines are the site's (precision), and how much of the sites' lines, in characters, is gone,
by rules and by the memory. Figures go to benchmarks/results/sites.json and docs/evaluation.md;
--quick makes up fewer sites and only prints.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from benchmarks import documents
from benchmarks.documents import share, table
from benchmarks.evaluation import ROOT
from benchmarks.quality import rounded
from benchmarks.site_pages import SIZES, Page, pages
from cleaners.corpus import learn_sites
from cleaners.document import Article, Cleaned
from cleaners.folding import squash
from cleaners.options import Options
from cleaners.plan import find_files, plan_shards
from cleaners.shards import ShardJob, clean_shard, read_cleaned, reclean_shard

RESULTS: Final = ROOT / "benchmarks" / "results" / "sites.json"
NIGHTS: Final = {"one night": 1, "four nights": 4}
MEMORY: Final = "memory/"
SEEDS: Final = (1, 2, 3, 4)


class Count:
    """What became of the lines of some pages."""

    def __init__(self) -> None:
        self.pages = self.titles = 0
        self.lines: Counter[bool] = Counter()  #: taken out by the memory, by whether rightly
        self.characters: Counter[str] = Counter()  #: of template lines, by who took them out

    def add(self, page: Page, cleaned: Cleaned) -> None:
        """Count a page."""
        labels = {squash(text): label for label, text in page.lines}
        taken: dict[str, str] = {}
        for removal in cleaned.removals:
            by = "memory" if removal.rule.startswith(MEMORY) else "rules"
            for text in removal.text.split("\n\n"):
                taken[squash(text)] = by
                if by == "memory":
                    self.lines[labels.get(squash(text)) in ("template", "teaser")] += 1
        for label, text in page.lines:
            if label == "template":
                self.characters[taken.get(squash(text), "nobody")] += len(text)
        self.pages += 1
        article = cleaned.article
        self.titles += article is not None and article.metadata.title == page.title

    def figures(self) -> dict[str, float]:
        """Return pages, lines, precision, shares of the template's characters, right titles."""
        lines, characters = self.lines.total(), max(self.characters.total(), 1)
        rules, memory = (self.characters[by] / characters for by in ("rules", "memory"))
        return {
            "pages": self.pages,
            "lines": lines,
            "precision": self.lines[True] / lines if lines else 1.0,
            "rules": rules,
            "memory": memory,
            "found": rules + memory,
            "titles": self.titles / max(self.pages, 1),
        }


def measure(seeds: Sequence[int] = SEEDS) -> dict[str, dict[str, dict[str, float]]]:
    """Return figures by nights and by documents a site."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for name, nights in NIGHTS.items():
        counts = {size: Count() for size in SIZES}
        for seed in seeds:
            with tempfile.TemporaryDirectory(prefix="copydesk-sites-") as folder:
                for page, cleaned in clean(list(pages(seed)), nights, Path(folder)):
                    counts[page.size].add(page, cleaned)
        found[name] = {f"{size}": count.figures() for size, count in counts.items()}
    return found


def clean(made: Sequence[Page], nights: int, folder: Path) -> Iterator[tuple[Page, Cleaned]]:
    """Clean pages in some nights; yield each with what became of it."""
    output = folder / "out"
    for night in range(nights):
        chosen = {i: page for i, page in enumerate(made) if page.number % nights == night}
        source, work = folder / f"night-{night}.jsonl", folder / f"work-{night}"
        source.write_bytes(b"".join(_line(i, page) for i, page in chosen.items()))
        shards = plan_shards(find_files([str(source)]), Options())
        jobs = [ShardJob(shard, str(work), Options()) for shard in shards]
        keys = [shard.key for shard in shards]
        for job in jobs:
            clean_shard(job)
        learn_sites(str(work), keys, str(output))
        for job in jobs:
            reclean_shard(job)
        _commit(work, output, f"r20260101T{night:06}Z-000000")
        for article, cleaned in _articles(str(work), keys):
            yield chosen[int(article.source_id or -1)], cleaned


def _line(number: int, page: Page) -> bytes:
    return msgspec.json.encode({"id": f"{number}", "url": page.url, "text": page.text}) + b"\n"


def _articles(work: str, keys: Iterable[str]) -> Iterator[tuple[Article, Cleaned]]:
    for key in keys:
        for cleaned in read_cleaned(work, key):
            if cleaned.article is not None:
                yield cleaned.article, cleaned


def _commit(work: Path, output: Path, run_id: str) -> None:
    """Leave what the next night is to know of sites, as a commit does."""
    for kind in ("state/sites", "runs"):
        (output / kind).mkdir(parents=True, exist_ok=True)
    shutil.copy(work / "state" / "sites.bin", output / "state" / "sites" / f"{run_id}.bin")
    (output / "runs" / f"{run_id}.json").write_text("{}")


def render(found: dict[str, dict[str, dict[str, float]]]) -> str:
    """Return the figures as a table."""
    rows = [
        [
            f"{name}, {size} a site",
            f"{it['pages']:,}",
            f"{it['lines']:,}",
            f"{it['precision']:.4f}" if it["lines"] else "–",
            *(share(it[column]) for column in ("rules", "memory", "found", "titles")),
        ]
        for name, by_size in found.items()
        for size, it in by_size.items()
    ]
    head = ["documents", "pages", "lines", "precision", "by rules", "by memory", "found", "titles"]
    return table(head, rows)


def main(arguments: list[str]) -> int:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="fewer sites; nothing is kept")
    asked = parser.parse_args(arguments)
    found: dict[str, Any] = rounded(measure(SEEDS[:1] if asked.quick else SEEDS))
    print(render(found))
    if not asked.quick:
        RESULTS.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        documents.write_figures("sites", render(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

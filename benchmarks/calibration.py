"""How sure is Copydesk, and how often is it right? A reliability diagram, drawn into docs/.

    python -m benchmarks.calibration [--eval FOLDER] [--style bs]

Every answered day, title and author of the evaluation pages is held against its gold, and grouped
by the confidence that the provenance gives it. On the diagonal both agree; below it, confidence is
too high. What the golds know not, counts not. Without --style HTML and one whole-page text
rendering are measured, docs/calibration.svg and the table in docs/evaluation.md renewed.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from benchmarks import documents
from benchmarks.calibration_picture import Bin, Panel, draw
from benchmarks.evaluation import EVAL, ROOT, Evaluation
from cleaners.document import Metadata, RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document

PICTURE: Final = ROOT / "docs" / "calibration.svg"
TEXT_STYLE: Final = "bs"  #: every text node on a line of its own: the barest of all renderings
FIELDS: Final = ("date", "title", "authors")
EDGES: Final = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)


class Judged(msgspec.Struct, frozen=True):
    """One answer: how sure it was, and whether the gold says the same."""

    field: str
    confidence: float
    is_right: bool


def judge(data: Evaluation, style: str = "") -> Iterator[Judged]:
    """Yield the judged answers of all pages whose golds are known."""
    gold = data.gold(style)
    with tempfile.TemporaryDirectory(prefix="copydesk-calibration-") as folder:
        data.export(Path(folder), style)
        for path in sorted(Path(folder).rglob("*.*")):
            page = gold.get((style, path.stem))
            if page is None:
                continue
            raw = RawDocument(id="0" * 32, source_uri=str(path), data=path.read_bytes())
            article = clean_document(raw, Options()).article
            if article is not None:
                yield from judge_page(data.scorer, page["gold"], article.metadata)


def judge_page(scorer: Any, gold: dict[str, Any], found: Metadata) -> Iterator[Judged]:
    """Yield the judged answers of one page."""
    sure = {(row.field, row.value): row.confidence for row in found.provenance}
    if found.day_published and gold.get("date_published"):
        confidence = sure.get(("day_published", found.day_published), 0.0)
        yield Judged("date", confidence, found.day_published == gold["date_published"])
    if found.title and gold.get("title"):
        titles = [it for (field, _), it in sure.items() if field == "title"]
        is_right = scorer.same_title(found.title) == scorer.same_title(gold["title"])
        yield Judged("title", max(titles, default=0.0), is_right)
    wanted = scorer.names(gold.get("authors"), True)
    for name in found.authors if wanted else ():
        is_right = scorer.names([name], True) <= wanted
        yield Judged("authors", sure.get(("authors", name), 0.0), is_right)


def grouped(answers: Iterable[Judged]) -> list[Bin]:
    """Return answers by confidence: how many, how sure on average, how many of them right.

    >>> grouped([Judged("date", 0.9, True), Judged("date", 0.92, False)])
    [Bin(count=2, confidence=0.91, accuracy=0.5)]
    """
    bins: dict[int, list[Judged]] = {}
    for it in answers:
        place = sum(1 for edge in EDGES[1:-1] if it.confidence >= edge)
        bins.setdefault(place, []).append(it)
    return [
        Bin(
            len(members),
            round(sum(it.confidence for it in members) / len(members), 4),
            round(sum(it.is_right for it in members) / len(members), 4),
        )
        for _, members in sorted(bins.items())
    ]


def error_of(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: the mean distance of confidence and accuracy.

    Source: Naeini et al., "Obtaining well calibrated probabilities using Bayesian binning", 2015.
    """
    total = sum(it.count for it in bins)
    return sum(it.count * abs(it.confidence - it.accuracy) for it in bins) / total if total else 0.0


def panels(answers: Sequence[Judged], name: str) -> list[Panel]:
    """Return a panel for each field."""
    found = []
    for field in FIELDS:
        bins = grouped(it for it in answers if it.field == field)
        if bins:
            found.append(Panel(f"{field}, {name}", tuple(bins), error_of(bins)))
    return found


def table(found: Sequence[Panel]) -> str:
    """Return the panels as a Markdown table: accuracy (number of answers) by confidence."""
    rows = [
        [
            it.name,
            str(sum(group.count for group in it.bins)),
            documents.share(it.error),
            " · ".join(
                f"{documents.share(group.confidence)} → {documents.share(group.accuracy)}"
                f" ({group.count})"
                for group in it.bins
            ),
        ]
        for it in found
    ]
    return documents.table(["field", "answers", "error", "confidence → accuracy"], rows)


def main(arguments: list[str]) -> int:
    """Measure, print the table, and keep table and picture unless one rendering was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, default=EVAL, help="folder with score.py")
    parser.add_argument("--style", default="", help="a rendering to look at; nothing is kept")
    asked = parser.parse_args(arguments)
    data = Evaluation(asked.eval)
    if asked.style:
        print(table(panels(list(judge(data, asked.style)), asked.style)))
        return 0
    found = panels(list(judge(data)), "HTML") + panels(list(judge(data, TEXT_STYLE)), "bare text")
    print(table(found))
    PICTURE.write_text(draw(found), encoding="utf-8")
    documents.write_figures("calibration", table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

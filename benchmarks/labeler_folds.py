"""Measure the line labeler on sites it has not seen: python -m benchmarks.labeler_folds FOLDER

FOLDER holds the models of the folds that ``benchmarks.train_labeler --folds FOLDER`` wrote. Each
rendering is cleaned in process, as ``copydesk clean`` does it but for what several documents tell
of a site, by the model that has not seen the sites of its fold; then its output is cleaned again.
The figures are those of ``score.py``. ``--without`` measures the rules alone.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np

from benchmarks.evaluation import EVAL, Evaluation
from benchmarks.labeler_documents import fold_of, raw_document
from cleaners.document import Article, Cleaned, Hints
from cleaners.options import Options
from cleaners.pipeline import clean_document
from cleaners.strip.labeler import MODEL, load

OPTIONS: Final = Options()
FIELDS: Final = ("text", "title", "authors", "date")
#: what is told of each field
FIGURES: Final = {"title": "same", "authors": "f1", "date": "recall"}


def main(arguments: list[str]) -> int:
    """Print a line for each style and set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", type=Path, help="folder with 0.npz and so on")
    parser.add_argument("--eval", type=Path, default=EVAL, help="folder with score.py")
    parser.add_argument("--styles", default="", help="some of the renderings")
    parser.add_argument("--without", action="store_true", help="the rules alone")
    asked = parser.parse_args(arguments)
    data = Evaluation(asked.eval)
    with tempfile.TemporaryDirectory() as folder:
        if asked.without:
            silent(asked.models / "0.npz", Path(folder) / "silent.npz")
        for style in asked.styles.split(",") if asked.styles else data.styles():
            measure(data, style, Path(folder) / "silent.npz" if asked.without else asked.models)
    return 0


def silent(model: Path, path: Path) -> None:
    """Write a model that takes every block for body."""
    trees = load(str(model)).trees
    np.savez_compressed(
        path,
        features=trees.features,
        borders=trees.borders,
        values=np.zeros_like(trees.values),
        bias=np.int64(1 << 20),
    )


def measure(data: Evaluation, style: str, models: Path) -> None:
    """Print the figures of one style."""
    ending = "md" if data.styles()[style] == "markdown" else "txt"
    answers: dict[tuple[str, str], Any] = {}
    same = articles = 0
    for row in data.scorer.renderings(data.folder, [style]):
        model = models if models.suffix else models / f"{fold_of(row['site'])}.npz"
        os.environ[MODEL] = str(model)
        cleaned = _clean(f"/{style}/{row['id']}.{ending}", row["raw"], None)
        answers[style, row["id"]] = _answer(data, cleaned)
        if cleaned.article is not None:
            text = cleaned.article.text
            again = _clean(f"/{style}/{row['id']}.txt", text, cleaned.article.metadata.title)
            articles += 1
            same += again.article is not None and again.article.text == text
    figures = data.score(data.gold(style), answers, FIELDS)
    for name, it in figures.items():
        _tell(style, name, it)
    print(f"{style:8} cleaned again: {same} of {articles} as they were ({same / articles:.4f})")
    sys.stdout.flush()


def _clean(name: str, text: str, title: str | None) -> Cleaned:
    raw = raw_document(name, text.encode())
    return clean_document(msgspec.structs.replace(raw, hints=Hints(title=title)), OPTIONS)


def _answer(data: Evaluation, cleaned: Cleaned) -> dict[str, Any]:
    """Return what the scorer would read from the tables."""
    nothing: dict[str, Any] = dict(data.scorer.NOTHING)
    article: Article | None = cleaned.article
    if article is None:
        return nothing
    told = article.metadata
    datelines = [it.text for it in cleaned.removals if it.kind == "dateline"]
    return nothing | {
        "from": "articles",
        "text": article.text,
        "lead": [it for it in (told.subtitle, *datelines[-1:]) if it],
        "title": told.title,
        "authors": list(told.authors),
        "date": told.day_published,
    }


def _tell(style: str, name: str, figures: Mapping[str, Mapping[str, float]]) -> None:
    text = figures.get("text") or figures["segments"]
    told = " ".join(
        f"{field} {figures[field][metric]:.3f}"
        for field, metric in FIGURES.items()
        if field in figures
    )
    print(
        f"{style:8} {name:12} raw {figures['raw']['f1']:.3f}  f1 {text['f1']:.3f}"
        f"  p {text['precision']:.3f}  r {text['recall']:.3f}  empty {text['empty']:3.0f}  {told}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Fit the weights by which lines of a text are judged by their place: stamps and headlines.

    python -m benchmarks.fit_places stamps|titles [--eval FOLDER]

Prints the table WEIGHTS of ``cleaners/detect/placed_stamps.py`` or ``placed_titles.py``, fitted to
renderings of whole pages of half of the sites, and how often the likeliest line is right there and
on the other half. Pages on which the day does not stand count, too, so that the weights tell how
sure a day is. The tables in the code were fitted so, and looked over: signs that say nothing are
left out, and BASE is set where half of the answers are right.
"""

import argparse
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.evaluation import EVAL, Evaluation
from cleaners.detect import DETECTORS, placed_stamps, placed_titles
from cleaners.detect.sheet import Sheet, open_sheet
from cleaners.detect.titles import without_site
from cleaners.document import RawDocument
from cleaners.options import Options
from cleaners.read import read
from cleaners.rules import Scanner, scanner
from cleaners.strip import mark, set_apart

STYLES: Final = ("mdify", "h2t", "insc", "bs", "resi")
RIDGE: Final = 2.0
STEPS: Final = 60
Vector = NDArray[np.float64]


class Text(msgspec.Struct, frozen=True):
    """One text: the signs of each line that was judged, and which lines the gold says are right."""

    is_fitted: bool  #: of the half of sites that the weights are fitted to
    signs: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def sheet_of(path: str, raw: str, rules: Scanner, until: str = "") -> Sheet:
    """Lay a text out as the detectors see it once those before ``until`` have spoken."""
    record = RawDocument(id="0" * 32, source_uri=path, data=raw.encode())
    document = rules.scan(set_apart(read(record, len(record.data) + 1)))
    sheet = open_sheet(mark(document, rules))
    for name, detector in DETECTORS.items():
        if name == until:
            break
        sheet = sheet.with_candidates(detector(sheet))
    return sheet


def stamps_of(sheet: Sheet, gold: dict[str, Any]) -> tuple[Sequence[tuple[str, ...]], list[bool]]:
    """Return the signs of the lines with dates, and whether each holds the day of the gold."""
    lines = placed_stamps.weigh_lines(sheet)
    days = [placed_stamps.days_of((placed_stamps.published(sheet, it),)) for it in lines]
    return [it.signs for it in lines], [gold["date_published"] in it for it in days]


def titles_of(
    sheet: Sheet, gold: dict[str, Any], scorer: Any
) -> tuple[Sequence[tuple[str, ...]], list[bool]]:
    """Return the signs of the lines that may be the headline, and whether each says the gold's."""
    lines = placed_titles.weigh_titles(sheet)
    said = [without_site(" ".join(sheet.blocks[it.block].text.split())) for it in lines]
    wanted = scorer.same_title(gold["title"])
    return [it.signs for it in lines], [scorer.same_title(it) == wanted for it in said]


def read_texts(data: Evaluation, what: str) -> Iterator[Text]:
    """Yield the texts whose gold stands in them."""
    rules, scorer = scanner(Options().rules), data.scorer
    key = "date_published" if what == "stamps" else "title"
    for style in STYLES:
        known = "" if what == "stamps" else style
        golds = data.gold(known)
        for row in scorer.renderings(data.folder, [style]):
            gold = golds[known, row["id"]]["gold"]
            if not gold.get(key):
                continue
            ending = "md" if data.styles()[style] == "markdown" else "txt"
            until = "placed_stamps" if what == "stamps" else "titles"
            sheet = sheet_of(f"/{row['id']}.{ending}", row["raw"], rules, until)
            if not sheet.blocks:
                continue
            found = stamps_of(sheet, gold) if key != "title" else titles_of(sheet, gold, scorer)
            brand = (row["site"] or row["id"]).split(".")[0]
            yield Text(zlib.crc32(brand.encode()) % 2 == 0, tuple(found[0]), tuple(found[1]))


def fit(rows: Vector, right: Vector, weights: Vector) -> Vector:
    """Return the coefficients of a logistic regression with a small ridge, the constant last."""
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    ridge = np.r_[np.full(rows.shape[1] - 1, RIDGE), 1e-6]
    found: Vector = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (weights * (chance - right)) + ridge * found
        bend = (rows.T * (weights * chance * (1 - chance))) @ rows + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        found = found - step
        if float(np.abs(step).max()) < 1e-6:
            break
    return found


def fit_texts(texts: Sequence[Text]) -> dict[str, int]:
    """Return weights in hundredths, rounded to fives; a text counts by the root of its lines."""
    fitted = [it for it in texts if it.is_fitted and it.signs]
    names = sorted({sign for it in fitted for signs in it.signs for sign in signs})
    rows = np.array([[float(n in signs) for n in names] for it in fitted for signs in it.signs])
    right = np.array([float(value) for it in fitted for value in it.right])
    weights = np.array([len(it.signs) ** -0.5 for it in fitted for _ in it.signs])
    found = fit(rows, right, weights)
    return {name: 5 * round(20 * value) for name, value in zip([*names, ""], found, strict=True)}


def hit_rate(texts: Sequence[Text], weights: dict[str, int]) -> float:
    """Return the share of texts whose likeliest line is right.

    >>> hit_rate([Text(True, (("a",), ("b",)), (True, False))], {"a": 1, "b": 0})
    1.0
    """
    hits = 0
    for it in texts:
        odds = [sum(weights.get(sign, 0) for sign in signs) for signs in it.signs]
        hits += bool(odds) and it.right[odds.index(max(odds))]
    return hits / len(texts) if texts else 0.0


def main(arguments: list[str]) -> int:
    """Fit, and print the table and how well it does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["stamps", "titles"])
    parser.add_argument("--eval", type=Path, default=EVAL, help="folder with score.py")
    asked = parser.parse_args(arguments)
    texts = list(read_texts(Evaluation(asked.eval), asked.what))
    weights = fit_texts(texts)
    for name, value in sorted(weights.items(), key=lambda it: -it[1]):
        print(f'    "{name}": {value},' if name else f"BASE: Final = {value}")
    shipped = dict(placed_stamps.WEIGHTS if asked.what == "stamps" else placed_titles.WEIGHTS)
    for half, is_fitted in (("fitted half", True), ("other half", False)):
        part = [it for it in texts if it.is_fitted == is_fitted]
        rates = hit_rate(part, weights), hit_rate(part, shipped)
        print(f"{half}: {len(part)} texts, right {rates[0]:.3f}, as shipped {rates[1]:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

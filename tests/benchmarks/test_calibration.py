"""Confidence held against accuracy: what is counted, and the picture drawn of it."""

import doctest
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from benchmarks import calibration
from benchmarks.calibration import Judged, error_of, grouped, judge_page, panels, table
from benchmarks.calibration_picture import Bin, Panel, draw
from cleaners.document import Metadata, Provenance

SCORER = SimpleNamespace(
    same_title=str.casefold, names=lambda people, split: {it.casefold() for it in people or []}
)


def row(field: str, value: str, confidence: float) -> Provenance:
    return Provenance(field, value, "stamp", "dates/line", None, None, confidence)


FOUND = Metadata(
    title="Harbor reopens",
    authors=("Marta Denholt", "Quay Desk"),
    day_published="2023-05-14",
    provenance=(
        row("title", "Harbor reopens", 0.9),
        row("authors", "Marta Denholt", 0.8),
        row("authors", "Quay Desk", 0.6),
        row("day_published", "2023-05-14", 0.97),
    ),
)


def test_examples() -> None:
    found = doctest.testmod(calibration)
    assert found.attempted > 0 and found.failed == 0


def test_each_answer_is_judged_with_its_own_confidence() -> None:
    gold = {
        "title": "HARBOR REOPENS",
        "authors": ["Marta Denholt"],
        "date_published": "2023-05-15",
    }
    assert list(judge_page(SCORER, gold, FOUND)) == [
        Judged("date", 0.97, False),
        Judged("title", 0.9, True),
        Judged("authors", 0.8, True),
        Judged("authors", 0.6, False),
    ]


def test_what_the_gold_knows_not_and_what_is_not_answered_does_not_count() -> None:
    assert list(judge_page(SCORER, {}, FOUND)) == []
    assert list(judge_page(SCORER, {"title": "Harbor", "authors": []}, Metadata())) == []


def test_answers_are_grouped_by_confidence() -> None:
    answers = [Judged("date", 0.62, True), Judged("date", 0.99, True), Judged("date", 0.64, False)]
    assert grouped(answers) == [Bin(2, 0.63, 0.5), Bin(1, 0.99, 1.0)]
    assert error_of(grouped(answers)) == pytest.approx((2 * 0.13 + 0.01) / 3)
    assert error_of([]) == 0.0


def test_the_picture_holds_a_dot_for_each_group_and_loads_nothing() -> None:
    found = panels([Judged("date", 0.62, True), Judged("title", 0.99, True)], "a < b")
    picture = draw([*found, Panel("authors", (Bin(3, 0.7, 0.1), Bin(1, 0.9, 1.0)), 0.4)])
    tree = ElementTree.fromstring(picture)
    assert len(tree.findall(".//{*}circle")) == 4
    assert "a &lt; b" in picture and "href" not in picture
    assert draw([]).count("<g") == 0


def test_the_table_names_every_group() -> None:
    found = panels([Judged("date", 0.62, True), Judged("date", 0.99, True)], "HTML")
    assert "| date, HTML | 2 | .195 | .620 → 1.000 (1) · .990 → 1.000 (1) |" in table(found)

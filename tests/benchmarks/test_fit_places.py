"""Weights of places: what is fitted to, and that a sign that tells is found."""

import doctest

from benchmarks import fit_places
from benchmarks.fit_places import Text, fit_texts, hit_rate, sheet_of, stamps_of
from cleaners.options import Options
from cleaners.rules import scanner

TEXT = """Harbor plan divides the council of Ostravel

9 May 2022

The council met on Monday to weigh the plan for the harbor, which three firms had offered.

2 May 2021
"""


def test_examples() -> None:
    found = doctest.testmod(fit_places)
    assert found.attempted > 0 and found.failed == 0


def test_a_sign_that_tells_gets_its_weight() -> None:
    right = Text(True, (("near",), ("far",)), (True, False))
    other = Text(False, (("near",), ("far",)), (False, True))
    weights = fit_texts([right, right, right, other])
    assert weights["near"] > 0 > weights["far"]
    assert hit_rate([right, other], weights) == 0.5


def test_lines_are_held_against_the_gold() -> None:
    sheet = sheet_of("/a.txt", TEXT, scanner(Options().rules), "placed_stamps")
    signs, right = stamps_of(sheet, {"date_published": "2022-05-09"})
    assert right == [True, False]
    assert "first" in signs[0]

"""Who else worked on a text is named beside its author, and is none."""

import pytest

from cleaners.detect import detect
from cleaners.detect.other_hands import without_others
from tests.detect.pages import article

TITLE = "Harbor plan divides the council of Ostravel"


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Marta Denholt, translated by Ivo Pell", "Marta Denholt"),
        ("Marta Denholt, as told to Ivo Pell", "Marta Denholt"),
        ("Marta Denholt, Redaktion: Ivo Pell", "Marta Denholt"),
        ("Marta Denholt. Fotos: Ivo Pell", "Marta Denholt"),
        ("Marta Denholt (Text) und Ivo Pell (Fotos)", "Marta Denholt (Text)"),
        ("Marta Denholt and Ivo Pell (photos)", "Marta Denholt"),
        ("Marta Denholt, Autor: Ivo Pell", "Marta Denholt, Autor: Ivo Pell"),
        ("Marta Denholt, mailto:desk@harbor.example", "Marta Denholt, mailto:desk@harbor.example"),
        ("Marta Denholt and Ivo Pell", "Marta Denholt and Ivo Pell"),
        ("translated by Ivo Pell", "translated by Ivo Pell"),
    ],
)
def test_a_byline_ends_where_others_are_named(line: str, rest: str) -> None:
    assert without_others(line) == rest


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Marta Denholt, translated by Ivo Pell", ("Marta Denholt",)),
        ("As told to Marta Denholt", ("Marta Denholt",)),
        ("Autorin: Marta Denholt, Redaktion: Ivo Pell", ("Marta Denholt",)),
        ("Von Anna Oake (Text) und Ivo Pell (Fotos)", ("Anna Oake",)),
        ("Aufgezeichnet von Anna Oake", ("Anna Oake",)),
    ],
)
def test_only_the_author_is_one(line: str, authors: tuple[str, ...]) -> None:
    assert detect(article(TITLE, line)).metadata.authors == authors

"""Labels in capitals that run into a paragraph, and answers that are no choice of a poll."""

import pytest

from cleaners.document import Cleaned, RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document

PROSE = (
    "The council of Marrow Bay voted on Tuesday to close the old ferry terminal, saying that the "
    "piers could no longer carry the weight of the trucks."
)


def clean(*lines: str, name: str = "/in/a.txt") -> Cleaned:
    return clean_document(RawDocument("0" * 32, name, "\n\n".join(lines).encode()), Options())


def text_of(*lines: str, name: str = "/in/a.txt") -> str:
    article = clean(*lines, name=name).article
    assert article is not None
    return article.text


@pytest.mark.parametrize(
    ("label", "line"),
    [
        ("ADVERTISEMENT", "An old gull sat on the wall, and nobody minded it at all that day."),
        ("REKLAM", "Aile, bebeğe deniz adını verdi ve bütün liman buna sevindi."),
        ("ANZEIGE", "Die Kapitäne waren nicht gefragt worden, sagte einer von ihnen später."),
        ("PUBLICIDAD", "Los capitanes no sabían nada, dijo uno de ellos el lunes en el muelle."),
        ("РЕКЛАМА", "Капитаны ничего не знали, сказал один из них в понедельник на пирсе."),
    ],
)
def test_a_label_in_capitals_is_cut_off_the_paragraph(label: str, line: str) -> None:
    assert line in text_of(PROSE, label + line, PROSE).split("\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "REKLAMCI sayısı arttı, dedi belediye başkanı salı günü limanda.",
        "ADVERTISEMENTS cost more than boats now, the harbor master said on Monday.",
        "Advertisementless is what she calls her paper, and she means it as praise.",
        "NATOs Schiffe lagen am Montag vor der Mole, und keiner hatte sie gerufen.",
    ],
)
def test_words_of_the_paragraph_keep_their_beginnings(line: str) -> None:
    assert line in text_of(PROSE, line, PROSE)


def test_an_answer_with_a_full_stop_is_no_choice_of_a_poll() -> None:
    lines = ("**Did you believe it?**", "No.", "**Sign up for our newsletter**", "**And then?**")
    assert "\n\nNo.\n\n" in text_of(PROSE, *lines, PROSE, name="/in/a.md")
    assert "No" not in text_of(PROSE, PROSE, "Did you believe it?", "Yes", "No", "Vote").split()

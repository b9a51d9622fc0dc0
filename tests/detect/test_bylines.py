"""Bylines in their forms, names told from other words, and sentences that begin with "By"."""

import msgspec
import pytest

from cleaners.detect import detect
from cleaners.detect.names import is_name, split_names
from cleaners.document import Mark
from tests.detect.pages import article

TITLE = "Harbor plan divides the council of Ostravel"

BYLINES = {
    "By Marta Denholt": ["Marta Denholt"],
    "BY MARTA DENHOLT": ["MARTA DENHOLT"],
    "By Marta Denholt and Ivo Pell": ["Marta Denholt", "Ivo Pell"],
    "By Marta Denholt, Ivo Pell & Ana de la Cruz": ["Marta Denholt", "Ivo Pell", "Ana de la Cruz"],
    "By Marta Denholt, Education Editor": ["Marta Denholt"],
    "By Marta Denholt in Velden": ["Marta Denholt"],
    "By Marta Denholt for The Marrovia Times": ["Marta Denholt"],
    "By Marta Denholt and Ivo Pell | AP": ["Marta Denholt", "Ivo Pell"],
    "By Denholt, Marta": ["Denholt, Marta"],
    "By Ivo O'Pell (ivo@example.org)": ["Ivo O'Pell"],
    "Words: Marta Denholt": ["Marta Denholt"],
    "Von Marta Denholt und Ivo Pell": ["Marta Denholt", "Ivo Pell"],
    "Par Marta Denholt et Ivo Pell": ["Marta Denholt", "Ivo Pell"],
    "Por Marta Denholt y Ivo Pell": ["Marta Denholt", "Ivo Pell"],
    "Автор: Иван Петров и Анна Сидорова": ["Иван Петров", "Анна Сидорова"],
    "作者：张三": ["张三"],
    "著者：山田太郎": ["山田太郎"],
    "Escribe Marta Denholt": ["Marta Denholt"],
    "Authors Marta Denholt and Jelko Ovring": ["Marta Denholt", "Jelko Ovring"],
    "Propos recueillis par Marta Denholt": ["Marta Denholt"],
    "Розмовляла Марта Левицька": ["Марта Левицька"],
    "Rozmawiał Jan Kowalski": ["Jan Kowalski"],
    "بقلم سامي حداد": ["سامي حداد"],
}


@pytest.mark.parametrize(("line", "authors"), BYLINES.items())
def test_bylines_name_their_authors_as_written(line: str, authors: list[str]) -> None:
    found = detect(article(TITLE, line))
    assert list(found.metadata.authors) == authors
    assert found.metadata.byline == line
    assert {c.block for c in found.candidates if c.kind == "byline"} == {1}


@pytest.mark.parametrize(
    "line",
    [
        "By Thursday evening the harbor was open",
        "By law, the council must answer",
        "By Popular Demand",
        "By the Numbers",
        "By 2030, Half the Fleet",
        "Von der Leyen besucht Ostravel",
        "Por la tarde el puerto estaba abierto",
        "Words: the harbor in verse",
        "Olympische Winterspiele",
        "Breaking News",
        "Розмовляла довго з кожним",
    ],
)
def test_what_only_looks_like_a_byline_is_none(line: str) -> None:
    got = detect(article(TITLE, line, "July 29, 2024")).metadata
    assert (got.byline, got.authors) == (None, ())


def test_an_agency_alone_is_no_author() -> None:
    got = detect(article(TITLE, "By AFP")).metadata
    assert (got.byline, got.authors, got.agencies) == ("By AFP", (), ("AFP",))


def test_the_desk_of_an_agency_is_the_agency() -> None:
    got = detect(article(TITLE, "By Reuters Staff")).metadata
    assert (got.authors, got.agencies) == ((), ("Reuters",))


def test_a_role_below_a_byline_leaves_with_it() -> None:
    found = detect(article(TITLE, "By Marta Denholt", "Political Correspondent"))
    assert {c.block for c in found.candidates if c.kind == "byline"} == {1, 2}
    spared = detect(article(TITLE, "By Marta Denholt", "The correspondent came home late"))
    assert {c.block for c in spared.candidates if c.kind == "byline"} == {1}


def test_an_agency_beside_a_name_is_taken_apart() -> None:
    got = detect(article(TITLE, "By Marta Denholt, Reuters")).metadata
    assert (got.authors, got.agencies) == (("Marta Denholt",), ("Reuters",))


@pytest.mark.parametrize(
    "front",
    [
        (TITLE, "Marta Denholt", "July 29, 2024"),
        (TITLE, "July 29, 2024", "Marta Denholt"),
        (TITLE, "Marta Denholt, Education Editor", "July 29, 2024"),
        (TITLE, "Marta Denholt | July 29, 2024"),
        (TITLE, "By", "Marta Denholt"),
    ],
)
def test_bare_names_count_beside_a_stamp(front: tuple[str, ...]) -> None:
    assert detect(article(*front)).metadata.authors == ("Marta Denholt",)


def test_a_bare_name_without_a_reason_is_left_in_the_text() -> None:
    found = detect(article("Harbor", "Velden Quay", "Harbor plan divides the council"))
    assert found.metadata.authors == ()
    assert not [c for c in found.candidates if c.kind == "byline"]


def test_a_byline_and_a_stamp_on_one_line_share_it() -> None:
    found = detect(article(TITLE, "By Marta Denholt | July 29, 2024")).metadata
    assert (found.byline, found.day_published) == ("By Marta Denholt", "2024-07-29")


def test_a_hint_outweighs_one_line_and_not_two() -> None:
    line = "By Marta Denholt"
    one = detect(article(TITLE, line, authors=("Ivo Pell",))).metadata
    sign_off = "(Reporting by Marta Denholt; Editing by Ana Ruiz)"
    two = detect(article(TITLE, line, tail=(sign_off,), authors=("Ivo Pell",))).metadata
    assert (one.authors, two.authors) == (("Ivo Pell",), ("Marta Denholt",))


@pytest.mark.parametrize("hint", ["admin", "https://example.org/a", "AFP", "The Marrovia Times"])
def test_hints_that_are_no_persons_are_dropped(hint: str) -> None:
    assert detect(article(TITLE, authors=(hint,))).metadata.authors == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Marta Denholt", ["Marta Denholt"]),
        ("Dr. Marta Denholt", ["Dr. Marta Denholt"]),
        ("Jean-Luc d'Arc", ["Jean-Luc d'Arc"]),
        ("Marta Denholt, Education Editor and Ivo Pell", ["Marta Denholt", "Ivo Pell"]),
        ("Thursday evening", None),
        ("a crowd of nine", None),
        ("", None),
    ],
)
def test_lists_of_names_are_split(text: str, names: list[str] | None) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize("text", ["Breaking News", "the Ministry", "Ivo", "12 Angry", "a b"])
def test_names_are_not_any_two_words(text: str) -> None:
    assert not is_name(text)


def test_a_label_on_a_line_of_its_own_names_who_stands_below() -> None:
    found = detect(article(TITLE, "Auteur", "Uriel Gadell", "2 mai 2023")).metadata
    assert found.authors == ("Uriel Gadell",)
    assert detect(article(TITLE, "Auteur", "Le Monde", "2 mai 2023")).metadata.authors == ()


def test_an_account_with_a_label_signs_where_a_stamp_shares_the_line() -> None:
    found = detect(article(TITLE, "Verfasst von: quayside | 3. Mai 2023")).metadata
    assert found.authors == ("quayside",)
    assert detect(article(TITLE, "Verfasst von: redaktion | 3. Mai 2023")).metadata.authors == ()


@pytest.mark.parametrize("desk", ["Redaktion Hafen Ostravel", "Redacción Puerto Velden"])
def test_a_desk_and_its_outlet_are_no_person(desk: str) -> None:
    assert split_names(desk) == []
    assert split_names("Redakteurin Marta Denholt") == ["Marta Denholt"]


def test_a_byline_of_several_lines() -> None:
    lines = ("Von", "Marta Denholt", "Marta Denholt", "Ana Pell")
    assert detect(article(TITLE, *lines)).metadata.authors == ("Marta Denholt", "Ana Pell")
    found = detect(article(TITLE, "Von", "Marta Denholt", "Harbor Trams"))
    assert found.metadata.authors == ("Marta Denholt",)


def test_who_posted_is_told_below_the_text_whatever_the_line_was_taken_for() -> None:
    found = article(TITLE, tail=("Posted by Marta Denholt, Harbor Project, Quay",))
    last = len(found.blocks) - 1
    mark = Mark(last, 0, len(found.blocks[last].text), "newsletter_signup", "newsletter/section")
    hidden = msgspec.structs.replace(found, marks=(mark,))
    assert detect(hidden).metadata.authors == ("Marta Denholt",)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("By Marta Denholt", ("Marta Denholt",)),
        ("Author: Zelvo Ovring", ("Zelvo Ovring",)),
        ("By Main Ingredient", ()),
        ("Author: Submit", ()),
    ],
)
def test_below_the_text_a_given_name_or_a_label_makes_a_byline(
    line: str, found: tuple[str, ...]
) -> None:
    assert detect(article(TITLE, tail=(line,))).metadata.authors == found

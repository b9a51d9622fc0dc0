"""Lines that hold more than names: stamps, rubrics, opening words anywhere, handles, pictures."""

import pytest

from cleaners.detect.line_words import is_handle
from cleaners.detect.picture_lines import is_picture_credit
from cleaners.detect.signed_lines import (
    behind_opener,
    byline_in,
    is_opened_by_genre,
    names_on,
    read_signed,
)

SIGNED = {
    "Marta Denholt | 3 May 2023": ["Marta Denholt"],
    "3 May 2023 Marta Denholt 2 comments": ["Marta Denholt"],
    "3 May 2023 Marta Denholt Politics": ["Marta Denholt"],
    "Marta Denholt 06 PM | 18 May": ["Marta Denholt"],
    "Marta Denholt Updated 3 May 2023": ["Marta Denholt"],
    "Published: 3 May 2023 | Author: Marta Denholt | Filed under: Trams": ["Marta Denholt"],
    "3 May 2023 @ 18:13 // Author: quayside7 // ~ reading time: 1 minute": ["quayside7"],
    "Posted in Coast by quayside on May 3, 2023": ["quayside"],
    "Veröffentlicht am 3. Mai 2023 von Marta Denholt": ["Marta Denholt"],
    "Von Marta Denholt Kategorien: Hafen 3. Mai 2023": ["Marta Denholt"],
    "By Marta Denholt and Ivo Pell | 3 May 2023": ["Marta Denholt", "Ivo Pell"],
    "Publié le 3 mai 2023 par Anne Duval": ["Anne Duval"],
    "3 мая 2023, 10:20 | Автор: Иван Петров | Фото: ТАСС": ["Иван Петров"],
    "2023-05-03 10:20 来源：海港日报 作者：张三": ["张三"],
    "सोमवार, 3 मई 2023 | राहुल शर्मा": ["राहुल शर्मा"],
}


@pytest.mark.parametrize(("line", "names"), SIGNED.items())
def test_names_are_read_off_lines_that_hold_more(line: str, names: list[str]) -> None:
    found = read_signed(line)
    assert found is not None and list(found.names) == names


@pytest.mark.parametrize(
    "line",
    [
        "3 May 2023 in Politics",
        "Harbor News | 3 May 2023",
        "Photo by Marta Denholt, 3 May 2023",
        "Foto: Marta Denholt | 3. Mai 2023",
        "Reviewed by Marta Denholt on 3 May 2023",
        "Ein Beitrag geteilt von Marta Denholt am 3. Mai 2023",
        "Posted by admin on May 3, 2023",
        "Veröffentlicht am 3. Mai 2023 von Redaktion",
        "Marta Denholt in the harbor on 3 May 2023",
        "Mon., March 23, 2023",
    ],
)
def test_lines_without_an_author_name_nobody(line: str) -> None:
    assert read_signed(line) is None


def test_a_particle_within_a_name_opens_nothing() -> None:
    assert behind_opener("Inga von Oake") == "Inga von Oake"
    assert behind_opener("Gastbeitrag von Inga Oake") == "Inga Oake"
    assert behind_opener("ByInga Oake") == "Inga Oake"
    assert behind_opener("Bystander Inga") == "Bystander Inga"


def test_a_genre_opens_a_byline_and_a_title_of_a_work_does_not() -> None:
    assert is_opened_by_genre("Ein Kommentar von Inga Oake")
    assert is_opened_by_genre("Analysis by Inga Oake")
    assert not is_opened_by_genre("Das Vermächtnis von Inga Oake")
    assert not is_opened_by_genre("Inga Oake")


@pytest.mark.parametrize("word", ["quayside", "quay_side7", "Q.Oake", "quaySide"])
def test_handles_are_kept_as_written(word: str) -> None:
    assert is_handle(word)


@pytest.mark.parametrize(
    "word",
    ["admin", "Redaktion", "NDR", "www.quay.example", "quay.de", "quay-team", "2023", "Follow"],
)
def test_accounts_and_buttons_are_no_handles(word: str) -> None:
    assert not is_handle(word)


def test_pictures_are_credited_to_others() -> None:
    assert is_picture_credit("Foto: Inga Oake") and is_picture_credit("Headshot of Inga Oake")
    assert not is_picture_credit("Inga Oake")
    assert list(names_on("Text: Inga Oake\nFoto: Ivo Pell")) == ["Inga Oake"]


def test_the_printed_byline_reaches_from_its_opening_word_to_its_last_name() -> None:
    line = "3 May | Words by Inga Oake and Ivo Pell | Trams"
    assert byline_in(line, ["Inga Oake", "Ivo Pell"]) == "Words by Inga Oake and Ivo Pell"
    assert byline_in("Inga Oake", ["Inga Oake"]) == "Inga Oake"
    assert byline_in("Trams", ["Inga Oake"]) == ""


def test_a_month_glued_to_the_name_is_parted_from_it() -> None:
    found = read_signed("Anna OakeMay 3, 2024")
    assert found is not None
    assert found.names == ("Anna Oake",)


def test_a_button_behind_a_given_name_is_no_surname() -> None:
    found = read_signed("26 May 2019 von Anna Kategorien: Allgemein")
    assert found is not None
    assert found.names == ("Anna",)


def test_sections_and_outlets_are_no_handles() -> None:
    assert is_handle("quayside")
    assert not any(map(is_handle, ("Internacional", "Politik", "항구일보", "뉴스항구", "logo")))

"""Printed dates in many languages, the stamps that hold them, and what is no stamp."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.detect import detect
from cleaners.detect.stamps import find_dates, read_instant
from cleaners.document import Mark
from cleaners.folding import fold
from tests.detect.pages import PROSE, article, page

PRINTED = {
    "Published Fri 3 Mar 2023 16.42 GMT": "2023-03-03T16:42+00:00",
    "29 июля 2024": "2024-07-29",
    "5 июня 2023 г., 11:24": "2023-06-05T11:24",
    "19 травня 2021, 09:40": "2021-05-19T09:40",
    "2021年6月11日 17時00分": "2021-06-11T17:00",
    "2024년 7월 29일": "2024-07-29",
    "12.05.2024, 14:32 Uhr": "2024-05-12T14:32",
    "July 29, 2024 2:14 p.m. ET": "2024-07-29T14:14-04:00",
    "January 9, 2024 12:05 a.m. ET": "2024-01-09T00:05-05:00",
    "16/08/2021 às 07h30": "2021-08-16T07:30",
    "28 ENE 2019 - 00:02 CET": "2019-01-28T00:02+01:00",
    "2023-04-23 10:15": "2023-04-23T10:15",
    "2024. július 29.": "2024-07-29",
    "٢٩ يوليو ٢٠٢٤": "2024-07-29",
    "16:42 GMT, 3 March 2023": "2023-03-03T16:42+00:00",
    "2024-07-29T14:32:07+03:00": "2024-07-29T14:32:07+03:00",
    "Publié le 1er août 2024 à 18h05": "2024-08-01T18:05",
    "3 de mayo de 2023": "2023-05-03",
    "03.02.2020 - 14:17": "2020-02-03T14:17",
    "29 Temmuz 2024": "2024-07-29",
    "7 maart 2022, 16:20": "2022-03-07T16:20",
    "31st October 2022": "2022-10-31",
    "28.09.1912:44": "2019-09-28",  # an hour glued to a year of two digits
    "28.09.201912:44": "2019-09-28",
    "公開日：2023/03/03 10:15": "2023-03-03T10:15",
    "2023年3月3日(金) 10:15": "2023-03-03T10:15",
    "2023年3月3号": "2023-03-03",
    "Mar 3,2023": "2023-03-03",
    "3, Marzo, 2023": "2023-03-03",
    "3 / 13 / 2023": "2023-03-13",
    "2023 / 03 / 13": "2023-03-13",
    "03.13.2023": "2023-03-13",
    "13 Pebruari 2023": "2023-02-13",
    "3 مارس/آذار 2023": "2023-03-03",
    "Velden-13/03/2023 10:15": "2023-03-13T10:15",
    "3 Mart 2023 Cuma 10:15": "2023-03-03T10:15",
    "Marta DenholtMarch 3, 2023": "2023-03-03",
}
GLUED = {
    "3. März 20234. März 2023": ["2023-03-03", "2023-03-04"],
    "13/03/202314/03/2023": ["2023-03-13", "2023-03-14"],
    "March 3, 2023March 4, 2023": ["2023-03-03", "2023-03-04"],
}


@pytest.mark.parametrize(("text", "value"), PRINTED.items())
def test_printed_dates_are_read(text: str, value: str) -> None:
    found = [it.value(it.day) for it in find_dates(fold(text)) if it.day]
    assert found == [value]


@pytest.mark.parametrize(("text", "values"), GLUED.items())
def test_days_of_two_elements_are_two_days(text: str, values: list[str]) -> None:
    assert [it.value(it.day) for it in find_dates(fold(text)) if it.day] == values


@pytest.mark.parametrize(
    "text",
    [
        "5 May 201619 people came",
        "12:30:2019",
        "a-slug-with-3-5-2023-in-it",
        "Midmarch 3, 1823",
    ],
)
def test_what_only_looks_glued_gives_none(text: str) -> None:
    assert list(find_dates(fold(text))) == []


@pytest.mark.parametrize(
    "text",
    ["31 February 2024", "July 2024", "2024", "32.01.2024", "version 1.2.3", "call 020 7946 0018"],
)
def test_what_is_no_day_gives_none(text: str) -> None:
    assert list(find_dates(fold(text))) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-07-29", "2024-07-29"),
        ("20240729", "2024-07-29"),
        ("2024-07-29T12:00:00Z", "2024-07-29T12:00:00+00:00"),
        ("1722250000", "2024-07-29T10:46:40+00:00"),
        ("Mon, 29 Jul 2024 10:00:00 GMT", "2024-07-29T10:00:00+00:00"),
        ("20240729101112", "2024-07-29T10:11:12+00:00"),
        ("yesterday", None),
        ("", None),
    ],
)
def test_hints_are_read(text: str, value: str | None) -> None:
    assert read_instant(text) == value


STAMPS = {
    "Published Fri 3 Mar 2023 16.42 GMT": ("2023-03-03T16:42:00Z", "2023-03-03", "minute"),
    "July 29, 2024": ("2024-07-29T00:00:00Z", "2024-07-29", "day"),
    "12.05.2024, 14:32 Uhr • Lesezeit: 8 Minuten": ("2024-05-12T14:32:00Z", "2024-05-12", "minute"),
    "2024-07-30T01:30:00+03:00": ("2024-07-29T22:30:00Z", "2024-07-30", "second"),
    "Marta Denholt | July 29, 2024": ("2024-07-29T00:00:00Z", "2024-07-29", "day"),
    "29 июля 2024": ("2024-07-29T00:00:00Z", "2024-07-29", "day"),
}


@pytest.mark.parametrize(("line", "expected"), STAMPS.items())
def test_stamp_lines_give_the_printed_day(line: str, expected: tuple[str, str, str]) -> None:
    got = detect(article("Harbor plan divides the council of Ostravel", line)).metadata
    assert (got.date_published, got.day_published, got.date_precision) == expected


def test_last_updated_is_a_change_and_gives_way_to_any_publication() -> None:
    title, change = "Harbor plan divides council", "Last updated: 5 March 2023"
    for lines in ((change, "3 March 2023"), ("3 March 2023", change)):
        got = detect(article(title, *lines)).metadata
        assert (got.day_published, got.date_modified) == ("2023-03-03", "2023-03-05T00:00:00Z")


@pytest.mark.parametrize(
    "line",
    [
        "3. März 20235. März 2023",
        "5. März 20233. März 2023",  # the change stands first
        "Veröffentlicht am 3. März 20235. März 2023 von Ilse Brandmoor",
        "3. März 2023 5. März 2023",
    ],
)
def test_of_two_days_in_a_row_one_is_a_change(line: str) -> None:
    got = detect(article("Hafenplan spaltet den Rat", line)).metadata
    assert (got.day_published, got.date_modified) == ("2023-03-03", "2023-03-05T00:00:00Z")


def test_a_word_of_publication_counts_more_than_the_order_of_two_days() -> None:
    line = "Veröffentlicht am 5. März 20233. März 2023 von Ilse Brandmoor"
    assert detect(article("Hafenplan spaltet den Rat", line)).metadata.day_published == "2023-03-05"


@pytest.mark.parametrize(
    "line",
    [
        "Pressemitteilung vom 3. März 2023",
        "Communiqué du 3 mars 2023",
        "Notizia del 3 marzo 2023",
        "Press release of 3 March 2023",
    ],
)
def test_a_line_may_name_the_text_that_is_of_a_day(line: str) -> None:
    assert detect(article("Hafenplan spaltet den Rat", line)).metadata.day_published == "2023-03-03"


def test_the_day_a_game_or_film_comes_out_is_no_stamp() -> None:
    found = detect(article("Harbor Master, the game", "Release: 3 March 2023")).candidates
    assert not [it for it in found if it.field == "date_published" and it.kind is not None]


def test_two_dates_on_a_line_keep_their_labels() -> None:
    line = "Published 3 March 2023, updated 5 March 2023"
    got = detect(article("Harbor plan divides council", line)).metadata
    assert (got.day_published, got.date_modified) == ("2023-03-03", "2023-03-05T00:00:00Z")


def test_a_stamp_glued_to_a_plea_takes_only_its_own_span() -> None:
    found = detect(article("date 2024-11-08 Support The Marrovia Times!"))
    spans = {(c.start, c.end) for c in found.candidates if c.kind == "publish_stamp"}
    assert found.metadata.day_published == "2024-11-08"
    assert spans == {(0, len("date 2024-11-08"))}


@pytest.mark.parametrize(
    ("stamp", "reading"),
    [
        ("Publié le 28 mai 2024 à 22h10", " - Temps de lecture : 2 min"),
        ("12.05.2024, 14:32 Uhr", " • Lesezeit: 8 Minuten"),
        ("July 29, 2024", " | 5 min read"),
    ],
)
def test_a_reading_time_is_no_part_of_its_stamp(stamp: str, reading: str) -> None:
    found = detect(article("Harbor plan divides council", stamp + reading))
    spans = {c.kind: (stamp + reading)[c.start : c.end] for c in found.candidates if c.block == 1}
    spans.pop(None)  # what only says how sure the day is
    assert spans == {"publish_stamp": stamp, "read_time": reading}


def test_an_unlabeled_date_before_known_furniture_is_a_stamp() -> None:
    line = "July 29, 2024 Back our newsroom today"
    mark = Mark(1, len("July 29, 2024 "), len(line), "donation_plea", "test/plea")
    document = page("Harbor plan divides council", line, *PROSE, marks=(mark,))
    assert detect(document).metadata.day_published == "2024-07-29"


@pytest.mark.parametrize(
    "line",
    [
        "January 6, 2021 was the day on which the harbor froze over for the first time.",
        "The treaty was signed in Ostravel on 3 March 1951 and came into force a year later.",
        "March 2024",
        "Season 2023-24",
    ],
)
def test_dates_of_sentences_are_none(line: str) -> None:
    got = detect(article("Harbor plan divides council", line))
    assert got.metadata.day_published is None
    assert not [c for c in got.candidates if c.kind == "publish_stamp" and c.value]


@pytest.mark.parametrize(
    ("line", "more", "day"),
    [
        ("03/04/2024", "", None),
        ("03/04/2024", "It came after July 29, and after August 3, said Ms. Pell.", "2024-03-04"),
        ("03/04/2024", "It came after 29 July, and after 3 August, said Ms. Pell.", "2024-04-03"),
        ("25/04/2024", "", "2024-04-25"),
        ("03.04.2024", "", "2024-04-03"),
    ],
)  # fmt: skip
def test_numeric_dates_need_evidence_of_their_order(line: str, more: str, day: str | None) -> None:
    got = detect(article("Harbor plan divides council", line, *([more] if more else [])))
    assert got.metadata.day_published == day


def test_numeric_dates_put_the_day_first_outside_english() -> None:
    text = "Der Rat und die Stadt haben sich über den Plan für den Hafen und das Dock geeinigt."
    got = detect(page("Rat einigt sich über Hafen", "03/04/2024", text)).metadata
    assert got.day_published == "2024-04-03"


def test_the_days_of_a_diary_stay_in_the_text() -> None:
    lines = ("The winter of the harbor", "3 March 1951", PROSE[0], "4 March 1951", PROSE[1])
    found = detect(page(*lines, "5 March 1951", PROSE[2]))
    assert {c.block for c in found.candidates if c.kind == "publish_stamp"} == {1}
    bare = detect(page(PROSE[0], "4 March 1951", PROSE[1], "5 March 1951", PROSE[2]))
    assert not [c for c in bare.candidates if c.kind]


def test_of_two_stamps_the_one_below_the_title_counts() -> None:
    document = article("4 May 2022", "# Harbor plan divides council", "9 May 2022")
    assert detect(document).metadata.day_published == "2022-05-09"


def test_the_lone_stamp_below_the_text_counts_and_two_days_do_not() -> None:
    one = article("Harbor plan divides council", tail=("Ostravel harbor", "9 May 2022"))
    two = article("Harbor plan divides council", tail=("9 May 2022", "Ferry sinks", "2 May 2022"))
    assert detect(one).metadata.day_published == "2022-05-09"
    assert detect(two).metadata.day_published is None


@given(st.text(alphabet="0123456789 ./-:年月日julymai,", max_size=80))
def test_any_text_can_be_searched_for_dates(text: str) -> None:
    for it in find_dates(fold(text)):
        assert 0 <= it.start < it.end <= len(text)


@pytest.mark.parametrize("piece", ["1 ", "12.05.2024 ,", "2024-", "1:2", "july ", "12/"])
def test_long_lines_are_searched_in_linear_time(piece: str) -> None:
    line = fold(piece * (100_000 // len(piece)))
    begin = time.process_time()
    list(find_dates(line))
    assert time.process_time() - begin < 2.0

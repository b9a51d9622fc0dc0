"""The chooser: agreement, hints, thresholds, dates that cannot be, and its reasons."""

import random

from cleaners.detect.choose import choose
from cleaners.detect.weighing import calibrated
from cleaners.document import Candidate
from tests.detect.pages import PROSE, article, page

DOCUMENT = article("Harbor plan", "July 29, 2024")


def date(value: str, source: str, sure: float, block: int | None = 1) -> Candidate:
    return Candidate("date_published", value, source, "test/rule", sure, block=block)


def test_two_that_agree_outweigh_a_hint() -> None:
    hint = date("2024-07-30", "hint", 0.85, None)
    stamp, url = date("2024-07-29", "stamp", 0.82), date("2024-07-29", "url", 0.6, None)
    assert choose(DOCUMENT, [hint, stamp]).day_published == "2024-07-30"
    assert choose(DOCUMENT, [hint, url]).day_published == "2024-07-30"
    dateline = date("2024-07-29", "dateline", 0.75)
    assert choose(DOCUMENT, [hint, stamp, dateline]).day_published == "2024-07-29"


def test_weak_evidence_alone_gives_nothing() -> None:
    got = choose(
        DOCUMENT,
        [Candidate("title", "Harbor", "headline", "test/rule", 0.4), date("2024-07-29", "x", 0.5)],
    )
    assert (got.title, got.day_published, got.date_published) == (None, None, None)


def test_no_date_lies_after_the_fetch() -> None:
    fetched = Candidate("date_crawled", "2024-07-20T10:00:00Z", "hint", "test/rule", 0.99)
    late, early = date("2024-07-29", "stamp", 0.82), date("2024-07-19", "stamp", 0.82, 2)
    got = choose(DOCUMENT, [late, early, fetched])
    assert (got.day_published, got.date_crawled) == ("2024-07-19", "2024-07-20T10:00:00Z")


def test_a_machine_instant_and_the_printed_day_are_one_date() -> None:
    hint = date("2024-07-30T03:30:00+00:00", "hint", 0.85, None)
    got = choose(DOCUMENT, [hint, date("2024-07-29", "stamp", 0.82)])
    assert (got.day_published, got.date_published) == ("2024-07-29", "2024-07-30T03:30:00Z")


def test_an_offset_is_that_of_the_place_and_names_its_own_day() -> None:
    shown = date("2024-12-04T00:05", "stamp", 0.82)
    for instant, day in (
        ("2024-12-03T23:17:00+09:00", "2024-12-03"),
        ("2024-12-03T23:17:00+00:00", "2024-12-04"),
    ):
        declared = date(instant, "meta_published", 0.97, None)
        assert choose(DOCUMENT, [shown, declared]).day_published == day


def test_a_printed_time_without_a_zone_warns() -> None:
    got = choose(DOCUMENT, [date("2024-07-29T11:24", "stamp", 0.82)])
    assert got.date_published == "2024-07-29T11:24:00Z"
    assert got.warnings == ("time_zone_unknown",)


def test_a_change_before_publication_is_dropped() -> None:
    changed = Candidate("date_modified", "2024-07-01", "stamp", "test/rule", 0.9, block=1)
    assert choose(DOCUMENT, [date("2024-07-29", "stamp", 0.82), changed]).date_modified is None


def test_reasons_point_into_the_source() -> None:
    text = "By Marta Denholt"
    document = page("Harbor plan", text, *PROSE)
    it = Candidate("byline", text, "byline_line", "test/rule", 0.9, block=1, start=0, end=len(text))
    (row,) = choose(document, [it]).provenance
    assert document.source.text[row.start : row.end] == text
    assert (row.field, row.value, row.source, row.confidence) == (
        "byline",
        text,
        "byline_line",
        0.9,
    )


def test_the_order_of_candidates_of_different_places_does_not_matter() -> None:
    candidates = [
        Candidate("title", "Harbor plan", "headline", "a/b", 0.8, block=0),
        Candidate("title", "Port plan", "headline", "a/b", 0.8, block=1),
        Candidate("site_name", "Velden Post", "plea", "a/b", 0.8, block=3),
        Candidate("site_name", "Velden Mail", "plea", "a/b", 0.8, block=2),
        Candidate("tag", "Port", "tag_list", "a/b", 0.8, block=3),
        Candidate("tag", "Coast", "tag_list", "a/b", 0.8, block=2),
        date("2024-07-29", "stamp", 0.82),
        date("2024-07-28", "stamp", 0.82, 2),
        date("2024-07-28", "url", 0.6, None),
    ]
    expected = choose(DOCUMENT, candidates)
    shuffler = random.Random(4)
    for _ in range(20):
        shuffler.shuffle(candidates)
        got = choose(DOCUMENT, candidates)
        assert got == expected


def test_the_confidence_of_a_title_is_what_it_proved_to_be_worth() -> None:
    sures = [calibrated("title", it / 100) for it in range(40, 101)]
    assert sures == sorted(sures) and sures[0] == 0.35 and sures[-1] == 0.93
    assert calibrated("date_published", 0.7) == 0.7

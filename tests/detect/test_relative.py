"""Dates told from the day of the fetch, and only from it."""

import pytest

from cleaners.detect import detect
from cleaners.detect.relative import relative_day
from cleaners.folding import fold
from tests.detect.pages import PROSE, article, page

TITLE = "Harbor plan divides council"
FETCHED = "2024-05-03T10:00:00+00:00"
TOLD = {
    "Published 3 hours ago": "2024-05-03",
    "11 hours ago": "2024-05-02",
    "2 days ago": "2024-05-01",
    "an hour ago": "2024-05-03",
    "vor 2 Tagen": "2024-05-01",
    "il y a 3 jours": "2024-04-30",
    "hace 12 horas": "2024-05-02",
    "há 2 dias": "2024-05-01",
    "2 giorni fa": "2024-05-01",
    "3 дня назад": "2024-04-30",
    "2 dagar sedan": "2024-05-01",
    "2 dagen geleden": "2024-05-01",
    "2 gün önce": "2024-05-01",
    "2天前": "2024-05-01",
    "11時間前": "2024-05-02",
    "2일 전": "2024-05-01",
    "منذ 2 أيام": "2024-05-01",
    "Yesterday at 18:40": "2024-05-02",
    "Heute, 09:15 Uhr": "2024-05-03",
}


@pytest.mark.parametrize(("text", "day"), TOLD.items())
def test_the_day_is_counted_from_the_fetch(text: str, day: str) -> None:
    assert relative_day(fold(text), FETCHED) == day


@pytest.mark.parametrize(
    "text",
    [
        "3 hours of rain",
        "a week ago",
        "il y a 2 semaines",
        "3 years ago",
        "the days before",
        "2 men ago",
        "Yesterdays",
    ],
)
def test_other_words_tell_no_day(text: str) -> None:
    assert relative_day(fold(text), FETCHED) is None


def test_without_a_fetch_no_day_is_told() -> None:
    assert relative_day("2 days ago", "") is None
    assert detect(article(TITLE, "Published 2 days ago")).metadata.day_published is None


def test_a_stamp_that_tells_how_long_ago_gives_the_day() -> None:
    found = detect(page(TITLE, "Published 2 days ago", *PROSE, fetched_at=FETCHED))
    assert found.metadata.day_published == "2024-05-01"
    assert found.metadata.date_precision == "day"
    changed = detect(page(TITLE, "Updated 2 days ago", *PROSE, fetched_at=FETCHED)).metadata
    assert (changed.day_published, changed.date_modified) == (None, "2024-05-01T00:00:00Z")

"""Days that are not the text's: of what a picture shows, of the comments below."""

import pytest

from cleaners.detect import detect
from cleaners.detect.stamps import find_dates
from cleaners.detect.strange_days import is_caption
from cleaners.folding import fold
from tests.detect.pages import PROSE, page

TITLE = "Harbor plan divides the council of Ostravel"


@pytest.mark.parametrize(
    "line",
    [
        "A view of the quay in Ostravel, 24 April 2023",
        "Ein Blick auf den Hafen von Velden, 24. April 2023",
        "De oude kade aan de haven, 24 april 2023",
        "Вид на старую набережную города, 24 апреля 2023",
    ],
)
def test_what_a_picture_shows_has_a_day_of_its_own(line: str) -> None:
    assert is_caption(line, tuple(find_dates(fold(line))))
    assert detect(page(TITLE, line, *PROSE)).metadata.day_published is None


@pytest.mark.parametrize(
    "line",
    [
        "24 April 2023",
        "Monday, the 24 April 2023",
        "By Marta Denholt of the harbor desk, 24 April 2023",
        "Published in the morning edition on 24 April 2023",
        "Velden | a look at the harbor | 24 April 2023",
        "Marta Denholt, Ostravel, 24 April 2023",
        "Artikel aus der Ausgabe vom 24. April 2023",
        "Zuletzt geändert in der Nacht am 24. April 2023",
    ],
)
def test_a_stamp_says_who_where_or_what_happened_to_the_text(line: str) -> None:
    assert not is_caption(line, tuple(find_dates(fold(line))))


def test_a_caption_told_by_its_credit_does_not_date_the_text() -> None:
    lines = (TITLE, "A look at the quay, 24 April 2023", "+Photo: Ivo Pell", "3 May 2023", *PROSE)
    assert detect(page(*lines)).metadata.day_published == "2023-05-03"


@pytest.mark.parametrize(
    "heading", ["Comments (2)", "2 Kommentare", "Reacties", "コメント", "댓글 2"]
)
def test_comments_have_days_of_their_own(heading: str) -> None:
    remarks = (heading, "gull77", "14.05.2023, 10:11", "A shame!", "oarsman", "15.05.2023, 08:30")
    assert detect(page(TITLE, *PROSE, *remarks)).metadata.day_published is None


def test_a_button_to_the_comments_above_the_text_hides_no_stamp() -> None:
    lines = (TITLE, "Comments (2)", "3 May 2023, 10:11", *PROSE)
    assert detect(page(*lines)).metadata.day_published == "2023-05-03"


def test_a_stamp_below_the_text_counts_where_no_comments_begin() -> None:
    lines = (TITLE, *PROSE, "3 May 2023, 10:11")
    assert detect(page(*lines)).metadata.day_published == "2023-05-03"

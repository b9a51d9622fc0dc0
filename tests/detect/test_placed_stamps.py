"""Of all dates that a text prints, the document's own: by place, company and labels."""

import pytest

from cleaners.detect import detect
from cleaners.detect.core import core_of
from cleaners.detect.placed_stamps import weigh_lines
from cleaners.detect.sheet import open_sheet
from cleaners.document import Document, Mark
from tests.detect.pages import PROSE, page

TITLE = "Harbor plan divides the council of Ostravel"
MENU = ("News", "Weather", "Tides", "Boats", "Letters", "Ferries", "Archive", "Jobs", "Contact")
TEASERS = ("Ferry sinks off Velden", "2 May 2022", "Cranes fail test", "28 April 2022")


def hidden(lines: tuple[str, ...], first: int, last: int) -> Document:
    """Return a page of which a rule took the lines from ``first`` to ``last`` for teasers."""
    blocks = range(first, last + 1)
    marks = [Mark(i, 0, len(lines[i]), "teaser_cards", "teaser_cards/label") for i in blocks]
    return page(*lines, marks=tuple(marks))


def test_a_stamp_below_the_headline_counts_though_a_menu_swallowed_it() -> None:
    lines = (f"{TITLE} | The Ostravel Tide", *MENU, TITLE, "9 May 2022", "Share", *PROSE)
    assert detect(hidden(lines, 3, 12)).metadata.day_published == "2022-05-09"


def test_the_stamps_of_teasers_are_those_of_other_articles() -> None:
    lines = (TITLE, "9 May 2022", *PROSE, *MENU, *TEASERS)
    assert detect(page(*lines)).metadata.day_published == "2022-05-09"
    assert detect(page(TITLE, *PROSE, *MENU, *TEASERS)).metadata.day_published is None


def test_the_day_of_the_visit_at_the_top_of_a_page_gives_way() -> None:
    lines = ("Sunday, 15 May 2022", *MENU, *MENU, TITLE, "9 May 2022", *PROSE)
    assert detect(page(*lines)).metadata.day_published == "2022-05-09"


@pytest.mark.parametrize(
    "stamp",
    [
        ("Published", "9 May 2022", "16:40"),
        ("Ostravel - 09/05/2022 20:15",),
        ("Marta Denholt, 9 May 2022",),
        ("9 May 2022 at 08:45 | categories: Harbor, Cranes",),
        ("Stand: 09.05.2022 05:00 Uhr",),
    ],
)
def test_lines_that_hold_more_than_a_stamp(stamp: tuple[str, ...]) -> None:
    document = page(*MENU, TITLE, *stamp, *PROSE, "31/12/2021")
    assert detect(document).metadata.day_published == "2022-05-09"


def test_a_paragraph_may_open_with_the_day_but_not_tell_of_it() -> None:
    for opening in ("9 May 2022. ", "Velden, (9.5.2022). ", "VELDEN, 9 May 2022: "):
        told = page(TITLE, opening + PROSE[0], *PROSE[1:])
        assert detect(told).metadata.day_published == "2022-05-09"
    tells = f"9 May 2022 was the day for which the town had waited. {PROSE[0]}"
    assert detect(page(TITLE, tells, *PROSE[1:])).metadata.day_published is None


def test_state_of_the_text_is_its_day_only_where_no_other_is_told() -> None:
    both = page(TITLE, "Veröffentlicht: 7. Mai 2022", "Stand: 9. Mai 2022", *PROSE)
    found = detect(both).metadata
    assert found.day_published == "2022-05-07"
    assert found.date_modified == "2022-05-09T00:00:00Z"


def test_a_change_is_no_publication_where_another_day_is_told() -> None:
    for line in ("Updated 9 May 2022", "Aktualisiert am 9. Mai 2022", "Mis à jour le 9 mai 2022"):
        found = detect(page(TITLE, line, "3 May 2022", *PROSE)).metadata
        assert found.day_published == "2022-05-03"


def test_the_posts_of_a_social_network_have_days_of_their_own() -> None:
    post = "— Ostravel Tide (@ostraveltide) 2 May 2022"
    assert detect(page(TITLE, *PROSE, post)).metadata.day_published is None


def test_a_long_line_that_opens_with_its_label_is_a_stamp() -> None:
    rest = (
        "Author: denholt | Filed under: Harbor, Cranes, Ferries, Council | Tags: pier, quay, tide"
    )
    lines = (TITLE, f"Published: 3 May 2022 | {rest}", *PROSE, "4 May 2022 at 9:16")
    assert detect(page(*lines)).metadata.day_published == "2022-05-03"


def test_a_paragraph_may_open_with_its_day_and_two_dashes() -> None:
    lines = (TITLE, f"May 3, 2022 -- {PROSE[0]}", *PROSE[1:])
    assert detect(page(*lines)).metadata.day_published == "2022-05-03"


def test_the_core_is_where_the_prose_is() -> None:
    banner = "We use cookies to make this page work, and you may read here which ones these are."
    document = page(banner, *MENU, *MENU, TITLE, *PROSE)
    assert core_of(open_sheet(document)) == range(20, 23)
    assert not core_of(open_sheet(page(*MENU)))


def test_lines_without_a_date_and_texts_without_blocks_give_nothing() -> None:
    assert weigh_lines(open_sheet(page(TITLE, *PROSE))) == []
    assert weigh_lines(open_sheet(page())) == []

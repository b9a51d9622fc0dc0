"""Of all lines above a text, the headline: by its look, its words, and what stands beside it."""

from cleaners.detect import detect
from cleaners.detect.placed_titles import weigh_titles
from cleaners.detect.sheet import open_sheet
from cleaners.detect.title_words import stems_of
from tests.detect.pages import PROSE, page

TITLE = "Harbor plan divides the council of Ostravel"
MENU = ("News", "Weather", "Tides", "Boats", "Letters", "Ferries", "Archive", "Jobs", "Contact")
TEASERS = ("Ferry sinks off Velden after a night of storms", "Cranes of the north are sold again")


def test_the_headline_of_a_dump_is_found_below_menus_and_teasers() -> None:
    lines = (*MENU, *TEASERS, "Subscribe to our paper and read all of it", TITLE, "9 May 2022")
    assert detect(page(*lines, *PROSE)).metadata.title == TITLE


def test_the_line_that_begins_the_title_of_the_page_is_its_headline() -> None:
    lines = (f"{TITLE} | Tide and Quay", *MENU, TEASERS[0], TITLE, "Ostravel", "Share", *PROSE)
    assert detect(page(*lines)).metadata.title == TITLE


def test_a_heading_of_level_one_counts_most() -> None:
    lines = (*MENU, f"# {TITLE}", TEASERS[1], *PROSE)
    assert detect(page(*lines)).metadata.title == TITLE


def test_menus_alone_give_no_title() -> None:
    assert detect(page(*MENU, *PROSE)).metadata.title is None


def test_little_above_a_text_is_read_in_order() -> None:
    lines = (TITLE, "By Marta Denholt", "9 May 2022", "Ostravel Harbor 1 Velden Council 2", *PROSE)
    assert weigh_titles(open_sheet(page(*lines))) == []
    assert detect(page(*lines)).metadata.title == TITLE


def test_a_hint_is_asked_before() -> None:
    lines = (*MENU, TEASERS[0], TITLE, "9 May 2022", *PROSE)
    assert detect(page(*lines, title=TEASERS[0])).metadata.title == TEASERS[0]


def test_the_longer_line_between_headline_and_byline_is_its_deck() -> None:
    deck = "Council members met the firms for a third time, and the cranes are still in the water"
    for title in (TITLE, "# The pier nobody wanted"):
        found = detect(page(*MENU, title, deck, "By Marta Denholt", "9 May 2022", *PROSE)).metadata
        assert (found.title, found.subtitle) == (title.removeprefix("# "), deck)


def test_a_caption_is_no_headline() -> None:
    caption = "The council of the harbor before the meeting. Photo: Ida Quell"
    title, deck = "Harbor of Ostravel stays closed", "Members are tired: the cranes stay wet."
    lines = (*MENU, title, deck, "By Marta Denholt", "9 May 2022", "Listen", "Print", caption)
    assert detect(page(*lines, *PROSE)).metadata.title == title


def test_a_headline_may_end_with_a_stop_above_its_byline() -> None:
    title = "My feud with the cranes is over. I lost."
    lines = (title, "By Marta Denholt", "Columnist", "9 May 2022")
    assert detect(page(*lines, *PROSE)).metadata.title == title


def test_a_line_of_names_and_roles_is_no_deck() -> None:
    for line in ("Ann Ovring, Quay Desk Aide • Ivo Zell, Tide Aide", "Door onze man in de haven"):
        lines = (*MENU, TITLE, line, "9 May 2022")
        assert detect(page(*lines, *PROSE)).metadata.subtitle is None


def test_the_line_above_a_credit_is_a_caption() -> None:
    caption = "Council of the harbor: the cranes of Ostravel before the vote"
    lines = (*MENU, TITLE, "9 May 2022", "Listen", caption, "Photo: Ida Quell", *PROSE)
    assert detect(page(*lines)).metadata.title == TITLE


def test_a_byline_may_stand_behind_its_outlet() -> None:
    points = ("Key points:", "Members want a harbor plan by May", "A council vote is to follow")
    signed = "Bay Ledger Rural / By Marta Denholt"
    lines = (TITLE, signed, "Posted 9 May 2022", "Share", "Print", *points, *PROSE)
    assert detect(page(*lines)).metadata.title == TITLE


def test_the_credit_of_a_caption_ends_no_path() -> None:
    caption = "The pier before the vote. Photo: Ida Quell / Bay Ledger"
    lines = ("Bay Ledger", *MENU, TITLE, "9 May 2022", "Share", caption, *PROSE)
    assert detect(page(*lines)).metadata.title == TITLE


def test_words_of_indic_scripts_are_whole() -> None:
    assert stems_of("बंदरगाह की योजना पानी में") == {"बंदरग", "योजना", "पानी"}

"""The headline of a page: which heading readers see, and what in it is no part of the title."""

import pytest

from tests.detect.test_declared import PROSE, parsed, script, title_of

SEARCHED = "Ostravel: Harbor cranes are repaired"
SHOWN = "The cranes are back, and so is the quarrel"


def titled(headings: str, *, head: str) -> str | None:
    return title_of(parsed(head, f"<main>{headings}{PROSE}</main>"))


def og(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


@pytest.mark.parametrize(
    "shown",
    [
        f"<h2>{SHOWN}</h2>",
        f"<h2><span>Old port</span> {SHOWN}</h2>",
        f"<h2><span>Old port</span><span>{SHOWN}</span></h2>",  # glued
    ],
)
def test_beside_a_heading_for_search_engines_stands_the_headline(shown: str) -> None:
    head = f"<title>{SEARCHED} | Quay Post</title>" + og(SHOWN)
    assert titled(f"<h1>{SEARCHED}</h1>{shown}", head=head) == SHOWN
    assert titled(f"{shown}<h1>{SEARCHED}</h1>", head=head) == SHOWN


def test_a_heading_that_leads_to_the_front_of_the_site_names_it() -> None:
    head = f"<title>The Quay Post of Ostravel &raquo; {SHOWN}</title>"
    site = '<h1><a href="https://quay.example/">The Quay Post of Ostravel</a></h1>'
    assert titled(f'{site}<h2><a href="/cranes">{SHOWN}</a></h2>', head=head) == SHOWN


def test_a_heading_that_all_declare_is_not_for_search_engines() -> None:
    head = f"<title>{SHOWN} | Quay Post</title>{og(SHOWN)}" + script(
        {"@type": "NewsArticle", "headline": SHOWN}
    )
    deck = "Council of Ostravel pays for two of them"
    head += f'<meta name="headline" content="{deck}">'
    assert titled(f"<h1>{SHOWN}</h1><h2>{deck}</h2>", head=head) == SHOWN


@pytest.mark.parametrize(
    ("heading", "head", "title"),
    [
        (f'"It was time": {SHOWN}', og(SHOWN), f'"It was time": {SHOWN}'),  # a quotation
        (f"Harbor | {SHOWN}", og(SHOWN), SHOWN),
        (f"<span>3 May 2023</span> {SHOWN}", og(f"{SHOWN} - Ostravel"), SHOWN),
        ("3 May 2023 opened a new chapter", og(SHOWN), "3 May 2023 opened a new chapter"),
        (f"<b>Old port</b>{SHOWN}", og(f"Old port - {SHOWN}"), SHOWN),
        ("Old portMcRae hires six", og("Old port: McRae hires six"), "McRae hires six"),
        (
            "<b>Old port:</b>McRae hires six",
            og("Old port: McRae hires six"),
            "Old port: McRae hires six",
        ),
        ("On re:port in the dock", og("On re:port in the dock"), "On re:port in the dock"),
        # behind the bar stands the end of the title, since the site's name follows it
        (
            "Ann Oake · The Harbor",
            "<title>Ann Oake · The Harbor | Tide Post</title>",
            "Ann Oake · The Harbor",
        ),
        (
            "Har\u00adbor of Ostra\u00advel",
            "<title>Harbor of Ostravel</title>",
            "Harbor of Ostravel",
        ),
    ],
)
def test_what_is_part_of_the_title(heading: str, head: str, title: str) -> None:
    found = titled(f"<h1>{heading}</h1>", head=head)
    assert found is not None
    assert found.replace("\u00ad", "") == title


def test_a_heading_of_one_word_that_meta_calls_the_title() -> None:
    head = '<title>Tides! Ostravel</title><meta name="title" content="Ostravel">'
    assert titled("<h1>Ostravel</h1>", head=head) == "Ostravel"


def test_a_line_that_only_looks_like_a_headline_shares_words_with_what_the_page_is_called() -> None:
    line = "<p>Offers for every purse and every season of the year</p>"
    head = "<title>Ferries of the Velden islands from A to Z</title>"
    assert titled(line, head=head) == "Ferries of the Velden islands from A to Z"
    line = "<p>The ferries of the Velden islands from first to last</p>"
    assert titled(line, head=head) == "The ferries of the Velden islands from first to last"


def test_the_heading_of_the_site_heads_no_article() -> None:
    head = "<title>Cranes of the quay | Every ship and its story</title>"
    site = '<h1 class="site-title">Every ship and its story</h1>'
    assert titled(f"{site}<h2>Six of them were built</h2>", head=head) != "Every ship and its story"


@pytest.mark.parametrize("name", ["headline__kicker", "dachzeile", "ts-overline", "sub-title"])
def test_a_kicker_in_the_heading_is_no_part_of_the_title(name: str) -> None:
    heading = f'<h1><span class="{name}">Old port</span> {SHOWN}</h1>'
    assert titled(heading, head="<title>Old port: Quay Post</title>") == SHOWN
    heading = f'<h1><em class="{name}">Old port</em><span>: </span>{SHOWN}</h1>'
    assert titled(heading, head=og(SHOWN)) == SHOWN


def test_a_kicker_with_a_colon_that_the_page_calls_a_part_of_the_title_is_one() -> None:
    heading = f'<h1><span class="kicker">Old port:</span> {SHOWN}</h1>'
    assert titled(heading, head=og(f"Old port: {SHOWN}")) == f"Old port: {SHOWN}"


def test_what_stands_behind_the_headline_or_is_all_of_it_is_no_kicker() -> None:
    heading = f'<h1>{SHOWN} <span class="subtitle">and the quarrel</span></h1>'
    assert titled(heading, head=og(f"{SHOWN} and the quarrel")) == f"{SHOWN} and the quarrel"
    heading = f'<h1><span class="overline">{SHOWN}</span></h1>'
    assert titled(heading, head=og(SHOWN)) == SHOWN


def test_a_kicker_that_all_declared_titles_hold_is_a_part_of_the_title() -> None:
    whole = f"Old port: {SHOWN}"
    head = f"<title>{whole} | Quay Post</title>{og(whole)}"
    written = script({"@type": "NewsArticle", "headline": whole})
    kicker = f'<h1><span class="kicker">Old port</span> <span>{SHOWN}</span></h1>'
    assert titled(kicker, head=head + written) == whole
    assert titled(kicker, head=head) == SHOWN  # perhaps for search engines
    other = f"<title>{whole} | Quay Post</title>{og(SHOWN)}{written}"
    assert titled(kicker, head=other) == SHOWN


def test_one_word_heads_a_page_whose_title_begins_with_it() -> None:
    head = "<title>Ferry - Quaypedia, the free book of boats</title>"
    assert titled("<h1>Ferry</h1>", head=head) == "Ferry"


def test_small_words_in_the_name_of_a_site() -> None:
    head = f"<title>{SHOWN} - Corriere del Molo</title>{og(SHOWN)}"
    deck = '<span class="sommario">Boats leave again every hour</span>'
    assert titled(f"<h1>{SHOWN} {deck}</h1>", head=head) == SHOWN

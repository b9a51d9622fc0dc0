"""Headlines told from other first lines, their site suffix, and marked standfirsts."""

import pytest

from cleaners.detect import detect
from cleaners.detect.titles import without_site
from tests.detect.pages import PROSE, article, page

TITLE = "Harbor plan divides the council of Ostravel"


@pytest.mark.parametrize(
    "front",
    [
        (TITLE,),
        (f"# {TITLE}",),
        ("News", TITLE),
        ("July 29, 2024", TITLE),
        (TITLE, "By Marta Denholt", "July 29, 2024"),
        ("## Harbor", f"# {TITLE}"),
        ("# ****", f"# {TITLE}"),
        (f"## {TITLE}", "### Background"),
        (f"Title: {TITLE}",),
        (f"{TITLE} | The Marrovia Times",),
    ],
)
def test_the_headline_is_found_and_moved(front: tuple[str, ...]) -> None:
    found = detect(article(*front))
    assert found.metadata.title == TITLE
    assert len([c for c in found.candidates if c.kind == "title"]) == 1


@pytest.mark.parametrize("mark", ["?", "!", "'", "”"])
def test_a_headline_may_end_with_some_marks(mark: str) -> None:
    assert detect(article(TITLE + mark)).metadata.title == TITLE + mark


@pytest.mark.parametrize(
    "line",
    [
        "The harbor of Ostravel was closed on Monday.",
        "Related articles:",
        "By Marta Denholt",
        "July 29, 2024",
        "Trams wait at the depot. Ira Vell / POOL / WIREX",
        "https://example.org/harbor-plan",
        "- Harbor",
        ", who keeps the harbor books of Ostravel",
        "x" * 250,
        "Posted by Ivo Pell, harbor master at Velden",
        "Ostravel. The minister came to the harbor today. But does she want another office, "
        "as all the papers of the coast say?",
        "港口重建方案已经公布，三家公司提出了计划。结果尚未公布。那么，谁会得到这份合同呢？他们都在等。谁知道呢？",
    ],
)
def test_other_first_lines_are_no_headline(line: str) -> None:
    found = detect(article(line))
    assert found.metadata.title is None
    assert not [c for c in found.candidates if c.kind == "title"]


def test_a_document_that_starts_with_prose_has_no_title() -> None:
    assert detect(page(*PROSE)).metadata.title is None


def test_a_line_without_prose_below_is_no_headline() -> None:
    assert detect(page(TITLE, "Menu", "Search")).metadata.title is None


def test_a_hint_is_the_title_and_its_line_leaves_the_body() -> None:
    found = detect(article("News", TITLE, title=f"{TITLE} - The Marrovia Times"))
    assert found.metadata.title == TITLE
    assert [c.block for c in found.candidates if c.kind == "title"] == [1]


def test_a_hint_wins_over_a_line_that_says_otherwise() -> None:
    assert (
        detect(article(TITLE, title="A plan for the port")).metadata.title == "A plan for the port"
    )


def test_a_sub_heading_stays_when_the_title_came_as_a_hint() -> None:
    found = detect(article("Background of a feud in Velden", title="Port plan splits the council"))
    assert found.metadata.title == "Port plan splits the council"
    assert not [c for c in found.candidates if c.kind == "title"]


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("Harbor reopens | The Marrovia Times", "Harbor reopens"),
        ("Harbor reopens - The Marrovia Times", "Harbor reopens"),
        ("Harbor reopens – Ostravel Herald", "Harbor reopens"),
        ("Harbor reopens • marrovia.example", "Harbor reopens"),
        ("Ostravel - a city waits", "Ostravel - a city waits"),
        ("Harbor reopens - and the ferry is late", "Harbor reopens - and the ferry is late"),
        ("Harbor reopens", "Harbor reopens"),
        ("Ice report 14. - 20. May 2022 - ILS", "Ice report 14. - 20. May 2022 - ILS"),
        ("港口改建方案在市议会引发争论 _要闻 _海潮网", "港口改建方案在市议会引发争论 _要闻"),
        ("港の再開、議会が可決：潮新聞デジタル", "港の再開、議会が可決"),
        ("港口改建方案：在市议会引发争论", "港口改建方案：在市议会引发争论"),
    ],
)
def test_the_name_of_the_site_goes(title: str, clean: str) -> None:
    assert without_site(title) == clean


def test_a_known_site_goes_whatever_its_shape() -> None:
    assert without_site("Harbor reopens - Velden", frozenset({"velden"})) == "Harbor reopens"


@pytest.mark.parametrize(
    "line", ["*The council has been split for a year.*", "Summary: The council has been split."]
)
def test_a_marked_standfirst_is_the_subtitle(line: str) -> None:
    got = detect(article(f"# {TITLE}", line, "By Marta Denholt")).metadata
    assert got.subtitle is not None
    assert got.subtitle.startswith("The council has been split")


def test_an_unmarked_second_line_stays_in_the_body() -> None:
    found = detect(article(TITLE, "The council has been split for a year."))
    assert found.metadata.subtitle is None
    assert not [c for c in found.candidates if c.kind == "subtitle"]


def test_a_caption_with_its_credit_is_no_headline() -> None:
    caption = "The harbor council in the hall of Ostravel. Foto: Ann Oake"
    found = detect(article(caption, "Harbor plan divides the council of Ostravel"))
    assert found.metadata.title == "Harbor plan divides the council of Ostravel"

"""Around the headline: standfirsts, bylines and scraps between a lead and the text, captions."""

import pytest

from tests.strip.pages import BODY, LEAD, SECOND, THIRD, TITLE, bare, kept, marks, page, paragraphs

TEXT = tuple(f"{text} {more}" for more in BODY for text in BODY)
STORY = f'<div class="k3">{paragraphs(*TEXT)}</div>'
STANDFIRST = "Ferry to the islands may sail again before the year is out"


def headed(between: str) -> str:
    return bare(f"<article><header><h1>{TITLE}</h1>{between}</header>{STORY}</article>")


# standfirsts


def test_the_line_below_the_headline_is_a_standfirst_whatever_its_element_is_called() -> None:
    assert marks(headed(f'<div class="x7 y2">{STANDFIRST}</div>'))[STANDFIRST].kind == "subtitle"


@pytest.mark.parametrize(
    "line",
    [
        "<div>Coast | Letters | Weather of the week | Tides</div>",
        "<div>Shall we tell you of news by a bell? It rings five times a day.</div>",
        f"<div>Coast</div><div>{STANDFIRST}</div>",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    found = marks(headed(line))
    assert not [mark for mark in found.values() if mark.kind == "subtitle"]


@pytest.mark.parametrize("name", ["sub-titulo", "soustitre", "ondertitel", "perex", "alaotsikko"])
def test_standfirsts_are_called_so_in_many_languages(name: str) -> None:
    html = headed(f'<i>Coast</i><p class="{name}">{STANDFIRST}</p>')
    assert marks(html)[STANDFIRST].kind == "subtitle"


# between a lead and the text


def test_scraps_between_a_lead_beside_the_headline_and_the_text_go() -> None:
    scraps = "<div>By</div><div>Ada Quill</div><div>-</div>"
    assert kept(headed(f"<p>{LEAD}</p>{scraps}")) == [TITLE, LEAD, *TEXT]


@pytest.mark.parametrize(
    "facts",
    [
        "<ul><li>Two boats</li><li>One bay</li></ul>",
        "<h3>In short</h3><div>Two boats</div>",
        "<div>Two boats</div><div>One bay</div>" + "<div>No wind</div>" * 5,
        "<div>What they need:</div>",
    ],
)
def test_facts_there_stay(facts: str) -> None:
    found = kept(headed(f"<p>{LEAD}</p>{facts}"))
    assert len(found) > len(TEXT) + 2


def test_the_portrait_of_the_author_goes_there_too() -> None:
    words = "I grew up between nets and ropes, and I have been writing of both ever since."
    card = f'<div class="autor-info"><h5>Desk of the coast</h5><p class="desc">{words}</p></div>'
    assert kept(headed(f"<p>{LEAD}</p>{card}")) == [TITLE, LEAD, *TEXT]


def test_lines_beside_the_first_prose_behind_the_headline_open_the_text() -> None:
    facts = "<p>Length of the quay: 410 m</p><p>Days of work: about 90</p>"
    first = f'<div class="k8">{facts}<p>{SECOND}</p></div>'
    found = kept(bare(f"<article><div><h1>{TITLE}</h1></div>{first}{STORY}</article>"))
    assert found == [TITLE, "Length of the quay: 410 m", "Days of work: about 90", SECOND, *TEXT]


# pictures


def test_a_line_that_says_the_alternative_text_of_the_picture_above_is_a_caption() -> None:
    told = "Master Orvo on the quay of Ostravel."
    box = f'<div><img src="a.jpg" alt="{told} - Marrovia Times"></div><div>{told}</div>'
    found = kept(page(LEAD, box, SECOND, THIRD, around="<article>{}</article>"))
    assert found == [TITLE, *BODY]


def test_a_paragraph_below_a_picture_of_something_else_stays() -> None:
    box = f'<div><img src="a.jpg" alt="Master Orvo on the quay"></div><div>{SECOND}</div>'
    found = kept(page(LEAD, box, THIRD, around="<article>{}</article>"))
    assert found == [TITLE, *BODY]


# short pages


def test_what_stands_beside_the_only_paragraph_is_looked_at() -> None:
    html = bare(f"<h1>{TITLE}</h1><div><p>{LEAD} {SECOND}</p><p>So it goes.</p></div>")
    assert kept(html)[-2:] == [f"{LEAD} {SECOND}", "So it goes."]


def test_a_cookie_box_is_one_however_short_the_page() -> None:
    post = (
        "He asked her whether they would sail before noon.",
        "She said that nobody would sail today.",
    )
    cookies = f'<div class="cookie-law"><p>{LEAD} {SECOND} {THIRD}</p></div>'
    found = kept(
        bare(f'<div class="k1"><h1>{TITLE}</h1>{paragraphs(*post, *post, *post)}</div>{cookies}')
    )
    assert found[-6:] == [*post, *post, *post]

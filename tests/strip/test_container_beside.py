"""What stands beside the container and is the article's: leads, lists, the posts of a thread."""

import pytest

from tests.strip.pages import BODY, LEAD, SECOND, TITLE, bare, kept, marks, paragraphs

TEXT = tuple(f"{text} {more}" for more in BODY for text in BODY)
STORY = f'<div class="story-body">{paragraphs(*TEXT)}</div>'
PITCH = "Twelve boats wait in the bay, and their crews say that they cannot wait any longer."
DECK = "Twelve boats wait in the bay, and nobody knows for how long they will have to."


def headed(*between: str) -> str:
    return bare(f"<main><div><h1>{TITLE}</h1></div>{''.join(between)}{STORY}</main>")


def test_a_lead_in_a_box_above_the_container_stays() -> None:
    assert kept(headed(f'<div class="x1"><p>{PITCH}</p></div>')) == [PITCH, *TEXT]


def test_key_points_above_the_container_stay_with_their_name() -> None:
    points = "<h2>In short</h2><ul><li>Twelve boats</li><li>One bay</li><li>No wind yet</li></ul>"
    assert kept(headed(f'<div class="x1">{points}</div>')) == [
        "In short",
        "Twelve boats",
        "One bay",
        "No wind yet",
        *TEXT,
    ]


def test_a_table_of_ingredients_above_the_steps_stays() -> None:
    rows = "".join(
        f"<tr><td>{amount}</td><td>{name}</td></tr>"
        for amount, name in (
            ("200 g", "Flour of rye"),
            ("2", "Eggs of a duck"),
            ("1 pinch", "Salt"),
        )
    )
    shop = '<p><a href="/shop">In our shop</a></p>'
    found = kept(headed(f'<div class="x1"><table>{rows}</table>{shop}</div>'))
    assert found == ["200 g | Flour of rye", "2 | Eggs of a duck", "1 pinch | Salt", *TEXT]


@pytest.mark.parametrize(
    "box",
    [
        f'<div class="x1"><p>{PITCH}</p><p><a href="/join">Join the crew</a></p></div>',
        f'<div class="x1"><p>{PITCH}</p><p>Yes, please</p><p>Not now</p></div>',
        '<div class="x1"><ul><li><a href="/a">Fish market</a></li><li><a href="/b">Ferries</a></li>'
        '<li><a href="/c">Weather on the coast</a></li></ul></div>',
        f'<div class="newsletter-box"><p>{PITCH}</p></div>',
    ],
    ids=["link", "buttons", "links", "named"],
)
def test_promotions_above_the_container_go(box: str) -> None:
    assert kept(headed(box)) == list(TEXT)


def test_of_two_standfirsts_the_second_is_text() -> None:
    two = f'<p class="standfirst">{DECK}</p><p class="standfirst">{PITCH}</p>'
    html = headed(f"<div>{two}</div>")
    assert marks(html)[DECK].kind == "subtitle"
    assert kept(html) == [PITCH, *TEXT]


POSTS = (
    "My boat lost its mast in the storm, and I would like to know who can mend it before May.",
    "Ask at the yard behind the mill. They mended mine two years ago, and it has held since.",
    "The yard is closed, but the old master still works at home, if one asks him politely.",
)


def thread(*posts: str) -> str:
    told = "".join(
        f'<article class="message post"><div class="user"><b>Ivo</b></div>'
        f'<div class="message-text"><p>{text}</p></div></article>'
        for text in posts
    )
    return bare(f"<main><h1>{TITLE}</h1><div>{told}</div></main>")


def test_the_posts_of_a_thread_stay() -> None:
    found = kept(thread(*(f"{text} {text}" for text in POSTS)))
    assert [text for text in found if len(text) > 80] == [f"{text} {text}" for text in POSTS]


def test_articles_below_the_first_have_headings_and_go() -> None:
    others = "".join(
        f'<article class="message post"><h2>Another story {n}</h2><div class="message-text">'
        f"<p>{text} {LEAD} {SECOND} {text}</p></div></article>"
        for n, text in enumerate(POSTS)
    )
    first = f'<article class="message post"><h2>{TITLE}</h2>{paragraphs(*TEXT)}</article>'
    found = kept(bare(f"<main><div>{first}{others}</div></main>"))
    assert found == [TITLE, *TEXT]

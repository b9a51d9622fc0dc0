"""Text that is not shown: what a page declares as its body is read, all else is not."""

import json

import pytest

from cleaners.read.html import read_html


def texts(html: str) -> list[str]:
    return [block.text for block in read_html(html)[0] if block.role != "image"]


HIDDEN = (
    "The ferry to the islands did not sail on Monday, since the crew had gone home before noon."
)
SHOWN = "The harbor master of Ostravel told the council on Monday why no ferry had left the quay."


def with_declared(declared: str, hidden: str) -> list[str]:
    script = f'<script type="application/ld+json">{{"articleBody": "{declared}"}}</script>'
    shown = "".join(f"<p>{SHOWN}</p>" for _ in range(6))
    return texts(f"<head>{script}</head>{shown}<div hidden>{hidden}</div><p>End.</p>")


def test_hidden_text_that_the_page_declares_as_its_body_is_read() -> None:
    hidden = "".join(f"<p>{HIDDEN} {n}.</p>" for n in range(6))
    assert f"{HIDDEN} 3." in with_declared(f"{SHOWN} {HIDDEN} 0. {HIDDEN} 1.", hidden)


@pytest.mark.parametrize("declared", ["", SHOWN, f"{SHOWN} Something else was said of the ferry."])
def test_other_hidden_text_is_not(declared: str) -> None:
    hidden = "".join(f"<p>{HIDDEN} {n}.</p>" for n in range(6))
    assert not any(HIDDEN in text for text in with_declared(declared, hidden))


def test_hidden_text_that_is_shown_as_well_is_read_once() -> None:
    hidden = "".join(f"<p>{SHOWN}</p>" for _ in range(6))
    assert with_declared(SHOWN, hidden).count(SHOWN) == 6


def test_a_page_that_shows_some_text_hides_the_rest() -> None:
    html = f"<p>{SHOWN}</p>" * 3 + "<div hidden>" + f"<p>{HIDDEN}</p>" * 5 + "</div>"
    assert texts(html) == [SHOWN] * 3


# pages that a script puts together

TOLD = [f"{HIDDEN} It was the {n}th time." for n in range(16)]


def put_together(shown: str, body: str) -> list[str]:
    script = json.dumps({"@type": "NewsArticle", "articleBody": body})
    head = f'<head><script type="application/ld+json">{script}</script></head>'
    return texts(f"<html>{head}<body><h1>No ferry</h1>{shown}</body></html>")


@pytest.mark.parametrize(
    "body",
    ["\n".join(TOLD), "".join(f"<p>{text}</p>" for text in TOLD)],
)
def test_a_page_that_shows_next_to_nothing_is_read_from_the_declaration(body: str) -> None:
    assert put_together(f"<p>{SHOWN}</p>", body) == ["No ferry", SHOWN, *TOLD]


def test_marks_and_ampersands_of_a_declaration_are_text() -> None:
    body = "\n".join([*TOLD, "Five &lt; six, and Ropes &amp; Sons knew it."])
    assert put_together("", body)[-1] == "Five < six, and Ropes & Sons knew it."


def test_a_page_that_shows_its_body_is_read_as_it_is_shown() -> None:
    shown = "".join(f"<p>{text}</p>" for text in TOLD[:8])
    assert put_together(shown, "\n".join(TOLD)) == ["No ferry", *TOLD[:8]]
    assert put_together(f"<p>{SHOWN}</p>", HIDDEN) == ["No ferry", SHOWN]

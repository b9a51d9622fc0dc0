"""The body of a page that a script puts together is read from the script's data."""

import json
from html import escape
from typing import Any

import pytest

from cleaners.read.html import read_html
from cleaners.read.html_state import stated_body

LINES = [
    f"The harbor master of Ostravel said on day {n} that no ferry would leave, since the crew had "
    "gone home before noon and nobody had the keys to the engine room."
    for n in range(12)
]
TITLE = "<title>Harbor of Ostravel without a ferry - The Bay Ledger</title>"
RICH = [
    {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": line}]} for line in LINES
]
ARC = [
    {"_id": "A1", "type": "image", "url": "https://bay.example/1.jpg", "caption": LINES[0]},
    *({"_id": f"B{n}", "type": "text", "content": line} for n, line in enumerate(LINES)),
    {"_id": "C1", "type": "interstitial_link", "content": "Read also: the mill"},
]


def texts(page: str) -> list[str]:
    return [block.text for block in read_html(page)[0] if block.role != "image"]


def data(value: Any) -> str:
    text = json.dumps(value)
    return f'{TITLE}<script id="__NEXT_DATA__" type="application/json">{text}</script>'


@pytest.mark.parametrize(
    "page",
    [
        data({"props": {"article": {"body": "".join(f"<p>{line}</p>" for line in LINES)}}}),
        data({"props": {"article": {"story": "\n".join(LINES)}}}),
        data({"fields": {"main": {"nodeType": "document", "content": RICH}}}),
        data({"globalContent": {"content_elements": ARC}}),
        data({"article": {"paragraphs": LINES}}),
        f"{TITLE}<script>window.__STATE__ = {json.dumps({'a': {'body': LINES}})};</script>",
        f"{TITLE}<script>s = JSON.parse({json.dumps(json.dumps({'body': LINES}))});</script>",
        f'{TITLE}<div data-react-props="{escape(json.dumps({"post": {"text": LINES}}))}"></div>',
    ],
)
def test_the_body_is_found_whatever_its_system_calls_it(page: str) -> None:
    assert texts(page + "<p>Loading</p>") == ["Loading", *LINES]


def test_headings_and_the_parts_of_a_paragraph() -> None:
    parts = [
        {"type": "heading", "children": [{"text": "What came later"}]},
        {"type": "paragraph", "children": [{"text": "Nobody "}, {"text": "knows.", "bold": True}]},
        *({"type": "paragraph", "children": [{"text": line}]} for line in LINES),
    ]
    found = read_html(data({"content": parts}))[0]
    assert [it.text for it in found[:2]] == ["What came later", "Nobody knows."]
    assert found[0].role == "heading"


@pytest.mark.parametrize(
    "value",
    [
        {"teasers": [{"title": f"Day {n}", "url": "/n", "text": it} for n, it in enumerate(LINES)]},
        {"privacyPolicy": {"body": LINES}},
        {"translations": {"text": LINES}},
        {"body": [f"Other lines stand here, for number {n}, of another town." for n in range(40)]},
        {"body": LINES[:2]},
        {"body": {"a": 1, "b": None, "c": [True, 2.5]}},
    ],
)
def test_other_data_are_none(value: Any) -> None:
    assert texts(data(value) + "<p>Loading</p>") == ["Loading"]


def test_the_body_that_the_page_is_named_after_is_taken() -> None:
    others = [f"The mill of Velden was sold again in year {n}, for less money." for n in range(90)]
    page = data({"next": {"body": others}, "own": {"paragraphs": LINES}})
    assert texts(page) == LINES


def test_a_page_that_shows_its_text_is_read_as_it_is_shown() -> None:
    shown = "".join(f"<p>{line}</p>" for line in LINES[:6])
    assert texts(data({"body": LINES}) + shown) == LINES[:6]


def test_data_that_are_broken_do_no_harm() -> None:
    deep = "[" * 100_000
    page = f'{TITLE}<script>a = {{"b": }};c = {deep}</script><p data-x="{{oops">Loading</p>'
    assert texts(page) == ["Loading"]


@pytest.mark.parametrize(
    "piece",
    ["<script>", "<script type=application/json>", "<meta og:title ", "data-", '<p data-x="{'],
)
def test_a_page_in_bad_faith_takes_no_square_of_its_length(piece: str) -> None:
    assert stated_body(piece * (300_000 // len(piece)), 1200) == ""  # else minutes

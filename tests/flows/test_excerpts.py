"""Scraped text in the Markdown artifact stays text, whatever it holds."""

import unicodedata
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cleaners.options import Options
from cleaners.write import Counts, Inputs, Manifest
from cleaners.write.report_facts import RuleFacts
from flows.excerpts import MAX_RULES, build_removed, escape

REPORT = Path("/corpora/press/runs/r20261121T221300Z-1a2b3c.html")
SPELLED = (
    "<script>alert(1)</script> | `x` [a](javascript:b) &lt; \\| ![i](//e.example/p.png) ~~~ # *"
)


def manifest(removed: dict[str, int]) -> Manifest:
    return Manifest(
        run_id=REPORT.stem,
        status="completed",
        started_at="2026-11-21T22:13:00Z",
        finished_at="2026-11-21T22:14:00Z",
        options={"dedup": Options().dedup},
        versions={},
        inputs=Inputs(("raw",), 1, 1),
        outputs=(),
        counts=Counts(3, 0, 3, 3, 0, 0),
        removed=removed,
    )


def rule(*examples: str) -> RuleFacts:
    return RuleFacts("paywall", "paywall/line", "drop", 7, 2, examples)


def rendered(*examples: str) -> BeautifulSoup:
    text = build_removed(manifest({"paywall": 99}), [rule(*examples)], REPORT)
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    return BeautifulSoup(markdown.render(text), "html.parser")


def last_cell(page: BeautifulSoup) -> str:
    return page.find_all("td")[-1].get_text("\n")


TAGS = [tag.name for tag in rendered("plain words").find_all(True)]


def is_shown(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cs"} and not (
        "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
    )


@pytest.mark.parametrize("text", [SPELLED, "<br>", "www.e.example a@e.example", "|", "\\", "-" * 3])
def test_markup_is_shown_and_means_nothing(text: str) -> None:
    page = rendered(text)
    assert last_cell(page) == text
    assert [tag.name for tag in page.find_all(True)] == TAGS


@given(st.text(min_size=1))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    page = rendered(f"x{text}x")
    assert [tag.name for tag in page.find_all(True)] == TAGS
    kept = "".join(c for c in " ".join(f"x{text}x".split()) if is_shown(c))
    assert last_cell(page) == kept


def test_marks_of_direction_cannot_turn_the_page() -> None:
    assert escape("pay \u202eyap\u2069 \x1b[31m now") == "pay yap \\[31m now"


def test_sums_and_examples_are_there_and_few() -> None:
    page = rendered("Subscribe now", "Read on for 1 euro", "one too many")
    assert last_cell(page) == "Subscribe now\nRead on for 1 euro"
    cells = [cell.get_text() for cell in page.find_all("td")]
    assert cells[:2] == ["paywall", "99"]
    assert cells[2:6] == ["paywall", "paywall/line", "7", "2"]
    assert str(REPORT) in page.get_text()
    many = build_removed(manifest({"paywall": 1}), [rule("x" * 160)] * 500, REPORT)
    assert many.count("xxx") <= MAX_RULES * 160
    assert "Nothing was removed" in build_removed(manifest({}), [], REPORT)

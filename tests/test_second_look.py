"""Cleaning an output again changes nothing, whatever markup the first source had."""

import msgspec
import pytest

from cleaners.document import Article, Document, Hints, Mark, Metadata, RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document
from cleaners.read import read
from cleaners.rules import scanner
from cleaners.second_look import look_again
from cleaners.strip import resolve

STORY = (
    "The council of Marrow Bay voted on Tuesday night to close the old ferry terminal for good, "
    "after a debate of four hours in which nobody raised a voice.",
    "A new pier is to be built by spring, the harbor office said in a short statement that named "
    "neither its price nor the people who are to pay for it.",
    "Nobody knows yet who is to pay for the road that leads from the mill to the new pier, but the "
    "council wants to speak about it in the autumn.",
)
PROGRAM = "```\ndef tide(hour):\n    return moon(hour) * 2\n```"


def clean(text: str, name: str, title: str | None = None) -> Article:
    raw = RawDocument("0" * 32, name, text.encode(), hints=Hints(title=title))
    article = clean_document(raw, Options()).article
    assert article is not None
    return article


@pytest.mark.parametrize(
    "source",
    [
        ("[Council closes the old terminal](https://bay.example/1)", *STORY),
        (*STORY[:1], PROGRAM, "1. He rowed to\n2. the pier", *STORY[1:]),
        (*STORY, "| Home | Tides | Letters |\n| --- | --- | --- |"),
    ],
)
def test_markup_makes_no_difference_to_a_second_cleaning(source: tuple[str, ...]) -> None:
    article = clean("\n\n".join(source), "/in/a.md")
    again = clean(article.text, "/in/a.txt", article.metadata.title)
    assert again.text == article.text
    assert all(paragraph in article.text for paragraph in STORY)


def test_what_a_stamp_leaves_begins_a_text_of_its_own() -> None:
    lead = f"Pressemitteilung vom 25. Januar 2022 | Berlin – {STORY[0]}"
    article = clean("\n\n".join(("Council closes the old terminal", lead, *STORY[1:])), "/in/a.txt")
    assert article.metadata.dateline == "Berlin"
    assert article.text.startswith(STORY[0])


def test_a_headline_that_shows_itself_late_is_the_title() -> None:
    headline = "Council closes the old terminal"
    raw = RawDocument("0" * 32, "/in/a.txt", "\n\n".join(("Share", headline, *STORY)).encode())
    rules = scanner(None)
    document = rules.scan(read(raw, 10_000))
    marks = (Mark(0, 0, 5, "share_bar", "share_bar/word"),)
    document = msgspec.structs.replace(document, marks=marks)

    def look(seen: Document) -> tuple[tuple[Mark, ...], Metadata]:
        if seen.blocks[0].text != headline:
            return (), Metadata()
        return (Mark(0, 0, len(headline), "title", "titles/late"),), Metadata(title=headline)

    first = resolve(document, marks)
    _, resolved, metadata = look_again(document, first, Metadata(), look, rules)
    assert metadata.title == headline
    assert [it.kind for it in resolved.removals] == ["share_bar", "title"]


def test_the_second_look_sees_what_is_written() -> None:
    caption = "The driver Ada Quill and her sister wait at the old depot.\u00a0 \u200b(Kite Images)"
    article = clean("\n\n".join((*STORY[:1], caption, *STORY, *STORY[1:], "Share")), "/in/a.txt")
    assert "Kite Images" not in article.text
    assert clean(article.text, "/in/a.txt", article.metadata.title).text == article.text


def test_dates_in_a_table_of_facts_stay() -> None:
    rows = "Town\tVelden\nFounded\t3 May 1911\nBoats\tnine"
    article = clean("\n\n".join((*STORY[:1], rows, *STORY[1:], "Share")), "/in/a.txt")
    assert "Founded | 3 May 1911" in article.text


def test_prose_around_programs_is_mended_and_they_stay() -> None:
    cut = ("Put these names into a file of your own,", "```\noars\nnets\n```", "then row to the")
    rest = ("Velden", ", where the boats are, and to the", "pier", ". Nobody will ask you why.")
    article = clean("\n\n".join((*STORY, *cut, *rest)), "/in/a.md")
    assert "oars\nnets" in article.text
    assert "then row to the Velden, where the boats are, and to the pier. Nobody" in article.text
    assert clean(article.text, "/in/a.txt", article.metadata.title).text == article.text


def test_a_headline_that_is_a_link_is_the_title() -> None:
    article = clean(f"[Council closes the old terminal](/1)\n\n{chr(10).join(STORY)}", "/in/a.md")
    assert article.metadata.title == "Council closes the old terminal"


def test_the_lines_of_a_program_stay() -> None:
    article = clean("\n\n".join((*STORY, PROGRAM)), "/in/a.md")
    assert "def tide(hour):\n    return moon(hour) * 2" in article.text

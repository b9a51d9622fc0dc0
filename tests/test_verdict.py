"""What a document is as a whole: invented pages that are no articles, and short ones that are."""

import tomllib
from pathlib import Path
from typing import Final, TypedDict

import pytest
from msgspec import structs

from cleaners.document import Cleaned, Mark, Metadata, RawDocument
from cleaners.layout import count_sentences, holds_sentence
from cleaners.options import Options
from cleaners.page import BEHIND_TEXT
from cleaners.pipeline import clean_document
from cleaners.read import read
from cleaners.verdict import walls

FOLDER: Final = Path(__file__).parent / "verdicts"
STORY: Final = (
    "The council of Marrow Bay voted on Tuesday night to close the old ferry terminal for good, "
    "after a debate of four hours in which nobody raised a voice.",
    "The captains said that they had not been asked before the notice was put up on the wall, and "
    "that the last boat would leave with a black flag at its mast.",
    "A new pier is to be built by spring, the harbor office said in a short statement that named "
    "neither the price of the pier nor the people who are to pay for it.",
)
WALL: Final = "Subscribe to continue reading"


class Invented(TypedDict, total=False):
    """A document of one of the tables, and what it must become."""

    name: str
    want: str
    text: str
    html: str
    body: str  #: what the text of a reject must be


def invented() -> list[Invented]:
    tables = (tomllib.loads(it.read_text("utf-8")) for it in sorted(FOLDER.glob("*.toml")))
    return [it for table in tables for it in table["document"]]


def clean(source: str, name: str = "/in/a.txt") -> Cleaned:
    raw = RawDocument(id="0" * 32, source_uri=name, data=source.strip().encode())
    return clean_document(raw, Options())


@pytest.mark.parametrize("document", invented(), ids=lambda it: it["name"])
def test_each_invented_document_becomes_what_it_is(document: Invented) -> None:
    is_page = "html" in document
    source = document["html"] if is_page else document["text"]
    cleaned = clean(source, "/in/a.html" if is_page else "/in/a.txt")
    got = "article" if cleaned.reject is None else cleaned.reject.reason
    if document["want"] == "reject":
        assert got in ("too_short", "index_page")
    else:
        assert got == document["want"]
    if "body" in document:
        assert cleaned.reject is not None and cleaned.reject.text == document["body"]


def test_a_notice_in_an_article_is_none() -> None:
    for notice in ("Error 404", "This content is not available in your region."):
        cleaned = clean("\n\n".join(("Old ferry terminal is to close", notice, *STORY)))
        assert cleaned.article is not None
        assert cleaned.article.text == "\n\n".join(STORY)


def test_dated_teasers_below_a_story_make_no_list_of_it() -> None:
    teasers = [
        line for n in range(3, 8) for line in (f"Boat number {n} leaves the bay", f"{n} May 2024")
    ]
    cleaned = clean("\n\n".join(("Old ferry terminal is to close", *STORY[:2], *teasers)))
    assert cleaned.article is not None and STORY[1] in cleaned.article.text


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Old ferry terminal is to close by autumn\n\n" * 6, False),
        ("\n".join(("- Home", "- News", "- Sport", "- Culture")) * 9, False),
        ("\n".join(f"- {n} old boats of wood and iron" for n in range(2, 9)), True),
        (
            "the boats lie down\n\nupon the mud,\n\nand wait\n\n" + "like cattle for rain, " * 6,
            True,
        ),
        ("- One of the sailors who had rowed it across\n- And another who was with him " * 2, True),
    ],
)
def test_what_holds_no_sentence_may_be_a_list_or_verse_but_no_headlines(
    text: str, holds: bool
) -> None:
    assert holds_sentence(text) is holds


def test_sentences_are_counted_by_their_ends() -> None:
    assert count_sentences("港は閉まった。船は出た。") == 2
    assert count_sentences("Nobody came. Then a boat did. It left") == 3


def test_behind_the_article_words_of_a_wall_count_where_the_page_declares_one() -> None:
    raw = RawDocument(id="0" * 32, source_uri="/in/a.txt", data="\n".join((*STORY, WALL)).encode())
    behind = Mark(len(STORY), 0, len(WALL), "house_promo", BEHIND_TEXT)
    wall = Mark(len(STORY), 0, len(WALL), "paywall", "paywall/to-continue")
    document = structs.replace(read(raw), marks=(behind, wall))
    assert walls(document, Metadata(is_accessible_for_free=False)) == [len(STORY)]
    assert walls(document, Metadata()) == []
    assert walls(structs.replace(document, marks=(wall,)), Metadata()) == [len(STORY)]


def menu(name: str, count: int) -> str:
    return "\n".join(f"- [{name} {n}](https://bay.example/{name}/{n})" for n in range(count))


def test_one_paragraph_of_sentences_amid_menus_is_an_article() -> None:
    paragraph = " ".join(STORY)
    page = f"{menu('Quay', 40)}\n\n# Terminal to close\n\n{paragraph}\n\n{menu('Boat', 40)}"
    cleaned = clean(page, "/in/a.md")
    assert cleaned.article is not None and cleaned.article.text == paragraph


def test_decks_below_linked_headlines_are_an_index() -> None:
    teasers = "\n\n".join(
        f"## [Boat number {n} leaves the bay for good]({n}.html)\n\nIt leaves on day {n} of the "
        "month, as the harbor office says in a notice. Nobody will wave to it, and no band plays."
        for n in range(3, 9)
    )
    cleaned = clean(f"{menu('Quay', 40)}\n\n{teasers}\n\n{menu('Boat', 40)}", "/in/a.md")
    assert cleaned.reject is not None and cleaned.reject.reason == "index_page"


def test_an_offer_in_a_menu_far_above_the_text_is_no_wall() -> None:
    items = ["* Home", "* News", "* Sport", "* Culture", "* Weather", "* Travel"] * 4
    page = "\n".join(("* Gift subscriptions", *items, "", "\n\n".join(STORY)))
    cleaned = clean(page)
    assert cleaned.article is not None
    assert cleaned.article.metadata.is_accessible_for_free is None

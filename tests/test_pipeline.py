"""What becomes of a document as a whole: walls, and what stands before them."""

import pytest
from msgspec import structs

from cleaners.document import Cleaned, Hints, RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document

STORY = (
    "The council of Marrow Bay voted on Tuesday night to close the old ferry terminal for good, "
    "after a debate of four hours in which nobody raised a voice.",
    "The captains said that they had not been asked before the notice was put up on the wall, and "
    "that the last boat would leave with a black flag at its mast.",
    "A new pier is to be built by spring, the harbor office said in a short statement that named "
    "neither the price of the pier nor the people who are to pay for it.",
)
WALL = "Subscribe to continue reading"


def clean(*lines: str) -> Cleaned:
    data = "\n".join(lines).encode()
    return clean_document(RawDocument(id="0" * 32, source_uri="/in/a.txt", data=data), Options())


def test_a_label_above_a_text_that_a_wall_cuts_makes_no_stub_of_it() -> None:
    for label in ("Subscribers only", "Premium"):
        cleaned = clean("Old ferry terminal is to close", label, *STORY, WALL)
        assert cleaned.article is not None
        assert cleaned.article.text == "\n\n".join(STORY)
        metadata = cleaned.article.metadata
        assert metadata.is_accessible_for_free is False and metadata.is_truncated


def test_a_wall_behind_a_sentence_is_a_stub() -> None:
    for head in ((), ("Subscribers only",)):
        cleaned = clean("Old ferry terminal is to close", *head, STORY[0], WALL)
        assert cleaned.reject is not None and cleaned.reject.reason == "paywall_stub"


@pytest.mark.parametrize(
    "text",
    [
        "The council of Marrow Bay wants to close the old ferry terminal. Its piers, which can no",
        "Seventy boats lie in the harbor, and I love every one of them! 🌿 #harbor #boats",
        "市議会は古い桟橋を閉めることを決めた。住民は",
    ],
)
def test_a_text_that_is_cut_amid_its_second_sentence_is_no_stub(text: str) -> None:
    assert clean(text).article is not None


def test_headings_and_labels_alone_are_too_short() -> None:
    found = clean("Ferry terminal. Marrow Bay\n\nHarbor news\n\nMr. Pell and St. Agnes")
    assert found.reject is not None and found.reject.reason == "too_short"


def test_a_reject_keeps_what_is_left_of_it() -> None:
    cleaned = clean("Old ferry terminal is to close", STORY[0], WALL)
    assert cleaned.reject is not None
    assert cleaned.reject.text == STORY[0]
    assert cleaned.reject.raw_excerpt.startswith("Old ferry terminal is to close\n")


def test_a_title_that_nobody_sees_is_none() -> None:
    data = "\n\n".join(STORY).encode()
    raw = RawDocument("0" * 32, "/in/a.jsonl", data, text=data.decode())
    for title in ("\0", "\u200b\u200b"):
        article = clean_document(structs.replace(raw, hints=Hints(title=title)), Options()).article
        assert article is not None and article.metadata.title is None


def test_the_language_says_where_it_is_from() -> None:
    data = "\n\n".join(STORY).encode()
    raw = RawDocument("0" * 32, "/in/a.jsonl", data, text=data.decode())
    for hint, source in (("en-GB", "hint"), (None, "text"), ("ja", "text")):
        hints = Hints(language=hint)
        article = clean_document(structs.replace(raw, hints=hints), Options()).article
        assert article is not None
        (why,) = [it for it in article.metadata.provenance if it.field == "language"]
        assert (why.value, why.source) == ("en", source)

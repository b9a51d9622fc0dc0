"""A label above the body opens no section over the article's own front."""

from cleaners.document import RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document

STORY = (
    "The council of Marrow Bay voted on Tuesday night to close the old ferry terminal for good.",
    "The captains said that they had not been asked before the notice was put up on the wall.",
    "A new pier is to be built by spring, the harbor office said in a short statement of a line.",
)
DECK = "Captains say that nobody asked them before the notice was put up"


def test_the_deck_below_the_headline_is_no_entry_of_a_menu() -> None:
    menu = "\n".join(("* Topics", "  + Ferries", "  + Tides", "  + Harbor dues", "  + Lighthouses"))
    head = ("Old ferry terminal of Marrow Bay is to close", "May 3, 2024, 10:51", DECK)
    source = "\n\n".join((menu, *head, *STORY))
    raw = RawDocument(id="0" * 32, source_uri="/in/a.txt", data=source.encode())
    article = clean_document(raw, Options()).article
    assert article is not None
    assert article.metadata.title == head[0]
    assert DECK in (article.metadata.subtitle, article.text.split("\n\n")[0])

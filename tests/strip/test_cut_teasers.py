"""Teasers that a program cut at one length, and writers who break off."""

from cleaners.document import RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document

STORY = (
    "The council of Marrow Bay voted on Tuesday night to close the old ferry terminal for good, "
    "after a debate of four hours in which nobody raised a voice.",
    "A new pier is to be built by spring, the harbor office said in a short statement that named "
    "neither its price nor the people who are to pay for it.",
    "Nobody knows yet who is to pay for the road that leads from the mill to the new pier, but the "
    "council wants to speak about it in the autumn.",
)
TEASER = (
    "The master of the harbor said on Sunday that he would leave his post before the year was over"
)


def gone(*lines: str) -> list[str]:
    raw = RawDocument("0" * 32, "/in/a.txt", "\n\n".join(lines).encode())
    removals = clean_document(raw, Options()).removals
    return [it.text for it in removals if it.rule == "teaser_cards/cut"]


def test_paragraphs_cut_at_one_length_are_teasers() -> None:
    cut = [f"{TEASER[:88]}...", f"{STORY[1][:88]}..."]
    lines = (STORY[0], "Harbor master resigns", cut[0], *STORY[1:], "Pier by spring", cut[1])
    assert gone(*lines) == cut


def test_teasers_of_a_page_are_cut_as_those_of_a_text_are() -> None:
    cut = [f"{TEASER[:88]}...", f"{STORY[1][:88]}..."]
    lines = (*STORY, "Harbor master resigns", cut[0], "Pier by spring", cut[1], STORY[0])
    page = f"<html><body><article>{''.join(f'<p>{it}</p>' for it in lines)}</article></body></html>"
    cleaned = clean_document(RawDocument("0" * 32, "/in/a.html", page.encode()), Options())
    assert [it.text for it in cleaned.removals if it.rule == "teaser_cards/cut"] == cut


def test_writers_break_off_where_they_like() -> None:
    slow = "She looked at the water for a while and thought of the boat that had not come back yet"
    for other in (f"{slow} and never would…", f"{slow[:83]}…"):
        assert gone(STORY[0], f"{slow}…", STORY[1], other, STORY[2]) == []
    assert gone(STORY[0], "The pier", f"{slow}…", "The mill", f"{slow} and the mill…") == []

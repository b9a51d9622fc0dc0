"""Sections: how they close, and what they must not swallow."""

from pathlib import Path

import pytest

from cleaners.document import RawDocument
from cleaners.read import read
from cleaners.rules import RulePack, Scanner, load
from cleaners.strip import mark, resolve, set_apart

PACKS = {
    "related_links": """
kind = "related_links"
[[rule]]
id = "related_links/label"
why = "A label over links to other articles."
phrases = ["see also", "more stories"]
closes = "list"
matches = ["See also:", "More stories"]
spares = ["See also the harbor master, who knows more than he said."]
""",
    "donation_plea": """
kind = "donation_plea"
[[rule]]
id = "donation_plea/message"
why = "The head of an appeal by the publisher."
pattern = '^a message from (?P<site_name>the [a-z ]+):$'
closes = "address"
matches = ["A message from The Bay Herald:", "A message from The Tide:"]
spares = ["A message from the sea came on Monday.", "A message from the mayor was read out."]
[[rule]]
id = "donation_plea/button"
why = "The button of an appeal."
phrases = ["donate now", "give today"]
matches = ["Donate now", "Give today"]
spares = ["Donate now or never", "They give today"]
""",
    "comments": """
kind = "comments"
[[rule]]
id = "comments/count"
why = "The head of the comments."
pattern = '^\\d+ comments$'
closes = "end"
matches = ["41 comments", "2 comments"]
spares = ["41 comments were read out.", "Comments on the budget"]
""",
    "read_time": """
kind = "read_time"
[[rule]]
id = "read_time/minutes"
why = "How long an article takes to read."
pattern = '^\\d+ min read$'
matches = ["5 min read", "12 min read"]
spares = ["5 min reading of the verdict", "a 5 min read-out"]
""",
}
BODY = (
    "The council of Marrow Bay voted on Tuesday to close the old ferry terminal for good.",
    "The captains said that nobody had asked them before the notice was put up on the wall.",
    "A new pier is to be built by spring, the harbor office said in a short statement.",
)
PLEA = (
    "We are a small newsroom, and our reporting depends on readers who pay for it each month.",
    "The printing house has raised its prices twice this year, and paper is dearer than ever.",
    "Your gift, large or small, keeps The Bay Herald going. Thank you for reading our work.",
)


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Scanner:
    folder: Path = tmp_path_factory.mktemp("packs")
    packs: list[RulePack] = []
    for name, text in PACKS.items():
        (folder / f"{name}.toml").write_text(text)
        packs.append(load(folder / f"{name}.toml"))
    return Scanner(packs)


def kept(scanner: Scanner, *paragraphs: str) -> list[str]:
    data = "\n\n".join(paragraphs).encode()
    document = mark(scanner.scan(read(RawDocument("0" * 32, "/a.txt", data))), scanner)
    resolved = resolve(document, document.marks)
    return [span.text(document.blocks) for span in resolved.kept]


def test_a_list_closes_at_the_next_paragraph(scanner: Scanner) -> None:
    links = ("See also:", "Ferry fares rise again", "Harbor master resigns")
    assert kept(scanner, BODY[0], *links, *BODY[1:]) == list(BODY)


@pytest.mark.parametrize(("label", "is_kept"), [("[See also](/more):", True), ("See also:", False)])
def test_a_label_that_is_a_link_takes_no_heading(
    scanner: Scanner, label: str, is_kept: bool
) -> None:
    text = f"# The harbor\n\n{BODY[0]}\n\n{label}\n\n## What it costs\n\n{BODY[1]}\n\n{BODY[2]}"
    document = mark(scanner.scan(read(RawDocument("0" * 32, "/a.md", text.encode()))), scanner)
    resolved = resolve(document, document.marks)
    found = [span.text(document.blocks) for span in resolved.kept]
    assert ("What it costs" in found) == is_kept


@pytest.mark.parametrize("box", ["aside", "section"])
def test_a_label_above_links_takes_no_sub_heading_behind_them(scanner: Scanner, box: str) -> None:
    links = '<p>See also</p><ul><li><a href="/1">Ferry fares rise again this year</a></li></ul>'
    story = [f"<p>{text}</p>" for text in BODY]
    html = (
        f"<html><head><title>The harbor</title></head><body><article><h1>The harbor</h1>{story[0]}"
        f"<{box}>{links}</{box}><h2>What it costs</h2>{''.join(story[1:])}</article></body></html>"
    )
    page = set_apart(read(RawDocument("0" * 32, "/a.html", html.encode())))
    document = mark(scanner.scan(page), scanner)
    resolved = resolve(document, document.marks)
    found = [span.text(document.blocks) for span in resolved.kept]
    assert "What it costs" in found


def test_a_label_with_nothing_under_it_takes_nothing(scanner: Scanner) -> None:
    assert kept(scanner, BODY[0], "See also:", *BODY[1:]) == list(BODY)


def test_cards_behind_a_label_go_to_the_end(scanner: Scanner) -> None:
    cards = (
        "More stories",
        "Harbor master resigns over pier",
        "He had held the office for eleven years, longer than any man before him in the bay.",
        "4 min read",
        "Ferry fares rise again in May",
        "A crossing will cost nine crowns, the office said, and children no longer go free.",
    )
    assert kept(scanner, *BODY, *cards) == list(BODY)


def test_an_address_goes_as_long_as_it_speaks_to_the_reader(scanner: Scanner) -> None:
    assert kept(scanner, *BODY, "A message from The Bay Herald:", *PLEA) == list(BODY)


def test_an_address_amid_the_body_ends_where_the_story_goes_on(scanner: Scanner) -> None:
    pleas = ("A message from The Bay Herald:", PLEA[0], PLEA[2])
    assert kept(scanner, BODY[0], *pleas, *BODY[1:]) == list(BODY)


OPEN_PLEA = (
    "A message from The Bay Herald:",
    "The storms are getting stronger, and few are left to tell of them. You can change that.",
    "Without you there would be nobody on the pier with a notebook when the ferry goes down.",
)


def test_a_plea_amid_the_body_closes_at_its_button(scanner: Scanner) -> None:
    assert kept(scanner, BODY[0], *OPEN_PLEA, "Donate now", *BODY[1:]) == list(BODY)


def test_without_a_button_a_plea_amid_the_body_must_name_the_trade(scanner: Scanner) -> None:
    assert kept(scanner, BODY[0], *OPEN_PLEA, *BODY[1:]) == [BODY[0], *OPEN_PLEA[1:], *BODY[1:]]


def test_a_button_takes_no_paragraph_of_the_story(scanner: Scanner) -> None:
    text = (BODY[0], *OPEN_PLEA, BODY[1], "Donate now", BODY[2])
    assert kept(scanner, *text) == [BODY[0], *OPEN_PLEA[1:], BODY[1], BODY[2]]


def test_a_button_closes_only_what_it_ends(scanner: Scanner) -> None:
    essay = (
        "We rowed out at dawn, my brother and I, and the bay lay before us like a sheet of tin.",
        "You could hear the bell of the old pier from there, and nothing else for an hour or more.",
    )
    text = (BODY[0], *OPEN_PLEA, "Donate now", *essay, "Give today", BODY[1])
    assert kept(scanner, *text) == [BODY[0], *essay, BODY[1]]


def test_a_letter_that_is_the_document_stays(scanner: Scanner) -> None:
    letter = ("A message from The Bay Herald:", *PLEA)
    assert kept(scanner, *letter)[-len(PLEA) :] == list(PLEA)


def test_comments_go_to_the_end_only_behind_an_article(scanner: Scanner) -> None:
    comments = ("3 comments", "JanB 2 hours ago", "I never liked that ferry, and neither did you.")
    assert kept(scanner, *BODY, *comments) == list(BODY)
    assert kept(scanner, *comments)[-1] == comments[-1]


def test_quoted_appeals_are_news(scanner: Scanner) -> None:
    quote = '"We need your help to keep our newsroom going," the editor told readers.'
    assert kept(scanner, *BODY, quote) == [*BODY, quote]


def test_a_text_of_nothing_but_labels_takes_linear_time(scanner: Scanner) -> None:
    # a square of 20,000 would run for minutes
    assert kept(scanner, *["A message from The Bay Herald:", BODY[0]] * 10_000)

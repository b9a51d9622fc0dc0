"""The structural markers: what they take, and the nearest honest text that they spare."""

import pytest

from cleaners.document import RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document
from cleaners.read import document_id

BODY = (
    "The council of Marrow Bay voted on Tuesday to close the old ferry terminal for good.",
    "The captains said that nobody had asked them before the notice was put up on the wall.",
    "A new pier is to be built by spring, the harbor office said in a short statement.",
)


def removed(*paragraphs: str, suffix: str = "txt") -> dict[str, str]:
    """Return what was removed of a document, rule by text."""
    data = "\n\n".join(paragraphs).encode()
    uri = f"/in/a.{suffix}"
    cleaned = clean_document(RawDocument(document_id(uri, data), uri, data), Options())
    assert cleaned.article is not None
    return {removal.text: removal.rule for removal in cleaned.removals}


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Partager | Imprimer | Copier le lien", "menus/buttons"),
        ("Tides · Auctions · Letters · Weather Signs", "menus/bars"),
        ("Home > News > Coast", "breadcrumb/path"),
    ],
)
def test_menus_in_one_line(line: str, rule: str) -> None:
    assert removed(line, *BODY)[line] == rule


@pytest.mark.parametrize(
    "line",
    [
        "Ferries | 2019 | 2024",
        "Salt · pepper · a spoon of honey · four eggs",
        "Anna > Berta, she wrote on the slate.",
    ],
)
def test_lists_of_other_things_are_no_menus(line: str) -> None:
    assert line not in removed(*BODY, line)


def test_rows_of_a_table_without_words_go() -> None:
    row = "| | | | ---|---"
    assert removed(*BODY[:2], row, BODY[2])[row] == "menus/empty-row"
    assert removed(*BODY[:2], "* * *", BODY[2]) == {}


def test_rows_of_a_table_are_no_menus() -> None:
    table = "Boat | Skipper | Home\nAda | Quill | Marrow\nTern | Finch | Hessing"
    assert not any("Skipper" in text for text in removed(*BODY, table))


@pytest.mark.parametrize(
    "line",
    [
        "Lesen Sie auch: Neue Preise für die Fähre",
        "İlginizi çekebilir: Değirmen taşının yolculuğu",
        "Read also: Ferry fares rise again",
    ],
)
def test_a_label_with_its_link(line: str) -> None:
    assert line in removed(*BODY[:2], line, BODY[2])


def test_a_label_before_a_sentence_is_prose() -> None:
    line = "More on this: the council meets again in May, and the captains will be there."
    assert line not in removed(*BODY[:2], line, BODY[2])


def test_an_issuer_introduces_itself() -> None:
    about = "Tern Boats has built ferries on the bay since 1922 and employs forty people there."
    gone = removed(*BODY, "About Tern Boats", about)
    assert any(about in text for text in gone)


def test_a_feature_with_such_a_heading_stays() -> None:
    about = "Terns nest on the old terminal's roof each May, and nobody dares to disturb them."
    assert removed(*BODY, "About terns", about, *(b.replace("new", "old") for b in BODY)) == {}


def test_a_paragraph_in_a_list_of_links_stays() -> None:
    names = ("Tern", "Boats", "Fish")
    menu = "\n".join(f"- [{name}](http://bay.example/{name})" for name in names)
    told = f"- {BODY[1]} The [tide tables](http://bay.example/tides) say so as well."
    gone = removed(BODY[0], f"{menu}\n{told}", BODY[2], suffix="md")
    assert not any(BODY[1] in text for text in gone)


def test_links_lead_away() -> None:
    menu = "\n".join(f"- [{name}](http://bay.example/{name})" for name in ("Tern", "Boats", "Fish"))
    teaser = "[Ferry fares rise again in May](http://bay.example/fares)"
    gone = removed(menu, "# The Pier", *BODY[:2], teaser, BODY[2], suffix="md")
    assert gone[menu] == "links/list"
    assert gone[teaser] == "links/lone"


def test_links_within_sentences_stay() -> None:
    linked = BODY[0].replace("ferry terminal", "[ferry terminal](http://bay.example/t)")
    assert removed("# The Pier", linked, *BODY[1:], suffix="md").keys() == {"# The Pier"}


def test_a_paragraph_printed_twice_goes_once() -> None:
    more = tuple(
        b.replace("The", "One of the") + f" It was number {i}." for i, b in enumerate(BODY)
    )
    gone = removed(*BODY, *more, BODY[1])
    assert gone == {BODY[1]: "repeated/paragraph"}


def test_cards_without_a_label() -> None:
    cards = ("Harbor master resigns", "4 min read", "Ferry fares rise again", "2 min read")
    gone = removed(*BODY, *cards)
    assert not [card for card in cards if card not in "\n".join(gone)]


def test_what_stands_between_two_lines_of_a_box() -> None:
    box = ("Sign up for our newsletter", "Fresh from the quay", "Enter your email address")
    gone = "\n".join(removed(*BODY, *box))
    assert "Fresh from the quay" in gone


MENU = ("Menu", "Coast", "County", "Search", "Tides", "Log in")


def test_a_menu_of_lines_goes_whole_and_opens_no_section() -> None:
    lines = "\n".join((*MENU[:2], "Latest", *MENU[2:]))
    title = "Old ferry terminal of Marrow Bay is to close in May"
    gone = removed(lines, title, *BODY)
    assert {"Coast", "County", "Tides"} <= {it for text in gone for it in text.split("\n")}
    assert gone.get(title, "titles/").startswith("titles/")


def test_a_list_of_words_in_the_tail_is_no_menu() -> None:
    words = "Salt\nPepper\nHoney\nEggs\nButter\nFlour"
    assert "Honey" not in "".join(removed(*BODY, words))


LOUD = "MORE FROM THE BAY"


def test_headlines_of_one_label_in_capitals_go() -> None:
    gone = removed(
        *BODY[:2], f"{LOUD} | Two goats found on the roof", BODY[2],
        f"{LOUD} | Storm takes the roof of the boathouse", *BODY[:1],
    )  # fmt: skip
    assert list(gone.values()).count("labelled/repeated") == 2


@pytest.mark.parametrize(
    "lines",
    [
        (f"{LOUD} | Two goats found on the roof",),
        ("MR. FINCH: Did you see the two goats?", "MR. FINCH: And on which roof was that?"),
        ("BAY: Two goats found on the roof", "BAY: Storm takes the roof of the boathouse"),
    ],
)
def test_one_label_a_speaker_and_a_place_stay(lines: tuple[str, ...]) -> None:
    gone = removed(*(it for pair in zip(BODY, lines, strict=False) for it in pair), *BODY[2:])
    assert "labelled/repeated" not in gone.values()


def test_hints_behind_links_are_cut_out_of_sentences() -> None:
    line = "The report (opens in a new window) names three captains who were not asked."
    assert removed(*BODY, line) == {"(opens in a new window)": "text_tools/new-window"}


SIGNED = ("By Ada Quill", *BODY, *BODY[:1])
NOTE = "Ada Quill grew up on a boat, keeps two goats and has not missed a tide since the flood."


def test_a_note_on_the_writer_goes() -> None:
    assert removed("Ferries", *SIGNED, NOTE)[NOTE] == "bios/author"


@pytest.mark.parametrize(
    "line",
    [
        "Ada Quill: I have written about boats since the year of the great flood.",
        "Ada Quill said, “I write about boats for nobody but myself.”",
        "Berta Finch grew up on a boat, keeps two goats and has not missed a tide for long.",
    ],
)
def test_speakers_and_others_are_no_writers(line: str) -> None:
    assert line not in removed("Ferries", *SIGNED, line)


def test_a_note_on_the_writer_of_a_page_goes() -> None:
    inner = "".join(f"<p>{it}</p>" for it in (*BODY, *BODY[:1], NOTE))
    html = f'<article><h1>Ferries</h1><p class="byline">By Ada Quill</p>{inner}</article>'
    assert removed(f"<html><body>{html}</body></html>", suffix="html")[NOTE] == "bios/author"


def test_whom_the_text_tells_of_has_not_written_it() -> None:
    about = "Nobody but Quill had seen the storm come, and nobody had listened to her at all."
    assert NOTE not in removed("Ferries", *SIGNED, about, NOTE)


def test_a_writer_named_amid_the_story_stays() -> None:
    gone = removed("Ferries", "By Ada Quill", *BODY, NOTE, *BODY, *BODY)
    assert NOTE not in gone


def test_names_over_the_posts_of_a_live_blog_are_bylines() -> None:
    names = ("Ida Marlow", "Ira Vell", "Ida Marlow")
    posts = [part for name, told in zip(names, BODY, strict=False) for part in (name, told)]
    text = "\n\n".join(("The Pier", "By Ida Marlow and Ira Vell", *posts, *BODY))
    raw = RawDocument("0" * 32, "/in/a.txt", text.encode())
    article = clean_document(raw, Options()).article
    assert article is not None
    assert not {*names} & {*article.text.split("\n\n")}
    letter = "\n\n".join(("The Pier", "By Ida Marlow", *BODY, "Yours,", "Ida Marlow"))
    article = clean_document(RawDocument("0" * 32, "/in/a.txt", letter.encode()), Options()).article
    assert article is not None
    assert article.text.endswith("Ida Marlow")

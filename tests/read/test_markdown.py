"""Markdown: roles, words without markup, and offsets that hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.read.front_matter import is_markdown, read_front_matter
from cleaners.read.markdown import read_markdown


def words(text: str) -> list[tuple[str, str]]:
    return [(b.role, b.text) for b in read_markdown(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# The *old* mill\n", [("heading", "The old mill")]),
        ("The mill\n========\n", [("heading", "The mill")]),
        ("A [link](http://a.example/x_(y)) here", [("paragraph", "A link here")]),
        ("A [link][1] here\n\n[1]: http://a.example", [("paragraph", "A link here")]),
        ("See <http://a.example/b>.", [("paragraph", "See http://a.example/b.")]),
        (r"5 \* 3 &amp; \[sic\]", [("paragraph", "5 * 3 & [sic]")]),
        ("> said\n> she", [("quote", "said\nshe")]),
        ("- one\n- two\n  lines", [("list_item", "one"), ("list_item", "two\nlines")]),
        ("1. one\n2. two", [("list_item", "one"), ("list_item", "two")]),
        ("|a|b|\n|-|-|\n|1|2|", [("table_row", "a | b"), ("table_row", "1 | 2")]),
        ("```py\nx = 1\n  y\n```", [("code", "x = 1\n  y")]),
        ("![the pier](p.jpg)", [("image", "the pier")]),
        (
            "Before ![x](p.jpg) after",
            [("paragraph", "Before"), ("image", "x"), ("paragraph", "after")],
        ),
        ("[editors' note] stays", [("paragraph", "[editors' note] stays")]),
        ("one<br>two", [("paragraph", "one"), ("paragraph", "two")]),
        ("<div>shown</div>\n\ntext", [("paragraph", "shown"), ("paragraph", "text")]),
        ("---\ntitle: T\n---\nBody.", [("paragraph", "Body.")]),
    ],
)
def test_words_and_roles(text: str, expected: list[tuple[str, str]]) -> None:
    assert words(text) == expected


def test_short_lines_of_one_paragraph_are_blocks_of_their_own() -> None:
    assert [b.text for b in read_markdown("Once\nMonthly\nContinue")] == [
        "Once",
        "Monthly",
        "Continue",
    ]


def test_front_matter_gives_hints() -> None:
    text = "---\ntitle: The mill\nauthor: Ada Quill\ndate: 2024-03-02\n---\nBody."
    _, hints = read_front_matter(text)
    assert (hints.title, hints.authors, hints.date) == ("The mill", ("Ada Quill",), "2024-03-02")


def test_a_link_to_nowhere_counts_as_link() -> None:
    (block,) = read_markdown("**See:** [The mill burns](#)")
    assert block.link_chars == len("The mill burns")
    assert block.links == ("#",)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("# Title\n\nSome [words](http://a.example) here.", True),
        ("Plain words. Nothing else, at 5 * 3 * 2 dollars.", False),
        ("He wrote [sic] and left.\n- and so on", False),
        ("#MeToo reached the town.", False),
        ("A **bold** start and a paragraph.", True),
        ("It takes **oars and the like. We use **nets, too.", False),
    ],
)
def test_sniffing(text: str, answer: bool) -> None:
    assert is_markdown(text) is answer


@given(st.text(alphabet="ab1 \n*_[]()<>#`|-!\\&;:.\r\t", max_size=200))
def test_offsets_hold_for_any_text(text: str) -> None:
    for block in read_markdown(text):
        assert 0 <= block.start <= block.end <= len(text)
        for offset, source, length in block.runs:
            assert offset + length <= len(block.text)
            shown = block.text[offset : offset + length]
            if shown.isalnum():
                assert text[source : source + length] == shown


@pytest.mark.parametrize(
    "text",
    [
        "Before.\n\n" + "- " * 30 + "deep words\n\nAfter it.",
        "Before.\n\n" + "- " * 400 + "deep words\n\nAfter it.",
        ">" * 400 + " deep words\n\nAfter it.",
        "\n".join("  " * i + "- deep words" for i in range(60)) + "\n\nAfter it.",
    ],
)
def test_nothing_is_lost_however_deep_it_lies(text: str) -> None:
    shown = " ".join(block.text for block in read_markdown(text))
    assert shown.count("deep words") == text.count("deep words")
    assert "After it." in shown


PROSE = (
    "The council of Marrow Bay voted on Tuesday to close the old ferry terminal for good, after a "
    "debate of four hours."
)


def test_a_fence_that_nothing_closes_makes_no_prose_a_program() -> None:
    assert words(f"````\n\n_All_ captains\n\n{PROSE}") == [
        ("paragraph", "All captains"),
        ("paragraph", PROSE),
    ]
    cut = f"```\ndef tide(hour):\n    return 2\n\n# {PROSE}\ntide(9)"
    assert [role for role, _ in words(cut)] == ["code"]
    closed = f"```\n{PROSE}\n```\n\n```\n{PROSE}\n```"
    assert [role for role, _ in words(closed)] == ["code", "code"]


def test_tags_in_code_are_text() -> None:
    assert words("Use `<b>` here") == [("paragraph", "Use <b> here")]


def test_the_text_of_a_link_stays_together_on_however_many_lines() -> None:
    blocks = read_markdown("By [Ann\nOake](/author/ann-oake) and [Ivo\nPell](/author/ivo-pell)\n")
    assert [block.text for block in blocks] == ["By Ann Oake and Ivo Pell"]
    apart = read_markdown("[Politics](/a)\n[Coast](/b)\n")
    assert [block.text for block in apart] == ["Politics", "Coast"]


def test_a_day_at_the_start_of_a_line_is_no_list() -> None:
    blocks = read_markdown("24. 5. 2017 15:12, updated 17:40\n\n1. one\n2. two\n")
    assert [it.role for it in blocks] == ["paragraph", "list_item", "list_item"]
    assert blocks[0].text.replace("\u00a0", " ") == "24. 5. 2017 15:12, updated 17:40"

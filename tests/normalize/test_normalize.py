"""Normalization: what changes, what must not, and that twice is once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.normalize import (
    Paragraph,
    normalize,
    normalize_body,
    normalize_line,
    normalize_program,
)

LONG = "The harbor office of Marrow Bay said on Monday that the new ferry would be running as"
REST = "usual by the end of the month, with two crossings more on market days."


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\u00a0b\u2003c", "a b c"),
        ("  a \t b  ", "a b"),
        ("Cafe\u0301", "Café"),
        ("R&amp;D &lt;3 &amp;amp;", "R&D <3 &"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("oil  long its only", "oil long its only"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("a\r\nb", "a\nb"),
    ],
)
def test_characters_and_spaces(raw: str, clean: str) -> None:
    assert normalize(raw) == clean


#: pieces of entities, what nobody sees, what composes, all that breaks a line
UGLY = st.sampled_from(
    [
        *"&#;xX0389adegilmnopstyz \u00a0\u200b\u200d\u00ad\u061c\ufeff",
        *"\x00\x08\x1b\x1c\x7f\x80\x85\u2028",
        *"\ud800\udc00\r\n\v\f\t\u0301\u0338\u037e\u212a\u212b\u1100\u1161\uac00-.,()",
        *(
            "&amp;",
            "amp;",
            "&#38;",
            "&#x26;",
            "&#173;",
            "&#769;",
            "&#59;",
            "&semi;",
            "&notin",
            "&ap",
        ),
    ]
)


@given(st.one_of(st.text(max_size=400), st.lists(UGLY, max_size=24).map("".join)))
def test_normalize_is_idempotent(text: str) -> None:
    for step in (normalize, normalize_line, normalize_program):
        once = step(text)
        assert step(once) == once


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("&acute&#173;;", "´"),
        ("&\x08ap;", "≈"),
        ("&amp\u037e &\u212aappa;", "& Κ"),
        ("&" + "amp;" * 50 + "lt;", "<"),
        ("&quay; &amp;quay;", "&quay; &quay;"),
    ],
)
def test_what_an_entity_completes_is_decoded_too(raw: str, clean: str) -> None:
    assert normalize(raw) == clean


def test_entities_take_linear_time() -> None:
    assert normalize("&" + "amp;" * 200_000) == "&"
    assert normalize("&a" * 50_000 + "&#173;mp;" * 50_000).startswith("&a&a")


def test_a_sentence_cut_by_a_blank_line_is_joined() -> None:
    assert normalize_body([Paragraph(LONG), Paragraph(REST)]) == f"{LONG} {REST}"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"{LONG}:", REST),
        (f"{LONG}.", REST),
        ("What the office said", REST),
        (LONG, "usual again."),
        (LONG, REST.capitalize()),
        (LONG, REST.rstrip(".")),
    ],
)
def test_what_is_not_surely_one_sentence_is_not_joined(first: str, second: str) -> None:
    assert normalize_body([Paragraph(first), Paragraph(second)]) == f"{first}\n\n{second}"


def test_lists_verse_and_headings() -> None:
    body = [
        Paragraph("Bring", "heading"),
        Paragraph("a rope", "list_item", 1),
        Paragraph("a lamp", "list_item", 1),
        Paragraph("1. Wait", "list_item", 2),
        Paragraph("gulls went out", "paragraph", 3),
        Paragraph("none came home", "paragraph", 3),
    ]
    expected = "Bring\n\n- a rope\n- a lamp\n\n1. Wait\n\ngulls went out\nnone came home"
    assert normalize_body(body) == expected


def test_broken_words() -> None:
    text = "The gover-\nnor met the inter-\nnational board; a well-\nknown fact"
    whole = normalize_body([Paragraph(text), Paragraph("It is well-known.")])
    assert whole.startswith("The governor met the international board; a well-known fact")
    single = normalize_body([Paragraph("a well-\nmeant plan of many words")])
    assert single == "a well-meant plan of many words"


def test_code_keeps_its_spaces() -> None:
    assert normalize_body([Paragraph("if x:\n    y = 1", "code")]) == "if x:\n    y = 1"


def test_control_characters_between_words_stand_for_a_space() -> None:
    assert normalize("Panel\x07on\x07 Climate") == "Panel on Climate"


def test_long_runs_of_spaces_take_linear_time() -> None:
    assert normalize("x" + " " * 200_000 + "y\u00a0" * 100_000 + "z").startswith("x y y")


def test_code_in_a_document_keeps_its_indentation() -> None:
    program = "    x = 1\n    return  x"
    assert normalize_body([Paragraph(program, "code")]) == program


def test_a_program_of_one_line_is_normalized_as_any_line() -> None:
    assert normalize_body([Paragraph("    x   =>   y", "code")]) == "x => y"

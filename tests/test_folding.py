"""Tests of folding, and of the words that are split byte by byte."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.folding import fold, gaps_of, split_words, squash

SIGNS = "\ud800\x85ab Z09_-'.\t\n\x1c\x1f`\xa0\xadéßñ²½٣中タ・ไй“’—…©"


@pytest.mark.parametrize(
    ("word", "gap"), [(r"\w", r"\W"), (r"[\w'\-]", r"[^\w'\-]"), (r"[^\W\d_]", r"[\W\d_]")]
)
@given(text=st.text(alphabet=SIGNS) | st.text())
def test_split_words_are_those_that_a_search_finds(word: str, gap: str, text: str) -> None:
    assert split_words(text, gaps_of(gap)) == re.findall(f"{word}+", text)


def test_letters_of_any_script_are_split() -> None:
    gaps = gaps_of(r"\W")
    assert split_words("Été à Nîmes, 1994", gaps) == ["Été", "à", "Nîmes", "1994"]
    assert split_words("Паром ушёл.", gaps) == ["Паром", "ушёл"]
    assert split_words("The ferry – late", gaps) == ["The", "ferry", "late"]
    assert split_words("", gaps) == []


@given(st.text(alphabet=SIGNS + "ABİΣ") | st.text())
def test_folding_moves_no_character(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet=[chr(code) for code in range(128)]))
def test_ascii_is_folded_as_any_other_text_is(text: str) -> None:
    assert fold(text) == fold(f"{text}–")[:-1]


def test_a_key_joins_what_a_soft_hyphen_parts_and_no_more() -> None:
    assert squash("Fähr\xadhafen – «Pier» 4…") == "fährhafen pier 4"

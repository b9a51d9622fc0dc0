"""What is counted fast is what the plain definition counts, whatever the text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from cleaners.layout import count_letters, count_words, weighs, weight

TEXTS = st.text(max_size=60) | st.text("aé5²_ -\n\r\x1c\x85\u2028’港ʼ", max_size=30)


@given(TEXTS)
def test_words_are_runs_of_word_characters(text: str) -> None:
    assert count_words(text) == len(re.findall(r"\w+", text))


@given(TEXTS)
def test_letters_are_what_unicode_calls_so(text: str) -> None:
    assert count_letters(text) == sum(character.isalpha() for character in text)


@given(TEXTS, st.integers(0, 80))
def test_what_weighs_enough_is_told_by_its_weight(text: str, least: int) -> None:
    assert weighs(text, least) == (weight(text) >= least)

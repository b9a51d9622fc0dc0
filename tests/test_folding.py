"""Words are split at the speed of bytes, and are those that a pattern would find."""

import re

from hypothesis import given
from hypothesis import strategies as st

from cleaners.folding import Words, squash

TEXTS = st.text(st.characters(), max_size=40) | st.text(
    "aé_-' \u2019…\ud800字,\xad\x1c\x85", max_size=40
)


@given(TEXTS)
def test_words_are_those_of_the_pattern(text: str) -> None:
    assert Words().split(text) == re.findall(r"[^\W_]+", text)
    assert Words("'-_").split(text) == re.findall(r"[\w'\-]+", text)


def test_a_key_joins_what_a_soft_hyphen_parts_and_no_more() -> None:
    assert squash("Fähr\xadhafen – «Pier» 4…") == "fährhafen pier 4"

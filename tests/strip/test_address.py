"""What is done for speed in telling who is spoken to changes no answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.strip import address

ASCII = st.text(st.characters(max_codepoint=127), max_size=40)


@given(ASCII)
def test_words_of_plain_text_are_those_of_the_pattern(folded: str) -> None:
    assert address._words_of(folded) == set(address._WORD.findall(folded))


def test_words_beyond_ascii_are_found_by_the_pattern() -> None:
    assert address._words_of("нам - по-своему, d'été") == {"нам", "-", "по-своему", "d'été"}


def test_prefixes_are_remembered_and_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "_REMEMBERED", 2)
    begins = address._Prefixed(("subscri", "abonn"))
    words = ["subscribe", "abonnez", "ferry", "subscribe"]
    assert [begins[word] for word in words] == [True, True, False, True]
    assert len(begins) <= 2

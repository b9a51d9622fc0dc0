"""What is done for speed in telling who is spoken to changes no answer."""

import pytest

from cleaners.strip import address


def test_prefixes_are_remembered_and_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "_REMEMBERED", 2)
    begins = address._Prefixed(("subscri", "abonn"))
    words = ["subscribe", "abonnez", "ferry", "subscribe"]
    assert [begins[word] for word in words] == [True, True, False, True]
    assert len(begins) <= 2


def test_prefixes_of_different_lengths() -> None:
    begins = address._Prefixed(("abo", "abonn", "subscri"))
    assert [begins[word] for word in ("abode", "ab", "subs", "subscribe")] == [
        *(True, False, False, True),
    ]
    assert not address._Prefixed(())["word"]

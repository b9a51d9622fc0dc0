"""Load the tables of the world (months, agencies, labels…) that ship beside the detectors."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from re import compile as pattern
from re import escape
from typing import Any, Final

import msgspec

from cleaners.folding import fold


@cache
def table(name: str) -> dict[str, Any]:
    """Return ``tables/<name>.toml``, decoded once a process."""
    data = (files("cleaners.detect") / "tables" / f"{name}.toml").read_bytes()
    found: dict[str, Any] = msgspec.toml.decode(data)
    return found


def words(name: str, key: str) -> frozenset[str]:
    """Return one list of a table, folded for comparison."""
    return frozenset(fold(word) for word in table(name)[key])


def alternation(phrases: Iterable[str]) -> str:
    """Return folded phrases as one pattern, longest first, any run of spaces between words."""
    folded = sorted({fold(phrase) for phrase in phrases}, key=lambda it: (-len(it), it))
    return "(?:" + "|".join(r"\s+".join(escape(word) for word in it.split()) for it in folded) + ")"


_LETTERS: Final = pattern(r"[^\W\d_]+")


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """Return the first words of phrases, folded, letters only: a look before a pattern of them."""
    found = (_LETTERS.search(fold(it)) for it in phrases)
    return frozenset(it[0] for it in found if it is not None)

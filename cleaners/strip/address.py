"""Tell text that speaks to the reader (we, you, our newsletter) from text about somebody."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import msgspec

from cleaners.folding import fold, gaps_of, split_words
from cleaners.quoting import without_quotations

_GAPS: Final = gaps_of(r"[^\w'-]")
_REMEMBERED: Final = 1 << 15  #: words of which it is kept whether they begin with a prefix
#: languages that put no spaces between words, or glue endings and vowel signs to them
_UNSPACED: Final = frozenset({"zh", "ja", "hi", "ko"})


class _Prefixed(dict[str, bool]):
    """Which words begin with one of some prefixes, remembered: words come again and again."""

    def __init__(self, prefixes: tuple[str, ...]) -> None:
        super().__init__()
        self.prefixes = prefixes
        self._size = min(map(len, prefixes), default=0)
        self._heads = frozenset(it[: self._size] for it in prefixes)

    def __missing__(self, word: str) -> bool:
        """Look at a word."""
        if len(self) >= _REMEMBERED:
            self.clear()
        may_be = word[: self._size] in self._heads  # few are
        found = self[word] = may_be and word.startswith(self.prefixes)
        return found


class _Words(msgspec.Struct, frozen=True):
    """Words, prefixes, and parts of languages that put no spaces between words."""

    whole: frozenset[str]
    prefixed: _Prefixed
    part: re.Pattern[str]  #: one of the parts: a single search for all of them

    def stand_in(self, words: set[str], folded: str) -> bool:
        """Whether one of them stands in a text given by its words and as a whole."""
        if not self.whole.isdisjoint(words):
            return True
        if self.prefixed.prefixes and any(map(self.prefixed.__getitem__, words)):
            return True
        return not folded.isascii() and self.part.search(folded) is not None


@cache
def _lexicon(key: str) -> _Words:
    data = tomllib.loads((files("cleaners") / "strip" / "address.toml").read_text("utf-8"))
    spaced = [word for code, table in data.items() if code not in _UNSPACED for word in table[key]]
    parts = [word for code, table in data.items() if code in _UNSPACED for word in table[key]]
    return _Words(
        frozenset(word for word in spaced if not word.endswith("*")),
        _Prefixed(tuple(sorted({word[:-1] for word in spaced if word.endswith("*")}))),
        re.compile("|".join(map(re.escape, parts))),
    )


def is_address_word(word: str) -> bool:
    """Whether a folded word is one by which the publisher means itself or its reader."""
    return any(_lexicon(key).stand_in({word}, "") for key in ("we", "you"))


def says_we(folded: str) -> bool:
    """Whether folded text says we, us or our."""
    return _lexicon("we").stand_in(set(split_words(folded, _GAPS)), folded)


def is_addressed(text: str) -> bool:
    """Whether a block says we or you at all, outside of quotation marks.

    >>> is_addressed("Without you there would be nobody in the courtroom.")
    True
    """
    folded = without_quotations(fold(text))
    words = set(split_words(folded, _GAPS))
    return any(_lexicon(key).stand_in(words, folded) for key in ("we", "you"))


@lru_cache(maxsize=1024)
def speaks_to_reader(text: str, name: str = "", *, strict: bool = False) -> bool:
    """Whether a block speaks to its reader: says you, or we along with the trade or ``name``.

    What stands in quotation marks does not count. ``name`` is that of the site, if known.
    ``strict`` asks for the core of the trade (what is sold, asked for or sent) beside you or we,
    or for we and ``name``.

    >>> speaks_to_reader("Your support makes a difference.")
    True
    >>> speaks_to_reader('"We need your support," the coach said.')
    False
    >>> speaks_to_reader("You turn left at the mill.", strict=True)
    False
    """
    folded = without_quotations(fold(text))
    words = set(split_words(folded, _GAPS))
    you = _lexicon("you").stand_in(words, folded)
    if you and not strict:
        return True
    we = _lexicon("we").stand_in(words, folded)
    if not (you or we):
        return False
    if we and name and fold(name) in folded:
        return True
    return _lexicon("core" if strict else "trade").stand_in(words, folded)

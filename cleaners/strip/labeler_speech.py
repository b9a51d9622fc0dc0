"""Count, for the line labeler, by whom a block speaks: we, you, the trade, the interface of a site.

A plea, a sign-up box, a notice about cookies and a reader's comment have no words in common but
these. None of them decides: in a body they stand, too, and the model has seen that.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import numpy as np

from cleaners.folding import REMEMBERED, fold, gaps_of, split_words
from cleaners.strip.labeler_characters import MAX_CHARS, Ints

SPOKEN: Final = ("we", "you", "trade", "interface")  #: rows of the counts
MOST: Final = 9  #: words counted of a block
_TABLES: Final = {"address.toml": ("we", "you", "trade"), "interface.toml": ("words",)}
_UNSPACED: Final = frozenset({"zh", "ja"})
_GAPS: Final = gaps_of(r"[^\w'\-]")
_WITHOUT_SPACES: Final = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_WORDS: Final = 1 << 16  #: that are remembered
#: what a word says is told as a number that has a field of so many bits for each of ``SPOKEN``, so
#: that numbers can be added: no block that is looked at has more words than a field can count
_FIELD: Final = 16
_MASK: Final = (1 << _FIELD) - 1
_SHIFTS: Final = range(0, _FIELD * len(SPOKEN), _FIELD)
_INTERFACE: Final = 1 << _FIELD * SPOKEN.index("interface")
_NOTHING: Final = (0,) * (len(SPOKEN) + 1)


class _Lexicon:
    """What words, prefixes and parts say."""

    def __init__(self) -> None:
        self.whole: dict[str, int] = {}
        self.prefixes: dict[str, int] = {}
        self.parts: dict[str, int] = {}
        kind = 1
        for table, keys in _TABLES.items():
            data = tomllib.loads((files("cleaners.strip") / table).read_text("utf-8"))
            for key in keys:
                for code, lists in data.items():
                    self._add(lists.get(key, ()), kind, code in _UNSPACED)
                kind <<= _FIELD
        self._sizes: dict[str, set[int]] = {}
        for prefix in self.prefixes:
            self._sizes.setdefault(prefix[:2], set()).add(len(prefix))

    def _add(self, words: Sequence[str], kind: int, is_part: bool) -> None:
        for word in words:
            place = self.parts if is_part else self.whole
            if word.endswith("*"):
                place = self.prefixes
            key = word.rstrip("*")
            place[key] = place.get(key, 0) | kind

    def of(self, word: str) -> int:
        """Return what a folded word says."""
        said = self.whole.get(word, 0)
        for size in self._sizes.get(word[:2], ()):
            said |= self.prefixes.get(word[:size], 0)
        return said

    def among(self, folded: str) -> int:
        """Return what the parts say that stand in a text without spaces."""
        return sum(said for part, said in self.parts.items() if part in folded)


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon()


class _Said(dict[str, int]):
    """What words say, remembered: looked up in half of the time that `lru_cache` takes."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _WORDS:
            self.clear()
        said = self[word] = _lexicon().of(word)
        return said


_SAID: Final = _Said()


def count_spoken(texts: Sequence[str]) -> Ints:
    """Return how many words of each kind of ``SPOKEN`` each text has, a row a kind, up to ``MOST``.

    A last row says whether words of the interface end (1) and begin (2) the text.

    >>> count_spoken(["We need your support.", "He rowed ashore."]).tolist()
    [[1, 0], [1, 0], [1, 0], [0, 0], [0, 0]]
    """
    return np.array([_spoken(text) for text in texts], dtype=np.int64).T


@lru_cache(maxsize=REMEMBERED)
def _spoken(text: str) -> tuple[int, ...]:
    """Return the column of one text."""
    folded = fold(text if len(text) <= MAX_CHARS else text[:MAX_CHARS])
    words = split_words(folded, _GAPS)
    said, ends = sum(map(_SAID.__getitem__, words)), 0
    if said:
        first, last = (_SAID[words[at]] & _INTERFACE > 0 for at in (0, -1))
        ends = last + 2 * first
    if not folded.isascii() and _WITHOUT_SPACES.search(folded):
        said += _lexicon().among(folded)
    if not said:
        return _NOTHING
    return (*[min(said >> shift & _MASK, MOST) for shift in _SHIFTS], ends)

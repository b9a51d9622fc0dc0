"""Which of a block's words stand elsewhere in the document: a teaser speaks of something else.

Words are compared by a sum over their letters, so that a document is one pass over its characters;
two words of the same letters count as one, which does no harm to a share.
"""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaners.strip.labeler_characters import UPPER, Characters, Ints

MIN_LETTERS: Final = 5  #: of a word that says what a text is about
FULL: Final = 256  #: a share of one
_ALL: Final = (1 << 64) - 1
_MULTIPLIER: Final = 0x9E3779B97F4A7C15  #: 2^64 over the golden ratio: spreads code points


@cache
def _letters() -> NDArray[np.uint64]:
    """Return a number for each code point of the basic plane, by its lower case; no letter: 0.

    The lowest bit of a letter's number is one: sixteen bits of their sum count the letters.
    """
    numbers = [_number(chr(code)) for code in range(0xFFFF)]
    return np.array([*numbers, 0], dtype=np.uint64)


def _number(character: str) -> int:
    if not character.isalpha():
        return 0
    mixed = ord(character.lower()[0]) * _MULTIPLIER & _ALL
    mixed = (mixed ^ mixed >> 30) * _MULTIPLIER & _ALL  # plain multiples of the code points would
    return (mixed >> 24) << 16 | 1  # have equal sums for any two words of equal sums


def share_words(seen: Characters, prose: NDArray[np.bool_], core: NDArray[np.bool_]) -> Ints:
    """Return four shares for each block, in 256ths of its long words; -1 where it has none.

    They are those of words which stand in other blocks, in other blocks of prose, in other blocks
    of the ``core``, and, of words with a capital, in other blocks of prose.
    """
    count = len(seen.sizes)
    shares = np.full((4, count), -1, dtype=np.int64)
    begins = np.flatnonzero(seen.starts)
    if not len(begins):
        return shares
    keys = np.add.reduceat(_letters().take(seen.codes, mode="clip"), begins)
    long = (keys & np.uint64(0xFFFF)) >= MIN_LETTERS
    begins = begins[long]
    if not len(begins):
        return shares
    owners = np.repeat(np.arange(count), seen.sizes)[begins]
    order = np.argsort(keys[long], kind="stable")
    keys, owners = keys[long][order], owners[order]
    capital = (seen.classes[begins] == UPPER)[order]
    opens = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=opens[1:])
    heads = np.flatnonzero(opens)
    word = np.cumsum(opens) - 1
    tails = np.append(heads[1:], len(keys)) - 1
    in_prose = _elsewhere(prose, owners, heads, word)
    rows = (
        ((owners[heads] != owners[tails])[word], None),
        (in_prose, None),
        (_elsewhere(core, owners, heads, word), None),
        (in_prose & capital, capital),
    )
    for row, (told, among) in enumerate(rows):
        total = np.bincount(owners if among is None else owners[among], minlength=count)
        has = total > 0
        shares[row, has] = FULL * np.bincount(owners[told], minlength=count)[has] // total[has]
    return shares


def _elsewhere(
    telling: NDArray[np.bool_], owners: Ints, heads: Ints, word: Ints
) -> NDArray[np.bool_]:
    """Return which words stand in a telling block other than their own; all sorted by word."""
    count = len(telling)
    tells = telling[owners]
    first = np.minimum.reduceat(np.where(tells, owners, count), heads)[word]
    last = np.maximum.reduceat(np.where(tells, owners, -1), heads)[word]
    found: NDArray[np.bool_] = (last >= 0) & ((first != owners) | (last != owners))
    return found

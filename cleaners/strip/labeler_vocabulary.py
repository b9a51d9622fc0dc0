"""Which of a block's words stand elsewhere in the document: a teaser speaks of something else.

Words are compared by a sum over their letters, so that a document is one pass over its characters;
two words of the same letters count as one, which does no harm to a share.
"""

from functools import cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cleaners.strip.labeler_characters import UPPER, Characters, Ints

Flags: TypeAlias = NDArray[np.bool_]

MIN_LETTERS: Final = 5  #: of a word that says what a text is about
FULL: Final = 256  #: a share of one
_ALL: Final = (1 << 64) - 1
_KINDS: Final = 16  #: of words: by four flags, whether they stand elsewhere, and their capital
_FLAGS: Final = np.arange(_KINDS) >> np.arange(4)[:, None] & 1
#: which kinds each of the four shares is a share of, and which of these it counts
_TOTALS: Final = np.stack((*np.ones((3, _KINDS), dtype=np.int64), _FLAGS[3]))
_COUNTS: Final = np.stack((*_FLAGS[:3], _FLAGS[1] & _FLAGS[3]))
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
    keys, owners = keys[long].take(order), owners.take(order)
    capital = (seen.classes.take(begins) == UPPER).take(order)
    opens = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=opens[1:])
    telling = np.stack((np.ones(count, dtype=np.bool_), prose, core))
    answers = _elsewhere(telling, owners, opens).view(np.uint8)
    # each word as one number: what its block is, then what is true of it, bit by bit
    told = answers[0] | answers[1] << 1 | answers[2] << 2 | capital.view(np.uint8) << 3
    kinds = np.bincount(owners * _KINDS + told, minlength=count * _KINDS).reshape(count, _KINDS)
    totals, counts = _TOTALS @ kinds.T, _COUNTS @ kinds.T
    np.floor_divide(FULL * counts, totals, out=shares, where=totals > 0)
    return shares


def _elsewhere(telling: NDArray[np.bool_], owners: Ints, opens: NDArray[np.bool_]) -> Flags:
    """Return, by row of ``telling``, which words stand in a telling block other than their own.

    The words are sorted; ``opens``: where another one begins.
    """
    count = telling.shape[1]
    tells = telling.take(owners, axis=1)
    heads = np.flatnonzero(opens)
    word = np.cumsum(opens) - 1
    first = np.minimum.reduceat(np.where(tells, owners, count), heads, axis=1).take(word, axis=1)
    last = np.maximum.reduceat(np.where(tells, owners, -1), heads, axis=1).take(word, axis=1)
    found: Flags = (last >= 0) & ((first != owners) | (last != owners))
    return found

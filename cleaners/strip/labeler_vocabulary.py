"""Which of a block's words stand elsewhere in the document: a teaser speaks of something else.

Words are compared by a sum over their letters, so that a document is one pass over its characters;
two words of the same letters count as one, which does no harm to a share.
"""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaners.strip.labeler_characters import Characters, Ints

MIN_LETTERS: Final = 5  #: of a word that says what a text is about
FULL: Final = 256  #: a share of one
_MULTIPLIER: Final = 0x9E3779B97F4A7C15  #: 2^64 over the golden ratio: spreads code points


@cache
def _letters() -> NDArray[np.uint64]:
    """Return a number for each code point of the basic plane, by its lower case; no letter: 0.

    The lowest four bits of a letter's number are one: their sum counts letters, up to 15.
    """
    numbers = [_number(chr(code)) for code in range(0xFFFF)]
    return np.array([*numbers, 0], dtype=np.uint64)


def _number(character: str) -> int:
    if not character.isalpha():
        return 0
    return ((ord(character.lower()[0]) * _MULTIPLIER >> 7) & 0xFFFFFFFFFF) << 16 | 1


def share_words(seen: Characters, prose: NDArray[np.bool_]) -> Ints:
    """Return two shares for each block, in 256ths of its long words; -1 where it has none.

    The first is that of words which stand in other blocks, too; the second is that of words which
    stand in other blocks of prose.
    """
    count = len(seen.sizes)
    shares = np.full((2, count), -1, dtype=np.int64)
    begins = np.flatnonzero(seen.starts)
    if not len(begins):
        return shares
    keys = np.add.reduceat(_letters().take(seen.codes, mode="clip"), begins)
    long = (keys & np.uint64(0xFFFF)) >= MIN_LETTERS
    keys = keys[long]
    if not len(keys):
        return shares
    owners = np.repeat(np.arange(count), seen.sizes)[begins[long]]
    order = np.argsort(keys, kind="stable")
    sorted_keys, sorted_owners = keys[order], owners[order]
    opens = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(sorted_keys[1:], sorted_keys[:-1], out=opens[1:])
    heads = np.flatnonzero(opens)
    word = np.cumsum(opens) - 1
    tells = prose[sorted_owners]
    first = np.minimum.reduceat(np.where(tells, sorted_owners, count), heads)[word]
    last = np.maximum.reduceat(np.where(tells, sorted_owners, -1), heads)[word]
    tails = np.append(heads[1:], len(keys)) - 1
    elsewhere = (sorted_owners[heads] != sorted_owners[tails])[word]
    in_prose = (last >= 0) & ((first != sorted_owners) | (last != sorted_owners))
    total = np.bincount(sorted_owners, minlength=count)
    has = total > 0
    for row, told in enumerate((elsewhere, in_prose)):
        shared = np.bincount(sorted_owners[told], minlength=count)
        shares[row, has] = FULL * shared[has] // total[has]
    return shares

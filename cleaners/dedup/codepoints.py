"""Tables over code points: what kind of character each one is, and what it folds to."""

import unicodedata
from functools import cache
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cleaners.folding import APOSTROPHES, QUOTES

Codes: TypeAlias = NDArray[np.uint32]

SEPARATOR: Final = 0
LETTER: Final = 1  #: marks that follow a letter count as letters
DIGIT: Final = 2
SPACELESS: Final = 3  #: scripts written without spaces: each character is a token of its own

UPPER: Final = 1  #: bits of ``Tables.traits``
LOWER: Final = 2
STOP: Final = 4  #: ends a sentence when a space follows
FULL_STOP: Final = 8  #: ends a sentence, whatever follows: line break, stops of CJK
SPACE: Final = 16
QUOTE: Final = 32

LIMIT: Final = (
    0x20000  #: code points from here on are ideographs (or nothing) and fold to themselves
)
_COMPOSED_END: Final = 0x3000  #: letters with accents lie below, but for the full-width forms
_FULL_WIDTH: Final = range(0xFF01, 0xFF5F)
_SPACELESS_RANGES: Final = (
    (0x0E00, 0x0F00, "Thai, Lao"),
    (0x1000, 0x10A0, "Myanmar"),
    (0x1780, 0x1800, "Khmer"),
    (0x3005, 0x3008, "iteration marks"),
    (0x3040, 0x3100, "kana"),
    (0x31F0, 0x3200, "kana"),
    (0x3400, 0xA000, "Han"),
    (0xF900, 0xFB00, "Han"),
    (0xFF66, 0xFFA0, "half-width kana"),
)
_TRAITS: Final = (
    (".!?…\u061f\u06d4\u0964\u0589\u1362", STOP),
    ("\n\r\u2028\u2029\u3002\uff01\uff1f\uff61", FULL_STOP),
    (QUOTES + APOSTROPHES + "\"'\u2039\u203a\u300c\u300d\u300e\u300f", QUOTE),
)


class Tables(NamedTuple):
    """Lookup arrays, indexed by code points below ``LIMIT``."""

    kinds: NDArray[np.uint8]
    traits: NDArray[np.uint8]
    lower: Codes  #: case and full width folded: what an exact copy may differ in
    base: Codes  #: accents folded, too: what a retyped copy may differ in


@cache
def tables() -> Tables:
    """Return the tables, built once a process (about 0.1 s)."""
    kinds = np.zeros(LIMIT, np.uint8)
    traits = np.zeros(LIMIT, np.uint8)
    lower = np.arange(LIMIT, dtype=np.uint32)
    for code in range(LIMIT):
        char = chr(code)
        category = unicodedata.category(char)
        if category[0] in "LM":
            kinds[code] = LETTER
        elif category[0] == "N":
            kinds[code] = DIGIT
        elif category == "Zs" or char in "\t\n\r":
            traits[code] |= SPACE
        if category in ("Lu", "Lt"):
            traits[code] |= UPPER
            if len(char.lower()) == 1:
                lower[code] = ord(char.lower())
        elif category == "Ll":
            traits[code] |= LOWER
    for first, last, _ in _SPACELESS_RANGES:
        span = kinds[first:last]
        span[span != SEPARATOR] = SPACELESS
    for chars, trait in _TRAITS:
        for char in chars:
            traits[ord(char)] |= trait
    for code in _FULL_WIDTH:
        lower[code] = ord(chr(code - 0xFEE0).lower())
    return Tables(kinds, traits, lower, _without_accents(lower))


def _without_accents(lower: Codes) -> Codes:
    """Return the table that leads from a character to its letter without accents."""
    base = lower.copy()
    for code in range(0x80, _COMPOSED_END):
        apart = unicodedata.normalize("NFKD", chr(lower[code]))
        if apart[0].isalnum() and all(unicodedata.combining(char) for char in apart[1:]):
            base[code] = ord(apart[0].lower())
    return base


def look_up(table: Codes, codes: Codes) -> Codes:
    """Fold ``codes`` by ``table``; code points beyond it stay as they are."""
    folded = table[np.minimum(codes, LIMIT - 1)]
    return np.where(codes < LIMIT, folded, codes) if codes.size and codes.max() >= LIMIT else folded

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
SPACELESS: Final = 3  #: scripts where spaces part no words: each character is a token of its own

UPPER: Final = 1  #: traits: bits of ``Tables.signs``
LOWER: Final = 2
STOP: Final = 4  #: ends a sentence when a space follows
FULL_STOP: Final = 8  #: ends a sentence, whatever follows: line break, stops of CJK
SPACE: Final = 16
QUOTE: Final = 32

KIND_BITS: Final = 6  #: the kind of a character stands above so many bits of traits
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
    (0xAC00, 0xD7A4, "Hangul: two or three letters to a character, and endings grown onto words"),
    (0xFF66, 0xFFA0, "half-width kana"),
)
_TRAITS: Final = (
    (".!?…\u061f\u06d4\u0964\u0589\u1362", STOP),
    ("\n\r\u2028\u2029\u3002\uff01\uff1f\uff61", FULL_STOP),
    (QUOTES + APOSTROPHES + "\"'\u2039\u203a\u300c\u300d\u300e\u300f", QUOTE),
)

_SIGNS: Final = {
    category: kind << KIND_BITS | trait
    for categories, kind, trait in (
        ("Lu Lt", LETTER, UPPER),
        ("Ll", LETTER, LOWER),
        ("Lm Lo Mn Mc Me", LETTER, 0),
        ("Nd Nl No", DIGIT, 0),
        ("Zs", SEPARATOR, SPACE),
        ("Zl Zp Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Cc Cf Cs Co Cn", SEPARATOR, 0),
    )
    for category in categories.split()
}
"""The sign of each general category of Unicode."""


class Tables(NamedTuple):
    """Lookup arrays, indexed by code points; those from ``LIMIT`` on share the entry ``LIMIT``."""

    signs: NDArray[np.uint8]  #: traits, and the kind above them: one look-up tells both
    squashed: Codes  #: case and full width folded, what is no part of a token as a space
    base: Codes  #: case, full width and accents folded: what a retyped copy may differ in


@cache
def tables() -> Tables:
    """Return the tables, built once a process (about 0.02 s)."""
    chars = [chr(code) for code in range(LIMIT)]
    categories = list(map(unicodedata.category, chars))
    signs = np.frombuffer(bytes(map(_SIGNS.__getitem__, categories)), np.uint8).copy()
    signs[[ord(char) for char in "\t\n\r"]] |= SPACE
    for first, last, _ in _SPACELESS_RANGES:
        span = signs[first:last]
        span[span >= LETTER << KIND_BITS] |= SPACELESS << KIND_BITS
    for marks, trait in _TRAITS:
        signs[[ord(char) for char in marks]] |= trait
    lower = np.arange(LIMIT, dtype=np.uint32)
    for code in np.flatnonzero(signs & UPPER).tolist():
        if len(chars[code].lower()) == 1:
            lower[code] = ord(chars[code].lower())
    for code in _FULL_WIDTH:
        lower[code] = ord(chr(code - 0xFEE0).lower())
    squashed = np.where(signs >> KIND_BITS == SEPARATOR, np.uint32(ord(" ")), lower)
    beyond = np.uint8(SPACELESS << KIND_BITS)
    return Tables(
        np.append(signs, beyond),
        np.append(squashed, np.uint32(LIMIT)),
        np.append(_without_accents(lower), np.uint32(LIMIT)),
    )


def _without_accents(lower: Codes) -> Codes:
    """Return the table that leads from a character to its letter without accents."""
    base = lower.copy()
    for code, folded in enumerate(lower[:_COMPOSED_END].tolist()):
        char = chr(folded)
        apart = unicodedata.normalize("NFKD", char)
        if code < 0x80 or (apart == char and char.lower() == char):  # most: nothing to take apart
            continue
        if apart[0].isalnum() and all(unicodedata.combining(char) for char in apart[1:]):
            base[code] = ord(apart[0].lower())
    return base

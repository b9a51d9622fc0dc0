"""Cut texts into tokens and hash them, many texts at once and without a Python loop over words.

A token is a run of letters and digits; in scripts without spaces it is one character. Figures
keep their decimal separator and lose those of the thousands: 3,400 and 3400 are one token.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import xxhash
from numpy.typing import NDArray

from cleaners.dedup.codepoints import (
    DIGIT,
    FULL_STOP,
    LIMIT,
    LOWER,
    QUOTE,
    SEPARATOR,
    SPACE,
    SPACELESS,
    STOP,
    UPPER,
    Codes,
    look_up,
    tables,
)

Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]

STEM_CHARS: Final = 5
"""Characters of a word that must be equal: sanction, sanctions, sanctioned. Suffixes are what
rewriting changes most, in most languages; shorter stems begin to merge unrelated words."""
MAX_CHARS: Final = 2_000_000  #: of a text; what follows counts for exact copies only
_BASE: Final = np.uint64(0x9E3779B97F4A7C15)
_BASE_INVERSE: Final = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_SPREAD: Final = np.uint64(0xD6E8FEB86659FD93)


class Tokens(NamedTuple):
    """The tokens of some texts; all arrays but ``bounds`` have one entry for each token."""

    words: Hashes  #: of the whole token, case and accents folded
    stems: Hashes  #: of its first characters; equal to ``words`` for figures
    lengths: NDArray[np.int64]  #: characters
    figures: Flags  #: begins with a digit
    spaceless: Flags  #: one character of a script without spaces
    names: Flags  #: a capital that no start of a sentence or quotation explains
    sentences: NDArray[np.int64]  #: number of its sentence, ascending, from 0 for the first text
    bounds: Places  #: text n has the tokens bounds[n] to bounds[n + 1]
    exact: tuple[bytes, ...]  #: 16 bytes for each text: hash of its squashed text; empty: no token


def mix(values: Hashes) -> Hashes:
    """Spread the bits of 64-bit values (splitmix64), so that any of them can stand for all."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def tokenize(texts: Sequence[str]) -> Tokens:
    """Return the tokens of ``texts`` and a hash of each whole text."""
    encoded = [(text + "\n").encode("utf-32-le", "surrogatepass") for text in texts]
    exact = _exact(encoded)
    short = [
        data[: 4 * MAX_CHARS] + data[-4:] if len(data) > 4 * MAX_CHARS else data for data in encoded
    ]
    codes = np.frombuffer(b"".join(short), np.uint32)
    ends = np.cumsum([len(data) // 4 for data in short], dtype=np.int64)
    codes, kinds, ends = _join_figures(codes, ends)
    starts, stops = _spans(kinds)
    hashes = _Spans(look_up(tables().base, codes))
    stems = hashes.of(starts, np.minimum(stops, starts + STEM_CHARS))
    words = hashes.of(starts, stops)
    figures = kinds[starts] == DIGIT
    names, sentences = _sentences(codes, starts, stops)
    bounds = np.concatenate(([0], np.searchsorted(starts, ends)))
    return Tokens(
        words=words,
        stems=np.where(figures, words, stems),
        lengths=stops - starts,
        figures=figures,
        spaceless=kinds[starts] == SPACELESS,
        names=names,
        sentences=sentences,
        bounds=bounds,
        exact=exact,
    )


def word_like(tokens: Tokens) -> tuple[Hashes, Flags]:
    """Return the stems, and which of them are pairs of characters that stand in for a word.

    In a script without spaces each character goes with the next one of its sentence.
    """
    pairs = np.zeros(len(tokens.words), np.bool_)
    pairs[:-1] = tokens.spaceless[:-1] & tokens.spaceless[1:]
    pairs[:-1] &= tokens.sentences[:-1] == tokens.sentences[1:]
    following = np.roll(tokens.stems, -1)
    return np.where(pairs, mix(tokens.stems + np.uint64(3) * following), tokens.stems), pairs


def _kinds(codes: Codes) -> NDArray[np.uint8]:
    kinds = tables().kinds[np.minimum(codes, LIMIT - 1)]
    return np.where(codes < LIMIT, kinds, SPACELESS).astype(np.uint8)


def _exact(encoded: Sequence[bytes]) -> tuple[bytes, ...]:
    """Hash each text with case folded and every run of other characters as one space."""
    codes = np.frombuffer(b"".join(encoded), np.uint32)
    separators = _kinds(codes) == SEPARATOR
    kept = ~separators
    kept[1:] |= separators[1:] & ~separators[:-1]
    squashed = np.where(separators, np.uint32(ord(" ")), look_up(tables().lower, codes))[kept]
    counts = np.concatenate(([0], np.cumsum(kept)))
    ends = counts[np.cumsum([len(data) // 4 for data in encoded], dtype=np.int64)].tolist()
    hashes = []
    for start, end in zip([0, *ends], ends, strict=False):
        text = squashed[start:end].tobytes()
        hashes.append(xxhash.xxh3_128_digest(text) if text else b"")
    return tuple(hashes)


def _join_figures(codes: Codes, ends: Places) -> tuple[Codes, NDArray[np.uint8], Places]:
    """Take separators of thousands out of figures and make decimal separators part of them."""
    kinds = _kinds(codes)
    marks = np.flatnonzero((codes == ord(".")) | (codes == ord(",")))
    marks = marks[(marks > 0) & (marks < len(codes) - 1)]
    marks = marks[(kinds[marks - 1] == DIGIT) & (kinds[marks + 1] == DIGIT)]
    if not marks.size:
        return codes, kinds, ends
    padded = np.concatenate((kinds, np.zeros(4, np.uint8)))
    thousands = (
        (padded[marks + 2] == DIGIT) & (padded[marks + 3] == DIGIT) & (padded[marks + 4] != DIGIT)
    )
    codes = codes.copy()
    codes[marks] = ord(".")
    kinds[marks] = DIGIT
    kept = np.ones(len(codes), np.bool_)
    kept[marks[thousands]] = False
    gone = np.searchsorted(marks[thousands], ends)
    return codes[kept], kinds[kept], ends - gone


def _spans(kinds: NDArray[np.uint8]) -> tuple[Places, Places]:
    """Return where tokens start and stop."""
    before = np.concatenate((np.zeros(1, np.uint8), kinds[:-1]))
    after = np.concatenate((kinds[1:], np.zeros(1, np.uint8)))
    alone = kinds == SPACELESS
    inside = kinds != SEPARATOR
    starts = inside & (alone | (before == SEPARATOR) | (before == SPACELESS))
    stops = inside & (alone | (after == SEPARATOR) | (after == SPACELESS))
    return np.flatnonzero(starts), np.flatnonzero(stops) + 1


@cache
def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Return the powers of the base and of its inverse, modulo 2**64."""
    powers = np.full(size, _BASE, np.uint64)
    inverses = np.full(size, _BASE_INVERSE, np.uint64)
    powers[0] = inverses[0] = 1
    return np.cumprod(powers, dtype=np.uint64), np.cumprod(inverses, dtype=np.uint64)


class _Spans:
    """Hashes of any spans of one array in constant time each: a polynomial of prefix sums."""

    def __init__(self, codes: Codes) -> None:
        size = 1 << max(16, len(codes).bit_length())
        powers, self._inverses = _powers(size)
        terms = mix(codes.astype(np.uint64) * _SPREAD) * powers[: len(codes)]
        self._sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)))

    def of(self, starts: Places, stops: Places) -> Hashes:
        return mix((self._sums[stops] - self._sums[starts]) * self._inverses[starts])


def _sentences(codes: Codes, starts: Places, stops: Places) -> tuple[Flags, NDArray[np.int64]]:
    """Return which tokens are names, and the number of the sentence of each token."""
    if not starts.size:
        return np.zeros(0, np.bool_), np.zeros(0, np.int64)
    traits = tables().traits[np.minimum(codes, LIMIT - 1)]
    first = traits[starts]
    gaps = np.stack((np.concatenate(([0], stops[:-1])), starts), axis=1).ravel()
    # where two tokens touch, the "gap" is the first character of the second: no bit of these
    between = np.bitwise_or.reduceat(traits, gaps)[::2]
    opens = ((between & STOP) != 0) & ((between & SPACE) != 0) & ((first & LOWER) == 0)
    opens |= (between & FULL_STOP) != 0
    opens[0] = True
    names = ((first & UPPER) != 0) & ~opens & ((between & QUOTE) == 0) & (stops - starts > 1)
    return names, np.cumsum(opens) - 1

"""Cut texts into tokens and hash them, many texts at once and without a Python loop over words.

A token is a run of letters and digits; in scripts without spaces it is one character. Figures
keep their decimal separator and lose those of the thousands: 3,400 and 3400 are one token.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple, TypeVar

import numpy as np
import xxhash
from numpy.typing import NDArray

from cleaners.dedup.codepoints import (
    DIGIT,
    FULL_STOP,
    KIND_BITS,
    LIMIT,
    LOWER,
    QUOTE,
    SEPARATOR,
    SPACE,
    SPACELESS,
    STOP,
    UPPER,
    Codes,
    tables,
)

Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]
Signs = NDArray[np.uint8]
T = TypeVar("T", bound=np.generic)

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
    cased: Flags  #: begins with a letter of a script that has capitals
    sentences: NDArray[np.int64]  #: number of its sentence, ascending, from 0 for the first text
    bounds: Places  #: text n has the tokens bounds[n] to bounds[n + 1]
    exact: tuple[bytes, ...]  #: 16 bytes for each text: hash of its squashed text; empty: no token


def mix(values: Hashes) -> Hashes:
    """Spread the bits of 64-bit values (splitmix64), so that any of them can stand for all."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def distinct(values: NDArray[T]) -> NDArray[T]:
    """Return the distinct values, ascending; of few values several times faster than np.unique."""
    if not len(values):
        return values
    ordered = np.sort(values)
    found: NDArray[T] = ordered[np.append(True, ordered[1:] != ordered[:-1])]
    return found


def tokenize(texts: Sequence[str]) -> Tokens:
    """Return the tokens of ``texts`` and a hash of each whole text."""
    encoded = [(text + "\n").encode("utf-32-le", "surrogatepass") for text in texts]
    ends = np.cumsum([len(data) // 4 for data in encoded], dtype=np.int64)
    codes = np.frombuffer(b"".join(encoded), np.uint32)
    places = np.minimum(codes, LIMIT).astype(np.int64)  # in the tables
    exact = _exact(codes, places, ends)
    if any(len(data) > 4 * MAX_CHARS for data in encoded):
        codes, places, ends = _shortened(codes, places, ends)
    signs = tables().signs[places]
    terms = _terms()[places]
    beyond = np.flatnonzero(places == LIMIT) if len(codes) and codes.max() >= LIMIT else ()
    if len(beyond):
        terms[beyond] = _term(codes[beyond])
    signs, terms, ends = _join_figures(codes, signs, terms, ends)
    starts, stops = _spans(signs >> np.uint8(KIND_BITS))
    lengths = stops - starts
    hashes = _Spans(terms)
    stems = hashes.of(starts, np.minimum(stops, starts + STEM_CHARS))
    kinds = signs[starts] >> np.uint8(KIND_BITS)
    figures = kinds == DIGIT
    words = stems.copy()  # a short word is its own stem
    longer = np.flatnonzero(lengths > STEM_CHARS)
    words[longer] = hashes.of(starts[longer], stops[longer])
    names, sentences = _sentences(signs, starts, stops)
    bounds = np.concatenate(([0], np.searchsorted(starts, ends)))
    return Tokens(
        words=words,
        stems=np.where(figures, words, stems),
        lengths=lengths,
        figures=figures,
        spaceless=kinds == SPACELESS,
        names=names,
        cased=(signs[starts] & np.uint8(UPPER | LOWER)) != 0,
        sentences=sentences,
        bounds=bounds,
        exact=exact,
    )


def split(tokens: Tokens) -> Iterator[Tokens]:
    """Yield the tokens of each text alone; copies, so that one does not keep all in memory."""
    bounds = tokens.bounds.tolist()
    for number, (start, end) in enumerate(pairwise(bounds)):
        own = slice(start, end)
        yield Tokens(
            words=tokens.words[own].copy(),
            stems=tokens.stems[own].copy(),
            lengths=tokens.lengths[own].copy(),
            figures=tokens.figures[own].copy(),
            spaceless=tokens.spaceless[own].copy(),
            names=tokens.names[own].copy(),
            cased=tokens.cased[own].copy(),
            sentences=tokens.sentences[own].copy(),
            bounds=np.array([0, end - start]),
            exact=tokens.exact[number : number + 1],
        )


def word_like(tokens: Tokens) -> tuple[Hashes, Flags]:
    """Return the stems, and which of them are pairs of characters that stand in for a word.

    In a script without spaces each character goes with the next one of its sentence.
    """
    pairs = np.zeros(len(tokens.words), np.bool_)
    if not tokens.spaceless.any():
        return tokens.stems, pairs
    pairs[:-1] = tokens.spaceless[:-1] & tokens.spaceless[1:]
    pairs[:-1] &= tokens.sentences[:-1] == tokens.sentences[1:]
    following = np.roll(tokens.stems, -1)
    return np.where(pairs, mix(tokens.stems + np.uint64(3) * following), tokens.stems), pairs


def _exact(codes: Codes, places: Places, ends: Places) -> tuple[bytes, ...]:
    """Hash each text with case folded and every run of other characters as one space."""
    squashed = tables().squashed[places]
    if len(codes) and codes.max() >= LIMIT:
        squashed = np.where(places == LIMIT, codes, squashed)
    separators = squashed == ord(" ")
    kept = ~separators
    kept[1:] |= ~separators[:-1]  # the first of a run; texts end with a separator
    squashed = squashed[kept]
    gone = np.searchsorted(np.flatnonzero(~kept), ends)
    stops = (ends - gone).tolist()
    hashes = []
    for start, stop in zip([0, *stops], stops, strict=False):
        text = squashed[start:stop].tobytes()
        hashes.append(xxhash.xxh3_128_digest(text) if text else b"")
    return tuple(hashes)


def _shortened(codes: Codes, places: Places, ends: Places) -> tuple[Codes, Places, Places]:
    """Cut off what follows the first ``MAX_CHARS`` characters of a text, but for its end."""
    starts = np.concatenate(([0], ends[:-1]))
    kept = np.ones(len(codes), np.bool_)
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        kept[start + MAX_CHARS : end - 1] = False
    return codes[kept], places[kept], np.cumsum(np.minimum(ends - starts, MAX_CHARS + 1))


def _join_figures(
    codes: Codes, signs: Signs, terms: Hashes, ends: Places
) -> tuple[Signs, Hashes, Places]:
    """Take separators of thousands out of figures and make decimal separators part of them."""
    digits = signs >> np.uint8(KIND_BITS) == DIGIT
    marks = np.flatnonzero(digits)[:-1] + 1  # of the last digit, nothing that matters follows
    marks = marks[(codes[marks] == ord(".")) | (codes[marks] == ord(","))]
    marks = marks[digits[marks + 1]]
    if not marks.size:
        return signs, terms, ends
    padded = np.concatenate((digits, np.zeros(4, np.bool_)))
    thousands = padded[marks + 2] & padded[marks + 3] & ~padded[marks + 4]
    signs[marks] = DIGIT << KIND_BITS | STOP
    terms[marks] = _terms()[ord(".")]
    gone = marks[thousands]
    if not gone.size:
        return signs, terms, ends
    return _without(signs, gone), _without(terms, gone), ends - np.searchsorted(gone, ends)


def _without(values: NDArray[T], places: Places) -> NDArray[T]:
    """Return an array without the values at a few places, in ascending order."""
    cuts = [0, *(places + 1).tolist()]
    pieces = [values[a : b - 1] for a, b in pairwise(cuts)]
    return np.concatenate([*pieces, values[cuts[-1] :]])


def _spans(kinds: NDArray[np.uint8]) -> tuple[Places, Places]:
    """Return where tokens start and stop."""
    inside = np.zeros(len(kinds) + 2, np.bool_)
    inside[1:-1] = kinds != SEPARATOR
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, stops = edges[::2], edges[1::2]
    alone = np.flatnonzero(kinds == SPACELESS)
    if not alone.size:
        return starts, stops
    # such a character is a token: it ends the one before it, and the next one begins behind it
    begins, ends = np.zeros((2, len(kinds) + 1), np.bool_)
    begins[starts] = begins[alone] = ends[stops] = ends[alone + 1] = True
    begins[alone + 1] |= inside[alone + 2]
    ends[alone] |= inside[alone]
    return np.flatnonzero(begins), np.flatnonzero(ends)


def _term(codes: Codes) -> Hashes:
    return mix(codes.astype(np.uint64) * _SPREAD)


@cache
def _terms() -> Hashes:
    """Return what each character adds to a hash, before it is told by its place."""
    return _term(tables().base)


@cache
def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Return the powers of the base and of its inverse, modulo 2**64."""
    powers = np.full(size, _BASE, np.uint64)
    inverses = np.full(size, _BASE_INVERSE, np.uint64)
    powers[0] = inverses[0] = 1
    return np.cumprod(powers, dtype=np.uint64), np.cumprod(inverses, dtype=np.uint64)


class _Spans:
    """Hashes of any spans of one array in constant time each: a polynomial of prefix sums."""

    def __init__(self, terms: Hashes) -> None:
        powers, self._inverses = _powers(1 << max(16, len(terms).bit_length()))
        self._sums = np.zeros(len(terms) + 1, np.uint64)
        np.cumsum(terms * powers[: len(terms)], out=self._sums[1:])

    def of(self, starts: Places, stops: Places) -> Hashes:
        return mix((self._sums[stops] - self._sums[starts]) * self._inverses[starts])


def _sentences(signs: Signs, starts: Places, stops: Places) -> tuple[Flags, NDArray[np.int64]]:
    """Return which tokens are names, and the number of the sentence of each token."""
    if not starts.size:
        return np.zeros(0, np.bool_), np.zeros(0, np.int64)
    first = signs[starts]
    before = np.concatenate(([0], stops[:-1]))
    # where two tokens touch, the "gap" is the first character of the second: no bit of these
    between = signs[before]
    wide = np.flatnonzero(starts - before > 1)
    gaps = np.stack((before[wide], starts[wide]), axis=1).ravel()
    between[wide] = np.bitwise_or.reduceat(signs, gaps)[::2]
    opens = ((between & STOP) != 0) & ((between & SPACE) != 0) & ((first & LOWER) == 0)
    opens |= (between & FULL_STOP) != 0
    opens[0] = True
    names = ((first & UPPER) != 0) & ~opens & ((between & QUOTE) == 0) & (stops - starts > 1)
    return names, np.cumsum(opens) - 1

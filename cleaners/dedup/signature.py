"""Sum an article up in about a kilobyte: what finding duplicates needs before it needs texts."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from cleaners.dedup.tokens import Hashes, Tokens, distinct, mix, tokenize, word_like
from cleaners.document import Article

SHINGLE_TOKENS: Final = 4
SPACELESS_SHINGLE_TOKENS: Final = 8  #: characters: about four words of Chinese or Thai
PERMUTATIONS: Final = 128
GRAM_SHARE: Final = 8  #: one shingle in so many is kept as a witness of containment
MAX_GRAMS: Final = 96
MAX_RARE: Final = 128
MIN_WORD_CHARS: Final = 5  #: shorter lower-case words are mostly grammar
_BATCH_CHARS: Final = 100_000  #: arrays of a batch stay in the processor's cache
_ROWS: Final = 2048  #: shingles permuted at a time, for the same reason

SCHEMA: Final = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("exact", pa.binary(16)),
        pa.field("minhash", pa.binary(2 * PERMUTATIONS), nullable=False),
        pa.field("grams", pa.list_(pa.uint32()), nullable=False),
        pa.field("rare", pa.list_(pa.uint32()), nullable=False),
        pa.field("tokens", pa.int32(), nullable=False),
        pa.field("truncated", pa.bool_(), nullable=False),
        pa.field("present", pa.int8(), nullable=False),
        pa.field("words", pa.int32(), nullable=False),
        pa.field("day", pa.int32()),
    ]
)
"""tokens: words, a character of a script without spaces counting half; present: how many of byline,
dateline, day and URL there are; day: days since 1970."""

_RANDOM: Final = mix(np.arange(1, 2 * PERMUTATIONS + 1, dtype=np.uint64))
_FACTORS: Final = (_RANDOM[:PERMUTATIONS] >> np.uint64(32)).astype(np.uint32)[:, None] | np.uint32(
    1
)
_OFFSETS: Final = (_RANDOM[PERMUTATIONS:] >> np.uint64(32)).astype(np.uint32)[:, None]
_SCRAMBLE: Final = np.uint32(0x9E3779B1)


def signatures(articles: Iterable[Article]) -> pa.Table:
    """Return one row of ``SCHEMA`` for each article, in the order given."""
    # a table a batch: rows as Python objects take ten times the memory
    tables = [sign(batch) for batch in _batches(articles)]
    return pa.concat_tables([SCHEMA.empty_table(), *tables]).combine_chunks()


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    chars = 0
    for article in articles:
        batch.append(article)
        chars += len(article.text)
        if chars >= _BATCH_CHARS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch


def sign(articles: Sequence[Article]) -> pa.Table:
    """Return one row of ``SCHEMA`` for each article of a batch, cut up together."""
    tokens = tokenize([article.text for article in articles])
    counts = np.diff(tokens.bounds).tolist()
    spaceless = np.diff(np.append(0, np.cumsum(tokens.spaceless))[tokens.bounds]).tolist()
    shingles = _shingles(tokens, counts, spaceless)
    keys = _rare_keys(tokens)
    columns = {
        "exact": [exact or None for exact in tokens.exact],
        "minhash": _minhashes(shingles),
        "grams": _lists([_grams(own) for own in shingles]),
        "rare": _lists([_rare(keys[a:b]) for a, b in pairwise(tokens.bounds.tolist())]),
        "tokens": list(map(text_length, counts, spaceless)),
        "words": [article.word_count for article in articles],
    } | _known(articles)
    return pa.table([pa.array(columns[it.name], it.type) for it in SCHEMA], schema=SCHEMA)


def _known(articles: Sequence[Article]) -> dict[str, list[Any]]:
    """Return the columns that come from the metadata."""
    metadata = [article.metadata for article in articles]
    epoch = date(1970, 1, 1)
    return {
        "id": [article.id for article in articles],
        "truncated": [it.is_truncated for it in metadata],
        "present": [
            sum(value is not None for value in (it.byline, it.dateline, it.day_published, it.url))
            for it in metadata
        ],
        "day": [
            (date.fromisoformat(it.day_published) - epoch).days if it.day_published else None
            for it in metadata
        ],
    }


def _lists(values: Sequence[NDArray[np.uint32]]) -> pa.ListArray:
    ends = np.cumsum([0, *(len(own) for own in values)], dtype=np.int32)
    return pa.ListArray.from_arrays(ends, np.concatenate(values))


def _shingles(tokens: Tokens, counts: Sequence[int], spaceless: Sequence[int]) -> list[Hashes]:
    """Return the shingles of each text, of the width that is right for it."""
    widths = list(map(shingle_width, counts, spaceless))
    hashes = {width: shingle_hashes(tokens, width) for width in set(widths)}
    return [
        hashes[width][start : start + max(0, count - width + 1)]
        for width, start, count in zip(widths, tokens.bounds[:-1].tolist(), counts, strict=True)
    ]


def shingle_width(tokens: int, spaceless: int) -> int:
    """Return how many tokens a shingle of a text has: more where most tokens are characters."""
    return SPACELESS_SHINGLE_TOKENS if 2 * spaceless > tokens else SHINGLE_TOKENS


def text_length(tokens: int, spaceless: int) -> int:
    """Return the length of a text in words, a character of a spaceless script counting half."""
    return tokens - spaceless + spaceless // 2


def shingle_hashes(tokens: Tokens, width: int) -> Hashes:
    """Hash the ``width`` tokens that begin at each token; the last of a text run into the next."""
    words = np.concatenate((tokens.words, np.zeros(width, np.uint64)))
    size = len(tokens.words)
    total = words[:size].copy()
    for place in range(1, width):
        total = total * np.uint64(0x9E3779B97F4A7C15) + words[place : place + size]
    return mix(total)


def _minhashes(texts: Sequence[Hashes]) -> list[bytes]:
    """Return for each text 16 bits of the least value of each permutation of its shingles."""
    values = np.empty((PERMUTATIONS, _ROWS), np.uint32)  # new arrays each time would cost twice
    least = np.full((len(texts), PERMUTATIONS), 0xFFFFFFFF, np.uint32)
    for own, text in zip(least, texts, strict=True):
        short = (text >> np.uint64(32)).astype(np.uint32)
        for start in range(0, len(short), _ROWS):
            some = short[start : start + _ROWS]
            permuted = values[:, : len(some)]
            np.multiply(_FACTORS, some, out=permuted)
            np.add(permuted, _OFFSETS, out=permuted)
            np.minimum(own, permuted.min(axis=1), out=own)
    # the least of many values has zeros in front: scramble before cutting
    scrambled = ((least * _SCRAMBLE) >> np.uint32(16)).astype("<u2")
    return [own.tobytes() for own in scrambled]


def _grams(shingles: Hashes) -> NDArray[np.uint32]:
    """Return the sample of shingles, the same shingles from every text (FracMinHash)."""
    short = shingles.astype(np.uint32)  # the lower half
    return distinct(short[short < (1 << 32) // GRAM_SHARE])[:MAX_GRAMS]


def _rare_keys(tokens: Tokens) -> Hashes:
    """Return for each token the key by which it may be kept: telling ones sort first."""
    telling = (tokens.figures & (tokens.lengths > 1)) | tokens.names
    plain = (tokens.lengths >= MIN_WORD_CHARS) & ~tokens.figures
    stems, pairs = word_like(tokens)
    plain |= pairs
    keys = stems >> np.uint64(32)
    keys[~telling] |= np.uint64(1 << 32)
    keys[~telling & ~plain] = _NO_KEY
    return keys


_NO_KEY: Final = np.uint64(1 << 33)


def _rare(keys: Hashes) -> NDArray[np.uint32]:
    """Return the hashes of up to ``MAX_RARE`` telling stems; the same ones from every text."""
    chosen = distinct(keys[keys != _NO_KEY])[:MAX_RARE]
    return distinct(chosen.astype(np.uint32))

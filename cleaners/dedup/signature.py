"""Sum an article up in about a kilobyte: what finding duplicates needs before it needs texts."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from cleaners.dedup.tokens import Hashes, Tokens, mix, tokenize, word_like
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
    tables = [pa.Table.from_pylist(list(_rows(batch)), SCHEMA) for batch in _batches(articles)]
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


def _rows(articles: Sequence[Article]) -> Iterator[dict[str, Any]]:
    tokens = tokenize([article.text for article in articles])
    shingles = {width: shingle_hashes(tokens, width) for width in _WIDTHS}
    keys = _rare_keys(tokens)
    spaceless = np.concatenate(([0], np.cumsum(tokens.spaceless))).tolist()
    bounds = tokens.bounds.tolist()
    for n, article in enumerate(articles):
        start, end = bounds[n], bounds[n + 1]
        width = shingle_width(end - start, spaceless[end] - spaceless[start])
        own = shingles[width][start : max(start, end - width + 1)]
        metadata = article.metadata
        present = (metadata.byline, metadata.dateline, metadata.day_published, metadata.url)
        day = metadata.day_published
        yield {
            "id": article.id,
            "exact": tokens.exact[n] or None,
            "minhash": _minhash(own),
            "grams": _grams(own),
            "rare": _rare(keys[start:end]),
            "tokens": text_length(end - start, spaceless[end] - spaceless[start]),
            "truncated": metadata.is_truncated,
            "present": sum(value is not None for value in present),
            "words": article.word_count,
            "day": (date.fromisoformat(day) - date(1970, 1, 1)).days if day else None,
        }


_WIDTHS: Final = (SHINGLE_TOKENS, SPACELESS_SHINGLE_TOKENS)


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


def _minhash(shingles: Hashes) -> bytes:
    """Return 16 bits of the least value of each permutation of the shingles."""
    least = np.full(PERMUTATIONS, 0xFFFFFFFF, np.uint32)
    short = (shingles >> np.uint64(32)).astype(np.uint32)
    for start in range(0, len(short), _ROWS):
        values = _FACTORS * short[start : start + _ROWS] + _OFFSETS
        least = np.minimum(least, values.min(axis=1))
    # the least of many values has zeros in front: scramble before cutting
    return ((least * _SCRAMBLE) >> np.uint32(16)).astype("<u2").tobytes()


def _grams(shingles: Hashes) -> NDArray[np.uint32]:
    """Return the sample of shingles, the same shingles from every text (FracMinHash)."""
    short = (shingles & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    return np.unique(short[short < (1 << 32) // GRAM_SHARE])[:MAX_GRAMS]


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
    chosen = np.unique(keys)
    chosen = chosen[chosen != _NO_KEY]
    return np.unique((chosen & np.uint64(0xFFFFFFFF)).astype(np.uint32)[:MAX_RARE])

"""Find the pairs of articles that are worth comparing, without looking at all pairs.

Articles are numbered by rank (`cleaners.dedup.ranking`), best canonical first.
"""

from collections.abc import Iterator
from math import isqrt
from typing import Final, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Ranks: TypeAlias = NDArray[np.int64]
Owners: TypeAlias = NDArray[np.uint32]  #: ranks, in arrays so long that their width counts
Pairs: TypeAlias = NDArray[np.uint64]  #: lower rank << 32 | higher rank; ascending, distinct

BAND_BYTES: Final = 8
"""A band is four MinHash values: of 32 bands one is equal at a Jaccard similarity of .6 in 98.8%
of cases, of .5 in 87%, of .2 in 5%."""
NEIGHBORS: Final = (
    7  #: of a large bucket, each is compared with so many neighbors and with the first
)
MIN_COMMON: Final = 64  #: a stem in fewer texts is never too common
PROBES: Final = 32  #: the rarest stems of a text that are looked up
MIN_SHARED_STEMS: Final = 4
MIN_SHARED_GRAMS: Final = 2
_EXPANSION: Final = 1_000_000  #: pairs counted at a time
_OWNERS: Final = 500_000  #: articles of which values are looked at at a time
_PART_BITS: Final = 3  #: of a value: those that begin alike are sorted together
_LOW: Final = np.uint64(0xFFFFFFFF)


def near_pairs(minhashes: pa.ChunkedArray, ranks: Ranks) -> Pairs:
    """Return pairs of articles of which a whole band of the MinHash is equal.

    ``ranks`` are the articles to look at, ascending.
    """
    width = minhashes.type.byte_width
    flat = np.frombuffer(
        b"".join(
            c.buffers()[1][c.offset * width : (c.offset + len(c)) * width] for c in minhashes.chunks
        ),
        "<u8",
    )
    bands = flat.reshape(-1, width // BAND_BYTES)
    found = [_bucket_pairs(bands[ranks, n], ranks) for n in range(bands.shape[1])]
    return _distinct(found)


def _bucket_pairs(band: NDArray[np.uint64], ranks: Ranks) -> Pairs:
    """Pair the articles of each bucket; in large ones neighbors, and each with the first."""
    order = np.argsort(band, kind="stable")
    keys, members = band[order], ranks[order]
    same = keys[1:] == keys[:-1]
    if not same.any():
        return np.zeros(0, np.uint64)
    group = np.concatenate(([0], np.cumsum(~same)))
    first = members[np.searchsorted(group, group)]
    pairs = [_pack(first, members)[first != members]]
    for step in range(1, min(NEIGHBORS, len(members) - 1) + 1):
        together = group[step:] == group[:-step]
        pairs.append(_pack(members[:-step][together], members[step:][together]))
    return _distinct(pairs)


def shared_pairs(lists: pa.ChunkedArray, ranks: Ranks, min_shared: int) -> Pairs:
    """Return pairs of articles that share at least ``min_shared`` of the rarest values of one.

    ``lists`` has a list of distinct values for each rank. Values in more articles than a cap tell
    nothing; the cap grows with the root of the corpus, so that the work stays nearly linear.
    """
    cap = max(MIN_COMMON, isqrt(len(ranks)))
    owners, sizes = _useful(lists, ranks, cap)
    starts = np.cumsum(sizes) - sizes
    found = [
        pairs
        for who, runs in _rarest(owners, sizes)
        for pairs in _count(who, starts[runs], sizes[runs], owners, min_shared)
    ]
    return _distinct(found)


def _useful(lists: pa.ChunkedArray, ranks: Ranks, cap: int) -> tuple[Owners, Ranks]:
    """Return the articles of each value that several have, and no more than ``cap``, by value;
    and how many these are.

    Sorted are the values of one range at a time: those of all articles fill the memory.
    """
    wanted = np.zeros(len(lists), bool)
    wanted[ranks] = True
    found: list[tuple[Owners, Ranks]] = [(np.zeros(0, np.uint32), np.zeros(0, np.int64))]
    for part in range(1 << _PART_BITS):
        entries = np.concatenate([np.zeros(0, np.uint64), *_entries(lists, wanted, part)])
        entries.sort()
        owners = entries.astype(np.uint32)  # the lower half
        entries >>= np.uint64(32)
        starts = np.flatnonzero(np.concatenate(([True], entries[1:] != entries[:-1])))
        sizes = np.diff(np.concatenate((starts[: len(owners)], [len(owners)])))
        useful = (sizes > 1) & (sizes <= cap)
        found.append((owners[np.repeat(useful, sizes)], sizes[useful]))
    return np.concatenate([it for it, _ in found]), np.concatenate([it for _, it in found])


def _entries(
    lists: pa.ChunkedArray, wanted: NDArray[np.bool_], part: int
) -> Iterator[NDArray[np.uint64]]:
    """Yield (value << 32 | rank) for the values in a range, of each article that is wanted."""
    first = 0
    for chunk in lists.chunks:
        for begin in range(0, len(chunk), _OWNERS):
            some = chunk.slice(begin, _OWNERS)  # nothing is copied
            ranks = np.arange(first, first + len(some), dtype=np.uint32)
            first += len(some)
            lengths = np.diff(some.offsets.to_numpy())
            values = some.flatten().to_numpy()
            own = np.repeat(wanted[ranks], lengths)
            own &= values >> np.uint32(32 - _PART_BITS) == part
            entries = values[own].astype(np.uint64)
            entries <<= np.uint64(32)
            entries |= np.repeat(ranks, lengths)[own]
            yield entries


def _rarest(owners: Owners, sizes: Ranks) -> Iterator[tuple[Owners, Owners]]:
    """Yield (rank, number of its run of values) for the rarest values of some articles at a time.

    ``owners`` are the articles of each value, ``sizes`` how many these are.
    """
    runs = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)
    for first in range(0, int(owners.max(initial=0)) + 1, _OWNERS):
        inside = (owners >= first) & (owners < first + _OWNERS)
        who, own = owners[inside], runs[inside]
        order = np.lexsort((own, sizes[own], who))
        who, own = who[order], own[order]
        begins = np.searchsorted(who, who)
        rare = np.arange(len(who)) - begins < PROBES
        yield who[rare], own[rare]


def _count(
    who: Owners, starts: Ranks, sizes: Ranks, owners: Owners, min_shared: int
) -> Iterator[Pairs]:
    """Yield the pairs that share enough; all probes of one article are counted together."""
    ends = np.cumsum(sizes)
    first = 0
    while first < len(who):
        last = int(np.searchsorted(ends, (ends[first - 1] if first else 0) + _EXPANSION))
        last = max(last, first + 1)
        last = int(np.searchsorted(who, who[min(last, len(who)) - 1], side="right"))
        part = slice(first, last)
        total = sizes[part]
        inside = np.arange(total.sum()) - np.repeat(np.cumsum(total) - total, total)
        others = owners[np.repeat(starts[part], total) + inside]
        mine = np.repeat(who[part], total)
        packed = (mine.astype(np.uint64) << np.uint64(32)) | others.astype(np.uint64)
        packed, counts = np.unique(packed[mine != others], return_counts=True)
        packed = packed[counts >= min_shared]
        yield _pack(packed >> np.uint64(32), packed & _LOW)
        first = last


def _pack(some: NDArray[np.integer], others: NDArray[np.integer]) -> Pairs:
    low, high = np.minimum(some, others), np.maximum(some, others)
    packed: Pairs = (low.astype(np.uint64) << np.uint64(32)) | high.astype(np.uint64)
    return packed


def _distinct(found: list[Pairs]) -> Pairs:
    return np.unique(np.concatenate([np.zeros(0, np.uint64), *found]))


def join_pairs(*found: Pairs) -> Pairs:
    """Return the pairs that were found in any way, each once."""
    return _distinct(list(found))


def with_later(pairs: Pairs, rank: int) -> Pairs:
    """Return the pairs of which one article, at least, has ``rank`` or a higher one."""
    return pairs[(pairs & _LOW) >= rank]


def lower_ranks(pairs: Pairs) -> Pairs:
    """Return the lower rank of each pair, each once."""
    return np.unique(pairs >> np.uint64(32))


def unpack(pairs: Pairs) -> Iterator[tuple[int, int]]:
    """Yield the ranks of each pair, lower first."""
    low, high = pairs >> np.uint64(32), pairs & _LOW
    return zip(low.tolist(), high.tolist(), strict=True)

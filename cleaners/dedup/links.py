"""The three ways in which articles come to be linked; each takes those that are still open."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final, TypeAlias

import msgspec
import numpy as np

from cleaners.dedup.candidates import (
    MIN_SHARED_GRAMS,
    MIN_SHARED_STEMS,
    Pairs,
    Ranks,
    join_pairs,
    lower_ranks,
    near_pairs,
    shared_pairs,
    unpack,
    with_later,
)
from cleaners.dedup.compare import (
    RELAYED,
    Link,
    are_unrelated,
    compare,
    is_digest,
    rewrite_score,
    tells_on,
)
from cleaners.dedup.profile import AHEAD, Profile, Profiles
from cleaners.dedup.ranking import Corpus
from cleaners.dedup.stories import MAX_PARTS, Tie, by_rank, choose, find_round_ups

_BEGINNING: Final = 12  #: tokens in which a copy's first words stand: a dateline may go before

Ties: TypeAlias = dict[int, Tie]  #: rank of an article -> the one it goes with


class Search(msgspec.Struct, frozen=True):
    """What a step works on."""

    corpus: Corpus
    profiles: Profiles
    expect: Callable[[Collection[str]], None]  #: told of the earlier articles that are compared
    rewrites: bool  #: whether the same story in other words counts

    def profile(self, rank: int) -> Profile:
        return self.profiles[self.corpus.ids[rank]]

    def size_of(self, rank: int) -> int:
        """Return the length of an article in tokens."""
        return int(self.corpus.lengths[rank])

    def linked(self, pairs: Pairs, rewrites: bool) -> Iterator[tuple[int, int, Link]]:
        """Yield the pairs that are linked; two articles of earlier runs never are."""
        ids, earlier = self.corpus.ids, self.corpus.earlier
        due = with_later(pairs, earlier)
        self.expect({ids[rank] for rank in lower_ranks(due).tolist() if rank < earlier})
        at = 0
        while at < len(due):
            some = list(unpack(due[at : at + AHEAD]))
            ready = self.profiles.prepare([(ids[one], ids[other]) for one, other in some])
            for one, other in some[:ready]:
                link = compare(self.profile(one), self.profile(other), rewrites)
                if link:
                    yield one, other, link
            at += ready


def link_exact(search: Search, _open: Ranks) -> Ties:
    """Tie each article to the best one of which the squashed text is the same."""
    first: dict[bytes, int] = {}
    ties: Ties = {}
    for rank, exact in enumerate(search.corpus.table["exact"].to_pylist()):
        best = first.setdefault(exact, rank) if exact else rank
        if best != rank and rank >= search.corpus.earlier:
            ties[rank] = Tie(best, Link("exact", 1.0))
    return ties


def link_near(search: Search, still_open: Ranks) -> Ties:
    """Tie each article to one that shares most of its shingles."""
    pairs = near_pairs(search.corpus.table["minhash"], still_open)
    near = (found for found in search.linked(pairs, False) if found[2].relation == "near")
    return choose(by_rank(near), search.corpus.earlier, search.size_of)


def link_stories(search: Search, still_open: Ranks) -> Ties:
    """Tie each article to one that contains it or tells the same in other words."""
    table = search.corpus.table
    pairs = join_pairs(
        near_pairs(table["minhash"], still_open),
        shared_pairs(table["grams"], still_open, MIN_SHARED_GRAMS),
        shared_pairs(table["rare"], still_open, MIN_SHARED_STEMS),
    )
    links = list(search.linked(pairs, search.rewrites))
    several = _Several(search, links)
    kept = [found for found in links if found[2].relation == "near" or several.spare(*found[:2])]

    def relay(rank: int, canonical: int) -> Link | None:
        if not search.rewrites or not several.spare(rank, canonical):
            return None
        score = rewrite_score(search.profile(rank), search.profile(canonical), RELAYED)
        return Link("rewrite", score) if score >= RELAYED else None

    return choose(by_rank(kept), search.corpus.earlier, search.size_of, relay)


class _Several:
    """Which articles tell several stories."""

    def __init__(self, search: Search, links: Sequence[tuple[int, int, Link]]) -> None:
        self._search = search
        self._round_ups = find_round_ups(
            by_rank(links),
            search.size_of,
            lambda one, other: are_unrelated(search.profile(one), search.profile(other)),
        )
        self._parts: dict[int, list[int]] = defaultdict(list)  # of what looks like a round-up
        for one, other, link in links:
            if link.relation != "near" and is_digest(search.profile(one), search.profile(other)):
                part, whole = sorted((one, other), key=self._says)
                if not self._is_cut_head(part, whole):
                    self._parts[whole].append(part)

    def _is_cut_head(self, part: int, whole: int) -> bool:
        """Whether an article is known to be cut, and begins as the other one does."""
        begin = self._search.profile(part).placed_shingles[:1]
        cut = self._search.corpus.table["truncated"][part].as_py()
        return bool(
            cut and np.isin(begin, self._search.profile(whole).placed_shingles[:_BEGINNING])
        )

    def _says(self, rank: int) -> tuple[float, bytes]:
        profile = self._search.profile(rank)
        return profile.weight, profile.key

    def spare(self, one: int, other: int) -> bool:
        """Whether neither article is a round-up to the other one.

        One that goes on to other matters after a part is none to a text that goes on to the same
        ones: the part is the head of a story that both tell.
        """
        if self._round_ups & {one, other}:
            return False
        profile = self._search.profile
        return all(
            tells_on(profile(part), profile(whole), profile(beside))
            for whole, beside in ((one, other), (other, one))
            for part in self._parts.get(whole, ())[:MAX_PARTS]
        )

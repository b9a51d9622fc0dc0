"""Group linked articles into stories: choose the canonical ones, give every other one of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import Final, TypeAlias

import msgspec

from cleaners.dedup.compare import Link

Links: TypeAlias = Mapping[int, Mapping[int, Link]]  #: rank -> rank -> link, both ways

MAX_PARTS: Final = 20  #: of one text that are compared with each other


class Tie(msgspec.Struct, frozen=True):
    """The canonical article that another one goes with, and why."""

    canonical: int  #: rank
    link: Link


def by_rank(links: Iterable[tuple[int, int, Link]]) -> Links:
    """Index links by both of their ends."""
    index: dict[int, dict[int, Link]] = defaultdict(dict)
    for one, other, link in links:
        index[one][other] = index[other][one] = link
    return index


def find_round_ups(
    links: Links, size_of: Callable[[int], int], unrelated: Callable[[int, int], bool]
) -> set[int]:
    """Return the texts that hold two shorter ones that have nothing to do with each other."""
    round_ups = set()
    for rank, linked in links.items():
        parts = [
            other
            for other, link in sorted(linked.items())
            if link.relation in ("contained", "rewrite") and size_of(other) < size_of(rank)
        ]
        for one, other in combinations(parts[:MAX_PARTS], 2):
            if other not in links[one] and unrelated(one, other):
                round_ups.add(rank)
                break
    return round_ups


def choose(
    links: Links,
    earlier: int,
    size_of: Callable[[int], int],
    relay: Callable[[int, int], Link | None] = lambda _rank, _canonical: None,
) -> dict[int, Tie]:
    """Return for each article that is not canonical the canonical one it goes with.

    Ranks below ``earlier`` are canonical. Of the others, one after another, each is that is
    linked to none before it: by rank, a text contained in a longer one after that. An article
    linked only to such as are linked to a canonical goes with that one if ``relay`` says so: so
    that a story reworded twice is one story, and a chain of small steps is not.
    """
    canonical: set[int] = set()
    relayed: dict[int, dict[int, Link]] = {}
    for rank in sorted(links, key=lambda rank: _turn(rank, links, earlier, size_of)):
        if rank >= earlier:
            if any(other in canonical for other in links[rank]):
                continue
            found = _relays(rank, links, canonical, relay)
            if found:
                relayed[rank] = found
                continue
        canonical.add(rank)
    ties = {}
    for rank in links:
        if rank not in canonical:
            direct = {other: link for other, link in links[rank].items() if other in canonical}
            ties[rank] = _best(direct or relayed[rank], earlier)
    return ties


def _turn(
    rank: int, links: Links, earlier: int, size_of: Callable[[int], int]
) -> tuple[int, int, int]:
    """Return when it is an article's turn to become canonical."""
    if rank < earlier:
        return 0, 0, rank
    size = size_of(rank)
    if any(link.relation == "contained" and size_of(o) > size for o, link in links[rank].items()):
        return 2, -size, rank
    return 1, 0, rank


def _relays(
    rank: int, links: Links, canonical: set[int], relay: Callable[[int, int], Link | None]
) -> dict[int, Link]:
    """Return the links to canonical articles that lead over one article between."""
    ends = {end for other in links[rank] for end in links[other] if end in canonical}
    found = ((end, relay(rank, end)) for end in sorted(ends))
    return {end: link for end, link in found if link}


def _best(options: Mapping[int, Link], earlier: int) -> Tie:
    """Return the tie to an article of an earlier run, else to the most similar one."""
    canonical = min(options, key=lambda o: (o >= earlier, -options[o].similarity, o))
    return Tie(canonical, options[canonical])

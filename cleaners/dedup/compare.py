"""Compare two texts: one story told twice, or two stories that only look alike?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

import msgspec
import numpy as np

from cleaners.dedup.frames import ALIKE, fill_one_frame
from cleaners.dedup.profile import Profile, Weights
from cleaners.document import Relation

NEAR: Final = 0.6
"""Least Jaccard similarity of near duplicates. Two texts of one length that share three quarters of
their shingles reach it; changing one word in twenty leaves about .68."""
CONTAINED: Final = 0.8
"""Least share of the smaller text's shingles; a word changed in every twenty still leaves that."""
COPIED: Final = 0.5
"""Least share of the smaller text's shingles that makes two texts so alike in words that their
figures and names have to stand in the same places; in a rewrite they move."""
REWRITE: Final = 0.6
"""Least score of a rewrite: between other reports of an event and follow-ups, which stay
below .49, and rewrites, which lie above .67 (benchmarks/rewrites.py prints both)."""
RELAYED: Final = 0.5
"""Least score against the canonical for what is a rewrite of another rewrite of it."""
TWIN_SHARE: Final = 0.5  #: with less of its figures, or of its names, in common a text is a twin
MIN_FIGURES: Final = 3  #: with fewer, chance would decide
MIN_NAMES: Final = 3
ENOUGH: Final = 4  #: so many figures, or names, count fully
MIN_REWRITE_WEIGHT: Final = 12.0  #: about six names and figures, or twelve longer words
RELATED: Final = 0.3
"""Least share of the lesser text's weight that two texts on one matter have in common; texts on
different matters have less than .25."""
DIGEST_RATIO: Final = 2.5  #: a round-up says so many times what the place says that tells the part
DIGEST_NAMES: Final = 0.25  #: with less of the part's names in its other sentences it is a round-up
IN_ONE_PLACE: Final = 0.8
"""Share of what a round-up has in common with one of its parts that stands in one place. What is
beyond that place any two texts share."""
_TOLD: Final = 0.5  #: share of a sentence that makes it part of what both texts tell
MAX_RATIO: Final = 8.0
"""A text that says eight times as much holds most of any short one's words and names by chance."""
_OTHER_FIGURES: Final = 0.3
"""Factor on a sentence whose counterpart has none of its figures."""


class Link(msgspec.Struct, frozen=True):
    """How one text is a duplicate of another."""

    relation: Relation
    similarity: float  #: 0 to 1: Jaccard, share of the smaller, or score, by relation


def compare(one: Profile, other: Profile, rewrites: bool) -> Link | None:
    """Return how the texts are linked, the strongest relation only; None: two stories."""
    small, large = by_size(one, other)
    if not len(small.shingles):
        return None
    if may_share(small, large, COPIED):
        shared = shared_shingles(small, large)
        union = len(small.shingles) + len(large.shingles) - shared
        jaccard, share = shared / union, shared / len(small.shingles)
    else:
        jaccard = share = 0.0  # too little for any of what follows, however little it is
    if share >= COPIED and are_twins(small, large):
        return None
    if NEAR <= jaccard <= ALIKE and fill_one_frame(small, large):
        return None
    if jaccard >= NEAR:
        return Link("near", jaccard)
    if share >= CONTAINED:
        return Link("contained", share)
    if not rewrites:
        return None
    score = rewrite_score(one, other, REWRITE)
    return Link("rewrite", score) if score >= REWRITE else None


def measure(one: Profile, other: Profile, relation: Relation) -> Link:
    """Return the link of two texts that are known to tell one story, however weak it is."""
    found = compare(one, other, rewrites=relation == "rewrite")
    if found:
        return found
    if relation == "rewrite":
        return Link(relation, rewrite_score(one, other))
    small, large = by_size(one, other)
    shared = shared_shingles(small, large)
    total = len(small.shingles)
    if relation == "near":
        total += len(large.shingles) - shared
    return Link(relation, shared / max(total, 1))


def by_size(one: Profile, other: Profile) -> tuple[Profile, Profile]:
    """Return the shorter and the longer text, whatever the order of the arguments."""
    in_order = (len(one.shingles), one.key) <= (len(other.shingles), other.key)
    return (one, other) if in_order else (other, one)


def shared_shingles(one: Profile, other: Profile) -> int:
    """Return how many shingles stand in both; those of one text are distinct."""
    both = np.concatenate((one.shingles, other.shingles))
    both.sort()
    return int(np.count_nonzero(both[1:] == both[:-1]))


def may_share(small: Profile, large: Profile, share: float) -> bool:
    """Whether so large a share of the shingles of a text may stand in another: a cheap look first.

    Shingles that stand in both have one remainder; few others do.
    """
    last = np.uint64(len(large.remainders) - 1)
    found = large.remainders.take((small.shingles & last).view(np.int64))
    return int(np.count_nonzero(found)) >= share * len(small.shingles)


def are_twins(small: Profile, large: Profile) -> bool:
    """Whether two texts alike in words differ in most figures or names: one form, filled in twice.

    A figure is found again where the same word stands before or after it, since the figures of
    a weather report are few and meet by chance.
    """
    figures = small.placed_figures
    if len(figures) >= MIN_FIGURES and large.figures:
        known = {place for places in large.placed_figures for place in places}
        kept = sum(before in known or after in known for before, after in figures)
        if kept < TWIN_SHARE * len(figures):
            return True
    names = small.names
    return len(names) >= MIN_NAMES and len(names & large.words) < TWIN_SHARE * len(names)


def are_unrelated(one: Profile, other: Profile) -> bool:
    """Whether two texts have so little in common that they are on different matters."""
    small, large = by_weight(one, other)
    shared = sum(small.weights[stem] for stem in small.weights.keys() & large.weights.keys())
    return shared < RELATED * small.weight


def is_digest(one: Profile, other: Profile) -> bool:
    """Whether the longer text goes on to other matters: a round-up that has the shorter one in it.

    It tells the shorter one in one place, where a longer version tells it here and there, and
    what it says beside that speaks of none of the shorter text's names. Without names (in a script
    without capitals) all words count for them, and a part at the head of a text is its head.
    """
    small, large = by_weight(one, other)
    known = small.weights
    sizes = [sum(sentence.values()) for sentence in large.sentences]
    found = [sentence.keys() & known.keys() for sentence in large.sentences]
    first, last = _least_place(found, sizes, known)
    if IN_ONE_PLACE * sum(sizes) < DIGEST_RATIO * sum(sizes[first:last]):
        return False
    rest: set[int] = set()
    for number, (sentence, shared) in enumerate(zip(large.sentences, found, strict=True)):
        told = sum(map(sentence.__getitem__, shared)) >= _TOLD * sizes[number]
        if not (told or first <= number < last):
            rest |= shared
    if len(small.names) >= MIN_NAMES:
        return len(small.names & rest) < DIGEST_NAMES * len(small.names)
    return first > 0 and sum(map(known.__getitem__, rest)) < RELATED * small.weight


def _least_place(
    found: Sequence[AbstractSet[int]], sizes: Sequence[float], known: Weights
) -> tuple[int, int]:
    """Return the least run of sentences, half-open, that has most of what is found anywhere."""
    enough = IN_ONE_PLACE * sum(map(known.__getitem__, set[int]().union(*found)))
    least, place = sum(sizes), (0, len(found))
    for first in range(len(found)):
        here: set[int] = set()
        size = 0.0
        for number, shared in enumerate(found[first:], first):
            here |= shared
            size += sizes[number]
            if size >= least:
                break
            if sum(map(known.__getitem__, here)) >= enough:
                least, place = size, (first, number + 1)
                break
    return place


def tells_on(part: Profile, whole: Profile, other: Profile) -> bool:
    """Whether ``other`` is on the matter, too, that ``whole`` goes on to beside ``part``."""
    beside = whole.weights.keys() - part.weights.keys()
    total = sum(map(whole.weights.__getitem__, beside))
    return sum(map(whole.weights.__getitem__, beside & other.weights.keys())) >= RELATED * total


def by_weight(one: Profile, other: Profile) -> tuple[Profile, Profile]:
    """Return the text that says less and the one that says more."""
    in_order = (one.weight, one.key) <= (other.weight, other.key)
    return (one, other) if in_order else (other, one)


def rewrite_score(one: Profile, other: Profile, floor: float = 0.0) -> float:
    """Score how fully the shorter text is told in the longer one, 0 to 1.

    The weighted mean of three shares: of its sentences, told in one or two neighboring sentences
    with equal figures; of its figures, and of its names, found anywhere. The last two weigh half
    as much each, and less when there are few: one year or one president in common is nothing. In a
    script without capitals, where names are words like any others, figures count for them, too.
    A score below ``floor`` may be given as 0, which is faster; it is 0 for two texts that fill one
    frame.
    """
    small, large = by_weight(one, other)
    if small.weight < MIN_REWRITE_WEIGHT or large.weight > MAX_RATIO * small.weight:
        return 0.0
    figures = len(small.figures & large.figures)
    if len(small.figures) > 1 and figures < TWIN_SHARE * len(small.figures):
        return 0.0
    total, weight = 0.0, 1.0
    particulars = [(figures, len(small.figures))] * (1 if small.shows_names else 2)
    for found, count in (*particulars, (len(small.names & large.words), len(small.names))):
        if count:
            own = min(count, ENOUGH) / ENOUGH / 2
            total += own * found / count
            weight += own
    if total + _shared_share(small, large) < floor * weight:
        return 0.0
    score = (total + _aligned_share(small, large)) / weight
    return 0.0 if score < floor or fill_one_frame(small, large) else score


def _shared_share(small: Profile, large: Profile) -> float:
    """Return the weighted share of the sentences of ``small`` found anywhere: the most that can
    be aligned."""
    spread = small.spread
    found = sum(map(spread.__getitem__, spread.keys() & large.weights.keys()))
    return found / sum(spread.values())


def _aligned_share(small: Profile, large: Profile) -> float:
    """Return the weighted share of the sentences of ``small`` told in neighbors of ``large``."""
    found = sum(_told(sentence, small.figures, large.windows) for sentence in small.sentences)
    return found / sum(small.spread.values())


def _told(
    sentence: Weights, figures: AbstractSet[int], windows: Mapping[int, tuple[int, ...]]
) -> float:
    """Return the weight of the sentence in the window that tells most of it."""
    told: dict[int, float] = defaultdict(float)
    agreeing: set[int] = set()
    has_figures = False
    for stem, weight in sentence.items():
        places = windows.get(stem, ())
        for window in places:
            told[window] += weight
        if stem in figures:
            has_figures = True
            agreeing.update(places)
    if has_figures:
        told = {n: w if n in agreeing else w * _OTHER_FIGURES for n, w in told.items()}
    return max(told.values(), default=0.0)

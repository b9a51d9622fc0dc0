"""Tell one story in two versions from two stories in one frame: editions of a daily column.

A column greets and takes leave in the same words every day; between them it is about another
matter. Alike as two editions are, each has something of its own at the same place of the frame.
Versions of one story differ otherwise: a sentence here and there is reworded, a paragraph is there
in one only, or the one goes on where the other ends.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np

from cleaners.dedup.profile import Profile

Span: TypeAlias = tuple[int, int]  #: tokens, half-open

SLOT_SHINGLES: Final = 3
"""Least length of a slot, in widths of a shingle: a dozen words. What is shorter holds a date, a
name or a figure: the twins that `compare.are_twins` knows."""
OWN: Final = 0.2
"""Least share of each text that stands in slots: a frame of four fifths of the text makes a Jaccard
similarity of ``ALIKE``, and with thicker frames a column could not be told from a correction."""
ALIKE: Final = (1 - OWN) / (1 + OWN)
FORMED: Final = 0.75
"""Least share of each text that is either in slots or word for word in the other text. Of a rewrite
less than half is: the rest is the same said in other words."""
SAME_MATTER: Final = 0.3
"""Least share of the weight of the lesser slots that the others tell, too, if the matter is one;
of paragraphs on different matters the greatest is .2."""


def fill_one_frame(one: Profile, other: Profile) -> bool:
    """Whether two texts share their frame, word for word, and differ in what stands in it.

    What follows the last words they share is no slot: one story is often told to another end.
    """
    slots = _slots(one, other)
    first, second = [slot[0] for slot in slots], [slot[1] for slot in slots]
    for spans, own, opposite in ((first, one, other), (second, other, one)):
        size = sum(stop - start for start, stop in spans)
        if size < OWN * own.tokens:
            return False
        if size + _copied_outside(spans, own, opposite) < FORMED * own.tokens:
            return False
    told, others = one.weights_in(first), other.weights_in(second)
    lesser = min(told, others, key=lambda weights: sum(weights.values()))
    shared = sum(lesser[stem] for stem in told.keys() & others.keys())
    return shared < SAME_MATTER * sum(lesser.values())


def _copied_outside(spans: Sequence[Span], own: Profile, opposite: Profile) -> int:
    """Return how many tokens outside the slots are part of a shared shingle."""
    known = np.isin(own.placed_shingles, opposite.shingles)
    copied = np.zeros(own.tokens, np.bool_)
    for place in range(own.width):
        copied[place : place + len(known)] |= known
    for start, stop in spans:
        copied[start:stop] = False
    return int(np.count_nonzero(copied))


def _slots(one: Profile, other: Profile) -> list[tuple[Span, Span]]:
    """Return the places where each text has something of its own between the same shared words."""
    width = one.width
    slots = []
    ends = (-width, -width)
    for anchor in _anchors(one, other):
        spans = [(end + width, start) for end, start in zip(ends, anchor, strict=True)]
        if all(stop - start >= SLOT_SHINGLES * width for start, stop in spans):
            slots.append((spans[0], spans[1]))
        ends = anchor
    return slots


def _anchors(one: Profile, other: Profile) -> list[tuple[int, int]]:
    """Return where the shingles stand that each text has once, as many as are in one order."""
    places = [
        np.unique(profile.placed_shingles, return_index=True, return_counts=True)
        for profile in (one, other)
    ]
    single = [(values[counts == 1], index[counts == 1]) for values, index, counts in places]
    _, *found = np.intersect1d(single[0][0], single[1][0], assume_unique=True, return_indices=True)
    pairs = sorted(
        zip(single[0][1][found[0]].tolist(), single[1][1][found[1]].tolist(), strict=True)
    )
    return _longest_ascent(pairs)


def _longest_ascent(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs, ascending by the first, of which the second ascends, too."""
    tails: list[int] = []  # the least second that ends an ascent of each length
    numbers: list[int] = []  # of the pairs those are of
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        length = bisect_left(tails, second)
        tails[length : length + 1] = [second]
        numbers[length : length + 1] = [number]
        before.append(numbers[length - 1] if length else -1)
    ascent = []
    number = numbers[-1] if numbers else -1
    while number >= 0:
        ascent.append(pairs[number])
        number = before[number]
    return ascent[::-1]

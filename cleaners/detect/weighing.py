"""Weigh evidence: how sure several candidates of one value are together."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from cleaners.document import Candidate

HINT_WEIGHT: Final = 0.945
"""What a hint counts in a choice: more than any one visible source, less than two that agree"""
MAX_CONFIDENCE: Final = 0.99
#: one kind of evidence, a date printed near the text, whatever was made of it
STAMPS: Final = frozenset({"stamp", "labeled_stamp", "placed_stamp"})


#: what one editor's field fills: the title that a page shows to machines
HEAD_TITLES: Final = frozenset({"meta_title", "meta_title_other", "title_element"})
_KINDS: Final = dict.fromkeys(STAMPS, "stamp") | dict.fromkeys(HEAD_TITLES, "head_title")


def combined(backers: Sequence[Candidate]) -> float:
    """Return the confidence, 0 to 1, of candidates that agree, each kind of evidence once.

    Kinds of evidence combine as independent chances to be wrong do.
    """
    if len(backers) == 1:
        it = backers[0]
        sure = HINT_WEIGHT if it.source == "hint" else it.confidence
        return round(min(MAX_CONFIDENCE, 1.0 - (1.0 - sure)), 4)
    best: dict[str, float] = {}
    for it in backers:
        source = _KINDS.get(it.source, it.source)
        sure = HINT_WEIGHT if source == "hint" else it.confidence
        best[source] = max(best.get(source, 0.0), sure)
    wrong = 1.0
    for sure in sorted(best.values()):
        wrong *= 1.0 - sure
    return round(min(MAX_CONFIDENCE, 1.0 - wrong), 4)


#: how often titles of so much evidence said what the golds say, on pages and on bare texts together
#: (benchmarks.calibration): signs of one headline depend on each other more than on chance
_MEASURED: Final[Mapping[str, Sequence[tuple[float, float]]]] = {
    "title": ((0.5, 0.35), (0.65, 0.45), (0.75, 0.6), (0.92, 0.66), (0.96, 0.9), (1.0, 0.93)),
}


def calibrated(field: str, sure: float) -> float:
    """Return what the confidence of a choice has proved to be worth; as it is where that agrees.

    >>> calibrated("title", 0.94), calibrated("byline", 0.94)
    (0.78, 0.94)
    """
    points = _MEASURED.get(field)
    if points is None or sure <= points[0][0]:
        return sure if points is None else points[0][1]
    for (low, worth), (high, more) in pairwise(points):
        if sure <= high:
            return round(worth + (more - worth) * (sure - low) / (high - low), 4)
    return points[-1][1]

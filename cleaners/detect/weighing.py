"""Weigh evidence: how sure several candidates of one value are together."""

from collections.abc import Sequence
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

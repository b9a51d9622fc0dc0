"""Detect walls and cuts: what the marks say about how much of the article is here."""

from collections.abc import Iterator
from typing import Final

from cleaners.detect.sheet import Sheet
from cleaners.document import Candidate, Mark
from cleaners.page import NEAR_TEXT, OUTSIDE_PICTURE

_KINDS: Final = frozenset({"paywall", "truncation_marker"})
#: what a wall asks for beside it: such a line may be owned by a rule of these, and is a wall still
_ASKING: Final = frozenset({"donation_plea", "newsletter_signup"})
_AGREEING: Final = 2  #: rules that say so of a line that another kind owns


def detect_access(sheet: Sheet) -> Iterator[Candidate]:
    """Yield that a wall stands in the document, or that its text is known to be cut."""
    if _KINDS.isdisjoint([mark.kind for mark in sheet.document.marks]):
        return
    owners: dict[int, Mark] = {}
    walls: dict[int, list[Mark]] = {}
    for mark in sheet.document.marks:  # the first mark on a block is the one that will own it
        if mark.rule != OUTSIDE_PICTURE:  # "for subscribers" is what a sign beside a wall says
            owners.setdefault(mark.block, mark)
            if mark.kind == "paywall":
                walls.setdefault(mark.block, []).append(mark)
    for block, agreeing in walls.items():
        if owners[block].kind in _ASKING and len(agreeing) >= _AGREEING:
            owners[block] = agreeing[0]
    prose = sheet.prose
    first, last = (prose[0], prose[-1]) if prose else (0, len(sheet.blocks))
    for mark in owners.values():
        if mark.kind == "paywall" and first - NEAR_TEXT <= mark.block <= last + NEAR_TEXT:
            yield Candidate(
                "is_accessible_for_free",
                "false",
                "wall",
                mark.rule,
                0.9,
                "",
                mark.block,
                mark.start,
                mark.end,
            )
        elif mark.kind == "truncation_marker":
            yield Candidate(
                "is_truncated", "true", "cut", mark.rule, 0.9, "", mark.block, mark.start, mark.end
            )

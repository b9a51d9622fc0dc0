"""Say what shares a line with a stamp: a byline, a place, a bar, a section."""

import re
from collections.abc import Sequence
from typing import Final

from cleaners.detect.lexicon import alternation, table
from cleaners.detect.names import is_affiliation, is_name, split_names
from cleaners.detect.printed import Run
from cleaners.detect.sheet import Sheet

_OPENER: Final = re.compile(rf"^{alternation(table('bylines')['prepositions'])}(?!\w)[\s:]*")
_FILED: Final = re.compile(
    r"\s*(?:filed\s)?(?:in|under|en|dans|em|unter)\s+[^\W\d_a-z][^\n.!?:\d]{1,40}$"
)
_PLACE: Final = re.compile(
    r"^\s*(?P<place>[^\W\d_a-zß-öø-ÿ][\w.'’-]{1,24}"
    r"(?:[ /][^\W\d_a-zß-öø-ÿ][\w.'’-]{0,24}){0,2}),\s*$"
)


def is_placed(sheet: Sheet, index: int, runs: Sequence[Run]) -> bool:
    """Whether a line above the text is a place, a comma and a day, and nothing else."""
    text = sheet.blocks[index].text
    if sheet.zones[index] != "head" or len(runs) != 1 or len(runs[0].dates) != 1:
        return False
    ends = not text[runs[0].end :].strip(" .")
    place = _PLACE.match(text[: runs[0].start])
    return ends and place is not None and not is_affiliation(place["place"])


def is_set_off(text: str, run: Run) -> bool:
    """Whether a bar or bullet parts a stamp at an edge of a short line from the rest."""
    before, after = text[: run.start].rstrip(" \u00a0"), text[run.end :].lstrip(" \u00a0")
    bars = ("|", "•", "·", "//")
    return (not before and after.startswith(bars)) or (not after and before.endswith(bars))


def is_signature(text: str) -> bool:
    """Whether a text is a byline or a name."""
    opener = _OPENER.match(text.lower())
    if opener is not None:
        return split_names(text[opener.end() :], single=True) is not None
    return is_name(text) or split_names(text) is not None


def is_filed(text: str, folded: str, runs: Sequence[Run]) -> bool:
    """Whether a byline with a stamp ends with where it was filed: "By X on 3 May in News"."""
    return _FILED.match(text, runs[-1].end) is not None and _OPENER.match(folded) is not None

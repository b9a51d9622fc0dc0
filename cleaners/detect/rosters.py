"""Tell a list of people in a text, such as the winners of a prize, from credits at its edge."""

import re
from typing import Final

from cleaners.detect.lexicon import alternation, table
from cleaners.detect.photocredits import read_credit
from cleaners.detect.sheet import Sheet

MAX_ITEM_CHARS: Final = 120
_TABLE: Final = table("bylines")
_VERBS: Final = alternation(verb for verbs in _TABLE["credits"].values() for verb in verbs)
_CREDIT: Final = re.compile(rf"^[\s*_•\-(\[（]*{_VERBS}(?![^\W\d_])")
_BYLINE: Final = re.compile(
    rf"^[\s*_•\-]*{alternation([*_TABLE['labels'], *_TABLE['prepositions']])}(?!\w)"
)
#: a colon between digits is a time of day
_ITEM: Final = re.compile(
    r"^[\s*_•\-–—]*(?P<label>[^:：]{2,48}?)\s*(?:(?<!\d)[:：]|[:：](?!\d))\s*\S"
)


def run_around(sheet: Sheet, index: int) -> list[int]:
    """Return the neighbors of a line that have its form, ``label: value``, itself left out.

    Lines that an earlier detector explains end the run.
    """
    found = []
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(sheet.blocks) and _is_item(sheet, at):
            found.append(at)
            at += step
    return sorted(found)


def _is_item(sheet: Sheet, index: int) -> bool:
    text = sheet.blocks[index].text
    if len(text) > MAX_ITEM_CHARS or not sheet.is_free(index) or index in sheet.touched:
        return False
    told = any(hit.block == index for hit in sheet.document.hits)
    return not told and "://" not in text and _ITEM.match(text) is not None


def is_foreign(sheet: Sheet, index: int) -> bool:
    """Whether a line of such a run is neither a byline nor the credit of anything."""
    folded = sheet.folded[index]
    if is_credit(sheet, index) or _BYLINE.match(folded):
        return False
    return read_credit(sheet.blocks[index].text, folded) is None


def is_credit(sheet: Sheet, index: int) -> bool:
    """Whether a line opens with the word of a role: "Editing: X"."""
    return _CREDIT.match(sheet.folded[index]) is not None

"""Tell a list of people in a text, such as the winners of a prize, from credits at its edge."""

import re
from typing import Final

from cleaners.detect.photocredits import read_credit
from cleaners.detect.sheet import Sheet

MAX_ITEM_CHARS: Final = 120
_ITEM: Final = re.compile(r"^[\s*_•\-–—]*(?P<label>[^:：]{2,48}?)\s*[:：]\s*\S")


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


def is_photo_line(sheet: Sheet, index: int) -> bool:
    """Whether a line is the credit of a picture."""
    return read_credit(sheet.blocks[index].text, sheet.folded[index]) is not None

"""Find the core of a text: the run of blocks that is mostly prose, wherever the page begins."""

from typing import Final

from cleaners.detect.sheet import Sheet
from cleaners.layout import weight

MAX_WORTH: Final = 600  #: a longer paragraph counts no more than this
MAX_LINE_WORTH: Final = 100  #: of a line that is no prose: a sub-heading, a piece of a sentence
LINE_COST: Final = 40
HIDDEN_COST: Final = 30
LINK_COST: Final = 60


def core_of(sheet: Sheet) -> range:
    """Return the blocks of the run in which prose outweighs furniture most; empty without prose.

    A first sentence in a banner, or the decks of a menu, do not begin a text: too little prose
    stands near them. The run is the one with the largest sum, found in one pass.
    """
    best = total = 0.0
    found = range(0)
    start = 0
    prose = frozenset(sheet.prose)
    for index, block in enumerate(sheet.blocks):
        if total <= 0:
            total, start = 0.0, index
        if index in prose:
            total += min(weight(block.text), MAX_WORTH)
        elif index in sheet.hidden:
            total -= HIDDEN_COST
        elif 2 * block.link_chars > len(block.text):
            total -= LINK_COST
        else:
            total += min(len(block.text) // 2, MAX_LINE_WORTH) - LINE_COST
        if total > best:
            best, found = total, range(start, index + 1)
    return found

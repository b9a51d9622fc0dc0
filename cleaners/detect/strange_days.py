"""Tell the days of others: of what a picture shows, of the comments below a text."""

import re
from collections.abc import Sequence
from typing import Final

from cleaners.detect.byline_parts import BY
from cleaners.detect.lexicon import alternation, table, words
from cleaners.detect.printed import Printed
from cleaners.detect.sheet import Sheet
from cleaners.folding import fold

MAX_HEADING: Final = 40  #: characters of a line that heads the comments
MIN_STAMPED: Final = 5  #: letters of a word of stamps: "of" and "vom" stand in captions, too
MIN_TELLING: Final = 4  #: words before the day, of which two at least in small letters
_HEADING: Final = re.compile(
    rf"\W*(?:\d{{1,5}}\W+)?{alternation(table('stamps')['comments'])}\W*(?:\d{{1,5}}\W*)?"
)
_PICTURED: Final = frozenset(("photo_caption", "photo_credit"))
_BY_WORDS: Final = "captions/"  #: rules that read the line, not its element
_BARS: Final = re.compile(r"[|•·@/]|\s[-–—]\s|\d")
_STAMPED: Final = frozenset(
    word
    for key in ("published", "modified", "documents", "sentences", "as_of")
    for it in words("stamps", key)
    for word in it.split()
    if len(word) >= MIN_STAMPED
)
_FILLER: Final = words("stamps", "filler") | words("stamps", "weekdays")


def pictured_lines(sheet: Sheet) -> frozenset[int | None]:
    """Return the blocks whose own words say that they are captions.

    No box of a page counts: the element of a picture often holds name and stamp as well.
    """
    return frozenset(
        it.block for it in sheet.found if it.kind in _PICTURED and it.rule.startswith(_BY_WORDS)
    )


def comments_below(sheet: Sheet, core: range) -> int:
    """Return the block that heads the comments below a text; one past the last where none does."""
    for index in range(core.start + 1, len(sheet.blocks)) if core else ():
        folded = sheet.folded[index]
        if len(folded) <= MAX_HEADING and _HEADING.fullmatch(folded) is not None:
            return index
    return len(sheet.blocks)


def is_caption(text: str, dates: Sequence[Printed]) -> bool:
    """Whether a line ends with its one day and says before it what was seen on it.

    "A look at the quay, April 24, 2023": words in small letters that are none of stamps and open
    no byline. A stamp says who, where or what happened to the text.
    """
    if len(dates) != 1 or text[dates[0].end :].strip(" .)"):
        return False
    before = text[: dates[0].start]
    if _BARS.search(before) or ":" in before:
        return False
    told = [word for word in before.split() if fold(word).strip(",.()") not in _FILLER]
    if len(told) < MIN_TELLING or not _STAMPED.isdisjoint(map(fold, told)):
        return False
    small = [word for word in before.split() if word[:1].islower()]
    return len(small) >= 2 and BY.match(fold(before)) is None

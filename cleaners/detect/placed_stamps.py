"""Judge the dates printed in a text by where they stand: which one is the document's own?

A text that somebody else extracted has menus, teasers and comments with stamps of their own, and
nothing that says where the article begins. So every line with a date is weighed: what else it
holds, how far it stands from the headline and from the prose, which other days stand near it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import exp
from typing import Final

import msgspec

from cleaners.detect.core import core_of
from cleaners.detect.cues import MAX_STAMP_CHARS
from cleaners.detect.moments import THRESHOLD
from cleaners.detect.order import day_order
from cleaners.detect.printed import Printed
from cleaners.detect.sheet import Sheet
from cleaners.detect.stamp_runs import Label, called, label_of, runs_of
from cleaners.detect.stamps import find_dates
from cleaners.detect.strange_days import comments_below, is_caption, pictured_lines
from cleaners.document import Candidate
from cleaners.folding import squash
from cleaners.layout import ends_sentence

#: What each sign adds to the log-odds that a date is the document's own, in hundredths: fitted to
#: texts of half of the development sites (benchmarks.fit_places), rounded, and about as often right
#: on the other half.
WEIGHTS: Final[Mapping[str, int]] = {
    "whole line": 55,
    "labeled": 90,
    "time": 90,
    "first": 95,
    "only": 100,
    "right above the text": 115,
    "above the text": 5,
    "far above the text": -70,
    "deep in the text": -160,
    "behind the text": 20,
    "far behind the text": -145,
    "right below the headline": 100,
    "below the headline": 40,
    "beside a byline": 65,
    "beside another day": -190,
    "amid other days": -240,
    "two readings": -175,
    "among comments": -250,
}
BASE: Final = 50
LIKELY: Final = 40  #: log-odds of a line that is taken for the document's own stamp
MIN_KEY: Final = 8  #: characters of a headline that is known again
MAX_HEADLINE: Final = 300
MAX_LINES: Final = 400  #: with dates; a text with more is a table of them
NEAR: Final = 8  #: blocks
TOP: Final = 8  #: a line higher above headline and text than this tells the day of the visit
OPENING: Final = 6  #: blocks of the text whose first may open with a day
OPENED: Final = 32  #: of which it is kept: lines are weighed for the title, the date, and again
MAX_REST: Final = 60  #: characters of a line beside its stamp
MAX_EDGE_REST: Final = 140  #: beside one at an edge of the line
MAX_PLACE: Final = 40
_PLACE: Final = re.compile(r"[^\W\d_a-zß-öø-ÿа-я][\w .'’/\-]{1,36},\s\(?")
_CLOSED: Final = re.compile(r"\)?\s?(?:[.:–—]|--?)\s")
_SET_OFF: Final = re.compile(r"[.:|–—)\]]\)?\s|(?:[–—]|--?)\s|[\"„“«»]|[^\W\d_a-zß-öø-ÿа-я]")
_POST: Final = re.compile(r"-.{1,60}\(@\w{1,30}\)")  #: who wrote a post of a social network
_MARKS: Final = " |,;:.·•-/*_>"
_BY_WORTH: Final[tuple[Label, ...]] = ("published", "", "as_of", "modified")


class Line(msgspec.Struct, frozen=True):
    """A line that holds dates, and the signs by which it is judged."""

    block: int
    dates: tuple[Printed, ...]
    signs: tuple[str, ...]

    def odds(self) -> int:
        """Return the log-odds, in hundredths, that a date of the line is the document's own."""
        return BASE + sum(WEIGHTS[sign] for sign in self.signs)


def detect_placed_stamps(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the likeliest of all dates that a text prints, with how sure its place makes it.

    Of a page only where nothing better tells its day: its markup says where the article stands.
    """
    if sheet.document.head is not None and any(
        it.field == "date_published" and it.value and it.confidence >= THRESHOLD
        for it in sheet.found
    ):
        return
    lines = weigh_lines(sheet)
    if not lines:
        return
    best = max(lines, key=lambda it: (it.odds(), -it.block))
    it = published(sheet, best)
    day = it.day if it.swapped is None else day_order(sheet, it)
    if day is None:
        return
    yield Candidate(
        "date_published",
        it.value(day),
        "placed_stamp",
        "dates/placed",
        sureness(best.odds()),
        "",
        best.block,
    )


def sureness(odds: int) -> float:
    """Return the chance, 0 to 1, that log-odds in hundredths stand for."""
    return round(1 / (1 + exp(-odds / 100)), 3)


def weigh_lines(sheet: Sheet) -> list[Line]:
    """Return all lines that hold dates, each with the signs of its own and of its place."""
    core = core_of(sheet)
    found = [(at, tuple(find_dates(sheet.folded[at]))) for at in sheet.lines("date")]
    found += [(at, dates) for at in core[:OPENING] if (dates := _opening(sheet, at))]
    found = sorted((at, dates) for at, dates in found if dates)[:MAX_LINES]
    if not found:
        return []
    headlines = _headlines(sheet)
    top = min(headlines[0] if headlines else core.start, core.start) - TOP
    first = next((at for at, _ in found if at > top), -1)
    blocks = [at for at, _ in found]
    days = [days_of(dates) for _, dates in found]
    bylines = frozenset(sheet.lines("byline"))
    remarks = comments_below(sheet, core)
    pictured = pictured_lines(sheet)
    lines = []
    for place, (at, dates) in enumerate(found):
        if (
            at in pictured
            or is_caption(sheet.blocks[at].text, dates)
            or is_told(sheet, at)
            or _label_of(sheet, at, dates) == "modified"
        ):
            continue
        signs = [*_own(sheet, at, dates), *_from_text(at, core)]
        if at < core.stop or not core:
            signs += _from_headline(at, headlines)
        if at == first:
            signs.append("only" if len(found) == 1 else "first")
        around = range(bisect_left(blocks, at - NEAR), bisect_left(blocks, at + NEAR + 1))
        others = sum(1 for k in around if not days[k] & days[place])
        if others:
            signs.append("beside another day" if others == 1 else "amid other days")
        if at > remarks:
            signs.append("among comments")
        if any(near in bylines for near in range(at - 2, at + 3)):
            signs.append("beside a byline")
        lines.append(Line(at, dates, tuple(signs)))
    return lines


def days_of(dates: tuple[Printed, ...]) -> frozenset[str]:
    """Return the ISO days of some dates; of one that can be read in two ways, both."""
    return frozenset(
        day.isoformat()
        for it in dates
        for day in ((it.day,) if it.day is not None else it.swapped or ())
    )


def is_told(sheet: Sheet, at: int) -> bool:
    """Whether a sentence tells of the date of a line: a stamp shares it with a name or a place."""
    folded = sheet.folded[at]
    if _POST.match(folded) is not None:
        return True
    if at in sheet.prose or len(folded) > MAX_STAMP_CHARS:
        return _opening(sheet, at) == ()
    rest, runs = _rest(folded), runs_of(folded)
    if not runs:
        return True
    if runs[0].start <= 2 and runs[0].dates and label_of(folded, 0, runs[0].dates[0].start):
        return False
    at_edge = runs[0].start <= 2 or runs[-1].end >= len(folded) - 2
    if rest > (MAX_EDGE_REST if at_edge else MAX_REST):
        return True
    return rest > MAX_REST // 2 and ends_sentence(folded)


def _opening(sheet: Sheet, at: int) -> tuple[Printed, ...]:
    """Return the date that opens a paragraph and is set off from it.

    "3 May 2021. The council", "Velden, (3.5.2021). The council", no "3 May 2021 was a day".
    """
    return _opened(sheet.blocks[at].text, sheet.folded[at]) if at in sheet.prose else ()


@lru_cache(maxsize=OPENED)
def _opened(text: str, folded: str) -> tuple[Printed, ...]:
    date = next(find_dates(folded[:MAX_STAMP_CHARS]), None)
    if date is None or date.start > MAX_PLACE:
        return ()
    behind = text[date.end :].lstrip(" \u00a0")
    if date.start <= 2:
        return (date,) if _SET_OFF.match(behind) else ()
    return (date,) if _PLACE.fullmatch(text[: date.start]) and _CLOSED.match(behind) else ()


def _rest(folded: str) -> int:
    """Return how many characters of a line are no stamp."""
    return len(folded.strip(_MARKS)) - sum(run.end - run.start for run in runs_of(folded))


def _own(sheet: Sheet, at: int, dates: tuple[Printed, ...]) -> Iterator[str]:
    """Yield what a line itself shows."""
    if _rest(sheet.folded[at]) <= 3 * len(runs_of(sheet.folded[at])) - 2:
        yield "whole line"
    if _label_of(sheet, at, dates):
        yield "labeled"
    if any(it.time is not None for it in dates):
        yield "time"
    if all(it.day is None for it in dates):
        yield "two readings"


def _label_of(sheet: Sheet, at: int, dates: tuple[Printed, ...]) -> Label:
    """Return what a line calls its dates, those of publication first."""
    called = {label for _, label in _called(sheet, at, dates)}
    return next((label for label in _BY_WORTH if label in called), "")


def _from_text(at: int, core: range) -> Iterator[str]:
    """Yield how a line stands to the core of the text."""
    if not core:
        return
    above, behind = core.start - at, at - core.stop + 1
    if above > 25:
        yield "far above the text"
    elif above > 0:
        yield "right above the text" if above <= 6 else "above the text"
    elif behind > 0:
        yield "behind the text" if behind <= 12 else "far behind the text"
    elif above < -NEAR:
        yield "deep in the text"


def _from_headline(at: int, headlines: list[int]) -> Iterator[str]:
    """Yield how a line stands to the nearest headline."""
    below = min((at - it for it in headlines if 0 < at - it <= 16), default=0)
    if below > 0:
        yield "right below the headline" if below <= 3 else "below the headline"


def _headlines(sheet: Sheet) -> list[int]:
    """Return the blocks that say the title, among them those that the page's first line repeats.

    The first line of a dump often is the page's title, with the name of the site behind it.
    """
    opening = squash(sheet.blocks[0].text)
    keys = {squash(it.value) for it in sheet.found if it.field == "title"}
    keys = {key for key in keys if len(key) >= MIN_KEY}
    letters = {sheet.folded[0][:1], *(key[:1] for key in keys)}
    found = []
    for index, block in enumerate(sheet.blocks):
        if not MIN_KEY <= len(block.text) <= MAX_HEADLINE:
            continue
        if block.role == "heading" and block.level == 1:
            found.append(index)
        elif sheet.folded[index].lstrip("\"'([ ")[:1] in letters:
            key = squash(block.text)
            if key in keys or (index and begins_page(opening, key)):
                found.append(index)
    return found


def begins_page(opening: str, key: str) -> bool:
    """Whether the first line of a text begins with this line, and holds little else."""
    return opening.startswith(key) and 2 * len(key) >= len(opening) and len(key) >= MIN_KEY


def _called(sheet: Sheet, at: int, dates: tuple[Printed, ...]) -> list[tuple[Printed, Label]]:
    """Return the dates of a line, each with what it is called there or in the line above."""
    above = sheet.folded[at - 1] if at else ""
    return called(sheet.folded[at], 0, dates, above)


def published(sheet: Sheet, line: Line) -> Printed:
    """Return the date of a line that is called its publication; else the first not called else."""
    called = _called(sheet, line.block, line.dates)
    return next(it for wanted in _BY_WORTH for it, label in called if label == wanted)

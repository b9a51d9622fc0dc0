"""What the visible page says where its elements are marked: headline, stamps, captions."""

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Final

from cleaners.detect.cues import MAX_STAMP_CHARS
from cleaners.detect.figures import detect_figures
from cleaners.detect.headlines import (
    find_headline,
    kicker_of,
    read_declared,
    shows_another,
    whole_of,
    without_kicker,
)
from cleaners.detect.placed_stamps import is_told
from cleaners.detect.sheet import MAX_LINE_CHARS, Sheet
from cleaners.detect.stamp_runs import called
from cleaners.detect.stamps import find_dates, may_hold_date, read_instant
from cleaners.detect.subtitles import DESCRIPTIONS
from cleaners.detect.titles import without_site
from cleaners.document import Candidate, Field
from cleaners.folding import squash
from cleaners.page import Time

MAX_LOOKED_AT: Final = 80  #: lines with a date that are read for the cross-check
BELOW: Final = 5  #: blocks below the headline, among which its standfirst stands
MIN_DESCRIPTION: Final = 25  #: characters of what a page describes itself by
ABOVE: Final = 4  #: blocks above the headline, among which its stamp may stand
_STAMP: Final = re.compile(
    r"(?<!\w)(?:date\w*|time(?:stamp)?|published?|pubdate|posted|datum|fecha|created|meta)(?!\w)"
)
_PUBLISHED: Final = re.compile(r"publi|veröff|erstellt|posted|опубл|creat|entry date")
_PUBLISHED_TIME: Final = re.compile(r"publi|creat|posted|entry-date|post-date")
_TIME: Final = ("time_element", "declared/time_element")
_MODIFIED: Final = re.compile(
    r"(?<!\w)(?:updat|modif|aktualis|actuali|mis à jour|aggiorna|обновл|zmien|edited)"
)


class Visible:
    """The visible page beside what its head declares."""

    def __init__(
        self,
        sheet: Sheet,
        titles: Sequence[tuple[str, str]],
        sites: frozenset[str],
        strangers: frozenset[str],
    ) -> None:
        """Lay the page beside what it calls itself; ``strangers`` are no authors."""
        self.sheet = sheet
        self.sites = sites
        self.strangers = strangers
        self.titles = read_declared(titles, sites)
        self.title = find_headline(sheet, self.titles)
        shown = squash(sheet.blocks[self.title].text) if self.title is not None else ""
        self.written = self.titles.written if shown and shown == self.titles.searched else ""
        """The headline of JSON-LD, squashed, where the page's heading is that for search engines"""
        self.is_contested = self.title is None and shows_another(sheet, sites)
        """Whether the page shows a headline that says something else than its head"""
        first = sheet.prose[0] if sheet.prose else len(sheet.blocks)
        self.beside = range(max(0, first - 8), first)
        """Blocks, hidden or not, between a few lines above the title and the text"""
        if self.title is not None:
            end = max(self.title + 4, min(first, self.title + 14))
            self.beside = range(max(0, self.title - ABOVE), min(end, len(sheet.blocks)))
        start = self.title or 0
        self.near = range(max(0, start - 6), min(max(sheet.front, start + 12), len(sheet.blocks)))
        """Blocks, hidden or not, where the article's own byline and stamp stand"""
        self._seen: set[str] = set()
        self._unread = self._days()

    def shows(self, day: str) -> bool:
        """Whether an ISO day stands in the visible text in some spelling."""
        while day not in self._seen:
            found = next(self._unread, None)
            if found is None:
                return False
            self._seen.add(found)
        return True

    def _days(self) -> Iterator[str]:
        """Yield the days printed in the first of the lines that hold dates."""
        looked = 0
        short = frozenset(self.sheet.lines("date"))
        for index, folded in enumerate(self.sheet.folded):
            length = len(self.sheet.blocks[index].text)
            if length > MAX_LINE_CHARS or (index not in short and length <= MAX_STAMP_CHARS):
                continue
            if not may_hold_date(folded):
                continue
            for it in find_dates(folded):
                days = (it.day,) if it.day is not None else it.swapped or ()
                yield from (found.isoformat() for found in days)
            looked += 1
            if looked >= MAX_LOOKED_AT:
                return


def detect_visible(visible: Visible) -> Iterator[Candidate]:
    """Yield the headline, time elements, captions and standfirst of the page."""
    sheet = visible.sheet
    yield from _headline(visible)
    yield from _times(visible)
    yield from detect_figures(sheet)
    yield from _subtitle(visible)


def _headline(visible: Visible) -> Iterator[Candidate]:
    """Yield the headline; a heading for search engines beside it heads the page and is no title."""
    if visible.title is None:
        return
    blocks, rule = visible.sheet.blocks, "declared/headline"
    text = blocks[visible.title].text
    value = without_kicker(" ".join(text.split()), visible.titles)
    if squash(value) not in visible.titles.whole:  # else no part of it is the site's name
        value = without_site(value, visible.sites)
    sure = 0.5 if visible.written else 0.93
    span = (visible.title, 0, len(text))
    kicker = kicker_of(visible.sheet, visible.title)
    if named := _named_whole(visible, kicker, value):
        value = named
    elif kicker is not None and blocks[kicker].text.endswith((":", "：")):
        whole = f"{blocks[kicker].text} {value}"
        if squash(whole) in visible.titles.whole and squash(value) not in visible.titles.whole:
            value = whole  # the page itself calls it a part of the title
            at = (kicker, 0, len(blocks[kicker].text))
            yield Candidate("title", "", "headline", rule, sure, "", *at, "title")
    yield Candidate("title", value, "headline", rule, sure, "", *span, "title")
    searched = visible.titles.searched or (visible.titles.element if visible.titles.others else "")
    if not searched:
        return
    for index, block in enumerate(blocks[: visible.sheet.front]):
        is_other = index != visible.title and block.role == "heading"
        if is_other and squash(block.text) == searched:
            span = (index, 0, len(block.text))
            yield Candidate("title", "", "headline", rule, 0.5, "", *span, "title")


def _named_whole(visible: Visible, kicker: int | None, value: str) -> str:
    """Return the title of which the headline is a part, with its kicker or the next heading."""
    blocks, at = visible.sheet.blocks, visible.title or 0
    text = blocks[at].text
    parts = [text] if kicker is None else [text, f"{blocks[kicker].text} {text}"]
    below = blocks[at + 1 : at + 2]
    if text.endswith((":", "：")) and below and below[0].role == "heading":
        parts.append(f"{text} {below[0].text}")
    return next((named for it in parts if (named := whole_of(it, value, visible.titles))), "")


def _times(visible: Visible) -> Iterator[Candidate]:
    """Yield the moments of time elements, and of lines whose class says date, beside the title."""
    sheet = visible.sheet
    head = sheet.document.head
    times = [it for it in head.times if it.block in visible.beside] if head is not None else []
    sure = 0.88
    for it in sorted(times, key=_is_change):
        if (value := read_instant(it.moment)) is None:
            continue
        if _is_change(it) and sure < 0.88:  # alone it is all that the page has, by an old custom
            yield Candidate("date_modified", value, *_TIME, 0.75, "", it.block)
            continue
        yield from _moment(visible, it.block, value, "time_element", sure)
        sure = 0.62
    captions = {it.block for it in sheet.document.marks if it.kind == "photo_caption"}
    for index in sheet.lines("date"):
        if index not in visible.beside or index in captions or sheet.blocks[index].role == "image":
            continue
        if is_told(sheet, index):
            continue
        sure = 0.8 if _STAMP.search(sheet.blocks[index].cues) else 0.62
        folded = sheet.folded[index]
        days = [
            (label == "modified", it.value(it.day))
            for it, label in called(folded, 0, find_dates(folded))
            if it.day is not None
        ]
        if days:
            yield from _moment(visible, index, min(days, key=itemgetter(0))[1], "stamp", sure)


def _is_change(it: Time) -> bool:
    """Whether a time element says of itself that it holds a change, and nothing else."""
    return _MODIFIED.search(it.words) is not None and _PUBLISHED_TIME.search(it.words) is None


def _moment(
    visible: Visible, index: int, value: str, source: str, sure: float
) -> Iterator[Candidate]:
    block = visible.sheet.blocks[index]
    words = f"{visible.sheet.folded[index][:60]} {block.cues}"
    field: Field = "date_published"
    if _MODIFIED.search(words) and not _PUBLISHED.search(words):
        field, sure = "date_modified", min(sure, 0.75)
    yield Candidate(field, value, source, f"declared/{source}", sure, "", index)


def _subtitle(visible: Visible) -> Iterator[Candidate]:
    """Yield the standfirst that the markers know by its element, the first below the title.

    Where they know none: the line below the title that the page describes itself by, if the text
    begins behind it.
    """
    if visible.title is None:
        return
    sheet = visible.sheet
    for mark in sheet.document.marks:
        is_own = mark.kind == "subtitle" and mark.rule.startswith("container/")
        if is_own and mark.block > visible.title:
            yield _standfirst(sheet, mark.block, 0.85)
            return
    head = sheet.document.head
    said = {squash(value) for name, value in head.meta if name in DESCRIPTIONS} if head else set()
    said = {it for it in said if len(it) >= MIN_DESCRIPTION}
    for index in range(visible.title + 1, min(visible.title + 1 + BELOW, len(sheet.blocks))):
        if index in sheet.hidden and squash(sheet.blocks[index].text) in said:
            yield _standfirst(sheet, index, 0.75)
            return


def _standfirst(sheet: Sheet, index: int, sure: float) -> Candidate:
    text = sheet.blocks[index].text
    return Candidate(
        *("subtitle", text, "standfirst", "declared/standfirst", sure, ""),
        *(index, 0, len(text), "subtitle"),
    )

"""Find the day that a document tells only amid its furniture, or only as that of its last change.

"Posted by X on 3 May 2021" below the comments, "Last edited 3 May 2021" in the footer of a wiki:
where nothing nearer tells the day, a reader takes it from there. Lines without such a word never
count here: they are stamps of comments, of other stories, of the visit.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from cleaners.detect.cues import MAX_STAMP_CHARS
from cleaners.detect.lexicon import alternation, words
from cleaners.detect.moments import THRESHOLD
from cleaners.detect.sheet import Sheet
from cleaners.detect.stamp_runs import Label, called, runs_of
from cleaners.detect.stamps import find_dates, may_hold_date
from cleaners.document import Candidate, Kind
from cleaners.folding import fold

#: by what a day is called, how often it is the day that the page is known by
CONFIDENCE: Final[tuple[tuple[Label, str, float], ...]] = (
    ("published", "dates/apart", 0.7),
    ("as_of", "dates/apart", 0.65),
    ("modified", "dates/last-change", 0.62),
)
#: furniture whose days are those of others
STRANGE: Final[frozenset[Kind]] = frozenset(
    ("comments", "most_read", "recommended_by", "related_links", "teaser_cards", "video_player")
)
DESCRIPTIONS: Final = frozenset(("description", "og:description"))
MAX_REST: Final = 100  #: characters of a line beside its stamp
MAX_OPENING: Final = 50  #: before the day that opens a longer line, such as the sentence of a blog
MAX_ASIDE_CHARS: Final = 20_000  #: of one aside that are read
_GENERIC: Final = re.compile(rf"\W{{0,3}}{alternation(words('stamps', 'generic'))}(?!\w)")
_MARKS: Final = " |,;:.·•-/*_>"


def detect_apart_stamps(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the one day that labeled lines far from the text give, where nothing else gives one."""
    if any(
        it.field == "date_published" and it.value and it.confidence >= THRESHOLD
        for it in sheet.found
    ):
        return
    days: dict[Label, set[date]] = {}
    for folded, above in _lines(sheet):
        for label, day in _labeled(folded, above):
            days.setdefault(label, set()).add(day)
    for label, rule, sure in CONFIDENCE:
        if found := days.get(label):
            if len(found) == 1:
                value = found.pop().isoformat()
                yield Candidate("date_published", value, "apart_stamp", rule, sure)
            return


def _lines(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield the folded lines that may hold a date, each with the line above."""
    strange = {it.block for it in sheet.document.marks if it.kind in STRANGE}
    for index in sorted(sheet.hidden.union(sheet.lines("date")) - strange):
        folded = sheet.folded[index][:MAX_STAMP_CHARS]
        if may_hold_date(folded):
            yield folded, sheet.folded[index - 1] if index else ""
    head = sheet.document.head
    for name, content in head.meta if head is not None else ():
        if name in DESCRIPTIONS:
            yield fold(content[:MAX_STAMP_CHARS]), ""
    for aside in (*sheet.document.above, *sheet.document.below):
        if aside.kind in STRANGE:
            continue
        above = ""
        for line in aside.text[:MAX_ASIDE_CHARS].split("\n"):
            folded = fold(line[:MAX_STAMP_CHARS])
            if may_hold_date(folded):
                yield folded, above
            above = folded


def _labeled(folded: str, above: str) -> Iterator[tuple[Label, date]]:
    """Yield the days that a line says something of, where it holds little else."""
    dates = list(find_dates(folded)) if _GENERIC.match(folded) is None else []
    rest = len(folded.strip(_MARKS)) - sum(run.end - run.start for run in runs_of(folded))
    for it, label in called(folded, 0, dates, above) if dates else ():
        if label and it.day is not None and (rest <= MAX_REST or it.start <= MAX_OPENING):
            yield label, it.day

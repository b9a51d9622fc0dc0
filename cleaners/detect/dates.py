"""Detect when a document was published and modified: stamps, addresses, datelines, hints."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from cleaners.detect.cues import MAX_STAMP_CHARS
from cleaners.detect.lexicon import table
from cleaners.detect.order import day_order
from cleaners.detect.printed import Run
from cleaners.detect.relative import relative_day
from cleaners.detect.sheet import MAX_LINE_CHARS, Sheet
from cleaners.detect.stamp_neighbors import is_filed, is_placed, is_set_off, is_signature
from cleaners.detect.stamp_runs import called, label_of, runs_of
from cleaners.detect.stamps import read_instant
from cleaners.document import Candidate, Field

_LISTS: Final = table("stamps")
_DIGIT: Final = re.compile(r"\d")
_READ_TIME: Final = re.compile(rf"[\s|,;•·\-]*(?<!\w)(?:{'|'.join(_LISTS['read_time'])})[\s.|]*$")
_URL_DAY: Final = re.compile(r"[/\-_.](20\d\d)[/\-_]?(0\d|1[0-2])[/\-_]?([0-2]\d|3[01])(?!\d)")

NEAR_TITLE: Final = 6  #: blocks below the title where a stamp may stand between paragraphs
CONFIDENCE: Final = {
    "labeled": 0.9,
    "line": 0.82,
    "glued": 0.8,
    "beside": 0.75,
    "relative": 0.7,
    "as_of": 0.65,
    "tail": 0.6,
}


def detect_dates(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the dates of stamps in the front and tail, of addresses and of the hint."""
    yield from _hints(sheet)
    first, last = (sheet.prose[0], sheet.prose[-1]) if sheet.prose else (len(sheet.blocks), -1)
    above = False  # an unlabeled stamp below the first paragraph is a date of the story then
    for index in range(sheet.front):
        if index in sheet.hidden or not _DIGIT.search(sheet.folded[index], 0, MAX_STAMP_CHARS):
            continue
        found = list(_stamps(sheet, index))
        if index > first:
            found = [_doubted(it) for it in found if not above or it.source == "labeled_stamp"]
        above = above or bool(found)
        yield from found
    for index in sheet.lines("date"):
        if index > last and index >= sheet.front and index not in sheet.hidden:
            yield from _tail_stamps(sheet, index)


def _hints(sheet: Sheet) -> Iterator[Candidate]:
    hints = sheet.document.source.hints
    if hints.date and (value := read_instant(hints.date)):
        yield Candidate("date_published", value, "hint", "dates/hint", 0.85)
    if hints.fetched_at and (value := read_instant(hints.fetched_at)):
        yield Candidate("date_crawled", value, "hint", "dates/fetched_at", 0.99)
    seen: set[str] = set()
    for it in sheet.found:
        day = _URL_DAY.search(it.value) if it.field == "url" else None
        if day is not None and _is_day(*day.groups()) and day[0] not in seen:
            seen.add(day[0])
            value = "-".join(day.groups())
            yield Candidate("date_published", value, "url", "dates/url", 0.6)


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        return bool(date(int(year), int(month), int(day)))
    except ValueError:
        return False


def _stamps(sheet: Sheet, index: int) -> Iterator[Candidate]:
    """Yield the stamps of a block: a whole line, glued to its start, beside a byline."""
    folded = sheet.folded[index][:MAX_LINE_CHARS]
    runs = runs_of(folded[:MAX_STAMP_CHARS])
    if not runs:
        return
    text = sheet.blocks[index].text
    first = runs[0]
    covered = sum(run.end - run.start for run in runs)
    rest = len(folded.strip(" |,;:.·•-/*_>")) - covered
    if len(text) <= MAX_STAMP_CHARS and rest <= 3 * len(runs) - 2:
        yield from _of_line(sheet, index, runs)
    elif first.start <= 2 and first.dates and _is_glued(sheet, index, first, folded):
        yield from _candidates(sheet, index, first, "glued")
    elif len(text) <= MAX_STAMP_CHARS:
        if is_placed(sheet, index, runs):  # "Velden, 3 March 2023"
            yield from _candidates(sheet, index, Run(0, len(text), runs[0].dates), "beside")
            return
        if is_filed(text, folded, runs):  # "Posted by X on 3 May 2021 in News"
            last = msgspec.structs.replace(runs[-1], end=len(text))
            runs, text = (*runs[:-1], last), text.rstrip()
        if _is_row_of_table(sheet, index):
            return  # of facts: when a town was founded
        beside = _is_beside(text, folded, runs)
        for run in runs:
            if run.dates and (beside or is_set_off(text, run)):
                yield from _candidates(sheet, index, run, "beside")


def _is_row_of_table(sheet: Sheet, index: int) -> bool:
    """Whether a block is a row amid others of its table."""
    block, blocks = sheet.blocks[index], sheet.blocks
    around = [at for at in (index - 1, index + 1) if 0 <= at < len(blocks)]
    return block.role == "table_row" and any(
        blocks[at].role == "table_row" and blocks[at].group == block.group for at in around
    )


def _of_line(sheet: Sheet, index: int, runs: Sequence[Run]) -> Iterator[Candidate]:
    """Yield a line that is nothing but a stamp; one without a date goes with an empty value."""
    end = len(sheet.blocks[index].text)
    dates = tuple(it for run in runs for it in run.dates)
    reading = _READ_TIME.search(sheet.folded[index])
    if reading and dates and reading.start() >= dates[-1].end:
        yield Candidate(  # furniture of its own, and no field
            *("section", "", "read_time", "dates/read-time", 0.9, ""),
            *(index, reading.start(), end, "read_time"),
        )
        end = reading.start()
    if dates:
        yield from _candidates(sheet, index, Run(0, end, dates), "line")
    elif sheet.zones[index] == "head" and re.search(r"[^\W\d_]", sheet.folded[index]):
        yield _without_date(sheet, index, end)


def _without_date(sheet: Sheet, index: int, end: int) -> Candidate:
    """Return a stamp that tells the hour, or how long ago: a day only where the fetch is known."""
    folded, fetched = sheet.folded[index], sheet.document.source.hints.fetched_at
    day = relative_day(folded, read_instant(fetched) or "") if fetched else None
    changed = label_of(folded, 0, len(folded)) == "modified"
    field: Field = "date_modified" if changed and day else "date_published"
    rule, sure = ("dates/relative", CONFIDENCE["relative"]) if day else ("dates/no-date", 0.5)
    return Candidate(field, day or "", "stamp", rule, sure, "", index, 0, end, "publish_stamp")


def _is_glued(sheet: Sheet, index: int, run: Run, folded: str) -> bool:
    """Whether a stamp may be cut from what follows it: it has a label, or that is furniture."""
    if (
        label_of(folded, run.start, run.dates[0].start)
        and folded[run.end : run.end + 2].strip() != ","
    ):
        return True
    rest = (run.end, len(sheet.blocks[index].text))
    spans = [(m.start, m.end) for m in sheet.document.marks if m.block == index]
    spans += [(h.start, h.end) for h in sheet.document.hits if h.block == index]
    return any(start <= rest[0] + 3 and end >= rest[1] - 3 and start > 0 for start, end in spans)


def _is_beside(text: str, folded: str, runs: Sequence[Run]) -> bool:
    """Whether what a short line holds beside its stamp is a byline, a name or a place."""
    rest = text[: runs[0].start].strip(" |,;:.·•-–—/")
    after = text[runs[-1].end :].strip(" |,;:.·•-–—/")
    if after and (rest or not is_signature(after)):
        return False
    if not rest:
        return True
    labeled = label_of(folded, 0, runs[0].dates[0].start) if runs[0].dates else ""
    return is_signature(rest) or (bool(labeled) and len(rest) <= 40 and not rest.endswith("."))


def _candidates(sheet: Sheet, index: int, run: Run, shape: str) -> Iterator[Candidate]:
    """Yield the dates of a run; all share its span, so that the whole stamp leaves the body."""
    above = sheet.folded[index - 1] if index and run.start == 0 else ""
    for it, label in called(sheet.folded[index], run.start, run.dates, above):
        day = it.day if it.swapped is None else day_order(sheet, it)
        value = "" if day is None else it.value(day)
        source = "labeled_stamp" if label else "stamp"
        rule, span = f"dates/{shape}", (index, run.start, run.end)
        sure = CONFIDENCE["labeled" if label and shape != "tail" else shape]
        sure = sure if value else 0.5
        field: Field = "date_published" if label in ("", "published") else "date_modified"
        yield Candidate(field, value, source, rule, sure, "", *span, "publish_stamp")
        if label == "as_of" and value:
            sure = CONFIDENCE["as_of"]
            yield Candidate("date_published", value, "stamp", "dates/as-of", sure, "", *span)


def detect_late_stamps(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the stamps that only a title above vouches for: unlabeled, below the first paragraph.

    Where no date was found, the one day that lines of their own give counts; lines of different
    days are those of other articles. A line far from the title stays in the text.
    """
    titles = [it.block for it in sheet.found if it.kind == "title" and it.block is not None]
    first = sheet.prose[0] if sheet.prose else 0
    if titles and min(titles) < first:
        for it in sheet.found:
            if it.rule.startswith("dates/") and it.block is not None and it.kind is None:
                yield msgspec.structs.replace(it, kind="publish_stamp")
    if any(it.field == "date_published" and len(it.value) >= 10 for it in sheet.found):
        return
    lines = list(_lone_lines(sheet, min(titles, default=0)))
    if len({it.day for _, run in lines for it in run.dates}) != 1:
        return
    index, run = lines[0]
    near = bool(titles) and index <= min(titles) + NEAR_TITLE and len(lines) == 1
    for it in _candidates(sheet, index, run, "tail"):
        yield it if near else _doubted(it)


def _lone_lines(sheet: Sheet, first: int) -> Iterator[tuple[int, Run]]:
    """Yield the blocks from ``first`` on that are nothing but a stamp with a date."""
    for index in sheet.lines("date"):
        folded = sheet.folded[index]
        if index < first or not sheet.is_free(index):
            continue
        runs = runs_of(folded)
        if len(runs) == 1 and runs[0].dates and runs[0].end - runs[0].start >= len(folded) - 3:
            yield index, Run(0, len(folded), runs[0].dates)


def _doubted(it: Candidate) -> Candidate:
    """Return an unlabeled stamp as a date that stays in the text: the story may tell of it."""
    return it if it.source == "labeled_stamp" else msgspec.structs.replace(it, kind=None)


def _tail_stamps(sheet: Sheet, index: int) -> Iterator[Candidate]:
    """Yield labeled stamps behind the text; unlabeled ones there are those of other articles."""
    folded = sheet.folded[index]
    runs = runs_of(folded)
    if len(runs) != 1 or not runs[0].dates:
        return
    run = runs[0]
    whole = run.start <= 2 and run.end >= len(folded.rstrip(" .|")) - 1
    if whole and label_of(folded, run.start, run.dates[0].start):
        yield from _candidates(
            sheet, index, Run(0, len(sheet.blocks[index].text), run.dates), "tail"
        )

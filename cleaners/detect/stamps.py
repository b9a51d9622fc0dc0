"""Read dates and times as they are printed, in some eighty languages."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

import msgspec

from cleaners.detect.calendars import CENTURIES, common_year, find_solar_days, may_hold_year
from cleaners.detect.lexicon import alternation, table
from cleaners.detect.printed import Printed
from cleaners.detect.weekdays import WEEKDAYS, on_weekday
from cleaners.folding import MAX_REMEMBERED, REMEMBERED, fold

_TABLE: Final = table("calendar")
MONTHS: Final[dict[str, int]] = {
    fold(name): int(number)
    for months in (table("months")["months"], _TABLE["months"])  # the later one counts
    for number, names in months.items()
    for name in names
}
ZONES: Final[dict[str, int]] = {fold(name): minutes for name, minutes in _TABLE["zones"].items()}
AMERICAN: Final[dict[str, int]] = _TABLE["american_zones"]
EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2099

#: the year before the first of an era
ERAS: Final[dict[str, int]] = _TABLE["eras"]
_MONTH: Final = alternation(MONTHS)
_RUN: Final = re.compile(r"\d+|[^\W\d_]+")
_MONTH_WORDS: Final = frozenset(
    found[0] for name in MONTHS if (found := _RUN.search(name)) is not None
)
MIN_GLUED_MONTH: Final = 5  #: letters of a month's name that is known at the end of a longer word
_LONG_MONTHS: Final = frozenset(it for it in _MONTH_WORDS if len(it) >= MIN_GLUED_MONTH)
_LENGTHS: Final = range(max(map(len, _LONG_MONTHS)), MIN_GLUED_MONTH - 1, -1)
_AFTER_DAY: Final = r"(?:\s?(?:st|nd|rd|th|er|de|-го)\b|[.ºª°])?"
#: what may stand right behind a year: a day or hour whose element began a line of its own once
_GLUED: Final = (
    r"\d{1,2}(?:(?:st|nd|rd|th|er|\.)?\s?[^\W\d_]|[./\-]\d{1,2}[./\-](?:19|20)\d\d|:\d\d)"
)
_YEAR: Final = rf"(?:{'|'.join(CENTURIES)})\d\d(?:(?!\d)|(?={_GLUED}))"
DATE: Final = re.compile(
    rf"""(?:(?<![\d/.\-])(?<!\d:)|(?<=(?:19|20)\d\d)|(?<=[^\W\d_]-)(?=\d\d?/\d\d?/))(?:
      (?P<iso_y>{_YEAR})(?P<iso_s>\s[-/]\s|[-/.]\s?)(?P<iso_m>\d{{1,2}})(?P=iso_s)(?P<iso_d>\d{{1,2}})(?![\d/])
    | (?P<cjk_y>{_YEAR})\s?[年년]\s?(?P<cjk_m>\d{{1,2}})\s?[月월]\s?
      (?P<cjk_d>\d{{1,2}})\s?[日号號일]
    | (?P<era>{"|".join(ERAS)})\s?(?P<era_y>元|\d{{1,3}})\s?年\s?(?P<era_m>\d{{1,2}})
      \s?月\s?(?P<era_d>\d{{1,2}})\s?日
    | (?P<dmy_d>\d{{1,2}}){_AFTER_DAY},?[\s\-/]*(?:(?:de|del|of)\s+|d'\s?|ב)?
      (?P<dmy_m>{_MONTH})(?![^\W\d_])(?:\s?/\s?[\u0621-\u064a]+(?:\s[\u0621-\u064a]+)?)?
      \.?,?[\s\-/]*(?:(?:de|del|năm)\s+)?(?P<dmy_y>{_YEAR})(?:\s?г(?:\.|ода\b|\b))?
    | (?P<ymd_y>{_YEAR})(?:ko)?[.,]?\s+(?:m\.\s+)?(?P<ymd_m>{_MONTH})(?:ren)?(?![^\W\d_])
      \.?\s+(?P<ymd_d>\d{{1,2}})(?!\d)\.?
    | (?P<ydm_y>{_YEAR})\.?\s+(?:gada|жылғы)\s+(?P<ydm_d>\d{{1,2}})\.?\s+(?P<ydm_m>{_MONTH})
    | (?P<num_a>\d{{1,2}})\s?(?P<num_s>[./\-])\s?(?P<num_b>\d{{1,2}})\s?(?P=num_s)\s?
      (?P<num_y>{_YEAR}(?!:\d)|\d\d(?=\d\d:\d\d)|\d\d(?![\d.:/\-]))
    )
    | (?:(?<![^\W\d_])|(?=[^\W\d_]{{{MIN_GLUED_MONTH},}}\s\d))(?P<mdy_m>{_MONTH})(?![^\W\d_])
      \.?\s+(?P<mdy_d>\d{{1,2}})
      (?:st|nd|rd|th)?(?!\d)(?:\.?,\s?|\.?\s+)(?P<mdy_y>{_YEAR})
    """,
    re.VERBOSE,
)
#: One of these stands in every date. Parted, and each alternative with a literal in front, they
#: are found at a tenth of the cost.
_LATIN_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:(?!\d)|(?=\d\d?:))")
_NUMERIC: Final = re.compile(r"\d\s?[./\-]\s?\d\d?\s?[./\-]\s?\d\d")
DAY_MONTH: Final = re.compile(
    rf"(?<!\d)(?:(?P<d1>\d{{1,2}}){_AFTER_DAY}\s*(?:de\s+)?(?P<m1>{_MONTH})(?![^\W\d_])"
    rf"|(?<![^\W\d_])(?P<m2>{_MONTH})(?![^\W\d_])\.?\s+(?P<d2>\d{{1,2}})(?!\d)"
    rf"|(?P<m3>\d{{1,2}})\s?月\s?(?P<d3>\d{{1,2}})\s?日)"
)
_NAMED_ZONE: Final = alternation(list(ZONES) + list(AMERICAN))
_ZONE: Final = (
    r"(?:utc|gmt)?\s?[+\-]\d{1,2}(?::?\d\d)?(?![\d./\-])"
    rf"|{_NAMED_ZONE}\b"
    r"|cst\b"  # of America or China: it tells no zone, but is a part of the stamp
)
TIME: Final = re.compile(
    rf"""(?<![\d:.,])t?(?P<h>\d{{1,2}})(?:
        \s?(?:[:.]|時|点|시|h(?=\s?\d\d)|ч\.?(?=\s?\d\d))\s?(?P<m>\d\d)(?!\d)(?::(?P<s>\d\d)(?!\d)(?:\.\d{{1,9}})?)?(?:\s?[分분])?
        | (?=\s?[ap]\.?\s?m\b) | (?=\s?(?:uhr|uur|h)\b))
      (?:\s?(?P<half>[ap])\.?\s?m(?:\b\.?))?(?:\s?(?:uhr|uur|hrs|ч\b\.?|h\b|мин\b\.?))?
      (?:\s*\(?(?:(?P<zone>{_ZONE})))?\)?(?:\s?\((?:{_NAMED_ZONE})\))?""",
    re.VERBOSE,
)
#: what stands in every time, found fast since a digit opens it
_MAY_BE_TIME: Final = re.compile(
    r"\d\s?(?:(?:[:.時点时시h]|ч\.?)\s?\d\d|[ap]\.?\s?m\b|(?:uhr|uur|h)\b)"
)
_BETWEEN: Final = re.compile(
    rf"(?:\([月火水木金土日]\)|[\s,|•·\-()/@;]|\b{alternation(WEEKDAYS)}\b"
    r"|\b(?:at|um|à|a las|las|alle(?: ore)?|ore|às|om|kl|klo|в|о|об|la|ora|saat"
    r"|pukul|o|godz|στις|الساعة)\b\.?:?){1,8}|t(?=\d\d:)|"
)


def _day(year: str, month: int, day: str) -> date | None:
    try:
        it = date(common_year(int(year)), month, int(day))
    except ValueError:
        return None
    return it if EARLIEST_YEAR <= it.year <= LATEST_YEAR else None


def may_hold_date(folded: str) -> bool:
    """Whether a year or a numeric date stands in folded text: a cheap look before the search."""
    return (
        (("19" in folded or "20" in folded) and _LATIN_YEAR.search(folded) is not None)
        or _NUMERIC.search(folded) is not None
        or (not folded.isascii() and (may_hold_year(folded) or any(it in folded for it in ERAS)))
    )


def find_dates(folded: str) -> Iterator[Printed]:
    """Return the dates printed in folded text, each with the time that belongs to it."""
    if not may_hold_date(folded):
        return iter(())
    return iter(_remembered(folded) if len(folded) <= MAX_REMEMBERED else tuple(_dates(folded)))


def _forms(folded: str) -> Iterator[re.Match[str]]:
    """Yield what `DATE` matches; it is tried only where a number or the name of a month begins."""
    if not folded.isascii() and any(era in folded for era in ERAS):
        yield from DATE.finditer(folded)  # an era may begin amid other signs
        return
    at = 0
    while (it := _RUN.search(folded, at)) is not None:
        at, word = it.end(), it[0]
        if word in _MONTH_WORDS or word.isdecimal():
            start = it.start()
        elif len(word) > MIN_GLUED_MONTH and folded[at + 1 : at + 2].isdecimal():
            start = at - _glued_month(word)
        else:
            continue
        found = DATE.match(folded, start)
        if found is not None:
            at = found.end()
            yield found


def _glued_month(word: str) -> int:
    """Return how many letters at the end of a word name a month: "Marta DenholtJune 3, 2023"."""
    return next((k for k in _LENGTHS if word[-k:] in _LONG_MONTHS), 0)


def _dates(folded: str) -> Iterator[Printed]:
    behind = 0
    for it in _days_of(folded):
        printed = on_weekday(it, folded)
        start, end = it.start, it.end
        clock = TIME.match(folded, _BETWEEN.match(folded, end).end())  # type: ignore[union-attr]
        if clock is not None and _clock(clock) is not None:
            end = clock.end()
        else:
            clock = _time_before(folded, behind, start)
            if clock is not None:
                start = clock.start()
        behind = end
        yield _with_time(printed, clock, start, end)


def _days_of(folded: str) -> Iterable[Printed]:
    """Return the days printed in folded text, in order, each where it stands."""
    found = [it for form in _forms(folded) if (it := _date_of(form)) is not None]
    solar = list(find_solar_days(folded))
    return sorted([*found, *solar], key=lambda it: it.start) if solar else found


@lru_cache(maxsize=REMEMBERED)
def _remembered(folded: str) -> tuple[Printed, ...]:
    return tuple(_dates(folded))


def find_times(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the places of times of day that stand alone."""
    if _MAY_BE_TIME.search(folded) is None:
        return
    for found in TIME.finditer(folded):
        if _clock(found) is not None:
            yield found.span()


def _date_of(found: re.Match[str]) -> Printed | None:
    group = found.groupdict()
    for form in ("iso", "cjk"):
        if group[f"{form}_y"]:
            day = _day(group[f"{form}_y"], int(group[f"{form}_m"]), group[f"{form}_d"])
            return None if day is None else Printed(*found.span(), day)
    if group["era"]:
        year = ERAS[group["era"]] + (1 if group["era_y"] == "元" else int(group["era_y"]))
        day = _day(str(year), int(group["era_m"]), group["era_d"])
        return None if day is None else Printed(*found.span(), day)
    for form in ("dmy", "mdy", "ymd", "ydm"):
        if group[f"{form}_y"]:
            month = MONTHS[" ".join(group[f"{form}_m"].split())]
            day = _day(group[f"{form}_y"], month, group[f"{form}_d"])
            return None if day is None else Printed(*found.span(), day, order=form)
    return _numeric(found)


def _numeric(found: re.Match[str]) -> Printed | None:
    """Read 12.05.2024 and its kind; dots always put the day first, slashes and dashes may not."""
    first, second, year = found["num_a"], found["num_b"], found["num_y"]
    if len(year) == 2:
        if found["num_s"] != "." or " " in found[0]:
            return None
        year = f"20{year}"
    day_first = _day(year, int(second), first)
    month_first = _day(year, int(first), second)
    if day_first is None:
        return None if month_first is None else Printed(*found.span(), month_first, order="mdy")
    if found["num_s"] == "." or month_first is None or day_first == month_first:
        return Printed(*found.span(), day_first, order="dmy")
    return Printed(*found.span(), None, swapped=(day_first, month_first))


def _time_before(folded: str, behind: int, start: int) -> re.Match[str] | None:
    """Return the time that stands right before a date: "16:42 GMT, 3 March 2023"."""
    first = max(behind, start - 40)
    if _MAY_BE_TIME.search(folded, first, start) is None:
        return None
    for found in TIME.finditer(folded, first, start):
        gap = _BETWEEN.match(folded, found.end())
        if gap is not None and gap.end() == start and _clock(found) is not None:
            return found
    return None


def _clock(found: re.Match[str]) -> tuple[int, int, int] | None:
    hour, minute = int(found["h"]), int(found["m"] or 0)
    second = int(found["s"]) if found["s"] else -1
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _with_time(it: Printed, clock: re.Match[str] | None, start: int, end: int) -> Printed:
    if clock is None:
        return it
    zone = _zone(clock["zone"], it.day) if clock["zone"] else None
    return msgspec.structs.replace(it, start=start, end=end, time=_clock(clock), zone=zone)


def _zone(name: str, day: date | None) -> int | None:
    """Return the offset of a zone in minutes; None where it cannot be told."""
    if name in ZONES:
        return ZONES[name]
    if name in AMERICAN:
        return None if day is None else AMERICAN[name] + (60 if _is_us_summer(day) else 0)
    digits = re.search(r"([+\-])(\d{1,2}):?(\d\d)?$", name)
    if digits is None:
        return None
    minutes = int(digits[2]) * 60 + int(digits[3] or 0)
    return None if minutes > 14 * 60 else -minutes if digits[1] == "-" else minutes


def _is_us_summer(day: date) -> bool:
    """Whether American daylight saving holds: 2nd Sunday of March to 1st of November."""
    march, november = date(day.year, 3, 8), date(day.year, 11, 1)
    begin = march + timedelta(days=(6 - march.weekday()) % 7)
    end = november + timedelta(days=(6 - november.weekday()) % 7)
    return begin <= day < end


def find_day_month(folded: str) -> tuple[int, int] | None:
    """Return (month, day) of the first date without a year, such as "march 3" in a dateline."""
    found = DAY_MONTH.search(folded)
    if found is None:
        return None
    name = found["m1"] or found["m2"]
    month = MONTHS[" ".join(name.split())] if name else int(found["m3"])
    day = int(found["d1"] or found["d2"] or found["d3"])
    try:
        date(2000, month, day)
    except ValueError:
        return None
    return month, day


def read_instant(text: str) -> str | None:
    """Read a machine-made or printed date, such as a hint, as ISO 8601; None when it is none."""
    text = text.strip()
    if text.isdecimal() and len(text) in (10, 13):
        seconds = int(text[:10])
        moment = datetime(1970, 1, 1) + timedelta(seconds=seconds)
        return moment.isoformat(timespec="seconds") + "+00:00"
    if text.isdecimal() and len(text) == 14:  # as web archives write it
        text = f"{text[:4]}-{text[4:6]}-{text[6:8]}T{text[8:10]}:{text[10:12]}:{text[12:]}+00:00"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        printed = next(find_dates(fold(text)), None)
        return printed.value(printed.day) if printed is not None and printed.day else None
    if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        return None
    return moment.isoformat(timespec="seconds") if len(text) > 10 else moment.date().isoformat()

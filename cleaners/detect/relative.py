"""Read dates told from the day of the fetch: "3 hours ago", "gestern"; alone they say nothing."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from cleaners.detect.lexicon import alternation, table
from cleaners.folding import fold

MINUTES_A_DAY: Final = 1440
MAX_STAMP_CHARS: Final = 160
MAX_CHARS: Final = 60  #: of a line that says no more than when
_TABLE: Final = table("stamps")
_MARKS: Final = {side: alternation(_TABLE["relative_marks"][side]) for side in ("before", "behind")}
_UNITS: Final = {
    fold(name): int(minutes)
    for minutes, names in _TABLE["relative_units"].items()
    for name in names
}
_DAYS: Final = {
    fold(name): int(days) for days, names in _TABLE["relative_days"].items() for name in names
}


_NUMBER: Final = r"(?P<{0}n>\d{{1,3}}|an?|one|eine[mr]?|un[ae]?|één|en)"
_UNIT: Final = alternation(_UNITS)
_AGO: Final = (
    rf"(?<!\w){_MARKS['before']}\s+{_NUMBER.format('b')}\s+(?P<bu>{_UNIT})(?![^\W\d_])"
    rf"|(?<!\w){_NUMBER.format('a')}\s?(?P<au>{_UNIT})\s?{_MARKS['behind']}(?![^\W\d_])"
)
_SPAN: Final = re.compile(rf"{_AGO}|(?<!\w)(?:just now|\d{{1,3}}\s?[hmd] ago)(?!\w)")
_TOLD: Final = re.compile(rf"{_AGO}|(?<!\w)(?P<day>{alternation(_DAYS)})(?![^\W\d_])")
#: what stands in each of them, found fast
_SIGN: Final = re.compile(rf"{_MARKS['behind']}|just now|(?<!\w){_MARKS['before']}\s")


def relative_spans(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the places of "3 hours ago" and its kind in a short folded line."""
    if len(folded) <= MAX_STAMP_CHARS and _SIGN.search(folded) is not None:
        yield from (it.span() for it in _SPAN.finditer(folded))


def relative_day(folded: str, fetched: str) -> str | None:
    """Return the ISO day of a folded line that tells how long before the fetch; else None.

    The hour of the fetch is in its own zone, and so is the day.

    >>> relative_day("published 3 hours ago", "2024-05-03T01:30:00+00:00")
    '2024-05-02'
    """
    if len(folded) > MAX_CHARS:
        return None
    found = _TOLD.search(folded)
    clock = _read(fetched)
    if found is None or clock is None:
        return None
    if found["day"]:
        days = _DAYS[" ".join(found["day"].split())]
        return (clock.date() - timedelta(days=days)).isoformat()
    number, unit = found["bn"] or found["an"], found["bu"] or found["au"]
    count, minutes = int(number) if number.isdecimal() else 1, _UNITS[" ".join(unit.split())]
    if minutes > MINUTES_A_DAY:
        return None  # "2 weeks ago" names no day
    day: date = (clock - timedelta(minutes=count * minutes)).date()
    return day.isoformat()


def _read(fetched: str) -> datetime | None:
    try:
        return datetime.fromisoformat(fetched)
    except ValueError:
        return None

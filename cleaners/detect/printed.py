"""The record of a date as it is printed, before a document decides what it means."""

from datetime import date

import msgspec


class Printed(msgspec.Struct, frozen=True):
    """A date as printed, at its half-open place in the text."""

    start: int
    end: int
    day: date | None  #: None: two readings are possible
    swapped: tuple[date, date] | None = None  #: (day first, month first), where both are possible
    time: tuple[int, int, int] | None = None  #: hour, minute, second; second -1: not printed
    zone: int | None = None  #: minutes east of Greenwich
    order: str = ""  #: "dmy" or "mdy" where it shows

    def value(self, day: date) -> str:
        """Return ISO 8601 for ``day``, with time and zone only where they are printed."""
        if self.time is None:
            return day.isoformat()
        hour, minute, second = self.time
        clock = f"T{hour:02}:{minute:02}" + (f":{second:02}" if second >= 0 else "")
        return day.isoformat() + clock + ("" if self.zone is None else _offset(self.zone))


def _offset(minutes: int) -> str:
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


class Run(msgspec.Struct, frozen=True):
    """A stretch of a line that holds nothing but stamp words, dates and times."""

    start: int
    end: int
    dates: tuple[Printed, ...]

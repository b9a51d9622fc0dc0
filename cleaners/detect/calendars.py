"""Read dates of other calendars that pages print: Solar Hijri days, Buddhist years."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from cleaners.detect.lexicon import alternation, table
from cleaners.detect.printed import Printed
from cleaners.folding import fold

_NAMES: Final[dict[str, list[str]]] = table("calendar")["solar_hijri"]
SOLAR_MONTHS: Final = {
    fold(name): int(number) for number, names in _NAMES.items() for name in names
}
#: zeros of the scripts whose digits stand in dates: Arabic, Persian, Devanagari, Bengali...
_ZEROS: Final = (
    *(0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0),
    *(0x1040, 0x17E0),
)
#: first halves of the years of our time, of both counts, in all digits
CENTURIES: Final = (
    "19",
    "20",
    "24",
    "25",
    *(chr(zero + int(a)) + chr(zero + int(b)) for zero in _ZEROS for a, b in ("19", "20", "25")),
)
_OTHER_YEAR: Final = re.compile(r"1[34]\d\d(?!\d)|2[45]\d\d(?!\d)")
_OTHER_DIGITS: Final = re.compile(f"[{''.join(chr(it) + '-' + chr(it + 9) for it in _ZEROS)}]{{4}}")
BUDDHIST: Final = 543  #: years before the common era in which that count begins
_BUDDHIST_YEARS: Final = range(1900 + BUDDHIST, 2100 + BUDDHIST)
_SOLAR_MONTH: Final = alternation(SOLAR_MONTHS)
_SOLAR: Final = re.compile(
    rf"(?<!\d)(?:(?P<d>\d{{1,2}})\s+(?P<m>{_SOLAR_MONTH})(?:\s*ماه)?\s+(?P<y>\d{{4}})"
    r"|(?P<ny>\d{4})[/.\-](?P<nm>\d{1,2})[/.\-](?P<nd>\d{1,2}))(?!\d)"
)
_SOLAR_YEARS: Final = range(1279, 1479)
_PERSIAN_SIGNS: Final = re.compile("[\u06f0-\u06f9پچژگکی]")
_DAYS_BEFORE: Final = (0, 31, 62, 93, 124, 155, 186, 216, 246, 276, 306, 336)


def common_year(year: int) -> int:
    """Return a printed year in the common era: 2566 of Thai pages is 2023.

    >>> common_year(2566), common_year(2023)
    (2023, 2023)
    """
    return year - BUDDHIST if year in _BUDDHIST_YEARS else year


def may_hold_year(folded: str) -> bool:
    """Whether a year of another count or in other digits may stand in folded text."""
    return _OTHER_YEAR.search(folded) is not None or _OTHER_DIGITS.search(folded) is not None


def find_solar_days(folded: str) -> Iterator[Printed]:
    """Yield the Solar Hijri dates of folded Persian text, as days of the common calendar."""
    if folded.isascii() or _PERSIAN_SIGNS.search(folded) is None:
        return
    for found in _SOLAR.finditer(folded):
        year, day = int(found["y"] or found["ny"]), int(found["d"] or found["nd"])
        month = SOLAR_MONTHS[found["m"]] if found["m"] else int(found["nm"])
        if year in _SOLAR_YEARS and 1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30):
            yield Printed(*found.span(), _of_solar(year, month, day))


def _of_solar(year: int, month: int, day: int) -> date:
    """Return the day of a Solar Hijri date, by the cycle of 33 years that holds until 2124."""
    years = year - 979
    leaps = years // 33 * 8 + (years % 33 + 3) // 4
    days = 365 * years + leaps + _DAYS_BEFORE[month - 1] + day - 1
    return date(1600, 1, 1) + timedelta(days=days + 79)

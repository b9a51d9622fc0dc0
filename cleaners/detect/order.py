"""Decide which of two readings of a date such as 03/04/2024 a document means, or none."""

import re
from datetime import date
from typing import Final

from cleaners.detect.core import core_of
from cleaners.detect.lexicon import alternation
from cleaners.detect.printed import Printed
from cleaners.detect.sheet import Sheet
from cleaners.detect.stamps import MONTHS, find_dates

_MONTH: Final = alternation(MONTHS)
_MONTH_FIRST: Final = re.compile(rf"(?<!\w){_MONTH}\.?\s\d{{1,2}}(?!\d)")
_DAY_FIRST: Final = re.compile(rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?!\w)")
_AMERICAN: Final = re.compile(
    r"(?<!\w)(?:e[sd]?t|c[sd]t|m[sd]t|p[sd]t|calif\.|mass\.|d\.c\.|fla\.|tex\.|u\.s\.)(?!\w)"
)
_BRITISH: Final = re.compile(r"(?<!\w)(?:bst|gmt|\w{4,}ise[ds]?|labour|centre|colour|£\d)")
_DAY_FIRST_DOMAIN: Final = re.compile(
    r"^https?://[^/]+\.(?:uk|ie|au|nz|in|za|de|at|fr|es|it|pt|br|mx|ar|cl|co|be|nl|pl|ru|ua|tr|gr)(?:[:/]|$)"
)
_ENGLISH: Final = re.compile(r"(?<!\w)(?:the|and|of|that|was|with|for)(?!\w)")
_OTHER: Final = re.compile(
    r"(?<!\w)(?:der|die|und|le|les|des|et|el|los|que|il|che|della|o|os|em|het|een|på|och|og|się)(?!\w)"
)
_CASED_ELSEWHERE: Final = re.compile(r"[\u0370-\u06ff\u0900-\u097f]")
SAMPLE_BLOCKS: Final = 12
SAMPLE_LINES: Final = 100  #: with dates
_NUMERIC: Final = re.compile(r"(?<!\d)\d{1,2}[/\-]\d{1,2}[/\-]\d")


def day_order(sheet: Sheet, it: Printed) -> date | None:
    """Return the day that a numeric date means here; None where nothing in the document tells.

    All languages but English put the day first. English needs evidence: another date of the
    document, American or British words, the country of the address.
    """
    if it.swapped is None:
        return it.day
    day_first, month_first = it.swapped
    core = core_of(sheet)
    opening = (*sheet.folded[:SAMPLE_BLOCKS], *sheet.folded[core.start : core.stop][:SAMPLE_BLOCKS])
    sample = " ".join(opening)
    for other in find_dates(sample):
        if other.order in ("dmy", "mdy") and other.day in it.swapped:
            return other.day
    if (order := _order_elsewhere(sheet)) is not None:
        return day_first if order == "dmy" else month_first
    if _CASED_ELSEWHERE.search(sample):
        return day_first
    english, foreign = len(_ENGLISH.findall(sample)), len(_OTHER.findall(sample))
    if foreign > 2 * english and foreign >= 3:
        return day_first
    language = (sheet.document.source.hints.language or "")[:5].lower()
    if language and not language.startswith("en"):
        return day_first
    addresses = [c.value for c in sheet.found if c.field == "url"]
    british = len(_DAY_FIRST.findall(sample)) + len(_BRITISH.findall(sample))
    british += 2 * sum(1 for url in addresses if _DAY_FIRST_DOMAIN.match(url))
    american = len(_MONTH_FIRST.findall(sample)) + len(_AMERICAN.findall(sample))
    american += 2 * (language == "en-us")
    british += 2 * (language == "en-gb")
    if american > 2 * british:
        return month_first
    return day_first if british > 2 * american else None


def _order_elsewhere(sheet: Sheet) -> str | None:
    """Return the order of the numeric dates of a document of which only one reading is a day."""
    counts = {"dmy": 0, "mdy": 0}
    for at in sheet.lines("date")[:SAMPLE_LINES]:
        folded = sheet.folded[at]
        for it in find_dates(folded):
            if it.order in counts and _NUMERIC.search(folded, it.start, it.end):
                counts[it.order] += 1
    if not any(counts.values()) or all(counts.values()):
        return None
    return max(counts, key=lambda order: counts[order])

"""What a dateline tells: the candidates for the place, the agencies, the persons and the day."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.detect.dateline_signs import Prefix
from cleaners.detect.names import ROLES, is_name
from cleaners.detect.stamps import find_dates, find_day_month
from cleaners.detect.wires import RELEASES, agency_of
from cleaners.document import Candidate
from cleaners.folding import fold

PARTS: Final = re.compile(r"\s*[/,]\s*")  #: of a sign: "dpa/lnw"
#: between names: any space in Chinese and Japanese, a dash or comma between those of several words
_PERSONS: Final = re.compile(
    r"(?<=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])\s+|\s*[、,，]\s*|\s*[-–](?=\s?[^\W\d_]+\s)\s*"
)
_CALL_SIGN: Final = re.compile(r"[KW][A-Z]{2,3}")


def candidates(index: int, prefix: Prefix) -> Iterator[Candidate]:
    """Yield what the dateline at the start of a block tells: place, agencies, persons and day."""
    end, sure = prefix.end, prefix.confidence
    name = agency_of(prefix.sign)
    if prefix.place:
        yield Candidate(
            *("dateline", prefix.place, "dateline", "datelines/prefix", sure, ""),
            *(index, 0, end, "dateline"),
        )
    known = [name] if name else [agency_of(part) for part in PARTS.split(prefix.sign)]
    unknown = None if any(known) else unknown_agency(prefix.sign)
    for agency in filter(None, [*known, unknown]):
        yield Candidate(
            *("agency", agency, "dateline", "datelines/agency", 0.65 if unknown else 0.95, ""),
            *(index, 0, end, "dateline"),
        )
    for person in _PERSONS.split(prefix.names):
        if is_name(person, caseless=True) and fold(person) not in ROLES:
            yield Candidate("author", person, "dateline", "datelines/names", 0.7, "", index, 0, end)
    if prefix.day:
        yield from _day(prefix.day, index, end)


def _day(text: str, index: int, end: int) -> Iterator[Candidate]:
    folded = fold(text)
    printed = next(find_dates(folded), None)
    if printed is not None and printed.day is None:
        return  # its weekday or its order leaves doubt
    if printed is not None and printed.day is not None:
        value, sure = printed.day.isoformat(), 0.75
    else:
        partial = find_day_month(folded)
        if partial is None:
            return
        value, sure = f"--{partial[0]:02}-{partial[1]:02}", 0.6
    yield Candidate(
        "date_published", value, "dateline", "datelines/day", sure, "", index, 0, end, "dateline"
    )


def unknown_agency(sign: str) -> str | None:
    """Return a sign that is no agency of the table, when it is one short word, such as WIREX."""
    if not sign or fold(sign) in RELEASES or " " in sign.strip():
        return None
    word = sign.strip()
    if _CALL_SIGN.fullmatch(word):  # an American station, not an agency
        return None
    return word if 2 <= len(word) <= 12 and word[0].isupper() and word.isalpha() else None

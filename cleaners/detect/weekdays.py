"""Hold a printed date against the weekday that stands beside it."""

import re
from typing import Final

import msgspec

from cleaners.detect.lexicon import alternation, table
from cleaners.detect.printed import Printed
from cleaners.folding import fold

WEEKDAYS: Final[dict[str, int]] = {
    fold(name): int(number)
    for number, names in table("calendar")["weekdays"].items()
    for name in names
}
_RUN: Final = re.compile(r"[^\W\d_]+")
_FIRST_WORDS: Final = frozenset(
    found[0] for name in WEEKDAYS if (found := _RUN.search(name)) is not None
)
_NAME: Final = alternation(WEEKDAYS)
_BEFORE: Final = re.compile(
    rf"(?<![^\W\d_])(?P<name>{_NAME})(?:[.,;\s]|(?<!\w)(?:den|the|el|le|il|o|em)(?!\w)){{0,6}}$"
)
_BEHIND: Final = re.compile(
    rf"[\s,]{{0,2}}[(\[]?\s?(?P<name>{_NAME}|[月火水木金土日](?=\)))(?![^\W_])(?!\W{{0,3}}\d{{1,2}}(?![\d:]))"
)
_LAST: Final = re.compile(rf",?\s+(?P<name>{_NAME})[.,]?$")
MAX_BEFORE_CHARS: Final = 24
_SIGNS: Final = "月火水木金土日"


def on_weekday(it: Printed, folded: str) -> Printed:
    """Return a date with what its weekday says of it.

    A day that is another weekday has a fault in one of the two: it is given without a day. Of two
    readings the weekday may choose one. No clock is needed for either.
    """
    day = _weekday_beside(it, folded)
    if day is None:
        return it
    readings = it.swapped or ((it.day,) if it.day is not None else ())
    fitting = [reading for reading in readings if reading.weekday() == day]
    if it.swapped is None and fitting:
        return it
    only = fitting[0] if len(fitting) == 1 else None
    return msgspec.structs.replace(it, day=only, swapped=None)


def _weekday_beside(it: Printed, folded: str) -> int | None:
    """Return the weekday, 0 for Monday, right before a date or right behind it."""
    found = _before(folded[max(0, it.start - MAX_BEFORE_CHARS) : it.start])
    found = found or _BEHIND.match(folded, it.end)
    if found is None:
        return None
    name = " ".join(found["name"].split())
    return _SIGNS.index(name) if name in _SIGNS else WEEKDAYS[name]


def _before(folded: str) -> re.Match[str] | None:
    """Return the weekday that ends a text; it is looked for only where a word may be one."""
    for run in _RUN.finditer(folded):
        found = _BEFORE.match(folded, run.start()) if run[0] in _FIRST_WORDS else None
        if found is not None:
            return found
    return None


def cut_weekday(text: str) -> tuple[str, str]:
    """Return a text without the weekday at its end, and that weekday.

    >>> cut_weekday("VELDEN, Thursday")
    ('VELDEN', 'Thursday')
    """
    found = _LAST.search(fold(text))
    return (text, "") if found is None else (text[: found.start()], text[found.start("name") :])

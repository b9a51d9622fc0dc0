"""Find the words that a text must open with for a regular expression to match: a gate, too.

Nearly all rules are anchored at the start of a line, behind bullets, arrows and brackets. Which of
them may match shows in the first letters of the line, however long it is and however many rules
there are.
"""

import re
from collections.abc import Sequence
from functools import cache
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Final, NamedTuple

from cleaners.literals import LOOKS, REPEATS, Item, parse, starts_text

MAX_OPENING: Final = 8  #: characters; more tell hardly more
MAX_OPENINGS: Final = 3000  #: an expression with more is not spelt out
DIGIT: Final = "0"  #: stands for any digit
_LETTER: Final = re.compile(r"[^\W_]")


class _Spelling(NamedTuple):
    """How what some items match may begin."""

    closed: frozenset[str]  #: nothing is known of what follows these
    open: frozenset[str]  #: after these, the next item goes on


_UNKNOWN: Final = _Spelling(frozenset({""}), frozenset())
_NOTHING: Final = _Spelling(frozenset(), frozenset({""}))


@cache
def openings(pattern: str) -> frozenset[str]:
    """Return strings with one of which each text that matches opens, from its first letter on.

    What stands before the first letter or digit does not count. ``DIGIT`` alone stands for a text
    that opens with a digit. An empty set means that none could be found.

    >>> sorted(openings(r"^\\W*(?:please )?(?:read|see) +also|^\\d+ more"))
    ['0', 'please r', 'please s', 'read ', 'see ']
    """
    if not starts_text(pattern) or parse(pattern).state.flags & re.IGNORECASE:
        return frozenset()
    spelt = _opening(list(parse(pattern)))
    keys = {_key(text) for text in spelt.closed | spelt.open}
    return frozenset() if "" in keys else frozenset(keys)


def _key(text: str) -> str:
    """Return what of a spelling can be looked up: from its first letter to its first digit."""
    letter = _LETTER.search(text)
    if letter is None:
        return ""
    opening = text[letter.start() :]
    if opening[0].isdecimal():
        return DIGIT
    return next((opening[:at] for at, c in enumerate(opening) if c.isdecimal()), opening)


def _opening(items: Sequence[Item]) -> _Spelling:
    """Return how the items begin, those set aside that match no letter."""
    at = 0
    while at < len(items) and _has_no_letter(items[at]):
        at += 1
    if at == len(items):
        return _UNKNOWN
    (op, argument), rest = items[at], items[at + 1 :]
    if op is sre.BRANCH:
        ways = [[*branch, *rest] for branch in argument[1]]
    elif op is sre.SUBPATTERN and not argument[1] & re.IGNORECASE:
        ways = [[*argument[3], *rest]]
    elif op in REPEATS and argument[:2] == (0, 1):
        ways = [[*argument[2], *rest], list(rest)]
    else:
        return _sequence(items[at:])
    closed: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()
    for way in ways:
        spelt = _opening(way)
        closed, opened = closed | spelt.closed, opened | spelt.open
        if "" in closed or len(closed) + len(opened) > MAX_OPENINGS:
            return _UNKNOWN
    return _Spelling(closed, opened)


def _has_no_letter(item: Item) -> bool:
    op, argument = item
    if op in LOOKS:
        return True
    if op in REPEATS:
        return all(_has_no_letter(inner) for inner in argument[2])
    if op is sre.LITERAL:
        return not chr(argument).isalnum()
    if op is not sre.IN:
        return False
    if argument[0][0] is sre.NEGATE:
        return (sre.CATEGORY, sre.CATEGORY_WORD) in argument
    return all(
        value in (sre.CATEGORY_NOT_WORD, sre.CATEGORY_SPACE)
        if kind is sre.CATEGORY
        else kind is sre.LITERAL and not chr(value).isalnum()
        for kind, value in argument
    )


def _sequence(items: Sequence[Item]) -> _Spelling:
    closed: set[str] = set()
    opened = {""}
    for item in items:
        spelt = _item(item)
        if len(opened) * (len(spelt.closed) + len(spelt.open)) > MAX_OPENINGS:
            return _Spelling(frozenset(closed | opened), frozenset())
        closed |= {(text + more)[:MAX_OPENING] for text in opened for more in spelt.closed}
        longer = {(text + more)[:MAX_OPENING] for text in opened for more in spelt.open}
        opened = {text for text in longer if len(text) < MAX_OPENING}
        closed |= longer - opened
        if not opened:
            break
    return _Spelling(frozenset(closed), frozenset(opened))


def _item(item: Item) -> _Spelling:
    op, argument = item
    if op is sre.LITERAL:
        return _Spelling(frozenset(), frozenset({chr(argument)}))
    if op in LOOKS:
        return _NOTHING
    if op is sre.IN:
        return _set(argument)
    if op is sre.BRANCH:
        return _either([_sequence(list(branch)) for branch in argument[1]])
    if op is sre.SUBPATTERN and not argument[1] & re.IGNORECASE:
        return _sequence(list(argument[3]))
    if op in REPEATS:
        least, most, repeated = argument
        once = _sequence(list(repeated))
        if (least, most) == (0, 1):
            return _either([once, _NOTHING])
        again = _Spelling(once.closed | once.open, frozenset())
        return again if least else _either([again, _NOTHING])
    return _sequence(list(argument)) if op is sre.ATOMIC_GROUP else _UNKNOWN


def _set(members: Sequence[Item]) -> _Spelling:
    characters: set[str] = set()
    for kind, value in members:
        if kind is sre.LITERAL:
            characters.add(chr(value))
        elif (kind, value) == (sre.CATEGORY, sre.CATEGORY_DIGIT):
            characters.add(DIGIT)
        else:
            return _UNKNOWN
    return _Spelling(frozenset(), frozenset(characters))


def _either(ways: Sequence[_Spelling]) -> _Spelling:
    closed = frozenset[str]().union(*(way.closed for way in ways))
    return _Spelling(closed, frozenset[str]().union(*(way.open for way in ways)))

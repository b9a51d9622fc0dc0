"""Find the literals that any match of a regular expression must contain: the gate of a rule."""

import re
from collections.abc import Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final

MIN_LITERAL: Final = 2  #: a shorter literal stands in almost every text and gates nothing


def required_literals(pattern: str) -> frozenset[str]:
    """Return literals of which every match of ``pattern`` contains at least one.

    An empty set means that none could be found: the rule must be tried on every text.

    >>> sorted(required_literals(r"(?:read|see) +also|more on \\\\d"))
    ['also', 'more on ']
    """
    return frozenset(_of_sequence(list(_parser.parse(pattern))))


def characters(pattern: str) -> Iterator[str]:
    """Yield each character that stands for itself in ``pattern``, sets and ranges left out.

    >>> sorted(set(characters(r"Re(?:ad|D)[A-Z]+\\\\d")))
    ['D', 'R', 'a', 'd', 'e']
    """
    return _characters(_parser.parse(pattern))


def _characters(node: Any) -> Iterator[str]:
    if isinstance(node, tuple) and len(node) == 2 and node[0] is sre.LITERAL:
        yield chr(node[1])
    elif isinstance(node, tuple) and len(node) == 2 and node[0] is sre.IN:
        return
    elif isinstance(node, list | tuple | _parser.SubPattern):
        for part in node:
            yield from _characters(part)


def _worth(literals: set[str]) -> int:
    return min((len(x) for x in literals), default=0)


def _of_sequence(items: list[tuple[Any, Any]]) -> set[str]:
    best: set[str] = set()
    run = ""
    for op, argument in [*items, (None, None)]:
        if op is sre.LITERAL:
            run += chr(argument)
            continue
        if len(run) >= MIN_LITERAL and len(run) > _worth(best):
            best = {run}
        run = ""
        found = _of_item(op, argument)
        if _worth(found) > _worth(best):
            best = found
    return best


def _of_item(op: Any, argument: Any) -> set[str]:
    if op is sre.SUBPATTERN:
        _, added, _, inner = argument
        # with case ignored a literal stands for more characters than its own
        return set() if added & re.IGNORECASE else _of_sequence(list(inner))
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and argument[0] >= 1:
        return _of_sequence(list(argument[2]))
    if op is sre.ATOMIC_GROUP:
        return _of_sequence(list(argument))
    if op is sre.BRANCH:
        union: set[str] = set()
        for branch in argument[1]:
            part = _of_sequence(list(branch))
            if not part:
                return set()
            union |= part
        return union
    return set()

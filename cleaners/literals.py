"""Find the literals that a text must contain for a regular expression to match: its gate."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final, TypeAlias

MIN_LITERAL: Final = 2  #: a shorter literal stands in almost every text and gates nothing
MAX_STRINGS: Final = 64  #: an expression of more spellings is not spelt out
RARE_WORTH: Final = 4  #: letters that a sign such as # or $ is worth: it is as rare as a word
COMMON: Final = frozenset(" .,;:!?'\"-()")  #: signs as common as letters

Item: TypeAlias = tuple[Any, Any]
REPEATS: Final = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_DIGITS: Final = ((sre.CATEGORY, sre.CATEGORY_DIGIT), (sre.RANGE, (ord("0"), ord("9"))))
LOOKS: Final = (sre.ASSERT, sre.ASSERT_NOT, sre.AT)  #: they match no character themselves


@cache
def required_literals(pattern: str) -> frozenset[str]:
    """Return literals of which every text that ``pattern`` matches contains at least one.

    An empty set means that none could be found: the rule must be tried on every text.

    >>> sorted(required_literals(r"(?:read|see) +also|more on \\d"))
    ['more on ', 'read ', 'see ']
    """
    return frozenset(_required(parse(pattern)))


def starts_text(pattern: str) -> bool:
    """Whether ``pattern`` can match nowhere but at the start of a text.

    >>> starts_text("^a|^b"), starts_text("^a|b"), starts_text("a")
    (True, False, False)
    """
    return _starts(list(parse(pattern)))


def needs_digit(pattern: str) -> bool:
    """Whether every text that ``pattern`` matches holds a digit.

    >>> needs_digit(r"[a-z]+ \\d+%?"), needs_digit(r"[a-z\\d]+")
    (True, False)
    """
    return _needs_digit(list(parse(pattern)))


def characters(pattern: str) -> Iterator[str]:
    """Yield each character that stands for itself in ``pattern``, sets and ranges left out.

    >>> sorted(set(characters(r"Re(?:ad|D)[A-Z]+\\d")))
    ['D', 'R', 'a', 'd', 'e']
    """
    return _characters(parse(pattern))


@cache
def parse(pattern: str) -> Any:
    """Return the items of a regular expression, as the standard library reads them."""
    return _parser.parse(pattern)


def _characters(node: Any) -> Iterator[str]:
    if isinstance(node, tuple) and node and node[0] is sre.LITERAL:
        yield chr(node[1])
    elif isinstance(node, tuple) and node and node[0] is sre.IN:
        return
    elif isinstance(node, list | tuple | _parser.SubPattern):
        for part in node:
            yield from _characters(part)


def _needs_digit(items: Sequence[Item]) -> bool:
    return any(_is_digit(item) for item in items)


def _is_digit(item: Item) -> bool:
    op, argument = item
    if op is sre.IN:
        return all(part in _DIGITS for part in argument)
    if op is sre.BRANCH:
        return all(_needs_digit(list(branch)) for branch in argument[1])
    inner = _inner(item)
    return inner is not None and _needs_digit(inner)


def _starts(items: Sequence[Item]) -> bool:
    if not items:
        return False
    op, argument = items[0]
    if op is sre.SUBPATTERN:
        return _starts(list(argument[3]))
    if op is sre.BRANCH:
        return all(_starts(list(branch)) for branch in argument[1])
    return op is sre.AT and argument in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING)


def _worth(literals: set[str]) -> int:
    """Return how rare the most common of ``literals`` is, in letters; 0 when one gates nothing."""
    return min((_rarity(literal) for literal in literals), default=0)


@cache
def _rarity(literal: str) -> int:
    rare = any(c not in COMMON and not (c.isascii() and c.isalnum()) for c in literal)
    if len(literal) < MIN_LITERAL and not rare:
        return 0
    return len(literal) + RARE_WORTH * rare


def _required(items: Sequence[Item]) -> set[str]:
    """Return the rarest set of literals that the items, one after the other, cannot do without."""
    best: set[str] = set()
    runs = {""}  # all spellings of what has been read since the last item that has no spelling
    for item in items:
        spelt = _spelt_item(item)
        inner = _required_item(item)
        if spelt is not None and len(runs) * len(spelt) <= MAX_STRINGS:
            runs = {run + text for run in runs for text in spelt}
            found = [inner]
        else:
            heads = _heads(item)
            longer = {run + text for run in runs for text in heads}
            found = [longer if len(longer) <= MAX_STRINGS else runs, inner]
            runs = {""}
        best = max([best, *found], key=_worth)
    return max(best, runs, key=_worth)


def _required_item(item: Item) -> set[str]:
    op, argument = item
    if op is sre.BRANCH:
        parts = [_required(list(branch)) for branch in argument[1]]
        return set().union(*parts) if all(parts) else set()
    if op is sre.ASSERT:  # what is looked for stands in the text, too
        return _required(list(argument[1]))
    inner = _inner(item)
    return set() if inner is None else _required(inner)


def _inner(item: Item) -> Sequence[Item] | None:
    """Return the items that a group, or a repeat of at least once, begins with."""
    op, argument = item
    if op is sre.SUBPATTERN:
        # with case ignored a literal stands for more characters than its own
        return None if argument[1] & re.IGNORECASE else list(argument[3])
    if op in REPEATS and argument[0] >= 1:
        return list(argument[2])
    return list(argument) if op is sre.ATOMIC_GROUP else None


def _spelt(items: Sequence[Item]) -> set[str] | None:
    """Return all strings that the items match, or None when they are too many to spell out."""
    texts = {""}
    for item in items:
        spelt = _spelt_item(item)
        if spelt is None or len(texts) * len(spelt) > MAX_STRINGS:
            return None
        texts = {text + more for text in texts for more in spelt}
    return texts


def _spelt_item(item: Item) -> set[str] | None:
    op, argument = item
    if op is sre.LITERAL:
        return {chr(argument)}
    if op in LOOKS:
        return {""}
    if op is sre.IN:
        is_plain = all(kind is sre.LITERAL for kind, _ in argument) and len(argument) <= MAX_STRINGS
        return {chr(value) for _, value in argument} if is_plain else None
    if op is sre.BRANCH:
        return _union(_spelt, argument[1])
    if op in REPEATS:
        once = _spelt(list(argument[2])) if argument[:2] == (0, 1) else None
        return None if once is None else once | {""}
    inner = _inner(item)
    return None if inner is None else _spelt(inner)


def _heads(item: Item) -> set[str]:
    """Return strings of which each match of the item begins with one, perhaps the empty one."""
    if item[0] is sre.BRANCH:
        heads = _union(_sequence_heads, item[1][1])
        return {""} if heads is None else heads
    inner = _inner(item)
    return {""} if inner is None else _sequence_heads(inner)


def _sequence_heads(items: Sequence[Item]) -> set[str]:
    heads = {""}
    for item in items:
        spelt = _spelt_item(item)
        more = _heads(item) if spelt is None else spelt
        if len(heads) * len(more) > MAX_STRINGS:
            return heads
        heads = {head + text for head in heads for text in more}
        if spelt is None:
            return heads
    return heads


def _union(of: Callable[[Sequence[Item]], set[str] | None], branches: Any) -> set[str] | None:
    """Return what ``of`` says of all branches together; None when one has none or all too many."""
    parts = [of(list(branch)) for branch in branches]
    whole: set[str] = set().union(*(part for part in parts if part is not None))
    return None if None in parts or len(whole) > MAX_STRINGS else whole

"""Gate the rules: say which of them are worth trying on a text, by what each needs to match.

How long that takes depends on the text and hardly on the number of rules: those that are anchored
at the start of a line are looked up by its first letters; all others by their literals, through one
Aho-Corasick automaton.
"""

import re
from collections.abc import Collection, Iterable
from typing import Final

import ahocorasick

from cleaners.literals import needs_digit, required_literals
from cleaners.openings import DIGIT, MAX_OPENING, openings

_LETTER: Final = re.compile(r"[^\W_]")
_DIGIT: Final = re.compile(r"\d")
_SIZES: Final = (1, 2, 4, MAX_OPENING)  #: characters of an opening by which it is looked up


class Gate:
    """Say which rules, given by number and expression, may match a folded text."""

    def __init__(self, rules: Iterable[tuple[int, str]]) -> None:
        self._always: list[int] = []
        self._with_digit: list[int] = []
        opened: dict[str, set[int]] = {}
        gates: dict[str, set[int]] = {}
        for number, expression in rules:
            if starts := openings(expression):
                for start in starts:
                    size = max(size for size in _SIZES if size <= len(start))
                    opened.setdefault(start[:size], set()).add(number)
            elif literals := required_literals(expression):
                for literal in literals:
                    gates.setdefault(literal, set()).add(number)
            elif needs_digit(expression):
                self._with_digit.append(number)
            else:
                self._always.append(number)
        self._opened = {start: tuple(sorted(numbers)) for start, numbers in opened.items()}
        self._automaton = _automaton(gates) if gates else None

    def due(self, folded: str, start: int) -> Collection[int]:
        """Return the numbers of the rules that may match ``folded``.

        ``start`` is its first letter, digit or low line, if it has one.
        """
        due = list(self._always)
        if folded[start : start + 1] == "_":
            letter = _LETTER.search(folded, start)
            start = len(folded) if letter is None else letter.start()
        if folded[start : start + 1].isdecimal():
            due += self._opened.get(DIGIT, ())
        else:
            for size in _SIZES:
                due += self._opened.get(folded[start : start + size], ())
        if self._automaton is not None:
            for _, numbers in self._automaton.iter(folded):
                due += numbers
        if self._with_digit and _DIGIT.search(folded) is not None:
            due += self._with_digit
        return due if len(due) < 2 else set(due)


def _automaton(gates: dict[str, set[int]]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for literal, numbers in sorted(gates.items()):
        automaton.add_word(literal, tuple(sorted(numbers)))
    automaton.make_automaton()
    return automaton

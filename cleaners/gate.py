"""Gate the rules: say which of them are worth trying on a text, by what each needs to match.

How long that takes depends on the text and hardly on the number of rules: those that are anchored
at the start of a line are looked up by its first letters; all others by their literals, through one
Aho-Corasick automaton.
"""

import re
from collections.abc import Collection, Iterable
from typing import Final

import ahocorasick

from cleaners.needs import SIZES, Needs
from cleaners.openings import DIGIT

_LETTER: Final = re.compile(r"[^\W_]")
_DIGIT: Final = re.compile(r"\d")


class Gate:
    """Say which rules, given by number and what they need, may match a folded text."""

    def __init__(self, rules: Iterable[tuple[int, Needs]]) -> None:
        opened: dict[str, list[int]] = {}
        numeral: list[tuple[int, Needs]] = []
        unopened: list[tuple[int, Needs]] = []
        self._with_digit: list[int] = []
        for number, needs in rules:
            if DIGIT in needs.openings:
                numeral.append((number, needs))
            elif needs.digit:
                self._with_digit.append(number)
            elif not needs.openings:
                unopened.append((number, needs))
            for start in needs.openings:
                if start != DIGIT:
                    opened.setdefault(start, []).append(number)
        self._opened = {start: tuple(sorted(numbers)) for start, numbers in opened.items()}
        self._numeral = _Literals(numeral)
        self._unopened = _Literals(unopened)

    def due(self, folded: str, start: int) -> Collection[int]:
        """Return the numbers of the rules that may match ``folded``.

        ``start`` is its first letter, digit or low line, if it has one.
        """
        due = self._unopened.due(folded)
        first = folded[start : start + 1]
        if first == "_":
            letter = _LETTER.search(folded, start)
            start = len(folded) if letter is None else letter.start()
            first = folded[start : start + 1]
        if first.isdecimal():
            due += self._numeral.due(folded)
        else:
            for size in SIZES:
                numbers = self._opened.get(folded[start : start + size])
                if numbers is not None:
                    due += numbers
        if self._with_digit and _DIGIT.search(folded) is not None:
            due += self._with_digit
        return due if len(due) < 2 else set(due)


class _Literals:
    """Say which rules may match a text by the literals that stand in it."""

    def __init__(self, rules: Iterable[tuple[int, Needs]]) -> None:
        self._always: list[int] = []  #: rules without literals
        gates: dict[str, set[int]] = {}
        for number, needs in rules:
            if not needs.literals:
                self._always.append(number)
            for literal in needs.literals:
                gates.setdefault(literal, set()).add(number)
        self._automaton = ahocorasick.Automaton()
        for literal, numbers in sorted(gates.items()):
            self._automaton.add_word(literal, tuple(sorted(numbers)))
        self._automaton.make_automaton()
        self._is_empty = not gates

    def due(self, folded: str) -> list[int]:
        """Return the numbers of the rules, some perhaps more than once."""
        due = list(self._always)
        if not self._is_empty:
            for _, numbers in self._automaton.iter(folded):
                due += numbers
        return due

"""Find the phrases that are the whole of a line: a look-up, however many of them there are."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from cleaners.folding import fold

#: bullets, arrows, emoji, brackets and stops around a phrase; a question or a sum is another thing
EDGE: Final = r"[^\w?¿%$€£]*"
_NO_EDGE: Final = frozenset("?¿%$€£")
_FIRST: Final = re.compile(r"\w")
_CORE: Final = re.compile(r"\w(?:.*\w)?", re.DOTALL)


class _Phrase(NamedTuple):
    rule: int
    before: str  #: its signs before the first word
    behind: str  #: and behind the last one


def alternation(phrases: Iterable[str]) -> str:
    """Return the phrases as one pattern, longest first, any run of spaces between their words."""
    folded = sorted({fold(p) for p in phrases}, key=lambda p: (-len(p), p))
    return "|".join(r"\s+".join(re.escape(word) for word in p.split()) for p in folded)


def find_core(folded: str) -> tuple[int, int]:
    """Return the half-open span from the first letter, digit or low line to the last; or (0, 0)."""
    core = _CORE.search(folded)
    return (0, 0) if core is None else core.span()


def find_start(folded: str) -> int:
    """Return where the core begins; to find its end, too, is a look at all of a long text."""
    first = _FIRST.search(folded)
    return 0 if first is None else first.start()


class WholeLines:
    """The phrases of some rules, each given with the number of its rule."""

    def __init__(self, phrases: Iterable[tuple[int, str]]) -> None:
        by_core: dict[str, list[_Phrase]] = {}
        for rule, phrase in phrases:
            words = " ".join(fold(phrase).split())
            start, end = find_core(words)
            by_core.setdefault(words[start:end], []).append(
                _Phrase(rule, words[:start], words[end:])
            )
        self._by_core = {core: tuple(sorted(same, key=_rank)) for core, same in by_core.items()}

    def find(self, folded: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield the rules that have a phrase which is all of a line, and the span of the phrase.

        ``start`` and ``end`` are those of the line's core. The rules and spans are those that
        ``^EDGE(?:phrase|...)EDGE$`` finds, the longest phrases first, with any run of spaces
        between their words.
        """
        core = folded[start:end]
        phrases = self._by_core.get(core)
        if phrases is None and (not core.isprintable() or "  " in core):
            phrases = self._by_core.get(" ".join(core.split()))
        last = -1
        for phrase in phrases or ():
            if phrase.rule == last:
                continue
            before = _covered(folded[:start][::-1], phrase.before[::-1])
            behind = _covered(folded[end:], phrase.behind)
            if before is not None and behind is not None:
                last = phrase.rule
                yield last, start - before, end + behind


def _rank(phrase: _Phrase) -> tuple[int, int, int, _Phrase]:
    """Order phrases of one core as a regular expression tries them."""
    return phrase.rule, len(phrase.before), -len(phrase.behind), phrase


def _covered(text: str, signs: str) -> int | None:
    """Return how many characters of ``text`` the signs take up, if the rest of it is an edge."""
    at = 0
    for sign in signs:
        if not (text[at : at + 1].isspace() if sign == " " else text.startswith(sign, at)):
            return None
        at += len(text[at:]) - len(text[at:].lstrip()) if sign == " " else 1
    return at if _NO_EDGE.isdisjoint(text[at:]) else None

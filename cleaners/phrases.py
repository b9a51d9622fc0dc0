"""Find the phrases that are the whole of a line: a look-up, however many of them there are."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from cleaners.folding import fold, squash

#: bullets, arrows, emoji, brackets and stops around a phrase; a question or a sum is another thing
EDGE: Final = r"[^\w?¿%$€£]*"
_NO_EDGE: Final = frozenset("?¿%$€£")
_CORE: Final = re.compile(r"\w(?:.*\w)?", re.DOTALL)


class Found(NamedTuple):
    """A rule one of whose phrases is a line, but for what stands at the edges."""

    rule: int
    start: int  #: half-open span of the phrase
    end: int


class _Phrase(NamedTuple):
    rule: int
    before: str  #: signs before the first word
    core: str  #: from the first word to the last
    behind: str


class WholeLines:
    """The phrases of some rules, given by the numbers of the rules, by their words."""

    def __init__(self, phrases: Iterable[tuple[int, str]]) -> None:
        by_words: dict[str, list[_Phrase]] = {}
        for rule, phrase in phrases:
            by_words.setdefault(squash(phrase), []).append(_cut(rule, phrase))
        self._by_words = {words: tuple(sorted(same, key=_rank)) for words, same in by_words.items()}

    def find(self, words: str, folded: str) -> Iterator[Found]:
        """Yield the rules that have a phrase which is the whole of a folded line, in order.

        ``words`` is the line, squashed. The result is that of ``^EDGE(?:phrase|...)EDGE$``, the
        longest phrases first, any run of spaces between their words.
        """
        phrases = self._by_words.get(words, ())
        core = _CORE.search(folded) if phrases else None
        if core is None:
            return
        before, behind = folded[: core.start()][::-1], folded[core.end() :]
        inner = " ".join(core[0].split())
        last = -1
        for phrase in phrases:
            if phrase.rule == last or phrase.core != inner:
                continue
            start, end = _covered(before, phrase.before[::-1]), _covered(behind, phrase.behind)
            if start is not None and end is not None:
                last = phrase.rule
                yield Found(last, core.start() - start, core.end() + end)


def _cut(rule: int, phrase: str) -> _Phrase:
    phrase = " ".join(fold(phrase).split())
    core = _CORE.search(phrase)
    if core is None:
        raise ValueError(f"the phrase {phrase!r} has no letter and no digit")
    return _Phrase(rule, phrase[: core.start()], core[0], phrase[core.end() :])


def _rank(phrase: _Phrase) -> tuple[int, int, int, _Phrase]:
    """Order phrases of the same words as a regular expression tries them."""
    length = len(phrase.before) + len(phrase.core) + len(phrase.behind)
    return phrase.rule, len(phrase.before), -length, phrase


def _covered(text: str, signs: str) -> int | None:
    """Return how many characters of ``text`` the signs take up, if the rest of it is an edge."""
    at = 0
    for sign in signs:
        if not (text[at : at + 1].isspace() if sign == " " else text.startswith(sign, at)):
            return None
        at += len(text[at:]) - len(text[at:].lstrip()) if sign == " " else 1
    return at if _NO_EDGE.isdisjoint(text[at:]) else None

"""Tell the languages that langdetect has no profile of from those it takes them for.

By letters that the others do not have, else by small words: "ukuthi" is Zulu and no Swahili.
"""

import re
from collections.abc import Iterable
from typing import Final

from cleaners.detect.lexicon import table

_TABLE: Final = table("languages")
_LETTERS: Final[tuple[tuple[str, str], ...]] = tuple(_TABLE["letters"].items())
_WORDS: Final = {language: frozenset(it.split()) for language, it in _TABLE["words"].items()}
_TAKEN_FOR: Final = {
    language: frozenset(it.split()) for language, it in _TABLE["taken_for"].items()
}
_FILLER: Final = re.compile(r"\blorem ipsum\b")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
MIN_LETTERS: Final = 4  #: of its own in a sample
MIN_WORDS: Final = 3  #: different ones
MIN_SHARE: Final = 0.06  #: of the words of a sample
SCORE: Final = 0.6  #: of an answer that rests on words or letters


def is_filler(sample: str) -> bool:
    """Whether a text only holds the place of one: "Lorem ipsum" is in no language."""
    lower = sample.lower()
    return "lorem ipsum" in lower and _FILLER.search(lower) is not None


def _may_hold(lower: str, words: Iterable[str]) -> bool:
    """Whether so many of the words may stand in a text: far cheaper than to cut it into words."""
    found = 0
    for word in words:
        at = lower.find(word)
        while at >= 0:
            end = at + len(word)
            if not (lower[at - 1 : at].isalpha() or lower[end : end + 1].isalpha()):
                found += 1
                break
            at = lower.find(word, at + 1)
        if found >= MIN_WORDS:
            return True
    return False


def other_language(sample: str, answers: Iterable[str]) -> str | None:
    """Return the language of a text that the detector takes for ``answers`` and is none of them.

    >>> other_language("Bathe ukuthi abantu abaningi bafikile, kodwa kanti uma...", ["sw"])
    'zu'
    """
    lower = sample.lower()
    if not sample.isascii():
        for language, letters in _LETTERS:
            own = sum(map(lower.count, letters))
            if own >= MIN_LETTERS and _TAKEN_FOR[language].intersection(answers):
                return language
    likely = [
        it
        for it, own in _WORDS.items()
        if _TAKEN_FOR[it].intersection(answers) and _may_hold(lower, own)
    ]
    words: list[str] = _WORD.findall(lower) if likely else []
    different = frozenset(words)
    shares = []
    for language in likely:
        if len(known := _WORDS[language] & different) < MIN_WORDS:
            continue
        count = sum(words.count(it) for it in known)
        if count >= MIN_SHARE * len(words):
            shares.append((-count, language))
    return min(shares)[1] if shares else None

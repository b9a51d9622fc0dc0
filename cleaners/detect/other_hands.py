"""Cut off a byline who else worked on a text: its translator, photographer, editor."""

import re
from typing import Final

from cleaners.detect.lexicon import alternation, first_words, table
from cleaners.folding import fold

_TABLE: Final = table("bylines")
_JOINERS: Final = alternation(it for it in _TABLE["joiners"] if it.isalpha())
#: "Ann Oake, translated by Ivo Pell"
_RIDER: Final = re.compile(rf"(?:[\s,;|/(–—-]+){alternation(_TABLE['not_author'])}(?!\w)")
_RIDERS: Final = first_words(_TABLE["not_author"])
#: "Ann Oake | Editor: Ivo Pell"
_LABEL: Final = re.compile(
    r"(?:\s*[,;|/(\n·•]|(?<=\w\w)\.|\s[–—-])\s*"
    r"(?P<label>[^\W\d_]+(?:[ /-][^\W\d_]+)?)\s?[:：]\s*(?=\S)"
)
#: labels behind which authors go on, or how to write to them
_OWN: Final = frozenset(fold(it) for key in ("labels", "authors", "contacts") for it in _TABLE[key])
#: "Ann Oake (text) and Ivo Pell (photos)"
_WORK: Final = re.compile(
    rf"(?:[\s,;/&]+(?:{_JOINERS}\s+)?)?(?:(?!\s{_JOINERS}\s)[^,;/&()]){{3,50}}"
    rf"\(\s*{alternation(_TABLE['other_work'])}\s*\)"
)
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def without_others(text: str) -> str:
    """Return a byline up to where it names somebody who did other work than to write.

    >>> without_others("Ann Oake, translated by Ivo Pell")
    'Ann Oake'
    >>> without_others("Ann Oake | Editor: Ivo Pell"), without_others("Ann Oake, Author: Ivo Pell")
    ('Ann Oake', 'Ann Oake, Author: Ivo Pell')
    >>> without_others("Ann Oake (text) and Ivo Pell (photos)")
    'Ann Oake (text)'
    """
    folded = fold(text)
    end = len(text)
    if not _RIDERS.isdisjoint(_LETTERS.findall(folded)):
        rider = _RIDER.search(folded)
        end = rider.start() if rider is not None and rider.start() > 0 else end
    if ":" in text or "：" in text:
        for label in _LABEL.finditer(folded, 0, end):
            if label["label"] not in _OWN and label.start() > 0:
                end = label.start()
                break
    text, folded = text[:end], folded[:end]
    if "(" in text:
        for work in reversed([*_WORK.finditer(folded)]):
            if work.start() > 0:
                text = text[: work.start()] + text[work.end() :]
    return text

"""Compare a line with a text by its words: a headline shares some with what it heads."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.detect.sheet import Sheet
from cleaners.folding import gaps_of, split_words

BODY_SAMPLE_CHARS: Final = 1500
WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
#: vowel signs of Indic scripts are no letters for Python, but parts of words
_LETTERS: Final = re.compile(r"(?:[^\W\d_]|[\u0900-\u0963\u0971-\u0de5\u0df2-\u0df3])+")
_WITH_SIGNS: Final = re.compile(r"[\u0900-\u0df3]")
_GAPS: Final = gaps_of(r"[\W\d_]")


def body_texts(sheet: Sheet) -> Iterator[str]:
    """Yield the first paragraphs of prose, folded."""
    taken = 0
    for index in sheet.prose:
        if taken > BODY_SAMPLE_CHARS:
            return
        taken += len(sheet.folded[index])
        yield sheet.folded[index]


def stems_of(folded: str) -> frozenset[str]:
    """Return the first letters of the longer words, pairs of signs for writing without spaces."""
    if folded.isascii() or not _WITH_SIGNS.search(folded):
        words = split_words(folded, _GAPS)
    else:
        words = _LETTERS.findall(folded)
    if not folded.isascii() and WIDE.search(folded):
        packed = "".join(words)
        return frozenset(packed[i : i + 2] for i in range(len(packed) - 1))
    return frozenset([word[:5] for word in words if len(word) > 3])


def shared_with(stems: frozenset[str], body: str) -> int:
    """Return how many of the stems are stems of the body, which is not cut into words for it."""
    return sum(1 for stem in stems if len(stem) > 3 and _has_stem(body, stem))


def _has_stem(body: str, stem: str) -> bool:
    """Whether a word begins with a stem; a stem of four letters is a whole word."""
    at = body.find(stem)
    while at >= 0:
        before, behind = body[at - 1 : at], body[at + len(stem) : at + len(stem) + 1]
        if not _LETTERS.match(before) and (len(stem) > 4 or not _LETTERS.match(behind)):
            return True
        at = body.find(stem, at + 1)
    return False

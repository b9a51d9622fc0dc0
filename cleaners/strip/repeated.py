"""Paragraphs that a document holds twice: pull quotes, bodies printed twice."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from cleaners.document import Mark
from cleaners.folding import MAX_REMEMBERED, REMEMBERED, fold, squash
from cleaners.layout import is_long_sentence
from cleaners.strip.view import View

_LETTERS: Final = "dgmpдм"  #: neither rare nor frequent ones, of two scripts
MIN_PARAGRAPHS: Final = (
    6  #: of different words; a shorter text repeats itself on purpose, or is filler
)


def mark_repeated(view: View) -> Iterator[Mark]:
    """Mark each paragraph, or sentence set as a heading, that stood in the document before."""
    texts = [
        (i, block.text)
        for i, block in enumerate(view.blocks)
        if view.prose[i] or (block.role == "heading" and is_long_sentence(block.text))
    ]
    if len(texts) <= MIN_PARAGRAPHS:
        return
    if len({letter_counts(fold(text)) for _, text in texts}) == len(texts):
        return
    prose = [(i, squash(text)) for i, text in texts]
    words = {key for _, key in prose}
    if len(words) == len(prose) or len(words) < MIN_PARAGRAPHS:
        return
    seen: dict[str, int] = {}
    for index, key in prose:
        first = seen.setdefault(key, index)
        if first != index:
            yield Mark(
                index,
                0,
                len(view.blocks[index].text),
                "repeated_line",
                "repeated/paragraph",
                evidence=f"the same words stand in paragraph {first + 1}",
            )


def letter_counts(folded: str) -> tuple[int, ...]:
    """Return how often some letters stand in a text: the same, where the words are the same.

    It costs far less than to tell the words from the signs between them.
    """
    return _remembered(folded) if len(folded) <= MAX_REMEMBERED else _counted(folded)


def _counted(folded: str) -> tuple[int, ...]:
    return tuple(map(folded.count, _LETTERS))


# each block is asked by who weighs it and here, and again at the second look
_remembered: Final = lru_cache(maxsize=REMEMBERED)(_counted)

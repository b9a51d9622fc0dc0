"""Paragraphs that a document holds twice: pull quotes, bodies printed twice."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.document import Mark
from cleaners.folding import fold, squash
from cleaners.strip.view import View

_OPENING: Final = re.compile(r"[\W_]*([^\W_]*)[\W_]*([^\W_]*)[\W_]*([^\W_]*)")
MIN_PARAGRAPHS: Final = (
    6  #: of different words; a shorter text repeats itself on purpose, or is filler
)


def mark_repeated(view: View) -> Iterator[Mark]:
    """Mark each paragraph of prose that stood in the document before, word for word."""
    texts = [(i, block.text) for i, block in enumerate(view.blocks) if view.prose[i]]
    if len(texts) <= MIN_PARAGRAPHS or len({_opening(text) for _, text in texts}) == len(texts):
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


def _opening(text: str) -> tuple[str, ...]:
    """Return the first three words: where all differ, no paragraph repeats another."""
    found = _OPENING.match(fold(text))
    return found.groups() if found is not None else ()

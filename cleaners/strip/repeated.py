"""Paragraphs that a document holds twice: pull quotes, bodies printed twice."""

from collections.abc import Iterator
from typing import Final

from cleaners.document import Mark
from cleaners.folding import squash
from cleaners.layout import is_prose
from cleaners.strip.view import View

MIN_PARAGRAPHS: Final = (
    6  #: of different words; a shorter text repeats itself on purpose, or is filler
)


def mark_repeated(view: View) -> Iterator[Mark]:
    """Mark each paragraph of prose that stood in the document before, word for word."""
    prose = [(i, squash(block.text)) for i, block in enumerate(view.blocks) if is_prose(block)]
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

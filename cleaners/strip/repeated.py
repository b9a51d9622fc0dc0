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
    seen: dict[str, int] = {}
    if len({squash(block.text) for block in view.blocks if is_prose(block)}) < MIN_PARAGRAPHS:
        return
    for index, block in enumerate(view.blocks):
        if not is_prose(block):
            continue
        first = seen.setdefault(squash(block.text), index)
        if first != index:
            yield Mark(
                index,
                0,
                len(block.text),
                "repeated_line",
                "repeated/paragraph",
                evidence=f"the same words stand in paragraph {first + 1}",
            )

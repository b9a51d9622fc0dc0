"""Boilerplate glued to a stamp: "date 2024-05-01 Support The Herald!" is two lines in one.

So is "ADVERTISEMENTThe boats are back.": the label of an advertisement slid onto a paragraph.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.document import Block, Document, Mark
from cleaners.rules import Scanner

MIN_LABEL: Final = 5  #: characters


def mark_capitals(document: Document, scanner: Scanner) -> Iterator[Mark]:
    """Mark the label of an advertisement in capitals that runs into the paragraph behind it."""
    for index, block in enumerate(document.blocks):
        text = block.text
        if not text[:4].isupper() or " " not in text:
            continue
        size = next((at for at, char in enumerate(text[:30]) if not char.isupper()), 0) - 1
        if size < MIN_LABEL or not text[size + 1].islower():
            continue
        for hit in scanner.hits(0, Block("paragraph", text[:size], 0, size)):
            if hit.kind == "ad_label" and hit.start == 0 and hit.end == size:
                yield Mark(index, 0, size, hit.kind, hit.rule, evidence=f"glued: {text[:80]}")
                break


def mark_glued(document: Document, moved: Sequence[Mark], scanner: Scanner) -> Iterator[Mark]:
    """Mark what a rule claims as a line of its own once the stamps of its block are gone."""
    by_block: dict[int, list[Mark]] = {}
    for mark in moved:
        by_block.setdefault(mark.block, []).append(mark)
    for index, marks in sorted(by_block.items()):
        block = document.blocks[index]
        if any(mark.start <= 0 and len(block.text) <= mark.end for mark in marks):
            continue
        for start, end in _rests(block, marks):
            yield from _claimed(document, index, start, end, scanner)


def _rests(block: Block, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Yield the half-open spans of a block that no mark covers, white space off."""
    at = 0
    for start, end in [*sorted((m.start, m.end) for m in marks), (len(block.text), 0)]:
        rest = block.text[at:start]
        if rest.strip():
            lead = len(rest) - len(rest.lstrip())
            yield at + lead, at + len(rest.rstrip())
        at = max(at, end)


def _claimed(
    document: Document, index: int, start: int, end: int, scanner: Scanner
) -> Iterator[Mark]:
    line = document.blocks[index].text[start:end]
    if (start, end) == (0, len(document.blocks[index].text)):
        return
    for hit in scanner.hits(0, Block("paragraph", line, 0, len(line))):
        if not scanner.rules[hit.rule].rule.needs_run:
            span = (start + hit.start, start + hit.end)
            yield Mark(index, *span, hit.kind, hit.rule, evidence=f"glued to a stamp: {line[:80]}")

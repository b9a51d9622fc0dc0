"""Boilerplate glued to a stamp: "date 2024-05-01 Support The Herald!" is two lines in one."""

from collections.abc import Iterator, Sequence

from cleaners.document import Block, Document, Mark
from cleaners.rules import Scanner


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

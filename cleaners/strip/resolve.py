"""The resolver: overlapping marks in, each removed character in exactly one removal out."""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise

import msgspec

from cleaners.document import Aside, Block, Document, Mark, Removal


class Kept(msgspec.Struct, frozen=True):
    """A span of a block that stays in the text."""

    block: int
    start: int
    end: int

    def text(self, blocks: Sequence[Block]) -> str:
        """Return the characters of the span."""
        return blocks[self.block].text[self.start : self.end]


class Resolved(msgspec.Struct, frozen=True):
    """What stays, what goes, and how much of each."""

    kept: tuple[Kept, ...]
    removals: tuple[Removal, ...]
    removed_chars: int  #: visible characters
    visible_chars: int  #: of the whole document


class _Span(msgspec.Struct):
    """A stretch of one block and the mark that owns it, or none."""

    block: int
    start: int
    end: int
    mark: Mark | Aside | None


def resolve(document: Document, marks: Sequence[Mark]) -> Resolved:
    """Decide overlaps: of the marks on a character the first one owns it.

    The order of ``marks`` is the table of priorities: see ``MARKERS`` of this stage.
    """
    by_block: dict[int, list[Mark]] = {}
    for mark in marks:
        by_block.setdefault(mark.block, []).append(mark)
    spans: list[_Span] = []
    for index, block in enumerate(document.blocks):
        own = by_block.get(index)
        if own is not None:
            spans += _spans(index, block, own)
        elif block.text:
            spans.append(_Span(index, 0, len(block.text), None))
    apart = sum(aside.chars for aside in (*document.above, *document.below))
    removed = sum(span.end - span.start for span in spans if span.mark is not None)
    whole = [*_apart(document.above), *spans, *_apart(document.below)]
    return Resolved(
        kept=tuple(Kept(s.block, s.start, s.end) for s in spans if s.mark is None),
        removals=tuple(_removals(document, whole)),
        removed_chars=apart + removed,
        visible_chars=apart + sum(len(block.text) for block in document.blocks),
    )


def _apart(asides: Sequence[Aside]) -> Iterator[_Span]:
    return (_Span(-1, 0, aside.chars, aside) for aside in asides)


def _spans(index: int, block: Block, marks: Sequence[Mark]) -> list[_Span]:
    """Cut a block into stretches of one owner each."""
    length = len(block.text)
    if not length:
        return []
    if marks[0].start <= 0 and length <= marks[0].end:
        return [_Span(index, 0, length, marks[0])]
    cuts = sorted({0, length, *(c for m in marks for c in (m.start, m.end) if 0 < c < length)})
    coming = sorted(range(len(marks)), key=lambda at: -marks[at].start)
    begun: list[int] = []  # a heap of places in ``marks``: the first, which owns, is on top
    spans: list[_Span] = []
    for start, end in pairwise(cuts):
        while coming and marks[coming[-1]].start <= start:
            heappush(begun, coming.pop())
        while begun and marks[begun[0]].end < end:
            heappop(begun)
        owner = marks[begun[0]] if begun else None
        if spans and spans[-1].mark is owner:
            spans[-1].end = end
        else:
            spans.append(_Span(index, start, end, owner))
    return _without_crumbs(spans, block.text)


def _without_crumbs(spans: list[_Span], text: str) -> list[_Span]:
    """Give stretches without a letter or digit, such as a lone dash, to the removal beside them."""
    whole: list[_Span] = []
    for span in spans:
        is_crumb = span.mark is None and not any(c.isalnum() for c in text[span.start : span.end])
        if is_crumb and whole and whole[-1].mark is not None:
            whole[-1].end = span.end
        elif whole and whole[-1].mark is None and _is_crumb(whole[-1], text):
            span.start = whole.pop().start
            whole.append(span)
        else:
            whole.append(span)
    return whole


def _is_crumb(span: _Span, text: str) -> bool:
    return not any(c.isalnum() for c in text[span.start : span.end])


def _removals(document: Document, spans: Sequence[_Span]) -> Iterator[Removal]:
    """Yield a row for each run of adjacent stretches of one kind and rule."""
    rows: list[list[_Span]] = []
    last: Mark | Aside | None = None
    for span in spans:
        if span.mark is not None:
            if last is not None and _is_same_row(last, span.mark):
                rows[-1].append(span)
            else:
                rows.append([span])
        last = span.mark
    for seq, row in enumerate(rows):
        yield _row(document, row, seq)


def _is_same_row(a: Mark | Aside, b: Mark | Aside) -> bool:
    return a.rule == b.rule and a.kind == b.kind and a.action == b.action


def _row(document: Document, run: Sequence[_Span], seq: int) -> Removal:
    first = run[0].mark
    assert first is not None
    source = document.source
    start: int | None = None
    end: int | None = None
    if source.source_format == "html":
        text = "\n".join(
            s.mark.text
            if isinstance(s.mark, Aside)
            else document.blocks[s.block].text[s.start : s.end]
            for s in run
        )
    else:
        start, _ = document.source_span(run[0].block, run[0].start, run[0].end)
        _, end = document.source_span(run[-1].block, run[-1].start, run[-1].end)
        text = source.text[start:end]
    return Removal(
        id=source.id,
        seq=seq,
        kind=first.kind,
        action=first.action,
        rule=first.rule,
        evidence=first.evidence,
        text=text,
        start=start,
        end=end,
        score=min([s.mark.score for s in run if isinstance(s.mark, Mark)], default=1.0),
        chars=sum(span.end - span.start for span in run),
    )

"""Walls behind the container of a page: who asks for money there has cut the text above."""

from collections.abc import Iterator

from cleaners.document import Mark
from cleaners.strip.container import OUTSIDE
from cleaners.strip.view import View


def mark_walls(view: View) -> Iterator[Mark]:
    """Mark a paywall that a rule knows right behind the container, where all else is furniture."""
    if not any(hit.kind == "paywall" for hit in view.document.hits):
        return
    outside = {mark.block for mark in view.document.marks if mark.rule in OUTSIDE}
    inside = [index for index in range(len(view.blocks)) if index not in outside]
    for index in sorted(outside):
        hit = view.whole(index)
        if hit is not None and hit.kind == "paywall" and inside and index > inside[-1]:
            length = len(view.blocks[index].text)
            yield Mark(index, 0, length, hit.kind, hit.rule, evidence=view.blocks[index].text[:120])

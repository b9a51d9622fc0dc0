"""Marks straight from the rule packs: the lines, and the spans, that a rule is sure of."""

from collections.abc import Iterator

from cleaners.document import Mark
from cleaners.strip.view import View


def mark_rules(view: View) -> Iterator[Mark]:
    """Mark what each rule hit, but for form words, which need company."""
    for index in view.hit_blocks:
        text = view.blocks[index].text
        for hit in view.hits[index]:
            if view.rules[hit.rule].needs_run or (
                hit.kind == "source_url_trailer" and view.blocks[index].role == "list_item"
            ):
                continue  # a list of addresses is one of references
            words = text[hit.start : hit.end]
            yield Mark(index, hit.start, hit.end, hit.kind, hit.rule, evidence=words[:120])

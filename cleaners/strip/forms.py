"""Forms: runs of button words, each of which alone could be a word of the article."""

from collections.abc import Iterator

from cleaners.document import Mark
from cleaners.strip.view import View


def mark_forms(view: View) -> Iterator[Mark]:
    """Mark form words that stand next to each other, or next to a line that a rule is sure of."""
    for index, hits in enumerate(view.hits):
        hit = next((h for h in hits if view.rules[h.rule].needs_run), None)
        if hit is None:
            continue
        neighbors = [i for i in (index - 1, index + 1) if 0 <= i < len(view.blocks)]
        company = [i for i in neighbors if view.whole(i) is not None]
        if company:
            text = view.blocks[index].text
            beside = view.blocks[company[0]].text[:60]
            yield Mark(index, 0, len(text), hit.kind, hit.rule, evidence=f"beside: {beside}")

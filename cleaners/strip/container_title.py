"""The headline of a page: the heading that the head of the page says again."""

from cleaners.document import Document
from cleaners.folding import squash


def find_title(document: Document) -> int | None:
    """Return the block of the headline: the heading that the head of the page says again."""
    head = document.head
    if head is None:
        return None
    declared = [squash(head.title)] + [
        squash(value)
        for name, value in head.meta
        if name in ("og:title", "twitter:title", "headline")
    ]
    declared = [it for it in declared if it]
    best: tuple[float, int] | None = None
    for index, block in enumerate(document.blocks):
        if block.role != "heading" or block.level > 3 or not block.text:
            continue
        own = squash(block.text)
        if len(own) < 3:
            continue
        fit = max((_fit(own, it) for it in declared), default=0.0)
        score = fit + (0.3 if block.level == 1 else 0.0)
        if score >= 0.3 and (best is None or score > best[0] + 0.01):
            best = (score, index)
    return best[1] if best else None


def _fit(own: str, declared: str) -> float:
    """Return how much of a declared title a heading says, 0 to 1."""
    if own == declared:
        return 1.0
    if own in declared and len(own.split()) >= 3:
        return 0.6 + 0.3 * len(own) / len(declared)
    a, b = set(own.split()), set(declared.split())
    shared = len(a & b) / max(len(a | b), 1)
    return shared * 0.8 if shared >= 0.5 else 0.0

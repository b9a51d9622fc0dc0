"""A label and its one link in a line: "Read also: Ferry fares rise again", in any language."""

from collections.abc import Iterator
from typing import Final

from cleaners.document import Block, Mark
from cleaners.layout import ends_sentence, weight
from cleaners.strip.view import View

LABELS: Final = frozenset({"related_links", "teaser_cards", "most_read"})
MAX_LABEL: Final = 50  #: characters before the colon
MAX_TITLE: Final = 200  #: Latin characters after it
MIN_TITLE: Final = 8


def mark_labelled(view: View) -> Iterator[Mark]:
    """Mark lines whose part before a colon is the label of a list, and the rest a headline."""
    for index, block in enumerate(view.blocks):
        start = block.text[: MAX_LABEL + 1]
        if ":" not in start and "：" not in start:
            continue
        if block.role == "quote" or view.whole(index) is not None:
            continue
        head, colon, title = block.text.replace("：", ":").partition(":")
        if not colon or len(head) > MAX_LABEL or not _is_headline(block, title.strip()):
            continue
        alone = Block("paragraph", head, 0, len(head))
        for hit in view.scanner.hits(0, alone):
            if hit.kind in LABELS and hit.end - hit.start == len(head):
                length = len(block.text)
                yield Mark(index, 0, length, hit.kind, hit.rule, evidence=f"label: {head}")
                break


def _is_headline(block: Block, title: str) -> bool:
    if not MIN_TITLE <= weight(title) <= MAX_TITLE or title[0].islower():
        return False
    return not ends_sentence(title) or title[-1] in "?!" or 2 * block.link_chars > len(title)

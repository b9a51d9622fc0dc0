"""Teasers that are cut: paragraphs that break off with dots, all at one length."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.document import Block, Mark
from cleaners.layout import ends_sentence, weight
from cleaners.strip.view import View

MIN_CHARS: Final = 80  #: Latin characters of a teaser
MAX_CHARS: Final = 260
MAX_HEADLINE: Final = 130  #: characters of the line above one
SPREAD: Final = 3  #: characters between the longest and the shortest of two
SPREAD_OF_MANY: Final = 12  #: the same of more, which may be cut between words
MANY: Final = 3
_CUT: Final = re.compile(r"\w(?:\.\.\.|…|\[…\]|\[\.\.\.\])$")


def mark_cut_teasers(view: View) -> Iterator[Mark]:
    """Mark the paragraphs below short lines that a program cut at the same number of characters.

    People break off, too, but not each time at the same length.
    """
    blocks = view.blocks
    cut = [i for i, block in enumerate(blocks) if i and _is_cut(block)]
    if len(cut) < 2:
        return
    sizes = [len(blocks[i].text) for i in cut]
    if max(sizes) - min(sizes) > (SPREAD_OF_MANY if len(cut) >= MANY else SPREAD):
        return
    if not all(_is_headline(blocks, i - 1) for i in cut):
        return
    for index in cut:
        size = len(blocks[index].text)
        evidence = f"{len(cut)} paragraphs break off at {min(sizes)} to {max(sizes)} characters"
        yield Mark(index, 0, size, "teaser_cards", "teaser_cards/cut", evidence=evidence)


def _is_cut(block: Block) -> bool:
    text = block.text
    if len(text) > MAX_CHARS or block.role not in ("paragraph", "list_item"):
        return False
    return (
        text.endswith(("...", "…", "]")) and weight(text) >= MIN_CHARS and bool(_CUT.search(text))
    )


def _is_headline(blocks: Sequence[Block], index: int) -> bool:
    text = blocks[index].text
    return len(text) <= MAX_HEADLINE and (not ends_sentence(text) or text[-1] in "?!")

"""Weigh the hits: ordinary words between the paragraphs of a body count only with company."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from cleaners.document import Hit
from cleaners.folding import squash
from cleaners.layout import is_prose
from cleaners.strip.address import speaks_to_reader
from cleaners.strip.saying import is_reported
from cleaners.strip.view import View

LINK_SHARE: Final = 0.5  #: of a block's characters, from which being a link is evidence
MIN_ANSWERS: Final = 3  #: different form words in turn that make a form amid the body
CONFIRMING_BLOCKS: Final = 12  #: behind a label, in which the comments it opens must show
MIN_REPEATS: Final = 2


def weigh(view: View) -> View:
    """Return the view without the hits that nothing supports where they stand."""
    lines = Counter(squash(block.text) for block in view.blocks)
    kept = tuple(
        tuple(
            hit
            for hit in hits
            if not is_reported(view.blocks[index].text, hit)
            and not _is_spared_verse(view, index, hit)
            and _counts(view, index, hit, lines)
        )
        for index, hits in enumerate(view.hits)
    )
    return msgspec.structs.replace(view, hits=kept)

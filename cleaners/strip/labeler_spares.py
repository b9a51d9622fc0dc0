"""What the line labeler leaves alone, whatever it takes it for: notes, formulas, posts' headlines.

Reference pages end in notes and are full of formulas; both look like furniture, since they are not
built of sentences. One such line says nothing; several near each other are the text.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from cleaners.document import Block, Mark
from cleaners.folding import fold

MIN_NOTES: Final = 4  #: lines of notes or formulas, from which a text is a reference page
REACH: Final = 3  #: lines between two of them, which are parts of the same
MIN_POSTS: Final = 2  #: of a live blog
MAX_HEADLINE: Final = 200  #: characters of the headline of a post
_MARKS: Final = ("{\\", "\\displaystyle", "ISBN ", "doi:", "arXiv:")


def spared(
    blocks: Sequence[Block], marks: Sequence[Mark], chosen: Sequence[int], body: Sequence[bool]
) -> set[int]:
    """Return which of the ``chosen`` blocks are none of furniture; ``body``: the likely body."""
    posts = {mark.block + 1 for mark in marks if mark.kind == "liveblog_stamp"}
    if len(posts) < MIN_POSTS:
        posts = set()
    found = {
        at
        for at in posts.intersection(chosen)
        if len(blocks[at].text) <= MAX_HEADLINE and at + 1 < len(blocks) and body[at + 1]
    }
    return found | apparatus(blocks).intersection(chosen)


def apparatus(blocks: Sequence[Block]) -> set[int]:
    """Return the blocks amid the notes and formulas of a reference page."""
    notes = [at for at, block in enumerate(blocks) if _is_note(block.text)]
    if len(notes) < MIN_NOTES:
        return set()
    found = set(notes)
    for first, last in pairwise(notes):
        if last - first <= REACH + 1:
            found.update(range(first, last))
    return found


def _is_note(text: str) -> bool:
    if text.startswith(("^", "↑")) or any(mark in text for mark in _MARKS):
        return True
    return any(map(str.isdecimal, text)) and _retrieved().search(fold(text)) is not None


@cache
def _retrieved() -> re.Pattern[str]:
    """Return the words with which a note says when its source was seen."""
    data = tomllib.loads((files("cleaners.strip") / "references.toml").read_text("utf-8"))
    phrases = [fold(phrase) for listed in data.values() for phrase in listed["retrieved"]]
    spaced = "|".join(
        re.escape(it) for it in phrases if it.isascii() or it[0].lower() != it[0].upper()
    )
    other = "|".join(re.escape(it) for it in phrases if it[0].lower() == it[0].upper())
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w| from)|{other}")

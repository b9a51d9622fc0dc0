"""What the line labeler leaves alone: notes, formulas, headlines of posts, answers of an interview.

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
from cleaners.layout import ends_sentence

MIN_NOTES: Final = 4  #: lines of notes or formulas, from which a text is a reference page
REACH: Final = 3  #: lines between two of them, which are parts of the same
MIN_POSTS: Final = 2  #: of a live blog
MIN_QUESTIONS: Final = 3  #: in bold, with answers: an interview
MAX_HEADLINE: Final = 200  #: characters of the headline of a post
_MARKS: Final = re.compile(r"\{\\|\\displaystyle|ISBN |doi:|arXiv:")
_DIGIT: Final = re.compile(r"\d")


def spared(
    blocks: Sequence[Block], marks: Sequence[Mark], chosen: Sequence[int], body: Sequence[bool]
) -> set[int]:
    """Return which of the ``chosen`` blocks are none of furniture; ``body``: the likely body.

    A line that ends with a colon belongs to the body right below it, and a sentence that an agency
    signs is the last of its story.
    """
    posts = {mark.block + 1 for mark in marks if mark.kind == "liveblog_stamp"}
    if len(posts) < MIN_POSTS:
        posts = set()
    found = {
        at
        for at in posts.intersection(chosen)
        if len(blocks[at].text) <= MAX_HEADLINE and at + 1 < len(blocks) and body[at + 1]
    }
    found |= {
        at
        for at in chosen
        if at + 1 < len(blocks) and body[at + 1] and blocks[at].text.rstrip(" *_").endswith(":")
    }
    found |= {
        mark.block
        for mark in marks
        if mark.kind == "agency_credit" and ends_sentence(blocks[mark.block].text[: mark.start])
    }
    return found.intersection(chosen) | (apparatus(blocks) | interview(blocks)).intersection(chosen)


def interview(blocks: Sequence[Block]) -> set[int]:
    """Return the blocks from the first question in bold to the answer behind the last."""
    asked = [
        at
        for at, block in enumerate(blocks)
        if (block.emphasized or block.role == "heading") and _asks(block.text)
    ]
    answered = [at for at in asked if at + 1 not in asked and at + 1 < len(blocks)]
    if len(answered) < MIN_QUESTIONS:
        return set()
    return {
        at
        for at in range(asked[0], answered[-1] + 2)
        if 2 * blocks[at].link_chars <= len(blocks[at].text)
    }


def _asks(text: str) -> bool:
    return text.rstrip(" *_\"'”’»)").endswith(("?", "？", "؟"))


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
    if text.startswith(("^", "↑")) or _MARKS.search(text) is not None:
        return True
    return _DIGIT.search(text) is not None and _retrieved().search(fold(text)) is not None


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

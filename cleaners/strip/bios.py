"""Notes on the writer below the text: a paragraph that begins with the name of the byline."""

from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.document import Document, Mark
from cleaners.folding import fold
from cleaners.layout import ends_sentence, is_prose

MIN_CHARS: Final = 40
MIN_PROSE_BEFORE: Final = 3  #: paragraphs; a note stands below a story
MAX_PROSE_BEHIND: Final = 2  #: comments, or another box
_SPEAKS: Final = frozenset(":：,（(«“\"'’-–—/")  #: behind a name: an interview, a credit, a list
_QUOTES: Final = '"“”„«»「」『』'


def mark_bios(document: Document, marks: Sequence[Mark], authors: Sequence[str]) -> Iterator[Mark]:
    """Mark the paragraphs at the end of a text that tell of its own authors.

    ``marks`` are those that stand already; what they cover is no prose behind a note. Whoever wrote
    the story is nobody that it tells of: a paragraph that quotes stays, and so does one whose
    surname the text has said before.
    """
    names = tuple(fold(name) for name in authors if len(name.split()) > 1)
    if not names:
        return
    blocks = document.blocks
    covered = {it.block for it in marks if it.end - it.start == len(blocks[it.block].text)}
    prose = [i for i, block in enumerate(blocks) if i not in covered and is_prose(block)]
    behind = 0
    for place in range(len(prose) - 1, MIN_PROSE_BEFORE - 1, -1):
        index = prose[place]
        name = _name(blocks[index].text, names)
        if name is None:
            behind += 1
            if behind > MAX_PROSE_BEHIND:
                return
            continue
        surname = fold(name).split()[-1]
        above = [i for i in prose[:place] if _name(blocks[i].text, names) is None]
        if any(surname in fold(blocks[i].text) for i in above):
            return
        length = len(blocks[index].text)
        yield Mark(index, 0, length, "author_bio", "bios/author", evidence=f"author: {name}")


def _name(text: str, names: Sequence[str]) -> str | None:
    """Return the author with whose name a paragraph begins that tells of them."""
    folded = fold(text)
    name = next((it for it in names if folded.startswith(it)), None)
    if name is None or len(text) < MIN_CHARS or not ends_sentence(text):
        return None
    following = text[len(name) :].lstrip(" ")
    if not following or following[0] in _SPEAKS or any(quote in text for quote in _QUOTES):
        return None
    return text[: len(name)]

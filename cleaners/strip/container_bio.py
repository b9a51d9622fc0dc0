"""Portraits of the author behind the text: a last paragraph that begins with the byline's name."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from cleaners.strip.container_layout import Layout

NAMING: Final = frozenset(
    ("author", "article:author", "marked:author", "parsely-author", "sailthru.author", "dc.creator")
)
MIN_BODY: Final = 3  #: paragraphs of a text that a portrait may follow
MIN_WORDS: Final = 6  #: of a portrait; fewer are a signature
MAX_LAST: Final = 2  #: paragraphs at the end that may be portraits, of two authors
MAX_BYLINE: Final = 120  #: characters of a line that is one
FIRST: Final = 2  #: words of a name, that both must have


def portraits(layout: Layout, prose: Sequence[int]) -> frozenset[int]:
    """Return the last paragraphs of prose that begin with the name of who wrote the text."""
    if len(prose) < MIN_BODY:
        return frozenset()
    named = [text.casefold() for text in _bylines(layout, prose[0])]
    told = "\n".join(layout.blocks[index].text for index in prose[:-MAX_LAST]) if named else ""
    found: set[int] = set()
    for index in islice(reversed(prose), MAX_LAST):
        words = layout.blocks[index].text.split()
        name = words[:FIRST]
        if len(words) < MIN_WORDS or not all(it[:1].isupper() for it in name):
            break
        if not any(" ".join(name).casefold() in it for it in named) or name[-1] in told:
            break  # who wrote the text is not told of in it
        found.add(index)
    return frozenset(found)


def _bylines(layout: Layout, first: int) -> Iterator[str]:
    """Yield what the head of the page declares of its author, and the bylines above the text."""
    if layout.head is not None:
        yield from (value for name, value in layout.head.meta if name in NAMING)
    for index in range(layout.title or 0, first):
        text = layout.blocks[index].text
        if len(text) <= MAX_BYLINE and layout.leaf_kind(index) == "byline":
            yield " ".join(text.split())

"""What a page says twice: bodies printed again, summaries of boxes, pull quotes."""

from collections.abc import Iterable
from typing import Final

from cleaners.folding import squash
from cleaners.strip.container_layout import Layout
from cleaners.strip.container_tree import Node

MIN_PULLED: Final = 30  #: characters of a quotation that is looked for in the text
MAX_PULLED: Final = 100  #: quotations that are
MIN_RETOLD: Final = 10  #: different words of a quotation that may be pulled and shortened
RETOLD: Final = 0.85  #: share of them that one paragraph has
MAX_RETOLD: Final = 20  #: quotations of a page, of which such are looked for
MAX_BOX: Final = 3  #: blocks of an element that is called a quotation
MAX_NAME: Final = 60  #: characters of the name below a quotation
MIN_AGAIN: Final = 80  #: characters of a paragraph that is looked for again
COPIED: Final = 0.8  #: share of an element's prose that stands elsewhere, for it to be a copy
_QUOTES: Final = "\"'\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019 \n.…"


def printed_twice(layout: Layout, first: int, last: int) -> frozenset[int]:
    """Return the paragraphs of prose that say again what stands in another element.

    An element goes that holds next to nothing else: the copy of a body, the box of a summary. Of
    two such the second one goes; where both hold more, an author repeats himself, and both stay.
    """
    places: dict[str, list[int]] = {}
    for index in range(first, last + 1):
        text = layout.blocks[index].text
        if layout.prose[index] and len(text) >= MIN_AGAIN and layout.kinds[index] is None:
            places.setdefault(text, []).append(index)
    twins = [those for those in places.values() if len(those) > 1]
    if not twins:
        return frozenset()
    repeated = {index for those in twins for index in those}
    copies = {
        around
        for around in {_around(layout, index) for index in repeated}
        if _is_copy(layout, around, repeated)
    }
    gone: set[int] = set()
    for those in twins:
        kept = those[0]
        for index in those[1:]:
            if _around(layout, index) is _around(layout, kept):
                continue
            if _around(layout, index) in copies:
                gone.add(index)
            elif _around(layout, kept) in copies:
                gone.add(kept)
                kept = index
    return frozenset(gone)


def _around(layout: Layout, index: int) -> Node:
    node = layout.tree.of[index]
    return node.parent or node


def _is_copy(layout: Layout, around: Node, repeated: set[int]) -> bool:
    """Whether nearly all prose of an element stands elsewhere, too."""
    span = range(around.start, around.end)
    again = sum(layout.prose[at] for at in span if at in repeated)
    return again >= COPIED * sum(layout.prose[around.start : around.end])


def pull_quotes(layout: Layout, first: int, last: int) -> frozenset[int]:
    """Return the quotations set apart that say again what stands in a paragraph, with their names.

    The first ones are looked for; a page with more is no article that pulls its quotations.
    """
    quotes = [i for i in range(first, last + 1) if _is_set_apart(layout, i)][:MAX_PULLED]
    if not quotes:
        return frozenset()
    others = set(range(first, last + 1)).difference(quotes)
    blocks = [layout.blocks[i] for i in sorted(others) if layout.blocks[i].role != "quote"]
    told = [block.text for block in blocks if block.role == "paragraph"]
    said = "\0".join(block.text for block in blocks)
    cores = ((index, layout.blocks[index].text.strip(_QUOTES)) for index in quotes)
    found = {index for index, core in cores if len(core) >= MIN_PULLED and core in said}
    if len(quotes) <= MAX_RETOLD:
        bags = [frozenset(squash(text).split()) for text in told]
        found.update(at for at in quotes if _is_retold(layout.blocks[at].text, bags))
    names = [at for at in quotes if at - 1 in found and at not in found and _names(layout, at)]
    return frozenset((*found, *names))


def _is_set_apart(layout: Layout, index: int) -> bool:
    """Whether a block is a quotation by its tag, or by the words of its element."""
    block = layout.blocks[index]
    if block.role == "quote":
        return True
    node = layout.tree.of[index]
    around = node.parent
    return block.role in ("paragraph", "heading") and (
        node.said.is_pulled
        or (around is not None and around.said.is_pulled and around.end - around.start <= MAX_BOX)
    )


def _is_retold(quote: str, bags: Iterable[frozenset[str]]) -> bool:
    """Whether one paragraph has nearly all words of a quotation: it was shortened."""
    own = frozenset(squash(quote).split())
    return len(own) >= MIN_RETOLD and any(len(own & bag) >= RETOLD * len(own) for bag in bags)


def _names(layout: Layout, index: int) -> bool:
    """Whether a short line of the same quotation says who said what stands before it."""
    text, node = layout.blocks[index].text, layout.tree.of[index]
    around = node if node.tag == "blockquote" else node.parent
    return len(text) <= MAX_NAME and around is not None and around.holds(index - 1)

"""Boxes that ask for an address of mail: newsletters and the like, whatever they are called."""

from collections.abc import Iterable, Iterator
from typing import Final

from cleaners.page import Element
from cleaners.strip.container_cards import Signs
from cleaners.strip.container_tree import Node, Tree

MAX_LINES: Final = 8  #: of such a box
MAX_PROSE: Final = 450.0  #: Latin characters of prose in it
MAX_SHARE: Final = 0.25  #: of the page's prose
MIN_LINE: Final = 20.0  #: Latin characters of a line that says what is offered
LEVELS: Final = 6  #: elements around a field that may be the box
WHOLE: Final = frozenset(("article", "main", "body"))  #: tags that are never such a box


def asking_boxes(
    tree: Tree, signs: Signs, title: int | None, asks: Iterable[Element]
) -> Iterator[Node]:
    """Yield the boxes around the fields that ask for an address: with the lines that say why.

    A box ends where it holds such a line; headings alone may stand around it.
    """
    blocks, prose, widths = signs.blocks, signs.prose, signs.widths
    most = min(MAX_PROSE, MAX_SHARE * sum(prose))
    for element in asks:
        node: Node | None = tree.around(element)
        box: Node | None = None
        for _ in range(LEVELS):
            if node is None or node.parent is None or node.tag in WHOLE:
                break
            span = range(node.start, node.end)
            lines = [at for at in span if blocks[at].text and blocks[at].role != "image"]
            if len(lines) > MAX_LINES or sum(prose[at] for at in span) > most:
                break
            if title is not None and node.holds(title):
                break
            own = span if box is None else range(box.start, box.end)
            tells = any(widths[at] >= MIN_LINE and blocks[at].role != "heading" for at in own)
            if tells and any(at not in own and blocks[at].role != "heading" for at in lines):
                break
            box, node = node, node.parent
        if box is not None:
            yield box

"""Pictures of a page that are not the article's: logos above the headline, portraits in boxes."""

from collections.abc import Iterable, Iterator
from typing import Final

from cleaners.document import Kind, Mark
from cleaners.page import OUTSIDE_PICTURE
from cleaners.strip.container_layout import Layout
from cleaners.strip.container_tree import Node

#: boxes in which the article's own pictures stand
_OWN: Final[frozenset[Kind]] = frozenset(
    ("photo_caption", "photo_credit", "gallery_ui", "video_player", "embed_placeholder")
)


def mark_pictures_outside(layout: Layout, inside: Node, near: Iterable[int]) -> Iterator[Mark]:
    """Mark the pictures that stand above the headline, outside the container, or in a box.

    A picture without alternative text is marked, too: it has no character to remove, but the
    detectors are to see whose it is.
    """
    first = inside.start if layout.title is None else layout.title
    for index in near:
        block = layout.blocks[index]
        if block.role != "image":
            continue
        kind = layout.kinds[index]
        is_amid = first < index < inside.end or (layout.title is None and inside.holds(index))
        if not is_amid or (kind is not None and kind not in _OWN):
            yield Mark(
                index,
                0,
                len(block.text),
                "photo_caption",
                OUTSIDE_PICTURE,
                evidence="not the article's",
            )

"""Lines that only introduce what was removed: headings of link lists, stamps of teasers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from cleaners.document import Kind
from cleaners.layout import count_letters
from cleaners.strip.container_layout import Layout
from cleaners.strip.container_tree import Node

Found: TypeAlias = tuple[int, Kind, str]
#: what leads elsewhere: a heading above nothing else is its label
LEADING: Final[frozenset[Kind]] = frozenset(
    ("related_links", "teaser_cards", "most_read", "recommended_by", "house_promo", "tag_list")
)
MAX_STAMP: Final = 40  #: characters of the stamp of a teaser
MAX_LETTERS: Final = 12


def labels(layout: Layout, inside: Node, gone: Mapping[int, Kind]) -> Iterator[Found]:
    """Yield the lines of the container that stand for nothing once the furniture is gone.

    ``gone`` has the kinds of the blocks that are.
    """
    lines = [
        index
        for index in range(inside.start, inside.end)
        if layout.blocks[index].text and layout.blocks[index].role != "image"
    ]
    for place, index in enumerate(lines):
        if index in gone or index == layout.title:
            continue
        if layout.blocks[index].role == "heading":
            is_label = _heads_nothing(layout, lines, place, gone)
        else:
            is_label = (
                place > 0 and gone.get(lines[place - 1]) in LEADING and _is_stamp(layout, index)
            )
        if is_label:
            yield index, "related_links", "container/label"


def _is_stamp(layout: Layout, index: int) -> bool:
    """Whether a line is a date and a time, and little else."""
    block = layout.blocks[index]
    return (
        block.role == "paragraph"
        and len(block.text) <= MAX_STAMP
        and count_letters(block.text) <= MAX_LETTERS
        and layout.front_kind(index) == "publish_stamp"
    )


def _heads_nothing(
    layout: Layout, lines: Sequence[int], place: int, gone: Mapping[int, Kind]
) -> bool:
    """Whether nothing is left of the section of a heading, and what stood there led elsewhere."""
    level = layout.blocks[lines[place]].level
    led = False
    for at in range(place + 1, len(lines)):
        index = lines[at]
        block = layout.blocks[index]
        if block.role == "heading" and block.level <= level:
            break
        if index in gone:
            led = led or gone[index] in LEADING
        elif block.role != "heading":
            return False
    return led

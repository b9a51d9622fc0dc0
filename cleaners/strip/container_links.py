"""Lines amid a text that lead elsewhere, and lines that belong to nothing."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from cleaners.layout import ends_sentence
from cleaners.strip.container_home import is_at_home, is_body, parent_of
from cleaners.strip.container_layout import Layout
from cleaners.strip.container_tree import Node

LINK_SHARE: Final = 0.7  #: of a block's characters, from which it is nothing but links
LEADING_SHARE: Final = 0.5  #: the same of an item that counts against its list
MAX_LINK_LINE: Final = 160  #: Latin characters of a line that only leads elsewhere
DEFINITION: Final = frozenset(("dt", "dd"))  #: tags of a list of definitions
MIN_HEADLINE: Final = 30.0  #: Latin characters of a link that heads a teaser amid the text
MAX_DECK: Final = 450.0  #: the same of its deck
DECK_LEVELS: Final = 4  #: elements around a deck, among which is the teaser's own
DECKS_SHARE: Final = 0.25  #: of the prose, that may be decks; a round-up has more
#: roles of what a line with a colon announces
ANNOUNCED: Final = frozenset(("list_item", "table_row", "code", "quote"))
LISTED_SHARE: Final = 0.5  #: of the prose, from which the text itself is made of lists


def link_lists(layout: Layout, inside: Node, body: Sequence[int]) -> frozenset[int]:
    """Return the groups of the lists of which most items lead elsewhere; notes do not.

    Where the text itself is made of lists (release notes, round-ups of links, minutes), what its
    items lead to is what they are about: none counts.
    """
    listed = sum(layout.prose[at] for at in body if layout.blocks[at].role == "list_item")
    if listed > LISTED_SHARE * sum(layout.prose[at] for at in body):
        return frozenset()
    items: Counter[int] = Counter()
    leading: Counter[int] = Counter()
    for index in range(inside.start, inside.end):
        block = layout.blocks[index]
        if block.role == "list_item" and block.group:
            items[block.group] += 1
            leading[block.group] += layout.shares[index] > LEADING_SHARE and not layout.is_note(
                index
            )
    return frozenset(group for group, count in items.items() if 2 * leading[group] >= count)


def is_link_line(layout: Layout, index: int, lists: frozenset[int]) -> bool:
    """Whether a block amid the text only leads elsewhere: no item of a list that does not."""
    block = layout.blocks[index]
    if block.role == "list_item" and block.group and block.group not in lists:
        return False
    return (
        layout.shares[index] >= LINK_SHARE
        and layout.widths[index] <= MAX_LINK_LINE
        and not ends_sentence(block.text)
        and block.role in ("paragraph", "list_item", "quote", "heading")
    )


def decks(layout: Layout, body: Sequence[int], home: Node | None) -> frozenset[int]:
    """Return the decks of the teasers amid the text: a box with a linked headline and a paragraph.

    A round-up is made of such boxes; beside an article they hold little of the prose, and none of
    them opens it.
    """
    found = [at for at in body[1:] if home is not None and _is_deck(layout, at, home)]
    held = sum(layout.prose[at] for at in found)
    whole = sum(layout.prose[at] for at in body)
    return frozenset(found) if held <= DECKS_SHARE * whole else frozenset()


def _is_deck(layout: Layout, index: int, home: Node) -> bool:
    """Whether a paragraph without links stands below a linked headline, alone with it in a box."""
    block = layout.blocks[index]
    if block.role != "paragraph" or block.link_chars or layout.widths[index] > MAX_DECK:
        return False
    node = layout.tree.of[index]
    if node is home or node.parent is home:
        return False
    for _ in range(DECK_LEVELS):
        if node.start <= home.start < node.end:
            return False
        others = [i for i in range(node.start, node.end) if i != index and layout.blocks[i].text]
        others = [i for i in others if layout.blocks[i].role != "image"]
        if others:
            return not any(layout.prose[i] for i in others) and any(
                is_link_line(layout, i, frozenset()) and layout.widths[i] >= MIN_HEADLINE
                for i in others
                if i < index
            )
        if node.parent is None:
            return False
        node = node.parent
    return False


def is_stray(layout: Layout, index: int, home: Node | None, lists: frozenset[int]) -> bool:
    """Whether a block amid the text stands outside the body's element and reads as no prose."""
    block = layout.blocks[index]
    if block.role == "list_item":
        is_leading = not block.group or block.group in lists
        return is_leading and layout.widths[index] < 40 and 0.3 < layout.shares[index] <= LINK_SHARE
    if block.role != "paragraph" or home is None or is_at_home(layout, index, home):
        return False
    node = layout.tree.of[index]
    if node.tag in DEFINITION or _announces(layout, index):
        return False
    if index and layout.tree.of[index - 1] is node and node.tag == "p":
        return False  # a bold line heads it in the same paragraph
    if _heads(layout, index):
        return False
    return 40 <= layout.widths[index] < 80 and not ends_sentence(block.text)


def _heads(layout: Layout, index: int) -> bool:
    """Whether a line without a link heads the paragraph behind it: the same element holds both."""
    if layout.blocks[index].link_chars or layout.front_kind(index) is not None:
        return False
    around = parent_of(layout, index)
    following = index + 1
    return following < around.end and is_body(layout, following)


def _announces(layout: Layout, index: int) -> bool:
    """Whether a line ends in a colon, and what it announces follows."""
    if layout.blocks[index].text[-1:] not in (":", "："):
        return False
    return index + 1 < len(layout.blocks) and layout.blocks[index + 1].role in ANNOUNCED

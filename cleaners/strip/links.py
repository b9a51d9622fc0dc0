"""Links: blocks that are nothing but links lead away from the article."""

from collections.abc import Iterator
from typing import Final

from cleaners.document import Mark
from cleaners.layout import ends_sentence, is_prose, weight
from cleaners.strip.view import View

LINK_SHARE: Final = 0.8  #: of a block's characters, from which it is nothing but a link
MIN_LIST: Final = 3  #: link items of one list that make it a menu
SHARE_OF_LIST: Final = 0.7  #: of the items, that must be links


def mark_links(view: View) -> Iterator[Mark]:
    """Mark link lists, and lone headlines that are links, outside and amid the body."""
    if not any(block.link_chars for block in view.blocks):
        return
    lists = _lists(view)
    menus = {
        group
        for group, (items, links) in lists.items()
        if items >= MIN_LIST and links >= SHARE_OF_LIST * items
    }
    mixed = {
        group for group, (items, links) in lists.items() if items >= MIN_LIST and 2 * links < items
    }
    for index, block in enumerate(view.blocks):
        if not block.text or block.role == "image":
            continue
        is_link = block.link_chars >= LINK_SHARE * len(block.text)
        if block.group in menus and block.role == "list_item" and not is_prose(block):
            yield Mark(
                index, 0, len(block.text), "site_nav", "links/list", evidence="a list of links"
            )
        elif is_link and block.group not in mixed and _is_teaser(view, index):
            yield Mark(
                index, 0, len(block.text), "related_links", "links/lone", evidence="only a link"
            )


def _lists(view: View) -> dict[int, tuple[int, int]]:
    """Return how many items each list has, and how many of them are links."""
    found: dict[int, tuple[int, int]] = {}
    for block in view.blocks:
        if block.role == "list_item" and block.group and block.text:
            items, links = found.get(block.group, (0, 0))
            is_link = block.link_chars >= LINK_SHARE * len(block.text)
            found[block.group] = (items + 1, links + is_link)
    return found


def _is_teaser(view: View, index: int) -> bool:
    """Whether a block that is a link reads as the headline of another page."""
    block = view.blocks[index]
    if block.role not in ("paragraph", "list_item") or view.zones[index] == "head":
        return False
    return 20 <= weight(block.text) <= 200 and not ends_sentence(block.text)

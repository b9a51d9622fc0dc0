"""Links: blocks that are nothing but links lead away from the article."""

from collections.abc import Iterator
from typing import Final

from cleaners.document import Mark
from cleaners.layout import ends_sentence, weight
from cleaners.strip.view import View

LINK_SHARE: Final = 0.8  #: of a block's characters, from which it is nothing but a link
MIN_LIST: Final = 3  #: link items of one list that make it a menu
SHARE_OF_LIST: Final = 0.7  #: of the items, that must be links


def mark_links(view: View) -> Iterator[Mark]:
    """Mark link lists, and lone headlines that are links, outside and amid the body."""
    if not any(block.link_chars for block in view.blocks):
        return
    menus = set(_menus(view))
    for index, block in enumerate(view.blocks):
        if not block.text or block.role == "image":
            continue
        is_link = block.link_chars >= LINK_SHARE * len(block.text)
        if block.group in menus and block.role == "list_item":
            yield Mark(
                index, 0, len(block.text), "site_nav", "links/list", evidence="a list of links"
            )
        elif is_link and _is_teaser(view, index):
            yield Mark(
                index, 0, len(block.text), "related_links", "links/lone", evidence="only a link"
            )


def _menus(view: View) -> Iterator[int]:
    """Yield the groups of list items that are mostly links."""
    groups: dict[int, list[bool]] = {}
    for block in view.blocks:
        if block.role == "list_item" and block.group and block.text:
            groups.setdefault(block.group, []).append(
                block.link_chars >= LINK_SHARE * len(block.text)
            )
    for group, links in groups.items():
        if len(links) >= MIN_LIST and sum(links) >= SHARE_OF_LIST * len(links):
            yield group


def _is_teaser(view: View, index: int) -> bool:
    """Whether a block that is a link reads as the headline of another page."""
    block = view.blocks[index]
    if block.role not in ("paragraph", "list_item") or view.zones[index] == "head":
        return False
    return 20 <= weight(block.text) <= 200 and not ends_sentence(block.text)

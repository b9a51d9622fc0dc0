"""Records of HTML pages: the elements that hold blocks, and what the head declares."""

from typing import Final

import msgspec

OUTSIDE_PICTURE: Final = "images/outside"  #: the rule of marks on pictures that are no article's
#: rule of what stands right behind the article, before the next part of the page
BEHIND_TEXT: Final = "container/behind"
#: blocks around the text, among which a wall is about it; farther off, menus offer subscriptions
NEAR_TEXT: Final = 12


class Element(msgspec.Struct, frozen=True, eq=False, gc=False):
    """An element of an HTML page that holds blocks; the same element is the same object."""

    tag: str
    words: str  #: folded words of its class, id, role, rel and itemprop
    number: int  #: in reading order
    parent: "Element | None"  #: None: it is the body of the page
    depth: int  #: elements around it, up to the body, which has none


class Time(msgspec.Struct, frozen=True, gc=False):
    """A time element in the body of a page."""

    block: int
    moment: str  #: its ``datetime``
    words: str = ""  #: folded words of its class and itemprop


class Head(msgspec.Struct, frozen=True):
    """What an HTML page declares of itself, as it stands there."""

    json_ld: tuple[str, ...] = ()  #: contents of the scripts of type application/ld+json
    meta: tuple[tuple[str, str], ...] = ()  #: (name or property or itemprop, folded; content)
    links: tuple[tuple[str, str], ...] = ()  #: (rel, folded; href)
    title: str = ""  #: of the title element
    language: str = ""  #: ``<html lang>``
    times: tuple[Time, ...] = ()  #: of the body
    authors: tuple[tuple[int, str], ...] = ()  #: (block, text) of elements that name an author
    asks: tuple[Element, ...] = ()  #: elements in which a field asks for an address of mail
    covers: tuple[tuple[int, str], ...] = ()  #: (block, label) of empty links laid over a box

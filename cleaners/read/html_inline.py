"""What stands within a block of a page: links, images, fields, bold lines, kickers."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from cleaners.read.html_cues import Attributes, words_of
from cleaners.read.tree import unescaped

MAX_INLINE: Final = 24  #: elements within a block whose words are kept
MAX_LINKS: Final = 200  #: addresses kept of one block
MIN_SUB_HEADING: Final = 4  #: characters of a bold line that heads what follows it
MAX_SUB_HEADING: Final = 80
_PARTING: Final = " \n\t\r\xa0:|/–—-•·"  #: signs between a kicker and its headline
#: a picture that loads late has its own address in the first of these, and a blank one in ``src``
_SOURCES: Final = ("data-src", "data-original", "data-lazy-src", "src", "srcset", "data-srcset")
_MAIL: Final = frozenset(("email", "e-mail", "mail"))
#: what a field for an address of mail says in it, in several languages
_HINTS: Final = (
    "mail",
    "correo",
    "correio",
    "почт",
    "пошт",
    "メール",
    "邮箱",
    "郵箱",
    "이메일",
    "بريد",
    "ईमेल",
)
_HREF: Final = re.compile(r' href="([^"]*)"')


def source_of(attributes: Attributes) -> str:
    """Return the address of an image, whatever attribute has it; "" if none does."""
    found = (attributes.get(name) for name in _SOURCES)
    return next((it.split()[0] for it in found if it and it.strip() and "data:" not in it), "")


def asks_for_mail(attributes: Attributes) -> bool:
    """Whether a field of a form asks for an address of mail."""
    said = (attributes.get(name) or "" for name in ("type", "name", "autocomplete"))
    hint = f"{attributes.get('placeholder') or ''} {attributes.get('aria-label') or ''}".lower()
    return any(it.lower() in _MAIL for it in said) or any(it in hint for it in _HINTS)


def may_head(line: str) -> bool:
    """Whether a bold line may be a heading: it is short, and neither ends nor breaks off."""
    return MIN_SUB_HEADING <= len(line) <= MAX_SUB_HEADING and line[-1] not in ".,;-–—"


def parted(before: Iterable[str], behind: Iterable[str]) -> tuple[str, str]:
    """Return a kicker, with the sign that parts it from the headline, and the headline.

    >>> parted(["Quay"], [": ", "Cranes are back"])
    ('Quay:', 'Cranes are back')
    """
    kicker, rest = "".join(before), "".join(behind)
    headline = rest.lstrip(_PARTING)
    return " ".join((kicker + rest[: len(rest) - len(headline)]).split()), headline


def words_within(inline: Iterable[str]) -> str:
    """Return the words of elements within a block."""
    said = [it for it in map(words_of, islice(inline, MAX_INLINE)) if it]
    return said[0] if len(said) == 1 else ";".join(dict.fromkeys(said))


def addresses(links: Sequence[str]) -> tuple[str, ...]:
    """Return the addresses of some links from the markup of their tags."""
    found: list[str] = []
    for markup in links[:MAX_LINKS]:
        if href := _HREF.search(markup):
            address = unescaped(href[1]).strip()
            if address and address not in found[-1:]:
                found.append(address)
    return tuple(found)

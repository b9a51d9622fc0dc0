"""Read authors off links: the address of a page about an author often spells the name."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from cleaners.detect.lexicon import alternation, table
from cleaners.detect.line_words import BUTTONS, STAMPED, is_handle
from cleaners.detect.names import is_known_name, is_name
from cleaners.detect.signed_lines import names_on
from cleaners.document import Block
from cleaners.folding import fold, squash

MAX_LINKED: Final = 160  #: characters of a line with a link to its author
MAX_LINKS: Final = 8
MAX_NAME_WORDS: Final = 5
_TABLE: Final = table("bylines")
#: "/author/ann-oake/", "/autoren/ann-oake-123.html", "?author=7"
_OF_AUTHOR: Final = re.compile(
    rf"[/?&](?:{alternation(_TABLE['author_paths'])}|(?P<anybody>"
    rf"{alternation(_TABLE['person_paths'])}))[/=](?P<slug>[^/?#&]+)/?(?:[?#].*)?$"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_APART: Final = re.compile(r"[\W\d_]+")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})


def linked_names(block: Block) -> list[str]:
    """Return the names on a line that its links say to be authors, as they are written.

    A name counts if the address spells it; one that begins with a given name and is all that
    is linked counts whatever the address says.
    """
    if not block.links or not block.link_chars or len(block.text) > MAX_LINKED:
        return []
    slugs = [slug for link in block.links[:MAX_LINKS] if (slug := _slug_of(link)) is not None]
    if not slugs:
        return []
    text = _unglued(block)
    names = [name for slug, single in slugs for name in _spelled(text, slug, single=single)]
    read = [
        it
        for it in names_on(text)
        if is_name(it, caseless=True) and BUTTONS.isdisjoint(fold(it).split())
    ]
    if names:  # beside them stand those without a page of their own
        read = [it for it in read if sum(_holds(it, name) for name in names) < 2]
        whole = [
            next((it for it in read if _holds(it, name)), None) or _around(block, name) or name
            for name in names
        ]
        return list(dict.fromkeys([*whole, *(it for it in read if is_known_name(it))]))
    is_linked = sum(map(len, read)) <= block.link_chars
    return read if is_linked and read and all(map(is_known_name, read)) else []


def _unglued(block: Block) -> str:
    """Return the text of a line, without what is glued to its one link: "Ann Oakepublished"."""
    text, size = block.text, block.link_chars
    is_glued = (
        len(block.links) == 1 and text[size - 1 : size].isalpha() and text[size:][:1].isalpha()
    )
    if not is_glued:
        return text
    rider = _WORD.match(fold(text[size:]))
    return text[:size] if rider is not None and rider[0] in STAMPED else text


def _around(block: Block, name: str) -> str:
    """Return the name that the one link of a line holds, of which the address has a part."""
    words = block.text.split() if len(block.links) == 1 else []
    for start in range(len(words)):
        for end in range(start + 2, min(len(words), start + MAX_NAME_WORDS) + 1):
            linked = " ".join(words[start:end]).rstrip(",;:")
            if len(linked) == block.link_chars and _holds(linked, name) and is_known_name(linked):
                return linked
    return ""


def _holds(longer: str, name: str) -> bool:
    """Whether a name is a part of a longer one: an address may have the given name alone."""
    return f" {squash(name)} " in f" {squash(longer)} "


def _slug_of(link: str) -> tuple[str, bool] | None:
    """Return what an address calls an author, and whether that may be a single word."""
    found = _OF_AUTHOR.search(fold(unquote(re.sub(r"\s", "", link))))
    if found is None:
        return None
    return found["slug"].partition(".")[0], found["anybody"] is None


def _spelled(text: str, slug: str, *, single: bool) -> Iterator[str]:
    """Yield the words in a text that an address spells: "Ann Oake" of "ann-oake-123"."""
    wanted = "".join(_APART.split(slug))
    if len(wanted) < 3:
        return
    words = text.split()
    for start in range(len(words)):
        for end in range(min(len(words), start + MAX_NAME_WORDS), start, -1):
            name = " ".join(words[start:end]).strip(" .,;:|()[]")
            if _keys(name).isdisjoint((wanted,)):
                continue
            if is_name(name, caseless=True) or (single and end - start == 1 and is_handle(name)):
                yield name
                return


def _keys(name: str) -> frozenset[str]:
    """Return how addresses spell a name: without gaps, accents off or written out."""
    folded = fold(name)
    plain = (folded, folded.translate(_UMLAUTS))
    return frozenset(
        "".join(c for c in unicodedata.normalize("NFKD", it) if c.isalpha()) for it in plain
    )

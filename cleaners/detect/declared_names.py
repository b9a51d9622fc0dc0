"""Names of authors as pages declare them: no addresses, no accounts, no publishers."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Final

from cleaners.detect.lexicon import words
from cleaners.detect.line_words import is_handle
from cleaners.detect.names import (
    OUTLETS,
    ROLE_ENDINGS,
    STRANGERS,
    is_affiliation,
    is_known_name,
    is_name,
    split_names,
    without_contact,
)
from cleaners.detect.picture_lines import is_picture_credit, without_picture_credit
from cleaners.detect.signed_lines import behind_opener
from cleaners.detect.wires import agency_of
from cleaners.folding import fold, squash

MAX_NAME_CHARS: Final = 70
MAX_LIST_CHARS: Final = 300
_ADDRESS: Final = re.compile(
    r"https?:|www\.|\.(?:com|org|net|de|fr|co|uk|ru|it|es|info)\b|[@/\\{}<>=]"
)
_DIGIT: Final = re.compile(r"\d")
_ACCOUNTS: Final = words("bylines", "accounts")
_RUBRICS: Final = words("bylines", "rubrics")
_HANDLE: Final = re.compile(r"[^\W_][\w.\-]{1,29}")
_PARTS: Final = re.compile(r"\s+[|\u2013\u2014\u2022\u00b7-]\s+")


class Names:
    """What a page calls its author, and what it calls itself, to read its bylines by."""

    def __init__(self, strangers: frozenset[str], declared: Iterable[str]) -> None:
        self.strangers = strangers
        values = (_cleaned(it) for it in declared)
        names = (it for value in values for it in (split_names(value, caseless=True) or [value]))
        #: by key, of those that may be persons
        self.declared = {
            squash(it): it
            for it in names
            if it and is_person(it, strangers, handle=True, caseless=True)
        }

    def mended(self, name: str) -> str:
        """Return the declared name within a name that something is glued to."""
        key = squash(name)
        for declared, it in self.declared.items():
            if key != declared and declared in key and " " in declared:
                return it
        return name

    def printed_in(self, text: str) -> Iterator[str]:
        """Yield the declared names that stand in a text, as they are spelled there."""
        if not self.declared:
            return
        key = f" {squash(text)} "
        for declared, it in self.declared.items():
            if " " not in declared and key.startswith(f" {declared} ") and is_known_name(text):
                yield text  # the head of the page has the given name alone
                return
            if f" {declared} " in key:
                at = fold(text).find(fold(it))
                yield text[at : at + len(it)] if at >= 0 else it


def person_names(
    value: str, strangers: frozenset[str], *, pen: bool = True, handles: bool = False
) -> Iterator[str]:
    """Yield the persons that a declared author names; ``strangers`` are squashed names of the site.

    With ``pen`` a single word may be a name: who signs a blog signs so. With ``handles`` it may be
    any word: an element beside the headline says that it is an author's.

    >>> list(person_names("By Ann Oake and Ivo Pell", frozenset()))
    ['Ann Oake', 'Ivo Pell']
    >>> list(person_names("admin", frozenset())) + list(person_names("ann_oake", frozenset()))
    []
    >>> list(person_names("ann_oake", frozenset(), handles=True))
    ['ann_oake']
    """
    text = _cleaned(value)
    if not text or len(text) > MAX_LIST_CHARS or _ADDRESS.search(text.lower()):
        return
    parts = _PARTS.split(text)
    if len(parts) > 1:  # "The Courier - Ann Oake"
        own = [it for it in parts if squash(it) not in strangers and not is_affiliation(it)]
        text = own[0] if own else text
    names = split_names(text, caseless=True)
    if names is None and len(text) <= MAX_NAME_CHARS:
        names = [text]
    for name in names or []:
        if is_person(name, strangers, handle=handles) and (
            pen or handles or " " in name or not name.isascii()
        ):
            yield name


def _cleaned(value: str) -> str:
    """Take off what stands around the names: opening words, labels, credits of pictures."""
    text = " ".join(without_contact(html.unescape(value)).split()).strip(" ,;|.\u2013\u2014-")
    if len(text) > MAX_LIST_CHARS or is_picture_credit(text):
        return ""
    text = behind_opener(without_picture_credit(text))
    return text.rpartition(":")[2].strip() or text


def is_person(
    name: str, strangers: frozenset[str], *, handle: bool = False, caseless: bool = False
) -> bool:
    """Whether a declared name may be a person's, and no account, agency or publisher.

    ``handle``: a word without capitals may be one, too; ``caseless``: so may several.
    """
    key = squash(name)
    tokens = key.split()
    if not tokens or len(name) > MAX_NAME_CHARS or agency_of(name) is not None:
        return False
    if _is_strange(name, key, strangers) or _ACCOUNTS & set(tokens):
        return False
    if handle and " " not in name and _HANDLE.fullmatch(name):
        return is_handle(name)
    if _DIGIT.search(name) or "_" in name:
        return False
    if handle and name.islower() and is_known_name(name.title()):  # as some pages print all names
        return True
    if is_name(name, caseless=True):
        return True
    if is_affiliation(name) or OUTLETS & set(fold(name).split()) or tokens[0] in STRANGERS:
        return False
    if "/" in name or any(it.endswith(ROLE_ENDINGS) for it in tokens):
        return False
    if key in _RUBRICS:
        return False
    if len(tokens) == 1:  # a pen name, as blogs have them; a slug is lower case
        return len(name) >= 3 and name[0].isupper() and not name.isupper() and name.isalpha()
    capitals = sum(1 for word in name.split() if not word[:1].islower())
    return 2 <= len(tokens) <= 5 and (caseless or 2 * capitals > len(tokens))


def _is_strange(name: str, key: str, strangers: frozenset[str]) -> bool:
    """Whether a name is the site's; a site that is called like a person is that person's."""
    if " " in key and is_known_name(name):
        return False
    joined = key.replace(" ", "")
    return any(joined == it.replace(" ", "") or (len(key) > 5 and key in it) for it in strangers)

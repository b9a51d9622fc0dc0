"""Names of authors as pages declare them: no addresses, no accounts, no publishers."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Final

from cleaners.detect.lexicon import alternation, table, words
from cleaners.detect.names import (
    PARTICLES,
    ROLE_ENDINGS,
    ROLES,
    STRANGERS,
    is_affiliation,
    is_known_name,
    is_name,
    split_names,
    without_contact,
)
from cleaners.detect.photocredits import LABELED
from cleaners.detect.wires import agency_of
from cleaners.folding import fold, squash

MAX_NAME_CHARS: Final = 70
MAX_LIST_CHARS: Final = 300
#: words that open a byline with a colon behind them only
LABELS: Final = words("bylines", "labels") - words("bylines", "prepositions")
_ADDRESS: Final = re.compile(
    r"https?:|www\.|\.(?:com|org|net|de|fr|co|uk|ru|it|es|info)\b|[@/\\{}<>=]"
)
_DIGIT: Final = re.compile(r"\d")
_ACCOUNT: Final = frozenset(
    [
        "admin",
        "administrator",
        "webmaster",
        "root",
        "user",
        "editor",
        "editors",
        "redaktion",
        "redaction",
        "redazione",
        "redaccion",
        "redacción",
        "rédaction",
        "redação",
        "redacao",
        "redactie",
        "newsroom",
        "newsdesk",
        "staff",
        "team",
        "desk",
        "press",
        "presse",
        "guest",
        "anonymous",
        "unknown",
        "author",
        "autor",
        "online",
        "web",
        "wordpress",
        "contributor",
        "contributors",
        "null",
        "none",
        "undefined",
        "default",
        "webredaktion",
        "onlineredaktion",
        "news",
        "info",
        "support",
        "superuser",
        "sysadmin",
        "editorial",
        "board",
    ]
)
_OUTLETS: Final = words("bylines", "outlets")
_CALENDAR: Final = words("stamps", "weekdays") | frozenset(
    fold(name).strip(".") for names in table("calendar")["months"].values() for name in names
)
#: what stands in an author's element and names nobody
UI_WORDS: Final = words("bylines", "buttons")
_CREDITS: Final = table("bylines")["credits"]
_PICTURE: Final = alternation(
    [
        *(verb for role in ("photo", "video", "graphics") for verb in _CREDITS[role] if " " in verb),
        *("headshot of", "portrait of", "picture of", "image of", "avatar of", "foto van"),
    ]
)
#: behind it somebody else is named than the author
_PICTURED: Final = re.compile(rf"(?<!\w){_PICTURE}(?!\w)")
_OPENER: Final = re.compile(
    rf"(?<!\w)(?P<word>{alternation([*table('bylines')['prepositions'], *table('bylines')['labels']])})"
    r"(?:\s*[:\uff1a]\s*|\s+)(?=\S)"
)
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
            squash(it): it for it in names if it and is_person(it, strangers, handle=True, caseless=True)
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
            if f" {declared} " in key:
                at = fold(text).find(fold(it))
                yield text[at : at + len(it)] if at >= 0 else it


def is_picture_credit(text: str) -> bool:
    """Whether a line opens with the label of a photo credit."""
    folded = fold(text)
    return LABELED.match(folded) is not None or _PICTURED.match(folded) is not None


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
    pictured = _PICTURED.search(fold(text))
    if pictured is not None:
        text = text[: pictured.start()].strip(" ,;|/")
    text = behind_opener(text)
    return text.rpartition(":")[2].strip() or text


def behind_opener(text: str) -> str:
    """Return what follows the word that opens a byline, wherever in a line it stands.

    >>> behind_opener("Published 4 May by Ann Oake"), behind_opener("Gastbeitrag von Ivo Pell")
    ('Ann Oake', 'Ivo Pell')
    >>> behind_opener("Inga von Oake")
    'Inga von Oake'
    """
    folded = fold(text)
    for found in _OPENER.finditer(folded):
        before, word = text[: found.start()].strip(), found["word"]
        is_label = ":" in found[0] or "\uff1a" in found[0]
        if before and not is_label:
            if word in LABELS:  # "Author Ann Oake", and in a sentence an author is anyone
                continue
            if word in PARTICLES and is_name(before, single=True) and not (
                is_known_name(text[found.end() :]) and not is_known_name(before)
            ):
                continue
        elif not before and not is_label and word in LABELS:
            continue
        return text[found.end() :].strip()
    return text


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
    if _is_strange(name, key, strangers) or _ACCOUNT & set(tokens):
        return False
    if handle and " " not in name and _HANDLE.fullmatch(name):
        return _is_handle(name)
    if _DIGIT.search(name) or "_" in name:
        return False
    if is_name(name, caseless=True):
        return True
    if is_affiliation(name) or _OUTLETS & set(fold(name).split()):
        return False
    if len(tokens) == 1:  # a pen name, as blogs have them; a slug is lower case
        return len(name) >= 3 and name[0].isupper() and not name.isupper() and name.isalpha()
    capitals = sum(1 for word in name.split() if not word[:1].islower())
    return 2 <= len(tokens) <= 5 and (caseless or 2 * capitals > len(tokens))


def is_of_calendar(name: str) -> bool:
    """Whether all words of a name are months and weekdays: "Mon., March"."""
    return all(word.strip(".,") in _CALENDAR for word in fold(name).split())


def _is_handle(name: str) -> bool:
    known = _OUTLETS | ROLES | STRANGERS | UI_WORDS
    spelled = any(c.isalpha() for c in name) and not name.isupper()
    return spelled and fold(name) not in known and not fold(name).endswith(ROLE_ENDINGS)


def _is_strange(name: str, key: str, strangers: frozenset[str]) -> bool:
    """Whether a name is the site's; a site that is called like a person is that person's."""
    if " " in key and is_known_name(name):
        return False
    joined = key.replace(" ", "")
    return any(
        joined == it.replace(" ", "") or (len(key) > 5 and key in it) for it in strangers
    )

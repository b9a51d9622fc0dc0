"""Names of authors as pages declare them: no addresses, no accounts, no publishers."""

import html
import re
from collections.abc import Iterator
from typing import Final

from cleaners.detect.lexicon import alternation, table, words
from cleaners.detect.names import is_affiliation, is_name, split_names
from cleaners.detect.wires import agency_of
from cleaners.folding import fold, squash

MAX_NAME_CHARS: Final = 70
MAX_LIST_CHARS: Final = 300
_BY: Final = re.compile(
    rf"^\s*(?:{alternation(table('bylines')['prepositions'])})(?!\w)[\s:]*", re.IGNORECASE
)
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


def person_names(value: str, strangers: frozenset[str], pen: bool = True) -> Iterator[str]:
    """Yield the persons that a declared author names; ``strangers`` are squashed names of the site.

    With ``pen`` a single word may be a name: who signs a blog signs so.

    >>> list(person_names("By Ann Oake and Ivo Pell", frozenset()))
    ['Ann Oake', 'Ivo Pell']
    >>> list(person_names("admin", frozenset())) + list(person_names("ann_oake", frozenset()))
    []
    """
    text = " ".join(html.unescape(value).split()).strip(" ,;|.\u2013\u2014-")
    if not text or len(text) > MAX_LIST_CHARS or _ADDRESS.search(text):
        return
    text = _BY.sub("", text) or text
    text = text.rpartition(":")[2].strip() or text
    names = split_names(text, caseless=True)
    if names is None and len(text) <= MAX_NAME_CHARS:
        names = [text]
    for name in names or []:
        if is_person(name, strangers) and (pen or " " in name or not name.isascii()):
            yield name


def is_person(name: str, strangers: frozenset[str]) -> bool:
    """Whether a declared name may be a person's, and no account, agency or publisher."""
    key = squash(name)
    tokens = key.split()
    if not tokens or len(name) > MAX_NAME_CHARS or _DIGIT.search(name) or "_" in name:
        return False
    if key in strangers or any(key == it or (len(key) > 5 and key in it) for it in strangers):
        return False
    if _ACCOUNT & set(tokens) or agency_of(name) is not None:
        return False
    if is_name(name, caseless=True):
        return True
    if is_affiliation(name) or _OUTLETS & set(fold(name).split()):
        return False
    if len(tokens) == 1:  # a pen name, as blogs have them; a slug is lower case
        return len(name) >= 3 and name[0].isupper() and not name.isupper() and name.isalpha()
    capitals = sum(1 for word in name.split() if not word[:1].islower())
    return 2 <= len(tokens) <= 5 and 2 * capitals > len(tokens)

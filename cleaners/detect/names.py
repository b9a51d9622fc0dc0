"""Tell names of persons from other words, and take lists of names apart, by their shape."""

import re
from functools import lru_cache
from typing import Final

from cleaners.detect.east_names import is_east_name
from cleaners.detect.lexicon import table, words
from cleaners.detect.wires import agency_of
from cleaners.folding import REMEMBERED, fold

MAX_NAME_WORDS: Final = 5
MAX_AGENCY_WORDS: Final = 3
MAX_HANGUL: Final = 3  #: signs of a Korean name, but for a few family names of two

PARTICLES: Final = words("bylines", "particles")
ROLES: Final = words("bylines", "roles")
DESKS: Final = words("bylines", "desks")
OUTLETS: Final = words("bylines", "outlets")
ROLE_ENDINGS: Final = tuple(sorted(words("bylines", "role_endings")))
OUTLET_ENDINGS: Final = tuple(sorted(words("bylines", "outlet_endings")))
STRANGERS: Final = words("bylines", "strangers")
HONORIFICS: Final = words("bylines", "honorifics")
GIVEN: Final = frozenset(fold(name) for name in table("given_names")["names"].split())
#: words that are a name as well: behind a given name, before any name, before a given name
_SURNAMES: Final = words("surnames", "doubtful")
_PLACED: Final = words("surnames", "placed")
_DOUBTFUL_GIVEN: Final = words("surnames", "doubtful_given")
_FIRST_SURNAMES: Final = words("surnames", "first")
_STRANGE: Final = STRANGERS | ROLES | OUTLETS
_JOINERS: Final = words("bylines", "joiners")
#: those that are no part of a name, capitals or not: "ANN OAKE AND IVO PELL"
_LOUD_JOINERS: Final = frozenset(("and", "und", "avec", "with", "mit", "och", "og"))
#: vowel signs and points of Hebrew, Arabic, Indic, Thai, Lao and Burmese, which are no letters
_SIGNS: Final = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09d7"
    "\u0a00-\u0dff\u0e30-\u0e4e\u0eb0-\u0ecd\u102b-\u103e"
)
_WORD: Final = re.compile(
    rf"[^\W\d_](?:[^\W\d_.'’ʼ`‘\-‐‑·・]|[{_SIGNS}])*"
    rf"(?:[.'’ʼ`‘\-‐‑·・](?:[^\W\d_]|[{_SIGNS}])+)*\.?"
)
_HAN: Final = re.compile(
    r"[\u4e00-\u9fff々]{2,5}|[\u30a0-\u30ff]{2,8}[・·][\u30a0-\u30ff]{2,10}|[\u4e00-\u9fff]{1,8}[·・][\u4e00-\u9fff]{1,8}|[\uac00-\ud7af]{2,4}"
)
_INITIAL: Final = re.compile(r"\w\s[^\W\d_a-z]\.$")  #: "Ann O."
_CONTACT: Final = re.compile(
    r"\s*(?:\([^()]{0,80}\)|\[[^\]]{0,80}\]|<?[\w.+-]{1,64}@[\w-][\w.-]{0,80}>?|(?<!\w)@\w{2,40})\s*"
)
_GLUED: Final = re.compile(r"(?<=[^\W\d_A-Z]{2})[A-Z][a-z]{2,}(?![^\W\d_])")
_SPLIT: Final = re.compile(
    r"\s*(?:[,;/、，،&|•]|\s·\s|(?<=[\uac00-\ud7a3])·(?=[\uac00-\ud7a3])"
    r"|(?<=[\u4e00-\u9fff])・(?=[\u4e00-\u9fff]))\s*"
)
#: "for The Harbor Courier", "à Hafenstadt"
_FOR: Final = re.compile(r"(?:for|für|pour|para|per|voor|för|dla|для)\s\S")
_PLACE_END: Final = re.compile(
    r"\s+(?:in|at|for|from|of|aus|für|à|pour|en|para|em|op|na|w|в|near|reports?|reporting)"
    r"\s+\S.{0,60}$",
    re.IGNORECASE,
)


@lru_cache(maxsize=REMEMBERED)
def is_name(text: str, *, single: bool = False, caseless: bool = False) -> bool:
    """Whether ``text`` has the shape of a person's name.

    ``single``: one word will do. ``caseless``: a label vouches for it, so that a name in a script
    without capitals counts.

    >>> is_name("Ana de la Cruz"), is_name("the Ministry"), is_name("Late Edition")
    (True, False, False)
    """
    if caseless and not text.isascii() and (_HAN.fullmatch(text) or is_east_name(text)):
        is_long = len(text) > MAX_HANGUL and "\uac00" <= text[0] <= "\ud7a3"
        return not text.endswith(OUTLET_ENDINGS) and (not is_long or is_east_name(text))
    tokens = text.split()
    if not 1 <= len(tokens) <= MAX_NAME_WORDS or len(text) > 60:
        return False
    while tokens and fold(tokens[0]) in HONORIFICS:
        tokens = tokens[1:]
    capitals = 0
    for place, token in enumerate(tokens):
        folded = fold(token)
        if folded in PARTICLES and (place > 0 or len(tokens) > 1):
            capitals += 0 < place == len(tokens) - 1 and token[0].isupper() and folded in _SURNAMES
            continue
        if folded in _STRANGE and not (
            _is_short(tokens)
            and (folded in _DOUBTFUL_GIVEN if place == 0 else _is_surname(tokens, place))
        ):
            return False
        if folded.endswith(ROLE_ENDINGS):
            return False
        if not _WORD.fullmatch(token) or not _is_capital(token, caseless):
            return False
        capitals += 1
    return capitals >= (1 if single else 2)


def _is_short(tokens: list[str]) -> bool:
    """Whether a name is a given and a family name, perhaps with an initial or a second name."""
    middle = tokens[1:-1]
    return len(tokens) == 2 or (
        len(middle) == 1 and (len(middle[0].strip(".")) == 1 or fold(middle[0]) in GIVEN)
    )


def _is_surname(tokens: list[str], place: int) -> bool:
    """Whether a word of another meaning stands as a family name: behind a given name."""
    first = fold(tokens[0])
    is_given = first in GIVEN or first in _DOUBTFUL_GIVEN or "-" in first
    is_last = place == len(tokens) - 1 and not tokens[place].islower()
    return is_last and is_given and fold(tokens[place]) in _SURNAMES


def _is_capital(token: str, caseless: bool) -> bool:
    first = token[0]
    if first.isupper():
        return True
    if not first.islower():  # a script without case: Arabic, Devanagari, Thai
        return caseless
    head, mark, rest = token.partition("-") if "-" in token else token.partition("'")
    return bool(mark) and len(head) <= 3 and rest[:1].isupper()  # al-Amin, d'Arc


def without_contact(text: str) -> str:
    """Take brackets, mail addresses and handles off a byline."""
    return _CONTACT.sub(" ", text).strip() if any(c in text for c in "@([<") else text.strip()


def split_names(text: str, *, single: bool = False, caseless: bool = False) -> list[str] | None:
    """Return the persons in a list such as "A, B and C, Education Editor"; None: no such list.

    Roles, outlets, agencies and places beside a name are left out; a list that holds nothing else
    gives an empty list. "Last, First" is one name.

    >>> split_names("Marta Denholt and Ivo Pell, Education Editor")
    ['Marta Denholt', 'Ivo Pell']
    >>> split_names("Denholt, Marta"), split_names("Thursday evening the rain came")
    (['Denholt, Marta'], None)
    >>> split_names("Marta DenholtMarta Denholt")
    ['Marta Denholt']
    """
    half = len(text) // 2
    if half and text[:half] == text[half:]:  # printed once for wide screens and once for small ones
        text = text[:half]
    if _GLUED.search(text):
        text = _GLUED.sub(_unglued, text)
    names = _split_names(text, single, caseless)
    return None if names is None else list(names)


def _unglued(found: re.Match[str]) -> str:
    """Part a name from the outlet that is glued to it: "Ann OakeThe Courier"."""
    known = fold(found[0]) in OUTLETS | ROLES | {"the"}
    return f", {found[0]}" if known else found[0]


@lru_cache(maxsize=REMEMBERED)
def _split_names(text: str, single: bool, caseless: bool) -> tuple[str, ...] | None:
    text = without_contact(text).rstrip(" ,;:|-–—")
    if not _INITIAL.search(text):
        text = text.rstrip(" .,;:|-–—")
    if "[" in text:  # of a link of Markdown that was cut
        text = text.replace("[", "")
    last, comma, first = text.partition(",")
    if comma and _is_last_first(last, first.strip()):
        return (text,)
    if not text.isascii() and " " in text and all(map(is_east_name, pieces := text.split())):
        return tuple(pieces)  # "李晓梅 张伟"
    names: list[str] = []
    extras = 0
    for part in _parts(text):
        person = _person(part, single=single, caseless=caseless)
        if names and part.isupper() and not names[0].isupper():  # "Ann Oake, NDR HAFENSTADT"
            extras += 1
        elif person and names and is_affiliation(part) and not is_proper(person):
            extras += 1  # "Ann Oake | Fact Check Reporter"
        elif person:
            names.append(person)
        elif is_affiliation(part) or (names and (_is_place(part) or _FOR.match(part))):
            extras += 1
        else:
            return None
    return tuple(names) if names or extras else None


def is_known_name(text: str) -> bool:
    """Whether ``text`` is a name that begins with a common given name.

    >>> is_known_name("Marta Denholt"), is_known_name("Olympische Winterspiele")
    (True, False)
    >>> is_known_name("Denholt, Marta")
    True
    """
    last, comma, first = text.partition(", ")
    tokens = [*first.split(), *last.split()] if comma else text.split()
    if not text.isascii() and is_east_name(text):
        return True
    if len(tokens) > 1 and fold(tokens[0]) in HONORIFICS:
        tokens = tokens[1:]
    if len(tokens) == 2 and fold(tokens[0]) in _FIRST_SURNAMES and fold(tokens[1]) in GIVEN:
        return is_name(" ".join(tokens))  # "Kovács Eszter"
    if not tokens or fold(tokens[0]).split("-")[0] not in GIVEN:
        return False
    if fold(tokens[-1]) in _PLACED:  # "Albert Park"
        return False
    caseless = tokens[0][0].lower() == tokens[0][0].upper()  # a script without capitals
    return is_name(" ".join(tokens), single=True, caseless=caseless)


def is_proper(person: str) -> bool:
    """Whether words that may be a name begin as names do: no "Fact Check" of a reporter."""
    tokens = person.split()
    return is_known_name(person) or _is_surname(tokens, len(tokens) - 1)


def _is_last_first(last: str, first: str) -> bool:
    """Whether two single words stand as surname, given name and neither is a role or an agency."""
    if " " in last.strip() or not 1 <= len(first.split()) <= 2 or "," in first:
        return False
    known = (ROLES | OUTLETS | STRANGERS) & {fold(word) for word in [last, *first.split()]}
    if known or agency_of(first) or agency_of(last) or last.isupper() != first.isupper():
        return False
    return is_name(last, single=True) and is_name(first, single=True)


def _parts(text: str) -> list[str]:
    """Cut at commas and joining words; "y" and "e" join only when a name stands on both sides."""
    parts: list[str] = []
    for piece in _SPLIT.split(text):
        current: list[str] = []
        for word in piece.split():
            joins = fold(word) in _JOINERS and (len(current) != 1 or len(word) > 1)
            if joins and (word.islower() or fold(word) in _LOUD_JOINERS):
                parts.append(" ".join(current))
                current = []
            else:
                current.append(word)
        parts.append(" ".join(current))
    return [part for part in parts if part]


def _person(part: str, *, single: bool, caseless: bool) -> str | None:
    """Return the name at the head of ``part``, without the place behind it."""
    if agency_of(part) is not None:
        return None
    if part.startswith("de ") and len(part.split()) > 2:  # "by" in Romanian; "de Gaulle" is a name
        part = part[3:].strip()
    if is_name(part, single=single, caseless=caseless):
        return part
    cut = _PLACE_END.sub("", part)
    if cut != part and is_name(cut, single=single, caseless=caseless):
        return cut
    tokens = part.split()  # "Jane Doe Education Editor", "Political Correspondent Jane Doe"
    for size in range(min(MAX_AGENCY_WORDS, len(tokens) - 2), 0, -1):  # "Jane Doe The Wire"
        if agency_of(" ".join(tokens[-size:])) is not None:
            return _person(" ".join(tokens[:-size]), single=single, caseless=caseless)
    marks = [fold(token) in ROLES for token in tokens]
    if any(marks) and not all(marks):
        kept = " ".join(t for t, is_role in zip(tokens, marks, strict=True) if not is_role)
        contiguous = kept in " ".join(tokens)
        if any(fold(token) in DESKS for token in tokens) and not is_known_name(kept):
            return None  # "Redaktion Harbor Post"
        if contiguous and is_name(kept, caseless=caseless):
            return kept
    return None


def initials_of(person: str) -> str:
    """Return the letters that stand for a face where an author has no portrait: "AO"."""
    words = person.split()
    return "".join(word[0] for word in (words[0], words[-1])) if len(words) > 1 else ""


def is_affiliation(part: str) -> bool:
    """Whether ``part`` says for whom or as what somebody writes: a role, an outlet, an agency."""
    if agency_of(part) is not None:
        return True
    tokens = fold(part).split()
    known = any(t.strip(".,") in ROLES or t.strip(".,") in OUTLETS for t in tokens)
    return known and len(tokens) <= 8


def _is_place(part: str) -> bool:
    tokens = part.split()
    return 1 <= len(tokens) <= 3 and all(t[0].isalpha() and not t[0].islower() for t in tokens)

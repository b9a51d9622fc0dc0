"""Write the candidates of a byline: as printed, its persons, its agencies."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.detect.lexicon import alternation, table, words
from cleaners.detect.names import OUTLETS, ROLES, is_known_name, split_names
from cleaners.detect.wires import agency_of
from cleaners.document import Candidate
from cleaners.folding import fold

_TABLE: Final = table("bylines")
#: the same word again, from an element for wide screens and one for small ones: "Byby Ann Oake"
_TWICE: Final = r"(?:(?P<again>by|von|par|por|di|door|av|af)\s?(?=(?P=again)(?!\w)))?"
BY: Final = re.compile(
    rf"^[\s*_>|•·\-–—]*{_TWICE}(?P<opener>{alternation(_TABLE['prepositions'])})(?!\w)[\s:：|]*"
)
LABEL: Final = re.compile(
    rf"^[\s*_>|•·\-]*(?P<opener>{alternation(_TABLE['labels'])})\s*[:：/／・]\s*"
)
_PLACING: Final = words("bylines", "placing")
LINKS: Final = words("bylines", "joiners") | words("bylines", "particles") | ROLES


_FOOTNOTE: Final = re.compile(r"(?<=[^\W\d_]{2})\d{1,2}$")
#: a name, a dash, and where it was written, or for whom
_DASHED: Final = re.compile(r"(?P<name>[^-–—|,;/&]{4,50}?)\s[-–—]\s[^\W\d_][^-–—|,;/&]{1,30}")
_INITIAL: Final = re.compile(r"\w\s[^\W\d_a-z]\.$")  #: "Ann O."


def names_of_line(text: str) -> list[str]:
    """Return the names in a line of names, roles and places; a name said twice, once."""
    text = text.strip().lstrip("0123456789. ") if text[:1].isdecimal() else text.strip()
    half = len(text) // 2
    if text[:half].strip() == text[half:].strip():
        text = text[:half].strip()
    if text[-1:].isdecimal() and is_known_name(plain := _FOOTNOTE.sub("", text)):
        text = plain  # "Ann Oake1", with a note on who she is
    if (text[-1:] in ".!?:…\"'”" and not _INITIAL.search(text)) or any(c.isdecimal() for c in text):
        return []
    if text.startswith(("©", "(c)", "(C)")):  # of a picture
        return []
    lower = {fold(word) for word in text.split() if word[:1].islower()} - LINKS - OUTLETS
    if not lower <= _PLACING:
        return []
    if not any(part.strip() for part in re.split(r"[,;/&]", text)):
        return []
    caseless = text[:1].lower() == text[:1].upper()  # a script without capitals
    dashed = _DASHED.fullmatch(text)
    if dashed is not None and is_known_name(dashed["name"]):  # "Ann Oake - Velden"
        return [dashed["name"]] if len(dashed["name"].split()) > 1 else []
    names = split_names(text, caseless=caseless) or []
    return names if not lower or all(map(is_known_name, names)) else []


def byline_of(
    byline: str, names: list[str], index: int, start: int, end: int, sure: float, source: str
) -> Iterator[Candidate]:
    """Yield a byline, its persons and the agencies it names; all share the span."""
    rule = f"bylines/{source}"
    yield Candidate("byline", byline.strip(), source, rule, sure, "", index, start, end, "byline")
    for name in names:
        yield Candidate("author", name, source, rule, sure, "", index, start, end, "byline")
    for agency in agencies_in(byline):
        yield Candidate("agency", agency, source, rule, sure, "", index, start, end, "byline")


def agencies_in(byline: str) -> Iterator[str]:
    """Yield the agencies that a byline names: "By Ann Oake and AFP"."""
    opener = BY.match(fold(byline)) or LABEL.match(fold(byline))
    rest = byline[opener.end() :] if opener else byline
    for part in re.split(r"\s*(?:,|;|/|\||\bfor\b|\band\b|&|\bund\b|\bet\b|\by\b)\s*", rest):
        agency = agency_of(part) or agency_of(_without_roles(part))
        if agency:
            yield agency


def _without_roles(part: str) -> str:
    """Take the words of a desk off an agency: "Reuters Staff"."""
    return " ".join(word for word in part.split() if fold(word) not in ROLES)

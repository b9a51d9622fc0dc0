"""Detect the name of the site from what its boilerplate says of itself."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from cleaners.detect.lexicon import words
from cleaners.detect.names import OUTLETS
from cleaners.detect.sheet import MAX_EDGE_CHARS, Sheet
from cleaners.detect.titles import without_site
from cleaners.detect.wires import agency_of
from cleaners.document import Candidate
from cleaners.folding import REMEMBERED, fold, squash

MAX_NAME_WORDS: Final = 6

_NAME: Final = r"(?P<name>(?:the\s)?[^\s,.!?:;|]{2,30}(?:\s[^\s,.!?:;|]{1,30}){0,5}?)"
_THE_NAME: Final = r"(?P<name>the\s[^\s,.!?:;|]{2,30}(?:\s[^\s,.!?:;|]{1,30}){0,4}?)"
#: for each form the words of which one stands in it, its kind, how sure it is
_FORMS: Final = (
    (
        (" from ",),
        "plea",
        0.88,
        re.compile(rf"^\W{{0,4}}a (?:message|note|letter|word) from {_NAME}\s*[:!]?\W{{0,3}}$"),
    ),
    (
        ("support the",),
        "plea",
        0.82,
        re.compile(rf"(?<!\w)(?:please )?support {_THE_NAME}\s?!"),
    ),
    (
        ("reflect", "represent", "those of"),
        "position",
        0.82,
        re.compile(
            r"(?:reflect|represent|necessarily those of)(?: the)?"
            rf" (?:position|views?|opinions?|stance)?(?: of)? ?{_THE_NAME}(?:\.|$| or )"
        ),
    ),
    (
        ("©", "(c)", "copyright"),
        "copyright",
        0.75,
        re.compile(
            r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s?-\s?\d{2,4})?,?\s+)"
            rf"(?:by\s)?{_NAME}\s*(?:[.,|]|$|all rights)"
        ),
    ),
)
_COMPANY: Final = re.compile(
    r"[,\s]+(?:ltd|limited|inc|llc|gmbh|ag|s\.?a|s\.?r\.?l|plc|corp|corporation|co|b\.?v|pty"
    r"|media group)\.?$"
)
STRANGERS: Final = words("bylines", "strangers") - {
    "the",
    "new",
    "live",
    "world",
    "national",
    "international",
    "local",
    "sport",
    "sports",
    "business",
    "politics",
    "europe",
    "asia",
    "africa",
    "america",
    "north",
    "south",
    "east",
    "west",
    "united",
    "states",
    "street",
    "city",
    "county",
    "science",
    "tech",
    "technology",
    "economy",
    "health",
    "film",
    "music",
    "food",
    "sunday",
    "monday",
}
_ADDRESSED: Final = frozenset(
    {
        "us",
        "our",
        "we",
        "your",
        "me",
        "them",
        "him",
        "her",
        "it",
        "independent",
        "this",
        "editor",
        "editors",
        "editor-in-chief",
        "team",
        "all",
        "rights",
        "reserved",
        "publisher",
        "author",
    }
)


def detect_sites(sheet: Sheet) -> Iterator[Candidate]:
    """Yield names of the site: from rule hits that name it, from fixed forms, from a title hint.

    Boilerplate is read here, too: that is where a site speaks of itself.
    """
    yield from _of_title(sheet.document.source.hints.title)
    for hit in sheet.document.hits:
        for field, start, end in hit.fields:
            if field == "site_name":
                yield from _candidate(sheet, "plea", 0.88, hit.rule, (hit.block, start, end))
    for index in sheet.lines("site"):
        folded = sheet.folded[index][:MAX_EDGE_CHARS]
        for signs, source, sure, form in _FORMS:
            found = form.search(folded) if any(it in folded for it in signs) else None
            if found is not None and (source != "plea" or len(folded) < MAX_EDGE_CHARS):
                place = (index, *found.span("name"))
                yield from _candidate(sheet, source, sure, f"sites/{source}", place)


def _candidate(
    sheet: Sheet, source: str, sure: float, rule: str, place: tuple[int, int, int]
) -> Iterator[Candidate]:
    """Yield the name at a place; the owner of a copyright must look like the site to count."""
    block, start, end = place
    value = clean_name(sheet.blocks[block].text[start:end])
    if value is None:
        return
    if source == "copyright" and not (
        fold(value).startswith("the ") or _is_of_domain(sheet, value)
    ):
        sure = 0.4
    yield Candidate("site_name", value, source, rule, sure, "", block, start, end)


def _is_of_domain(sheet: Sheet, name: str) -> bool:
    """Whether a name, without spaces, is how the address of the document begins."""
    key = squash(name).replace(" ", "")
    hosts = (c.value.split("/")[2] for c in sheet.found if c.field == "url" and "//" in c.value)
    return any(
        key in (label, label.replace("-", "")) for host in hosts for label in host.split(".")
    )


def _of_title(title: str | None) -> Iterator[Candidate]:
    """Yield the site that a title hint ends with, where it holds a word such as "Times"."""
    if not title:
        return
    suffix = title[len(without_site(title)) :].strip(" |-–—·•»:")
    value = clean_name(suffix) if suffix else None
    if value and OUTLETS & set(squash(value).split()):
        yield Candidate("site_name", value, "title_suffix", "sites/title", 0.6)


@lru_cache(maxsize=REMEMBERED)
def clean_name(text: str) -> str | None:
    """Return a name as it is printed, marks and company form off; None when it is no name.

    >>> clean_name("The Marrovia Times Ltd."), clean_name("our readers")
    ('The Marrovia Times', None)
    """
    if "/" in text or "commons" in text.lower():
        return None
    name = " ".join(text.split()).strip(" *_:;,.!|-–—\"'“”")
    bare = _COMPANY.search(fold(name))
    if bare:
        name = name[: bare.start()].rstrip(" ,")
    tokens = name.split()
    if not 1 <= len(tokens) <= MAX_NAME_WORDS or len(name) < 2 or agency_of(name):
        return None
    folded = [fold(token) for token in tokens]
    if set(folded) & (_ADDRESSED | STRANGERS) - {"of", "to", "for", "and", "on", "in", "at"}:
        return None
    small = {
        "of",
        "and",
        "the",
        "for",
        "on",
        "in",
        "at",
        "to",
        "de",
        "la",
        "le",
        "du",
        "des",
        "der",
        "die",
        "das",
        "&",
        "del",
        "el",
        "y",
    }
    if any(t[:1].islower() and f not in small for t, f in zip(tokens, folded, strict=True)):
        return None
    return name if any(c.isalpha() for c in name) and not name.isdecimal() else None

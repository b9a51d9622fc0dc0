"""Detect the name of the site from what its boilerplate says of itself."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.detect.lexicon import words
from cleaners.detect.sheet import MAX_EDGE_CHARS, Sheet
from cleaners.detect.wires import agency_of
from cleaners.document import Candidate
from cleaners.folding import fold

MAX_NAME_WORDS: Final = 6

_NAME: Final = r"(?P<name>(?:the\s)?[^\s,.!?:;|]{2,30}(?:\s[^\s,.!?:;|]{1,30}){0,5}?)"
_FORMS: Final = (
    (
        "plea",
        0.88,
        re.compile(rf"^\W{{0,4}}a (?:message|note|letter|word) from {_NAME}\s*[:!]?\W{{0,3}}$"),
    ),
    (
        "plea",
        0.82,
        re.compile(
            rf"(?<!\w)(?:please )?support (?P<name>the\s[^\s,.!?:;|]{{2,30}}(?:\s[^\s,.!?:;|]{{1,30}}){{0,3}})\s?!"
        ),
    ),
    (
        "position",
        0.82,
        re.compile(
            rf"(?:reflect|represent|necessarily those of)(?: the)? (?:position|views?|opinions?|stance)?(?: of)? ?(?P<name>the\s[^\s,.!?:;|]{{2,30}}(?:\s[^\s,.!?:;|]{{1,30}}){{0,4}}?)(?:\.|$| or )"
        ),
    ),
    (
        "copyright",
        0.75,
        re.compile(
            rf"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{{4}}(?:\s?-\s?\d{{2,4}})?,?\s+)(?:by\s)?{_NAME}\s*(?:[.,|]|$|all rights)"
        ),
    ),
)
_GATE: Final = (" from ", "support ", "reflect", "represent", "those of", "©", "(c)", "copyright")
_COMPANY: Final = re.compile(
    r"[,\s]+(?:ltd|limited|inc|llc|gmbh|ag|s\.?a|s\.?r\.?l|plc|corp|corporation|co|b\.?v|pty|media group)\.?$"
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
    """Yield names of the site: from rule hits that name it, and from fixed forms of address.

    Boilerplate is read here, too: that is where a site speaks of itself.
    """
    for hit in sheet.document.hits:
        text = sheet.blocks[hit.block].text
        for field, start, end in hit.fields:
            value = clean_name(text[start:end]) if field == "site_name" else None
            if value:
                yield Candidate(
                    "site_name", value, "plea", hit.rule, 0.88, "", hit.block, start, end
                )
    for index, folded in enumerate(sheet.folded):
        folded = folded[:MAX_EDGE_CHARS]
        if not any(word in folded for word in _GATE):
            continue
        for source, sure, form in _FORMS:
            found = form.search(folded)
            if found is None or (source == "plea" and len(folded) >= MAX_EDGE_CHARS):
                continue
            start, end = found.span("name")
            value = clean_name(sheet.blocks[index].text[start:end])
            if value:
                yield Candidate(
                    "site_name", value, source, f"sites/{source}", sure, "", index, start, end
                )


def clean_name(text: str) -> str | None:
    """Return a name as it is printed, marks and company form off; None when it is no name.

    >>> clean_name("The Marrovia Times Ltd."), clean_name("our readers")
    ('The Marrovia Times', None)
    """
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

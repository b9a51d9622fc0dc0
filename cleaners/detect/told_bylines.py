"""Tell bylines by what they say, wherever they stand: in boxes, below the text, in a record."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.detect.byline_parts import BY, LABEL
from cleaners.detect.east_bylines import names_by_signs
from cleaners.detect.lexicon import alternation, table, words
from cleaners.detect.names import is_affiliation, is_known_name, split_names
from cleaners.detect.sheet import Sheet
from cleaners.detect.signed_lines import read_signed
from cleaners.detect.wires import agency_of
from cleaners.document import Candidate, Kind
from cleaners.folding import fold

_ACCOUNTS: Final = words("bylines", "accounts")
BARE_LABEL: Final = re.compile(
    rf"^[\s*_>|•·\-]*(?P<opener>{alternation(table('bylines')['authors'])})\s+(?=\S)"
)
#: boxes that hold the bylines of others
_ELSEWHERE: Final[frozenset[Kind]] = frozenset(
    ("teaser_cards", "related_links", "most_read", "recommended_by", "comments", "photo_caption")
)


def of_hint(name: str) -> Iterator[Candidate]:
    """Yield the persons of a hint; accounts, addresses and outlets are no persons."""
    name = re.sub(r"^(?:by|von|par|por)\s+", "", " ".join(name.split()), flags=re.IGNORECASE)
    if not name or "://" in name or "@" in name or fold(name) in _ACCOUNTS or agency_of(name):
        return
    people = split_names(name, single=True, caseless=True)
    if people is None and is_affiliation(name):
        return
    for person in people if people is not None else [name]:
        yield Candidate("author", person, "hint", "bylines/hint", 0.85)


def is_told(sheet: Sheet, index: int) -> bool:
    """Whether a line below the text says "author" and names known: whatever it was taken for."""
    text, folded = sheet.blocks[index].text, sheet.folded[index]
    if not text.isascii() and names_by_signs(text.strip()):
        return True
    posted = BY.match(folded)
    if posted is not None and " " in posted["opener"]:  # "Posted by"
        signed = read_signed(text)
        return signed is not None and all(map(is_known_name, signed.names))
    label = BARE_LABEL.match(folded.replace(":", " "))
    names = split_names(text[label.end() :].lstrip(" :–—|-")) if label is not None else None
    return bool(names) and any(is_known_name(name) for name in names or ())


def is_label_alone(sheet: Sheet, index: int, title: int | None) -> bool:
    """Whether a line between the headline of a page and its text is an opening word, and no more.

    Whatever box it stands in: "By", the name, "Date", the day, one below the other.
    """
    if title is None or not sheet.prose or not title < index < sheet.prose[0]:
        return False
    opener = BY.match(sheet.folded[index]) or LABEL.match(f"{sheet.folded[index]} _")
    return opener is not None and opener.end() >= len(sheet.folded[index])


def is_signed_between(sheet: Sheet, index: int, title: int | None) -> bool:
    """Whether a line between the headline of a page and its text is a byline of known names.

    Though it be in a box: of buttons to share with, beside a portrait.
    """
    if title is None or not sheet.prose or not title < index < sheet.prose[0]:
        return False
    above = index - 1
    if above != title and above in sheet.hidden and sheet.blocks[above].role == "heading":
        return False  # of a teaser, which says whose it is
    opener = BY.match(sheet.folded[index])
    names = split_names(sheet.blocks[index].text[opener.end() :]) if opener is not None else None
    if not names or not all(" " in it and is_known_name(it) for it in names):
        return False
    return not any(
        it.block == index and it.kind in _ELSEWHERE and it.rule.startswith("container/")
        for it in sheet.document.marks
    )

"""What a photo credit is made of: sources, names, and nothing that sentences have."""

import re
from typing import Final

import msgspec

from cleaners.detect.lexicon import words
from cleaners.detect.wires import agency_of
from cleaners.folding import fold

MAX_CREDIT_CHARS: Final = 120
SLASH: Final = re.compile(r"\s?[/|]\s?")  #: between the parts of a credit
_SOURCES: Final = words("captions", "sources")
_VERBISH: Final = re.compile(
    r"(?<!\w)(?:the|and|was|were|is|are|his|her|said|says|that|to|an)(?!\w)"
)


class Credit(msgspec.Struct, frozen=True):
    """A credit at the end of a block: where it begins, and what it says without its label."""

    start: int  #: of the whole credit, label and bracket included
    text: str
    confidence: float


def is_source(part: str) -> bool:
    """Whether a part of a credit is an agency or another known source of pictures."""
    return fold(part).strip(" .*_") in _SOURCES or agency_of(part) is not None


def is_credit_text(credit: str, *, labeled: bool) -> bool:
    """Whether a text may be a credit; ``labeled``: a label before it says so."""
    if not 2 <= len(credit) <= MAX_CREDIT_CHARS or not any(c.isalpha() for c in credit):
        return False
    folded = fold(credit)
    if len(_VERBISH.findall(folded)) > (1 if labeled else 0):
        return False
    tokens = credit.split()
    return len(tokens) <= 14 and (
        credit[0].isupper() or not credit[0].islower() or is_source(credit) or labeled
    )


def clean_credit(text: str) -> str:
    """Take off a credit what only sets it apart: brackets, marks of emphasis, a full stop."""
    return text.strip().strip("*_[]").rstrip(" .)]）】").lstrip(" (（【").strip()

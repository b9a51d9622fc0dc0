"""Detect what stands below a byline and belongs to it: "Political Correspondent"."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.detect.names import ROLE_ENDINGS, ROLES, is_affiliation
from cleaners.detect.sheet import Sheet
from cleaners.document import Candidate
from cleaners.folding import fold

MAX_ROLE_WORDS: Final = 5
_SMALL: Final = frozenset({"of", "for", "in", "at", "and", "the", "&", "für", "de", "du", "des"})
_SPECIAL: Final = re.compile(
    r"^(?:special(?:ly)?(?: correspondent)? (?:to|for)|exclusive(?:ly)? (?:to|for)"
    r"|(?:exklusiv|eigener bericht) für|especial para|spécial pour) "
    r"(?:(?:the|die|den|das|la|le|el|o|a) )?[^.!?:;,]{2,40}$"
)


def detect_role_lines(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the line below a byline that says what its author is, or for whom it was written."""
    stamped = {it.block for it in sheet.found if it.kind == "publish_stamp"}
    signed = {it.block for it in sheet.found if it.kind == "byline" and it.block is not None}
    for index in sorted(block + 1 for block in signed):
        if index >= min(sheet.front, len(sheet.blocks)) or not sheet.is_free(index):
            continue
        text = sheet.blocks[index].text.strip()
        is_stamped = index + 1 in stamped and is_plain_role(text) if text else False
        if is_role(text) or is_stamped or _is_special(text):
            yield Candidate(
                *("byline", "", "role_line", "bylines/role", 0.75, ""),
                *(index, 0, len(sheet.blocks[index].text), "byline"),
            )


def is_plain_role(text: str) -> bool:
    """Whether a line is a few words in small letters of which the first or last is a role.

    "Local government reporter", "redactora de Local": where name and stamp stand around it.
    """
    tokens = [fold(word.strip(".,")) for word in text.split()]
    if not 1 <= len(tokens) <= MAX_ROLE_WORDS or text[-1] in ".!?:" or any(map(str.isdigit, text)):
        return False
    return any(it in ROLES or it.endswith(ROLE_ENDINGS) for it in (tokens[0], tokens[-1]))


def is_role(text: str) -> bool:
    """Whether a line says what somebody is, and nothing else: "Political Correspondent"."""
    tokens = [word.strip(".,") for word in text.split()]
    roles = [word for word in tokens if fold(word) in ROLES]
    plain = all(
        not word[:1].islower() or fold(word) in ROLES or fold(word) in _SMALL for word in tokens
    )
    if not tokens or not text:
        return False
    named = bool(roles) and plain and len(tokens) <= MAX_ROLE_WORDS
    return named and text[:1].isupper() and text[-1] not in ".!?:" and is_affiliation(text)


def _is_special(text: str) -> bool:
    """Whether a line says for which outlet: "Special to the Courier"."""
    return _SPECIAL.match(fold(text)) is not None and text.rsplit(maxsplit=1)[-1][:1].isupper()

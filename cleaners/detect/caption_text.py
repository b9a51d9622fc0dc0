"""Take a caption apart whose markup says that it is one: its label, what it says, its credit."""

import re
from itertools import pairwise
from typing import Final

from cleaners.detect.credit_text import MAX_CREDIT_CHARS, SLASH, clean_credit, is_source
from cleaners.detect.lexicon import alternation, table
from cleaners.detect.names import is_known_name, split_names
from cleaners.detect.photocredits import LABELED, read_credit
from cleaners.folding import fold

_TABLE: Final = table("captions")
SIGN: Final = r"\s*[:：|\]]\s*(?=\S)"
CAPTION_LABEL: Final = re.compile(
    rf"^[\s\[(]*{alternation([*_TABLE['caption_labels'], *_TABLE['loose_labels']])}{SIGN}"
)
_CREDIT: Final = alternation(_TABLE["credit_labels"])
#: where an element ended, and another began: "at the quay.Foto: Ira Vell"
_GLUED: Final = re.compile(
    rf"(?<=[.!?…。\"”»)])(?:(?={_CREDIT}(?:\s*[:：]|\s(?:by|von|de|di)\s))"
    r"|(?=[^\W\d_][^\s./]{1,30}(?:\s[^\s./]{1,20}){0,2}/[^\W\d_]))"
)
_MAY_BE_GLUED: Final = re.compile(r"[^\W\d_][.!?…\"”»)][^\W\d_]")
#: nothing but a credit: "Photograph by Ira Vell", "© 2012 Wirex/AP"
_WHOLE: Final = re.compile(rf"^[\s(\[]*(?:{_CREDIT}[\s:：/|=]|©\s?(?:\d{{4}}\s)?)\s*(?=\S)")
_BRACKETED: Final = re.compile(r"[(（](?P<name>[^()（）\n]{3,60})[)）]\W{0,2}$")
_ENDS: Final = " |–—-,;\n©"
_SIGN_OF_OWNER: Final = re.compile(r"^©\s?(?:\d{4}\s)?")


def split_caption(text: str) -> tuple[str, str]:
    """Return what a caption says, and whom it credits; each may be empty.

    >>> split_caption("Trams wait at the depot.Foto: Ira Vell/Wirex")
    ('Trams wait at the depot.', 'Ira Vell/Wirex')
    >>> split_caption("Photograph by Ira Vell"), split_caption("The quay at night")
    (('', 'Ira Vell'), ('The quay at night', ''))
    """
    text = text.strip()
    if _MAY_BE_GLUED.search(text):
        text = _unglued(text)
    owner = _whole(text)
    if owner:
        return "", owner
    credit = read_credit(text)
    said, by = text, ""
    if credit is not None:
        said, by = text[: credit.start].rstrip(_ENDS), _SIGN_OF_OWNER.sub("", credit.text)
    elif (name := _BRACKETED.search(text)) is not None and _is_owner(name["name"]):
        said, by = text[: name.start()].rstrip(_ENDS), clean_credit(name["name"])
    label = CAPTION_LABEL.match(fold(said)) or (LABELED.match(fold(said)) if by else None)
    return said[label.end() if label else 0 :].strip(), by


def _unglued(text: str) -> str:
    cuts = [it.start() for it in _GLUED.finditer(fold(text))]
    return " ".join(text[a:b] for a, b in pairwise((0, *cuts, len(text))))


def _whole(text: str) -> str:
    """Return the credit that is all of a text: known sources, or a name behind a label."""
    if len(text) > MAX_CREDIT_CHARS:
        return ""
    parts = [it for it in SLASH.split(clean_credit(text)) if it]
    if parts and is_source(parts[-1]) and all(len(it.split()) <= 4 for it in parts):
        return _SIGN_OF_OWNER.sub("", clean_credit(text))
    label = _WHOLE.match(fold(text))
    rest = clean_credit(text[label.end() :]) if label is not None else ""
    return rest if rest and _is_owner(rest) else ""


def _is_owner(text: str) -> bool:
    parts = [it for it in SLASH.split(text) if it]
    if any(map(is_source, parts)) and all(len(it.split()) <= 4 for it in parts):
        return True
    names = split_names(text)
    return bool(names) and all(map(is_known_name, names or ()))

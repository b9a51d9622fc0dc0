"""Read photo credits: "Ira Vell / POOL / AP", "Photo: Ira Vell", "(AP Photo/Ira Vell)"."""

import re
from functools import lru_cache
from typing import Final

from cleaners.detect.credit_ends import (
    LAST_WORDS,
    LONGEST_ENDING,
    TAKEN_ENDS,
    read_ending,
    read_equation,
    read_named_photo,
    read_owner,
    read_photographed,
)
from cleaners.detect.credit_text import (
    MAX_CREDIT_CHARS,
    SLASH,
    Credit,
    clean_credit,
    is_credit_text,
    is_source,
)
from cleaners.detect.dateline_signs import read_line_of_names
from cleaners.detect.lexicon import alternation, table, words
from cleaners.detect.names import is_name
from cleaners.detect.wires import SIGNED
from cleaners.folding import REMEMBERED, fold

MAX_GLUED_CHARS: Final = 250  #: a caption without a full stop before its credit is no longer

MAX_STOCK_CHARS: Final = 24  #: of "Getty Images via AFP", the longest end without a slash

_TABLE: Final = table("captions")

_LABEL: Final = alternation(_TABLE["credit_labels"])
LABELED: Final = re.compile(rf"^[\s\[(]*{_LABEL}\s*[:：|=]\s*(?=\S)")
_LABEL_WITHIN: Final = re.compile(rf"{_LABEL}\s*[:：=]\s*")
_SOURCE: Final = rf"(?:{alternation(_TABLE['sources'])}|{SIGNED})"
_BY: Final = r"(?:photos?|image|picture|photograph|foto)\s(?:by|von|de|di)"
_LABELED: Final = re.compile(
    rf"(?:^|(?<=[\s(\[|（【]))(?:{_LABEL}\s*[:：/|=]\s*|{_BY}\s+|fot\.\s+"
    r"|(?:photo\s)?(?=(?:courtesy|handout)\s(?:of|via|from)\s))"
    rf"(?P<credit>[^\n]{{2,{MAX_CREDIT_CHARS}}})$"
)
_MAY_LABEL: Final = re.compile(rf"fot\.|courtesy|handout|{_BY}\s")
_SIGN: Final = re.compile(r"[:：/|=]")
_OPEN: Final = re.compile(r"[(\[（【]")
_LABEL_ENDS: Final = frozenset(it.split()[-1] for it in words("captions", "credit_labels"))
_MAY_STOCK: Final = re.compile(r"getty|shutterstock|alliance|imago|reuters/|ap photo/|epa-efe")
_BRACKETED: Final = re.compile(
    rf"[(\[（](?P<credit>[^()\[\]（）\n]{{2,{MAX_CREDIT_CHARS}}})[)\]）]\s*[.*_]{{0,3}}$"
)
_VIA: Final = re.compile(
    rf"(?P<credit>(?:[^\W\d_][\w.'-]{{0,24}}\s){{1,4}}(?:[/|]\s?)?via\s{_SOURCE})[\s.*_]{{0,3}}$"
)
_STOCK: Final = re.compile(
    r"(?P<credit>(?:©\s?)?(?:(?:[^\W\d_][\w.'-]{0,24}[\s/]{1,3}){0,4})(?:getty images(?: via afp)?"
    r"|shutterstock|picture[ -]alliance|imago(?: images)?|reuters/[^\W\d_][\w.' -]{2,40}"
    r"|ap photo/[^\W\d_][\w.' -]{2,40}|epa-efe))[\s.*_]{0,3}$"
)
#: a name and a known source right at the end, without a stop before them
_GLUED: Final = re.compile(
    r"\s(?P<name>[^\W\d_][\w.'-]{0,24}\s[^\W\d_][\w.'-]{0,24})"
    rf"/{_SOURCE}(?:/{_SOURCE})?[\s.*_]{{0,3}}$"
)
_COPYRIGHT: Final = re.compile(
    rf"(?P<credit>©\s?(?:[^\W\d_][\w.'-]{{0,24}}[\s/,]{{1,3}}){{0,4}}{_SOURCE})[\s.*_]{{0,3}}$"
)
_SENTENCE_END: Final = re.compile(r"[.!?…。][\"'”’»)]{0,2}\s+")
_CLOSERS: Final = frozenset(")]）")


def read_credit(text: str, folded: str | None = None, *, emphasized: bool = False) -> Credit | None:
    """Return the photo credit that ends ``text``, or is all of it; ``folded`` saves folding again.

    >>> read_credit("Trams wait at the depot. Ira Vell / POOL / WIREX").text
    'Ira Vell / POOL / WIREX'
    >>> read_credit("He plays guitar and/or drums") is None
    True
    """
    text = text.rstrip()
    at = max(0, len(text) - 2 * MAX_CREDIT_CHARS)
    tail = fold(text[at:]) if folded is None else folded[at : len(text)]
    return _read(text, tail, at, emphasized) if _has_hint(tail) else None


def read_bracketed_names(text: str) -> Credit | None:
    """Read a line that is nothing but brackets around a name, a slash and another name.

    Known sources need no more than the brackets; whoever else it is, the line above must tell.

    >>> read_bracketed_names("(Ira Vell / Harbor Dispatch)").text
    'Ira Vell / Harbor Dispatch'
    """
    found = _BRACKETED.fullmatch(text.strip())
    if found is None:
        return None
    credit = clean_credit(found["credit"])
    parts = SLASH.split(credit)
    if len(parts) < 2 or not is_name(parts[0]) or not _is_persons(parts):
        return None
    return Credit(0, credit, 0.75) if is_credit_text(credit, labeled=False) else None


def may_hold_credit(text: str, folded: str) -> bool:
    """Whether a text ends with something that stands in every credit: a cheap look before."""
    end = len(text.rstrip())
    return _has_hint(folded[max(0, end - 2 * MAX_CREDIT_CHARS) : end])


def _has_hint(tail: str) -> bool:
    """Whether a sign or word stands in it of which each form of a credit needs one."""
    if ":" in tail or "/" in tail or "|" in tail or "©" in tail or "=" in tail:
        return True
    if tail.rstrip(" .*_")[-1:] in _CLOSERS:
        return True
    end = tail[-MAX_STOCK_CHARS:]
    stock = "getty" in end or "imago" in end or "shutterstock" in end or "alliance" in end
    return (
        stock
        or tail.rstrip(" .*_)]）")[-LONGEST_ENDING:].split(" ")[-1] in LAST_WORDS
        or ("epa-efe" in end or " via " in tail or "courtesy" in tail or "handout" in tail)
        or ("photo" in tail or "image" in tail or "picture" in tail or "foto" in tail)
        or "fot." in tail
        or tail.endswith(TAKEN_ENDS)
    )


@lru_cache(maxsize=REMEMBERED)
def _read(text: str, tail: str, at: int, emphasized: bool) -> Credit | None:
    slashed = _slashed(text, emphasized=emphasized) if "/" in tail or "|" in tail else None
    for form in _FORMS:
        found = form(text, tail, at)
        if found is not None:
            return found
    return slashed


def _labeled(text: str, tail: str, at: int) -> Credit | None:
    """Read "Photo: X/Reuters" at the end; what follows the label is short and no sentence."""
    found = _LABELED.search(tail) if _may_be_labeled(tail) else None
    while found is not None:
        credit = _labeled_at(text, found, at)
        later = _LABELED.search(tail, found.start() + 1)
        if credit is not None and not (later and _SENTENCE_END.search(credit.text)):
            return credit
        found = later
    return None


def _may_be_labeled(tail: str) -> bool:
    """Whether the last word of a label stands before a sign, or the words of a form without."""
    if _MAY_LABEL.search(tail) is not None:
        return True
    heads = _SIGN.split(tail)[:-1]
    return any(word in _LABEL_ENDS for head in heads for word in _OPEN.sub(" ", head).split()[-1:])


def _labeled_at(text: str, found: re.Match[str], at: int) -> Credit | None:
    start = at + found.start()
    credit = clean_credit(text[at + found.start("credit") :])
    if not is_credit_text(credit, labeled=True):
        return None
    opening = text[:start].rstrip()
    if opening.endswith(("(", "[", "（", "【")):
        start = len(opening) - 1
    elif opening and opening[-1:] not in ".!?…。\"'”’»)|\n–—-,;":
        return None
    return Credit(start, credit, 0.85)


def _bracketed(text: str, tail: str, at: int) -> Credit | None:
    """Read "(AP Photo/X)" or "(X/Reuters)": in brackets, slash or label are needed."""
    found = _BRACKETED.search(tail) if tail.rstrip(" .*_")[-1:] in _CLOSERS else None
    if found is None:
        return None
    inner = clean_credit(text[at + found.start("credit") : at + found.end("credit")])
    label = _LABEL_WITHIN.match(fold(inner))
    if label:
        inner = inner[label.end() :]
    parts = SLASH.split(inner)
    known = any(is_source(part) for part in parts)
    told = (
        bool(label)
        or " via " in inner
        or fold(inner).startswith(("ap photo", "courtesy", "photo by "))
    )
    if not (told or (known and len(parts) > 1 and _is_persons(parts))):
        return None
    return Credit(at + found.start(), inner, 0.88) if is_credit_text(inner, labeled=told) else None


def _patterns(text: str, tail: str, at: int) -> Credit | None:
    found = _GLUED.search(tail) if "/" in tail and len(text) <= MAX_GLUED_CHARS else None
    if found is not None and is_name(text[at + found.start("name") : at + found.end("name")]):
        credit = text[at + found.start("name") :].rstrip(" .*_")
        return Credit(at + found.start("name"), credit, 0.75)
    due = (" via " in tail, _MAY_STOCK.search(tail) is not None, "©" in tail)
    for form, is_due in zip((_VIA, _STOCK, _COPYRIGHT), due, strict=True):
        found = form.search(tail) if is_due else None
        if found is None:
            continue
        start = _after_sentence(tail, found.start("credit"), found.end("credit"))
        before = tail[:start].rstrip()
        if before and before[-1] not in ".!?…。\"'”’»)|\n–—-:":
            continue
        credit = clean_credit(text[at + start : at + found.end("credit")])
        if is_credit_text(credit, labeled=False):
            return Credit(at + start, credit, 0.85)
    return None


def _after_sentence(tail: str, start: int, end: int) -> int:
    """Move the start of a credit behind the last sentence end inside it."""
    ends = [it.end() for it in _SENTENCE_END.finditer(tail, start, end)]
    return ends[-1] if ends and ends[-1] < end else start


def _slashed(text: str, *, emphasized: bool) -> Credit | None:
    """Read "Name / AP / TASS" at the end, behind a sentence end, a line break or nothing."""
    if read_line_of_names(text) is not None:
        return None  # who writes from where, for which agency
    at = max(0, len(text) - MAX_CREDIT_CHARS)
    ends = [it.end() for it in _SENTENCE_END.finditer(text, at)]
    breaks = [i + 1 for i in range(at, len(text)) if text[i] == "\n"]
    for start in sorted({0, *ends, *breaks} if at == 0 else {*ends, *breaks}):
        credit = clean_credit(text[start:])
        parts = SLASH.split(credit)
        if not 2 <= len(parts) <= 6 or not is_credit_text(credit, labeled=False):
            continue
        if not _is_persons(parts):
            continue
        known = any(is_source(part) for part in parts)
        loud = parts[-1].isupper() and len(parts[-1]) > 1
        if known or (loud and " / " in credit) or (emphasized and loud):
            return Credit(start, credit, 0.88 if known else 0.8)
    return None


def _is_persons(parts: list[str]) -> bool:
    """Whether each part is a name, a source or a short word that begins with a capital."""
    for part in parts:
        tokens = part.split()
        if not 1 <= len(tokens) <= 5 or any(c in part for c in '!?;:"“”'):
            return False
        if any(t[-1] == "." and len(t) > 3 for t in tokens[:-1]):  # a sentence ends inside
            return False
        if is_source(part) or is_name(part, caseless=True):
            continue
        if not all(t[:1].isupper() or not t[:1].islower() for t in tokens) or part.isdecimal():
            return False
    return any(any(c.isalpha() for c in part) for part in parts)


#: the first that finds a credit says what it is
_FORMS: Final = (
    _labeled,
    _bracketed,
    _patterns,
    read_owner,
    read_ending,
    read_equation,
    read_photographed,
    read_named_photo,
)

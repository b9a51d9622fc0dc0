"""Detect datelines: the place, day and agency before the first sentence of wire copy."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Final

import msgspec

from cleaners.detect.cues import has_parting_dash, may_be_signed
from cleaners.detect.dateline_fields import PARTS, candidates, unknown_agency
from cleaners.detect.dateline_signs import (
    DASH,
    GAP,
    PLACE,
    Prefix,
    is_day,
    prefix_of,
    read_capitals,
    read_line_of_names,
    read_named,
    read_stopped,
    read_unknown,
)
from cleaners.detect.lexicon import words
from cleaners.detect.names import is_known_name, split_names
from cleaners.detect.sheet import Sheet
from cleaners.detect.wires import RELEASES, SIGNED, agency_of
from cleaners.document import Candidate, Field
from cleaners.folding import REMEMBERED, fold
from cleaners.layout import weighs

MAX_DATELINE_CHARS: Final = 110
MIN_LEAD_WEIGHT: Final = 40  #: what follows a dateline is a sentence
SEARCHED_BLOCKS: Final = 4  #: long blocks from the start that may open with a dateline

_CITIES: Final = words("places", "cities")
_STRANGERS: Final = words("places", "strangers")
_LABELS: Final = words("places", "labels")

_DAY: Final = rf"(?P<day>(?:[^\W\d_]{{7,10}}{GAP})?[^()/\[\]–—\n]{{0,6}}?\d[^()/\[\]–—\n]{{0,24}}?)"
_SIGN: Final = (
    r"(?:\((?P<paren>[^()\n]{2,40})\)|（(?P<wide>[^（）\n]{2,40})）|/(?P<slash>[^/()\n]{2,40})/)"
)

#: MOSCOW (Reuters) -   LONDON, March 3 (Reuters) -   Quito, 12 mar (EFE).-   МОСКВА. /ТАСС/.
_SIGNED: Final = re.compile(
    rf"{PLACE}(?:[,.]{{0,2}}{GAP}{_DAY})?[.,]?{GAP}?{_SIGN}{GAP}?(?:[.:]?{GAP}?{DASH}|[.:](?={GAP})|(?<=/)|(?={GAP})){GAP}*"
)
#: Ayşe YILMAZ / MURATLI, (DHA) -   Ali Kaya-Ece Su/VAN (DHA) -
_SIGNED_BY: Final = re.compile(
    rf"(?P<names>[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]+){{1,6}}){GAP}?/{GAP}?"
    rf"(?P<place>[^\W\d_a-z][^()\n\d\-–—/]{{1,30}}?),?{GAP}?\((?P<paren>[^()\n]{{2,20}})\)"
    rf"{GAP}?{DASH}{GAP}+"
)
#: (ANSA) - ROMA, 04 GIU -
_AGENCY_FIRST: Final = re.compile(
    rf"\((?P<paren>[^()\n]{{2,40}})\){GAP}?{DASH}?{GAP}?(?:(?P<place>[^\W\d_a-zß-öø-ÿ][^()\n\d\-–—]{{1,40}}?)(?:,{GAP}{_DAY})?{GAP}{DASH}{GAP}+)?"
)
#: МОСКВА, 5 июн — РИА Новости.   КИЇВ. 5 червня. УНН.
_SIGNED_BEHIND: Final = re.compile(
    rf"{PLACE}[,.]{GAP}(?P<day>\d{{1,2}}{GAP}[^\W\d_]{{3,12}})[,.]?{GAP}(?:{DASH}{GAP}?)?(?P<paren>[^\W\d_][^.\n()/–—]{{1,30}})\.{GAP}+"
)
#: LONDON, March 3 —   PARIS —   Washington, D.C. –   NEW DELHI:
_PLAIN: Final = re.compile(
    rf"{PLACE}(?:[,.]{GAP}{_DAY})?(?:(?P<dash>\.?{GAP}{DASH}{GAP}+|{DASH}{{2}}{GAP}*|—{GAP}?)|(?P<colon>:{GAP}+))"
)
#: a line of its own: LONDON, March 3 (Reuters)
_ALONE: Final = re.compile(rf"{PLACE}(?:[,.]{GAP}{_DAY})?{GAP}{_SIGN}{GAP}?{DASH}?\s*$")
#: Reuters - The council met
_BARE_AGENCY: Final = re.compile(rf"(?P<paren>{SIGNED}){GAP}{DASH}{GAP}+", re.IGNORECASE)
#: By Jane Doe LONDON (Reuters) -
_BYLINE: Final = re.compile(
    r"[Bb][Yy]\s(?P<names>[^()\n]{3,80}?)\s(?=[^\W\d_a-z]{3,}\b[^a-z]{0,40}[(,—–-])"
)
_CHINESE: Final = re.compile(
    r"[（(]?(?P<paren>新华社|新華社|中新网|中新社|央视网|人民网|路透社|法新社)[）)]?(?P<place>[\u4e00-\u9fff·]{2,12}?)\s?(?P<day>\d{1,2}\s?月\s?\d{1,2}\s?日)\s?[电電](?:\s?[（(](?:记者|記者)?\s?(?P<names>[^（）()\n]{2,40})[）)])?[：:,，\s]*"
)
_JAPANESE: Final = re.compile(
    rf"[【［\[](?P<place>[^【】［］\[\]\n]{{1,16}}?)(?:[\s\u3000]+(?P<day>[\d０-９]{{1,2}}\s?日)[\s\u3000]+|[\s\u3000]?)(?:(?P<paren>{SIGNED})|[＝=](?P<names>[^【】\n]{{2,20}}))[】］\]][\s\u3000]*[-－]?[\s\u3000]*",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")
_OPENING: Final = "".join(sorted(" \"'“‘«„¿¡([’"))
MAX_SPEAKER: Final = 32  #: characters of a speaker, with the colon behind
_TRANSCRIPT: Final = re.compile(r"[^\W\d_a-z][^\W\d_a-z.' ]{1,30}:\s")
_STATE: Final = re.compile(r",\s(?:D\.C\.|[A-Z][a-z]{2,5}\.|[A-Z]\.[A-Z]\.)$")


def detect_datelines(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the first dateline of the document: its place, its agency and its day."""
    looked = 0
    for index, block in enumerate(sheet.blocks):
        if not sheet.is_free(index) or block.role == "heading":
            continue
        if not weighs(block.text[:200], MIN_LEAD_WEIGHT):
            lone = _read_alone(block.text) if index < sheet.front else None
            if lone is not None and agency_of(lone.sign):
                yield from candidates(index, lone)
                return
            continue
        looked += block.role != "list_item"  # key points above the text are none of it
        glued = read_glued(block.text)
        if glued is not None:
            yield from _glued(index, *glued)
            return
        prefix = read_prefix(block.text, is_first=looked <= 2)
        if prefix is None:
            prefix = _told_by_text(sheet, index, is_first=looked == 1)
            yield from _source_lines(sheet, index, prefix)
        if prefix is not None and not (prefix.sign == "" and _is_transcript(sheet)):
            yield from candidates(index, prefix)
            return
        if looked >= SEARCHED_BLOCKS:
            return


def _read_alone(line: str) -> Prefix | None:
    """Return the dateline that is all of a line, with the names before it, or None."""
    alone = _ALONE.match(line) if may_be_signed(line) else None
    return read_line_of_names(line) if alone is None else prefix_of(alone, 0.9)


def _told_by_text(sheet: Sheet, index: int, *, is_first: bool) -> Prefix | None:
    """Return the dateline of a block whose place or name stands elsewhere in the document, too."""
    start = sheet.blocks[index].text[: MAX_DATELINE_CHARS + 40]
    is_said = partial(_is_said, sheet, index)
    prefix = read_unknown(start, is_said) or read_named(start, is_said)
    if prefix is not None:
        return prefix
    prefix = read_capitals(start, is_said)
    if prefix is not None and not _is_stranger(prefix.place):
        return prefix
    return read_stopped(start, sheet.folded) if is_first or "।" in start else None


def _is_said(sheet: Sheet, index: int, name: str) -> bool:
    """Whether another block than the one that a name opens names it, too."""
    key = fold(name)
    return any(key in text for at, text in enumerate(sheet.folded) if at != index)


def _source_lines(sheet: Sheet, index: int, prefix: Prefix | None) -> Iterator[Candidate]:
    """Yield the lines above a dateline that are nothing but the name that signs it."""
    key = fold(prefix.sign) if prefix else ""
    for at in range(index) if prefix and unknown_agency(prefix.sign) else ():
        if sheet.is_free(at) and sheet.folded[at].strip() == key:
            text = sheet.blocks[at].text
            yield Candidate(
                *("agency", text.strip(), "dateline", "datelines/source_line", 0.65, ""),
                *(at, 0, len(text), "dateline"),
            )


def read_glued(text: str) -> tuple[re.Match[str], list[str], Prefix] | None:
    """Return the byline before a dateline on one line, its names, and that dateline, or None."""
    byline = _BYLINE.match(text) if text[:1] in "Bb" else None
    names = split_names(byline["names"]) if byline else None
    prefix = read_prefix(text[byline.end() :]) if byline and names else None
    return (byline, names, prefix) if byline and names and prefix else None


def _glued(
    index: int, byline: re.Match[str], names: list[str], prefix: Prefix
) -> Iterator[Candidate]:
    """Yield a byline that stands before the dateline on one line, and that dateline."""
    printed, end = byline[0].strip(), byline.end()
    values: list[tuple[Field, str]] = [("byline", printed), *(("author", it) for it in names)]
    for field, value in values:
        yield Candidate(
            field, value, "byline_line", "datelines/byline", 0.85, "", index, 0, end, "byline"
        )
    for it in candidates(index, prefix):
        yield msgspec.structs.replace(it, start=it.start + end, end=it.end + end)


def _is_transcript(sheet: Sheet) -> bool:
    """Whether several blocks open with a speaker in capitals and a colon."""
    texts = (it.text for it in sheet.blocks if ":" in it.text[:MAX_SPEAKER])
    return sum(1 for text in texts if _TRANSCRIPT.match(text)) > 1


def read_prefix(text: str, *, is_first: bool = True) -> Prefix | None:
    """Return the dateline that opens a paragraph, or None.

    Without an agency or a day only the first paragraph may have one, and the place must stand in
    capitals or be a city of the table.

    >>> read_prefix("MOSCOW (Reuters) - The council met on the plan.").place
    'MOSCOW'
    >>> read_prefix("NASA – the agency – said it would wait.") is None
    True
    """
    head = text[: MAX_DATELINE_CHARS + 40]
    if "电" in head or "電" in head or "】" in head or "]" in head or "］" in head:
        for form in (_CHINESE, _JAPANESE):
            found = form.match(head)
            if found and not found[0].isascii():  # "[caption id=…]" is none of theirs
                return prefix_of(found, 0.95)
    found = _AGENCY_FIRST.match(head) if head.startswith("(") else None
    if found and agency_of(found["paren"]):
        return prefix_of(found, 0.9)
    found = _SIGNED_BY.match(head) if "/" in head and "(" in head else None
    if found and _is_signed_by(found):
        return prefix_of(found, 0.93)
    found = _SIGNED.match(head) if may_be_signed(head) else None
    if found and _is_signed(found, text, is_first=is_first):
        return prefix_of(found, 0.95)
    dashed = has_parting_dash(head)
    found = _BARE_AGENCY.match(head) if is_first and dashed else None
    if found and agency_of(found["paren"]) and _begins_sentence(text[found.end() :]):
        return prefix_of(found, 0.75)
    found = _SIGNED_BEHIND.match(head) if _DIGIT.search(head[:40]) else None
    if found and agency_of(found["paren"]) and is_day(found["day"]):
        return prefix_of(found, 0.93)
    if not is_first and not _DIGIT.search(head):
        return None
    found = _PLAIN.match(head) if dashed or ":" in head else None
    if found and _is_plain(found, text, is_first=is_first):
        return prefix_of(found, 0.88 if found["day"] else 0.8)
    return None


def _is_signed_by(found: re.Match[str]) -> bool:
    """Whether persons stand before a slash, a place in capitals behind it, and an agency signs."""
    persons = not found["names"].isupper()
    return persons and found["place"].isupper() and agency_of(found["paren"]) is not None


def _is_signed(found: re.Match[str], text: str, *, is_first: bool) -> bool:
    """Whether brackets behind a place hold an agency, or look like it and a dash follows."""
    sign = found["paren"] or found["wide"] or found["slash"]
    place, rest = found["place"], text[found.end() :]
    if not place[:1].isupper() and not _is_caseless(place):
        return False
    if found["day"] and not is_day(found["day"]):
        return False
    known = agency_of(sign) or fold(sign) in RELEASES
    known = known or any(agency_of(part) for part in PARTS.split(sign))
    closed = text[: found.end()].rstrip()[-1:] in "-–—―−.:/"
    if known:
        bare = is_first and len(place.split()) <= 2 and rest[:1].isupper()  # Warszawa (PAP)
        return (closed or bare) and _begins_sentence(rest)
    dashed = text[: found.end()].rstrip()[-1:] in "-–—―−"
    in_capitals = place.split(",")[0].isupper()  # MILLBROOK, Ore.
    return dashed and in_capitals and sign[:1].isupper() and _begins_sentence(rest)


def _is_caseless(text: str) -> bool:
    return text.lower() == text.upper()


def _begins_sentence(rest: str) -> bool:
    start = rest.lstrip(_OPENING)[:1]
    return bool(start) and (start.isupper() or start.isdigit() or _is_caseless(start))


@lru_cache(maxsize=REMEMBERED)
def _is_stranger(place: str) -> bool:
    """Whether the words before a dash are a label, an organization or a person, and no place."""
    folded = fold(place)
    return folded in _STRANGERS or bool(set(folded.split()) & _LABELS) or is_known_name(place)


def _is_plain(found: re.Match[str], text: str, *, is_first: bool) -> bool:
    """Whether a place without an agency is one: by its day, its capitals or the table of cities."""
    place = found["place"]
    may_be = (found["day"] or is_first) and _begins_sentence(text[found.end() :])
    if not may_be or _is_stranger(place):
        return False
    if found["day"]:
        if not is_day(found["day"]):
            return False
        return bool(found["dash"]) and place[:1].isupper()
    city = fold(place.split(",")[0]) in _CITIES
    if found["colon"]:
        return city and place.isupper()
    if city:
        return place.isupper() or not text[found.end() :].lstrip()[:1].islower()
    if place.isupper():
        return len(place) > 5 and len(place.split()) <= 4 and agency_of(place) is None
    town = place.split(",")[0]
    return _STATE.search(place) is not None and (town.istitle() or town.isupper())

"""Detect who wrote a document: the byline as printed, and its authors."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.detect.datelines import read_glued
from cleaners.detect.leads import lead_of
from cleaners.detect.lexicon import alternation, table, words
from cleaners.detect.line_words import is_handle
from cleaners.detect.names import (
    OUTLETS,
    ROLES,
    is_affiliation,
    is_known_name,
    is_name,
    split_names,
)
from cleaners.detect.picture_lines import without_picture_credit
from cleaners.detect.rosters import is_credit, is_foreign, run_around
from cleaners.detect.sheet import Sheet
from cleaners.detect.signed_lines import GLUED_OPENER
from cleaners.detect.stamps import may_hold_date
from cleaners.detect.wires import agency_of
from cleaners.document import Candidate
from cleaners.folding import fold, squash

MAX_BYLINE_CHARS: Final = 160
NEAR: Final = 3  #: lines between a handle and its stamp
IN_LEAD: Final = 0.8  #: right above the text, amid what seemed to be a menu

_TABLE: Final = table("bylines")
_BY: Final = re.compile(
    rf"^[\s*_>|•·\-–—]*(?P<opener>{alternation(_TABLE['prepositions'])})(?!\w)[\s:：|]*"
)
_LABEL: Final = re.compile(
    rf"^[\s*_>|•·\-]*(?P<opener>{alternation(_TABLE['labels'])})\s*[:：/／・]\s*"
)
_BEHIND: Final = re.compile(r"^(?P<name>[^\W\d_a-z]{2,5})\s?(?:記者|기자|特派员)$")
#: 本报记者王小明, 文=佐藤太郎
_BEFORE: Final = re.compile(
    r"^(?:(?:本报|本報|新华社|特约|实习)?(?:记者|記者|通讯员)\s*[:：]?|(?:文|撰文|取材・文)\s*[=＝])\s*"
    r"(?P<name>[\u4e00-\u9fff]{2,4}(?:[\s、,，][\u4e00-\u9fff]{2,4}){0,4})$"
)
_BETWEEN_SIGNS: Final = re.compile(r"[\s、,，]+")
_BARE_LABEL: Final = re.compile(
    rf"^[\s*_>|•·\-]*(?P<opener>{alternation(_TABLE['authors'])})\s+(?=\S)"
)
_DASH: Final = re.compile(r"\s[-–—]\s")
_STAMP_CUT: Final = re.compile(r"\s*(?:[|•·]|\s[-–—]\s)\s*")
_WITHOUT_NAME: Final = words("bylines", "without_name")
_ACCOUNTS: Final = words("bylines", "accounts")
_LINKS: Final = words("bylines", "joiners") | words("bylines", "particles") | ROLES
_BY_WORDS: Final = frozenset({"by", "von", "par", "por"})


def detect_bylines(sheet: Sheet) -> Iterator[Candidate]:
    """Yield bylines: with an opening word in the front, with a label anywhere, and hints."""
    for name in sheet.document.source.hints.authors:
        yield from _of_hint(name)
    last = sheet.prose[-1] if sheet.prose else -1
    lead = lead_of(sheet)
    hidden: list[Candidate] = []
    for index in sheet.lines("byline"):
        block = sheet.blocks[index]
        if not 1 < len(block.text) <= MAX_BYLINE_CHARS or block.role in ("code", "table_row"):
            continue
        if sheet.is_free(index):
            above = index < lead.start  # among menus and teasers, far above the text
            sure = 0.9 if index < sheet.front and not above else 0.62 if index > last else 0.6
            yield from _of_line(sheet, index, sure)
        elif index in lead and index not in sheet.claimed:
            hidden = list(_of_line(sheet, index, IN_LEAD)) or hidden
        elif index > last and index not in sheet.claimed and _is_told(sheet, index):
            yield from _of_line(sheet, index, 0.6)
    yield from hidden  # the last one: those above it are teasers'


def names_of_line(text: str) -> list[str]:
    """Return the names in a line of names, roles and places; a name said twice, once."""
    text = text.strip().lstrip("0123456789. ") if text[:1].isdecimal() else text.strip()
    half = len(text) // 2
    if text[:half].strip() == text[half:].strip():
        text = text[:half].strip()
    if text[-1:] in ".!?:…\"'”" or any(c.isdecimal() for c in text):
        return []
    if text.startswith(("©", "(c)", "(C)")):  # of a picture
        return []
    if any(word[:1].islower() and fold(word) not in _LINKS for word in text.split()):
        return []
    if not any(part.strip() for part in re.split(r"[,;/&]", text)):
        return []
    caseless = text[:1].lower() == text[:1].upper()  # a script without capitals
    return split_names(text, caseless=caseless) or []


def _of_hint(name: str) -> Iterator[Candidate]:
    """Yield the persons of a hint; accounts, addresses and outlets are no persons."""
    name = re.sub(r"^(?:by|von|par|por)\s+", "", " ".join(name.split()), flags=re.IGNORECASE)
    if not name or "://" in name or "@" in name or fold(name) in _ACCOUNTS or agency_of(name):
        return
    people = split_names(name, single=True, caseless=True)
    if people is None and is_affiliation(name):
        return
    for person in people if people is not None else [name]:
        yield Candidate("author", person, "hint", "bylines/hint", 0.85)


def _of_line(sheet: Sheet, index: int, sure: float) -> Iterator[Candidate]:
    text, folded = sheet.blocks[index].text, sheet.folded[index]
    if folded.strip(" .:*_|-") in _WITHOUT_NAME:
        if sheet.zones[index] == "head":
            yield from byline_of(text, [], index, 0, len(text), sure, "byline_line")
        return
    if read_glued(text) is not None or is_in_list(sheet, index):
        return
    signs = _BEHIND.match(text.strip()) or _BEFORE.match(text.strip())
    if signs:
        signers = _BETWEEN_SIGNS.split(signs["name"])
        yield from byline_of(text.strip(), signers, index, 0, len(text), sure, "byline_line")
        return
    glued = GLUED_OPENER.match(text)
    if glued is not None and is_known_name(text[glued.end() :].strip()):
        name = text[glued.end() :].strip()
        yield from byline_of(text, [name], index, 0, len(text), sure, "byline_line")
        return
    label = _LABEL.match(folded) or _label_without_colon(text, folded)
    opener = label or _BY.match(folded)
    if opener is None:
        return
    if opener.end() == len(folded):
        yield from _of_two_lines(sheet, index, sure)
        return
    end = _end_of_byline(sheet, index, opener.end())
    rest = text[opener.end() : end].strip(" |•·-–—\n")
    if not _may_open(index, opener["opener"], rest, labeled=label is not None):
        return
    plain = rest.replace("*", "") if "*" in rest else rest
    names = _names_behind(plain, opener["opener"], labeled=label is not None)
    if not names and (parts := _DASH.split(plain))[1:]:  # "By Ann Oake - Harbor Wire - Friday"
        names = _names_behind(parts[0], opener["opener"], labeled=label is not None) or names
    if names is None or (not names and index >= sheet.front):
        return
    start = len(folded) - len(folded.lstrip(" *_>|•·-–—"))
    byline = text[start:end].strip(" |•·-–—\n")
    yield from byline_of(byline, names, index, 0, end, sure, "byline_line")


def _label_without_colon(text: str, folded: str) -> re.Match[str] | None:
    """Match "Authors Ann Oake and Ivo Pell": known names, and nothing else."""
    label = _BARE_LABEL.match(folded)
    names = split_names(text[label.end() :]) if label is not None else None
    return label if names and all(is_known_name(name) for name in names) else None


def _is_told(sheet: Sheet, index: int) -> bool:
    """Whether a line below the text says "author" and names known: whatever it was taken for."""
    text, folded = sheet.blocks[index].text, sheet.folded[index]
    label = _BARE_LABEL.match(folded.replace(":", " "))
    names = split_names(text[label.end() :]) if label is not None else None
    return bool(names) and all(is_known_name(name) for name in names or ())


def is_in_list(sheet: Sheet, index: int) -> bool:
    """Whether a line with a label stands in a list: of people in a story, or of a cast."""
    if ":" not in sheet.folded[index]:
        return False
    run = run_around(sheet, index)
    is_cast = any(is_credit(sheet, at) for at in run) and any(is_foreign(sheet, at) for at in run)
    return is_cast or (sheet.zones[index] == "body" and bool(run))


def _of_two_lines(sheet: Sheet, index: int, sure: float) -> Iterator[Candidate]:
    """Yield a byline whose opening word stands on a line of its own, above the names."""
    below = index + 1
    if below >= len(sheet.blocks) or below in sheet.claimed:
        return
    is_open = sheet.is_free(below) and index < sheet.front
    text = sheet.blocks[below].text
    names = names_of_line(text) if len(text) <= MAX_BYLINE_CHARS else []
    if not is_open and below not in lead_of(sheet):
        is_label = ":" in sheet.blocks[index].text and sheet.zones[index] == "tail"
        if not (is_label and names and all(is_known_name(name) for name in names)):
            return
    if (
        not names
        and is_handle(text)
        and _is_dated_near(sheet, below)
        and not is_own_name(sheet, text)
    ):
        names = [text]
    if names:
        opener = sheet.blocks[index].text.strip()
        yield from byline_of(
            f"{opener} {text.strip()}", names, below, 0, len(text), sure, "byline_line"
        )
        yield Candidate(
            "byline",
            "",
            "byline_line",
            "bylines/opener",
            sure,
            "",
            index,
            0,
            len(sheet.blocks[index].text),
            "byline",
        )


def is_own_name(sheet: Sheet, name: str) -> bool:
    """Whether a word is in the name or the address of the site: no author, but the publisher."""
    key = squash(name)
    named = (it.value for it in sheet.found if it.field == "site_name")
    hosts = (it.value.split("/")[2] for it in sheet.found if it.field == "url" and "//" in it.value)
    return any(key in squash(it) for it in (*named, *hosts))


def _is_dated_near(sheet: Sheet, index: int) -> bool:
    """Whether a date stands a few lines above or below."""
    near = range(max(0, index - NEAR), min(index + NEAR + 1, len(sheet.blocks)))
    return any(may_hold_date(sheet.folded[at][:MAX_BYLINE_CHARS]) for at in near if at != index)


def _end_of_byline(sheet: Sheet, index: int, at: int) -> int:
    """Return where the byline ends: before a stamp on the same line, or at a separator."""
    text = sheet.blocks[index].text
    stamps = [
        it.start
        for it in sheet.found
        if it.block == index and it.kind == "publish_stamp" and it.start >= at
    ]
    end = min(stamps, default=len(text))
    cut = _STAMP_CUT.search(text, at, end)
    if cut and not stamps:
        behind = text[cut.end() :].strip()
        if is_affiliation(behind) or split_names(behind) is not None:
            return end  # "By Jane Doe | Education Editor"
        return cut.start()
    return end


def _may_open(index: int, opener: str, rest: str, *, labeled: bool) -> bool:
    """Whether a line may be a byline where it stands.

    Prepositions other than "by" open headlines, too: a line must stand above them.
    """
    if not rest or (rest[:1].islower() and not labeled and rest.split(maxsplit=1)[0] not in _LINKS):
        return False
    if labeled or (opener in _BY_WORDS and len(rest.split()) <= 4):
        return labeled or opener == "by" or index > 0
    return opener.startswith("by") or opener == "words by" or index > 0


def _names_behind(rest: str, opener: str, *, labeled: bool) -> list[str] | None:
    """Return the persons behind an opening word; an empty list: a desk or agency; None: prose."""
    rest = without_picture_credit(rest)
    names = split_names(rest, caseless=labeled or not opener.isascii())
    if names is not None:
        return names
    single = rest.strip(" .")
    if is_known_name(single) and len(single.split()) == 1:
        return [single]
    if labeled and is_name(single, single=True, caseless=True):
        return [single]
    outlet = re.match(r"(?:the|la|le|el|die|der|das)\s", fold(rest))
    tokens = rest.split()
    if outlet and len(tokens) <= 6 and all(t[:1].isupper() for t in tokens[1:]):
        known = {fold(t).strip(".,") for t in tokens[1:]} & (OUTLETS | ROLES)
        return [] if known else None
    return None


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
    opener = _BY.match(fold(byline)) or _LABEL.match(fold(byline))
    rest = byline[opener.end() :] if opener else byline
    for part in re.split(r"\s*(?:,|;|/|\||\bfor\b|\band\b|&|\bund\b|\bet\b|\by\b)\s*", rest):
        agency = agency_of(part) or agency_of(_without_roles(part))
        if agency:
            yield agency


def _without_roles(part: str) -> str:
    """Take the words of a desk off an agency: "Reuters Staff"."""
    return " ".join(word for word in part.split() if fold(word) not in ROLES)

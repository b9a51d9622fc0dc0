"""Detect who wrote a document: the byline as printed, and its authors."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.detect.accounts import (
    MAX_BYLINE_CHARS,
    is_account,
    is_dated_near,
    is_own_name,
)
from cleaners.detect.byline_parts import BY, LABEL, LINKS, byline_of, names_of_line
from cleaners.detect.datelines import read_glued
from cleaners.detect.east_bylines import names_by_signs
from cleaners.detect.leads import below_title_of, lead_of, title_of
from cleaners.detect.lexicon import table, words
from cleaners.detect.line_words import BUTTONS, is_handle
from cleaners.detect.names import (
    OUTLETS,
    ROLES,
    is_affiliation,
    is_known_name,
    is_name,
    split_names,
)
from cleaners.detect.other_hands import without_others
from cleaners.detect.picture_lines import without_picture_credit
from cleaners.detect.rosters import is_credit, is_foreign, run_around
from cleaners.detect.sheet import Sheet
from cleaners.detect.signed_lines import GLUED_OPENER
from cleaners.detect.told_bylines import (
    BARE_LABEL,
    is_label_alone,
    is_signed_between,
    is_told,
    of_hint,
)
from cleaners.document import Candidate
from cleaners.folding import fold
from cleaners.layout import ends_sentence

FAR: Final = 0.7  #: bylines amid and below the text are less sure
MAX_SIGNERS: Final = 8  #: lines of one byline
IN_LEAD: Final = 0.8  #: right above the text, amid what seemed to be a menu

_TABLE: Final = table("bylines")
#: Harbor Radio Rural / By Ann Oake and Ivo Pell
_BEHIND_OUTLET: Final = re.compile(r"[^/|]{3,50} / [Bb]y (?P<names>[^/|]{3,100})$")
_DASH: Final = re.compile(r"\s[-–—]\s")
_STAMP_CUT: Final = re.compile(r"\s*(?:[|•·]|\s[-–—]\s)\s*")
_SHORT: Final = re.compile(r"\s[^\W\d_a-z]\.?$")
_WITHOUT_NAME: Final = words("bylines", "without_name")
_ACCOUNTS: Final = words("bylines", "accounts")
_AUTHORS: Final = words("bylines", "authors")
_BY_WORDS: Final = frozenset({"by", "von", "par", "por"})


def detect_bylines(sheet: Sheet) -> Iterator[Candidate]:
    """Yield bylines: with an opening word in the front, with a label anywhere, and hints."""
    for name in sheet.document.source.hints.authors:
        yield from of_hint(name)
    last = sheet.prose[-1] if sheet.prose else -1
    lead = lead_of(sheet)
    below_title = below_title_of(sheet)
    titled = title_of(sheet)
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
        elif index in below_title and index not in sheet.claimed:
            yield from _of_line(sheet, index, IN_LEAD)
        elif is_label_alone(sheet, index, titled):
            yield from _of_two_lines(sheet, index, IN_LEAD, between=True)
        elif index not in sheet.claimed and is_signed_between(sheet, index, titled):
            yield from _of_line(sheet, index, IN_LEAD)
        elif index > last and index not in sheet.claimed and is_told(sheet, index):
            yield from _of_line(sheet, index, 0.6)
    yield from hidden  # the last one: those above it are teasers'


def _of_line(sheet: Sheet, index: int, sure: float) -> Iterator[Candidate]:
    text, folded = sheet.blocks[index].text, sheet.folded[index]
    if folded.strip(" .:*_|-") in _WITHOUT_NAME:
        if sheet.zones[index] == "head":
            yield from byline_of(text, [], index, 0, len(text), sure, "byline_line")
        return
    if read_glued(text) is not None or is_in_list(sheet, index):
        return
    if signers := _glued_names(sheet, index):
        yield from byline_of(text.strip(), signers, index, 0, len(text), sure, "byline_line")
        return
    label = LABEL.match(folded) or _label_without_colon(text, folded)
    opener = label or BY.match(folded)
    if opener is None:
        if folded.strip(" .*_|-") in _AUTHORS:
            yield from _of_two_lines(sheet, index, sure)
        return
    if opener.end() == len(folded):
        yield from _of_two_lines(sheet, index, sure)
        return
    end = _end_of_byline(sheet, index, opener.end())
    rest = text[opener.end() : end].strip(" |•·-–—\n")
    labeled = label is not None or ":" in folded[opener.end("opener") : opener.end()]
    if not _may_open(index, opener["opener"], rest, labeled=labeled):
        return
    plain = rest.replace("*", "") if "*" in rest else rest
    names = _names_behind(plain, opener["opener"], labeled=labeled)
    if not names and (parts := _DASH.split(plain))[1:]:  # "By Ann Oake - Harbor Wire - Friday"
        names = _names_behind(parts[0], opener["opener"], labeled=labeled) or names
    if names is None and labeled and end < len(text) and is_account(sheet, index, plain):
        names = [plain]  # "Posted by: annoake | 3 May 2023"
    if names is None or (not names and index >= sheet.front):
        return
    far = sure < FAR and not is_dated_near(sheet, index)
    if far and names and not any(_is_likely(name, labeled=labeled) for name in names):
        return
    start = opener.start("opener")
    byline = text[start:end].strip(" |•·-–—\n")
    yield from byline_of(byline, names, index, 0, end, sure, "byline_line")


def _glued_names(sheet: Sheet, index: int) -> list[str]:
    """Return the names of a line in which nothing parts them from the word that tells of them."""
    text = sheet.blocks[index].text
    if not text.isascii() and (names := names_by_signs(text.strip())):
        return names
    behind = _BEHIND_OUTLET.match(text)
    if behind is not None:
        return split_names(behind["names"]) or []
    glued = GLUED_OPENER.match(text)
    name = text[glued.end() :].strip().partition("_")[0] if glued is not None else ""
    if not name or is_known_name(name):
        return [name] if name else []
    is_linked = sheet.blocks[index].link_chars == len(name)
    return [name] if is_name(name) and (is_linked or is_dated_near(sheet, index)) else []


def _is_likely(name: str, *, labeled: bool) -> bool:
    """Whether a name counts far from the headline, where "By Main Ingredient" stands as well."""
    if _SHORT.search(name):  # "Ann O." writes reviews in shops
        return False
    return not name.isascii() or is_known_name(name) or (labeled and " " in name)


def _label_without_colon(text: str, folded: str) -> re.Match[str] | None:
    """Match "Authors Ann Oake and Ivo Pell": known names, and nothing else."""
    label = BARE_LABEL.match(folded)
    names = split_names(text[label.end() :].lstrip("–—|- ")) if label is not None else None
    return label if names and any(is_known_name(name) for name in names) else None


def is_in_list(sheet: Sheet, index: int) -> bool:
    """Whether a line with a label stands in a list: of people in a story, or of a cast."""
    folded = sheet.folded[index]
    opener = BY.match(folded) if ":" in folded else None
    if ":" not in folded or (opener is not None and ":" not in opener[0]):
        return False
    run = run_around(sheet, index)
    is_cast = any(is_credit(sheet, at) for at in run) and any(is_foreign(sheet, at) for at in run)
    return is_cast or (sheet.zones[index] == "body" and bool(run))


def _of_two_lines(
    sheet: Sheet, index: int, sure: float, *, between: bool = False
) -> Iterator[Candidate]:
    """Yield a byline whose opening word stands on a line of its own, above the names."""
    below = index + 1
    if below >= len(sheet.blocks) or below in sheet.claimed:
        return
    is_open = sheet.is_free(below) and index < sheet.front
    text = sheet.blocks[below].text
    names = names_of_line(text) if len(text) <= MAX_BYLINE_CHARS else []
    if not between and _goes_on(sheet, index) and not all(map(is_known_name, names)):
        return
    if between:
        if not (names and all(map(is_known_name, names))):
            return
    elif not is_open and below not in lead_of(sheet):
        label = sheet.folded[index].strip(" .:*_|-")
        opener = sheet.blocks[index].text
        is_told = ":" in opener or label in _AUTHORS or " " in opener.strip()  # "Written by"
        is_label = is_told and sheet.zones[index] == "tail"
        if not (is_label and names and all(is_known_name(name) for name in names)):
            return
    if (
        not names
        and is_handle(text)
        and is_dated_near(sheet, below)
        and not is_own_name(sheet, text)
    ):
        names = [text]
    if names:
        opener = sheet.blocks[index].text.strip()
        yield from byline_of(
            f"{opener} {text.strip()}", names, below, 0, len(text), sure, "byline_line"
        )
        yield from _of_more_lines(sheet, below + 1, set(names), sure)
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


def _goes_on(sheet: Sheet, index: int) -> bool:
    """Whether an opening word alone on a line goes on with what stands above: "a shot by"."""
    text = sheet.blocks[index].text.strip()
    above = sheet.blocks[index - 1].text if index else ""
    is_open = text.isascii() and text.islower() and ":" not in text
    return is_open and not ends_sentence(above) and not is_dated_near(sheet, index + 1)


def _of_more_lines(sheet: Sheet, start: int, said: set[str], sure: float) -> Iterator[Candidate]:
    """Yield the known names on the next lines: a byline of several, each on a line of its own."""
    end = min(max(sheet.front, lead_of(sheet).stop), len(sheet.blocks), start + MAX_SIGNERS)
    for index in range(start, end):
        text = sheet.blocks[index].text
        names = names_of_line(text) if len(text) <= MAX_BYLINE_CHARS else []
        if not names or index in sheet.claimed or not all(map(is_known_name, names)):
            return
        new = [it for it in names if it not in said]
        said.update(new)
        yield from byline_of(text, new, index, 0, len(text), sure, "byline_line")


def _end_of_byline(sheet: Sheet, index: int, at: int) -> int:
    """Return where the byline ends: before a stamp on the same line, or at a separator."""
    text = sheet.blocks[index].text
    stamps = [
        it.start
        for it in sheet.found
        if it.block == index and it.kind == "publish_stamp" and it.start >= at
    ]
    end = min(stamps, default=len(text))
    line = text.find("\n", at, end)
    if line > at and not split_names(text[line:end]):  # a role, a place on the next line
        end = line
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
    if not rest or (rest[:1].islower() and not labeled and rest.split(maxsplit=1)[0] not in LINKS):
        return False
    if labeled or (opener in _BY_WORDS and len(rest.split()) <= 4):
        return labeled or opener == "by" or index > 0
    return opener.startswith("by") or opener == "words by" or index > 0


def _names_behind(rest: str, opener: str, *, labeled: bool) -> list[str] | None:
    """Return the persons behind an opening word; an empty list: a desk or agency; None: prose."""
    rest = without_picture_credit(without_others(rest))
    names = split_names(rest, caseless=labeled or not opener.isascii())
    if names is not None:
        return names
    single = rest.strip(" .")
    if is_known_name(single) and len(single.split()) == 1:
        return [single]
    if labeled and fold(single) not in BUTTONS and is_name(single, single=True, caseless=True):
        return [single]
    outlet = re.match(r"(?:the|la|le|el|die|der|das)\s", fold(rest))
    tokens = rest.split()
    if outlet and len(tokens) <= 6 and all(t[:1].isupper() for t in tokens[1:]):
        known = {fold(t).strip(".,") for t in tokens[1:]} & (OUTLETS | ROLES)
        return [] if known else None
    return None

"""Detect bylines without an opening word: names alone on a line, beside a stamp, below the text."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.detect.accounts import MAX_BYLINE_CHARS, is_own_name
from cleaners.detect.author_links import linked_names
from cleaners.detect.byline_parts import byline_of, names_of_line
from cleaners.detect.byline_riders import is_plain_role, is_role
from cleaners.detect.bylines import is_in_list
from cleaners.detect.leads import lead_of
from cleaners.detect.line_words import is_handle, is_moment
from cleaners.detect.names import ROLES, initials_of, is_affiliation, is_known_name, is_proper
from cleaners.detect.picture_lines import is_of_pictures, is_picture_credit
from cleaners.detect.sheet import Sheet
from cleaners.detect.signatures import detect_signature
from cleaners.detect.signed_lines import (
    BROKEN_OFF,
    Signed,
    byline_in,
    is_opened_by_genre,
    read_signed,
)
from cleaners.detect.stamps import find_dates, may_hold_date
from cleaners.detect.strange_days import pictured_lines
from cleaners.document import Candidate
from cleaners.folding import fold

MAX_STAMPED: Final = 100  #: characters of a line that holds a stamp and names
MAX_TIME: Final = 32  #: characters of a line with a time of day and no date
NEXT: Final = 2  #: blocks between two names of one byline, each on a line of its own
SHARES_STAMP: Final = {"opener": 0.8, "handle": 0.74, "bare": 0.78}
GENRE: Final = 0.75
VOUCHED: Final = 0.76  #: a name that no table has, between headline, role or outlet, and stamp
MIN_STAMP: Final = 0.5  #: of the likeliest stamp of a dump
MAX_FRONT: Final = 400  #: blocks below the title in which a byline may stand: no list of names


def detect_bare_names(sheet: Sheet) -> Iterator[Candidate]:
    """Yield a byline without an opening word: a name alone beside a stamp, or with a role.

    Runs after the title is known, so that a title of two words is not taken for a name.
    """
    if any(it.field == "byline" and it.confidence >= 0.8 for it in sheet.found):
        return
    title = min(
        (it.block for it in sheet.found if it.kind == "title" and it.block is not None), default=-1
    )
    lead = lead_of(sheet)
    first = sheet.prose[0] if sheet.prose else len(sheet.blocks)
    start = max(title, 0)
    front = range(start, min(sheet.front, len(sheet.blocks), start + MAX_FRONT))
    clusters: list[list[Candidate]] = []
    dated = _dated(sheet)
    last = -NEXT - 1  #: where a name was found
    for index in sorted({*front, *lead}):
        block = sheet.blocks[index]
        if (index in sheet.hidden and index not in lead) or len(block.text) > MAX_BYLINE_CHARS:
            continue
        found = list(_beside_stamp(sheet, index)) if index in dated else []
        is_open = index <= first + 1 or index in lead or _is_stamp(sheet, index - 1)
        if not found and index not in sheet.claimed and is_open:
            found = list(_alone(sheet, index, title))
        if not found:
            continue
        if index - last > NEXT:
            if clusters and not lead:
                break
            clusters.append([])
        clusters[-1] += found
        last = index
    if not clusters:
        clusters = list(_told_once(sheet, title)) or list(_around_stamp(sheet, title))
    if clusters:  # above the headline of a dump stand teasers, with their authors
        below = [it for it in clusters if (it[0].block or 0) > title >= 0]
        yield from (below or clusters[-1:])[0]
    else:
        yield from detect_signature(sheet)


def _around_stamp(sheet: Sheet, title: int) -> Iterator[list[Candidate]]:
    """Yield names alone around the likeliest stamp of a dump, wherever its text seems to begin."""
    placed = [it for it in sheet.found if it.rule == "dates/placed" and it.block is not None]
    best = max(placed, key=lambda it: it.confidence, default=None)
    is_dump = sheet.document.head is None and not sheet.document.source.hints.title
    if not is_dump or best is None or best.confidence < MIN_STAMP:
        return
    at = best.block or 0
    is_line = sheet.is_free(at) and sheet.blocks[at].role != "table_row"
    if is_line and (found := list(_beside_stamp(sheet, at))):
        yield found
        return
    for index in range(max(0, at - NEXT), min(len(sheet.blocks), at + NEXT + 1)):
        is_short = sheet.is_free(index) and len(sheet.blocks[index].text) <= MAX_BYLINE_CHARS
        if is_short and (found := list(_bare(sheet, index, title))):
            yield found


def _told_once(sheet: Sheet, title: int) -> Iterator[list[Candidate]]:
    """Yield the one line of a dump that holds a stamp, an opening word and names."""
    if sheet.document.head is not None or title >= 0:
        return
    told: dict[tuple[str, ...], int] = {}
    for index in sheet.lines("date"):
        if len(sheet.blocks[index].text) <= MAX_STAMPED and index not in sheet.claimed:
            signed = read_signed(sheet.blocks[index].text)
            if signed is not None and signed.form == "opener":
                told.setdefault(signed.names, index)
    if len(told) == 1:
        (index,) = told.values()
        if found := list(_beside_stamp(sheet, index)):
            yield found


def _alone(sheet: Sheet, index: int, title: int) -> Iterator[Candidate]:
    """Yield the names of a line without a stamp: nothing but names, or who posted it."""
    if (linked := _linked(sheet, index)) is not None:
        yield from _signed(sheet, index, linked)
        return
    found = list(_bare(sheet, index, title)) or list(_of_genre(sheet, index))
    if found or index not in sheet.lines("byline") or is_in_list(sheet, index):
        yield from found
        return
    text = sheet.blocks[index].text
    signed = read_signed(text) if len(text) <= MAX_STAMPED and text[-1:] not in ".!?" else None
    if signed is None or signed.form == "bare":
        return
    near = any(_is_stamp(sheet, index + step) for step in (-2, -1, 1, 2))
    opening = text[: text.find(signed.names[0])].split()
    if near or len(opening) > 1:
        yield from _signed(sheet, index, signed)


def _bare(sheet: Sheet, index: int, title: int) -> Iterator[Candidate]:
    """Yield the names that are all of a line, if what stands around it vouches for them."""
    block = sheet.blocks[index]
    if block.role in ("code", "table_row", "image"):
        return
    names = names_of_line(block.text)
    if not names or _is_pictured(sheet, index) or is_of_pictures(block.text):
        return
    if "/" in block.text and index and sheet.blocks[index - 1].role == "image":
        return  # "Ann Oake/Courier", who pictured
    sure = _bare_confidence(sheet, index, names, title)
    if sure:
        yield from byline_of(block.text, names, index, 0, len(block.text), sure, "bare_name")


def _is_pictured(sheet: Sheet, index: int) -> bool:
    """Whether the next line credits a picture, and no stamp is near: the name says who is on it."""
    if _is_stamp(sheet, index - 1) or _is_stamp(sheet, index + 2):
        return False
    below = sheet.blocks[index + 1 : index + 2]
    return any(is_picture_credit(it.text) for it in below)


def _bare_confidence(sheet: Sheet, index: int, names: list[str], title: int) -> float:
    """Return how sure a line of nothing but names is a byline, from its neighbors; 0: it is not.

    A common given name and a stamp or title nearby; without that name, two other reasons.
    """
    near = any(_is_stamp(sheet, index + step) for step in (-2, -1, 1, 2))
    near = near or _is_role_line(sheet, index + 1)
    folded = sheet.folded[index]
    hinted = any(fold(name) in folded for name in sheet.document.source.hints.authors)
    role: int = "," in folded and any(t.strip(".,") in ROLES for t in folded.split())
    bio = fold(names[0]) + " is "
    signed_below = any(sheet.folded[i].startswith(bio) for i in range(index + 1, len(sheet.blocks)))
    common = [is_known_name(name) for name in names]
    known = all(common) or (any(common) and all(map(is_proper, names)))
    role += role and not known and any(common)
    headed = title >= 0 and index - title <= 2
    pictured = index > 0 and sheet.blocks[index - 1].text.strip() == initials_of(names[0])
    if headed and _is_vouched(sheet, index, names):
        return VOUCHED
    if title < 0 and not ((near or pictured) and known):
        return 0.0
    evidence = 2 * known + near + 2 * hinted + role + 2 * signed_below + (headed and known)
    evidence += 2 * (pictured and known)
    return 0.0 if evidence < 3 else min(0.66 + 0.06 * evidence, 0.92)


def _is_vouched(sheet: Sheet, index: int, names: list[str]) -> bool:
    """Whether a name below the headline has its role or outlet beside it, and a stamp below that.

    "Hollis Grantley, The Courier" above "3 May 2024"; "Hollis Grantley" above "local reporter" and
    "3 May 2024". Nothing else stands so, whatever the name is.
    """
    text = sheet.blocks[index].text
    _, comma, beside = text.partition(",")
    if comma and len(names) == 1 and text.startswith(names[0]) and is_affiliation(beside.strip()):
        return _is_stamp(sheet, index + 1)
    below = sheet.blocks[index + 1].text.strip() if index + 1 < len(sheet.blocks) else ""
    return bool(below) and not comma and is_plain_role(below) and _is_stamp(sheet, index + 2)


def _is_stamp(sheet: Sheet, index: int) -> bool:
    """Whether a line is a stamp: marked as one, or short, with a date, a time, a label of one."""
    if not 0 <= index < len(sheet.blocks):
        return False
    if any(it.block == index and it.kind == "publish_stamp" for it in sheet.found):
        return True
    folded = sheet.folded[index]
    if len(folded) > MAX_STAMPED // 2:
        return False
    return may_hold_date(folded) or (len(folded) <= MAX_TIME and is_moment(folded))


def _is_role_line(sheet: Sheet, index: int) -> bool:
    return index < len(sheet.blocks) and is_role(sheet.blocks[index].text.strip())


def _beside_stamp(sheet: Sheet, index: int) -> Iterator[Candidate]:
    """Yield the names that share a line with a stamp: "Ana Ruiz | July 29, 2024"."""
    text = sheet.blocks[index].text
    stamps = [it for it in sheet.found if it.block == index and it.kind == "publish_stamp"]
    if not stamps and not _is_dated(sheet, index):
        return
    if any(it.block == index and it.kind == "byline" for it in sheet.found):
        return
    if index in pictured_lines(sheet):
        return
    signed = _linked(sheet, index) or read_signed(text)
    if signed is not None:
        yield from _signed(sheet, index, signed)
        return
    if BROKEN_OFF.search(sheet.folded[index]) is not None:
        yield from _on_next_line(sheet, index + 1)
        return
    start = min([it.start for it in stamps or find_dates(sheet.folded[index])], default=0)
    rest = text[:start].strip(" |,;•·-–—/\n")
    names = names_of_line(rest) if rest else []
    if names and start - len(rest) >= 2:
        yield from byline_of(rest, names, index, 0, start, 0.78, "bare_name")


def _dated(sheet: Sheet) -> frozenset[int]:
    """Return the blocks that hold a stamp, or may hold a date or the time that reading takes."""
    stamps = (it.block for it in sheet.found if it.kind == "publish_stamp" and it.block is not None)
    read = (it.block for it in sheet.document.hits if it.kind == "read_time")
    return frozenset((*stamps, *read, *sheet.lines("date")))


def _on_next_line(sheet: Sheet, index: int) -> Iterator[Candidate]:
    """Yield the name below a line that breaks off: "Posted on 3 May by", "Ann Oake"."""
    if index >= len(sheet.blocks) or index in sheet.claimed:
        return
    text = re.split(r"\s+\d", sheet.blocks[index].text, maxsplit=1)[0].strip()
    names = names_of_line(text)
    if not names and is_handle(text) and not is_own_name(sheet, text):
        names = [text]
    if names:
        sure = SHARES_STAMP["opener"]
        yield from byline_of(text, names, index, 0, len(text), sure, "bare_name")


def _is_dated(sheet: Sheet, index: int) -> bool:
    """Whether a line is short and holds a date, or the time that reading takes."""
    if len(sheet.blocks[index].text) > MAX_STAMPED or sheet.blocks[index].role == "heading":
        return False
    if next(find_dates(sheet.folded[index]), None) is not None:
        return True
    return any(it.block == index and it.kind == "read_time" for it in sheet.document.hits)


def _linked(sheet: Sheet, index: int) -> Signed | None:
    """Return the names that links of a line say to be authors; the site's own is none."""
    names = linked_names(sheet.blocks[index])
    names = [it for it in names if " " in it or not is_own_name(sheet, it)]
    return Signed(tuple(names), "opener") if names else None


def _signed(sheet: Sheet, index: int, signed: Signed) -> Iterator[Candidate]:
    text = sheet.blocks[index].text
    places = [text.find(name) for name in signed.names]
    if min(places) < 0 or (signed.form == "handle" and is_own_name(sheet, signed.names[0])):
        return
    printed = byline_in(text, signed.names)
    start = text.find(printed)
    sure = SHARES_STAMP[signed.form]
    yield from byline_of(
        printed, list(signed.names), index, start, start + len(printed), sure, "bare_name"
    )


def _of_genre(sheet: Sheet, index: int) -> Iterator[Candidate]:
    """Yield a line that says what the text is, and whose: "Gastbeitrag von Ana Ruiz"."""
    text = sheet.blocks[index].text
    if text[-1:] in ".!?:…" or not is_opened_by_genre(text):
        return
    signed = read_signed(text)
    if signed is not None and signed.form == "opener":
        yield from byline_of(text, list(signed.names), index, 0, len(text), GENRE, "bare_name")


__all__: Final[Sequence[str]] = ["detect_bare_names"]

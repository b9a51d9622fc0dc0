"""Detect the headline, and a standfirst that is marked as one."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from cleaners.detect.lexicon import alternation, table, words
from cleaners.detect.placed_titles import placed_title
from cleaners.detect.sheet import Sheet
from cleaners.detect.title_places import (
    GOES_ON,
    MAX_TITLE_CHARS,
    MIN_TITLE_WORDS,
    MIN_WIDE,
    end_of_head,
    is_credited,
    is_cut,
    is_label,
    is_of_site,
    is_vouched,
    without_questions,
)
from cleaners.detect.title_words import WIDE, body_texts, shared_with, stems_of
from cleaners.document import Candidate
from cleaners.folding import REMEMBERED, fold, squash
from cleaners.layout import WIDE_CHAR_WEIGHT, count_letters, ends_sentence, weight

MAX_TWO_SENTENCES: Final = 110  #: weight of a headline that holds a full stop
MAX_PLAIN_LINES: Final = 6  #: more lines like headlines above the text are a menu
NEAR_PROSE: Final = 4  #: blocks between a headline and the text, where a menu stands above
MIN_PLACED: Final = 0.5
MAX_CLOSED: Final = 90  #: weight of a headline that ends with a full stop
CLOSED_WORTH: Final = 0.6
DECLARED_SHARE: Final = 3  #: one word of so many, of a line without markup
NAMED_WORTH: Final = 0.8  #: of one word with which the title element begins
LABEL_WORTH: Final = 0.6  #: of one word on a page that calls itself something else

OUTLETS: Final = words("bylines", "outlets")
_SUFFIX: Final = re.compile(r"\s+(?P<mark>[|·•»]|[-–—]{1,2}|::)\s+(?P<site>[^|·•»]{2,45})$")
#: of writing without spaces: "标题-光明网", "見出し：東京新聞デジタル"
_GLUED_SITE: Final = re.compile(
    rf"(?<=\S)\s?[-_|｜：:—]\s?[^-_|｜：:—\s]{{0,12}}{alternation(table('bylines')['outlet_endings'])}$"
)
#: words of names of outlets that are no capitals
_SMALL: Final = frozenset(
    ("of", "the", "de", "du", "la", "del", "della", "dei", "di", "do", "da", "dos", "des")
)
_TITLE_LABEL: Final = re.compile(
    r"^(?:title|headline|titel|überschrift|titre|título|titolo|заголовок|标题)\s*[:：]\s*(?=\S)"
)
_INNER_END: Final = re.compile(r"[.!?]\s+\S|[。！？]\S")
_SIGNED: Final = re.compile(
    r"(?:posted|published|written|submitted|reported)?\s?by\s"
    r"|(?:ein artikel |artikel |veröffentlicht )?von\s.{1,60}\bam\s\d"
)
_FURNITURE_END: Final = re.compile(r"[:,;\-–—|/>]$|^[+•*»>©]\s?")
#: a line of a table, such as "Turnout: 61 percent"
_MEASURE: Final = re.compile(r"[:：]\s*[^\w\s]{0,2}\d[\d.,:/\s\-–]*(?:[^\w\s]|\w{1,10})?$")


def detect_titles(sheet: Sheet) -> Iterator[Candidate]:
    """Yield titles: the hint, where the text shows it, a heading of Markdown, a headline line."""
    if any(it.kind == "title" for it in sheet.found):
        return
    sites = frozenset(squash(it.value) for it in sheet.found if it.field == "site_name")
    hint = sheet.document.source.hints.title
    hinted = None
    if hint and hint.strip():
        value = without_site(" ".join(hint.split()), sites)
        yield Candidate("title", value, "hint", "titles/hint", 0.85)
        hinted = _block_of(sheet, {squash(value), squash(hint)})
        if hinted is not None:
            yield _title(sheet, hinted, sites, 0.9, "visible_hint")
    shown = [i for i in _labeled(sheet) if i != hinted]
    for index in shown:
        at = _TITLE_LABEL.match(sheet.folded[index])
        text = sheet.blocks[index].text
        value = text[at.end() if at else 0 :].strip()
        yield Candidate(
            *("title", value, "labeled_title", "titles/label", 0.9, ""),
            *(index, 0, len(text), "title"),
        )
    if shown or hinted is not None:
        return
    placed = placed_title(sheet) if sheet.document.head is None and not hint else None
    if placed is not None and placed[1] >= MIN_PLACED:
        yield _title(sheet, placed[0], sites, placed[1], "placed")
        return
    heading = _heading(sheet)
    if heading is not None and _may_be(sheet, heading, hint):
        level = sheet.blocks[heading].level
        sure = 0.9 if level <= 1 else 0.8
        if sheet.document.head is not None and is_label(sheet.blocks[heading].text):
            sure = LABEL_WORTH if not _opens_page(sheet, heading) else NAMED_WORTH
        yield _title(sheet, heading, sites, sure, "heading")
        return
    line = _headline(sheet)
    if line is not None and _may_be(sheet, line[0], hint) and _may_be_declared(sheet, line[0]):
        yield _title(sheet, line[0], sites, line[1], "headline")


def _title(sheet: Sheet, index: int, sites: frozenset[str], sure: float, source: str) -> Candidate:
    text = sheet.blocks[index].text
    value = without_site(" ".join(text.split()), sites)
    return Candidate(
        "title", value, source, f"titles/{source}", sure, "", index, 0, len(text), "title"
    )


def _opens_page(sheet: Sheet, index: int) -> bool:
    """Whether the title element begins with a word that heads the page: "Ferry - Wikibarge"."""
    key = squash(sheet.blocks[index].text)
    return any(
        it.source == "title_element" and squash(it.value).startswith(f"{key} ")
        for it in sheet.found
    )


def _may_be(sheet: Sheet, index: int, hint: str | None) -> bool:
    """Whether a line may be the title beside a hint that says otherwise.

    A first heading may, in other words than the hint; any other line must share most with it, for
    a text whose title came apart opens with sub-headings, too.
    """
    block = sheet.blocks[index]
    if not hint or (block.role == "heading" and block.level == 1):
        return True
    ours, theirs = stems_of(sheet.folded[index]), stems_of(fold(hint))
    return 5 * len(ours & theirs) >= 4 * max(1, len(ours), len(theirs))


def _may_be_declared(sheet: Sheet, index: int) -> bool:
    """Whether a line that only looks like a headline shares words with what the page is called."""
    if sheet.document.head is None or sheet.blocks[index].role == "heading":
        return True
    declared = [stems_of(fold(it.value)) for it in sheet.found if it.field == "title" and it.value]
    ours = stems_of(sheet.folded[index])
    return not declared or any(
        DECLARED_SHARE * len(ours & it) >= min(len(ours), len(it)) for it in declared
    )


def _block_of(sheet: Sheet, keys: set[str]) -> int | None:
    """Return the head block that shows a title already known."""
    for index in range(min(sheet.front, len(sheet.blocks))):
        block = sheet.blocks[index]
        if (
            len(block.text) <= MAX_TITLE_CHARS
            and sheet.is_free(index)
            and squash(block.text) in keys
        ):
            return index
    return None


def _labeled(sheet: Sheet) -> list[int]:
    return [
        i
        for i in sheet.lines("title")
        if i < 5
        and sheet.is_free(i)
        and len(sheet.blocks[i].text) <= MAX_TITLE_CHARS
        and _TITLE_LABEL.match(sheet.folded[i])
    ][:1]


def _heading(sheet: Sheet) -> int | None:
    """Return the heading that heads the document: the first of level 1, else 2, before the text."""
    first = sheet.prose[0] if sheet.prose else len(sheet.blocks)
    headings = [i for i, block in enumerate(sheet.blocks[:first]) if block.role == "heading"]
    for level in (1, 2):
        for index in headings:
            block = sheet.blocks[index]
            short = 2 <= len(block.text) <= 2 * MAX_TITLE_CHARS
            if block.level != level or not short or is_of_site(block):
                continue
            if sheet.is_free(index) and any(map(str.isalnum, block.text)):
                return index
    return None


def _headline(sheet: Sheet) -> tuple[int, float] | None:
    """Return the line in the front that looks most like a headline, and how sure that is.

    Of headline length, sharing words with the text, beside a stamp or byline, said again: each
    counts. A document that starts with prose has none.
    """
    if not sheet.prose or sheet.prose[0] == 0:
        return None
    signed = {it.block for it in sheet.found if it.kind in ("publish_stamp", "byline")}
    end = end_of_head(sheet)
    bylines = {it.block for it in sheet.found if it.kind == "byline"}
    lines = [
        i
        for i in range(min(sheet.front, len(sheet.blocks)))
        if (i < end or is_vouched(sheet, i, signed))
        and _is_headline(sheet, i)
        and not (i - 1 in bylines and is_label(sheet.blocks[i].text))  # "Columnist"
    ]
    lines = without_questions(sheet, lines)
    if not lines:
        closed = [i for i in range(end + 1) if i + 1 in bylines and _is_closed_headline(sheet, i)]
        return (closed[0], CLOSED_WORTH) if closed else None
    body = " ".join(body_texts(sheet))
    wide = stems_of(body) if WIDE.search(body) else None
    crowded = len(lines) > MAX_PLAIN_LINES
    ranked = []
    for index in lines:
        sure = 0.4 + _shape_worth(sheet.folded[index], body, wide)
        sure += 0.1 * (index == lines[0] and not crowded)
        sure += 0.1 * (crowded and 0 < sheet.prose[0] - index <= NEAR_PROSE)
        sure += 0.08 * (index + 1 in signed or index + 2 in signed)
        sure += 0.08 * (sheet.blocks[index].role == "heading")
        ranked.append((-round(sure, 2), index))
    sure, index = min(ranked)
    return (index, min(-sure, 0.93)) if -sure >= (0.7 if crowded else 0.55) else None


def _shape_worth(text: str, body: str, wide_stems: frozenset[str] | None) -> float:
    """Return what length and the words shared with the text say for a headline, 0 to 0.5."""
    stems, count = stems_of(text), len(text.split())
    common = shared_with(stems, body) if wide_stems is None else len(stems & wide_stems)
    shared = common / len(stems) if stems else 0.0
    wide = bool(WIDE.search(text))
    worth = 0.15 * (weight(text) >= 15 and (count >= MIN_TITLE_WORDS or wide))
    worth += 0.12 * ((5 <= count <= 22) or (wide and weight(text) >= 30))
    worth += 0.12 * (shared > 0) + 0.1 * (shared >= 0.3)
    return worth - 0.15 * text.endswith("…")


def _is_headline(sheet: Sheet, index: int) -> bool:
    block = sheet.blocks[index]
    text = block.text.strip()
    if not sheet.is_free(index) or block.role not in ("paragraph", "heading", "quote"):
        return False
    if not 2 < len(text) <= MAX_TITLE_CHARS or block.link_chars * 2 > len(text) + len(text) // 2:
        return False
    if text[0] in GOES_ON or _FURNITURE_END.search(text) or "://" in text or text.count(" | ") > 1:
        return False
    if index in sheet.touched or index in sheet.marked:
        return False
    if ((":" in text or "：" in text) and _MEASURE.search(text)) or is_cut(sheet, index):
        return False
    if is_credited(sheet, index):
        return False
    if _is_prose_like(text) or _SIGNED.match(sheet.folded[index]):
        return False
    if count_letters(text) * 2 < len(text) or not (text[0].isupper() or not text[0].islower()):
        return False
    return not ends_sentence(text) or text[-1] in "?!\"'”’»？！」』…" or text[-1].isdigit()


def _is_closed_headline(sheet: Sheet, index: int) -> bool:
    """Whether a line, right above the byline, is a headline that ends as a sentence does."""
    block = sheet.blocks[index]
    return (
        sheet.is_free(index)
        and block.role in ("paragraph", "heading")
        and len(block.text.split()) >= MIN_TITLE_WORDS
        and weight(block.text) <= MAX_CLOSED
        and index not in sheet.touched
    )


def _is_prose_like(text: str) -> bool:
    """Whether a line holds several sentences and is too long to be a headline of two."""
    return len(text) * WIDE_CHAR_WEIGHT > MAX_TWO_SENTENCES and (
        weight(text) > MAX_TWO_SENTENCES and _INNER_END.search(text) is not None
    )


@lru_cache(maxsize=REMEMBERED)
def without_site(title: str, sites: frozenset[str] = frozenset()) -> str:
    """Take the name of the site off the end of a title.

    Off goes a part that is a known name of the site, or that stands behind a bar, or holds a word
    such as "Times"; a part that belongs to the headline stays.

    >>> without_site("Harbor reopens | The Marrovia Times"), without_site("Ostravel - a city waits")
    ('Harbor reopens', 'Ostravel - a city waits')
    """
    glued = _GLUED_SITE.search(title) if WIDE.search(title) else None
    if glued is not None and glued.start() >= MIN_WIDE:
        return without_site(title[: glued.start()].rstrip(), sites)
    found = _SUFFIX.search(title)
    if found is None or len(title) - len(found["site"]) < 12:
        return title
    site, bar = found["site"].strip(), found["mark"] not in ("-", "–", "—", "--")
    tokens = site.split()
    capital = all(not t[:1].islower() or t in _SMALL for t in tokens)
    is_outlet = bool({t.strip(".,") for t in squash(site).split()} & OUTLETS) or "." in site.strip(
        "."
    )
    known = squash(site) in sites
    is_host = "." in site.strip(".") and len(tokens) == 1
    shaped = len(tokens) <= 5 and capital and not tokens[0][:1].isdigit()
    shaped = shaped and not ends_sentence(site) and (bar or is_outlet)
    return title[: found.start()].rstrip() if known or shaped or is_host else title

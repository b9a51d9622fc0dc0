"""Detect the agencies whose copy a document is, or that contributed: credits and last lines."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.detect.lexicon import table
from cleaners.detect.names import is_name
from cleaners.detect.sheet import MAX_LINE_CHARS, Sheet
from cleaners.detect.wires import NAMED, SIGNED, agency_of
from cleaners.document import Candidate
from cleaners.folding import fold
from cleaners.literals import required_literals

_INFLECTED: Final = r"(?:[а-яіїє'`]{1,3})?(?![^\W\d_])"  # Укрінформ: за матеріалами Укрінформу
_NAME: Final = rf"(?:the\s)?{SIGNED}{_INFLECTED}"
_MORE: Final = r"(?:(?:the\s)?[^\W\d_][\w.'-]{1,30}(?:\s[^\W\d_][\w.'-]{1,30}){0,3})"


class _Phrase:
    """A phrase around the names of all agencies: long, and compiled only where its words stand."""

    def __init__(self, text: str) -> None:
        self._text = text
        bare = text.replace("{agency}", r"\w").replace("{more}", r"\w")
        self._words = tuple(sorted(required_literals(bare))) or ("",)
        self._pattern: re.Pattern[str] | None = None

    def is_all_of(self, folded: str) -> bool:
        """Whether a folded line is the phrase."""
        if self._pattern is None:
            if not any(word in folded for word in self._words):
                return False
            text = self._text.replace("{agency}", _NAME).replace("{more}", _MORE)
            self._pattern = re.compile(rf"^[\s(\[*_\-/（［]*(?:{text})[\s)\].*_（）］]*$")
        return self._pattern.match(folded) is not None


_PHRASES: Final = tuple(_Phrase(fold(text)) for text in table("agencies")["phrases"]["texts"])
#: a letter or mark that every phrase holds somewhere near its start: a cheap gate
_OPENING: Final = re.compile(
    r"contribut|report|files|material|information|input|agency|source|quelle|avec|con |com |fuente"
    r"|font|bron|źródł|источник|с использ|по матер|по информ|джерел|за матер|kaynak|المصدر|来源"
    r"|zdroj|forrás|surs|izvor|nguồn|sumber|출처|स्रोत|πληροφ|πηγη|πηγή"
    r"|källa|kilde|lähde|with |medewerk|bijdrag|samenwerk|collabor"
)
_WRITER: Final = re.compile(
    rf"^(?:the\s)?(?:{NAMED}|ap)(?:\s(?:news\s)?(?:staff\s)?writers?|\sjournalists?|\sreporters?|'s?)?\s(?P<names>[^.]{{3,120}}?)\s(?:in\s[^.]{{2,40}}\s)?(?:also\s)?contributed\s(?:to\s)?(?:this\s|the\s)?(?:report(?:ing)?|story|article)\.?$"
)
_LAST_LINE: Final = re.compile(
    rf"^[\s(\[/（［【<*_\-–—©]*(?:(?<=[©\s])\d{{4}}\s)?(?P<agency>{SIGNED})[\s)\]/）］】>*_.]*$"
)
_SUFFIX: Final = re.compile(
    rf"(?:(?<=[.!?…。\"'”»)\s])\s*(?=[(（［\[/])|(?<=[.!?…。\"'”»)])\s*(?=[–—-]))(?P<mark>[(（［\[/–—-]\s?(?:avec\s|mit\s|con\s|com\s|with\s)?(?P<agency>{SIGNED}(?:\s?[/,]\s?{SIGNED}){{0,3}})(?:[)）］\]/]|$)\.?)\s*$"
)
#: "... mató a cuatro personas. EFE"
_BARE_SUFFIX: Final = re.compile(r"[.!?…][\"'”’»)]{0,2}\s+(?P<agency>[^\W\d_]{2,5})$")
_OPENER: Final = re.compile(r"[(\[/–—-]")  #: of a suffix, folded
_DESK: Final = re.compile(
    r"^(?:\([^\W\d_]{2,6}\)\s*)?[a-ząćęłńóśźż]{2,4}/(?:\s?[a-ząćęłńóśźż]{2,4}/?)*$"
)
_SERIAL: Final = re.compile(r"^©?\s?dpa[\w-]*,\s?dpa:\d[\d\-/]+$")
_NAMES: Final = re.compile(rf"(?<![^\W\d_])({SIGNED}){_INFLECTED}")
MAX_INNER_CHARS: Final = 120  #: a longer line between paragraphs is prose
END_CHARS: Final = 60  #: of a paragraph, where an agency in brackets may end it
MARKS: Final = frozenset("()[]/（）［］【】<>–—-©")


def detect_agencies(sheet: Sheet) -> Iterator[Candidate]:
    """Yield agencies of contribution lines, last lines and the ends of last paragraphs.

    Photo credits and captions are claimed before, so that their agencies do not count.
    """
    last = sheet.prose[-1] if sheet.prose else -1
    phrases, lines = map(frozenset, (sheet.lines("agency_phrase"), sheet.lines("agency_line")))
    for index in sorted({*phrases, *lines, *sheet.endings}):
        if not sheet.is_free(index):
            continue
        folded = sheet.folded[index]
        if len(sheet.blocks[index].text) <= MAX_LINE_CHARS:
            if index in phrases:
                yield from _of_phrase(sheet, index, folded)
            if index in lines and (index > last or index < sheet.front):
                yield from _of_line(sheet, index, folded, in_tail=index > last)
        if sheet.ends_text(index):
            yield from _of_end(sheet, index)


def _of_phrase(sheet: Sheet, index: int, folded: str) -> Iterator[Candidate]:
    inside = sheet.zones[index] == "body"
    if inside and (index < sheet.front or len(folded) > MAX_INNER_CHARS):
        return
    if _OPENING.search(folded) is None:
        return
    end = len(sheet.blocks[index].text)
    writer = _WRITER.match(folded.strip(" ()*_"))
    if writer is None and not any(it.is_all_of(folded) for it in _PHRASES):
        return
    named = list(dict.fromkeys(agency_of(it[1]) for it in _NAMES.finditer(folded)))
    for name in named or [None]:
        yield _candidate(name, 0.9, "contribution", index, 0, end)
    if writer:
        text = sheet.blocks[index].text.strip(" ()*_")
        names = text[writer.start("names") : writer.end("names")]
        for person in re.split(r"\s*(?:,|\band\b|&)\s*", names):
            if is_name(person):
                yield Candidate(
                    "credit",
                    person,
                    "contribution",
                    "agencies/writer",
                    0.85,
                    "additional_reporting",
                    index,
                    0,
                    end,
                    "agency_credit",
                )


def _of_line(sheet: Sheet, index: int, folded: str, *, in_tail: bool) -> Iterator[Candidate]:
    """Yield a line that is an agency and nothing else: behind the text, or beside the headline."""
    end = len(sheet.blocks[index].text)
    if in_tail and (_SERIAL.match(folded.strip()) or _is_desk(sheet, index)):
        yield _candidate(
            agency_of("dpa") if "dpa:" in folded else None, 0.85, "last_line", index, 0, end
        )
        return
    found = _LAST_LINE.match(folded)
    if found is None:
        return
    marked = any(c in MARKS for c in sheet.blocks[index].text)
    if in_tail:
        yield _candidate(
            agency_of(found["agency"]), 0.9 if marked else 0.75, "last_line", index, 0, end
        )
    elif sheet.zones[index] == "head" and index > 0 and _is_beside_stamp(sheet, index):
        yield _candidate(agency_of(found["agency"]), 0.75, "head_line", index, 0, end)


def _is_beside_stamp(sheet: Sheet, index: int) -> bool:
    kinds = ("publish_stamp", "byline")
    return any(it.kind in kinds and it.block in (index - 1, index + 1) for it in sheet.found)


def _is_desk(sheet: Sheet, index: int) -> bool:
    """Whether a line holds the initials of a desk, "kw/ ann/", behind an agency's text."""
    text = sheet.blocks[index].text.strip()
    if not _DESK.match(text):
        return False
    above = sheet.folded[index - 1] if index else ""
    if _LAST_LINE.match(above) or _SUFFIX.search(above[-END_CHARS:].rstrip()) or "(" in text:
        return True
    return any(it.field == "agency" for it in sheet.found)


def _of_end(sheet: Sheet, index: int) -> Iterator[Candidate]:
    """Yield an agency in brackets or behind a dash that ends a last paragraph."""
    text = sheet.blocks[index].text
    at = max(0, len(text) - END_CHARS)
    tail = fold(text[at:]).rstrip()
    if not tail:
        return
    if (bare := _BARE_SUFFIX.search(text.rstrip()[-END_CHARS:])) is not None:
        start = len(text.rstrip()) - len(bare["agency"])
        name = agency_of(bare["agency"]) if bare["agency"].isupper() else None
        if name is not None:
            yield _candidate(name, 0.85, "suffix", index, start, len(text))
        return
    if tail[-1].islower() and tail[-4:].isalpha() and "-" not in tail[-30:]:
        return
    if _OPENER.search(tail) is None:
        return
    found = _SUFFIX.search(tail)
    if found is None:
        return
    for part in re.split(r"\s?[/,]\s?", found["agency"]):
        name = agency_of(part)
        if name:
            yield _candidate(
                name,
                0.9,
                "suffix",
                index,
                at + found.start("mark"),
                len(sheet.blocks[index].text),
            )


def _candidate(
    name: str | None, sure: float, source: str, index: int, start: int, end: int
) -> Candidate:
    return Candidate(
        "agency",
        name or "",
        source,
        f"agencies/{source}",
        sure,
        "",
        index,
        start,
        end,
        "agency_credit",
    )

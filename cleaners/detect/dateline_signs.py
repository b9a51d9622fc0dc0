"""Read datelines that sign with a name no table holds: what stands around it says what it is."""

import re
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from cleaners.detect.lexicon import alternation, words
from cleaners.detect.stamps import DAY_MONTH
from cleaners.detect.weekdays import cut_weekday
from cleaners.folding import fold

# All patterns read the text as printed; each repeat is bounded and begins with its own character.
WORD: Final = r"[^\W\d_][^\W\d_.'’\-]{0,24}(?:[.'’\-][^\W\d_]{1,24}){0,4}\.?"
PLACE: Final = rf"(?P<place>{WORD}(?:(?:,? |/){WORD}){{0,6}}?)"
DASH: Final = r"(?:-{1,2}|–|—|―|−)"
GAP: Final = r"[ \u00a0\t]"

#: own copy opens as an agency's: 本报云溪10月8日电（记者 顾晓禾）, 石滩网10月8日讯（顾晓禾）
_OWN_COPY: Final = re.compile(
    r"[（(]?(?:本(?:报|報|网|網|刊|台|社)|[\u4e00-\u9fff]{2,8}?(?:网|網|报|報|新闻|在线|客户端))"
    r"(?:讯|訊)?(?P<place>[\u4e00-\u9fff·]{0,12}?)"
    r"\s?(?P<day>\d{1,2}\s?月\s?\d{1,2}\s?日)\s?(?:[电電]|专电|專電|讯|訊)"
    r"(?:\s?[（(](?:[\u4e00-\u9fff]{0,12}?(?:记者|記者|通讯员))?"
    r"[\s:：]?(?P<names>[^（）()\n]{2,40})[）)])?[）)]?[：:,，\s]*"
)
_SIGN_OF_COPY: Final = re.compile("[电電讯訊]")
#: रामपुर (जिला), संवाददाता।
_DEVANAGARI: Final = re.compile(
    r"(?P<place>[\u0900-\u0963]{2,20}(?: [\u0900-\u0963]{2,20}){0,2}(?: \([^()\n]{2,30}\))?)[,:] "
    rf"(?P<sign>(?:[\u0900-\u0963]{{2,20}} ){{0,2}}(?:{alternation(words('agencies', 'desks'))}))"
    r"\s?[।:.\-–]\s*"
)
#: PLACE, 14 марта. /Name/.   PLACE. 22 листопада. Name.
_BEHIND_DAY: Final = re.compile(
    rf"{PLACE}[,.]{GAP}(?P<day>\d{{1,2}}\.?{GAP}[^\W\d_]{{3,12}})\.?{GAP}"
    rf"(?:/(?P<slash>[^/()\n]{{2,40}})/|(?<=\.{GAP})(?P<sign>[^\W\d_][^.\n()/–—]{{1,30}})(?=\.))"
    rf"(?:[.:]?{GAP}?{DASH}|[.:]){GAP}+"
)
#: Place (news agency X) -
_CALLED: Final = re.compile(
    rf"{PLACE}{GAP}?\((?:{alternation(words('agencies', 'called'))}){GAP}[^()\n]{{2,40}}\)"
    rf"{GAP}?{DASH}{GAP}+",
    re.IGNORECASE,
)

#: Place. The council met ...
_STOPPED: Final = re.compile(rf"{PLACE}(?<!\.)\.{GAP}+(?=\S)")
#: the same with the stop of Indic scripts: बरुआगांव। दो साल पहले ...
_DANDA: Final = re.compile(
    r"(?P<place>[\u0900-\u0963]{2,20}(?: [\u0900-\u0963]{2,20})?)[।|]\s+(?=[\u0900-\u0963])"
)
_IN_HINDI: Final = "में|के|की|का|से|गांव|जिले|शहर|मध्ये|येथील"
#: an Arabic paper's own copy: رأس الرمل - سلمى الخطيب: ...
_NAMED: Final = re.compile(
    r"(?P<place>[\u0621-\u064a]{2,15}(?: [\u0621-\u064a]{2,15}){0,2}) ?[-–—ـ] ?"
    r"(?P<names>[\u0621-\u064a]{2,15}(?: [\u0621-\u064a]{2,15}){1,3}) ?: ?(?=\S)"
)
#: a line by itself: Ada Kaya / VELDEN, (DHA)
_LINE_OF_NAMES: Final = re.compile(
    r"(?P<names>[^\W\d_][^/()\n]{3,60}?)\s?/\s?(?P<place>[^\W\d_a-z][^/()\n]{1,30}?),?\s?"
    r"\((?P<paren>[^\W\d_]{2,12})\)\s*$"
)
#: PLACE: The council met ...
_CAPITALS: Final = re.compile(rf"{PLACE}(?:(?<!\.)\.|:){GAP}+(?=\S)")
MIN_CAPITALS: Final = 5  #: characters; shorter ones are names of bodies
#: PLACE The council met ..., as Nordic papers print it
_BARE_CAPITALS: Final = re.compile(rf"{PLACE}{GAP}+(?=[^\W\d_a-z][^\W\d_A-Z])")
MAX_PLACE_WORDS: Final = 3
_AT: Final = "|".join(map(re.escape, words("places", "prepositions")))


class Prefix(msgspec.Struct, frozen=True):
    """A dateline at the start of a block, end exclusive."""

    end: int
    place: str
    day: str = ""
    sign: str = ""  #: who signs it, as printed
    names: str = ""
    confidence: float = 0.9


def is_day(text: str | None) -> bool:
    """Whether a text names a day and a month."""
    return bool(text) and DAY_MONTH.search(fold(text or "")) is not None


def read_unknown(head: str, is_said: Callable[[str], bool]) -> Prefix | None:
    """Return the dateline that opens a text and is signed by whoever it is, or None.

    ``is_said`` tells whether the document names them elsewhere, too: in a diary, what stands
    between two stops behind the day is the weather.

    >>> read_unknown("МЫС, 3 марта. /Дозор/. Лодка вернулась в порт.", str.isupper).place
    'МЫС'
    >>> read_unknown("BERLIN. 3 May. Rain. We stayed in.", str.isupper) is None
    True
    """
    if _SIGN_OF_COPY.search(head) is not None:
        found = _OWN_COPY.match(head)
        return prefix_of(found, 0.9) if found else None
    found = _DEVANAGARI.match(head)
    if found:
        return msgspec.structs.replace(prefix_of(found, 0.9), sign="")
    found = _BEHIND_DAY.match(head) if any(map(str.isdigit, head[:60])) else None
    if found and found["place"].isupper() and is_day(found["day"]):
        sign = found["slash"] or found["sign"]
        if sign[:1].isupper() and (found["slash"] or is_said(sign)):
            return prefix_of(found, 0.9)
    found = _CALLED.match(head) if "(" in head else None
    if found and not found["place"][:1].islower():
        return prefix_of(found, 0.85)
    return None


def read_stopped(head: str, texts: Iterable[str]) -> Prefix | None:
    """Return the place with a full stop that opens a text, or None; papers in German print it so.

    That it is one is known from the text: something is said to be in it.

    >>> read_stopped("Velden. Das Bad bleibt zu.", ["das bad in velden bleibt zu"]).place
    'Velden'
    >>> read_stopped("VELDEN Badet är stängt.", ["badet i velden är stängt"]).place
    'VELDEN'
    >>> read_stopped("Genug. Das Bad bleibt zu.", ["das bad bleibt zu"]) is None
    True
    """
    found = _DANDA.match(head)
    if found is not None:
        told = re.compile(rf"(?<!\S){re.escape(found['place'])} (?:{_IN_HINDI})(?!\S)")
        return prefix_of(found, 0.8) if any(map(told.search, texts)) else None
    found = _STOPPED.match(head)
    if found is None and head[:MIN_CAPITALS].isupper():
        found = _BARE_CAPITALS.match(head)
        found = found if found and found["place"].isupper() and " " not in found["place"] else None
    if found is None or not found["place"][:1].isupper() or not head[found.end()].isupper():
        return None
    name = found["place"]
    if len(name.split()) > MAX_PLACE_WORDS:
        return None
    folded = fold(name)
    told = re.compile(rf"(?<!\w)(?:{_AT})\s{re.escape(folded)}(?!\w)")
    is_told = any(told.search(it) or it.strip() == folded for it in texts)  # the tab of a town
    return prefix_of(found, 0.8) if is_told else None


def read_capitals(head: str, is_said: Callable[[str], bool]) -> Prefix | None:
    """Return the place in capitals with a colon or stop that opens a text, or None.

    ``is_said`` tells whether the document names it elsewhere, too.

    >>> read_capitals("VELDEN: The bath stays shut.", str.isupper).place
    'VELDEN'
    >>> read_capitals("Velden: The bath stays shut.", str.isupper) is None
    True
    """
    found = _CAPITALS.match(head)
    if found is None or not found["place"].isupper() or not head[found.end()].isupper():
        return None
    name = found["place"]
    count = len(name.split())
    if len(name) < MIN_CAPITALS or count > MAX_PLACE_WORDS or not is_said(name):
        return None
    if count > 1 and ":" in head[: found.end()]:
        return None  # somebody who speaks
    return prefix_of(found, 0.8)


def read_named(head: str, is_said: Callable[[str], bool]) -> Prefix | None:
    """Return the place and the name that open a text in Arabic, or None.

    ``is_said`` tells whether the document names them elsewhere, too: one of them it does.

    >>> read_named("رأس الرمل - سلمى الخطيب: عاد القارب إلى الميناء.", bool).names
    'سلمى الخطيب'
    """
    found = _NAMED.match(head) if "\u0621" <= head[:1] <= "\u064a" else None
    if found is None or not (is_said(found["names"]) or is_said(found["place"])):
        return None
    return prefix_of(found, 0.85)


def read_line_of_names(line: str) -> Prefix | None:
    """Return names, place and agency of a line that is nothing else, or None.

    >>> read_line_of_names("Ada Kaya / VELDEN, (DHA)").place
    'VELDEN'
    """
    found = _LINE_OF_NAMES.match(line) if "/" in line and line.rstrip()[-1:] == ")" else None
    if found is None or not found["place"].isupper() or not found["paren"].isupper():
        return None
    return prefix_of(found, 0.9)


def prefix_of(found: re.Match[str], sure: float) -> Prefix:
    """Return the dateline that a pattern with these groups found."""
    group = found.groupdict()
    keys = ("paren", "wide", "slash", "sign")
    place = (group.get("place") or "").strip(" ,-–—")
    place, weekday = cut_weekday(place)
    if place.count(".") == 1 and "," not in place:  # a full stop; Fla. and D.C. keep theirs
        place = place.rstrip(".")
    return Prefix(
        end=found.end(),
        place=place,
        day=f"{weekday} {group.get('day') or ''}".strip(),
        sign=next((group[key] for key in keys if group.get(key)), ""),
        names=group.get("names") or "",
        confidence=sure,
    )

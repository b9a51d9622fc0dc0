"""Cues: which detectors a line may concern, told by its first word and a few signs.

Most lines concern no detector at all. What a cue leaves out, its detector could not match, so a
cue may let too much through, never too little. A line is read once, whichever document it stands
in: the look at a document and the look at what was kept of it see the same lines.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, Literal, TypeAlias

import msgspec

from cleaners.detect.lexicon import table
from cleaners.detect.photocredits import may_hold_credit
from cleaners.detect.stamps import may_hold_date
from cleaners.detect.wires import SIGNERS
from cleaners.folding import MAX_REMEMBERED, REMEMBERED, fold

Cue: TypeAlias = Literal[
    "agency_line",  #: an agency and nothing else, or the initials of its desk
    "agency_phrase",
    "byline",
    "caption",
    "credit",
    "date",  #: of short lines: those that may be a stamp
    "original",
    "reporter",
    "sign_off",
    "site",
    "subtitle",
    "tags",
    "title",
    "url",
]

MAX_LINE_CHARS: Final = 300  #: a longer block is no stamp, byline, caption label or credit line
MAX_EDGE_CHARS: Final = 400  #: of a longer block only its ends are read
MAX_CAPTION_CHARS: Final = 600  #: with its credit
MAX_STAMP_CHARS: Final = 160  #: a longer line is no stamp; a stamp may be glued to its start
MAX_SIGN_CHARS: Final = 60  #: at the end of a text, where a reporter signs in brackets
OPENING_SIGNS: Final = 8  #: of a Chinese line, where 記者 stands before a name
OPENING_CHARS: Final = 80  #: of a line, where the verb of a sign-off stands

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_BYLINES: Final = table("bylines")
_VERBS: Final = [verb for verbs in _BYLINES["credits"].values() for verb in verbs]
#: phrases that open a line, by what the line may be then; of forms with gaps, all their words
_PHRASES: Final[Mapping[Cue, Iterable[str]]] = {
    "agency_line": SIGNERS,
    "agency_phrase": (
        *("with", "additional", "input", "inputs", "this", "source", "sources", "quelle"),
        *("quellen", "mit", "material", "dieser", "avec", "con", "fuente", "fuentes", "com"),
        *("fonte", "fontes", "bron", "bronnen", "źródło", "źródła", "источник", "источники"),
        *("с", "по", "джерело", "джерела", "за", "kaynak", "المصدر", "来源"),
        *("με", "πηγή", "zdroj", "zdroje", "forrás", "sursa", "sursă", "surse", "izvor", "izvori"),
        *("nguồn", "sumber", "출처", "स्रोत"),
        *("källa", "kilde", "lähde", "met", "mede", "in samenwerking"),
    ),
    "byline": (*_BYLINES["prepositions"], *_BYLINES["labels"], *_BYLINES["without_name"]),
    "caption": [*table("captions")["caption_labels"], *table("captions")["loose_labels"]],
    "original": ("原标题", "原標題", "原題"),
    "sign_off": (
        *_VERBS,
        *(word for form in _BYLINES["translated_from"] for word in _LETTERS.findall(form)),
        *("story", "words", "text", "article", "interview", "essay", "by", "texte", "texto"),
    ),
    "subtitle": (
        *("summary", "standfirst", "subtitle", "subheading", "deck", "sub-headline"),
        *("subheadline", "zusammenfassung", "unterzeile", "chapeau", "sommario", "subtítulo"),
        *("bajada", "подзаголовок"),
    ),
    "tags": table("tags")["labels"],
    "title": (
        *("title", "headline", "titel", "überschrift", "titre", "título", "titolo"),
        *("заголовок", "标题"),
    ),
    "url": table("urls")["labels"],
}
_FROM_SITE: Final = re.compile(r"^\W{0,4}a \w+ from ")
_GLUED_OPENERS: Final = ("By", "by", "Von", "von", "Par", "par", "Por", "por", "Door", "Av", "Af")
_BEHIND_NAMES: Final = ("者", "자", "员")  #: last signs of 記者, 기자, 特派员


def _first_word(folded: str) -> str:
    found = _LETTERS.search(folded)
    return found[0] if found is not None else ""


def _by_first_word() -> dict[str, tuple[Cue, ...]]:
    """Return what a line may be by its first word: letters only, whatever stands before them."""
    found: dict[str, tuple[Cue, ...]] = {}
    for cue, phrases in _PHRASES.items():
        for word in sorted({_first_word(fold(phrase)) for phrase in phrases}):
            found[word] = (*found.get(word, ()), cue)
    return found


_BY_FIRST_WORD: Final = _by_first_word()


class Line(msgspec.Struct, frozen=True, gc=False):
    """What a block's text shows at a glance."""

    folded: str  #: same length; of a text over 2 * MAX_EDGE_CHARS only as many
    cues: tuple[Cue, ...]


def read_line(text: str) -> Line:
    """Fold a text and say which detectors it may concern.

    >>> read_line("By Marta Denholt, 3 March 2023").cues
    ('byline', 'sign_off', 'date')
    """
    return _remembered(text) if len(text) <= MAX_REMEMBERED else _line(text)


def _line(text: str) -> Line:
    length = len(text)
    folded = fold(text if length <= 2 * MAX_EDGE_CHARS else text[:MAX_EDGE_CHARS])
    found = _LETTERS.search(folded)
    word = found[0] if found is not None else ""
    cues = [*_BY_FIRST_WORD.get(word, ())]
    if found is not None and found.end() > OPENING_CHARS:
        cues.append("sign_off")  # its first word is cut where that detector stops reading
    if "://" in folded and word.endswith(("http", "https")):
        cues.append("url")  # "来源https://": a label without a colon
    if (text.startswith(_GLUED_OPENERS) or " / by " in folded) and "byline" not in cues:
        cues.append("byline")  # "ByAnn Oake", where the name is a link; "Outlet / By Ann Oake"
    if not folded.isascii():
        if "者" in text[-MAX_SIGN_CHARS:]:
            cues.append("reporter")
        if "者" in text[:OPENING_SIGNS] or folded.rstrip().endswith(_BEHIND_NAMES):
            cues.append("byline")
    if _may_name_site(folded if length <= MAX_EDGE_CHARS else folded[:MAX_EDGE_CHARS]):
        cues.append("site")
    if length <= MAX_CAPTION_CHARS and may_hold_credit(text, folded):
        cues.append("credit")
    if length <= MAX_STAMP_CHARS and may_hold_date(folded):
        cues.append("date")
    if length <= MAX_LINE_CHARS:
        if "contribut" in folded:
            cues.append("agency_phrase")
        if "/" in folded or "dpa:" in folded:
            cues.append("agency_line")
    return Line(folded, tuple(dict.fromkeys(cues) if len(cues) > 1 else cues))


def may_be_signed(text: str) -> bool:
    """Whether the signs stand in it between which an agency signs a dateline."""
    return "(" in text or "/" in text or "（" in text


def has_parting_dash(text: str) -> bool:
    """Whether a dash stands in it that may part a dateline from its text: no hyphen in a word."""
    if " -" in text or "--" in text:
        return True
    return not text.isprintable() or (
        not text.isascii()
        and ("—" in text or "–" in text or "―" in text or "−" in text or "\u00a0-" in text)
    )


def _may_name_site(folded: str) -> bool:
    """Whether one of the words stands in it that stand wherever a site speaks of itself."""
    return (
        "©" in folded
        or ("!" in folded and "support the" in folded)
        or "reflect" in folded
        or "represent" in folded
        or "those of" in folded
        or "copyright" in folded
        or "(c)" in folded
        or (" from " in folded and _FROM_SITE.search(folded) is not None)
    )


_remembered: Final = lru_cache(maxsize=REMEMBERED)(_line)

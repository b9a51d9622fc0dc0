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
    "date",
    "digit",
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
MAX_STAMP_CHARS: Final = 160  #: a longer line is no stamp; a stamp may be glued to its start
MAX_SIGN_CHARS: Final = 60  #: at the end of a text, where a reporter signs in brackets
OPENING_CHARS: Final = 80  #: of a line, where the verb of a sign-off stands

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_DIGIT: Final = re.compile(r"\d")
_BYLINES: Final = table("bylines")
_VERBS: Final = [verb for verbs in _BYLINES["credits"].values() for verb in verbs]
#: phrases that open a line, by what the line may be then; of forms with gaps, all their words
_PHRASES: Final[Mapping[Cue, Iterable[str]]] = {
    "agency_line": SIGNERS,
    "byline": (*_BYLINES["prepositions"], *_BYLINES["labels"], *_BYLINES["without_name"]),
    "caption": table("captions")["caption_labels"],
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
#: how the first words of contribution lines begin, those with an agency in front aside
_CONTRIBUTION: Final = (
    *("with", "additional", "report", "files", "material", "information", "input", "this"),
    *("source", "quelle", "mit", "dieser", "avec", "con", "com", "fuente", "fonte", "bron"),
    *("źródł", "источник", "с", "по", "джерел", "за", "kaynak", "المصدر", "来源", "källa"),
    *("kilde", "lähde"),
)
#: one of these stands wherever a site speaks of itself
_OF_SITES: Final = (
    *(" from ", "support ", "reflect", "represent", "those of", "©", "(c)", "copyright"),
)
_REPORTERS: Final = ("者", "자", "员")  #: last signs of 記者, 기자, 特派员


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


class Line(msgspec.Struct, frozen=True):
    """What a block's text shows at a glance."""

    folded: str  #: same length; of a text over 2 * MAX_EDGE_CHARS only as many
    cues: tuple[Cue, ...]


def read_line(text: str) -> Line:
    """Fold a text and say which detectors it may concern.

    >>> read_line("By Marta Denholt, 3 March 2023").cues
    ('byline', 'sign_off', 'digit', 'date')
    """
    return _remembered(text) if len(text) <= MAX_REMEMBERED else _line(text)


def _line(text: str) -> Line:
    length = len(text)
    folded = fold(text if length <= 2 * MAX_EDGE_CHARS else text[:MAX_EDGE_CHARS])
    found = _LETTERS.search(folded)
    word = found[0] if found is not None else ""
    cues = [*_BY_FIRST_WORD.get(word, ())]
    if found is not None and found.end() > OPENING_CHARS and "sign_off" not in cues:
        cues.append("sign_off")  # its first word is cut where that detector stops reading
    if word.endswith(("http", "https")):  # "来源https://": a label without a colon
        cues.append("url")
    if _DIGIT.search(folded[:MAX_STAMP_CHARS]) is not None:
        cues.append("digit")
    if "者" in text[-MAX_SIGN_CHARS:]:
        cues.append("reporter")
    if any(sign in folded[:MAX_EDGE_CHARS] for sign in _OF_SITES):
        cues.append("site")
    if may_hold_credit(text, folded):
        cues.append("credit")
    if length <= MAX_LINE_CHARS:
        cues += _of_short_line(folded, word)
    return Line(folded, tuple(dict.fromkeys(cues)))


def _of_short_line(folded: str, word: str) -> Iterable[Cue]:
    if may_hold_date(folded):
        yield "date"
    if folded.rstrip().endswith(_REPORTERS):
        yield "byline"
    if "contribut" in folded or word.startswith(_CONTRIBUTION):
        yield "agency_phrase"
    if "/" in folded or "dpa:" in folded:
        yield "agency_line"


_remembered: Final = lru_cache(maxsize=REMEMBERED)(_line)

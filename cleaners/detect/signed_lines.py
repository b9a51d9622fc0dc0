"""Read the names off a line that holds more: a stamp, a bar, a rubric, "Posted on ... by ..."."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, Literal

import msgspec

from cleaners.detect.lexicon import alternation, first_words, table, words
from cleaners.detect.line_words import BUTTONS, STAMPED, is_handle, is_of_calendar
from cleaners.detect.names import (
    PARTICLES,
    ROLES,
    STRANGERS,
    is_known_name,
    is_name,
    split_names,
)
from cleaners.detect.other_hands import without_others
from cleaners.detect.photocredits import LABELED
from cleaners.detect.picture_lines import find_picture
from cleaners.detect.stamps import MONTHS, find_dates, find_times
from cleaners.folding import REMEMBERED, fold

_TABLE: Final = table("bylines")
#: words that open a byline with a colon behind them only
LABELS: Final = words("bylines", "labels") - words("bylines", "prepositions")
_OPENER: Final = re.compile(
    rf"(?<!\w)(?P<word>{alternation([*_TABLE['prepositions'], *_TABLE['labels']])})"
    r"(?P<sign>\s*[:\uff1a]\s*|\s+)(?=\S)"
)
#: "ByAnn Oake", where the name is a link and no space stands before it
GLUED_OPENER: Final = re.compile(
    r"^[\s_*]*(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or|Door|Av|Af)(?=[^\W\d_a-z][^\W\d_]+\s)"
)
#: what others do to a text, in front of the word that opens a name
_OTHERS: Final = re.compile(rf"(?<!\w){alternation(_TABLE['not_author'])}\s*$")
_GENRE: Final = re.compile(rf"(?:^|[\s-])(?:{'|'.join(_TABLE['genres'])})\s*$")
_BARS: Final = re.compile(r"\s*(?:\||\u00b7|\u2022|\u2013|\u2014|//|~|\s-\s|\s/\s|\s@\s|\t)\s*")
#: what follows the name of who posted it
_RIDER: Final = re.compile(
    r"(?:\s*[,|(]|\s+(?:on|in|at|to|under|am|um|unter|le|dans|el|en|em|il|op|den|w|в|у|kl|"
    r"\u00e0|\u00e9s)(?:\s|$)).*$"
)
MIN_LABELING: Final = 5  #: letters: "le" and "on" open names, too
_ENDS: Final = STAMPED | BUTTONS  #: words behind a name that are no part of it
_JOINING: Final = ROLES | STAMPED | words("bylines", "joiners") | {""}
_RUBRICS: Final = STRANGERS | BUTTONS | words("bylines", "rubrics")
#: words of stamps that are no part of a name, however it is spelled
_LABELING: Final = frozenset(it for it in STAMPED if len(it) >= MIN_LABELING)
MAX_GENRE_WORDS: Final = 4  #: in front of a name: "Ein Gastbeitrag von"


MAX_NAME_WORDS: Final = 4


#: a month behind a small letter, with its day
_GLUED_MONTH: Final = re.compile(r"(?<=[^\W\d_A-Z])([A-Z][^\W\d_]{2,9})(?=\.?\s\d)")
#: a line that breaks off behind the word that opens a name
BROKEN_OFF: Final = re.compile(r"\s(?:by|von|par|por|door|av|od|przez)\s*:?$")
#: the words with which an opening begins: most lines hold none of them
_OPENS: Final = first_words([*_TABLE["prepositions"], *_TABLE["labels"]])
_LETTERS: Final = re.compile(r"[^\W\d_]+")
#: a byline as Japanese and Chinese outlets print it
_BRACKETED: Final = re.compile(r"[\[(（【《〔［]\s*([^\[\](（）)]{2,60})[\])）】》〕］]")


class Signed(msgspec.Struct, frozen=True):
    """The names on a line, and what tells them from its other words."""

    names: tuple[str, ...]
    form: Literal["opener", "handle", "bare"]


@lru_cache(maxsize=REMEMBERED)
def read_signed(text: str) -> Signed | None:
    """Return the names of a line that holds a stamp; None where nothing tells names.

    >>> read_signed("Published: 3 May 2023 | Author: Ann Oake | Filed under: Trams").names
    ('Ann Oake',)
    >>> read_signed("Posted on 3 May 2023 by annoake").form
    'handle'
    >>> read_signed("Anna Oake 3 May 2023 - 14:41 2 comments").names
    ('Anna Oake',)
    >>> read_signed("Photo by Anna Oake, 3 May 2023") is None
    True
    """
    pieces = [it for it in _BARS.split(_parted(text)) if it]
    for piece in pieces:
        rest = behind_opener(piece)
        if rest != piece and (found := _opened(rest)) is not None:
            return found
    for piece in pieces:
        names = _bare(piece)
        if names:
            return Signed(names, "bare")
    return None


def _parted(text: str) -> str:
    """Put bars in place of dates and times, and cut off what credits a picture."""
    pictured = LABELED.match(fold(text)) or find_picture(fold(text))
    if pictured is not None:
        text = text[: pictured.start()]
    text = _GLUED_MONTH.sub(_unglued, text)
    folded = fold(text)
    spans = [(it.start, it.end) for it in find_dates(folded)] or list(find_times(folded))
    for start, end in sorted(spans, reverse=True):
        text = f"{_before(text[:start])} | {text[end:]}"
    return text.strip(" ,;|.*_>")


def _before(text: str) -> str:
    """Take off what stands before a date the weekday that belongs to it."""
    head, _, last = text.rstrip(" ,").rpartition(" ")
    return head if head and last and is_of_calendar(last) else text


def _unglued(found: re.Match[str]) -> str:
    """Part a month from the name that it is glued to: "Ann OakeMay 3, 2024"."""
    return f" {found[0]}" if fold(found[1]) in MONTHS else found[0]


def behind_opener(text: str) -> str:
    """Return what follows the word that opens a byline, wherever in a line it stands.

    >>> behind_opener("Published 4 May by Ann Oake"), behind_opener("Gastbeitrag von Ivo Pell")
    ('Ann Oake', 'Ivo Pell')
    >>> behind_opener("Inga von Oake"), behind_opener("Edited by Ann Oake")
    ('Inga von Oake', 'Edited by Ann Oake')
    """
    folded = fold(text)
    glued = GLUED_OPENER.match(text)
    if glued is not None and is_known_name(text[glued.end() :]):
        return text[glued.end() :]
    for found in _openers(folded):
        before = text[: found.start()].strip()
        has_colon = bool(found["sign"].strip())
        if _OTHERS.search(folded[: found.end("word")]) or (
            not has_colon and found["word"] in LABELS  # an author in a sentence is anyone
        ):
            continue
        if before and not has_colon and found["word"] in PARTICLES and is_name(before, single=True):
            behind = is_known_name(text[found.end() :]) and not is_known_name(before)
            if not behind and not _GENRE.search(fold(before)):
                continue
        return text[found.end() :].strip()
    return text


def byline_in(text: str, names: Sequence[str]) -> str:
    """Return the byline on a line as it is printed: from its opening word to its last name.

    >>> byline_in("Published 4 May by Ann Oake and Ivo Pell | Trams", ["Ann Oake", "Ivo Pell"])
    'by Ann Oake and Ivo Pell'
    """
    spans = [(at, at + len(name)) for name in names if (at := text.find(name)) >= 0]
    if not spans:
        return ""
    start, end = min(spans)[0], max(end for _, end in spans)
    opener = None
    for opener in _openers(fold(text[:end])):
        if opener.end() == start:
            break
    if opener is not None and opener.end() == start:
        start = opener.start()
    return text[start:end]


def is_opened_by_genre(text: str) -> bool:
    """Whether the words of a kind of text and a preposition stand before names and nothing else.

    >>> is_opened_by_genre("Ein Gastbeitrag von Anna Oake")
    True
    >>> is_opened_by_genre("The Trial by Kafka")
    False
    """
    rest = behind_opener(text)
    before = text[: len(text) - len(rest)].split()[:-1]
    if rest == text or not 1 <= len(before) <= MAX_GENRE_WORDS:
        return False
    return _GENRE.search(fold(" ".join(before))) is not None and bool(split_names(rest))


def _openers(folded: str) -> Iterator[re.Match[str]]:
    """Find the words in a line that may open a byline."""
    if folded.isascii() and _OPENS.isdisjoint(_LETTERS.findall(folded)):
        return iter(())
    return _OPENER.finditer(folded)


def _opened(rest: str) -> Signed | None:
    names = _named(rest)
    if names:
        return Signed(names, "opener")
    word = _RIDER.sub("", re.split(r"\s+\d", rest, maxsplit=1)[0]).strip()
    if " " not in word and is_handle(word):
        return Signed((word,), "handle")
    names = _named(_RIDER.sub("", rest)) or _first_name(rest)
    return Signed(names, "opener") if names else None


def _first_name(rest: str) -> tuple[str, ...]:
    """Return the name before a label: "Ann Oake Categories: Trams"."""
    tokens = rest.split()
    for size in range(min(MAX_NAME_WORDS, len(tokens) - 1), 1, -1):
        name, behind = " ".join(tokens[:size]), tokens[size]
        ends = behind.endswith(":") or fold(behind) in _ENDS or not behind[0].isalpha()
        if ends and is_known_name(name):
            return (name,)
    return ()


def _bare(piece: str) -> tuple[str, ...]:
    tokens = piece.split()
    while tokens and (not tokens[0][0].isalpha() or fold(tokens[0]).strip(".,:") in STAMPED):
        tokens = tokens[1:]
    ends = [at for at, it in enumerate(tokens) if fold(it).strip(".,:") in STAMPED]
    piece = " ".join(tokens[: ends[0]] if ends else tokens)
    names = _named(piece)
    if not names or not all(is_known_name(name) for name in names):
        return ()
    # nothing but names: a caption has words, too, and the date of what it shows
    rest = re.split(r"\s*(?<!\w)\d", piece, maxsplit=1)[0]
    for name in names:
        rest = rest.replace(name, " ")
    plain = (fold(word).strip(".,:;&") for word in rest.split() if word[0].islower())
    return names if all(word in _JOINING for word in plain) else ()


def _named(text: str) -> tuple[str, ...]:
    """Return the names at the start of a text, up to a number."""
    tokens = re.split(r"\s*(?<!\w)\d", text, maxsplit=1)[0].strip(" ,;|.").split()
    while len(tokens) > 2 and fold(tokens[-1]).strip(",") in _RUBRICS:
        tokens.pop()
    if len(tokens) == 2 and fold(tokens[-1]).strip(",:") in BUTTONS and is_known_name(tokens[0]):
        return (tokens[0],)  # "von Anna Kategorien"
    ends = (at for at, it in enumerate(tokens) if at > 1 and fold(it).strip(",:") in _LABELING)
    text = " ".join(tokens[: next(ends, None)])
    names = split_names(text, caseless=not text.isascii()) if text else None
    return tuple(it for it in names or () if not is_of_calendar(it))


def names_on(lines: str) -> Iterator[str]:
    """Yield the names on lines whose element says that they are a byline: any name will do."""
    for printed in lines.split("\n"):
        bracketed = _BRACKETED.fullmatch(printed.strip())
        line = bracketed[1] if bracketed is not None else printed
        rest = behind_opener(line)
        pieces = _BARS.split(_parted(without_others(rest)))
        found: list[str] = []
        for piece in pieces:
            names = _named(piece)
            if found and not (names and all(map(is_known_name, names))):
                break  # "Ann Oake / Ivo Pell / Trams"
            found += names
            if not found and rest != line:
                break
        yield from found

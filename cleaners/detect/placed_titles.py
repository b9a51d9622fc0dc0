"""Judge the lines above a text by where they stand: which one is its headline?

In a dump of a page the headline stands between menus and the text, in no element that says so. So
every short line there is weighed: its look, the words it shares with the text, what stands beside.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

import msgspec

from cleaners.detect.core import core_of
from cleaners.detect.placed_stamps import LIKELY, begins_page, sureness, weigh_lines
from cleaners.detect.sheet import Sheet
from cleaners.detect.title_places import GOES_ON, is_credit_line, is_credited, is_cut
from cleaners.detect.title_words import WIDE, stems_of
from cleaners.document import Block
from cleaners.folding import squash
from cleaners.layout import count_letters, ends_sentence, weight

#: What each sign adds to the log-odds that a line is the headline, in hundredths: fitted to dumps
#: of pages of half of the development sites, rounded; on the other half nearly as often right.
WEIGHTS: Final[Mapping[str, int]] = {
    "heading of level 1": 190,
    "begins the page's title": 185,
    "said twice": 170,
    "ends a path": 250,
    "said elsewhere": 120,
    "first line of the page": 110,
    "right above stamp or byline": 145,
    "above stamp or byline": 50,
    "seven words": 95,
    "four words": 75,
    "fourteen words": 50,
    "two words": -50,
    "one word": -135,
    "many words": -35,
    "shares no word": -125,
    "shares a third": 35,
    "shares most": 95,
    "shares three words": 85,
    "right above the text": 90,
    "above the text": 30,
    "far above the text": -25,
    "opens the text": -20,
    "in the text": -80,
    "list item": -70,
    "link": -75,
    "furniture": -95,
    "hidden by itself": -40,
    "stamp": -60,
    "closed sentence": -105,
    "credited": -200,
    "prose": -120,
    "deck": -80,
    "deck of a heading": -200,
    "above a deck": 40,
}
BASE: Final = -295
MIN_ABOVE: Final = 6  #: blocks above the text, from which there is something to choose from
ABOVE: Final = 40  #: blocks above the text among which the headline is looked for
INSIDE: Final = 4
BODY_CHARS: Final = 3000
MAX_CHARS: Final = 250
MAX_BYLINE: Final = 120  #: characters of a line that may sign
MIN_KEY: Final = 8
_UNLIKE: Final = frozenset(
    (
        *("shares no word", "one word", "two words", "furniture", "link", "list item", "stamp"),
        *("hidden by itself", "opens the text", "in the text"),
    )
)
#: "Bay Ledger Rural / By Ada Quill"
_BEHIND_OUTLET: Final = re.compile(r"\S [/|] (?:by|von|par|por|di|door|av|af) \S")
_PATH: Final = re.compile(r".*(?:[>›»→＞]|\s[/|]|^\d{1,2}\.)\s*(?=\S)")
MIN_AGAIN: Final = 16  #: characters of a line that is looked for in others
MAX_WHOLE: Final = 60_000
_PATH_SIGNS: Final = (">", "›", "»", "→", "＞", "/", "|", ".")  #: one of them stands in a path
_FURNITURE_ENDS: Final = ":,;-–—|/>"
_FURNITURE_OPENS: Final = "+•*»>©"
_SECTION: Final = re.compile(r"/label$|^teaser_cards/\w\w$")


class Line(msgspec.Struct, frozen=True):
    """A line that may be the headline, and the signs by which it is judged."""

    block: int
    signs: tuple[str, ...]

    def odds(self) -> int:
        """Return the log-odds, in hundredths, that the line is the headline."""
        return BASE + sum(WEIGHTS[sign] for sign in self.signs)


def placed_title(sheet: Sheet) -> tuple[int, float] | None:
    """Return the likeliest headline of a text that stands amid a page, and how sure that is."""
    lines = weigh_titles(sheet)
    if not lines:
        return None
    best = max(lines, key=lambda it: (it.odds(), -it.block))
    return best.block, sureness(best.odds())


def weigh_titles(sheet: Sheet) -> list[Line]:
    """Return the lines that may be the headline, with their signs; none where few stand above."""
    core = core_of(sheet)
    if core.start < MIN_ABOVE:
        return []
    blocks = sheet.blocks
    near = range(max(0, core.start - ABOVE), min(len(blocks), core.start + INSIDE))
    places = [at for at in (0, *near) if at in near or at == 0]
    far = (at for at, it in enumerate(blocks[: core.stop]) if it.level == 1 and at not in near)
    lines = [at for at in sorted({*places, *far}) if _may_head(blocks[at])]
    lines = [at for at in lines if at < core.start or not is_cut(sheet, at)]
    body = " ".join(sheet.folded[at] for at in sheet.prose if at in core)[:BODY_CHARS]
    stems = stems_of(body)
    swallowed = {it.block for it in sheet.document.marks if _is_of_section(it.rule)}
    signed = {it.block for it in weigh_lines(sheet) if it.odds() >= LIKELY}
    above = [at for at in range(near.start, core.start) if _BEHIND_OUTLET.search(sheet.folded[at])]
    signed |= {at for at in (*sheet.lines("byline"), *above) if _may_sign(sheet, at)}
    keys = [squash(blocks[at].text) for at in lines]
    opening = squash(blocks[0].text)
    paths = _path_ends(sheet, core)
    whole = "\n".join(sheet.folded)[:MAX_WHOLE]
    found = []
    for at, key in zip(lines, keys, strict=True):
        signs = [*_look(sheet, at), *_place(at, core), *_words(sheet.folded[at], stems)]
        if at in sheet.hidden and at not in swallowed:
            signs.append("hidden by itself")
        if at and len(key) >= MIN_KEY and (key == opening or begins_page(opening, key)):
            signs.append("begins the page's title")
        if at and len(key) >= MIN_KEY and keys.count(key) > 1:
            signs.append("said twice")
        elif len(key) >= MIN_KEY and key in paths:
            signs.append("ends a path")
        elif len(key) >= MIN_AGAIN and whole.count(sheet.folded[at]) > 1:
            signs.append("said elsewhere")
        if at + 1 in signed:
            signs.append("right above stamp or byline")
        elif signed & {at + 2, at + 3}:
            signs.append("above stamp or byline")
        if at in signed:
            signs.append("stamp")
        found.append(Line(at, tuple(signs)))
    return _beside_decks(sheet, found)


def _may_sign(sheet: Sheet, at: int) -> bool:
    """Whether a line with a word of bylines may be one: short, mostly names, no credit."""
    text = sheet.blocks[at].text
    if len(text) > MAX_BYLINE or ends_sentence(text) or is_credit_line(sheet, at):
        return False
    words = text.split()
    return sum(word[0].islower() for word in words) <= len(words) // 2


@cache
def _is_of_section(rule: str) -> bool:
    """Whether a rule marks sections of teasers, which may swallow a headline."""
    return _SECTION.search(rule) is not None


def _path_ends(sheet: Sheet, core: range) -> frozenset[str]:
    """Return what the paths above a text end with, squashed: "Home > Coast > Harbor reopens"."""
    lines = (
        it.text
        for at, it in enumerate(sheet.blocks[: core.start])
        if len(it.text) <= MAX_CHARS
        and any(map(it.text.__contains__, _PATH_SIGNS))
        and not is_credited(sheet, at)
    )
    return frozenset(
        squash(text[found.end() :]) for text in lines if (found := _PATH.match(text)) is not None
    )


def _beside_decks(sheet: Sheet, lines: list[Line]) -> list[Line]:
    """Add the signs of a headline and its deck: the longer line right below, of no other kind."""
    likely = {
        it.block
        for it in lines
        if not _UNLIKE.intersection(it.signs) or "heading of level 1" in it.signs
    }
    words = {at: len(sheet.folded[at].split()) for at in likely}
    decks = {at + 1 for at in likely if at + 1 in likely and words[at] < words[at + 1]}
    found = []
    for it in lines:
        more = ["deck"] if it.block in decks else []
        if it.block in decks and sheet.blocks[it.block - 1].level == 1:
            more.append("deck of a heading")
        if it.block + 1 in decks:
            more.append("above a deck")
        found.append(Line(it.block, (*it.signs, *more)))
    return found


def _may_head(block: Block) -> bool:
    text = block.text.strip()
    if not 2 < len(text) <= MAX_CHARS or block.role in ("image", "menu", "code", "table_row"):
        return False
    if text[0] in GOES_ON or (text[0] == "(" and text[-1] == ")"):
        return False
    return "://" not in text and 2 * count_letters(text) >= len(text)


def _look(sheet: Sheet, at: int) -> Iterator[str]:
    """Yield what a line looks like."""
    block = sheet.blocks[at]
    text = block.text.strip()
    if block.role == "heading" and block.level == 1:
        yield "heading of level 1"
    if block.role == "list_item":
        yield "list item"
    if 2 * block.link_chars > len(text):
        yield "link"
    if text[-1] in _FURNITURE_ENDS or text[0] in _FURNITURE_OPENS:
        yield "furniture"
    if ends_sentence(text) and text[-1] not in '?!"”’»…':
        yield "closed sentence"
    if at in sheet.prose:
        yield "prose"
    if is_credited(sheet, at) or is_credit_line(sheet, at + 1):
        yield "credited"
    yield _length(text)


def _length(text: str) -> str:
    """Return how long a headline a line would be; of writing without spaces the signs count."""
    count = weight(text) / 6 if WIDE.search(text) else float(len(text.split()))
    if count < 2:
        return "one word"
    if count < 4:
        return "two words"
    if count < 7:
        return "four words"
    return "seven words" if count < 14 else "fourteen words" if count < 24 else "many words"


def _place(at: int, core: range) -> Iterable[str]:
    """Yield how a line stands to the text, and that it opens the page."""
    if at == 0:
        yield "first line of the page"
    above = core.start - at
    if above <= 0:
        yield "opens the text" if above == 0 else "in the text"
    elif above <= 2:
        yield "right above the text"
    else:
        yield "above the text" if above <= 10 else "far above the text"


def _words(folded: str, stems: frozenset[str]) -> Iterable[str]:
    """Yield which share of its words a line has in common with the text."""
    own = stems_of(folded)
    common = len(own & stems)
    if not common:
        yield "shares no word"
        return
    if common >= 3:
        yield "shares three words"
    if 3 * common >= 2 * len(own):
        yield "shares most"
    elif 3 * common >= len(own):
        yield "shares a third"

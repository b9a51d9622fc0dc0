"""Find the headline that a page shows, by what its head declares: which heading says the same?"""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from cleaners.detect.sheet import Sheet
from cleaners.detect.stamps import find_dates
from cleaners.detect.title_places import (
    MAX_TITLE_CHARS,
    MIN_TITLE_WORDS,
    is_label,
    is_of_site,
)
from cleaners.detect.titles import without_site
from cleaners.document import Block
from cleaners.folding import fold, squash

LINKED: Final = 0.8  #: share of link characters of a heading that is a link
MIN_SHARE: Final = 0.5  #: of a heading with a kicker, that is the title proper
MAX_HEADING: Final = 300
MAX_LEVEL: Final = 3
LEVEL_WORTH: Final = 0.1
BESIDE_COLON: Final = 10  #: characters on either side of a colon that must agree
BESIDE: Final = 3  #: blocks from a heading for search engines to the headline, with its kicker
WRITTEN_WORTH: Final = 0.2
HOME_WORTH: Final = 0.5  #: less for a heading that leads to the front of the site: it names that
_HOME: Final = re.compile(r"(?:(?:https?:)?//[^/?#]+)?/?(?:index\.\w+)?")
_TAIL: Final = re.compile(r"[:|]\s+|\s[-–—]\s+")


_MARKED: Final = re.compile(r"[^\w\"'”“»«’)\].!?]$")
_FIRST_QUOTE: Final = re.compile(r"[\"'“”„«»‘‚‹›「『]")
#: the end of a word to which the next one is glued, as two elements of a heading are
_GLUED: Final = re.compile(r"[^\W\d_A-ZÀ-ÖØ-Þ](?=[A-ZÀ-ÖØ-ÞА-Я])")
_GLUED_COLON: Final = re.compile(r"(?<=[^\s\d]):(?=[^\s\d])")
_FIRST_SIGN: Final = re.compile(r"[\w\"'“”„«»‘’‚‹›「『(\[¿¡]")
_OF_TITLE: Final = re.compile(r"(?<!\w)(?:title|headline|titel|titre|titulo|titolo)(?!\w)")


class Declared(msgspec.Struct, frozen=True):
    """The titles that a page declares, squashed, and what stands in them behind a kicker."""

    whole: tuple[str, ...]
    tails: tuple[str, ...]
    written: str = ""
    """The headline of JSON-LD where the title element says something else: that one is for search
    engines, and a heading that repeats it is, too"""
    searched: str = ""  #: what the title element says then
    element: str = ""  #: what the title element says
    others: tuple[str, ...] = ()  #: what is declared elsewhere, and differs from it
    texts: tuple[str, ...] = ()  #: all titles, as they are declared
    headline: str = ""  #: that of JSON-LD, which is not for search engines


def read_declared(titles: Iterable[tuple[str, str]], sites: frozenset[str]) -> Declared:
    """Return what a page calls itself, its site taken off, from pairs of source and title."""
    pairs = [(source, without_site(it, sites)) for source, it in titles]
    plain = [it for _, it in pairs]
    tails = [it[found.end() :] for it in plain if (found := _TAIL.search(it)) is not None]
    first = {source: squash(it) for source, it in reversed(pairs)}
    written, element = first.get("json_ld", ""), first.get("title_element", "")
    searched = element
    if is_label(written) or not searched or written in searched or searched in written:
        written = searched = ""
    tail_keys = tuple(key for key in _keys(tails) if " " in key)
    others = _keys(it for source, it in pairs if source != "title_element")
    said = {first[it] for it in ("json_ld", "meta_title") if it in first}
    is_searched = bool(element) and not said <= {element}  # else it is what all call the page
    others = tuple(it for it in others if " " in it and it != element) if is_searched else ()
    return Declared(
        *(_keys(plain), tail_keys, written, searched, element, others, tuple(plain)),
        first.get("json_ld", ""),
    )


def _keys(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for it in texts if (key := squash(it))))


def find_headline(sheet: Sheet, declared: Declared) -> int | None:
    """Return the block that says a declared title, or most of it: a heading, else a line.

    Below the first paragraphs only a heading that says all of it counts.
    """
    best: tuple[float, int] | None = None
    wanted = [(it, frozenset(it.split())) for it in declared.whole]
    for index, block in enumerate(sheet.blocks):
        if block.role != "heading" or block.level > MAX_LEVEL or is_of_site(block):
            continue
        if not 3 <= len(block.text) <= MAX_HEADING:
            continue
        own = squash(block.text)
        words = frozenset(own.split())
        fit = max((_fit(own, words, *it) for it in wanted), default=0.0)
        fit = max(fit, *(_behind_kicker(own, tail) for tail in declared.tails), 0.0)
        score = fit + (LEVEL_WORTH if block.level == 1 else 0.0)
        score += WRITTEN_WORTH * (own == declared.written) - HOME_WORTH * _leads_home(block)
        if index >= sheet.front and (best is not None or fit < 1):
            continue
        if fit >= MIN_SHARE and (best is None or score > best[0] + 0.01):
            best = (score, index)
    if best is None:
        return _line(sheet, declared)
    return _beside_searched(sheet, best[1], declared)


def _leads_home(block: Block) -> bool:
    """Whether a heading is nothing but a link to the front of a site."""
    is_link = bool(block.links) and block.link_chars >= LINKED * len(block.text)
    return is_link and all(map(_HOME.fullmatch, block.links))


def _beside_searched(sheet: Sheet, found: int, declared: Declared) -> int:
    """Return the heading for readers beside one for search engines, else that which was found.

    The title element is for search engines: where a heading repeats it and the heading beside it
    says, perhaps behind a kicker, what the page is called elsewhere, that one is the headline.
    """
    blocks = sheet.blocks
    if not declared.others or squash(blocks[found].text) != declared.element:
        return found
    for index in range(max(0, found - BESIDE), min(len(blocks), found + BESIDE + 1)):
        block = blocks[index]
        is_heading = block.role == "heading" and block.level <= MAX_LEVEL
        if index == found or not is_heading or len(block.text) > MAX_HEADING:
            continue
        own = squash(block.text).replace(" ", "")  # a kicker may be glued to the headline
        for it in declared.others:
            key = it.replace(" ", "")
            if own.endswith(key) and len(key) >= MIN_SHARE * len(own):
                return index
    return found


def _line(sheet: Sheet, declared: Declared) -> int | None:
    """Return the line above the text that is called a title and says a declared one."""
    for index, block in enumerate(sheet.blocks[: sheet.prose[0] if sheet.prose else 0]):
        is_short = 3 <= len(block.text) <= MAX_TITLE_CHARS
        if block.role != "paragraph" or not is_short or not _OF_TITLE.search(block.cues):
            continue
        own = squash(block.text)
        if any(own == it or _is_part(own, it) for it in declared.whole):
            return index
    return None


def _is_part(own: str, declared: str) -> bool:
    """Whether a line is a declared title but for the name of the site behind it."""
    return declared.startswith(f"{own} ") and 3 * len(own) >= 2 * len(declared)


def shows_another(sheet: Sheet, sites: frozenset[str]) -> bool:
    """Whether a first heading of several words stands above the text, whatever is declared."""
    for index in range(sheet.prose[0] if sheet.prose else 0):
        block = sheet.blocks[index]
        if block.role == "heading" and block.level == 1 and index not in sheet.hidden:
            return not (is_label(block.text) or is_of_site(block) or squash(block.text) in sites)
    return False


def without_kicker(headline: str, declared: Declared) -> str:
    """Take off what stands before the declared title in the same heading.

    A kicker is part of the heading's element, and of nothing that the page calls itself, or parted
    from the title there by a colon. A quotation with a colon behind it is no kicker.
    """
    headline = _spaced(headline, declared)
    key = squash(headline)
    if (title := _behind_day(headline, declared)) or (title := _unglued(headline, declared)):
        return title
    for title in (*declared.whole, *declared.tails):
        if key == title or not _behind_kicker(key, title):
            continue
        at = _start_of(headline, title)
        kicker = headline[:at].rstrip()
        if _is_quoted(kicker):
            continue
        if kicker and (title in declared.whole or not _MARKED.search(kicker)):
            return headline[at:]
    return _without_deck(headline, key, declared)


def kicker_of(sheet: Sheet, index: int) -> int | None:
    """Return the line that stands before the headline in the same element, if there is one."""
    if not index:
        return None
    above, block = sheet.blocks[index - 1], sheet.blocks[index]
    is_one = above.element is not None and above.element is block.element
    return index - 1 if is_one and above.role == "paragraph" else None


def whole_of(parts: str, headline: str, declared: Declared) -> str:
    """Return the title that all the page declares of itself, if a heading says it in its parts.

    "Ferries" above "Council votes" is "Ferries: Council votes" where the page names itself so, in
    JSON-LD, too.
    """
    key = squash(parts)
    if declared.whole != (key,) or declared.headline != key or key == squash(headline):
        return ""
    found = next((it for it in declared.texts if squash(it) == key), "")
    before = found[: len(found) - len(headline)].rstrip()
    return found if before.endswith((":", "：")) or headline.endswith((":", "：")) else ""


def _spaced(headline: str, declared: Declared) -> str:
    """Put a space behind a colon where a declared title has it: two elements were glued there."""
    for found in reversed([*_GLUED_COLON.finditer(headline)]):
        at = found.end()
        before, behind = headline[max(0, at - BESIDE_COLON) : at], headline[at : at + BESIDE_COLON]
        if any(f"{before} {behind}" in it for it in declared.texts):
            headline = f"{headline[:at]} {headline[at:]}"
    return headline


def _is_quoted(kicker: str) -> bool:
    """Whether a colon parts a quotation from the rest of a headline."""
    return kicker.endswith((":", "：")) and _FIRST_QUOTE.match(kicker) is not None


def _behind_day(headline: str, declared: Declared) -> str:
    """Return the title behind a day in the same heading, if one that begins so is declared."""
    if not headline[:1].isdigit():
        return ""
    day = next(find_dates(fold(headline)), None)
    if day is None or day.start > 0:
        return ""
    rest = headline[day.end :].lstrip(" ,:;|-–—")
    key = squash(rest)
    is_declared = len(key) >= MIN_SHARE * len(headline) and any(
        it == key or it.startswith(f"{key} ") for it in declared.whole
    )
    return rest if is_declared else ""


def _unglued(headline: str, declared: Declared) -> str:
    """Return the title behind a kicker that is glued to it, if both are declared as two."""
    key = squash(headline)
    for found in _GLUED.finditer(headline):
        head, tail = headline[: found.end()], headline[found.end() :]
        apart = f"{squash(head)} {squash(tail)}"
        is_main = len(tail) >= MIN_SHARE * len(headline)
        if is_main and squash(tail) in declared.whole:
            return tail
        if apart != key and apart in declared.whole:
            return tail if is_main else f"{head} {tail}"
    return ""


def _without_deck(headline: str, key: str, declared: Declared) -> str:
    """Take off a standfirst in the heading's element, where all that is declared ends before it."""
    title = declared.whole[0] if len(declared.whole) == 1 else ""
    if not title or not key.startswith(f"{title} ") or len(title) < MIN_SHARE * len(key):
        return headline
    for found in re.finditer(r"\S(?=\s[^\W\d_a-zß-öø-ÿ])", headline):
        if squash(headline[: found.end()]) == title and found[0] not in ":;,-–—|":
            return headline[: found.end()]
    return headline


def _start_of(headline: str, title: str) -> int:
    """Return where the words of ``title`` begin at the end of a headline, quotes included."""
    for found in re.finditer(r"(?<=[\s\"“”»!?.…])\S", headline):
        rest = headline[found.start() :]
        if squash(rest) == title and _FIRST_SIGN.match(rest):
            return found.start()
    return 0


def _behind_kicker(own: str, title: str) -> float:
    """Return how well a heading fits a title that stands at its end, 0 when it does not."""
    if not own.endswith(f" {title}") or len(title) < MIN_SHARE * len(own):
        return 0.0
    return 0.6 + 0.3 * len(title) / len(own)


def _fit(own: str, words: frozenset[str], declared: str, wanted: frozenset[str]) -> float:
    if own == declared or (
        len(own) + 1 == len(declared) and own.replace(" ", "") == declared.replace(" ", "")
    ):  # but for the gap between two elements
        return 1.0
    if (own in declared or declared in own) and len(own.split()) >= MIN_TITLE_WORDS:
        return 0.6 + 0.3 * min(len(own), len(declared)) / max(len(own), len(declared))
    common = len(words & wanted)
    shared = common / max(len(words) + len(wanted) - common, 1)
    return shared if shared >= 0.6 else 0.0

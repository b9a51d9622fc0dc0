"""From a slice of the source to what a reader sees of it: no entities, tags, hidden characters.

Offsets survive: every repair yields runs that lead from the visible text back to the source.
"""

import json
import re
from html import unescape
from itertools import accumulate
from typing import Final, TypeAlias

import ftfy
from bs4 import BeautifulSoup

Runs: TypeAlias = tuple[tuple[int, int, int], ...]

_MARKUP: Final = re.compile(
    r"<(?=[a-zA-Z/!])[^<>]{0,2000}>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});"
)
_TAG: Final = re.compile(
    r"</?(?P<name>a|abbr|article|aside|b|blockquote|br|button|center|cite|code|dd|del|div|dl|dt|em|"
    r"figcaption|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|input|ins|label|li|link|"
    r"main|meta|nav|noscript|ol|p|picture|pre|q|s|script|section|small|source|span|strike|strong|"
    r"style|sub|sup|svg|table|tbody|td|th|thead|time|tr|u|ul|video|!--)(?:[\s/>]|$)",
    re.IGNORECASE,
)
_BREAKS: Final = frozenset(
    {"br", "hr"}
)  #: say something without attributes; no other void tag does
_RAW: Final = frozenset({"script", "style", "iframe", "noscript"})
_BLOCKS: Final = frozenset(
    {"p", "div", "li", "ul", "ol", "td", "th", "tr", "table", "tbody", "thead", "section"}
    | {"article", "aside", "header", "footer", "figure", "figcaption", "blockquote", "dd", "dt"}
    | {"dl", "form", "main", "nav", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "center"}
)
_ATTRIBUTE: Final = re.compile(r"\s[a-zA-Z][\w:-]*\s*=\s*[\"'\w#/]")
_ESCAPE: Final = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
#: soft hyphens, zero-width spaces, direction marks
_UNSEEN: Final = "\u00ad\u200b\u200e\u200f\u2060\ufeff"
#: these, and of a run of spaces all but the first; behind a lead byte of UTF-8 read as Latin-1 what
#: looks like a soft hyphen is half a letter, such as an i with an acute accent
_HIDDEN: Final = re.compile(f"(?<![\u00c2-\u00c5\u00ce-\u00d9])\u00ad|[{_UNSEEN[1:]}]|(?<= ) +")
#: what the second and third byte of a letter in UTF-8 look like in Latin-1 and in cp1252
_REST: Final = (
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2026\u2030\u2039\u203a"
    "\u20ac\u2122]"
)
#: lead bytes of UTF-8 read as Latin-1, cp1252, cp1251 or MacRoman, before a likely second byte;
#: those of Greek, Hebrew, Arabic, of Polish and Turkish letters, and of three bytes, too
_LEADS: Final = "\u00c2-\u00c5\u00ce-\u00d1\u00d7-\u00d9"
#: with one set for all that it may begin with, which is found several times faster
_MOJIBAKE: Final = re.compile(
    f"[{_LEADS}\u00e0-\u00ef\u0432\u0420\u0421]"
    f"(?:(?<=[{_LEADS}]){_REST}|(?<=[\u00e0-\u00ef]){_REST}{{2}}"
    "|(?<=\u00e2)[\u0080\u20ac\u201a\u2020]|(?<=\u00ef)\u00bf\u00bd|(?<=\u0432)\u0402"
    "|(?<=[\u0420\u0421])[\u00a0-\u00bf\u0402-\u040f\u0452-\u045f\u2018-\u203a\u2116])"
)
#: without any of these a text holds neither: to look for one of a set takes a third of the time
_ODD: Final = re.compile(
    f"[{_UNSEEN}\u00c2-\u00c5\u00ce-\u00d1\u00d7-\u00d9\u00e0-\u00ef\u0432\u0420\u0421]"
)


#: runs of letters beyond ASCII, of which mojibake consists
_FOREIGN: Final = re.compile(r"([^\x00-\x7f]+)")


def visible(slice_: str) -> tuple[str, Runs]:
    """Return the visible text of a slice of the source and its runs.

    Runs are (offset in the text, offset in the slice, length); none when nothing was repaired.

    >>> visible("Fish &amp; <b>chips</b>")
    ('Fish & chips', ((0, 0, 5), (5, 5, 1), (6, 10, 1), (7, 14, 5)))
    """
    pieces: Pieces = [(slice_, 0, len(slice_))]
    if ("<" in slice_ or "&" in slice_) and _MARKUP.search(slice_):
        pieces = _without_markup(slice_)
    if "\\" in slice_ and _ESCAPE.search(slice_):
        pieces = [part for piece in pieces for part in _without_escapes(*piece)]
    is_odd = not slice_.isascii() and _ODD.search(slice_) is not None
    if "  " in slice_ or (is_odd and _has_unseen(slice_)):
        pieces = [part for piece in pieces for part in _without_hidden(*piece)]
    if is_odd and _MOJIBAKE.search(slice_):
        pieces = [part for piece in pieces for part in _without_mojibake(*piece)]
    if len(pieces) == 1 and pieces[0][0] == slice_:
        return slice_, ()
    at = 0
    runs = []
    for text, source, length in pieces:
        if text:
            runs.append((at, source, min(length, len(text))))
            at += len(text)
    return "".join(text for text, _, _ in pieces), tuple(runs)


Pieces: TypeAlias = list[tuple[str, int, int]]  # (text, offset in the slice, length there)


def _has_unseen(text: str) -> bool:
    return any(map(text.__contains__, _UNSEEN)) and _HIDDEN.search(text) is not None


def has_mojibake(text: str) -> bool:
    """Whether some line was decoded as the wrong encoding and can be repaired."""
    if text.isascii() or not _ODD.search(text) or not _MOJIBAKE.search(text):
        return False
    lines = (line for line in text.split("\n") if _MOJIBAKE.search(line))
    return any(ftfy.fix_encoding(line) != line for line in lines)


def _without_markup(slice_: str) -> Pieces:
    """Cut tags and decode entities; BeautifulSoup says which of the words a reader sees."""
    tags = _meant_tags(slice_)
    pieces: Pieces = []
    safe: list[str] = []
    at = 0
    for found in _MARKUP.finditer(slice_):
        is_tag = found[0].startswith("<")
        if is_tag and found.start() not in tags:
            continue
        before = slice_[at : found.start()]
        pieces.append((before, at, len(before)))
        safe += (before.replace("<", "&lt;"), found[0])
        at = found.end()
        shown = _gap(found[0]) if is_tag else unescape(found[0])
        pieces.append((shown, found.start(), len(found[0])))
    pieces.append((slice_[at:], at, len(slice_) - at))
    safe.append(slice_[at:].replace("<", "&lt;"))
    pieces = [piece for piece in pieces if piece[0]]
    if not tags:
        return pieces
    seen = BeautifulSoup("".join(safe), "html.parser").get_text()
    if _letters(seen) == _letters("".join(piece[0] for piece in pieces)):
        return pieces
    # scripts and comments: only BeautifulSoup knows what is shown
    return [(seen, 0, len(slice_))]


def _meant_tags(slice_: str) -> frozenset[int]:
    """Return where tags stand that are markup; "use the <b> tag" and "a<b and c>d" are text.

    A tag is markup when it has its counterpart in the same text, needs none, bears attributes,
    or ends a paragraph, a cell or an item, whose counterpart may stand in another line.
    """
    meant: set[int] = set()
    open_tags: dict[str, list[int]] = {}
    for found in _TAG.finditer(slice_):
        whole = _MARKUP.match(slice_, found.start())
        if whole is None:
            continue
        name = found["name"].lower()
        if found[0].startswith("</"):
            if open_tags.get(name):
                meant.update((open_tags[name].pop(), found.start()))
            elif name in _BLOCKS:
                meant.add(found.start())
            continue
        open_tags.setdefault(name, []).append(found.start())
        rest = whole[0][found.end() - found.start() - 1 :]
        alone = name in _BREAKS or name == "!--" or name in _BLOCKS
        if alone or (_ATTRIBUTE.search(rest) and name not in _RAW):
            meant.add(found.start())
    return frozenset(meant)


def _gap(tag: str) -> str:
    """Return the white space that a tag shows as: a line break for <br>, a space for a block."""
    name = re.split(r"[\s/>]", tag.strip("</"), maxsplit=1)[0].lower()
    if name == "br":
        return "\n"
    if name in (
        "p",
        "div",
        "li",
        "td",
        "th",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
    ):
        return " "
    return ""


def _letters(text: str) -> str:
    return "".join(text.split())


def _without_escapes(text: str, source: int, length: int) -> Pieces:
    """Decode what JSON escapes: quotes, slashes and characters by their numbers."""
    if len(text) != length:
        return [(text, source, length)]
    pieces: Pieces = []
    at = 0
    for found in _ESCAPE.finditer(text):
        shown = json.loads(f'"{found[0]}"')
        pieces.append((text[at : found.start()], source + at, found.start() - at))
        pieces.append((shown, source + found.start(), len(found[0])))
        at = found.end()
    pieces.append((text[at:], source + at, length - at))
    return [piece for piece in pieces if piece[0]]


def _without_hidden(text: str, source: int, length: int) -> Pieces:
    """Cut what a reader does not see."""
    if len(text) != length:
        return [(_HIDDEN.sub("", text), source, length)]
    pieces: Pieces = []
    at = 0
    for found in _HIDDEN.finditer(text):
        pieces.append((text[at : found.start()], source + at, found.start() - at))
        at = found.end()
    pieces.append((text[at:], source + at, length - at))
    return [piece for piece in pieces if piece[0]]


def _without_mojibake(text: str, source: int, length: int) -> Pieces:
    """Repair text that was decoded as the wrong encoding; quotes stay as they are."""
    fixed = ftfy.fix_encoding(text)
    if fixed == text or len(text) != length:
        return [(fixed, source, length)]
    was, now = _FOREIGN.split(text), _FOREIGN.split(fixed)
    if was[::2] != now[::2]:  # a space that was half of a character went with it
        was, now = _without_common_ends(text, fixed)
    pieces: Pieces = []
    for before, after in zip(was, now, strict=True):
        pieces += _aligned(before, after, source)
        source += len(before)
    return [piece for piece in pieces if piece[0]]


def _aligned(before: str, after: str, source: int) -> Pieces:
    """Lead each character back to what it was: as many characters as it has bytes in UTF-8."""
    sizes = [len(character.encode("utf-8", "surrogatepass")) for character in after]
    if before == after or sum(sizes) != len(before):
        return [(after, source, len(before))]
    starts = accumulate(sizes, initial=source)
    return list(zip(after, starts, sizes, strict=False))


def _without_common_ends(before: str, after: str) -> tuple[list[str], list[str]]:
    """Cut two texts in three alike: what both begin with, what differs, what both end with."""
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    thirds = [
        [text[:head], text[head : len(text) - tail], text[len(text) - tail :]]
        for text in (before, after)
    ]
    return thirds[0], thirds[1]


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))

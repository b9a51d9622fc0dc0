"""Fold text for comparison: case, quotes, dashes and spaces, without moving any character."""

import re
from functools import lru_cache
from typing import Final

import msgspec

QUOTES: Final = "\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u300c\u300d\u300e\u300f\uff02"
APOSTROPHES: Final = "\u2018\u2019\u201a\u201b\u2032\u02bc\uff07`\u00b4"
DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
SPACES: Final = (
    "\t\v\f\x1c\x1d\x1e\x1f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)

_TABLE: Final[dict[int, str]] = (
    {ord(c): '"' for c in QUOTES}
    | {ord(c): "'" for c in APOSTROPHES}
    | {ord(c): "-" for c in DASHES}
    | {ord(c): " " for c in SPACES}
    | {0x130: "i"}  # the Turkish capital, whose lower case is two characters
    # full-width forms of ASCII, as Chinese and Japanese pages write them
    | {
        code: chr(code - 0xFEE0)
        for code in range(0xFF01, 0xFF5F)
        if code not in (0xFF02, 0xFF07, 0xFF0D)
    }
)
#: what all that does to ASCII, byte by byte: a third of the work of looking each character up
_ASCII: Final = bytes(ord(_TABLE.get(code, chr(code)).lower()) for code in range(128)) + bytes(128)
REMEMBERED: Final = 2048  #: texts; more than the blocks of nearly all documents
MAX_REMEMBERED: Final = 2000  #: characters of such a text: memory stays within some megabytes
_FOLDED: Final = re.compile(f"[{''.join(re.escape(chr(code)) for code in sorted(_TABLE))}]")
_ALL_ASCII: Final = bytes(range(128))


class Gaps(msgspec.Struct, frozen=True):
    """What stands between words: signs of ASCII as spaces, byte by byte; foreign digits or not."""

    table: bytes
    digits: bool


def gaps_of(pattern: str) -> Gaps:
    """Return, for `split_words`, which characters stand in no word: those a pattern matches."""
    outside = re.compile(pattern)
    gaps = (ord(" ") if outside.match(chr(code)) else code for code in range(128))
    return Gaps(bytes(gaps) + bytes(range(128, 256)), outside.match("٣") is not None)


_GAPS: Final = gaps_of(r"[\W_]")


def split_words(text: str, gaps: Gaps) -> list[str]:
    """Return the words between the gaps; beyond ASCII, what is no letter or digit is one.

    It takes a fifth of the time of a search for words: to translate characters costs ten times as
    much as to translate their bytes.

    >>> split_words("L’été-là, «là»… 5 €", gaps_of(r"[^\\w-]"))
    ['L', 'été-là', 'là', '5']
    """
    if text.isascii():
        return text.encode("ascii").translate(gaps.table).decode("ascii").split()
    data = text.encode("utf-8", "surrogatepass")
    foreign = data.translate(None, _ALL_ASCII).decode("utf-8", "surrogatepass")
    plain = data.translate(gaps.table).decode("utf-8", "surrogatepass")
    if foreign and not foreign.isalpha():
        for char in set(foreign):
            if not char.isalnum() or (gaps.digits and char.isdecimal()):
                plain = plain.replace(char, " ")
    return plain.split()


def fold(text: str) -> str:
    """Fold case, quotes, dashes, spaces and full-width forms; the length stays the same.

    >>> fold("“Read\\u00a0MORE” – now")
    '"read more" - now'
    """
    return _fold(text) if len(text) <= MAX_REMEMBERED else _folded(text)


def squash(text: str) -> str:
    """Keep only folded letters and digits, single spaces between: a key to compare lines by.

    >>> squash("  The Moscow Times: “News”!")
    'the moscow times news'
    """
    return _squash(text) if len(text) <= MAX_REMEMBERED else _squashed(text)


def _folded(text: str) -> str:
    if text.isascii():
        return text.encode("ascii").translate(_ASCII).decode("ascii")
    # beyond ASCII, to translate costs ten times as much as to replace the few that are there; in
    # this order, since a full-width grave accent becomes a plain one, and that is no quote
    for char in sorted(set(_FOLDED.findall(text))):
        text = text.replace(char, _TABLE[ord(char)])
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _squashed(text: str) -> str:
    folded = fold(text)
    if "\xad" in folded:  # where a long word may break: no gap in it
        folded = folded.replace("\xad", "")
    return " ".join(split_words(folded, _GAPS))


# each block of a document is folded some ten times on its way, by stages that share nothing
_fold: Final = lru_cache(maxsize=REMEMBERED)(_folded)
_squash: Final = lru_cache(maxsize=REMEMBERED)(_squashed)

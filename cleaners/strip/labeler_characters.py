"""Count the kinds of characters of each block, all blocks at once: what a line looks like."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]

MAX_CHARS: Final = 1000  #: of a block that are looked at; its last ones always are
END_CHARS: Final = 40  #: of a longer block, so many at its end

SPACE, LOWER, UPPER, LETTER, DIGIT, STOP, COMMA, COLON = range(8)
QUOTE, BRACKET, DASH, BAR, MONEY, SYMBOL, WIDE, OTHER = range(8, 16)
CLASSES: Final = 16
STARTS: Final = CLASSES  #: added to the class of a character behind a space: a word starts there

_LISTED: Final[dict[int, str]] = {
    STOP: ".!?…。！？।؟۔։",
    COMMA: ",;、，،؛；",
    COLON: ":：",
    QUOTE: "\"'«»“”„‘’‚‹›「」『』",
    DASH: "-–—‐‑―",
    BAR: "|/\\·•→←►▶▪■●*_#@&+<>~^",
    MONEY: "%=",
}
_BY_CATEGORY: Final = {
    "Ll": LOWER, "Lu": UPPER, "Lt": UPPER, "Lo": LETTER, "Lm": LETTER, "Mn": LETTER,
    "Mc": LETTER, "Me": LETTER, "Nd": DIGIT, "Nl": DIGIT, "No": DIGIT, "Zs": SPACE, "Zl": SPACE,
    "Zp": SPACE, "Cc": SPACE, "Ps": BRACKET, "Pe": BRACKET, "Pi": QUOTE, "Pf": QUOTE,
    "Pd": DASH, "Sc": MONEY, "Sm": MONEY, "So": SYMBOL, "Sk": SYMBOL,
}  # fmt: skip
_WIDE: Final = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF))


@cache
def _table() -> NDArray[np.uint8]:
    """Return the class of each code point of the basic plane; the last is that of all others."""
    classes = bytearray(
        _BY_CATEGORY.get(unicodedata.category(chr(code)), OTHER) for code in range(0x10000)
    )
    for name, characters in _LISTED.items():
        for character in characters:
            classes[ord(character)] = name
    for first, last in _WIDE:
        classes[first : last + 1] = bytes([WIDE]) * (last + 1 - first)
    classes[0xFFFF] = SYMBOL
    return np.frombuffer(bytes(classes), dtype=np.uint8)


class Characters(msgspec.Struct, frozen=True):
    """The characters of some blocks: one long line, and what stands in it."""

    codes: NDArray[np.uint32]  #: code points; each block has a line break before it
    classes: NDArray[np.uint8]  #: of the code points
    sizes: Ints  #: characters of each block, its line break counted
    counts: Ints  #: by class and block; ``STARTS`` further down, those that begin a word
    first: Ints  #: class of the first character of each block
    last: Ints  #: and of the last one
    last_but_one: Ints
    starts: NDArray[np.bool_]  #: does a word begin at the character?


def read_characters(texts: Sequence[str]) -> Characters:
    """Look at the characters of all blocks.

    >>> seen = read_characters(["Two words."])
    >>> seen.counts[[STARTS + UPPER, STARTS + LOWER], 0].tolist(), seen.last.tolist() == [STOP]
    ([1, 1], True)
    """
    texts = [
        text if len(text) <= MAX_CHARS else text[:MAX_CHARS] + text[-END_CHARS:] for text in texts
    ]
    sizes = np.array([len(text) + 1 for text in texts], dtype=np.int64)
    joined = "\n" + "\n".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    classes = _table().take(codes, mode="clip")
    starts = np.zeros(len(codes), dtype=np.bool_)
    np.equal(classes[:-1], SPACE, out=starts[1:])
    joint = classes + STARTS * starts.view(np.uint8)
    rows = np.repeat(np.arange(0, len(texts) * 2 * CLASSES, 2 * CLASSES), sizes)
    rows += joint
    counts = np.bincount(rows, minlength=len(texts) * 2 * CLASSES).reshape(-1, 2 * CLASSES)
    ends = np.cumsum(sizes)
    return Characters(
        codes,
        classes,
        sizes,
        np.ascontiguousarray(counts.T),
        classes[ends - sizes + 1 - (sizes == 1)].astype(np.int64),
        classes[ends - 1].astype(np.int64),
        classes[ends - 2].astype(np.int64),
        starts,
    )

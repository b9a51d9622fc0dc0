"""Tell prose from furniture by shape alone: length, sentence ends."""

import re
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from cleaners.document import Block
from cleaners.folding import MAX_REMEMBERED, REMEMBERED

Zone: TypeAlias = Literal["head", "body", "tail"]

MIN_PROSE_CHARS: Final = 80  #: a shorter block is not taken for a paragraph of prose
WIDE_CHAR_WEIGHT: Final = 2.5  #: a CJK character says as much as this many Latin ones
_MIN_CHARS: Final = MIN_PROSE_CHARS / WIDE_CHAR_WEIGHT  #: even of the widest prose
_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_END_CHARS: Final = 5  #: that the pattern below spans at the most
_SENTENCE_END: Final = re.compile(r"""[.!?…。！？।؟۔։።]["'”’»«)\]」』*_\d]{0,4}$""")


def weight(text: str) -> float:
    """Return the length of ``text`` in Latin characters; a CJK character counts 2.5."""
    if text.isascii():
        return len(text)
    return len(text) + (WIDE_CHAR_WEIGHT - 1) * len(_WIDE.findall(text))


def weighs(text: str, least: float) -> bool:
    """Whether ``text`` weighs at least so much; its length alone nearly always tells."""
    if len(text) >= least:
        return True
    return len(text) * WIDE_CHAR_WEIGHT >= least and weight(text) >= least


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends as a sentence does, closing quotes and brackets set aside.

    >>> ends_sentence('He said: "No."'), ends_sentence("Read more"), ends_sentence("Genug!")
    (True, False, True)
    """
    return _SENTENCE_END.search(text.rstrip()[-_END_CHARS:]) is not None


def is_prose(block: Block) -> bool:
    """Whether the block has the shape of a paragraph: long enough and ending a sentence."""
    text = block.text
    return (
        len(text) >= _MIN_CHARS
        and block.role in ("paragraph", "quote", "list_item")
        and block.link_chars * 2 <= len(text)
        and (_reads_as_prose if len(text) <= MAX_REMEMBERED else is_long_sentence)(text)
    )


def is_long_sentence(text: str) -> bool:
    """Whether a text is as long as a paragraph of prose and ends a sentence."""
    return weighs(text, MIN_PROSE_CHARS) and ends_sentence(text)


# each block of a document is asked some five times on its way, by stages that share nothing
_reads_as_prose: Final = lru_cache(maxsize=REMEMBERED)(is_long_sentence)

"""Tell prose from furniture by shape alone: length, sentence ends."""

import re
from functools import lru_cache
from itertools import islice
from typing import Final, Literal, TypeAlias

from cleaners.document import Block
from cleaners.folding import MAX_REMEMBERED, REMEMBERED, gaps_of, split_words

Zone: TypeAlias = Literal["head", "body", "tail"]

MIN_PROSE_CHARS: Final = 80  #: a shorter block is not taken for a paragraph of prose
WIDE_CHAR_WEIGHT: Final = 2.5  #: a CJK character says as much as this many Latin ones
_WORDS: Final = re.compile(r"\w+")
_GAPS: Final = gaps_of(r"\W")
_SIGNS: Final = "“”‘’–—…\u00a0"  #: the only ones beyond ASCII in most lines
_NO_LETTERS: Final = {code: None for code in range(128) if not chr(code).isalpha()}
_MIN_CHARS: Final = MIN_PROSE_CHARS / WIDE_CHAR_WEIGHT  #: even of the widest prose
_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_END_CHARS: Final = 5  #: that the pattern below spans at the most
_STOPS: Final = frozenset(".!?…。！？।؟۔։።")
_CLOSERS: Final = frozenset("\"'”’“‘»«›‹)]」』*_")  #: and figures, which lead to notes
_SENTENCE_END: Final = re.compile(r"""[.!?…。！？।؟۔։።]["'”’“‘»«›‹)\]」』*_\d]{0,4}$""")

MIN_WORDS_WITHOUT_SENTENCE: Final = 30  #: lists and verse of so many words are documents, too
MIN_SENTENCE: Final = 8  #: characters
MIN_CLOSED: Final = 40  #: Latin characters of a sentence that others follow
#: a sentence is over, and another begins
_CLOSED: Final = re.compile(r"[^\W\d_]{3}[.!?][\"'”’»)]? +[^\sa-z\d]|[。！？]")


def weight(text: str) -> float:
    """Return the length of ``text`` in Latin characters; a CJK character counts 2.5."""
    if text.isascii():
        return len(text)
    return (_weight if len(text) <= MAX_REMEMBERED else _weighed)(text)


def _weighed(text: str) -> float:
    return len(text) + (WIDE_CHAR_WEIGHT - 1) * len(_WIDE.findall(text))


def weighs(text: str, least: float) -> bool:
    """Whether ``text`` weighs at least so much; its length alone nearly always tells."""
    if len(text) >= least:
        return True
    return len(text) * WIDE_CHAR_WEIGHT >= least and weight(text) >= least


def count_words(text: str) -> int:
    """Return how many matches of ``\\w+`` a text has; its lines in plain ASCII are just split.

    >>> count_words("It's 5 a.m. –\\nÉtienne sleeps")
    7
    """
    if not text.isascii():
        for sign in _SIGNS:
            text = text.replace(sign, " ")
    return sum(
        len(_WORDS.findall(line) if (words := split_words(line, _GAPS)) is None else words)
        for line in text.split("\n")
    )


def count_letters(text: str) -> int:
    """Return how many characters of a text are letters.

    >>> count_letters("5 été!"), count_letters("Route 66")
    (3, 5)
    """
    if text.isascii():
        return len(text.translate(_NO_LETTERS))
    return sum(map(str.isalpha, text))


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends as a sentence does, closing quotes and brackets set aside.

    >>> ends_sentence('He said: "No."'), ends_sentence("Read more"), ends_sentence("Genug!")
    (True, False, True)
    >>> ends_sentence("Er sagte: „Nein.“")
    True
    """
    end = text.rstrip()[-_END_CHARS:]
    last = end[-1:]
    if last in _STOPS:
        return True
    may_close = last in _CLOSERS or last.isdecimal()
    return may_close and _SENTENCE_END.search(end) is not None


def holds_sentence(text: str) -> bool:
    """Whether a text has a sentence, or so many words that it is a list or verse.

    In a text that is cut, its last line may end amid one.

    >>> holds_sentence("Ferry news"), holds_sentence("It is gone.")
    (False, True)
    """
    if any(True for _ in islice(_WORDS.finditer(text), MIN_WORDS_WITHOUT_SENTENCE - 1, None)):
        return True
    lines = text.split("\n")
    return any(ends_sentence(line) and len(line) >= MIN_SENTENCE for line in lines) or any(
        weight(line[: found.start()]) >= MIN_CLOSED
        for line in lines
        for found in _CLOSED.finditer(line)
    )


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
_weight: Final = lru_cache(maxsize=REMEMBERED)(_weighed)
_reads_as_prose: Final = lru_cache(maxsize=REMEMBERED)(is_long_sentence)

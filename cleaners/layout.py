"""Tell prose from furniture by shape alone: length, sentence ends."""

import re
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from cleaners.document import Block
from cleaners.folding import MAX_REMEMBERED, REMEMBERED, gaps_of, split_words

Zone: TypeAlias = Literal["head", "body", "tail"]

MIN_PROSE_CHARS: Final = 80  #: a shorter block is not taken for a paragraph of prose
WIDE_CHAR_WEIGHT: Final = 2.5  #: a CJK character says as much as this many Latin ones
_FIRST_MARK: Final = "\u0900"
#: vowel signs of Indic scripts, Sinhala, Thai, Lao, Tibetan, Burmese and Khmer
_MARKS: Final = re.compile(
    r"[\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03"
    r"\u0a3c-\u0a4d\u0a70\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bd7"
    r"\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0d82\u0d83"
    r"\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f71-\u0f84"
    r"\u102b-\u103e\u17b4-\u17d3]"
)
_GAPS: Final = gaps_of(r"\W")
_NO_LETTERS: Final = {code: None for code in range(128) if not chr(code).isalpha()}
_MIN_CHARS: Final = MIN_PROSE_CHARS / WIDE_CHAR_WEIGHT  #: even of the widest prose
_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_END_CHARS: Final = 5  #: that the pattern below spans at the most
_STOPS: Final = frozenset(".!?…。！？।؟۔։።")
_CLOSERS: Final = frozenset("\"'”’“‘»«›‹)]」』*_")  #: and figures, which lead to notes
_SENTENCE_END: Final = re.compile(r"""[.!?…。！？।؟۔։።]["'”’“‘»«›‹)\]」』*_\d]{0,4}$""")

MIN_WORDS_WITHOUT_SENTENCE: Final = 30  #: lists and verse of so many words are documents, too
MIN_WORDS_OF_LINES: Final = 60  #: of open lines that are longer than headlines are
MIN_WORDS_A_LINE: Final = 12
MIN_LINES: Final = 4
OPEN_SHARE: Final = 0.3  #: of lines that stand alone, that run on into the next: verse
_OPEN: Final = ",;،、—"
MIN_SMALL: Final = 4  #: words that begin small, of a sentence that is no list of names
SMALL_SHARE: Final = 0.7  #: of its words
MIN_WIDE_SENTENCE: Final = 10  #: characters of scripts that have no small letters
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
    """Return how many matches of ``\\w+`` a text has.

    >>> count_words("It's 5 a.m. –\\nÉtienne sleeps")
    7
    """
    return len(split_words(text, _GAPS))


def is_worded(text: str) -> bool:
    """Whether a text is a sentence of words, and no names: most begin small, and it is ended.

    >>> is_worded("a word that he never wrote with a capital."), is_worded("private")
    (True, False)
    >>> is_worded("Ilse Marten, courtesy of the family."), is_worded("祖父はそう書いた箱を残した。")
    (False, True)
    """
    if not ends_sentence(text):
        return False
    wide = len(_WIDE.findall(text))
    if wide:
        return wide >= MIN_WIDE_SENTENCE and text.rstrip()[-1:] in "。！？"
    words = text.split()
    small = sum(word[:1].islower() for word in words)
    return small >= MIN_SMALL and small >= SMALL_SHARE * len(words)


def count_letters(text: str) -> int:
    """Return how many characters of a text are letters, or vowel signs that belong to one.

    >>> count_letters("5 été!"), count_letters("Route 66"), count_letters("पानी 9")
    (3, 5, 4)
    """
    if text.isascii():
        return len(text.translate(_NO_LETTERS))
    letters = sum(map(str.isalpha, text))
    if max(text) < _FIRST_MARK:
        return letters
    return letters + len(_MARKS.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends as a sentence does, closing quotes and brackets set aside.

    >>> ends_sentence('He said: "No."'), ends_sentence("Read more"), ends_sentence("Genug!")
    (True, False, True)
    >>> ends_sentence("Er sagte: „Nein.“"), ends_sentence("Նավահանգիստը փակվեց:")
    (True, True)
    """
    end = text.rstrip()[-_END_CHARS:]
    last = end[-1:]
    if last in _STOPS:
        return True
    if last == ":" and "\u0531" <= end[-2:-1] <= "\u0587":  # Armenian's full stop, as many type it
        return True
    may_close = last in _CLOSERS or last.isdecimal()
    return may_close and _SENTENCE_END.search(end) is not None


def asks(text: str) -> bool:
    """Whether ``text`` ends as a question, closing quotes and emphasis set aside.

    >>> asks("**And then?**"), asks("And then.")
    (True, False)
    """
    return text.rstrip(" *_\"'”’»)").endswith(("?", "？", "؟"))


def holds_sentence(text: str) -> bool:
    """Whether a text has a sentence, or so many words that it is a list or verse.

    In a text that is cut, its last line may end amid one. Lines that stand alone and end no
    sentence are headlines, and the second time a line is told it says nothing.

    >>> holds_sentence("Ferry news"), holds_sentence("It is gone.")
    (False, True)
    """
    lines = text.split("\n")
    if any(ends_sentence(line) and len(line) >= MIN_SENTENCE for line in lines):
        return True
    if any(_is_closed(line) for line in lines):
        return True
    return _holds_list([*dict.fromkeys(text.split("\n\n"))])


def _is_closed(line: str) -> bool:
    """Whether a sentence ends in a line, and another begins."""
    return any(weight(line[: it.start()]) >= MIN_CLOSED for it in _CLOSED.finditer(line))


def _holds_list(paragraphs: list[str]) -> bool:
    """Whether paragraphs without a sentence are lists, verse, or lines that break off."""
    alone = [it for it in paragraphs if "\n" not in it]
    words = [count_words(it) for it in alone]
    grouped = [it.split("\n") for it in paragraphs if "\n" in it]
    held = sum(it for it in words if it >= MIN_WORDS_WITHOUT_SENTENCE)
    held += sum(count_words(" ".join(it)) for it in grouped if not _is_menu(it))
    if held >= MIN_WORDS_WITHOUT_SENTENCE:
        return True
    total = sum(words)
    runs_on = sum(it[:1].islower() or it[-1:] in _OPEN for it in alone)
    if (
        total >= MIN_WORDS_WITHOUT_SENTENCE
        and len(alone) >= MIN_LINES
        and runs_on >= OPEN_SHARE * len(alone)
    ):
        return True
    return total >= MIN_WORDS_OF_LINES and total >= MIN_WORDS_A_LINE * len(alone)


def _is_menu(lines: list[str]) -> bool:
    """Whether the lines of a list are single words."""
    words = count_words(" ".join(lines))
    return words < 2 * len(lines) and not any(map(str.isdigit, "".join(lines)))


def count_sentences(text: str) -> int:
    """Return how many sentences a text holds at least.

    >>> count_sentences("It is gone. Nobody saw it."), count_sentences("Mr. Pell rows")
    (2, 1)
    """
    return 1 + sum(it.end() < len(text) for it in _CLOSED.finditer(text))


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

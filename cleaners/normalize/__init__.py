"""Normalize: the spans that were kept become the text.  Idempotent, and never invents."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from cleaners.folding import MAX_REMEMBERED, REMEMBERED
from cleaners.normalize.paragraphs import (
    Paragraph,
    body_text,
    join_sentences,
    without_lone_groups,
)
from cleaners.normalize.unicode import normalize_unicode
from cleaners.normalize.whitespace import breaks_words, normalize_code, normalize_spaces, unwrap

__all__ = [
    "STEPS",
    "Paragraph",
    "normalize",
    "normalize_body",
    "normalize_line",
    "normalize_paragraphs",
    "normalize_program",
]

#: what is done to the characters of any text, in this order
STEPS: Final[dict[str, Callable[[str], str]]] = {
    "unicode": normalize_unicode,
    "spaces": normalize_spaces,
}
_TABS: Final = re.compile(r"[ \t]*\t[ \t]*")  #: between the cells of a row
_WORD: Final = re.compile(r"\w+(?:-\w+)*")


def normalize(text: str) -> str:
    """Normalize the characters and spaces of any text; line breaks stay.

    >>> normalize("a &amp;\\u00a0 b")
    'a & b'
    """
    return _normalize(text) if len(text) <= MAX_REMEMBERED else _normalized(text)


def _normalized(text: str) -> str:
    is_plain = "&" not in text and "  " not in text and text.isprintable()
    if is_plain and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text.strip()  # most paragraphs
    for step in STEPS.values():
        text = step(text)
    return text


#: the second look at a document normalizes what was kept, and so does who writes it
_normalize: Final = lru_cache(maxsize=REMEMBERED)(_normalized)


def normalize_line(text: str) -> str:
    """Normalize a value that has no line breaks, such as a title."""
    if text.isascii() and text.isprintable() and "&" not in text and "  " not in text:
        return text.strip()
    return normalize(text).replace("\n", " ")


def normalize_program(text: str) -> str:
    """Normalize the characters of a program; its spaces stay where it has several lines.

    A single line is told from prose by nothing but what its page said of it.
    """
    program = normalize_code(normalize_unicode(text))
    return program if "\n" in program else normalize(program)


def normalize_body(paragraphs: Sequence[Paragraph]) -> str:
    """Return the body: characters, spaces, broken words and broken sentences in order."""
    clean = [p for p in normalize_paragraphs(paragraphs) if p.text]
    return body_text(join_sentences(without_lone_groups(clean)))


def normalize_paragraphs(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield each paragraph as it stands in the body; of some nothing may be left."""
    whole = "\n".join(p.text for p in paragraphs if "\n" in p.text)
    hyphenated = bool(whole) and breaks_words(whole)
    words: frozenset[str] = frozenset()
    if "-\n" in whole:
        words = frozenset(w.lower() for p in paragraphs for w in _WORD.findall(p.text))
    for paragraph in paragraphs:
        if paragraph.role == "code":
            text = normalize_program(paragraph.text)
        else:
            text = paragraph.text
            if paragraph.role == "table_row" and "\t" in text:
                text = _TABS.sub(" | ", text)
            text = normalize(text)
            if "\n" in text:
                text = unwrap(text, words, hyphenated)
        yield Paragraph(text, paragraph.role, paragraph.group)

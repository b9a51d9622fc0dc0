"""Say where a headline may stand: above the first sentence, the questions and the answers."""

import re
from typing import Final

from cleaners.detect.photocredits import LABELED, read_credit
from cleaners.detect.sheet import Sheet
from cleaners.document import Block
from cleaners.folding import squash

MAX_TITLE_CHARS: Final = 200
MIN_TITLE_WORDS: Final = 3
MIN_WIDE: Final = 8  #: characters of a headline without spaces
MAX_QUESTIONS: Final = 2  #: so many more lines that ask make the document an interview

_CLOSED: Final = re.compile(r"[.。।][\"'”’»)]{0,2}$")
_QUESTION: Final = re.compile(r"[?？؟][\"'”’»)]{0,2}$")
#: class words of a heading that names the site
_OF_SITE: Final = re.compile(
    r"(?<!\w)(?:site|blog) ?(?:title|name|header)|(?<!\w)(?:logo|masthead)"
)
_END_CHARS: Final = 3  #: no more of a text than these two can match
_SHORT_BYLINE: Final = re.compile(r"(?:by|von|par|por)(?:\s[^\s.,]+){1,3}$")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
GOES_ON: Final = ",;)]-–—"  #: first signs of a line that belongs to what stands before it


def is_label(text: str) -> bool:
    """Whether a heading is one word, and no headline unless something else says the same."""
    return len(text.split()) < 2 and (not _WIDE.search(text) or len(text) < MIN_WIDE)


def is_of_site(block: Block) -> bool:
    """Whether the class of a heading says that it names the site."""
    around = block.element.words if block.element is not None else ""
    return _OF_SITE.search(f"{block.cues};{around}") is not None


def is_credited(sheet: Sheet, index: int) -> bool:
    """Whether a line ends with the credit of a picture, as a caption above the text does."""
    if index not in sheet.lines("credit"):
        return False
    return read_credit(sheet.blocks[index].text, sheet.folded[index]) is not None


def is_credit_line(sheet: Sheet, index: int) -> bool:
    """Whether a line is nothing but the credit of the picture whose caption stands above it."""
    return index < len(sheet.blocks) and LABELED.match(sheet.folded[index]) is not None


def is_vouched(sheet: Sheet, index: int, signed: set[int | None]) -> bool:
    """Whether a line lower down repeats the first line, or stands right above stamp or byline."""
    again = index < sheet.prose[0] and _is_said_again(sheet, index)
    return index + 1 in signed or index + 2 in signed or again


def _is_said_again(sheet: Sheet, index: int) -> bool:
    return index > 0 and squash(sheet.blocks[0].text) == squash(sheet.blocks[index].text)


def end_of_head(sheet: Sheet) -> int:
    """Return the first block behind the lines that may head a text.

    A closed sentence opens the text, and so does a question with an answer of one word.
    """
    told = {hit.block for hit in sheet.document.hits}
    asked = -1  # the last block that asks
    for index in range(sheet.prose[0]):
        if not sheet.is_free(index) or index in sheet.touched or index in told:
            continue
        text = sheet.blocks[index].text.strip()
        count = len(text.split())
        is_one_word = count == 1 and not _WIDE.search(text)
        if asked >= 0 and is_one_word:
            return asked
        if not is_one_word and _CLOSED.search(text[-_END_CHARS:]):
            return index
        asked = index if _QUESTION.search(text[-_END_CHARS:]) else -1
    return sheet.prose[0]


def without_questions(sheet: Sheet, lines: list[int]) -> list[int]:
    """Return lines without the questions of an interview: those below a line that could head it.

    Where the document asks on, only its very first line may be a question.
    """
    asked = [
        i
        for i, block in enumerate(sheet.blocks)
        if len(block.text) <= MAX_TITLE_CHARS
        and _QUESTION.search(block.text.rstrip()[-_END_CHARS:])
    ]
    if not asked:
        return lines
    plain = [
        i
        for i in lines
        if i not in asked
        and (_WIDE.search(sheet.folded[i]) or len(sheet.folded[i].split()) >= MIN_TITLE_WORDS)
    ]
    kept = []
    for index in lines:
        is_below = bool(plain) and plain[0] < index
        asks_on = index > 0 and sum(1 for i in asked if i > index) >= MAX_QUESTIONS
        if index not in asked or _is_said_again(sheet, index) or not (is_below or asks_on):
            kept.append(index)
    return kept


def is_cut(sheet: Sheet, index: int) -> bool:
    """Whether the next block goes on in small letters, so that the line is half a sentence."""
    below = index + 1
    if below >= len(sheet.blocks) or not sheet.is_free(below) or below in sheet.touched:
        return False
    block = sheet.blocks[below]
    if block.role != "paragraph" or any(hit.block == below for hit in sheet.document.hits):
        return False
    if _SHORT_BYLINE.match(sheet.folded[below]):
        return False
    first = _LETTERS.match(block.text.strip())
    return first is not None and first[0].islower()

"""Tell captions amid the body that bear no proper credit: who stands where, a source at the end.

Text that somebody extracted has lost what set them apart. Each sign here is one that sentences of
a story do not have; the last paragraphs, where agencies sign, are left to the sign-offs.
"""

import re
from collections.abc import Iterator, Sequence, Set
from typing import Final

from cleaners.detect.credit_text import is_source
from cleaners.detect.cues import MAX_LINE_CHARS
from cleaners.detect.lexicon import alternation, table
from cleaners.detect.sheet import Sheet
from cleaners.document import Block, Candidate
from cleaners.folding import fold
from cleaners.layout import ends_sentence

MIN_CHARS: Final = 20
MAX_NAMED: Final = 160  #: characters of a caption whose source no table knows
MAX_SENTENCES: Final = 2
MAX_SOURCE_WORDS: Final = 4
REACH: Final = 3  #: blocks to a picture of a page

_POSITION: Final = re.compile(rf"[(（]{alternation(table('captions')['positions'])}\.?[)）]")
#: two capital words right before a letter in brackets: a name; "the mass (m)" has none
_NAME: Final = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][\w.’'-]*\s(?:[\w’'-]+\s)?[^\W\d_a-zß-öø-ÿ][\w.’'-]*\s?$"
)
_LETTER: Final = 3  #: characters of a position that is one letter, with its brackets
#: behind a full stop: "(Kite Images)"
_BRACKETED: Final = re.compile(r"[.!?…。][\"'”’»]?\s?[(（](?P<source>[^()（）.,:;!?]{2,40})[)）]$")
#: behind a full stop, perhaps with a dash: "AP", "- PTI Photo"
_BARE: Final = re.compile(
    r"[.!?…][\"'”’»]?\s(?:[-–—]\s)?(?P<source>[^\s().,:;!?]{2,20}(?:\s[^\s().,:;!?]{2,20})?)$"
)
#: behind a full stop, parted by a dot: "Ida Lane • Kitefoto"
_DOTTED: Final = re.compile(
    r"[.!?…][\"'”’»]?\s(?P<source>(?:[^\s().,:;!?•·]{2,20}\s){1,4}[•·](?:\s[^\s().,:;!?•·]{2,20}){1,3})$"
)
_SHOWN: Final = re.compile(
    r"\s(?:[Pp]hotos?|[Pp]ics?|[Ii]mages?)$|^(?:[Ff]ile ?[Pp]ic|[Ff]ile [Pp]hoto)/"
)
_ITEM: Final = re.compile(r"\d{1,3}[.)]\s")  #: of a numbered list: pages may not mark it as one
_QUOTES: Final = frozenset("\"'“”„«»‘‚「『")
_STOPS: Final = re.compile(r"[.!?…。][\"'”’»)]?(?=\s|$)")


def captions_amid(sheet: Sheet, taken: Set[int]) -> Iterator[Candidate]:
    """Yield the lines amid the body of a text that only captions look like.

    Above it, too, those that say who stands where: "The crew (from left): Ida Marlow, Ira Vell".
    """
    if not sheet.prose:
        return
    blocks = sheet.blocks
    for index in range(sheet.prose[0]):
        block = blocks[index]
        if len(block.text) > MAX_LINE_CHARS or index in taken or not sheet.is_free(index):
            continue
        if _is_line(block) and _says_position(block.text, sheet.folded[index], ":"):
            yield _caption(block, index, "position")
    last = min(sheet.prose[-1], len(blocks) - 1)
    prose = frozenset(sheet.prose)
    is_page = sheet.document.source.source_format == "html"
    for index in range(sheet.prose[0] + 1, last):
        block = blocks[index]
        if not MIN_CHARS <= len(block.text) <= MAX_LINE_CHARS or not _may_be(block):
            continue
        if index in taken or sheet.ends_text(index) or not sheet.is_free(index):
            continue
        if is_page and not _is_near_image(blocks, index):
            continue  # an agency signs the story here, and what follows is no prose of it
        twin = blocks[index + 1]
        if block.text == twin.text and _is_line(block) and _is_line(twin):
            if index - 1 in prose and index + 2 in prose:
                yield _caption(block, index, "twice")
                yield _caption(twin, index + 1, "twice")
        elif _is_short(block.text):
            yield from _signed(block, index)


def _is_short(text: str) -> bool:
    """Whether a text has few sentences; where a plain count finds more, there are more."""
    if text.count(". ") + text.count("? ") + text.count("! ") > MAX_SENTENCES:
        return False
    return len(_STOPS.findall(text)) <= MAX_SENTENCES


def _is_near_image(blocks: Sequence[Block], index: int) -> bool:
    near = blocks[max(index - REACH, 0) : index + REACH + 1]
    return any(block.role == "image" for block in near)


def _may_be(block: Block) -> bool:
    return block.role == "paragraph" and not block.group and not _ITEM.match(block.text)


def _is_line(block: Block) -> bool:
    return _may_be(block) and not ends_sentence(block.text)


def _signed(block: Block, index: int) -> Iterator[Candidate]:
    text = block.text.rstrip()
    if text[:1] in _QUOTES:
        return  # what somebody said, and who it was
    bracketed = text[-1:] in ")）"
    dotted = None if bracketed else _DOTTED.search(text)
    found = _BRACKETED.search(text) if bracketed else dotted or _BARE.search(text)
    named = (bracketed or dotted is not None) and len(text) <= MAX_NAMED
    if found is not None and _is_owner(found["source"], named=named):
        end = found.start("source")
        yield _caption(block, index, "source", text[:end].rstrip(" (（-–—"), found["source"])
    elif ("(" in text or "（" in text) and _says_position(text, fold(text)):
        yield _caption(block, index, "position")


def _says_position(text: str, folded: str, sign: str = "") -> bool:
    """Whether a text says where somebody stands, and some ``sign`` follows right behind it."""
    return any(
        folded[found.end() :].lstrip().startswith(sign)
        and (len(found[0]) > _LETTER or _NAME.search(text[: found.start()]) is not None)
        for found in _POSITION.finditer(folded)
    )


def _is_owner(source: str, *, named: bool) -> bool:
    """Whether this is a known source, one that says photo or, where ``named``, some name.

    Each word of a name has a capital.
    """
    if source[0].islower() or source.isdecimal():
        return False
    if is_source(source) or _SHOWN.search(source) is not None:
        return True
    words = [word for word in source.split() if word not in "•·"]
    capital = all(word[0].isupper() for word in words) and not any(map(str.isdigit, source))
    return named and capital and len(words) <= MAX_SOURCE_WORDS


def _caption(
    block: Block, index: int, shape: str, text: str | None = None, credit: str = ""
) -> Candidate:
    caption = block.text.strip() if text is None else text
    return Candidate(
        "image", caption, "caption", f"captions/{shape}", 0.75, credit, index, 0,
        len(block.text), "photo_caption",
    )  # fmt: skip

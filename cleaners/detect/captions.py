"""Detect captions and their credits: what stands below a picture and not in the article."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.detect.caption_text import CAPTION_LABEL, SIGN
from cleaners.detect.captions_amid import captions_amid
from cleaners.detect.credit_text import Credit
from cleaners.detect.cues import MAX_CAPTION_CHARS, MAX_LINE_CHARS
from cleaners.detect.lexicon import alternation, table
from cleaners.detect.photocredits import LABELED, read_bracketed_names, read_credit
from cleaners.detect.pictures import Pictures
from cleaners.detect.sheet import Sheet
from cleaners.document import Candidate
from cleaners.folding import squash
from cleaners.layout import MIN_PROSE_CHARS, ends_sentence, is_worded, weight

MAX_BESIDE: Final = 8  #: lines on either side of a caption that may repeat it
MIN_REPEAT_CHARS: Final = 20  #: of a line that says what the caption beside it says

_TABLE: Final = table("captions")
_SURE_LABEL: Final = re.compile(rf"^[\s\[(]*{alternation(_TABLE['caption_labels'])}{SIGN}")
_BRACKETS: Final = frozenset("([（")


def detect_captions(sheet: Sheet) -> Iterator[Candidate]:
    """Yield pictures: caption with credit on one line, on two, or a caption with its label."""
    taken: set[int] = set()
    last = sheet.prose[-1] if sheet.prose else len(sheet.blocks)
    images = [index for index, block in enumerate(sheet.blocks) if block.role == "image"]
    pictures = Pictures(sheet)
    below = [index + 1 for index in images if index + 1 < len(sheet.blocks)]
    for index in sorted({*images, *below, *sheet.lines("caption", "credit")}):
        block = sheet.blocks[index]
        if block.role == "image":
            if index <= last and pictures.shows(index):
                yield pictures.candidate(index)
            continue
        if not sheet.is_free(index) or not 2 < len(block.text) <= MAX_CAPTION_CHARS:
            continue
        if block.role in ("heading", "code", "table_row"):
            continue
        found = list(_of_block(sheet, index, taken))
        if found:
            taken.update(it.block for it in found if it.block is not None)
            found += _repeats(sheet, found[0], taken)
            yield from found
    yield from captions_amid(sheet, taken)


def _repeats(sheet: Sheet, caption: Candidate, taken: set[int]) -> list[Candidate]:
    """Return the lines right beside a caption that say the same: alternative texts, copies."""
    key = squash(caption.value)
    if caption.block is None or len(key) < MIN_REPEAT_CHARS:
        return []
    found: list[Candidate] = []
    for step in (-1, 1):
        index = caption.block + step
        last = index + step * MAX_BESIDE
        while 0 <= index < len(sheet.blocks) and index != last and sheet.is_free(index):
            text = sheet.blocks[index].text
            if index not in taken:
                if len(text) > len(caption.value) + MIN_REPEAT_CHARS or not _is_same(text, key):
                    break
                found.append(_image(text.strip(), "", index, 0, len(text), 0.8, "repeat"))
            index += step
    taken.update(it.block for it in found if it.block is not None)
    return found


def _is_same(text: str, key: str) -> bool:
    """Whether a line says what a caption says, or begins or ends as it does."""
    other = squash(text)
    if len(other) < MIN_REPEAT_CHARS:
        return False
    short, long = sorted((other, key), key=len)
    return long.startswith(short) or long.endswith(short)


def _of_block(sheet: Sheet, index: int, taken: set[int]) -> Iterator[Candidate]:
    block = sheet.blocks[index]
    credit = read_credit(block.text, sheet.folded[index], emphasized=block.emphasized)
    label = CAPTION_LABEL.match(sheet.folded[index])
    below = index > 0 and sheet.blocks[index - 1].role == "image"
    is_page = sheet.document.source.source_format == "html"  # there the markup says it
    if credit is None and block.gap == 0 and block.text[:1] in _BRACKETS:
        credit = read_bracketed_names(block.text)
        if credit is not None and _caption_above(sheet, index, taken) is None:
            credit = None
    if credit is not None and credit.start == 0 and _is_told(block.text):
        return
    if credit is None and below and block.emphasized and not is_page:
        yield _image(block.text.strip(), "", index, 0, len(block.text), 0.75, "below-image")
        return
    if credit is None:
        sure = index < sheet.front or _SURE_LABEL.match(sheet.folded[index])
        if label and sure and _is_label_true(sheet, index, label.end()):
            caption = block.text[label.end() :].strip(" )]")
            yield _image(caption, "", index, 0, len(block.text), 0.75, "label")
        return
    end = len(block.text)
    caption = block.text[: credit.start].rstrip(" |–—-,;\n")
    label = label or LABELED.match(sheet.folded[index])
    if label:
        caption = caption[label.end() :]
    if caption.strip():
        if not _may_be_caption(sheet, index, credit):
            return
        yield _image(
            caption.strip(), credit.text, index, 0, credit.start, credit.confidence, "line"
        )
        yield _credit(credit, index, end)
        return
    above = _caption_above(sheet, index, taken)
    if above is not None:
        text = sheet.blocks[above].text
        at = CAPTION_LABEL.match(sheet.folded[above])
        shown = text[at.end() if at else 0 :].strip()
        yield _image(shown, credit.text, above, 0, len(text), credit.confidence, "two-lines")
    elif block.text.startswith("©") and sheet.zones[index] == "tail":
        return  # the copyright line of the site
    yield _credit(credit, index, end)


def _image(
    caption: str, credit: str, index: int, start: int, end: int, sure: float, shape: str
) -> Candidate:
    return Candidate(
        "image",
        caption,
        "caption",
        f"captions/{shape}",
        sure,
        credit,
        index,
        start,
        end,
        "photo_caption",
    )


def _credit(credit: Credit, index: int, end: int) -> Candidate:
    return Candidate(
        "image",
        "",
        "credit_line",
        "captions/credit",
        credit.confidence,
        credit.text,
        index,
        credit.start,
        end,
        "photo_credit",
    )


def _is_told(text: str) -> bool:
    """Whether a label opens a sentence: "Photo: a word that my grandfather never wrote." """
    return is_worded(re.split(r"[:：]", text, maxsplit=1)[-1].strip(" )]"))


def _is_label_true(sheet: Sheet, index: int, at: int) -> bool:
    rest = sheet.blocks[index].text[at:]
    return len(rest) >= 10 and len(rest) <= MAX_CAPTION_CHARS and rest[:1] not in "\"“'"


def _may_be_caption(sheet: Sheet, index: int, credit: Credit) -> bool:
    """Whether text with a credit at its end is a caption and no paragraph that ends with one."""
    block = sheet.blocks[index]
    if sheet.zones[index] == "head" or block.emphasized:
        return True
    return len(block.text) <= (MAX_CAPTION_CHARS if credit.confidence >= 0.8 else MAX_LINE_CHARS)


def _caption_above(sheet: Sheet, index: int, taken: set[int]) -> int | None:
    """Return the block above a credit line that is its caption, if any.

    A paragraph of prose is one only right above it, where blank lines part the paragraphs.
    """
    above = index - 1
    if above < 0 or not sheet.is_free(above) or above in taken:
        return None
    block = sheet.blocks[above]
    if block.role != "paragraph" or not 10 <= len(block.text) <= MAX_CAPTION_CHARS:
        return None
    if CAPTION_LABEL.match(sheet.folded[above]):
        return above
    apart = sum(1 for b in sheet.blocks[1:] if b.gap > 0) * 2 > len(sheet.blocks)
    glued = sheet.blocks[index].gap == 0 and apart and block.gap > 0
    if sheet.zones[above] == "head" and above > 0:
        before = any(sheet.is_free(i) for i in range(above))
        return above if before and (glued or ends_sentence(block.text)) else None
    if glued and weight(block.text) < 3 * MIN_PROSE_CHARS and above > 0:
        return above
    return None

"""Detect captions and their credits: what stands below a picture and not in the article."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.detect.cues import MAX_CAPTION_CHARS
from cleaners.detect.lexicon import alternation, table
from cleaners.detect.photocredits import LABELED, Credit, read_credit
from cleaners.detect.sheet import Sheet
from cleaners.document import Candidate
from cleaners.folding import fold
from cleaners.layout import MIN_PROSE_CHARS, ends_sentence, weight

_CAPTION_LABEL: Final = re.compile(
    rf"^[\s\[(]*{alternation(table('captions')['caption_labels'])}\s*[:|\]]\s*(?=\S)"
)
_FILE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|svg)$|^(?:img|dsc|image)[_\d]", re.IGNORECASE)


def detect_captions(sheet: Sheet) -> Iterator[Candidate]:
    """Yield pictures: caption with credit on one line, on two, or a caption with its label."""
    taken: set[int] = set()
    last = sheet.prose[-1] if sheet.prose else len(sheet.blocks)
    images = [index for index, block in enumerate(sheet.blocks) if block.role == "image"]
    below = [index + 1 for index in images if index + 1 < len(sheet.blocks)]
    for index in sorted({*images, *below, *sheet.lines("caption", "credit")}):
        block = sheet.blocks[index]
        if block.role == "image":
            if index <= last and index not in sheet.hidden:
                yield _picture(sheet, index)
            continue
        if not sheet.is_free(index) or not 2 < len(block.text) <= MAX_CAPTION_CHARS:
            continue
        if block.role in ("heading", "code", "table_row"):
            continue
        found = list(_of_block(sheet, index, taken))
        if found:
            taken.update(it.block for it in found if it.block is not None)
            yield from found


def _picture(sheet: Sheet, index: int) -> Candidate:
    """Return a picture of Markdown; its alternative text is a caption where it is words."""
    text = sheet.blocks[index].text.strip()
    alt = text if len(text.split()) > 1 and not _FILE.search(text) else ""
    credit = read_credit(alt) if alt else None
    if credit is not None:
        alt = alt[: credit.start].rstrip(" |–—-\n")
    label = _CAPTION_LABEL.match(fold(alt)) or (LABELED.match(fold(alt)) if credit else None)
    alt = alt[label.end() if label else 0 :].strip()
    by = credit.text if credit is not None else ""
    return Candidate(
        "image", alt, "image", "captions/image", 0.7, by, index, 0, len(sheet.blocks[index].text)
    )


def _of_block(sheet: Sheet, index: int, taken: set[int]) -> Iterator[Candidate]:
    block = sheet.blocks[index]
    credit = read_credit(block.text, sheet.folded[index], emphasized=block.emphasized)
    label = _CAPTION_LABEL.match(sheet.folded[index])
    below = index > 0 and sheet.blocks[index - 1].role == "image"
    is_page = sheet.document.source.source_format == "html"  # there the markup says it
    if credit is None and below and block.emphasized and not is_page:
        yield _image(block.text.strip(), "", index, 0, len(block.text), 0.75, "below-image")
        return
    if credit is None:
        if label and index < sheet.front and _is_label_true(sheet, index, label.end()):
            caption = block.text[label.end() :].strip(" )]")
            yield _image(caption, "", index, 0, len(block.text), 0.75, "label")
        return
    end = len(block.text)
    caption = block.text[: credit.start].rstrip(" |–—-\n")
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
        at = _CAPTION_LABEL.match(sheet.folded[above])
        shown = text[at.end() if at else 0 :].strip()
        yield _image(shown, credit.text, above, 0, len(text), credit.confidence, "two-lines")
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


def _is_label_true(sheet: Sheet, index: int, at: int) -> bool:
    rest = sheet.blocks[index].text[at:]
    return len(rest) >= 10 and len(rest) <= MAX_CAPTION_CHARS and rest[:1] not in "\"“'"


def _may_be_caption(sheet: Sheet, index: int, credit: Credit) -> bool:
    """Whether text with a credit at its end is a caption and no paragraph that ends with one."""
    block = sheet.blocks[index]
    if sheet.zones[index] == "head" or block.emphasized:
        return True
    return credit.confidence >= 0.8 and len(block.text) <= MAX_CAPTION_CHARS


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
    if _CAPTION_LABEL.match(sheet.folded[above]):
        return above
    apart = sum(1 for b in sheet.blocks[1:] if b.gap > 0) * 2 > len(sheet.blocks)
    glued = sheet.blocks[index].gap == 0 and apart and block.gap > 0
    if sheet.zones[above] == "head" and above > 0:
        before = any(sheet.is_free(i) for i in range(above))
        return above if before and (glued or ends_sentence(block.text)) else None
    if glued and weight(block.text) < 3 * MIN_PROSE_CHARS and above > 0:
        return above
    return None

"""Detect captions and photo credits: what stands below a picture and not in the article."""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from cleaners.detect.lexicon import alternation, table, words
from cleaners.detect.names import is_name
from cleaners.detect.sheet import Sheet
from cleaners.detect.wires import SIGNED, agency_of
from cleaners.document import Candidate
from cleaners.folding import fold
from cleaners.layout import MIN_PROSE_CHARS, ends_sentence, weight

MAX_CAPTION_CHARS: Final = 600
MAX_CREDIT_CHARS: Final = 120

_TABLE: Final = table("captions")
SOURCES: Final = words("captions", "sources")
_LABEL: Final = alternation(_TABLE["credit_labels"])
_SOURCE: Final = rf"(?:{alternation(_TABLE['sources'])}|{SIGNED})"
_CAPTION_LABEL: Final = re.compile(
    rf"^[\s\[(]*{alternation(_TABLE['caption_labels'])}\s*[:|\]]\s*(?=\S)"
)
_LABELED: Final = re.compile(
    rf"(?:^|(?<=[\s(\[|（【]))(?:{_LABEL}\s*[:：/|]\s*|(?:photos?|image|picture|photograph|foto)\s(?:by|von|de|di)\s+|fot\.\s+|(?:photo\s)?(?=(?:courtesy|handout)\s(?:of|via|from)\s))(?P<credit>[^\n]{{2,{MAX_CREDIT_CHARS}}})$"
)
_MAY_LABEL: Final = re.compile(
    r"[:：/|]|fot\.|courtesy|handout|(?:photos?|image|picture|photograph|foto)\s(?:by|von|de|di)\s"
)
_MAY_CREDIT: Final = re.compile(
    r"[:/|(\[©【]|via |getty|shutterstock|courtesy|handout|alliance|imago|epa-efe|fot\.|(?:photos?|image|picture|photograph|foto) (?:by|von|de|di) "
)
_MAY_STOCK: Final = re.compile(r"getty|shutterstock|alliance|imago|reuters/|ap photo/|epa-efe")
_BRACKETED: Final = re.compile(
    rf"[(\[（](?P<credit>[^()\[\]（）\n]{{2,{MAX_CREDIT_CHARS}}})[)\]）]\s*[.*_]{{0,3}}$"
)
_VIA: Final = re.compile(
    rf"(?P<credit>(?:[^\W\d_][\w.'-]{{0,24}}\s){{1,4}}(?:[/|]\s?)?via\s{_SOURCE})[\s.*_]{{0,3}}$"
)
_STOCK: Final = re.compile(
    r"(?P<credit>(?:©\s?)?(?:(?:[^\W\d_][\w.'-]{0,24}[\s/]{1,3}){0,4})(?:getty images(?: via afp)?|shutterstock|picture[ -]alliance|imago(?: images)?|reuters/[^\W\d_][\w.' -]{2,40}|ap photo/[^\W\d_][\w.' -]{2,40}|epa-efe))[\s.*_]{0,3}$"
)
_COPYRIGHT: Final = re.compile(
    rf"(?P<credit>©\s?(?:[^\W\d_][\w.'-]{{0,24}}[\s/,]{{1,3}}){{0,4}}{_SOURCE})[\s.*_]{{0,3}}$"
)
_SLASH: Final = re.compile(r"\s?[/|]\s?")
_SENTENCE_END: Final = re.compile(r"[.!?…。][\"'”’»)]{0,2}\s+")
_FILE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|svg)$|^(?:img|dsc|image)[_\d]", re.IGNORECASE)
_CLOSERS: Final = frozenset(")]）")
_VERBISH: Final = re.compile(
    r"(?<!\w)(?:the|and|was|were|is|are|his|her|said|says|that|to|an)(?!\w)"
)


class Credit(msgspec.Struct, frozen=True):
    """A credit at the end of a block: where it begins, and what it says without its label."""

    start: int  #: of the whole credit, label and bracket included
    text: str
    confidence: float


def detect_captions(sheet: Sheet) -> Iterator[Candidate]:
    """Yield pictures: caption with credit on one line, on two, or a caption with its label."""
    taken: set[int] = set()
    last = sheet.prose[-1] if sheet.prose else len(sheet.blocks)
    for index, block in enumerate(sheet.blocks):
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
    return Candidate(
        "image", alt, "image", "captions/image", 0.7, "", index, 0, len(sheet.blocks[index].text)
    )


def _of_block(sheet: Sheet, index: int, taken: set[int]) -> Iterator[Candidate]:
    block = sheet.blocks[index]
    credit = read_credit(block.text, sheet.folded[index], emphasized=block.emphasized)
    label = _CAPTION_LABEL.match(sheet.folded[index])
    below = index > 0 and sheet.blocks[index - 1].role == "image"
    if credit is None and below and block.emphasized:
        yield _image(block.text.strip(), "", index, 0, len(block.text), 0.75, "below-image")
        return
    if credit is None:
        if label and index < sheet.front and _is_label_true(sheet, index, label.end()):
            caption = block.text[label.end() :].strip(" )]")
            yield _image(caption, "", index, 0, len(block.text), 0.75, "label")
        return
    end = len(block.text)
    caption = block.text[: credit.start].rstrip(" |–—-\n")
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


def read_credit(text: str, folded: str | None = None, *, emphasized: bool = False) -> Credit | None:
    """Return the photo credit that ends ``text``, or is all of it; ``folded`` saves folding again.

    >>> read_credit("Trams wait at the depot. Ira Vell / POOL / WIREX").text
    'Ira Vell / POOL / WIREX'
    >>> read_credit("He plays guitar and/or drums") is None
    True
    """
    text = text.rstrip()
    at = max(0, len(text) - 2 * MAX_CREDIT_CHARS)
    tail = fold(text[at:]) if folded is None else folded[at : len(text)]
    if _MAY_CREDIT.search(tail) is None:
        return None
    slashed = _slashed(text, emphasized=emphasized) if "/" in tail or "|" in tail else None
    for form in (_labeled, _bracketed, _patterns):
        found = form(text, tail, at)
        if found is not None:
            return found
    return slashed


def _labeled(text: str, tail: str, at: int) -> Credit | None:
    """Read "Photo: X/Reuters" at the end; what follows the label is short and no sentence."""
    found = _LABELED.search(tail) if _MAY_LABEL.search(tail) else None
    if found is None:
        return None
    start = at + found.start()
    credit = _clean(text[at + found.start("credit") :])
    if not _is_credit_text(credit, labeled=True):
        return None
    opening = text[:start].rstrip()
    if opening.endswith(("(", "[", "（", "【")):
        start = len(opening) - 1
    elif opening and opening[-1:] not in ".!?…。\"'”’»)|\n–—-":
        return None
    return Credit(start, credit, 0.85)


def _bracketed(text: str, tail: str, at: int) -> Credit | None:
    """Read "(AP Photo/X)" or "(X/Reuters)": in brackets, slash or label are needed."""
    found = _BRACKETED.search(tail) if tail.rstrip(" .*_")[-1:] in _CLOSERS else None
    if found is None:
        return None
    inner = _clean(text[at + found.start("credit") : at + found.end("credit")])
    label = re.match(rf"{_LABEL}\s*[:：]\s*", fold(inner))
    if label:
        inner = inner[label.end() :]
    parts = _SLASH.split(inner)
    known = any(_is_source(part) for part in parts)
    told = (
        bool(label)
        or " via " in inner
        or fold(inner).startswith(("ap photo", "courtesy", "photo by "))
    )
    if not (told or (known and len(parts) > 1 and _is_persons(parts))):
        return None
    return Credit(at + found.start(), inner, 0.88) if _is_credit_text(inner, labeled=told) else None


def _patterns(text: str, tail: str, at: int) -> Credit | None:
    due = (" via " in tail, _MAY_STOCK.search(tail) is not None, "©" in tail)
    for form, is_due in zip((_VIA, _STOCK, _COPYRIGHT), due, strict=True):
        found = form.search(tail) if is_due else None
        if found is None:
            continue
        start = _after_sentence(tail, found.start("credit"), found.end("credit"))
        before = tail[:start].rstrip()
        if before and before[-1] not in ".!?…。\"'”’»)|\n–—-:":
            continue
        credit = _clean(text[at + start : at + found.end("credit")])
        if _is_credit_text(credit, labeled=False):
            return Credit(at + start, credit, 0.85)
    return None


def _after_sentence(tail: str, start: int, end: int) -> int:
    """Move the start of a credit behind the last sentence end inside it."""
    ends = [it.end() for it in _SENTENCE_END.finditer(tail, start, end)]
    return ends[-1] if ends and ends[-1] < end else start


def _slashed(text: str, *, emphasized: bool) -> Credit | None:
    """Read "Name / AP / TASS" at the end, behind a sentence end, a line break or nothing."""
    at = max(0, len(text) - MAX_CREDIT_CHARS)
    ends = [it.end() for it in _SENTENCE_END.finditer(text, at)]
    breaks = [i + 1 for i in range(at, len(text)) if text[i] == "\n"]
    for start in sorted({0, *ends, *breaks} if at == 0 else {*ends, *breaks}):
        credit = _clean(text[start:])
        parts = _SLASH.split(credit)
        if not 2 <= len(parts) <= 6 or not _is_credit_text(credit, labeled=False):
            continue
        if not _is_persons(parts):
            continue
        known = any(_is_source(part) for part in parts)
        loud = parts[-1].isupper() and len(parts[-1]) > 1
        if known or (loud and " / " in credit) or (emphasized and loud):
            return Credit(start, credit, 0.88 if known else 0.8)
    return None


def _is_source(part: str) -> bool:
    return fold(part).strip(" .*_") in SOURCES or agency_of(part) is not None


def _is_persons(parts: list[str]) -> bool:
    """Whether each part is a name, a source or a short word that begins with a capital."""
    for part in parts:
        tokens = part.split()
        if not 1 <= len(tokens) <= 5 or any(c in part for c in '!?;:"“”'):
            return False
        if any(t[-1] == "." and len(t) > 3 for t in tokens[:-1]):  # a sentence ends inside
            return False
        if _is_source(part) or is_name(part, caseless=True):
            continue
        if not all(t[:1].isupper() or not t[:1].islower() for t in tokens) or part.isdecimal():
            return False
    return any(any(c.isalpha() for c in part) for part in parts)


def _is_credit_text(credit: str, *, labeled: bool) -> bool:
    if not 2 <= len(credit) <= MAX_CREDIT_CHARS or not any(c.isalpha() for c in credit):
        return False
    folded = fold(credit)
    if len(_VERBISH.findall(folded)) > (1 if labeled else 0):
        return False
    tokens = credit.split()
    return len(tokens) <= 14 and (
        credit[0].isupper() or not credit[0].islower() or _is_source(credit) or labeled
    )


def _clean(text: str) -> str:
    return text.strip().strip("*_[]").rstrip(" .)]）】").lstrip(" (（【").strip()

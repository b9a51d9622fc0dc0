"""Choose the pictures: one row for a picture, its caption and its credit line."""

from collections.abc import Sequence, Set
from typing import Final

import msgspec

from cleaners.detect.pictures import address_of
from cleaners.document import Block, Candidate, Image
from cleaners.folding import squash
from cleaners.layout import weight

MIN_LONE_WORDS: Final = 3  #: of a caption without picture and credit
MIN_WIDE: Final = 2  #: times its length, that a caption without spaces between words weighs
MIN_TOLD: Final = 20  #: characters of a caption by which two rows are known to be one picture


def choose_images(
    blocks: Sequence[Block],
    believed: Sequence[Candidate],
    said_before: Sequence[str],
    explained: Set[int | None],
) -> list[tuple[Image, Candidate]]:
    """Return the pictures in reading order, each with the candidate that it is from.

    An alternative text that only says what is ``said_before``, the headline or a name of the
    byline, is no caption; a picture of that name is the portrait beside the byline. Nor are the
    lines that are ``explained`` as byline or stamp.
    """
    images: list[Image] = []
    reasons: list[Candidate] = []
    said = frozenset(key for it in said_before if (key := squash(it)))
    title = squash(said_before[0]) if said_before else ""
    at = -2  # the block of the image before
    for it in sorted(believed, key=lambda it: (it.block or 0, it.start)):
        place = it.block or 0
        is_picture = blocks[place].role == "image"
        caption = it.value
        if caption and (key := squash(caption)) in said:
            if key != title:
                continue
            caption = ""
        if it.source == "figcaption" and place in explained:
            continue
        url = address_of(blocks[place].links) if is_picture else None
        new = Image(url, caption or None, it.qualifier or None)
        joined = _joined(images[-1], new) if images and place - at <= 1 else None
        if joined is not None:
            images[-1] = joined
        elif new.caption or new.credit or new.url:
            images.append(new)
            reasons.append(it)
        at = place
    return [
        (image, it)
        for image, it in _once(list(zip(images, reasons, strict=True)))
        if image.url or image.credit or _tells(image.caption or "")
    ]


def _tells(caption: str) -> bool:
    """Whether a caption without picture and credit is more than a button or a price."""
    return len(caption.split()) >= MIN_LONE_WORDS or weight(caption) >= MIN_WIDE * len(caption)


def _once(images: list[tuple[Image, Candidate]]) -> list[tuple[Image, Candidate]]:
    """Return each picture once: of two with one address, or one long caption, the fuller row."""
    rows: list[tuple[Image, Candidate]] = []
    places: dict[str, int] = {}
    for image, reason in images:
        keys = [image.url] if image.url else []
        told = squash(image.caption or "")
        if len(told) >= MIN_TOLD:
            keys.append(told)
        known = next((places[key] for key in keys if key in places), None)
        if known is not None and _is_one(rows[known][0], image):
            first = rows[known][0]
            rows[known] = (
                Image(
                    first.url or image.url,
                    first.caption or image.caption,
                    first.credit or image.credit,
                ),
                rows[known][1],
            )
        else:
            known = len(rows)
            rows.append((image, reason))
        places.update(dict.fromkeys(keys, known))
    return rows


def _is_one(first: Image, second: Image) -> bool:
    """Whether two rows do not contradict each other but in the size of the file."""
    return all(
        None in (one, two) or squash(one or "") == squash(two or "")
        for one, two in ((first.caption, second.caption), (first.credit, second.credit))
    )


def _joined(first: Image, second: Image) -> Image | None:
    """Return one picture of two neighbors that speak of the same, or None."""
    if second.url is not None:
        return None
    if second.caption is None and first.credit in (None, second.credit):
        return msgspec.structs.replace(first, credit=second.credit)
    is_alt = first.url is not None and (
        first.credit is None or second.credit in (None, first.credit)
    )
    if is_alt and second.caption is not None:  # a printed caption says more than its alternative
        return Image(first.url, second.caption, second.credit or first.credit)
    if first.caption and second.caption and None in (first.credit, second.credit):
        short, long = sorted(map(squash, (first.caption, second.caption)), key=len)
        if long.startswith(short) or long.endswith(short):  # printed twice
            told = max(second.caption, first.caption, key=len)
            return Image(first.url, told, first.credit or second.credit)
    return None

"""Read the name that ends a text, on a line of its own, where nothing else names an author."""

from collections.abc import Iterator
from typing import Final

import msgspec

from cleaners.detect.byline_parts import byline_of, names_of_line
from cleaners.detect.names import is_known_name
from cleaners.detect.picture_lines import is_of_pictures
from cleaners.detect.sheet import Sheet
from cleaners.document import Candidate

MAX_TAIL_NAME: Final = 50  #: characters of a name that stands alone below the text
TAIL: Final = 0.6
_CJK_BRACKETS: Final = "【】（）〔〕［］"


def detect_signature(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the names that end the text of a document without a byline, on a line of their own.

    The line stays in the text: it may be the signature of a letter.
    """
    if any(it.field in ("author", "byline") for it in sheet.found) or not sheet.prose:
        return
    last = sheet.prose[-1]
    for index in (last + 1, last, last + 2):
        if index >= len(sheet.blocks):
            continue
        block = sheet.blocks[index]
        if index == last + 2 and names_of_line(sheet.blocks[last + 1].text):
            continue  # a list of people
        # on a page it is told from a tag by being no link, whatever it was taken for
        is_plain = sheet.document.head is not None and not block.link_chars
        if not sheet.is_free(index) and not (is_plain and index not in sheet.claimed):
            continue
        if len(block.text) > MAX_TAIL_NAME or block.role not in ("paragraph", "quote"):
            continue
        if is_of_pictures(block.text):
            continue
        names = names_of_line(block.text.strip().removesuffix(".").strip(_CJK_BRACKETS))
        is_signed = "," in block.text or not block.text.endswith(".")  # "Ann Oake, Harbor Radio."
        if names and is_signed and all(map(is_known_name, names)) and not _goes_on(sheet, index):
            end = len(block.text)
            for it in byline_of(block.text, names, index, 0, end, TAIL, "bare_name"):
                yield msgspec.structs.replace(it, kind=None)
            return


def _goes_on(sheet: Sheet, index: int) -> bool:
    """Whether the next line is names, too: a list of people.

    One line in the shape of a name, no known one and the last of all, is where the signer lives:
    "Ann Oake", "Lower Velden, Ohio".
    """
    below = [names_of_line(it.text) for it in sheet.blocks[index + 1 : index + 3]]
    if not below or not below[0]:
        return False
    return any(map(is_known_name, below[0])) or any(below[1:])

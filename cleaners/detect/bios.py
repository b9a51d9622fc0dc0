"""Read the author off the box that tells of him or her, where nothing else on a page does."""

from collections.abc import Iterator
from typing import Final

from cleaners.detect.byline_parts import names_of_line
from cleaners.detect.lexicon import words
from cleaners.detect.names import is_known_name
from cleaners.detect.sheet import Sheet
from cleaners.document import Candidate
from cleaners.folding import fold

MAX_CHARS: Final = 60  #: of a name that heads a box
BIO: Final = 0.62
_VERBS: Final = words("bylines", "bio_verbs")


def detect_bios(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the one name that heads a box about an author below the text.

    Several names are those of a team, or of other articles; then nobody is told.
    """
    if any(it.field in ("author", "byline") for it in sheet.found) or not sheet.prose:
        return
    boxed = {
        it.block
        for it in sheet.document.marks
        if it.kind == "author_bio" and it.rule == "container/box"
    }
    found: dict[str, int] = {}
    for index in range(sheet.prose[0] + 1, len(sheet.blocks)):
        block = sheet.blocks[index]
        if len(block.text) > MAX_CHARS or block.role == "image":
            continue
        if index not in boxed and not (index > sheet.prose[-1] and _is_told_of(sheet, index)):
            continue
        names = names_of_line(block.text)
        if len(names) == 1 and is_known_name(names[0]):
            found.setdefault(names[0], index)
    if len(found) == 1:
        ((name, index),) = found.items()
        yield Candidate("author", name, "sign_off", "bios/box", BIO, "", index)


def _is_told_of(sheet: Sheet, index: int) -> bool:
    """Whether the next line goes on: "Ann Oake is a reporter"."""
    if sheet.document.head is None or index + 1 >= len(sheet.blocks):
        return False
    name, below = fold(sheet.blocks[index].text.strip()), sheet.folded[index + 1]
    if not below.startswith(f"{name} "):
        return False
    return below[len(name) + 1 :].split(maxsplit=1)[0].strip(".,") in _VERBS

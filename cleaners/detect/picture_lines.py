"""Tell lines that credit a picture, and cut the credit off a line that names an author, too."""

import re
from typing import Final

from cleaners.detect.lexicon import alternation, first_words, table
from cleaners.detect.photocredits import LABELED
from cleaners.folding import fold

_TABLE: Final = table("bylines")
_ROLES: Final = ("photo", "video", "graphics")
_PICTURE: Final = alternation(
    [
        *(verb for role in _ROLES for verb in _TABLE["credits"][role] if " " in verb),
        *_TABLE["pictured"],
    ]
)
#: behind it somebody else is named than the author
_PICTURED: Final = re.compile(rf"(?<!\w){_PICTURE}(?!\w)")
_FIRSTS: Final = first_words(
    [*_TABLE["pictured"], *(verb for role in _ROLES for verb in _TABLE["credits"][role])]
)
_MAKERS: Final = re.compile(rf"(?:[^\W\d_]+\s){{0,2}}{alternation(_TABLE['picture_makers'])}")
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def is_picture_credit(text: str) -> bool:
    """Whether a line opens with the label of a photo credit."""
    folded = fold(text)
    return LABELED.match(folded) is not None or _PICTURED.match(folded) is not None


def without_picture_credit(text: str) -> str:
    """Cut off what names the photographer behind the author."""
    pictured = find_picture(fold(text))
    return text if pictured is None else text[: pictured.start()].strip(" ,;|/")


def find_picture(folded: str) -> re.Match[str] | None:
    """Find the words in a line that introduce a photographer."""
    if _FIRSTS.isdisjoint(_LETTERS.findall(folded)):
        return None
    return _PICTURED.search(folded)


def is_of_pictures(text: str) -> bool:
    """Whether the role behind a name is to make pictures: "Ann Oake, Photo Editor"."""
    _, comma, role = fold(text).partition(",")
    return bool(comma) and _MAKERS.fullmatch(role.strip(" .")) is not None

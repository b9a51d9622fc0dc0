"""Detect the pictures of an article: which are its own, and what they are called."""

import re
from typing import Final

from cleaners.detect.caption_text import split_caption
from cleaners.detect.lexicon import alternation, table
from cleaners.detect.sheet import Sheet
from cleaners.document import Candidate
from cleaners.folding import fold
from cleaners.page import OUTSIDE_PICTURE

MIN_DRAWN: Final = 3  #: words of the alternative text of a drawing; icons have fewer

_FILE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|svg)$|^(?:img|dsc|image)[_\d]", re.IGNORECASE)
_STANDING_IN: Final = "spacer|blank|pixel|clearpixel|dummy|placeholder|loading|loader|transparent"
_BOUND: Final = r"(?:s|\d+)?(?=[/_.\-?&=\d]|$)"
#: file names and folders of what no reader looks at
_FURNITURE: Final = re.compile(
    r"(?:^|[/_.\-=])(?:icon|ico|logo|avatar|gravatar|sprite|spinner|arrow|button|btn|badge|emoji"
    rf"|smil(?:ey|ie)|favicon|captcha|{_STANDING_IN}){_BOUND}"
)
_STAND_IN: Final = re.compile(rf"(?:^|[/_.\-=])(?:{_STANDING_IN}){_BOUND}")
_NO_ADDRESS: Final = re.compile(r"^(?:(?:https?:)?//:\d*$|about:|#|javascript:|$)")
_DRAWING: Final = re.compile(r"\.(?:svg|gif)(?:[?#]|$)")
_CALLED: Final = re.compile(r"(?<!\w)(?:avatar|logo|icons?|author|byline)(?!\w)")
_ALT: Final = re.compile(
    rf"^{alternation(table('captions')['furniture'])}(?!\w)"
    rf"|(?<!\w){alternation(table('captions')['furniture'])}$"
)


class Pictures:
    """The pictures of a document."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._outside = frozenset(
            it.block for it in sheet.document.marks if it.rule == OUTSIDE_PICTURE
        )
        self._declared = frozenset(
            _stem(it.value) for it in sheet.found if it.source == "declared_image"
        )

    def shows(self, index: int) -> bool:
        """Whether a picture is one of the article: in its container, and no logo or icon.

        The one that the page declares is the article's, wherever it stands.
        """
        block = self._sheet.blocks[index]
        address = block.links[0] if block.links else ""
        if address and _stem(address) in self._declared:
            return True
        if index in self._outside or index in self._sheet.hidden:
            return False
        if block.element is not None and _CALLED.search(block.element.words):
            return False
        alt = fold(block.text.strip())
        if _FURNITURE.search(_path(address)) or _ALT.search(alt):
            return False
        return not _DRAWING.search(_path(address)) or len(alt.split()) >= MIN_DRAWN

    def candidate(self, index: int) -> Candidate:
        """Return a picture; its alternative text is a caption where it is words."""
        text = self._sheet.blocks[index].text.strip()
        alt = text if len(text.split()) > 1 and not _FILE.search(text) else ""
        said, by = split_caption(alt) if alt else ("", "")
        return Candidate(
            *("image", said, "image", "captions/image", 0.7, by, index, 0),
            len(self._sheet.blocks[index].text),
        )


def address_of(links: tuple[str, ...]) -> str | None:
    """Return the address of a picture, if it is one: not that of what stands in till it loads."""
    address = links[0] if links else ""
    return None if _NO_ADDRESS.match(address) or _STAND_IN.search(_path(address)) else address


def _path(address: str) -> str:
    """Return the last folder and the file of an address, folded."""
    return "/".join(fold(address).partition("?")[0].rsplit("/", 2)[-2:])


def _stem(address: str) -> str:
    """Return the name of the file, without what comes behind it."""
    return re.split(r"[?#]", address, maxsplit=1)[0].rsplit("/", 1)[-1]

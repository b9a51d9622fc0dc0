"""What an element says of itself by class, id, role and itemprop, in folded words."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, TypeAlias

from cleaners.folding import fold

Attributes: TypeAlias = Mapping[str, str | None]

MAX_WORDS: Final = 12  #: an element with more names is styled by a framework that says nothing
MAX_LEVELS: Final = 48  #: of nesting that paths and cues tell; what lies deeper is told as one
_WORD: Final = re.compile(r"[A-Z]?[a-z\u00df-\u00ff]+|[A-Z]+(?![a-z])|[^\W\d_A-Za-z]+")
#: class names of what is there for screen readers alone
_UNSEEN: Final = frozenset(
    (
        "sr-only",
        "sronly",
        "screen-reader-text",
        "screenreader-text",
        "screen-reader-only",
        "visually-hidden",
        "visuallyhidden",
        "visuallyHidden",
        "is-visually-hidden",
        "u-visually-hidden",
        "u-hiddenVisually",
        "show-for-sr",
        "a11y-hidden",
        "offscreen",
        "element-invisible",
    )
)
_NOT_DISPLAYED: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
#: tags whose name is a cue as good as a class
SPEAKING: Final = frozenset(
    "figcaption aside nav header footer address form dialog menu figure blockquote".split()
)


@lru_cache(maxsize=8192)
def words(names: str) -> str:
    """Return the words of a class or id attribute in lower case, numbers and marks off.

    >>> words("articleBody post_12345 share-bar")
    'article body post share bar'
    """
    if len(names) > 1000:
        names = names[:1000]
    found = dict.fromkeys(word.lower() for word in _WORD.findall(names) if len(word) > 1)
    return fold(" ".join(list(found)[:MAX_WORDS]))


@lru_cache(maxsize=8192)
def is_unseen(names: str) -> bool:
    """Whether a class attribute keeps its element from sight."""
    return not _UNSEEN.isdisjoint(names.split())


def is_hidden(attributes: Attributes) -> bool:
    """Whether attributes say that a reader does not see the element.

    >>> is_hidden({"style": "color: red; display:none"}), is_hidden({"class": "hidden-gems"})
    (True, False)
    """
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    if style and ("none" in style or "hidden" in style) and _NOT_DISPLAYED.search(style[:2000]):
        return True
    names = attributes.get("class")
    return bool(names) and is_unseen(names or "")


class Frame:
    """An open element: where it stands, and what it says of itself and of those around it."""

    __slots__ = (
        "_cues",
        "_path",
        "attributes",
        "block",
        "depth",
        "number",
        "parent",
        "tag",
        "told",
    )

    def __init__(
        self, tag: str, attributes: Attributes, number: int, parent: "Frame | None", is_block: bool
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.number = number  #: in reading order, from 1
        self.parent = parent
        self.depth = parent.depth + 1 if parent is not None else 0
        self.block: Frame = self if is_block or parent is None else parent.block
        self.told: Frame = self if parent is None or self.depth <= MAX_LEVELS else parent.told
        self._path: str | None = None if parent is not None else ""
        self._cues: str | None = None if parent is not None else ""

    @property
    def path(self) -> str:
        """Return tags and numbers from the body down, such as ``main.3>p.7``; equal: one element."""
        told = self.told
        if told._path is None:
            above = told.parent.path if told.parent is not None else ""
            own = f"{told.tag}.{told.number}"
            told._path = f"{above}>{own}" if above else own
        return told._path

    @property
    def cues(self) -> str:
        """Return the words of the element and of those around it, own first, parted by bars."""
        told = self.told
        if told._cues is None:
            own, parent = told.own, told.parent
            told._cues = own if parent is None or parent.depth == 0 else f"{own}|{parent.cues}"
        return told._cues

    @property
    def own(self) -> str:
        """Return the words of the element itself."""
        get = self.attributes.get
        raw = (get("class"), get("id"), get("itemprop"), get("role"), get("rel"))
        said = [words(it) for it in raw if it]
        if self.tag in SPEAKING:
            said.insert(0, self.tag)
        return " ".join(said)

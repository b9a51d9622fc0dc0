"""What an element says of itself by class, id, role and itemprop, in folded words."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, TypeAlias

Attributes: TypeAlias = Mapping[str, str | None]

MAX_WORDS: Final = 12  #: an element with more names is styled by a framework that says nothing
MAX_CHARS: Final = 400  #: of a class attribute that are read
MAX_LEVELS: Final = 48  #: of nesting that paths and cues tell; what lies deeper is told as one
_MARKS: Final = "0123456789.:,;!?+*/\\()[]{}#@%&='\""
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
#: class names of the element that holds an author's name
_AUTHOR: Final = re.compile(
    r"(?:^|[\s_-])(?:fn|p-author|author-?_?name|author__name|byline__name|byline-?_?author|"
    r"authorname|byline-name)(?:$|\s)",
    re.I,
)
_NOT_DISPLAYED: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_NAMES: Final = frozenset(("class", "id", "itemprop", "role", "rel"))
#: tags whose name is a cue as good as a class
SPEAKING: Final = frozenset(
    [
        "figcaption",
        "aside",
        "nav",
        "header",
        "footer",
        "address",
        "form",
        "dialog",
        "menu",
        "figure",
        "blockquote",
    ]
)


UNSEEN: Final = 1  #: what `look` finds: the element is kept from sight
AUTHOR: Final = 2  #: it names an author


@lru_cache(maxsize=32768)
def words(names: str) -> str:
    """Return the words of a class or id attribute in lower case, numbers and marks off.

    >>> words("articleBody post_12345 share-bar")
    'article body post share bar'
    """
    names = names[:MAX_CHARS]
    if names.islower() and names.isascii():
        found = names.replace("-", " ").replace("_", " ").split()
        kept = [it if it.isalpha() else it.strip(_MARKS) for it in found]
    else:
        kept = [it.lower() for it in _WORD.findall(names)]
    return " ".join(list(dict.fromkeys(it for it in kept if len(it) > 1))[:MAX_WORDS])


@lru_cache(maxsize=32768)
def _class_says(names: str) -> int:
    unseen = UNSEEN if not _UNSEEN.isdisjoint(names.split()) else 0
    return unseen | (AUTHOR if _AUTHOR.search(names) else 0)


def look(attributes: Attributes) -> int:
    """Return what attributes say that a reader of the page must know: `UNSEEN`, `AUTHOR`.

    >>> look({"style": "color: red; display:none"}), look({"class": "hidden-gems"})
    (1, 0)
    >>> look({"class": "url fn n"}), look({"rel": "author"})
    (2, 2)
    """
    said = 0
    for name, value in attributes.items():
        if name == "class":
            said |= _class_says(value) if value else 0
        elif name in _TELLING:
            said |= _attribute_says(name, value or "")
    return said


_TELLING: Final = frozenset(("hidden", "aria-hidden", "style", "rel", "itemprop"))


def _attribute_says(name: str, value: str) -> int:
    if name == "hidden":
        return UNSEEN if value != "until-found" else 0
    if name == "aria-hidden":
        return UNSEEN if value == "true" else 0
    if name == "style":
        may = "none" in value or "hidden" in value
        return UNSEEN if may and _NOT_DISPLAYED.search(value[:2000]) else 0
    return AUTHOR if "author" in value and "author" in value.split() else 0


class Frame:
    """An open element: where it stands, and what it says of itself and of those around it."""

    __slots__ = (
        "_cues",
        "_own",
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
        self.depth: int = parent.depth + 1 if parent is not None else 0
        self.block: Frame = self if is_block or parent is None else parent.block
        self.told: Frame = self if parent is None or self.depth <= MAX_LEVELS else parent.told
        self._own: str | None = None
        self._path: str | None = None if parent is not None else ""
        self._cues: str | None = None if parent is not None else ""

    @property
    def path(self) -> str:
        """Return tags and numbers from the body down, ``main.3>p.7``; equal: one element."""
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
        if self._own is None:
            said = [self.tag] if self.tag in SPEAKING else []
            for name, value in self.attributes.items():
                if name in _NAMES and value and (found := words(value)):
                    said.append(found)
            self._own = " ".join(said)
        return self._own

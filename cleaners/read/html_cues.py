"""What an element says of itself by class, id, role and itemprop, in folded words."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, TypeAlias

Attributes: TypeAlias = Mapping[str, str]

MAX_WORDS: Final = 12  #: an element with more names is styled by a framework that says nothing
MAX_CHARS: Final = 400  #: of a class attribute that are read
MAX_LEVELS: Final = 48  #: of nesting that is told; what lies deeper is told as one element
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


BLOCK: Final = 1  #: of the traits of a tag: its elements stand on lines of their own
UNSEEN: Final = 1  #: of what an element says: it is kept from sight
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


def look(attributes: Iterable[tuple[str, str]]) -> int:
    """Return what attributes say that a reader of the page must know: `UNSEEN`, `AUTHOR`.

    >>> look([("style", "color: red; display:none")]), look([("class", "hidden-gems")])
    (1, 0)
    >>> look([("class", "url fn n")]), look([("rel", "author")])
    (2, 2)
    """
    said = 0
    for name, value in attributes:
        if name == "class":
            if not _UNSEEN.isdisjoint(value.split()):
                said |= UNSEEN
            if ("uthor" in value or "fn" in value or "yline" in value) and _AUTHOR.search(value):
                said |= AUTHOR
        elif name in _TELLING:
            said |= _attribute_says(name, value)
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


class Tag:
    """An opening tag as it stands in the markup: what is known of all elements that begin so."""

    __slots__ = ("_words", "attributes", "declares", "name", "said", "traits")

    def __init__(
        self, name: str, attributes: Attributes, traits: int = 0, said: int = 0, declares: bool = False
    ) -> None:
        self.name = name
        self.attributes = attributes
        self.traits = traits  #: bits of `html_elements.TRAITS`
        self.said = said  #: what `look` finds
        self.declares = declares  #: the head is to read it
        self._words: str | None = None

    @property
    def words(self) -> str:
        """Return the words of a tag that speaks, and of class, id, role, rel and itemprop.

        >>> Tag("nav", {"class": "main-menu", "href": "/a"}).words
        'nav main menu'
        """
        if self._words is None:
            said = [self.name] if self.name in SPEAKING else []
            for key, value in self.attributes.items():
                if key in _NAMES and value and (found := words(value)):
                    said.append(found)
            self._words = " ".join(said)
        return self._words


#: an open element: its tag, its number in reading order, the element around it
Frame: TypeAlias = tuple[Tag, int, "Frame | None"]

"""What an element says of itself by class, id, role and itemprop, in folded words."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, TypeAlias

from cleaners.read.tree import unescaped

Attributes: TypeAlias = Mapping[str, str]

MAX_WORDS: Final = 12  #: an element with more names is styled by a framework that says nothing
MAX_CHARS: Final = 400  #: of a class attribute that are read
MIN_LABEL: Final = 8  #: characters of the label of a link without content
MAX_LEVELS: Final = 48  #: of nesting that is told; what lies deeper is told as one element
_MARKS: Final = "0123456789.:,;!?+*/\\()[]{}#@%&='\""
_WORD: Final = re.compile(r"[A-Z]?[a-z\u00df-\u00ff]+|[A-Z]+(?![a-z])|[^\W\d_A-Za-z]+")
#: class names of what is there for screen readers alone
_UNSEEN: Final = frozenset(
    (
        "sr-only",
        "screen-reader-text",
        "screenreader-text",
        "screen-reader-only",
        "visually-hidden",
        "visuallyhidden",
        "visuallyHidden",
        "is-visually-hidden",
        "u-visually-hidden",
        "u-hiddenVisually",
        "a11y-hidden",
        "offscreen",
        "element-invisible",
    )
)
#: class names of the element that holds an author's name
_AUTHOR: Final = re.compile(
    r"(?:^|[\s_-])(?:fn|(?:by-?line|author|autor|auteur)s?(?:[\w-]*[_-])?(?:full)?"
    r"(?:name|author|link|item)|p-author|author|byline|autor|auteur)(?:$|\s)",
    re.I,
)
#: class names beside them that say whose author it is, or that it is a place or a company
_NO_AUTHOR: Final = re.compile(
    r"(?:^|[\s_-])(?:comments?|org|photo|image|img|picture|figure|caption|media)(?:$|[\s_-])"
)
#: words of a link without content that is laid over a box
_COVER: Final = re.compile(
    r"\b(?:stretch(?:ed)?|overlay|cover|faux|whole|full|block|card|teaser|box)(?: \w+)? "
    r"(?:link|anchor)\b|\b(?:link|anchor) (?:overlay|cover|stretched|faux|block)\b|\boverlay\b"
)
_COVERING: Final = ("link", "anchor", "overlay")  #: one of them stands in each of these
#: words of what stands in a heading's element above or below the headline: kickers, standfirsts
_APART: Final = re.compile(
    r"\b(?:\w*(?:kicker|dachzeile|spitzmarke|overline|roofline|topline|eyebrow|subline|subheadline"
    r"|superheadline|supertitle|subtitle|untertitel|unterzeile)|pretitle|preheadline|surtitre"
    r"|soustitre|antetitulo|subtitulo|volanta|cintillo|retranca|nadtytul|nadtitulek|sottotitolo"
    r"|standfirst|(?:sub|sup|sur|super|pre|ante|sous|sotto|under) (?:title|headline|titre|titulo"
    r"|titolo|titel|rubrik))\b"
)
_NOT_DISPLAYED: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
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
    different = list(dict.fromkeys([it for it in kept if len(it) > 1]))
    return " ".join(different[:MAX_WORDS])


_NAMED: Final = re.compile(r' (?:class|id|itemprop|role|rel)="([^"]*)"')
_ATTRIBUTE: Final = re.compile(r' ([^\s="]+)="([^"]*)"')
#: of these a tag holds one that keeps its element from sight, or names an author
TELLING_WORDS: Final = (
    "idden",
    "none",
    "screen",
    "sr-only",
    "nvisible",
    "uthor",
    "yline",
    "fn",
    "utor",
    "uteur",
)
UNSEEN: Final = 1  #: of what `look` finds: the element is kept from sight
AUTHOR: Final = 2  #: it names an author
NAME: Final = 4  #: it is the name of what the element around it is


def attributes_of(markup: str) -> Attributes:
    """Return the attributes of a tag, given what stands between its brackets.

    >>> attributes_of('img src="a.jpg" alt="Sea &amp; sky"')
    {'src': 'a.jpg', 'alt': 'Sea & sky'}
    """
    attributes = dict(_ATTRIBUTE.findall(markup))
    if "&" in markup:
        return {key: unescaped(value) for key, value in attributes.items()}
    return attributes


@lru_cache(maxsize=32768)
def words_of(markup: str) -> str:
    """Return the words of a tag that speaks, and of class, id, role, rel and itemprop.

    >>> words_of('nav class="main-menu" href="/a"')
    'nav main menu'
    """
    name = markup.partition(" ")[0]
    said = [name] if name in SPEAKING else []
    said += [it for value in _NAMED.findall(markup) if (it := words(unescaped(value)))]
    return " ".join(said)


def cover_label(markup: str) -> str | None:
    """Return the label of a link without content that may be laid over a box, by its markup.

    It is empty where the class of the link says so; None: such a link is an anchor or an icon.

    >>> cover_label('a href="/tide" title="Low tide"'), cover_label('a href="/t" class="overlay"')
    ('Low tide', '')
    """
    attributes = attributes_of(markup)
    if (attributes.get("href") or "#")[:1] == "#":
        return None
    said = words(attributes.get("class") or "")
    if any(map(said.__contains__, _COVERING)) and _COVER.search(said):
        return ""
    label = attributes.get("title") or attributes.get("aria-label") or ""
    return label if len(label) >= MIN_LABEL else None


@lru_cache(maxsize=8192)
def is_apart(markup: str) -> bool:
    """Whether an element in a heading says that it is no part of the headline beside it.

    >>> is_apart('span class="article-title__kicker"'), is_apart('span class="article-title"')
    (True, False)
    """
    return _APART.search(words_of(markup)) is not None


def look(markup: str) -> int:
    """Return what attributes say that a reader of the page must know: `UNSEEN`, `AUTHOR`, `NAME`.

    >>> look('p style="color: red; display:none"'), look('p class="hidden-gems"')
    (1, 0)
    >>> look('a class="url fn n"'), look('a rel="author"')
    (2, 2)
    """
    said = 0
    for name, value in attributes_of(markup).items():
        if name == "class":
            said |= 0 if _UNSEEN.isdisjoint(value.split()) else UNSEEN
            if _AUTHOR.search(value) and _NO_AUTHOR.search(value.lower()) is None:
                said |= AUTHOR
        elif name == "hidden":
            said |= UNSEEN if value != "until-found" else 0
        elif name == "aria-hidden":
            said |= UNSEEN if value == "true" else 0
        elif name == "style":
            said |= UNSEEN if _NOT_DISPLAYED.search(value[:2000]) else 0
        elif name in ("rel", "itemprop"):
            said |= AUTHOR if "author" in value.split() else 0
            said |= NAME if value == "name" else 0
    return said


#: an open element: its markup, what is known of it (bits of `html_elements`), its number in
#: reading order, the element around it
Frame: TypeAlias = tuple[str, int, int, "Frame | None"]

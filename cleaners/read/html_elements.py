"""What each element of HTML means for the blocks of a page, as tables."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from cleaners.read.html_blocks import BLOCK, Writer
from cleaners.read.html_cues import AUTHOR as NAMES_AUTHOR
from cleaners.read.html_cues import NAME as IS_NAME
from cleaners.read.html_cues import TELLING_WORDS, Frame, attributes_of, look
from cleaners.read.html_cues import UNSEEN as KEPT_FROM_SIGHT
from cleaners.read.tree import VOID

#: of the markup of the tag and its own frame
Opening: TypeAlias = Callable[[Writer, str, Frame], None]
Closing: TypeAlias = Callable[[Writer, Frame], None]

#: what is known of a tag, as bits
WITHOUT_FRAME: Final = 2  #: it says nothing of its own
UNSHOWN: Final = 4  #: its text is no part of the page
OPENS, CLOSES = 8, 16  #: opening it, closing it does something to the page being written
EMPTY: Final = 32  #: it has no content
LINK: Final = 128
HEADING: Final = 256  #: a small one: h2, h3
TELLING: Final = 512  #: it tells of the article: headline, stamp, author
UNSEEN: Final = 1024  #: its attributes keep it from sight
#: they name an author; the innermost names the person, those around hold a role, a picture
AUTHOR: Final = 2048
DECLARES: Final = 4096  #: the head is to read it
CLOSING_TAG: Final = 8192
NAME: Final = 16384  #: it is the name of what the element around it is
APART: Final = 32768  #: of a frame: it opens a heading, and is no part of the headline
#: elements that stand on lines of their own
BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "picture",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
#: elements that say nothing of their own: no frame is kept for them
PLAIN: Final = frozenset(
    [
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "small",
        "big",
        "font",
        "sub",
        "sup",
        "abbr",
        "cite",
        "code",
        "mark",
        "bdi",
        "bdo",
        "tt",
        "ins",
        "del",
        "wbr",
        "ruby",
        "rb",
        "rt",
        "tbody",
        "thead",
        "tfoot",
        "html",
        "head",
        "body",
        "input",
        "source",
        "track",
        "col",
        "colgroup",
        "param",
        "area",
        "map",
    ]
)
#: elements whose text is no part of the page: typed into, or how to pronounce it
SILENT: Final = frozenset(("textarea", "rp", "rt", "title", "progress", "meter"))


def _count(name: str, step: int) -> Callable[[Writer], None]:
    def count(writer: Writer) -> None:
        setattr(writer, name, getattr(writer, name) + step)

    return count


def _heading(level: int) -> Opening:
    return lambda writer, markup, frame: writer.headings.append(level)


def _quotation(mark: str) -> Opening:
    return lambda writer, markup, frame: writer.text(mark)


def _inner(name: str, step: int) -> tuple[Opening, Closing]:
    begin, end = _count(name, step), _count(name, -step)
    return (lambda writer, markup, frame: begin(writer)), (lambda writer, frame: end(writer))


_EMPHASIS: Final = _inner("emphasis", 1)
_QUOTE: Final = _inner("quotes", 1)
_PRE: Final = _inner("pre", 1)


#: what opening an element does to the page being written, once the block before it has ended
OPENING: Final[Mapping[str, Opening]] = {
    "br": lambda writer, markup, frame: writer.break_line(frame),
    "img": lambda writer, markup, frame: writer.image(attributes_of(markup), frame),
    "input": lambda writer, markup, frame: writer.field(attributes_of(markup), frame),
    "time": lambda writer, markup, frame: writer.time(attributes_of(markup)),
    "q": _quotation("\u201c"),
    **dict.fromkeys(("b", "strong", "i", "em"), _EMPHASIS[0]),
    **{f"h{level}": _heading(level) for level in range(1, 7)},
    **dict.fromkeys(
        ("ul", "ol", "menu", "dir"),
        lambda writer, markup, frame: writer.lists.append(frame[2]),
    ),
    "li": lambda writer, markup, frame: writer.items.append(False),
    "blockquote": _QUOTE[0],
    "pre": _PRE[0],
    "table": lambda writer, markup, frame: writer.tables.append(frame[2]),
    "tr": lambda writer, markup, frame: writer.open_row(),
    **dict.fromkeys(("td", "th"), lambda writer, markup, frame: writer.open_cell()),
}
#: what closing it does; ``frame`` is that of the element around
CLOSING: Final[Mapping[str, Closing]] = {
    "q": lambda writer, frame: writer.text("\u201d"),
    **dict.fromkeys(("b", "strong", "i", "em"), _EMPHASIS[1]),
    **{f"h{level}": lambda writer, frame: _drop(writer.headings) for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "menu", "dir"), lambda writer, frame: _drop(writer.lists)),
    "li": lambda writer, frame: _drop(writer.items),
    "blockquote": _QUOTE[1],
    "pre": _PRE[1],
    "table": lambda writer, frame: _drop(writer.tables),
    "tr": lambda writer, frame: writer.close_row(),
}


class Traits(dict[str, int]):
    """What is known of tags by their names, closing ones with their slash."""

    def __missing__(self, name: str) -> int:
        """Return what is known of a tag that nobody knows."""
        return CLOSING_TAG if name[:1] == "/" else 0


def _traits() -> Traits:
    traits = dict.fromkeys(BLOCKS, BLOCK)
    for tags, trait in (
        (PLAIN, WITHOUT_FRAME),
        (SILENT, UNSHOWN),
        (OPENING, OPENS),
        (CLOSING, CLOSES),
        (VOID, EMPTY),
        (("a",), LINK),
        (("h2", "h3"), HEADING),
        (("h1", "time", "article", "main"), TELLING),
        (("html", "link", "meta", "title"), DECLARES),
    ):
        for tag in tags:
            traits[tag] = traits.get(tag, 0) | trait
    closing = {f"/{name}": bits | CLOSING_TAG for name, bits in traits.items()}
    return Traits(traits | closing)


#: what is known of an element, as bits, for one look-up a tag
TRAITS: Final = _traits()


def _drop(stack: list[int] | list[bool]) -> None:
    if stack:  # raw text amid unbalanced tags may have swallowed the opening
        stack.pop()


def know(tags: Sequence[str]) -> list[int]:
    """Return what is known of each tag of a page, as bits, by what stands between its brackets.

    Attributes are looked at where a word stands that may say something: in few of them.
    """
    known = {tag: TRAITS[tag.partition(" ")[0]] for tag in dict.fromkeys(tags)}
    different = list(known)  # less than half of them
    markup = "<".join(different)
    number = last = 0
    for place in sorted(_places(markup)):
        number += markup.count("<", last, place)
        last = place
        tag = different[number]
        known[tag] |= _said(tag)
    return list(map(known.__getitem__, tags))


def _places(markup: str) -> Iterator[int]:
    """Yield where markup holds a word that may say something of an element."""
    for word in (*TELLING_WORDS, "itemprop="):
        place = markup.find(word)
        while place >= 0:
            yield place
            place = markup.find(word, place + len(word))


@lru_cache(maxsize=8192)
def _said(tag: str) -> int:
    """Return what the attributes of a tag say, as bits."""
    bits = TRAITS[tag.partition(" ")[0]]
    if bits & CLOSING_TAG or (bits & DECLARES and bits & EMPTY):
        return 0  # meta and link: nobody sees them anyway
    said = look(tag)
    found = DECLARES if "itemprop=" in tag else 0
    if said & KEPT_FROM_SIGHT:
        found |= UNSEEN
    if said & NAMES_AUTHOR:
        found |= AUTHOR
    if said & IS_NAME:
        found |= NAME
    if "uthor" in tag or "yline" in tag:
        found |= TELLING
    return found

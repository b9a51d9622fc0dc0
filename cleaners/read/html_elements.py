"""What each element of HTML means for the blocks of a page, as tables."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from cleaners.read.html_blocks import BLOCK, Writer
from cleaners.read.html_cues import AUTHOR as NAMES_AUTHOR
from cleaners.read.html_cues import UNSEEN as KEPT_FROM_SIGHT
from cleaners.read.html_cues import Frame, attributes_of, look
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
AUTHOR: Final = 2048  #: they name an author
DECLARES: Final = 4096  #: the head is to read it
CLOSING_TAG: Final = 8192
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
    "time": lambda writer, markup, frame: writer.time(attributes_of(markup).get("datetime", "")),
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


def _traits() -> dict[str, int]:
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
    return traits


#: what is known of an element, as bits, for one look-up a tag
TRAITS: Final = _traits()


def _drop(stack: list[int] | list[bool]) -> None:
    stack.pop()


MAX_KNOWN: Final = 32768  #: tags remembered, of all pages of a process
MAX_REMEMBERED: Final = 200  #: characters of such a tag
#: what is known of tags by what stands between their brackets
KNOWN: Final[dict[str, int]] = {}


def know(markup: str) -> int:
    """Return what is known of a tag, as bits, given what stands between its brackets."""
    bits = KNOWN.get(markup)
    if bits is None:
        bits = _look_at(markup)
        if len(markup) <= MAX_REMEMBERED:
            if len(KNOWN) >= MAX_KNOWN:
                KNOWN.clear()
            KNOWN[markup] = bits
    return bits


def _look_at(markup: str) -> int:
    if markup[:1] == "/":
        return CLOSING_TAG | TRAITS.get(markup[1:], 0)
    bits = TRAITS.get(markup.partition(" ")[0], 0)
    if bits & DECLARES and bits & EMPTY:  # meta and link: nobody sees them anyway
        return bits
    said = look(markup)
    if said & KEPT_FROM_SIGHT:
        bits |= UNSEEN
    if said & NAMES_AUTHOR:
        bits |= AUTHOR
    if "uthor" in markup or "yline" in markup:
        bits |= TELLING
    return bits | DECLARES if "itemprop=" in markup else bits

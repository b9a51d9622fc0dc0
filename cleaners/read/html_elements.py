"""What each element of HTML means for the blocks of a page, as tables."""

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Final, TypeAlias

from cleaners.read.html_blocks import Writer
from cleaners.read.html_cues import BLOCK, Attributes, Frame, Tag, look
from cleaners.read.tree import VOID

#: of the attributes and the frame around
Opening: TypeAlias = Callable[[Writer, Attributes, Frame], None]
Closing: TypeAlias = Callable[[Writer, Frame], None]

WITHOUT_FRAME, UNSHOWN, OPENS, CLOSES, EMPTY, LITERAL, LINK = (BLOCK << n for n in range(1, 8))
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
#: elements whose text the markup holds as it is, brackets and all
VERBATIM: Final = frozenset(("xmp", "plaintext"))


def _count(name: str, step: int) -> Callable[[Writer], None]:
    def count(writer: Writer) -> None:
        setattr(writer, name, getattr(writer, name) + step)

    return count


def _heading(level: int) -> Opening:
    return lambda writer, attributes, frame: writer.headings.append(level)


def _quotation(mark: str) -> Opening:
    return lambda writer, attributes, frame: writer.text(mark)


def _inner(name: str, step: int) -> tuple[Opening, Closing]:
    begin, end = _count(name, step), _count(name, -step)
    return (lambda writer, attributes, frame: begin(writer)), (lambda writer, frame: end(writer))


_EMPHASIS: Final = _inner("emphasis", 1)
_QUOTE: Final = _inner("quotes", 1)
_PRE: Final = _inner("pre", 1)


#: what opening an element does to the page being written, once the block before it has ended
OPENING: Final[Mapping[str, Opening]] = {
    "br": lambda writer, attributes, frame: writer.break_line(frame),
    "img": lambda writer, attributes, frame: writer.image(attributes, frame),
    "time": lambda writer, attributes, frame: writer.time(attributes.get("datetime") or ""),
    "q": _quotation("\u201c"),
    **dict.fromkeys(("b", "strong", "i", "em"), _EMPHASIS[0]),
    **{f"h{level}": _heading(level) for level in range(1, 7)},
    **dict.fromkeys(
        ("ul", "ol", "menu", "dir"),
        lambda writer, attributes, frame: writer.lists.append(frame[1]),
    ),
    "li": lambda writer, attributes, frame: writer.items.append(False),
    "blockquote": _QUOTE[0],
    "pre": _PRE[0],
    "table": lambda writer, attributes, frame: writer.tables.append(frame[1]),
    "tr": lambda writer, attributes, frame: writer.open_row(),
    **dict.fromkeys(("td", "th"), lambda writer, attributes, frame: writer.open_cell()),
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
        (VERBATIM, LITERAL),
        (("a",), LINK),
    ):
        for tag in tags:
            traits[tag] = traits.get(tag, 0) | trait
    return traits


#: what is known of an element, as bits, for one look-up a tag
TRAITS: Final = _traits()


def _drop(stack: list[int] | list[bool]) -> None:
    stack.pop()


#: attributes that say something of any element; of some tags all are read
_ATTRIBUTE: Final = re.compile(
    r' (class|id|itemprop|role|rel|hidden|aria-hidden|style)="([^"]*)"'
)
_ANY_ATTRIBUTE: Final = re.compile(r' ([^\s="]+)="([^"]*)"')
_HEAD: Final = frozenset(("html", "link", "meta", "title"))  #: they declare something
_DETAILED: Final = _HEAD | {"img", "time"}
#: tags without content that say nothing: one is as good as another
_MUTE: Final = VOID - OPENING.keys() - _HEAD - {"hr"}
_HREF: Final = re.compile(r' (?:href|title|data-[\w-]+|aria-label)="[^"]*"')
MAX_KNOWN: Final = 16384  #: tags remembered, of all pages of a process
KNOWN: Final[dict[str, Tag]] = {}


def read_tag(markup: str) -> Tag:
    """Return an opening tag from what stands between its brackets."""
    tag = KNOWN.get(markup)
    if tag is not None:
        return tag
    name, _, rest = markup.partition(" ")
    if name in _MUTE:
        return KNOWN.setdefault(name, Tag(name, {}, TRAITS[name]))
    if name in _DETAILED or "itemprop=" in rest:
        return _tag(name, _ANY_ATTRIBUTE.findall(f" {rest}"))  # hardly ever comes back as it is
    if name == "a":  # without what makes it the only one of its kind
        markup = _HREF.sub("", markup)
        tag = KNOWN.get(markup)
    if tag is None:
        tag = _tag(name, _ATTRIBUTE.findall(f" {rest}"))
        if len(KNOWN) >= MAX_KNOWN:
            KNOWN.clear()
        KNOWN[markup] = tag
    return tag


def _tag(name: str, found: list[tuple[str, str]]) -> Tag:
    """Return what is known of a tag with these attributes, their values as in the markup."""
    if not found:
        return Tag(name, {}, TRAITS.get(name, 0), 0, name in _HEAD)
    found = [(key, unescape(value) if "&" in value else value) for key, value in found]
    traits, attributes = TRAITS.get(name, 0), dict(found)
    if name in _HEAD:
        return Tag(name, attributes, traits, 0, True)
    return Tag(name, attributes, traits, look(found), "itemprop" in attributes)

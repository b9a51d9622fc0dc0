"""What each element of HTML means for the blocks of a page, as tables."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from cleaners.read.html_blocks import Writer
from cleaners.read.html_cues import Attributes, Frame

Opening: TypeAlias = Callable[[Writer, Attributes, Frame], None]
Closing: TypeAlias = Callable[[Writer, Frame], None]

BLOCK, WITHOUT_FRAME, UNSHOWN, OPENS, CLOSES = (1 << n for n in range(5))
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
    return lambda writer, attributes, frame: writer.headings.append(level)


def _quotation(mark: str) -> Opening:
    return lambda writer, attributes, frame: writer.text(mark, frame)


def _inner(name: str, step: int) -> tuple[Opening, Closing]:
    begin, end = _count(name, step), _count(name, -step)
    return (lambda writer, attributes, frame: begin(writer)), (lambda writer, frame: end(writer))


_EMPHASIS: Final = _inner("emphasis", 1)
_QUOTE: Final = _inner("quotes", 1)
_PRE: Final = _inner("pre", 1)


#: what opening an element does to the page being written, once the block before it has ended
OPENING: Final[Mapping[str, Opening]] = {
    "a": lambda writer, attributes, frame: writer.open_link(attributes.get("href") or ""),
    "br": lambda writer, attributes, frame: writer.break_line(),
    "img": lambda writer, attributes, frame: writer.image(attributes, frame),
    "time": lambda writer, attributes, frame: writer.time(attributes.get("datetime") or ""),
    "q": _quotation("\u201c"),
    **dict.fromkeys(("b", "strong", "i", "em"), _EMPHASIS[0]),
    **{f"h{level}": _heading(level) for level in range(1, 7)},
    **dict.fromkeys(
        ("ul", "ol", "menu", "dir"),
        lambda writer, attributes, frame: writer.lists.append(frame.number),
    ),
    "li": lambda writer, attributes, frame: writer.items.append(False),
    "blockquote": _QUOTE[0],
    "pre": _PRE[0],
    "table": lambda writer, attributes, frame: writer.tables.append(frame.number),
    "tr": lambda writer, attributes, frame: writer.open_row(),
    **dict.fromkeys(("td", "th"), lambda writer, attributes, frame: writer.open_cell()),
}
#: what closing it does; ``frame`` is that of the element around
CLOSING: Final[Mapping[str, Closing]] = {
    "a": lambda writer, frame: writer.close_link(),
    "q": lambda writer, frame: writer.text("\u201d", frame),
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
    ):
        for tag in tags:
            traits[tag] = traits.get(tag, 0) | trait
    return traits


#: what is known of an element, as bits, for one look-up a tag
TRAITS: Final = _traits()


def _drop(stack: list[int] | list[bool]) -> None:
    stack.pop()

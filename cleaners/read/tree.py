"""Flatten an HTML page into steps: one small interface over the parsers that can build its tree.

`flatten` gives the same steps whatever parser made them: to change the parser, change `PARSERS`.
selectolax (Lexbor) is first: the tree of a browser, 0.8 ms a page, MIT, eight years of releases.
turbohtml is quicker still, but a few months old. BeautifulSoup is slow and takes everything.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag
from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

Opened: TypeAlias = tuple[str, Mapping[str, str | None]]
Step: TypeAlias = str | Opened | None
"""Some text; an element that opens (tag in lower case, attributes); None: the last one closes"""

#: whose content no reader sees; scripts of data are read, all others are left out
UNREAD: Final = frozenset(
    [
        "script",
        "style",
        "svg",
        "iframe",
        "object",
        "embed",
        "applet",
        "canvas",
        "audio",
        "video",
        "datalist",
        "noembed",
        "noframes",
    ]
)
#: content for browsers without scripts, and for scripts to copy: read only when asked for
SPARE: Final = frozenset(("noscript", "template"))
_LEFT_OUT: Final = UNREAD | SPARE
_DATA: Final = "ld+json"
MAX_DEPTH: Final = 2000  #: elements within each other; Lexbor's time is quadratic in it
MANY_TAGS: Final = 60_000  #: pages with more are looked at for such depth
MANY_OPEN: Final = 3000  #: tags that nothing closes, likewise
MIN_TEXT: Final = 200  #: characters; a page that gives less has perhaps lost its text
LOST_SHARE: Final = 4  #: how much more the source must hold for that

_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,30})")
_UNSEEN: Final = re.compile(
    r"<(script|style|svg|noscript|template|iframe|select|title)\b.*?</\1\s*>|<!--.*?-->",
    re.I | re.S,
)
_MARKUP: Final = re.compile(r"<[^<>]*>?")
_VOID: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "li",
        "p",
        "dd",
        "dt",
        "td",
        "tr",
        "option",
    ]
)


def flatten(text: str, spare: bool = False) -> list[Step]:
    """Return the steps of a page in reading order; with ``spare`` those of `SPARE` elements, too.

    Never fails: what the first parser cannot take, or loses the text of, goes to the next one.
    """
    text = _SURROGATES.sub("\ufffd", text) if _has_surrogates(text) else text
    parsers = list(PARSERS.values())
    if _is_deep(text):
        return parsers[-1](text, spare)
    steps: list[Step] = []
    for parse in parsers:
        try:
            found = parse(text, spare)
        except (SelectolaxError, ValueError, TypeError, AttributeError, MemoryError):
            continue
        steps = found if len(found) > len(steps) else steps
        if not _is_lossy(text, found):
            return found
    return steps


def _has_surrogates(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _is_deep(text: str) -> bool:
    """Whether elements stand within each other so deep that building the tree takes too long."""
    tags, closed = text.count("<"), text.count("</")
    if tags <= MANY_TAGS and tags - 2 * closed <= MANY_OPEN:
        return False
    depth = 0
    for slash, tag in _TAG.findall(text):
        if tag.lower() not in _VOID:
            depth += -1 if slash else 1
            if depth > MAX_DEPTH:
                return True
    return False


def _is_lossy(text: str, steps: list[Step]) -> bool:
    """Whether a page that holds text in plain sight gave next to none."""
    shown = 0
    for step in steps:
        if isinstance(step, str):
            shown += len(step.strip())
            if shown >= MIN_TEXT:
                return False
    held = " ".join(_MARKUP.sub(" ", _UNSEEN.sub(" ", text)).split())
    return len(held) > LOST_SHARE * max(shown, MIN_TEXT // LOST_SHARE)


def _is_unread(tag: str, attributes: Mapping[str, str | None], spare: bool) -> bool:
    if tag not in _LEFT_OUT:
        return False
    if tag in SPARE:
        return not spare
    return not (tag == "script" and _DATA in (attributes.get("type") or "").lower())


def _lexbor(text: str, spare: bool) -> list[Step]:
    """Flatten with selectolax; no recursion, since pages nest as deep as they like."""
    tree = LexborHTMLParser(text)
    steps: list[Step] = []
    add = steps.append
    node: LexborNode | None = tree.root
    depth = 0
    while node is not None:
        tag = node.tag
        child = None
        if tag == "-text":
            add(node.text_content or "")
        elif tag and tag[0] not in "-_!":
            attributes = node.attributes
            if not _is_unread(tag, attributes, spare):
                add((tag, attributes))
                if tag == "template":
                    steps += _fragment(node)
                else:
                    child = node.first_child
                if child is None:
                    add(None)
        if child is not None:
            node, depth = child, depth + 1
            continue
        while node is not None:
            after = node.next
            if after is not None:
                node = after
                break
            node, depth = node.parent, depth - 1
            if node is None or depth < 0:
                return steps
            add(None)
    return steps


def _fragment(node: LexborNode) -> Iterator[Step]:
    """Yield the steps of what a template holds, which stands in no tree."""
    for fragment in node.template_fragments()[:1]:
        yield from _lexbor(fragment.html or "", False)


def _soup(text: str, spare: bool) -> list[Step]:
    """Flatten with BeautifulSoup and the parser of the standard library."""
    soup = BeautifulSoup(text, "html.parser")
    steps: list[Step] = []
    stack: list[Iterator[object]] = [iter(soup.contents)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            if stack:
                steps.append(None)
        elif isinstance(node, Tag):
            attributes = {
                k: " ".join(v) if isinstance(v, list) else v for k, v in node.attrs.items()
            }
            if not _is_unread(node.name, attributes, spare):
                steps.append((node.name.lower(), attributes))
                stack.append(iter(node.contents))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            steps.append(str(node))
    return steps


Parser: TypeAlias = Callable[[str, bool], list[Step]]
#: the first that takes a page reads it; the last takes everything
PARSERS: Final[dict[str, Parser]] = {"lexbor": _lexbor, "soup": _soup}

__all__ = ["PARSERS", "SPARE", "UNREAD", "Opened", "Step", "flatten"]

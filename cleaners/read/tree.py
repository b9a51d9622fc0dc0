"""Mend an HTML page: broken markup in, the markup of its tree out.

`canonical` gives the same whatever parser built the tree: to change the parser, change `PARSERS`.
Every element is closed, neither texts nor attributes hold a bare bracket, values stand in double
quotes, comments and what no reader sees are gone: so who reads on needs no tree, and no time for
its nodes.
selectolax (Lexbor) is first: the tree of a browser, 0.6 ms a page, MIT, eight years of releases.
turbohtml is quicker still, but a few months old. BeautifulSoup is slow and takes everything.
"""

import re
from collections.abc import Callable
from html import escape
from typing import Final, NamedTuple, TypeAlias

from bs4 import BeautifulSoup
from bs4.dammit import EntitySubstitution
from bs4.element import (
    CData,
    Comment,
    Declaration,
    Doctype,
    PageElement,
    ProcessingInstruction,
    Tag,
)
from bs4.formatter import HTMLFormatter
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

#: whose content no reader sees
UNREAD: Final = (
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
)
#: content for browsers without scripts, and for scripts to copy: read only when asked for
SPARE: Final = ("noscript", "template")
DATA: Final = "ld+json"  #: type of the scripts that are read
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
_COMMENT: Final = re.compile(r"<!--.*?-->|<![^>]*>", re.DOTALL)
_COMMENT_OR_TAG: Final = re.compile(rf"{_COMMENT.pattern}|<[^>]*>", re.DOTALL)
_VERBATIM: Final = re.compile(r"(<(xmp|plaintext)(?: [^>]*)?>)(.*?)(</\2>)", re.DOTALL)
_IS_VERBATIM: Final = re.compile("<(?:xmp|plaintext)")  #: found in half the time of two strings
_MARKUP: Final = re.compile(r"<[^<>]*>?")
_SHOWN: Final = re.compile(r">\s*([^<\s][^<]*)")
#: elements without content, which nothing closes
VOID: Final = frozenset(
    [
        "area",
        "base",
        "basefont",
        "bgsound",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_OPTIONAL: Final = VOID | {"li", "p", "dd", "dt", "td", "tr", "option"}


#: how serializers write the signs that would be markup, but for the ampersand, which comes last
_ESCAPED: Final = (("&nbsp;", "\xa0"), ("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">"))


class Canonical(NamedTuple):
    """The markup of a page's tree, and the data that its scripts hold."""

    markup: str
    json_ld: tuple[str, ...] = ()


def canonical(text: str, spare: bool = False, data: bytes | None = None) -> Canonical:
    """Return the canonical markup of a page; with ``spare`` that of `SPARE` elements, too.

    ``data`` is the text in UTF-8, where it is known.

    Never fails: what the first parser cannot take, or loses the text of, goes to the next one.
    """
    parsers = list(PARSERS.values())
    if data is None:
        text, data = _encoded(text)
    if _is_deep(text, data):
        return _settled(parsers[-1](data, spare), spare)
    best = Canonical("")
    for parse in parsers:
        try:
            found = _settled(parse(data, spare), spare)
        except (SelectolaxError, ValueError, TypeError, AttributeError, MemoryError):
            continue
        best = found if len(found.markup) > len(best.markup) else best
        if not _is_lossy(text, found.markup):
            return found
    return best


def unescaped(text: str) -> str:
    """Return a text or value of canonical markup as a reader sees it.

    >>> unescaped("Sea&nbsp;&amp; sky &amp;lt;")
    'Sea\\xa0& sky &lt;'
    """
    if "&" not in text:
        return text
    for escaped, sign in _ESCAPED:
        if escaped in text:
            text = text.replace(escaped, sign)
    return text.replace("&amp;", "&")


def _encoded(text: str) -> tuple[str, bytes]:
    """Return a page without lone surrogates, and its UTF-8."""
    try:
        return text, text.encode("utf-8")
    except UnicodeEncodeError:
        text = _SURROGATES.sub("\ufffd", text)
        return text, text.encode("utf-8")


def _is_deep(text: str, data: bytes) -> bool:
    """Whether elements stand within each other so deep that building the tree takes too long."""
    tags = data.count(b"<")
    if tags <= MANY_OPEN or (tags <= MANY_TAGS and tags - 2 * data.count(b"</") <= MANY_OPEN):
        return False
    depth = 0
    for slash, tag in _TAG.findall(text):
        if tag.lower() not in _OPTIONAL:
            depth += -1 if slash else 1
            if depth > MAX_DEPTH:
                return True
    return False


def _is_lossy(text: str, markup: str) -> bool:
    """Whether a page that holds text in plain sight gave next to none."""
    shown = 0
    for found in _SHOWN.finditer(markup):
        shown += len(found[1])
        if shown >= MIN_TEXT:
            return False
    held = " ".join(_MARKUP.sub(" ", _UNSEEN.sub(" ", text)).split())
    return len(held) > LOST_SHARE * max(shown, MIN_TEXT // LOST_SHARE)


def _settled(page: Canonical, spare: bool) -> Canonical:
    """Take comments off, and brackets that stand for themselves."""
    markup = page.markup
    if _IS_VERBATIM.search(markup):
        markup = _VERBATIM.sub(
            lambda found: f"{found[1]}{escape(found[3], quote=False)}{found[4]}", markup
        )
    page = page._replace(markup=markup)
    markup = _without_comments(markup)
    if markup.count("<") != markup.count(">"):  # in the names of broken tags and attributes
        markup = _by_turns(_COMMENT_OR_TAG.sub(_without_brackets, page.markup))
    elif spare:  # within them stand elements whose text is written as it is
        markup = _by_turns(markup)
    return page._replace(markup=markup)


def _without_comments(markup: str) -> str:
    """Take off what `_COMMENT` matches; to look for its ends takes a third of the time."""
    kept: list[str] = []
    last, start = 0, markup.find("<!")
    while start >= 0:
        end = markup.find("-->", start + 4) + 3 if markup.startswith("<!--", start) else 0
        if end < 3:
            end = markup.find(">", start) + 1
        if not end:
            break
        kept.append(markup[last:start])
        last, start = end, markup.find("<!", end)
    return "".join([*kept, markup[last:]])


def _without_brackets(found: re.Match[str]) -> str:
    if found[0].startswith("<!"):
        return ""
    return f"<{found[0][1:].replace('<', '-')}"


def _by_turns(markup: str) -> str:
    """Return markup in which brackets open and close by turns: others stand for themselves."""
    first, *pieces = markup.split("<")
    parts = (piece.partition(">") for piece in pieces)
    tags = (f"<{tag}>{text.replace('>', '&gt;')}" for tag, _, text in parts)
    return first.replace(">", "&gt;") + "".join(tags)


def _lexbor(page: bytes, spare: bool) -> Canonical:
    """Mend with selectolax."""
    tree = LexborHTMLParser(page)
    data: list[str] = []
    if b"ld+json" in page or b"LD+JSON" in page:
        data += (it.text() for it in tree.css(f'script[type*="{DATA}" i]'))
    tree.strip_tags([*UNREAD, *(() if spare else SPARE)])
    return Canonical(tree.html or "", tuple(data))


_UNPRINTED: Final = (Comment, CData, Declaration, Doctype, ProcessingInstruction)
_FORMATTER: Final = HTMLFormatter(
    lambda text: EntitySubstitution.substitute_xml(text).replace('"', "&quot;"),
    void_element_close_prefix="",
)


def _soup(page: bytes, spare: bool) -> Canonical:
    """Mend with BeautifulSoup and the parser of the standard library."""
    soup = BeautifulSoup(page.decode("utf-8"), "html.parser")
    left_out = frozenset(UNREAD if spare else (*UNREAD, *SPARE))
    data: list[str] = []
    gone: list[PageElement] = []
    for node in soup.descendants:
        if isinstance(node, Tag) and node.name in left_out:
            if node.name == "script" and DATA in str(node.get("type") or "").lower():
                data.append(node.string or "")
            gone.append(node)
        elif isinstance(node, _UNPRINTED):
            gone.append(node)
    for node in gone:
        node.extract()
    return Canonical(soup.decode(formatter=_FORMATTER), tuple(data))


Parser: TypeAlias = Callable[[bytes, bool], Canonical]
#: the first that takes a page reads it; the last takes everything
PARSERS: Final[dict[str, Parser]] = {"lexbor": _lexbor, "soup": _soup}

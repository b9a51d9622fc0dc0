"""Read JSON-LD as pages hold it: graphs, lists, several articles, and what is not quite JSON."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

import msgspec

Node: TypeAlias = Mapping[str, Any]

MAX_NODES: Final = 3000  #: of one page; a page with more is a catalog
MAX_ARTICLES: Final = 3  #: unnamed articles; of a longer list none is known to be the page's
_WRAPPING: Final = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$"
)
_TRAILING: Final = re.compile(r",(\s*[}\]])")
_CONTROLS: Final = re.compile(r"[\x00-\x1f]+")
_ARTICLE: Final = re.compile(
    r"(?:Article|BlogPosting|Report|LiveBlogPosting|Review|OpinionPiece|Recipe|DiscussionForumPosting"
    r"|ClaimReview|SocialMediaPosting|HowTo|Guide)$"
)
_DATES: Final = frozenset(("datePublished", "dateCreated"))  #: no question of a FAQ has one
_PAGE: Final = re.compile(
    r"(?:WebPage|ItemPage|AboutPage|CreativeWork|VideoObject|NewsMediaObject)$"
)


def read_nodes(scripts: Iterable[str]) -> list[Node]:
    """Return all objects of the scripts, outer ones first; what cannot be read is left out."""
    nodes: list[Node] = []
    stack: list[Any] = [it for text in scripts for it in _decode(text)]
    stack.reverse()
    while stack and len(nodes) < MAX_NODES:
        it = stack.pop()
        if isinstance(it, list):
            stack += reversed(it)
        elif isinstance(it, dict):
            nodes.append(it)
            stack += [value for value in it.values() if isinstance(value, (list, dict))][::-1]
    return nodes


def _decode(text: str) -> Iterator[Any]:
    try:
        yield msgspec.json.decode(text)
        return
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        pass
    text = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip().rstrip(";").strip("\ufeff ")
    try:
        yield msgspec.json.decode(text)
        return
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        pass
    for repaired in (text, _TRAILING.sub(r"\1", _CONTROLS.sub(" ", text)), html.unescape(text)):
        try:
            decoder = json.JSONDecoder(strict=False)
            at = 0
            found = []
            while at < len(repaired):  # two objects in a row, without a list around them
                value, at = decoder.raw_decode(repaired, at)
                found.append(value)
                while at < len(repaired) and repaired[at] in " \t\r\n,;":
                    at += 1
        except (ValueError, RecursionError):
            if found := locals().get("found", []):
                yield from found
                return
            continue
        yield from found
        return


def types_of(node: Node) -> list[str]:
    """Return the types of a node, without the address of their vocabulary."""
    it = node.get("@type", node.get("type"))
    values = it if isinstance(it, list) else [it]
    return [
        value.rpartition("/")[2].rpartition(":")[2] for value in values if isinstance(value, str)
    ]


def articles_of(nodes: list[Node], urls: frozenset[str], titles: frozenset[str]) -> list[Node]:
    """Return the nodes that speak of the page's own article, the surest first.

    ``urls`` and ``titles`` are what the page calls itself elsewhere, folded. Of several articles
    those count that have one of them.
    """
    found = [it for it in nodes if any(_ARTICLE.search(name) for name in types_of(it))]
    found = [
        it
        for it in found
        if text_of(it.get("headline") or it.get("name") or "") or "datePublished" in it
    ]
    named = [it for it in found if _is_named(it, urls, titles)]
    if named:
        return named
    if found and len(found) <= MAX_ARTICLES:
        return found[:1]
    if found:
        return []
    asked = [it for it in nodes if "Question" in types_of(it) and not _DATES.isdisjoint(it)]
    return asked[:1] or [it for it in nodes if any(map(_PAGE.search, types_of(it)))][:1]


def _is_named(node: Node, urls: frozenset[str], titles: frozenset[str]) -> bool:
    addresses = [node.get("url"), node.get("@id"), node.get("mainEntityOfPage")]
    own = {key for it in addresses for value in texts_of(it) if (key := url_key(value))}
    if own & urls:
        return True
    headline = title_key(text_of(node.get("headline") or node.get("name") or ""))
    return bool(headline) and any(
        headline == it or headline in it or it in headline for it in titles
    )


def url_key(url: str) -> str:
    """Return what tells one address of a site from another: host and path, folded."""
    return re.sub(r"^https?://(?:www\.|m\.|amp\.)?|[?#].*$|/+$", "", url.strip().lower())


def title_key(title: str) -> str:
    """Return the letters and digits of a title, folded."""
    return re.sub(r"[\W_]+", " ", html.unescape(title).lower()).strip()


def text_of(value: Any) -> str:
    """Return the one text of a value: itself, its name, its ``@value``, or its first member's."""
    return next(iter(texts_of(value)), "")


def texts_of(value: Any, depth: int = 0) -> list[str]:
    """Return the texts of a value: strings, names of objects, members of lists."""
    if isinstance(value, str):
        text = html.unescape(value).strip() if "&" in value else value.strip()
        return [text] if text else []
    if depth > 4:
        return []
    if isinstance(value, list):
        return [text for it in value[:60] for text in texts_of(it, depth + 1)]
    if isinstance(value, dict):
        for key in ("name", "@value", "url", "@id", "contentUrl"):
            if key in value:
                return texts_of(value[key], depth + 1)
    return []

"""The body of a page that a script puts together in the browser: the data the script works on."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape, unescape
from itertools import chain
from typing import Final, TypeAlias

from cleaners.layout import holds_sentence, is_long_sentence

Value: TypeAlias = object  #: what JSON holds

MIN_PARAGRAPHS: Final = 3  #: of prose, in a list that may be a body
MIN_CHARS: Final = 60  #: of an element that counts as a paragraph of prose
SHARE_PROSE: Final = 0.6  #: of the characters of such a list
MAX_VALUES: Final = 200_000  #: lists, objects and strings that are looked at
MAX_DEPTH: Final = 40
MAX_TRIES: Final = 50  #: assignments of a script that may be of JSON
SHARE_NAMED: Final = 0.3  #: of the words of the page's name, that its body has
BODY_WORTH: Final = 2  #: how much more a text counts that is called a body
#: how keys call the body of an article, in lower case without signs
BODY_KEYS: Final = frozenset(
    ("articlebody", "body", "bodyhtml", "bodytext", "content", "contenthtml", "fulltext", "story")
)
#: parts of keys under which no article stands
_OTHER_KEYS: Final = re.compile(
    r"cookie|consent|gdpr|legal|privacy|policy|terms|license|translations|messages|i18n|comments?$"
)
#: keys under which an element of a body holds its text
_TEXT_KEYS: Final = (
    *("text", "content", "html", "value", "children", "body", "paragraph", "copy", "data", "items"),
    "nodes",
)
#: types of elements that are no part of the running text
_APART: Final = re.compile(
    r"image|picture|photo|video|audio|advert|\bads?\b|embed|related|link_?list|interstitial|gallery"
    r"|newsletter|promo|social|teaser|recirc|script|style"
)
_HEADINGS: Final = re.compile(r"^(?:h[2-6]|header|heading|sub_?(?:title|head(?:ing|er)?))$")
_TITLED: Final = frozenset(("title", "headline", "headlines", "name"))
_LINKED: Final = frozenset(("url", "href", "link", "slug", "canonical_url", "path"))
# every repeat has a bound, or a page in bad faith takes the square of its length
_ASSIGNED: Final = re.compile(r"(?<=[\w\])\"'])\s{0,9}=\s{0,9}(?=\{\s{0,99}\"|\[\s{0,99}[{\"])")
_PARSED: Final = re.compile(r"\bJSON\.parse\(\s*(\"(?:[^\"\\]|\\.)*\")\s*\)")
_SCRIPT: Final = re.compile(r"<script\b", re.I)
_SCRIPT_END: Final = re.compile(r"</script", re.I)
_ATTRIBUTE: Final = re.compile(r"(?<![\w-])data-[\w-]{1,60}=(?:\"([{\[][^\"]+)\"|'([{\[][^']+)')")
_NAME: Final = re.compile(
    r"<title\b[^<>]{0,300}>([^<]{0,500})"
    r"|<meta\b[^<>]{0,300}?\bog:title\b[^<>]{0,300}?\bcontent\s{0,9}=\s{0,9}[\"']([^\"']{0,500})",
    re.I,
)
_LONG_WORD: Final = re.compile(r"\b[^\W\d_]{5}")
_PAIR: Final = re.compile(r"(?=([\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]{2}))")
_TAG: Final = re.compile(r"<[^<>]*>")
_PARAGRAPH: Final = re.compile(r"<(?:p|div|br)\b", re.IGNORECASE)
_KEY_SIGNS: Final = re.compile(r"[\W_]+")
_DECODER: Final = json.JSONDecoder(strict=False)


def stated_body(page: str, least: int) -> str:
    """Return the body that stands in the data of a page's scripts, as markup; "" without one.

    Data are scripts of type application/json, objects that a script assigns, and attributes
    ``data-…``. A body has at least ``least`` characters: one string of markup or of lines, or a
    list of paragraphs, whatever its system calls them. It shares words with what the page is
    called, since such data hold other articles, too.

    >>> ferry = "<p>The ferry to the islands did not sail, since its crew had gone home.</p>" * 3
    >>> page = '<title>No ferry today</title><script>window.page = {"body": "%s"};</script>'
    >>> stated_body(page % ferry, 100)[:27]
    '<article><p>The ferry to th'
    """
    names = [_words(unescape(found[1] or found[2] or "")) for found in _NAME.finditer(page)]
    names = [words for words in names if words]
    best, most = "", (SHARE_NAMED, 0)
    for key, body in _bodies(chain.from_iterable(map(_values, _data_of(page)))):
        length = len(_TAG.sub("", body))
        if length < least:
            continue
        rank = _share_named(body, names), length * (BODY_WORTH if key in BODY_KEYS else 1)
        if rank > most:
            best, most = body, rank
    return f"<article>{best}</article>" if best else ""


def _share_named(body: str, names: Sequence[frozenset[str]]) -> float:
    """Return how many of the words of the page's name a body has, as a share."""
    words = _words(body)
    return max((len(name & words) / len(name) for name in names), default=0.0)


def _words(text: str) -> frozenset[str]:
    """Return the beginnings of the longer words of a text; of scripts without spaces, pairs."""
    plain = _TAG.sub(" ", text).lower()
    return frozenset(_LONG_WORD.findall(plain)) | frozenset(_PAIR.findall(plain))


def _data_of(page: str) -> Iterator[Value]:
    """Yield the data that a page carries for its scripts."""
    for tag, script in _scripts(page):
        if "application/json" in tag.lower():
            yield from _read(script)
            continue
        for found in _PARSED.finditer(script):
            yield from (it for text in _read(found[1]) for it in _read(str(text)))
        yield from _assigned(script)
    for found in _ATTRIBUTE.finditer(page):
        yield from _read(unescape(found[1] or found[2]))


def _scripts(page: str) -> Iterator[tuple[str, str]]:
    """Yield each script that ends: what stands in its tag, and what it says."""
    at = 0
    while (start := _SCRIPT.search(page, at)) is not None:
        opened = page.find(">", start.end())
        end = _SCRIPT_END.search(page, opened) if opened >= 0 else None
        if end is None:
            return
        yield page[start.end() : opened], page[opened + 1 : end.start()]
        at = end.end()


def _assigned(script: str) -> Iterator[Value]:
    """Yield the objects and lists that a script assigns, as far as they are JSON."""
    at = 0
    for _ in range(MAX_TRIES):
        found = _ASSIGNED.search(script, at)
        if found is None:
            return
        try:
            value, at = _DECODER.raw_decode(script, found.end())
        except (ValueError, RecursionError):
            at = found.end()
        else:
            yield value


def _read(text: str) -> Iterator[Value]:
    try:
        yield _DECODER.decode(text.strip())
    except (ValueError, RecursionError):
        return


def _values(data: Value) -> Iterator[tuple[str, Value]]:
    """Yield each list and each string of data, with the key under which it stands."""
    stack: list[tuple[str, Value, int]] = [("", data, 0)]
    for _ in range(MAX_VALUES):
        if not stack:
            return
        key, value, depth = stack.pop()
        if isinstance(value, str | list):
            yield key, value
        if depth >= MAX_DEPTH:
            continue
        if isinstance(value, dict):
            names = ((_KEY_SIGNS.sub("", str(name)).lower(), it) for name, it in value.items())
            stack += ((name, it, depth + 1) for name, it in names if not _OTHER_KEYS.search(name))
        elif isinstance(value, list):
            stack += ((key, it, depth + 1) for it in value)


def _bodies(values: Iterator[tuple[str, Value]]) -> Iterator[tuple[str, str]]:
    """Yield what may be a body, as markup, with its key."""
    for key, value in values:
        if isinstance(value, str):
            if body := _from_string(value):
                yield key, body
        elif isinstance(value, list) and (body := _from_list(value)):
            yield key, body


def _from_string(text: str) -> str:
    """Return a string of markup as it is, one of lines as paragraphs; "" for anything else."""
    if len(_PARAGRAPH.findall(text)) >= MIN_PARAGRAPHS:
        return text if is_long_sentence(_TAG.sub("", text).strip()) else ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if sum(map(is_long_sentence, lines)) < MIN_PARAGRAPHS or "{" in text:
        return ""
    return "".join(f"<p>{escape(_TAG.sub('', line), quote=False)}</p>" for line in lines)


def _from_list(items: Sequence[Value]) -> str:
    """Return a list of paragraphs as markup; "" when it is anything else."""
    if any(isinstance(it, dict) and _is_teaser(it) for it in items):
        return ""
    parts: list[str] = []
    prose = total = paragraphs = 0
    for item in items:
        text = _text_of(item).strip()
        plain = _TAG.sub("", text).strip()
        if not plain:
            continue
        total += len(plain)
        told = len(plain) >= MIN_CHARS and holds_sentence(plain)
        paragraphs += told
        prose += len(plain) * told
        kind = _kind(item)
        tag = "h2" if _HEADINGS.match(kind) else "p"
        parts.append(text if text.startswith("<") else f"<{tag}>{text}</{tag}>")
    is_body = paragraphs >= MIN_PARAGRAPHS and prose >= SHARE_PROSE * total
    return "".join(parts) if is_body else ""


def _is_teaser(item: Mapping[str, Value]) -> bool:
    """Whether an element has a title and an address of its own: that of another article."""
    keys = {str(key).lower() for key in item}
    return bool(keys & _TITLED) and bool(keys & _LINKED)


def _kind(item: Value) -> str:
    """Return what an element calls itself, in lower case."""
    if not isinstance(item, dict):
        return ""
    names = (item.get(key) for key in ("type", "_type", "__typename", "kind", "tag", "name"))
    return next((it.lower() for it in names if isinstance(it, str)), "")


def _text_of(item: Value, depth: int = 0) -> str:
    """Return the text of an element, whatever its shape: as it stands, or that of its parts."""
    if isinstance(item, str):
        return item
    if depth >= MAX_DEPTH:
        return ""
    if isinstance(item, list):
        return "".join(_text_of(it, depth + 1) for it in item)
    if not isinstance(item, dict) or _APART.search(_kind(item)):
        return ""
    held = (item[key] for key in _TEXT_KEYS if key in item)
    return next((text for it in held if (text := _text_of(it, depth + 1))), "")

"""Detect the address of a document: hints and trailers such as "Original url:"."""

import re
from collections.abc import Iterator
from functools import cache
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from publicsuffixlist import PublicSuffixList

from cleaners.detect.lexicon import alternation, table
from cleaners.detect.sheet import MAX_LINE_CHARS, Sheet
from cleaners.document import Candidate

_TABLE: Final = table("urls")
_EXACT: Final = frozenset(it for it in _TABLE["tracking"] if not it.endswith("*"))
_PREFIXES: Final = tuple(it[:-1] for it in _TABLE["tracking"] if it.endswith("*"))
_URL: Final = re.compile(r"https?://[^\s<>\"'“”«»\[\]{}|\\^`]{4,2000}", re.IGNORECASE)
_LABEL: Final = re.compile(rf"^[\s*_\-–—•>(\[]*{alternation(_TABLE['labels'])}\s*[:：]?[\s*_<(\[]*")
_ONLY_MARKS: Final = re.compile(r"^[\s.,;:)>\]*_|]*$")
_STRONG: Final = re.compile(r"url|original|permalink|permanent|retrieved|adresse|оригинал|原")
TAIL_BLOCKS: Final = 4  #: a bare address counts only that near to the end


def detect_urls(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the address of the hint, of trailers with a label, and of a bare last line."""
    hint = sheet.document.source.hints.url
    if hint and (value := canonical_url(hint)):
        yield Candidate("url", value, "hint", "urls/hint", 0.9)
    skip = -1
    for index, block in enumerate(sheet.blocks):
        if index == skip or len(block.text) > 2000:
            continue
        if "://" not in block.text and not block.links and len(block.text) > 60:
            continue
        found = list(_labeled(sheet, index))
        if len(found) == 2:
            skip = index + 1
        yield from found
    yield from _bare(sheet)


def _labeled(sheet: Sheet, index: int) -> Iterator[Candidate]:
    """Yield a trailer: the label and the address behind it, on one line or on two."""
    text = sheet.blocks[index].text
    label = _LABEL.match(sheet.folded[index])
    if label is None:
        return
    strong = _STRONG.search(label[0]) is not None
    rest = text[label.end() :]
    if not rest.strip() and (label[0].rstrip(" *_")[-1:] in ":：" or strong):
        if index + 1 < len(sheet.blocks) and (value := _whole_url(sheet, index + 1)):
            for at in (index, index + 1):
                end = len(sheet.blocks[at].text)
                yield _trailer(value if at > index else "", 0.92 if strong else 0.7, at, end)
            return
        if (
            sheet.blocks[index].links
            and strong
            and (link := canonical_url(sheet.blocks[index].links[0]))
        ):
            yield _trailer(link, 0.85, index, len(text))
        return
    url = _URL.match(rest)
    whole = _url_of(rest) if url else None
    in_place = sheet.zones[index] != "body" or strong
    if whole and in_place:
        yield _trailer(whole, 0.92 if strong else 0.7, index, len(text))


def _trailer(value: str, sure: float, index: int, end: int) -> Candidate:
    return Candidate(
        "url", value, "trailer", "urls/trailer", sure, "", index, 0, end, "source_url_trailer"
    )


def _url_of(text: str) -> str | None:
    """Return the address that a line is, marks around it set aside."""
    found = _URL.match(text)
    if found is None:
        return None
    shown = found[0].rstrip(".,;:!?)>*_")
    behind = text[len(shown) :]
    return canonical_url(shown) if _ONLY_MARKS.match(behind) else None


def _whole_url(sheet: Sheet, index: int) -> str | None:
    block = sheet.blocks[index]
    if "://" not in block.text and block.links:
        return canonical_url(block.links[0]) if len(block.text) <= MAX_LINE_CHARS else None
    return _url_of(block.text.strip().lstrip("<([*_ "))


def _bare(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the one address that stands alone behind the text; a list of several is none."""
    count = len(sheet.blocks)
    if not sheet.prose or count < 2:
        return
    last = sheet.prose[-1]
    alone = [
        (i, value)
        for i in range(max(last + 1, count - TAIL_BLOCKS), count)
        if i not in sheet.hidden
        and "://" in sheet.blocks[i].text
        and (value := _whole_url(sheet, i))
    ]
    labeled = {i for i in range(last + 1, count) if _LABEL.match(sheet.folded[i])}
    if len(alone) != 1 or alone[0][0] - 1 in labeled:
        return
    index, value = alone[0]
    path = urlsplit(value).path
    if len(path.strip("/")) >= 5:
        yield Candidate(
            "url",
            value,
            "last_line",
            "urls/bare",
            0.65,
            "",
            index,
            0,
            len(sheet.blocks[index].text),
            "source_url_trailer",
        )


def canonical_url(url: str) -> str | None:
    """Return an address in its plain form: no tracking, no fragment, host in lower case.

    None for what is no address of the web.

    >>> canonical_url("HTTPS://WWW.Example.com/a?utm_source=x&id=2#top")
    'https://www.example.com/a?id=2'
    """
    url = url.strip()
    if "://" not in url[:10] and ":" not in url.split("/")[0]:
        url = f"https://{url.lstrip('/')}"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if (
        parts.username is not None
        or parts.scheme.lower() not in ("http", "https")
        or not host
        or "." not in host
        or " " in url
    ):
        return None
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    query = "&".join(it for it in parts.query.split("&") if not _is_tracking(it.partition("=")[0]))
    return urlunsplit((parts.scheme.lower(), place, parts.path or "/", query, ""))


def _is_tracking(key: str) -> bool:
    key = key.lower()
    return key in _EXACT or key.startswith(_PREFIXES)


@cache
def _suffixes() -> PublicSuffixList:
    """Return the public suffix list that ships with publicsuffixlist, loaded once a process."""
    return PublicSuffixList(only_icann=True)


def domain_of(url: str) -> str | None:
    """Return the registered domain of an address; None for bare suffixes and IP addresses."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    if not host:
        return None
    try:
        ip_address(host)
    except ValueError:
        return _suffixes().privatesuffix(host)
    return None

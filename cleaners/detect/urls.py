"""Detect the address of a document: hints and trailers such as "Original url:"."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import msgspec
from publicsuffixlist import PublicSuffixList

from cleaners.detect.lexicon import alternation, table
from cleaners.detect.sheet import MAX_LINE_CHARS, Sheet
from cleaners.detect.stamps import find_dates
from cleaners.document import Candidate
from cleaners.folding import REMEMBERED, fold

_TABLE: Final = table("urls")
_EXACT: Final = frozenset(it for it in _TABLE["tracking"] if not it.endswith("*"))
_PREFIXES: Final = tuple(it[:-1] for it in _TABLE["tracking"] if it.endswith("*"))
_URL: Final = re.compile(r"https?://[^\s<>\"'“”«»\[\]{}|\\^`]{4,2000}", re.IGNORECASE)
_LABEL: Final = re.compile(rf"^[\s*_\-–—•>(\[]*{alternation(_TABLE['labels'])}\s*[:：]?[\s*_<(\[]*")
_ONLY_MARKS: Final = re.compile(r"^[\s.,;:)>\]*_|]*$")
_FETCHED: Final = re.compile(
    r"^[\s,;(]*(?:(?:accessed|retrieved|abgerufen)\s)?(?:on|am|le|el|il|em)?\s*$"
)
_CUT_END: Final = re.compile(r"[-_/=&?%+~.]$")
_REST: Final = re.compile(r"[\w\-./%?=&#~+,;:@!$]{1,500}")
_REST_SIGN: Final = re.compile(r"[-_/=&%?]|\.\w")
_STRONG: Final = re.compile(r"url|original|permalink|permanent|retrieved|adresse|оригинал|原")
_BLOG_HOSTS: Final = frozenset(_TABLE["blog_hosts"])
TAIL_BLOCKS: Final = 4  #: a bare address counts only that near to the end


def detect_urls(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the address of the hint, of trailers with a label, and of a bare last line."""
    hint = sheet.document.source.hints.url
    if hint and (value := canonical_url(hint)):
        yield Candidate("url", value, "hint", "urls/hint", 0.9)
    skip = -1
    for index in sheet.lines("url"):
        block = sheet.blocks[index]
        if index <= skip or len(block.text) > 2000:
            continue
        if "://" not in block.text and not block.links and len(block.text) > 60:
            continue
        found = list(_labeled(sheet, index))
        if found:
            found = _mended(sheet, found)
            skip = max(it.block or 0 for it in found)
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


def _mended(sheet: Sheet, found: list[Candidate]) -> list[Candidate]:
    """Join an address that a line break cut with its rest at the end of the document.

    An address that is cut and whose rest is not plain to see is none; its line leaves the text.
    """
    last = found[-1]
    at = last.block or 0
    text = sheet.blocks[at].text.rstrip(" >)]*")
    if not last.value or text[-8:] not in last.value[-9:] or "://" not in text:
        return found
    is_cut = _CUT_END.search(text) is not None and text[-1] not in "/."
    below = at + 1
    told = {hit.block for hit in sheet.document.hits} | sheet.hidden
    is_last = below not in told and all(i in told for i in range(below + 1, len(sheet.blocks)))
    rest = ""
    if is_last and below < len(sheet.blocks):
        rest = sheet.blocks[below].text.strip().rstrip(">)]*")
    if _is_rest(text, rest) and (whole := canonical_url(_URL.findall(text)[-1] + rest)):
        end = len(sheet.blocks[below].text)
        return [*found[:-1], _valued(last, whole), _trailer("", last.confidence, below, end)]
    return [*found[:-1], _valued(last, "")] if is_cut else found


def _is_rest(text: str, rest: str) -> bool:
    """Whether a line is what a break cut off an address: signs of a path and no word of a text."""
    if _REST.fullmatch(rest) is None or "://" in rest or rest.endswith("."):
        return False
    is_path = _REST_SIGN.search(rest) is not None or any(c.isdigit() for c in rest)
    if _CUT_END.search(text) is not None:
        return is_path or rest.islower()
    return is_path and not rest[0].isupper() and rest.count(".") <= 1 and "-" in rest


def _valued(it: Candidate, value: str) -> Candidate:
    return msgspec.structs.replace(it, value=value)


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
    day = next(find_dates(fold(behind)), None)
    if day is not None and _FETCHED.match(fold(behind[: day.start])):
        behind = behind[day.end :]  # "... on 3 May 2021": when somebody fetched it
    if _ONLY_MARKS.match(behind):
        return canonical_url(shown)
    head, broken, rest = text.rstrip(" >)]*").partition("\n")
    is_rest = bool(broken) and _URL.fullmatch(head.strip()) and _is_rest(head.strip(), rest.strip())
    return canonical_url(head.strip() + rest.strip()) if is_rest else None


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
    if len(alone) != 1:
        return
    index, value = alone[0]
    if index > last + 1 and _LABEL.match(sheet.folded[index - 1]):
        return
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


@lru_cache(maxsize=REMEMBERED)
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
    return _domain_of_host(host)


def account_of(url: str) -> str | None:
    """Return the account in an address on a host of blogs, where the site's name is its writer's.

    >>> account_of("https://annoake.wordpress.com/2024/05/tides/"), account_of("https://a.example/")
    ('annoake', None)
    """
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    account, _, rest = host.removeprefix("www.").partition(".")
    return account if rest in _BLOG_HOSTS else None


@lru_cache(maxsize=REMEMBERED)
def _domain_of_host(host: str) -> str | None:
    try:
        ip_address(host)
    except ValueError:
        return _suffixes().privatesuffix(host)
    return None

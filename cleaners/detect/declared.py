"""Detect what an HTML page declares of itself, and believe it as far as the visible page agrees."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from cleaners.detect.crumbs import sections_of
from cleaners.detect.declared_authors import detect_marked_authors
from cleaners.detect.declared_ld import (
    Node,
    articles_of,
    read_nodes,
    text_of,
    texts_of,
    title_key,
    types_of,
    url_key,
)
from cleaners.detect.declared_meta import Saying, read_meta
from cleaners.detect.declared_names import person_names
from cleaners.detect.declared_visible import Visible, detect_visible
from cleaners.detect.names import is_known_name
from cleaners.detect.sheet import Sheet
from cleaners.detect.stamps import read_instant
from cleaners.detect.titles import without_site
from cleaners.detect.urls import account_of, canonical_url, domain_of
from cleaners.document import Candidate, Field
from cleaners.folding import squash
from cleaners.page import Head

Valued: TypeAlias = Iterator[tuple[str, float]]  #: values, each with its confidence

SEEN: Final = 0.97  #: of a declared day that stands in the visible text, too
UNSEEN: Final = 0.64  #: of one that does not
UNCONTESTED: Final = 0.3  #: what a declared title gains where no headline is shown
WRITTEN: Final = 0.8  #: of a headline in JSON-LD where the heading is the title for search engines
MAX_TAGS: Final = 30
MAX_TAG_CHARS: Final = 60
_TAGS: Final = re.compile(r"\s*[,;|、،]\s*")
_TITLE_PARTS: Final = re.compile(r"\s[|\u2013\u2014\u00b7-]\s")
_LD_DATES: Final[tuple[tuple[str, Field, float], ...]] = (
    ("datePublished", "date_published", 0.9),
    ("dateCreated", "date_published", 0.75),
    ("uploadDate", "date_published", 0.6),
    ("dateModified", "date_modified", 0.8),
)


def detect_declared(sheet: Sheet) -> Iterator[Candidate]:
    """Yield candidates from JSON-LD, meta elements, links and marked elements of an HTML page."""
    head = sheet.document.head
    if head is None:
        return
    sayings = [*_links(head), *read_meta(head.meta)]
    nodes = read_nodes(head.json_ld)
    sayings += _json_ld(head, nodes, sayings)
    sites = _site_names(sayings, nodes)
    if head.title:
        sayings.append(Saying("title", head.title, "title_element", 0.4))
    if head.language:
        sayings.append(Saying("language", head.language, "html_lang", 0.9))
    titles = [(it.source, it.value) for it in sayings if it.field == "title"]
    if section := sections_of(nodes, frozenset(squash(it) for _, it in titles)):
        sayings.append(Saying("section", section, "breadcrumb", 0.72))
    visible = Visible(sheet, titles, sites, _strangers(sites, sayings, head.title))
    yield from detect_visible(visible)
    yield from detect_marked_authors(visible, [it.value for it in sayings if it.field == "author"])
    seen: set[tuple[str, str, str]] = set()
    for it in sayings:
        for candidate in _candidates(it, visible):
            key = (candidate.field, candidate.source, candidate.value)
            if key not in seen:
                seen.add(key)
                yield candidate


def _links(head: Head) -> Iterator[Saying]:
    for rel, href in head.links:
        names = rel.split()
        if "canonical" in names:
            yield Saying("url", href, "canonical_link", 0.92)
        elif "image_src" in names:
            yield Saying("image", href, "declared_image", 0.7)


def _json_ld(head: Head, nodes: list[Node], sayings: list[Saying]) -> Iterator[Saying]:
    """Yield what the article nodes say; only the first that has a field speaks for it."""
    urls = frozenset(url_key(it.value) for it in sayings if it.field == "url")
    titles = [it.value for it in sayings if it.field == "title"] + [head.title]
    keys = frozenset(key for it in titles if len(key := title_key(it)) >= 10)
    said: set[str] = set()
    by_id = {it["@id"]: it for it in nodes if isinstance(it.get("@id"), str) and len(it) > 2}
    for node in articles_of(nodes, urls, keys):
        found = list(_article(node, by_id))
        for it in found:
            if it.field not in said or it.field in ("author", "tag"):
                yield it
        said |= {it.field for it in found}
        if "author" in said:
            break


def _article(node: Node, by_id: dict[str, Node]) -> Iterator[Saying]:
    headline = text_of(node.get("headline") or node.get("name") or "")
    if headline:
        yield Saying("title", headline, "json_ld", 0.55)
    for key, field, sure in _LD_DATES:
        if value := text_of(node.get(key)):
            yield Saying(field, value, "json_ld", sure)
    for person in _people(node.get("author") or node.get("creator"), by_id):
        yield Saying("author", person, "json_ld", 0.89)
    if value := text_of(node.get("url") or node.get("mainEntityOfPage")):
        yield Saying("url", value, "json_ld", 0.8)
    publisher = node.get("publisher")
    if isinstance(publisher, dict) and publisher.get("@id") in by_id and "name" not in publisher:
        publisher = by_id[publisher["@id"]]
    if value := text_of(publisher):
        yield Saying("site_name", value, "json_ld", 0.8)
    if sections := texts_of(node.get("articleSection")):
        yield Saying("section", sections[0], "json_ld", 0.85)
    for tag in texts_of(node.get("keywords")):
        yield Saying("tag", tag, "json_ld", 0.8)
    images = node.get("image")
    for image in images[:1] if isinstance(images, list) else [images]:
        address = image.get("url") if isinstance(image, dict) else image
        if value := text_of(address):
            yield Saying("image", value, "declared_image", 0.85)
    if str(node.get("isAccessibleForFree", "")).lower() == "false":
        yield Saying("is_accessible_for_free", "false", "json_ld", 0.8)


def _people(value: Any, by_id: dict[str, Node]) -> Iterator[str]:
    """Yield the names of persons; an organization is no author, the publisher least of all."""
    for it in value if isinstance(value, list) else [value]:
        if isinstance(it, dict):
            if "name" not in it and it.get("@id") in by_id:
                it = by_id[it["@id"]]  # noqa: PLW2901
            kinds = types_of(it)
            is_company = any(kind.endswith("Organization") for kind in kinds)
            for name in texts_of(it.get("name")):
                if not is_company or "Person" in kinds or is_known_name(name):
                    yield name
        else:
            yield from texts_of(it)


def _site_names(sayings: list[Saying], nodes: list[Node]) -> frozenset[str]:
    """Return the squashed names of site and publisher: no authors, and no part of a title."""
    names = [it.value for it in sayings if it.field == "site_name"]
    for node in nodes:
        kinds = types_of(node)
        if "Person" not in kinds and any(
            kind.endswith("Organization") or kind in ("WebSite", "Corporation") for kind in kinds
        ):
            names += texts_of(node.get("name"))[:1]
    return frozenset(key for name in names if (key := squash(name)))


def _strangers(sites: frozenset[str], sayings: list[Saying], title: str) -> frozenset[str]:
    """Return all that the site is called, squashed, and no author is.

    That is its name, its domain, the end of the page's title. On a host of blogs the site is
    called like the account of its writer, and such names are none of these.
    """
    url = next((it.value for it in sayings if it.field == "url" and "://" in it.value[:10]), None)
    domain = domain_of(url) if url else None
    names = [domain, domain.split(".")[0]] if domain else []
    names += _TITLE_PARTS.split(title)[1:][-1:]
    keys = sites | {key for it in names if (key := squash(it))}
    account = squash((account_of(url) if url else None) or "").replace(" ", "")
    return frozenset(it for it in keys if not account or account not in it.replace(" ", ""))


def _candidates(it: Saying, visible: Visible) -> Iterator[Candidate]:
    """Yield the candidates of what was declared, its value in the form that the field has."""
    read = READERS.get(it.field)
    for value, sure in read(it, visible) if read is not None else [(it.value, it.confidence)]:
        yield Candidate(it.field, value, it.source, f"declared/{it.source}", sure)


def _dates(it: Saying, visible: Visible) -> Valued:
    """Yield a moment; a day of publication that the page shows, too, is surer."""
    value = read_instant(it.value)
    if value is None:
        return
    sure = it.confidence
    if it.field == "date_published" and sure > UNSEEN:
        sure = SEEN * sure / 0.9 if visible.shows(value[:10]) else UNSEEN
    yield value, min(round(sure, 3), SEEN)


def _authors(it: Saying, visible: Visible) -> Valued:
    for name in person_names(it.value, visible.strangers):
        yield name, it.confidence


def _titles(it: Saying, visible: Visible) -> Valued:
    value = without_site(" ".join(it.value.split()), visible.sites)
    if len(value) < 2 or squash(value) in visible.sites:
        return
    if it.source == "json_ld" and squash(value) == visible.written:
        yield value, WRITTEN
        return
    gain = UNCONTESTED if visible.title is None and not visible.is_contested else 0.0
    yield value, min(0.85, max(0.5, it.confidence + gain))


def _tags(it: Saying, visible: Visible) -> Valued:
    for tag in _TAGS.split(it.value)[:MAX_TAGS]:
        if 1 < len(tag) <= MAX_TAG_CHARS and squash(tag) not in visible.sites:
            yield tag, it.confidence


def _urls(it: Saying) -> Valued:
    """Yield an address that leads to a page; that of the site's front is no article's."""
    value = canonical_url(it.value) if "://" in it.value[:10] else None
    if value and value.split("/", 3)[-1]:
        yield value, it.confidence


def _labels(it: Saying) -> Valued:
    value = " ".join(it.value.split())
    if 1 < len(value) <= 2 * MAX_TAG_CHARS and "://" not in value:
        yield value, it.confidence


def _languages(it: Saying) -> Valued:
    code = it.value.replace("_", "-").split("-")[0].lower()
    if 2 <= len(code) <= 3 and code.isalpha():
        yield code, it.confidence


#: how each field's declared values are read
READERS: Final[Mapping[Field, Callable[[Saying, Visible], Valued]]] = {
    "date_published": _dates,
    "date_modified": _dates,
    "author": _authors,
    "title": _titles,
    "tag": _tags,
    "url": lambda it, visible: _urls(it),
    "section": lambda it, visible: _labels(it),
    "site_name": lambda it, visible: _labels(it),
    "language": lambda it, visible: _languages(it),
}

"""What a page declares of itself: JSON-LD, meta, links, title, language.  As it stands there."""

import re
from collections.abc import Iterable
from typing import Final

from cleaners.page import Head
from cleaners.read.html_blocks import Writer
from cleaners.read.html_cues import Attributes, attributes_of
from cleaners.read.tree import unescaped

MAX_VALUE: Final = 5000  #: characters of a meta value; longer ones are no metadata
MAX_SCRIPT: Final = 2_000_000  #: characters of JSON-LD
#: properties whose value an attribute of a visible element may hold
_PROPERTIES: Final = frozenset(("datepublished", "datemodified", "datecreated", "dateline"))

#: links that only tell a browser how to show the page
_STYLE: Final = re.compile(
    r' rel="(?:stylesheet|preload|prefetch|preconnect|dns-prefetch|modulepreload|[a-z -]*icon)"'
)


class HeadReader:
    """Collect declarations wherever they stand in the page; many pages misplace them."""

    def __init__(self) -> None:
        self.meta: list[tuple[str, str]] = []
        self.links: list[tuple[str, str]] = []
        self.title = ""
        self.language = ""

    def open(self, markup: str, text: str) -> None:
        """Note an element, given its tag without brackets; ``text`` is what follows it."""
        tag = markup.partition(" ")[0]
        if tag == "link" and _STYLE.search(markup):
            return
        attributes = attributes_of(markup)
        if tag == "meta":
            self._meta(attributes)
        elif tag == "link":
            rel, href = attributes.get("rel"), attributes.get("href")
            if rel and href and len(href) <= MAX_VALUE:
                self.links.append((rel.strip().lower(), href.strip()))
        elif tag == "html":
            self.language = (attributes.get("lang") or attributes.get("xml:lang") or "").strip()
        elif tag == "title":
            self.title = self.title or " ".join(unescaped(text).split())
        else:
            self._property(attributes)

    def head(self, body: Writer, json_ld: Iterable[str]) -> Head:
        """Return what was found, in the head and in the body."""
        return Head(
            json_ld=tuple(it for it in json_ld if it.strip() and len(it) <= MAX_SCRIPT),
            meta=tuple(self.meta),
            links=tuple(self.links),
            title=self.title,
            language=self.language,
            times=tuple(body.times),
            authors=tuple(body.authors),
            asks=tuple(body.asks),
            covers=tuple(body.covers),
        )

    def _meta(self, attributes: Attributes) -> None:
        get = attributes.get
        content = get("content")
        if not content or len(content) > MAX_VALUE or not content.strip():
            return
        # a property may be a list, as RDFa has it: "dc:creator article:author"
        names = (*(get("property") or "").split(), get("name"), get("itemprop"))
        for name in dict.fromkeys(it.strip().lower() for it in names if it):
            self.meta.append((name, content.strip()))

    def _property(self, attributes: Attributes) -> None:
        """Note what an attribute of a visible element tells a machine."""
        value = attributes.get("content") or attributes.get("datetime") or ""
        for name in (attributes.get("itemprop") or "").lower().split():
            if name in _PROPERTIES and 0 < len(value) <= MAX_VALUE:
                self.meta.append((name, value.strip()))

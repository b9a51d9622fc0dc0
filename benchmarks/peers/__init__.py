"""The programs that Copydesk is compared with.  PEERS is the whole list.

These modules run in ``.venv-bench`` (requirements-bench.lock), where nothing of ours is installed:
they import the standard library and their own program only.
"""

from typing import Final, NamedTuple


class Page(NamedTuple):
    """What a program is given: an HTML page, or text that somebody extracted already."""

    id: str
    style: str  #: rendering of ``text``; "" for HTML
    language: str  #: ISO 639-1, known from the gold; only jusText is told
    html: str | bytes = ""
    text: str = ""  #: Markdown marks are off


class Answer(NamedTuple):
    """What a program says of a page; fields that it does not know stay as they are."""

    text: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None  #: ISO day
    language: str | None = None


class Peer(NamedTuple):
    """A way to call a program."""

    target: str  #: ``module:function`` below benchmarks.peers
    package: str  #: distribution whose version is told; "" for rules written here
    inputs: tuple[str, ...]  #: html, text
    fields: tuple[str, ...]  #: what of its answers is scored


EVERYTHING: Final = ("text", "title", "authors", "date", "language")

PEERS: Final[dict[str, Peer]] = {
    "trafilatura": Peer(
        "by_trafilatura:default",
        "trafilatura",
        ("html", "text"),
        ("text", "title", "authors", "date"),
    ),
    "trafilatura precision": Peer(
        "by_trafilatura:precision", "trafilatura", ("html",), ("text", "title", "authors", "date")
    ),
    "readability-lxml": Peer(
        "by_readability:extract", "readability-lxml", ("html",), ("text", "title")
    ),
    "resiliparse": Peer("by_resiliparse:extract", "Resiliparse", ("html",), ("text",)),
    "justext": Peer("by_justext:extract", "jusText", ("html", "text"), ("text",)),
    "newspaper4k": Peer("by_newspaper:extract", "newspaper4k", ("html",), EVERYTHING),
    "htmldate": Peer("by_htmldate:extract", "htmldate", ("html",), ("date",)),
    "C4 line rules": Peer("by_lines:extract", "", ("text",), ("text",)),
}

"""Detect section and site from paths: breadcrumbs above the headline, ends of the page's title."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.detect.declared_ld import Node, texts_of, types_of
from cleaners.detect.lexicon import words
from cleaners.detect.sheet import Sheet
from cleaners.detect.sites import clean_name
from cleaners.detect.stamps import may_hold_date
from cleaners.document import Candidate
from cleaners.folding import fold, squash
from cleaners.page import Element

MAX_PATH: Final = 200  #: characters of a breadcrumb
MAX_PART: Final = 40
MAX_PART_WORDS: Final = 5
ABOVE: Final = 10  #: blocks above the headline, among which a path may stand
AROUND: Final = 4  #: elements around a line that may be called a breadcrumb
_HOMES: Final = words("tags", "homes")
_CALLED: Final = re.compile(r"(?<!\w)(?:breadcrumbs?|crumbs?|pathway|brotkrumen|fil ariane|migas)")
_ARROWS: Final = re.compile(r"\s*(?:[>›»→＞❯▸]|::)\s*|\s+/\s+")
_SIGNS: Final = re.compile(rf"{_ARROWS.pattern}|\n|\s+[|\\·•]\s+")  #: where it is called a path
#: what parts the name of a site from a headline in the title of a page
_TAILS: Final = re.compile(
    r"\s*[|｜_»›「」]\s*|\s+(?:[-–—·•:«/]|::|--)\s+|\s?[-:：](?=[^\x00-\x7f])"
)


def detect_crumbs(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the section that a breadcrumb of a page ends with, and what its title ends with."""
    head = sheet.document.head
    if head is None:
        return
    titles = frozenset(squash(it.value) for it in sheet.found if it.field == "title" and it.value)
    yield from _of_tail(head.title, titles)
    places = [it.block for it in sheet.found if it.kind == "title" and it.block is not None]
    title = min(places, default=sheet.prose[0] if sheet.prose else 0)
    called: list[str] = []
    for index in range(max(0, title - ABOVE), title):
        block = sheet.blocks[index]
        if block.role == "image" or len(block.text) > MAX_PATH:
            continue
        if _is_called(block.element):
            called += _parts(_SIGNS, block.text)
            continue
        parts = _parts(_ARROWS, block.text) if block.role != "menu" else []
        if _is_path(parts):
            yield from _section(parts, titles, index)
    if _is_path(called):
        yield from _section(called, titles, None)


def sections_of(nodes: Sequence[Node], titles: frozenset[str]) -> str:
    """Return the section that a declared breadcrumb ends with; "": there is none."""
    for node in nodes:
        if "BreadcrumbList" in types_of(node):
            items = node.get("itemListElement")
            names = [
                name
                for it in (items if isinstance(items, list) else [])
                if isinstance(it, dict)
                for name in texts_of(it.get("name") or it.get("item"))[:1]
            ]
            return _last(names, titles)
    return ""


def _parts(signs: re.Pattern[str], text: str) -> list[str]:
    return [it for part in signs.split(text) if (it := part.strip(" :：/|»›>"))]


def _is_path(parts: Sequence[str]) -> bool:
    """Whether parts lead on from the front page."""
    return len(parts) > 1 and fold(parts[0]) in _HOMES


def _is_called(element: Element | None) -> bool:
    for _ in range(AROUND):
        if element is None:
            return False
        if _CALLED.search(element.words):
            return True
        element = element.parent
    return False


def _section(
    parts: Sequence[str], titles: frozenset[str], index: int | None
) -> Iterator[Candidate]:
    if section := _last(parts, titles):
        yield Candidate("section", section, "breadcrumb", "crumbs/path", 0.7, "", index)


def _last(parts: Sequence[str], titles: frozenset[str]) -> str:
    """Return the last part of a path that is a section: not the front page, nor the headline."""
    for part in reversed(parts):
        key = squash(part)
        if not key or any(key == it or it.startswith(key) for it in titles):
            continue
        is_cut = part.endswith(("…", "...")) or "://" in part
        if is_cut or fold(part) in _HOMES or not _is_label(part):
            return ""
        return part
    return ""


def _is_label(part: str) -> bool:
    """Whether a part of a path or a title is short, words, and no date."""
    if len(part) > MAX_PART or len(part.split()) > MAX_PART_WORDS:
        return False
    return (
        any(c.isalpha() for c in part) and part[-1:] not in ".!?" and not may_hold_date(fold(part))
    )


def _of_tail(title: str, titles: frozenset[str]) -> Iterator[Candidate]:
    """Yield what stands in the title of a page behind its headline: "Headline | Coast | Herald"."""
    title = " ".join(title.split())
    for cut in _TAILS.finditer(title):
        if squash(title[: cut.start()]) in titles:
            parts = _TAILS.split(title[cut.end() :])
        elif squash(title[cut.end() :]) in titles and squash(title[: cut.start()]):
            parts = _TAILS.split(title[: cut.start()])[::-1]
        else:
            continue
        parts = [it for part in parts if (it := part.strip(" ：:|»«-–—【】[]"))]
        parts = [it for it in parts if fold(it) not in _HOMES]
        if not parts or not all(map(_is_label, parts)):
            return
        at = next((i for i, it in enumerate(parts) if _is_host(it)), len(parts) - 1)
        if (site := clean_name(parts[at])) is not None:
            yield Candidate("site_name", site, "title_tail", "crumbs/tail", 0.62)
        if at > 0:
            yield Candidate("section", parts[0], "title_tail", "crumbs/tail", 0.55)
        return


def _is_host(part: str) -> bool:
    return " " not in part and "." in part.strip(".")

"""The words of remembered lines: what people read when they look into the site memory."""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from cleaners.facts import FactsWithTexts
from cleaners.sites import MIN_DOCUMENTS, LineMemory, Memory, SiteMemory

MAX_TEXTS: Final = 500  #: lines of a site whose words are kept: those that most documents hold
SHOWN_CHARS: Final = 160  #: of a line


def shortened(text: str) -> str:
    """Return the beginning of a line, on one line.

    >>> shortened("Printed on  the\\nquay"), len(shortened("word " * 99))
    ('Printed on the quay', 160)
    """
    text = " ".join(text.split())
    return text if len(text) <= SHOWN_CHARS else text[: SHOWN_CHARS - 1].rstrip() + "…"


def wanted_texts(memory: Mapping[str, SiteMemory]) -> dict[str, set[str]]:
    """Return, by site, the keys of lines whose words are to be kept and are not known yet."""
    wanted: dict[str, set[str]] = {}
    for site, known in memory.items():
        keys = {key for key in _worth_words(known) if not known.lines[key].text}
        if keys:
            wanted[site] = keys
    return wanted


def _worth_words(known: SiteMemory) -> list[str]:
    repeated = [key for key, line in known.lines.items() if line.documents >= MIN_DOCUMENTS]
    return sorted(repeated, key=lambda key: (-known.lines[key].documents, key))[:MAX_TEXTS]


def with_texts(memory: Mapping[str, SiteMemory], facts: Iterable[FactsWithTexts]) -> Memory:
    """Return the memory with the words of its lines; of several spellings the first in order."""
    wanted = wanted_texts(memory)
    found: dict[tuple[str, str], str] = {}
    for fact in facts if wanted else ():
        keys = wanted.get(fact.site)
        for line in fact.lines if keys else ():
            if keys and line.key in keys:
                at, text = (fact.site, line.key), shortened(line.text)
                found[at] = min(found.get(at, text), text)
    return {site: _told(site, known, found) for site, known in memory.items()}


def _told(site: str, known: SiteMemory, found: Mapping[tuple[str, str], str]) -> SiteMemory:
    worth = frozenset(_worth_words(known))

    def told(key: str, line: LineMemory) -> LineMemory:
        text = (line.text or found.get((site, key), "")) if key in worth else ""
        return line if text == line.text else msgspec.structs.replace(line, text=text)

    lines = {key: told(key, line) for key, line in known.lines.items()}
    return SiteMemory(known.documents, lines)

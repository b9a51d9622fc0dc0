"""Learn the site memory: which lines are a site's template, from all documents of a run."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

import msgspec

from cleaners.document import Document, Metadata
from cleaners.folding import squash
from cleaners.layout import is_prose
from cleaners.lines import line_key
from cleaners.strip import Resolved, Template
from cleaners.strip.address import speaks_to_reader

MIN_DOCUMENTS: Final = 2  #: with bodies that differ, that must hold a line
MIN_PROSE_DOCUMENTS: Final = 3  #: for prose that does not speak to the reader
MIN_PROSE_SHARE: Final = 0.05  #: of the site's documents, for such prose
SAME_BODY: Final = (
    0.5  #: share of body lines in common from which two documents are versions of one
)
MAX_VERSIONS: Final = 8  #: documents that a line may stand in to speak for a common story


class Line(msgspec.Struct, frozen=True, array_like=True):
    """A line of a document as the site memory sees it."""

    key: str
    is_prose: bool
    is_address: bool  #: it speaks to the reader
    is_body: bool  #: kept when the document was cleaned without the site memory


class Facts(msgspec.Struct, frozen=True, array_like=True):
    """What one document tells about its site."""

    id: str
    site: str  #: domain or folded name; "" when unknown: such a document takes no part
    body: str  #: key of the clean text
    title: str  #: key of the title
    lines: tuple[Line, ...]


Templates: TypeAlias = dict[str, Template]


def facts_of(document: Document, resolved: Resolved, metadata: Metadata, text: str) -> Facts:
    """Return what a cleaned document tells about its site."""
    site = site_key(metadata)
    lines: list[Line] = []
    if site:
        kept = {span.block for span in resolved.kept}
        for index, block in enumerate(document.blocks):
            key = line_key(block.text)
            if key:
                prose = is_prose(block)
                address = prose and speaks_to_reader(block.text)
                lines.append(Line(key, prose, address, index in kept))
    title = line_key(metadata.title or "")
    return Facts(document.source.id, site, line_key(text), title, tuple(lines))


def site_key(metadata: Metadata) -> str:
    """Return the name by which documents of one site know each other: domain, else site name."""
    return metadata.domain or squash(metadata.site_name or "")


def learn(facts: Iterable[Facts], titles: frozenset[str]) -> Templates:
    """Return the template of each site that has one.

    ``titles`` are the keys of all titles of the corpus: such lines are teasers of other articles
    and never template. The answer does not depend on the order of ``facts``.
    """
    by_site: dict[str, dict[str, Facts]] = {}
    for item in sorted(facts, key=lambda fact: fact.id):
        if item.site:
            by_site.setdefault(item.site, {}).setdefault(item.body, item)
    templates: Templates = {}
    for site, bodies in sorted(by_site.items()):
        documents = _one_a_story(list(bodies.values()))
        if len(documents) < MIN_DOCUMENTS:
            continue
        lines = _template_lines(documents, titles)
        if lines:
            templates[site] = Template(site, len(documents), lines)
    return templates


def _one_a_story(documents: Sequence[Facts]) -> list[list[Line]]:
    """Merge versions of one story: their common lines are its text, not the site's."""
    holders: dict[str, list[int]] = {}
    bodies = [{line.key for line in fact.lines if line.is_body} for fact in documents]
    for index, keys in enumerate(bodies):
        for key in keys:
            holders.setdefault(key, []).append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if 1 < len(held) <= MAX_VERSIONS:
            shared.update((a, b) for i, a in enumerate(held) for b in held[i + 1 :])
    story = list(range(len(documents)))

    def first(index: int) -> int:
        while story[index] != index:
            index = story[index]
        return index

    for (a, b), count in sorted(shared.items()):
        if count >= SAME_BODY * min(len(bodies[a]), len(bodies[b])):
            low, high = sorted((first(a), first(b)))
            story[high] = low
    merged: dict[int, list[Line]] = {}
    for index, fact in enumerate(documents):
        merged.setdefault(first(index), []).extend(fact.lines)
    return list(merged.values())


def _template_lines(documents: Sequence[Sequence[Line]], titles: frozenset[str]) -> dict[str, int]:
    """Return the lines that are template and how many documents hold each."""
    counts = Counter(key for lines in documents for key in {line.key for line in lines})
    repeated = {key for key, n in counts.items() if n >= MIN_DOCUMENTS and key not in titles}
    outer: Counter[str] = Counter()
    prose: dict[str, Line] = {}
    for lines in documents:
        edge = _outer(lines, repeated)
        outer.update({line.key for line in edge})
        prose.update((line.key, line) for line in lines if line.is_prose and line.key in repeated)
    found: dict[str, int] = {}
    for key in repeated:
        line = prose.get(key)
        if line is None or _is_template_prose(line, outer[key], len(documents)):
            found[key] = counts[key]
    return dict(sorted(found.items()))


def _outer(lines: Sequence[Line], repeated: set[str]) -> list[Line]:
    """Return the lines before the first, and behind the last, that only this document holds."""
    own = [i for i, line in enumerate(lines) if line.key not in repeated]
    if not own:
        return list(lines)
    return [*lines[: own[0]], *lines[own[-1] + 1 :]]


def _is_template_prose(line: Line, documents: int, of: int) -> bool:
    """Whether prose that stands at the edge of ``documents`` is the site's, not a story's.

    Background paragraphs come back in every follow-up of a story: unless it speaks to the
    reader, prose must stand at the edge of many documents of the site.
    """
    if line.is_address:
        return documents >= MIN_DOCUMENTS
    return documents >= max(MIN_PROSE_DOCUMENTS, MIN_PROSE_SHARE * of)


def touches(template: Template, facts: Facts) -> bool:
    """Whether the template would remove something of a document that its rules kept."""
    return any(line.is_body and line.key in template.lines for line in facts.lines)


def needs_second_pass(templates: Mapping[str, Template], facts: Facts) -> bool:
    """Whether a document must be cleaned again, now that its site is known."""
    template = templates.get(facts.site)
    return template is not None and touches(template, facts)

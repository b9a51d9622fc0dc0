"""The site memory: which lines are a site's template, learned over documents and nights."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import Final, TypeAlias

import msgspec

from cleaners.facts import Facts, Line, Shape
from cleaners.overrules import NONE, Overrules
from cleaners.strip import NO_TEMPLATE, Template

MIN_DOCUMENTS: Final = 2  #: with bodies that differ, that must hold a line
MIN_AMID: Final = 3  #: documents with a line that stands amid their bodies
#: at whose edge a sentence that does not speak to the reader must stand, at the least
MIN_OUTER: Final[dict[Shape, int]] = {"saying": 3, "sentence": 2, "prose": 3}
MANY_DOCUMENTS: Final = 8  #: that hold a sentence tell as much as a share of few
FEW_SHARE: Final = 0.8  #: of a site's documents as long as they are few
MANY_SHARE: Final = 0.5  #: of many
SAME_BODY: Final = 0.5  #: share of body lines in common from which documents are versions of one
MAX_HEADED: Final = 2  #: stories with one headline
MAX_VERSIONS: Final = 8  #: documents that a line may stand in to speak for a common story
MAX_IDLE: Final = 30  #: runs of its site for which a line that one document held is remembered
#: such lines of a site that are remembered, the latest: of three hundred documents or so. Who has
#: more in one night learns what comes back from these; all nights of all sites fill no disk.
MAX_SINGLE: Final = 5_000


class LineMemory(msgspec.Struct, frozen=True, array_like=True):
    """What is known of one line of a site."""

    documents: int  #: of different stories, that hold it
    outer: int  #: of them, those where only such lines stand before it, or behind it
    shape: Shape
    is_address: bool
    idle: int = 0  #: runs of its site since it was last seen
    above: int = 0  #: documents, of `outer`, where it stands before the body only
    below: int = 0  #: and those where it stands behind it only
    kept: int = 0  #: documents in which rules and detectors leave it whole
    text: str = ""  #: of lines that two documents or more hold, shortened


class SiteMemory(msgspec.Struct, frozen=True, array_like=True):
    """What is known of one site."""

    documents: int = 0  #: of different stories
    lines: dict[str, LineMemory] = {}  #: by key of the line


Memory: TypeAlias = dict[str, SiteMemory]  # by site
Templates: TypeAlias = dict[str, Template]  # by site


def learn(facts: Iterable[Facts], earlier: Mapping[str, SiteMemory]) -> Memory:
    """Return what is known of the sites of ``facts`` after this run.

    The answer does not depend on the order of ``facts``, nor on where they were read. Exact
    copies, and versions of a story, count once; so do versions of a story of an earlier run.
    """
    by_site: dict[str, dict[str, Facts]] = {}
    for item in facts:
        if item.site:
            bodies = by_site.setdefault(item.site, {})
            bodies[item.body] = min(bodies.get(item.body, item), item, key=_keys)
    memory: Memory = {}
    for site, bodies in sorted(by_site.items()):
        known = earlier.get(site, SiteMemory())
        fresh = [fact for _, fact in sorted(bodies.items()) if not _is_version(fact, known)]
        memory[site] = _after(known, _one_a_story(fresh))
    return memory


def _keys(fact: Facts) -> tuple[str, ...]:
    return tuple(line.key for line in fact.lines)


def _is_version(fact: Facts, known: SiteMemory) -> bool:
    """Whether a document is a version of a story that an earlier run has seen."""
    body = _told(fact)
    told = sum(
        1 for key in body if key in known.lines and known.lines[key].documents <= MAX_VERSIONS
    )
    return bool(body) and told >= SAME_BODY * len(body)


def _told(fact: Facts) -> set[str]:
    """Return the keys of the lines by which a story is known again: its sentences, if it has any.

    Short lines are the site's as often as not, and so are sentences that speak to the reader.
    """
    body = [line for line in fact.lines if line.is_body]
    told = {line.key for line in body if line.shape != "line" and not line.is_address}
    return told or {line.key for line in body}


def _one_a_story(documents: Sequence[Facts]) -> list[list[Line]]:
    """Merge versions of one story: their common lines are its text, not the site's."""
    holders: dict[str, list[int]] = {}
    bodies = [_told(fact) for fact in documents]
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


def _after(known: SiteMemory, documents: Sequence[Sequence[Line]]) -> SiteMemory:
    """Return the memory of a site after some documents of different stories."""
    counts = Counter(key for lines in documents for key in {line.key for line in lines})
    repeated = {key for key, n in counts.items() if n >= MIN_DOCUMENTS or key in known.lines}
    outer: Counter[str] = Counter()
    above: Counter[str] = Counter()
    below: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    last = {line.key: line for lines in documents for line in lines}
    for lines in documents:
        before, behind = _edges(lines, repeated)
        outer.update(before | behind)
        above.update(before - behind)
        below.update(behind - before)
        kept.update({line.key for line in lines if line.is_body and line.is_whole})
    lines_after = {
        key: msgspec.structs.replace(line, idle=line.idle + 1)
        for key, line in known.lines.items()
        if line.documents >= MIN_DOCUMENTS or line.idle < MAX_IDLE
    }
    for key, count in counts.items():
        old = known.lines.get(key, LineMemory(0, 0, last[key].shape, last[key].is_address))
        lines_after[key] = msgspec.structs.replace(
            old,
            documents=old.documents + count,
            outer=old.outer + outer[key],
            idle=0,
            above=old.above + above[key],
            below=old.below + below[key],
            kept=old.kept + kept[key],
        )
    for key in _forgotten(lines_after):
        del lines_after[key]
    return SiteMemory(known.documents + len(documents), dict(sorted(lines_after.items())))


def _forgotten(lines: Mapping[str, LineMemory]) -> list[str]:
    """Return the lines that one document held, beyond those that are remembered."""
    single = [key for key, line in lines.items() if line.documents < MIN_DOCUMENTS]
    if len(single) <= MAX_SINGLE:
        return []
    return sorted(single, key=lambda key: (lines[key].idle, key))[MAX_SINGLE:]


def _edges(lines: Sequence[Line], repeated: set[str]) -> tuple[set[str], set[str]]:
    """Return the keys that stand before, and behind, all other lines of the body's own.

    Whether a line seen for the first time is the body's own nobody knows yet: it need only stand
    before, or behind, its prose.
    """
    own = [i for i, line in enumerate(lines) if line.is_body and line.key not in repeated]
    prose = [i for i in own if lines[i].shape == "prose" and not lines[i].is_address]
    first, last = (own[0], own[-1]) if own else (len(lines), 0)
    first_prose, last_prose = (prose[0], prose[-1]) if prose else (first, last)
    before = {line.key for line in lines[: first + 1]}
    behind = {line.key for line in lines[last:]}
    before |= {line.key for line in lines[:first_prose]} - repeated
    behind |= {line.key for line in lines[last_prose + 1 :]} - repeated
    return before, behind


def templates_of(
    memory: Mapping[str, SiteMemory], titles: frozenset[str], overrules: Overrules = NONE
) -> Templates:
    """Return the template of each site that has one.

    ``titles`` are the keys of all titles of the corpus: such lines are teasers of other articles
    and never template. What people decided counts more than what was learned.
    """
    templates: Templates = {}
    for site, known in sorted(memory.items()):
        lines = {
            key: line.documents
            for key, line in known.lines.items()
            if judge(line, known.documents, key in titles).is_template
        }
        overruled = []
        for key, decision in sorted(overrules.of(site).items()):
            lines.pop(key, None)
            if decision == "remove":
                lines[key] = known.lines[key].documents if key in known.lines else 0
                overruled.append(key)
        if lines:
            templates[site] = Template(site, known.documents, lines, frozenset(overruled))
    return templates


class Verdict(msgspec.Struct, frozen=True):
    """Whether the memory takes a line for the site's, and why."""

    is_template: bool
    why: str


_ALONE: Final = Verdict(False, "in one document only")
_TAKEN: Final = Verdict(False, "rules and detectors take it out")


def judge(line: LineMemory, documents: int, is_title: bool) -> Verdict:
    """Decide whether a line is the site's and not a story's.

    Background paragraphs come back in every follow-up of a story, sub-headings and ingredients in
    stories of a kind, and "No one was hurt." ends many: what stands amid bodies, and a sentence
    at the edge that does not speak to the reader, must be in a good share of the site's documents.
    """
    if line.documents < MIN_DOCUMENTS:
        return _ALONE
    if not line.kept:
        return _TAKEN
    many = _many_of(documents)
    if is_title and line.above < max(many, MIN_AMID):
        return Verdict(False, "title of an article")
    if 0 < line.above <= MAX_HEADED and line.below:
        return Verdict(False, "headline of one story, teaser at others")
    edge = f"at the edge of {line.outer}"
    if line.is_address:
        return Verdict(line.outer >= MIN_DOCUMENTS, f"speaks to the reader, {edge}")
    if line.shape != "line":
        least = line.documents if line.documents < MANY_DOCUMENTS else 0
        needed = ceil(max(many, MIN_OUTER[line.shape], least))
        return Verdict(line.outer >= needed, f"{line.shape} {edge}, of {needed} needed")
    if line.outer >= MIN_DOCUMENTS and 2 * line.outer >= line.documents:
        return Verdict(True, edge)
    needed = ceil(max(many, MIN_AMID))
    return Verdict(
        line.documents >= needed, f"amid the text of {line.documents}, of {needed} needed"
    )


def _many_of(documents: int) -> float:
    """Return how many of a site's documents are a good share of them."""
    return min(FEW_SHARE * documents, max(MANY_DOCUMENTS, MANY_SHARE * documents))


def narrowed(template: Template, facts: Facts) -> Template:
    """Return what a template may take out of one document: the lines that were kept whole.

    What rules and detectors took out without it stays theirs: a byline that stands in many
    documents is the author of each. Only what was taken for a title, and is none, may go.
    """
    taken = {line.key for line in facts.lines if not (line.is_body and line.is_whole)}
    taken.discard(facts.title)
    taken -= {line.key for line in facts.lines if line.is_body} & template.overruled
    lines = {
        line.key: template.lines[line.key]
        for line in facts.lines
        if line.key in template.lines and line.key not in taken
    }
    return msgspec.structs.replace(template, lines=lines)


def template_for(templates: Mapping[str, Template], facts: Facts) -> Template:
    """Return what the site memory is to take out of one document.

    When that is anything, the document must be cleaned again.
    """
    template = templates.get(facts.site)
    return NO_TEMPLATE if template is None else narrowed(template, facts)

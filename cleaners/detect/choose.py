"""Choose: from the candidates of all fields to one metadata record, with the reasons for it.

Candidates of one value back each other: two kinds of evidence that agree weigh more than either.
A hint outweighs one visible source and gives way to two that agree. Under `THRESHOLD` a field
stays empty.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from cleaners.detect.chosen_bylines import bylines_of
from cleaners.detect.images import choose_images
from cleaners.detect.moments import choose_dates
from cleaners.detect.people import OTHERS, choose_people
from cleaners.detect.urls import domain_of
from cleaners.detect.weighing import calibrated, combined
from cleaners.document import (
    Candidate,
    Credit,
    Document,
    Image,
    Metadata,
    Provenance,
)
from cleaners.folding import squash

THRESHOLD: Final = 0.5


class Choice(msgspec.Struct, frozen=True):
    """A value and the candidates that back it, the strongest first."""

    value: str
    backers: tuple[Candidate, ...]
    confidence: float


def is_believed(it: Candidate) -> bool:
    """Whether a candidate is sure enough to be used, and its span to leave the body."""
    return it.confidence >= THRESHOLD


def rank(candidates: Iterable[Candidate]) -> list[Choice]:
    """Return the values, the best backed first; letter case and marks do not part two values.

    Independent kinds of evidence combine as chances to be wrong do; equals are decided by the
    place in the document, then by the value, so that the order of candidates does not matter.
    """
    believed = [it for it in candidates if it.value and it.confidence >= THRESHOLD]
    if len(believed) < 2:  # most fields have none, or one
        return [_choice(believed)] if believed else []
    groups: dict[str, list[Candidate]] = {}
    for it in believed:
        groups.setdefault(squash(it.value) or it.value, []).append(it)
    return sorted([_choice(group) for group in groups.values()], key=_by_rank)


def _by_rank(it: Choice) -> tuple[float, int, int, str]:
    first = it.backers[0]
    return (-it.confidence, -1 if first.block is None else first.block, first.start, it.value)


def _by_strength(it: Candidate) -> tuple[float, bool, int, int, str]:
    return (-it.confidence, it.block is None, it.block or 0, it.start, it.value)


def _choice(group: list[Candidate]) -> Choice:
    ordered = group
    if len(group) > 1:
        ordered = sorted(group, key=_by_strength)
    return Choice(ordered[0].value, tuple(ordered), combined(ordered))


class Chooser:
    """The decisions over one document, field by field, noting the provenance of each."""

    def __init__(self, document: Document, candidates: Sequence[Candidate]) -> None:
        self.document = document
        self.candidates = candidates
        self.by_field: dict[str, list[Candidate]] = {}
        for it in candidates:
            self.by_field.setdefault(it.field, []).append(it)
        self.provenance: list[Provenance] = []

    def of(self, field: str) -> list[Candidate]:
        """Return the candidates of one field."""
        return self.by_field.get(field, [])

    def note(self, field: str, value: str, backers: Sequence[Candidate], confidence: float) -> None:
        """Record why a field has its value: a row for each kind of evidence."""
        seen: set[str] = set()
        for it in backers:
            if it.source in seen:
                continue
            seen.add(it.source)
            start, end = (
                (None, None)
                if it.block is None
                else self.document.source_span(it.block, it.start, it.end)
            )
            self.provenance.append(
                Provenance(field, value, it.source, it.rule, start, end, confidence)
            )

    def one(self, field: str, *, but: Iterable[str | None] = ()) -> str | None:
        """Choose the one value of a field, or None; ``but``: what other fields have is none."""
        candidates = self.of(field)
        if not candidates:  # most fields
            return None
        taken = {squash(it) for it in but if it}
        ranked = rank(it for it in candidates if not taken or squash(it.value) not in taken)
        if not ranked:
            return None
        best = ranked[0]
        self.note(field, best.value, best.backers, calibrated(field, best.confidence))
        return ranked[0].value

    def many(
        self, field: str, column: str, candidates: Sequence[Candidate] | None = None
    ) -> tuple[str, ...]:
        """Choose all believed values of a field, in reading order."""
        chosen = rank(self.of(field) if candidates is None else candidates)
        if not chosen:
            return ()
        if len(chosen) > 1:
            order = {id(it): at for at, it in enumerate(self.candidates)}
            chosen.sort(
                key=lambda it: min([(*_place(b), order.get(id(b), -1)) for b in it.backers])
            )
        for it in chosen:
            self.note(column, it.value, it.backers, it.confidence)
        return tuple(it.value for it in chosen)


def _place(it: Candidate) -> tuple[int, int]:
    return (-1, 0) if it.block is None else (it.block, it.start)


def choose(document: Document, candidates: Sequence[Candidate]) -> Metadata:
    """Decide every field; language is left for the clean body to tell."""
    chooser = Chooser(document, candidates)
    url = chooser.one("url")
    domain = domain_of(url) if url else None
    if domain:
        chooser.note(
            "domain", domain, [it for it in chooser.of("url") if it.value == url][:1], 0.95
        )
    dates = choose_dates(
        chooser.by_field, _headed_from(candidates), is_page=document.head is not None
    )
    for field, value, backers, confidence in dates.reasons:
        chooser.note(field, value, backers, confidence)
    walls = [it for it in chooser.of("is_accessible_for_free") if is_believed(it)]
    cuts = [it for it in chooser.of("is_truncated") if is_believed(it)]
    for field, found in (("is_accessible_for_free", walls), ("is_truncated", cuts)):
        if found:
            chooser.note(field, found[0].value, found, combined(found))
    title, authors = chooser.one("title"), _authors(chooser)
    site = chooser.one("site_name", but=(title,))
    section = chooser.one("section", but=(title, site))
    return Metadata(
        title=title,
        subtitle=chooser.one("subtitle"),
        authors=authors,
        byline=_byline(chooser, authors),
        agencies=chooser.many("agency", "agencies"),
        credits=_credits(chooser),
        dateline=chooser.one("dateline"),
        date_published=dates.published,
        date_modified=dates.modified,
        day_published=dates.day,
        date_precision=dates.precision,
        date_crawled=dates.crawled,
        url=url,
        domain=domain,
        site_name=site,
        section=section,
        tags=chooser.many("tag", "tags"),
        images=_images(chooser, (title or "", *authors)),
        is_accessible_for_free=False if walls else None,
        is_truncated=bool(cuts),
        warnings=dates.warnings,
        provenance=tuple(chooser.provenance),
    )


def _headed_from(candidates: Sequence[Candidate]) -> int | None:
    """Return the block of the title: of two stamps, the one below it counts."""
    blocks = [it.block for it in candidates if it.kind == "title" and it.block is not None]
    return min(blocks, default=None)


def _authors(chooser: Chooser) -> tuple[str, ...]:
    candidates = [it for it in chooser.of("author") if is_believed(it)]
    if not candidates:
        return ()
    others = {squash(it.value) for it in chooser.of("credit") if it.qualifier in OTHERS}
    if others:  # a head that calls the editor its author
        candidates = [
            it for it in candidates if it.block is not None or squash(it.value) not in others
        ]
    has_byline = any(is_believed(it) for it in chooser.of("byline"))
    return chooser.many("author", "authors", choose_people(candidates, has_byline=has_byline))


def _byline(chooser: Chooser, authors: Sequence[str]) -> str | None:
    """Return the byline as printed; one of several lines with commas between them."""
    bylines = bylines_of([it for it in chooser.of("byline") if is_believed(it)], authors)
    if len(bylines) == 1 and len(bylines[0]) > 1:
        value = ", ".join(it.value for it in bylines[0])
        chooser.note("byline", value, bylines[0], combined(bylines[0]))
        return value
    ranked = rank([it for lines in bylines for it in lines])
    if not ranked:
        return None
    best = ranked[0]
    chooser.note("byline", best.value, best.backers, calibrated("byline", best.confidence))
    return best.value


def _credits(chooser: Chooser) -> tuple[Credit, ...]:
    if not chooser.of("credit"):
        return ()
    found: dict[tuple[str, str], Candidate] = {}
    for it in chooser.of("credit"):
        if is_believed(it) and it.value:
            found.setdefault((it.qualifier, it.value), it)
    ordered = sorted(found.items(), key=lambda pair: (pair[1].block or 0, pair[1].start))
    for (role, name), it in ordered:
        chooser.note("credits", f"{role}: {name}", [it], it.confidence)
    return tuple(Credit(role, name) for (role, name), _ in ordered)


def _images(chooser: Chooser, said_before: Sequence[str]) -> tuple[Image, ...]:
    """Return the pictures in reading order; that which the page declares, where none is shown."""
    found = chooser.of("image")
    if not found:
        return ()
    shown = [it for it in found if is_believed(it) and it.source != "declared_image"]
    explained = {it.block for it in chooser.candidates if it.kind in ("byline", "publish_stamp")}
    chosen = choose_images(chooser.document.blocks, shown, said_before, explained)
    declared = [it for it in found if it.source == "declared_image"]
    if declared and not any(image.url for image, _ in chosen):
        chosen.insert(0, (Image(declared[0].value), declared[0]))
    for image, it in chosen:
        value = image.caption or image.credit or image.url or ""
        chooser.note("images", value, [it], it.confidence)
    return tuple(image for image, _ in chosen)

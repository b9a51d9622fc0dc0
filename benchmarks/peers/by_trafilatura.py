"""trafilatura with metadata, in its default and in its precision mode."""

import trafilatura

from benchmarks.peers import Answer, Page
from benchmarks.peers.wrapping import paragraphs


def default(page: Page) -> Answer:
    """Extract with the default settings."""
    return _extract(page, favor_precision=False)


def precision(page: Page) -> Answer:
    """Extract with less text and more of it right."""
    return _extract(page, favor_precision=True)


def _extract(page: Page, favor_precision: bool) -> Answer:
    found = trafilatura.bare_extraction(
        page.html or paragraphs(page.text), with_metadata=True, favor_precision=favor_precision
    )
    if found is None:
        return Answer()
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    return Answer(found.text or "", found.title, authors, found.date)

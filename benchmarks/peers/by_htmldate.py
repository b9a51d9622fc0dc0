"""htmldate: the day of first publication."""

from htmldate import find_date

from benchmarks.peers import Answer, Page


def extract(page: Page) -> Answer:
    """Find the day."""
    return Answer(date=find_date(page.html, original_date=True))

"""Resiliparse: main content as plain text."""

from resiliparse.extract.html2text import extract_plain_text

from benchmarks.peers import Answer, Page


def extract(page: Page) -> Answer:
    """Extract the body."""
    return Answer(
        extract_plain_text(page.html, main_content=True, alt_texts=False, list_bullets=False)
    )

"""Turn text into the HTML that an extractor wants, and HTML into text."""

import html


def paragraphs(text: str) -> str:
    """Return a page on which each line of a text that is not empty is a paragraph.

    >>> paragraphs("a < b\\n\\nc")
    '<html><body><p>a &lt; b</p>\\n<p>c</p></body></html>'
    """
    lines = (f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return f"<html><body>{chr(10).join(lines)}</body></html>"

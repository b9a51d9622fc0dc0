"""readability-lxml: the summary as text, the short title."""

from lxml import html
from readability import Document

from benchmarks.peers import Answer, Page

#: Source: HTML Living Standard, phrasing content
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i"}
    | {"ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time"}
    | {"tt", "u", "var", "wbr"}
)


def extract(page: Page) -> Answer:
    """Extract the body and the title."""
    document = Document(page.html)
    return Answer(_text(html.fromstring(document.summary())), document.short_title())


def _text(root: html.HtmlElement) -> str:
    """Return the text of a tree; what is not inline stands on a line of its own."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in INLINE:
            element.text = "\n" + (element.text or "")
            element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    return "\n".join(line for line in lines if line)

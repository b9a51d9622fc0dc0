"""Pages for the tests of the container, and what is kept of them."""

from typing import Literal

from cleaners.document import Aside, Document, Mark, Source
from cleaners.read.html import read_html
from cleaners.strip.container import set_apart

TITLE = "Harbor to reopen after vote"
LEAD = (
    "The council of Ostravel voted on Monday to reopen the old harbor, which had been closed since "
    "the storm of last winter."
)
SECOND = (
    "Its members had argued for weeks about the price, about the cranes, and about who would pay "
    "for the new sea wall."
)
THIRD = (
    "Nobody spoke against the plan, and the ferry to the islands is to sail again in the spring."
)
BODY = (LEAD, SECOND, THIRD)
MENU = "".join(
    f'<li><a href="/{name}">{name.title()}</a></li>'
    for name in ("news", "coast", "sport", "letters")
)
NAV = f'<nav class="top"><ul>{MENU}</ul></nav>'
LEGAL = "Marrovia Press Company, 4 Quay Road, Ostravel. All rights are reserved by it."
FOOT = f"<footer><p>{LEGAL}</p></footer>"


def document(html: str, source_format: str = "html") -> Document:
    blocks, head = read_html(html)
    known: Literal["text", "html"] = "text" if source_format == "text" else "html"
    source = Source("0" * 32, "/page.html", None, known, "utf-8", "0" * 64, html)
    return Document(source, blocks, head=head)


def marks(html: str) -> dict[str, Mark | Aside]:
    page = set_apart(document(html))
    found: dict[str, Mark | Aside] = {page.blocks[it.block].text: it for it in page.marks}
    for aside in (*page.above, *page.below):
        found |= dict.fromkeys(aside.text.split("\n"), aside)
    return found


def kept(html: str) -> list[str]:
    """Return the texts that no mark covers, in reading order."""
    near = set_apart(document(html))
    gone = {it.block for it in near.marks}
    return [
        block.text
        for index, block in enumerate(near.blocks)
        if block.text and block.role != "image" and index not in gone
    ]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" if "<" not in text[:1] else text for text in texts)


def page(*inner: str, title: str = TITLE, around: str = "{}") -> str:
    """Return a page: menu, headline and what follows it in an element, footer."""
    return bare(around.format(f"<h1>{title}</h1>{paragraphs(*inner)}"), title)


def bare(main: str, title: str = TITLE) -> str:
    """Return a page with this between menu and footer."""
    head = f"<head><title>{title} | Marrovia Times</title></head>"
    return f"<html>{head}<body>{NAV}{main}{FOOT}</body></html>"

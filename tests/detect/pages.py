"""Build documents for the detectors out of plain lines, without a reader."""

import msgspec

from cleaners.document import Block, Document, Hints, Mark, Role, Source

PROSE = (
    "The council met on Monday to weigh the plan for the harbor, which three firms had offered "
    "to rebuild.",
    "Its members said that the harbor would reopen in the spring, when the last of the cranes "
    "had been tested.",
    "Nobody objected to the plan, and the members went home before the evening ferry had left "
    "the pier.",
)


def page(*lines: str, marks: tuple[Mark, ...] = (), **hints: object) -> Document:
    """Return a document with one block per line.

    ``# `` opens a heading, ``*...*`` an emphasized block, ``- `` a list item; a line that begins
    with ``+`` stands directly below the line before it, ``![alt](address)`` is a picture.
    """
    blocks = []
    at = 0
    for line in lines:
        gap = 0 if line.startswith("+") else 1
        text, role, level = line.removeprefix("+"), "paragraph", 0
        if text.startswith("#"):
            level = len(text) - len(text.lstrip("#"))
            text, role = text.lstrip("# "), "heading"
        elif text.startswith("- "):
            text, role = text[2:], "list_item"
        links: tuple[str, ...] = ()
        if text.startswith("!["):
            text, _, address = text[2:-1].partition("](")
            role, links = "image", (address,)
        emphasized = len(text) > 2 and text[0] == text[-1] == "*"
        text = text.strip("*") if emphasized else text
        block = _block(role, text, at, gap, level, emphasized)
        blocks.append(msgspec.structs.replace(block, links=links))
        at += len(text) + 2
    source = Source(
        id="0" * 32,
        source_uri="/page.txt",
        source_record=None,
        source_format="text",
        encoding="utf-8",
        source_hash="0" * 64,
        text="\n\n".join(block.text for block in blocks),
        hints=Hints(**hints),  # type: ignore[arg-type]
    )
    return Document(source, tuple(blocks), marks=marks)


def _block(role: str, text: str, at: int, gap: int, level: int, emphasized: bool) -> Block:
    known: Role = role  # type: ignore[assignment]
    return Block(known, text, at, at + len(text), gap=gap, level=level, emphasized=emphasized)


def article(*front: str, tail: tuple[str, ...] = (), **hints: object) -> Document:
    """Return a document with three paragraphs of prose between front and tail."""
    return page(*front, *PROSE, *tail, **hints)  # type: ignore[arg-type]

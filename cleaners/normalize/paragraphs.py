"""Paragraphs: sentences that a blank line or a removed box cut in two are joined."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

import msgspec

from cleaners.layout import ends_sentence, weight

MIN_OPEN: Final = 60  #: Latin characters of a line whose sentence may go on in the next block
MIN_REST: Final = 40  #: Latin characters of the rest of a sentence


class Paragraph(msgspec.Struct, frozen=True):
    """Some text of the body and how it stands to the text before it."""

    text: str
    role: str = "paragraph"
    group: int = 0  #: equal: joined to the one before by a line break, not a blank line


def joins(first: Paragraph, second: Paragraph) -> bool:
    """Whether ``second`` is the rest of the sentence that ``first`` leaves open.

    Source: the strict rule of the project's findings, section 4; anything looser joins
    sub-headings and list items to prose.
    """
    if first.role != "paragraph" or second.role != "paragraph" or first.group or second.group:
        return False
    left, right = first.text, second.text
    if weight(left) < MIN_OPEN or weight(right) < MIN_REST or "\n" in left:
        return False
    if ends_sentence(left) or left[-1] in ":;" or not right[:1].islower():
        return False
    return ends_sentence(right)


def without_lone_groups(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs; one whose group has no neighbor left stands for itself."""
    groups = [0, *(paragraph.group for paragraph in paragraphs), 0]
    return [
        paragraph
        if paragraph.group in (groups[i], groups[i + 2])
        else msgspec.structs.replace(paragraph, group=0)
        for i, paragraph in enumerate(paragraphs)
    ]


def join_sentences(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Join what the strict rule joins, until nothing is left to join."""
    joined = list(_joined_once(paragraphs))
    while len(joined) < len(paragraphs):
        paragraphs, joined = joined, list(_joined_once(joined))
    return joined


def _joined_once(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    held: Paragraph | None = None
    for paragraph in paragraphs:
        if held is not None and joins(held, paragraph):
            held = msgspec.structs.replace(held, text=f"{held.text} {paragraph.text}")
            continue
        if held is not None:
            yield held
        held = paragraph
    if held is not None:
        yield held


def separator(first: Paragraph, second: Paragraph) -> Literal["\n", "\n\n"]:
    """Return what stands between two paragraphs of the body."""
    return "\n" if first.group and first.group == second.group else "\n\n"


def body_text(paragraphs: Sequence[Paragraph]) -> str:
    """Return the paragraphs as one text: blank lines between, line breaks within a group."""
    parts: list[str] = []
    last: Paragraph | None = None
    for paragraph in paragraphs:
        if last is not None:
            parts.append(separator(last, paragraph))
        parts.append(f"- {paragraph.text}" if _needs_bullet(paragraph) else paragraph.text)
        last = paragraph
    return "".join(parts)


def _needs_bullet(paragraph: Paragraph) -> bool:
    """Whether a list item shows no number of its own."""
    head = paragraph.text.split(" ", 1)[0]
    is_numbered = len(head) > 1 and head[:-1].isdigit() and head[-1] in ".)"
    return paragraph.role == "list_item" and not is_numbered

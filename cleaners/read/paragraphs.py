"""Pieces of inline Markdown to blocks: images apart, lines of forms apart, hard breaks kept."""

from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.document import Block, Role
from cleaners.layout import ends_sentence, weight
from cleaners.read.inline import Inline, Piece
from cleaners.read.lines import CELLS, is_short
from cleaners.read.plain import BULLET, trimmed

MAX_BUTTON: Final = 40  #: Latin characters of a line that may stand above prose in one paragraph


def cut_paragraph(content: Inline, role: Role) -> Iterator[tuple[Inline, bool]]:
    """Cut a paragraph at images and at breaks that end a line; the flag says: joined by a break."""
    lines, breaks = _lines(content.pieces)
    texts = ["".join(p.text for p in line if p.image is None).strip() for line in lines]
    part: list[Piece] = []
    hard = False
    for number, line in enumerate(lines):
        if number:
            ended = breaks[number - 1]
            rows = _are_rows(texts[number - 1], texts[number]) or is_item(texts[number])
            furniture = role == "paragraph" and _is_furniture_break(*texts[number - 1 : number + 1])
            if ended.hard or rows or furniture:
                if part:
                    yield Inline(tuple(part)), hard
                part, hard = [], ended.hard or rows
            else:
                part.append(ended)
        for piece in line:
            if piece.image is None:
                part.append(piece)
                continue
            if part:
                yield Inline(tuple(part)), hard
            yield Inline((piece,)), False
            part = []
    if part:
        yield Inline(tuple(part)), hard


def is_item(line: str) -> bool:
    """Whether a line of a paragraph is an item that the parser took for its continuation.

    It does where lists are indented so far that CommonMark sees code in them.
    """
    return BULLET.match(line) is not None


def _lines(pieces: Sequence[Piece]) -> tuple[list[list[Piece]], list[Piece]]:
    """Return the lines of a paragraph and the breaks between them."""
    lines: list[list[Piece]] = [[]]
    breaks: list[Piece] = []
    for piece in pieces:
        if piece.text == "\n" and piece.image is None:
            lines.append([])
            breaks.append(piece)
        else:
            lines[-1].append(piece)
    return lines, breaks


def _are_rows(before: str, after: str) -> bool:
    """Whether two lines are rows of a table whose head was lost."""
    return CELLS.search(before) is not None and CELLS.search(after) is not None


def _is_furniture_break(before: str, after: str) -> bool:
    """Whether a soft break parts lines that are no prose, such as a form's buttons."""
    if after[:1].islower() and not ends_sentence(before):
        return False
    return is_short(before) and (is_short(after) or weight(before) < MAX_BUTTON)


def joined(pieces: Sequence[Piece]) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    at = 0
    runs = []
    for piece in pieces:
        if piece.text:
            runs.append((at, piece.source, min(piece.length, len(piece.text))))
            at += len(piece.text)
    return "".join(piece.text for piece in pieces), tuple(runs)


def make_block(content: Inline, role: Role, level: int, group: int) -> Block | None:
    """Return the block of some inline content; None when nothing of it is visible."""
    first, last = content.pieces[0], content.pieces[-1]
    if first.image is not None:
        return Block(
            "image",
            first.text,
            first.source,
            first.source + first.length,
            ((0, first.source + 2, len(first.text)),) if first.text else (),
            links=(first.image,),
        )
    text, runs = joined(content.pieces)
    text, runs = trimmed(text, runs)
    if not text:
        return None
    shown = [piece for piece in content.pieces if piece.text.strip()]
    return Block(
        role=role,
        text=text,
        start=first.source,
        end=max(last.end, last.source + last.length),
        runs=runs,
        group=group,
        level=level,
        link_chars=sum(len(piece.text) for piece in shown if piece.link is not None),
        links=tuple(dict.fromkeys(piece.link for piece in shown if piece.link is not None)),
        emphasized=bool(shown) and all(piece.emphasized for piece in shown),
    )

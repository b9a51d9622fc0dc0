"""Pieces of inline Markdown to blocks: images apart, lines of forms apart, hard breaks kept."""

from collections.abc import Iterator, Sequence

from cleaners.document import Block, Role
from cleaners.layout import ends_sentence, weight
from cleaners.read.inline import Inline, Piece
from cleaners.read.lines import is_short
from cleaners.read.plain import trimmed


def cut_paragraph(content: Inline, role: Role) -> Iterator[tuple[Inline, bool]]:
    """Cut a paragraph at images and at breaks that end a line; the flag says: joined by a break."""
    part: list[Piece] = []
    hard = False
    for at, piece in enumerate(content.pieces):
        if piece.image is not None:
            if part:
                yield Inline(tuple(part)), hard
                part = []
            yield Inline((piece,)), False
            continue
        ends_line = piece.text == "\n" and (
            piece.hard or (role == "paragraph" and _is_furniture_break(content.pieces, at))
        )
        if ends_line:
            if part:
                yield Inline(tuple(part)), hard
            hard = piece.hard
            part = []
            continue
        part.append(piece)
    if part:
        yield Inline(tuple(part)), hard


def _is_furniture_break(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a soft break parts lines that are no prose, such as a form's buttons."""
    before = _line(pieces[:at], -1)
    after = _line(pieces[at + 1 :], 0)
    return (
        is_short(before)
        and (is_short(after) or weight(before) < 40)
        and not _continues(after, before)
    )


def _continues(after: str, before: str) -> bool:
    return after[:1].islower() and not ends_sentence(before)


def _line(pieces: Sequence[Piece], which: int) -> str:
    return "".join(piece.text for piece in pieces).split("\n")[which].strip()


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

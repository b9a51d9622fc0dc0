"""Inline content of Markdown with offsets: markdown-it-py gives none for what stands in a line."""

from collections.abc import Sequence
from typing import Final

import msgspec
from markdown_it.token import Token

from cleaners.read.repair import visible

_EMPHASIS: Final = ("strong_open", "em_open", "s_open")


class Piece(msgspec.Struct, frozen=True):
    """Some visible characters and the place in the source where they stand."""

    text: str
    source: int
    length: int  #: characters of the source
    link: str | None = None  #: the address, inside a link
    image: str | None = None  #: the address of an image; ``text`` is its alternative text
    emphasized: bool = False
    hard: bool = False  #: a line break that its author asked for
    end: int = 0  #: one past the markup that closes after it, where that is known


class Inline(msgspec.Struct, frozen=True):
    """The visible content of one paragraph or heading."""

    pieces: tuple[Piece, ...]


class _Cursor:
    """Follow the tokens of a line through its source."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self.source = source
        self.at = start
        self.end = end
        self.pieces: list[Piece] = []
        self.link: str | None = None
        self.automatic = False
        self.emphasis = 0

    def find(self, literal: str) -> int:
        """Return where ``literal`` stands next; the place of the cursor when it cannot be found."""
        found = self.source.find(literal, self.at, self.end)
        return found if found >= 0 else self.at

    def add(self, text: str, literal: str, *, is_code: bool = False) -> None:
        """Add a piece whose source is ``literal`` and which shows as ``text``."""
        found = self.source.find(literal, self.at, self.end)
        place = found if found >= 0 else self.at
        length = len(literal) if found >= 0 else 0  # the parser changed it: white space in code
        self.at = min(place + length, self.end)
        shown, runs = visible(text) if text == literal and not is_code else (text, ())
        emphasized = self.emphasis > 0
        if not runs:
            if shown:
                self.pieces.append(Piece(shown, place, length, self.link, None, emphasized))
            return
        for at, source, length in runs:
            stop = next((r[0] for r in runs if r[0] > at), len(shown))
            piece = Piece(shown[at:stop], place + source, length, self.link, None, emphasized)
            self.pieces.append(piece)

    def close_link(self) -> None:
        """Go past the address of a link: "](...)", "][...]" or ">"."""
        self.link = None
        if self.automatic:
            self.at = min(self.find(">") + 1, self.end)
        else:
            self.at = past_target(self.source, self.find("]") + 1, self.end)
        self.close()

    def close(self) -> None:
        """Note on the last piece that markup closes after it."""
        if self.pieces:
            self.pieces[-1] = msgspec.structs.replace(self.pieces[-1], end=self.at)


def past_target(source: str, at: int, end: int) -> int:
    """Return the offset after the address of a link or image that may begin at ``at``."""
    opening = source[at : at + 1]
    if opening not in ("(", "["):
        return at
    closing = ")" if opening == "(" else "]"
    depth = 0
    quote = ""
    place = at
    while place < end:
        char = source[place]
        if char == "\\":
            place += 1
        elif quote:
            quote = "" if char == quote else quote
        elif char in "\"'" and source[place - 1].isspace() and closing == ")":
            quote = char
        elif char == opening:
            depth += 1
        elif char == closing:
            depth -= 1
            if depth == 0:
                return place + 1
        place += 1
    return at


def read_inline(source: str, start: int, end: int, tokens: Sequence[Token]) -> Inline:
    """Return the visible pieces of inline tokens whose source is ``source[start:end]``."""
    cursor = _Cursor(source, start, end)
    for token in tokens:
        _step(cursor, token)
    return Inline(tuple(cursor.pieces))


def _step(cursor: _Cursor, token: Token) -> None:
    match token.type:
        case "text":
            cursor.add(token.content, token.content)
        case "text_special":
            cursor.add(token.content, token.markup)
        case "code_inline":
            cursor.add(token.content, token.content, is_code=True)
            cursor.at = min(cursor.at + len(token.markup), cursor.end)
            cursor.close()
        case "softbreak" | "hardbreak":
            place = next(
                (i for i in range(cursor.at, cursor.end) if cursor.source[i] in "\r\n"), cursor.at
            )
            hard = token.type == "hardbreak"
            # the text of a link is one thing, on however many lines it stands
            shown = " " if cursor.link is not None and not hard else "\n"
            cursor.pieces.append(Piece(shown, place, 1, hard=hard))
            cursor.at = min(place + 1, cursor.end)
        case "link_open":
            cursor.link = str(token.attrs.get("href", ""))
            cursor.automatic = token.markup == "autolink"
            cursor.at = min(cursor.find("<" if cursor.automatic else "[") + 1, cursor.end)
        case "link_close":
            cursor.close_link()
        case "image":
            place = cursor.find("![")
            alt = cursor.find("]")
            cursor.at = past_target(cursor.source, max(alt + 1, place + 2), cursor.end)
            address = str(token.attrs.get("src", ""))
            cursor.pieces.append(Piece(token.content, place, cursor.at - place, image=address))
        case "html_inline":
            cursor.at = min(cursor.find(token.content) + len(token.content), cursor.end)
            if token.content.lower().startswith("<br"):
                place = cursor.at - len(token.content)
                cursor.pieces.append(Piece("\n", place, len(token.content), hard=True))
        case kind if kind in _EMPHASIS:
            cursor.emphasis += 1
            cursor.at = min(cursor.find(token.markup) + len(token.markup), cursor.end)
        case "strong_close" | "em_close" | "s_close":
            cursor.emphasis -= 1
            cursor.at = min(cursor.find(token.markup) + len(token.markup), cursor.end)
            cursor.close()

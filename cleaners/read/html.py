"""Read HTML: a page to blocks as a reader sees them, and what its head declares."""

from collections.abc import Iterator
from html import unescape
from typing import Final

from cleaners.document import Block, Head
from cleaners.read.html_blocks import Writer
from cleaners.read.html_cues import AUTHOR, BLOCK, UNSEEN, Frame, Tag
from cleaners.read.html_elements import (
    CLOSES,
    CLOSING,
    EMPTY,
    LINK,
    LITERAL,
    OPENING,
    OPENS,
    UNSHOWN,
    WITHOUT_FRAME,
    KNOWN,
    read_tag,
)
from cleaners.read.html_head import HeadReader
from cleaners.read.tree import SPARE, VOID, canonical

MIN_SHOWN: Final = 400  #: characters of prose; a page that shows less may show the rest by script
MIN_PROSE: Final = 60  #: characters of a run of text, to count as prose
_SPARES: Final = tuple(f"<{tag}" for tag in SPARE)
HIDDEN_SHARE: Final = 2  #: how much more prose must be hidden than shown, for that
_DECLARING: Final = ("meta ", "link ")


def read_html(text: str) -> tuple[tuple[Block, ...], Head]:
    """Return the blocks of a page in reading order, and its head.

    What style and attributes hide is left out, unless the page shows next to nothing else. Offsets
    are 0: blocks of a tree have no place in the source.
    """
    page = canonical(text)
    walk = Walk(page.markup)
    if walk.shown < MIN_SHOWN and (walk.hidden > MIN_SHOWN or any(it in text for it in _SPARES)):
        other = Walk(canonical(text, spare=True).markup, show_all=True)
        if other.shown > max(HIDDEN_SHARE * walk.shown, MIN_SHOWN):
            walk = other
    return tuple(walk.writer.blocks), walk.head.head(walk.writer.times, page.json_ld)


class Walk:
    """One way through the markup of a page; no recursion, whatever the depth."""

    def __init__(self, markup: str, show_all: bool = False) -> None:
        """Read canonical markup (`cleaners.read.tree`)."""
        self.writer = Writer()
        self.head = HeadReader()
        self.show_all = show_all
        self.shown = 0  #: characters of prose
        self.hidden = 0  #: the same, of what was passed over
        self._walk(iter(f"div>{markup}</div>".split("<")))

    def _walk(self, pieces: Iterator[str]) -> None:  # noqa: PLR0912  calls cost time
        """Follow the pieces: what stands between two opening brackets, a tag and some text."""
        writer, head, show_all = self.writer, self.head, self.show_all
        run, pending, hrefs = writer.run, writer.pending, writer.hrefs
        stack: list[tuple[Tag, Frame]] = []
        frame, known = writer.frame, KNOWN.get
        author = number = 0
        for piece in pieces:
            markup, bracket, text = piece.partition(">")
            if markup[:1] == "/":
                if stack:
                    tag, around = stack.pop()
                    traits = tag.traits
                    if traits & BLOCK and (run or pending):
                        writer.flush(frame)
                    if traits & LINK:
                        writer.close_link()
                    elif traits & CLOSES:
                        CLOSING[tag.name](writer, around)
                    if author > len(stack):
                        head.close_author()
                        author = 0
                    frame = around
            elif markup[:1] == "!":
                text = _past_comment(piece, pieces)
            else:
                if not bracket:  # a broken name of an attribute holds one
                    markup, text = _past_bracket(piece, pieces)
                tag = known(markup) or read_tag(markup)
                traits = tag.traits
                if tag.declares:
                    head.open(tag.name, tag.attributes, text)
                number += 1
                if traits & UNSHOWN or (tag.said & UNSEEN and not show_all):
                    if not traits & EMPTY:
                        text = self._skip(text, pieces)
                else:
                    if traits & BLOCK and (run or pending):
                        writer.flush(frame)
                    inner = frame if traits & WITHOUT_FRAME else (tag, number, frame)
                    if traits & LINK:
                        writer.open_link(markup)
                    elif traits & OPENS:
                        OPENING[tag.name](writer, tag.attributes, inner)
                    if traits & LITERAL:
                        text = _literal(text, tag.name, pieces)
                    elif not traits & EMPTY:
                        stack.append((tag, frame))
                        frame = inner
                        if tag.said & AUTHOR and not author and head.open_author():
                            author = len(stack)
            if text:
                if not text.isspace():
                    if "&" in text:
                        text = unescape(text)  # noqa: PLW2901
                    run.append(text)
                    writer.holds_text = True
                    tag = frame[0]
                    if not tag.traits & BLOCK and tag.words:
                        writer.inline[tag.words] = None
                    if hrefs or writer.emphasis:
                        writer.measure(text)
                    if len(text) > MIN_PROSE:
                        self.shown += len(text)
                elif run or writer.pre:
                    run.append(text if writer.pre else " ")
                if author:
                    head.author_text(text)
        writer.flush(frame)

    def _skip(self, text: str, pieces: Iterator[str]) -> str:
        """Pass over the rest of a hidden element; return the text behind it."""
        depth = 1
        while True:
            if len(text) > MIN_PROSE:
                self.hidden += len(text)
            piece = next(pieces, None)
            if piece is None:
                return ""
            markup, _, text = piece.partition(">")
            if markup[:1] == "/":
                depth -= 1
                if not depth:
                    return text
            elif markup[:1] == "!":
                text = _past_comment(piece, pieces)
            else:
                if markup.startswith(_DECLARING) or "itemprop=" in markup:
                    tag = read_tag(markup)
                    self.head.open(tag.name, tag.attributes, text)
                depth += markup.partition(" ")[0] not in VOID


def _past_comment(piece: str, pieces: Iterator[str]) -> str:
    """Return the text behind a comment or declaration that ``piece`` begins."""
    if not piece.startswith("!--"):
        return piece.partition(">")[2]
    while "-->" not in piece:
        following = next(pieces, None)
        if following is None:
            return ""
        piece = f"{piece[-2:]}<{following}"
    return piece.partition("-->")[2]


def _past_bracket(piece: str, pieces: Iterator[str]) -> tuple[str, str]:
    """Return the markup of a tag that the next bracket does not end, and the text behind it."""
    parts = [piece]
    for following in pieces:
        parts.append(following)
        if ">" in following:
            break
    markup, _, text = "<".join(parts).partition(">")
    return markup, text


def _literal(text: str, name: str, pieces: Iterator[str]) -> str:
    """Return the text of an element whose brackets are text, and that behind it."""
    parts = [text]
    for piece in pieces:
        if piece.startswith(f"/{name}>"):
            parts.append(piece.partition(">")[2])
            break
        parts.append(f"<{piece}")
    return "".join(parts)

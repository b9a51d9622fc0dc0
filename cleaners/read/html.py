"""Read HTML: a page to blocks as a reader sees them, and what its head declares."""

from collections.abc import Iterator, Mapping
from itertools import count, islice
from typing import Final, TypeAlias

from cleaners.document import Block
from cleaners.page import Head
from cleaners.read.html_blocks import BLOCK, Writer
from cleaners.read.html_cues import Frame, is_apart
from cleaners.read.html_elements import (
    APART,
    AUTHOR,
    CLOSES,
    CLOSING,
    CLOSING_TAG,
    DECLARES,
    EMPTY,
    LINK,
    NAME,
    OPENING,
    OPENS,
    UNSEEN,
    UNSHOWN,
    WITHOUT_FRAME,
    know,
)
from cleaners.read.html_head import HeadReader
from cleaners.read.html_hidden import Unseen, declared_body, told_body
from cleaners.read.html_menus import find_menus, lines_of
from cleaners.read.html_state import stated_body
from cleaners.read.tree import SPARE, canonical, unescaped

MIN_SHOWN: Final = 400  #: characters of prose; a page that shows less may show the rest by script
MIN_PROSE: Final = 60  #: characters of a run of text, to count as prose
#: ends of elements that are set apart from those behind them by style alone
SET_APART: Final = frozenset(("/span", "/a", "/time", "/small"))
ENDING: Final = frozenset(")]}.")  #: other signs at the end of such an element
MARKS: Final = "\u0300"  #: from here on letters of many scripts end with signs
DIGITS: Final = frozenset("0123456789.")
_SPARES: Final = tuple(f"<{tag}" for tag in SPARE)
HIDDEN_SHARE: Final = 3  #: how much more prose must be hidden than shown, for that
_DECLARING: Final = ("meta ", "link ")
#: pieces of canonical markup: number, what stands between the brackets of a tag, what is known of
#: it as bits, and the text behind it
Pieces: TypeAlias = Iterator[tuple[int, str, int, str]]
_END: Final = (0, "", 0, "")  #: what `next` gives when nothing follows


def read_html(text: str, data: bytes | None = None) -> tuple[tuple[Block, ...], Head]:
    """Return the blocks of a page in reading order, and its head.

    What style and attributes hide is left out, unless the page shows next to nothing else, or
    declares it as the body of its article; where next to nothing of that is there at all, it is
    read from the declaration, or from the data of the scripts that put the page together. Offsets
    are 0: blocks of a tree have no place in the source. ``data`` is the text in UTF-8, where it is
    known.
    """
    page = canonical(text, data=data)
    walk = Walk(page.markup)
    if walk.shown < MIN_SHOWN and (walk.hidden > MIN_SHOWN or any(it in text for it in _SPARES)):
        other = Walk(canonical(text, spare=True).markup, show_all=True)
        if other.shown > max(HIDDEN_SHARE * walk.shown, MIN_SHOWN):
            walk = other
    elif walk.hidden > MIN_SHOWN and (body := declared_body(page.json_ld)):
        unseen = Unseen(body, (block.text for block in walk.writer.blocks))
        if any(map(unseen.holds, walk.passed)):
            walk = Walk(page.markup, unseen=unseen)
    least = HIDDEN_SHARE * max(walk.shown, MIN_SHOWN)
    told = told_body(page.json_ld, least)
    if not told and walk.shown < MIN_SHOWN:
        told = stated_body(text, least)
    if told:
        walk = Walk(page.markup + canonical(told).markup)
    return tuple(walk.writer.blocks), walk.head.head(walk.writer, page.json_ld)


class Walk:
    """One way through the markup of a page; no recursion, whatever the depth."""

    def __init__(self, markup: str, show_all: bool = False, unseen: Unseen | None = None) -> None:
        """Read canonical markup (`cleaners.read.tree`)."""
        self.writer = Writer()
        self.head = HeadReader()
        self.show_all = show_all
        self.unseen = unseen  #: of the hidden texts, those to show
        self.passed: list[str] = []  #: first prose of each part that was passed over
        self.shown = 0  #: characters of prose
        self.hidden = 0  #: the same, of what was passed over
        # text before the first tag stands in the body; canonical markup has brackets by turns only
        pieces = f"body>{markup}</body>".replace(">", "<").split("<")
        self._tags, self._texts = pieces[::2], pieces[1::2]
        self._known = know(self._tags)
        title = next((at for at, tag in enumerate(self._tags) if tag[:5] == "title"), None)
        told = "" if title is None else self._texts[title]
        self._walk(find_menus(self._known, self._texts, told))

    def _walk(self, menus: Mapping[int, int]) -> None:  # noqa: PLR0912, PLR0915  calls cost time
        """Follow the pieces: a tag and the text behind it."""
        writer, head = self.writer, self.head
        run, pending, hrefs, headings = writer.run, writer.pending, writer.hrefs, writer.headings
        stack: list[Frame] = []
        hidden = UNSHOWN if self.show_all else UNSHOWN | UNSEEN
        frame, author, naming = writer.frame, 0, AUTHOR | NAME
        pieces = zip(count(), self._tags, self._known, self._texts, strict=False)
        for number, markup, bits, text in pieces:
            if bits & CLOSING_TAG and stack:
                if bits & BLOCK and (run or pending):
                    writer.flush(frame)
                elif frame[1] & APART:
                    writer.close_kicker()
                frame = stack.pop()
                if bits & LINK:
                    writer.close_link()
                elif bits & CLOSES:
                    CLOSING[markup[1:]](writer, frame)
                if author > len(stack):
                    writer.close_author()
                    author = 0
            elif not bits & CLOSING_TAG:
                if bits & DECLARES:
                    head.open(markup, text)
                if bits & hidden and not (self.unseen and self._is_missed(number)):
                    text = text if bits & EMPTY else self._skip(text, pieces)  # noqa: PLW2901
                elif number in menus:
                    text = self._menu(frame, number, menus[number], pieces)  # noqa: PLW2901
                else:
                    if headings and not writer.holds_text and is_apart(markup):
                        bits = (bits | APART) & ~WITHOUT_FRAME  # noqa: PLW2901
                    if bits & BLOCK and (run or pending):
                        writer.flush(frame)
                    inner = frame if bits & WITHOUT_FRAME else (markup, bits, number, frame)
                    if bits & LINK:
                        writer.open_link(markup)
                    elif bits & OPENS:
                        OPENING[markup.partition(" ")[0]](writer, markup, inner)
                    if not bits & EMPTY:
                        stack.append(frame)
                        frame = inner
                        if bits & naming and (author or bits & AUTHOR) and writer.open_author():
                            author = len(stack)
            if text:
                if not text.isspace():
                    text = unescaped(text)  # noqa: PLW2901
                    writer.holds_text |= not text.isspace()
                    follows = run and not bits & CLOSING_TAG
                    run.append(self._parted(number, run[-1], text) if follows else text)
                    if not frame[1] & BLOCK:
                        writer.inline[frame[0]] = None
                    if hrefs or writer.emphasis:
                        writer.measure(text)
                    self.shown += len(text) if len(text) > MIN_PROSE else 0
                elif run or writer.pre:
                    run.append(text if writer.pre else " ")
                if author:
                    writer.author_text(text)
        writer.flush(frame)

    def _menu(self, around: Frame, start: int, end: int, pieces: Pieces) -> str:
        """Read a menu as one block; return the text behind it."""
        if self.writer.run or self.writer.pending:
            self.writer.flush(around)
        frame = (self._tags[start], self._known[start], start, around)
        lines = lines_of(self._known, self._texts, start, end)
        if lines:
            self.writer.menu(unescaped("\n".join(lines)), frame)
        return _jump(pieces, end - start)

    def _parted(self, number: int, before: str, text: str) -> str:
        """Return a text behind a space where style alone parts it from the one before."""
        return f" {text}" if self._is_apart(number, before, text) else text

    def _is_apart(self, number: int, before: str, text: str) -> bool:
        """Whether style parts two elements that nothing parts in the text: a byline, a day.

        A capital or a digit begins the second.
        """
        closed = self._tags[number - 1]
        if closed not in SET_APART or self._texts[number - 1]:
            return False
        if not text[0].isalnum() or text[0].islower():
            return False
        last = before[-1]
        if (
            last.isspace()
            or last.isupper()
            or not (last.isalnum() or last in ENDING or last > MARKS)
        ):
            return False
        if f"/{self._tags[number].partition(' ')[0]}" not in SET_APART:
            return False
        return closed == "/time" or not (text[0].isdigit() and last in DIGITS)

    def _is_missed(self, start: int) -> bool:
        """Whether a hidden element begins with a text that is to be shown."""
        assert self.unseen is not None
        if self._known[start] & UNSHOWN:
            return False
        depth = 0
        for text, bits in islice(zip(self._texts, self._known, strict=True), start, None):
            depth += -1 if bits & CLOSING_TAG else not bits & EMPTY
            if depth <= 0:
                return False
            if len(text) > MIN_PROSE:
                return self.unseen.holds(text)
        return False

    def _skip(self, text: str, pieces: Pieces) -> str:
        """Pass over the rest of a hidden element; return the text behind it."""
        depth = 1
        is_first = True
        while True:
            if len(text) > MIN_PROSE:
                self.hidden += len(text)
                if is_first:
                    self.passed.append(text)
                    is_first = False
            number, markup, bits, text = next(pieces, _END)
            if not number:
                return ""
            if bits & CLOSING_TAG:
                depth -= 1
                if not depth:
                    return text
            else:
                if bits & DECLARES and (markup.startswith(_DECLARING) or "itemprop=" in markup):
                    self.head.open(markup, text)
                depth += not bits & EMPTY


def _jump(pieces: Pieces, steps: int) -> str:
    """Go so many pieces on; return the text of the last one."""
    return next(islice(pieces, steps - 1, steps), _END)[3]

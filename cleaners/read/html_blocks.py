"""Write blocks: text runs between block-level boundaries, with role, links and place."""

from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from cleaners.document import Block, Role
from cleaners.page import Element, Time
from cleaners.read.html_cues import MAX_LEVELS, Attributes, Frame, cover_label, words_of
from cleaners.read.html_inline import (
    addresses,
    asks_for_mail,
    may_head,
    parted,
    source_of,
    words_within,
)
from cleaners.read.html_rows import row_of

BLOCK: Final = 1  #: of what is known of a frame: it stands on lines of its own
MIN_HEADED: Final = 60  #: characters below a bold line; fewer are an address, an office
MAX_ASKS: Final = 20  #: fields of one page that are noted
MAX_COVERS: Final = 400  #: links without content that are noted of one page
MAX_AUTHOR: Final = 120  #: characters of an element that names an author
MAX_AUTHORS: Final = 60  #: of one page: a list of stories has many, and its own article's, too
EMPHASIZED_SHARE: Final = 0.95  #: of the characters of an emphasized block
_SOFT_HYPHEN: Final = "\xad"


class Writer:
    """The page so far: what is open, the run of text being read, the blocks that are done."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.times: list[Time] = []
        self.authors: list[tuple[int, str]] = []
        self.asks: list[Element] = []
        self.covers: list[tuple[int, str]] = []
        self.frame: Frame = ("body", BLOCK, 0, None)
        self._elements = {0: Element("body", "", 0, None, 0)}
        self.headings: list[int] = []  #: levels of the open headings
        self.lists: list[int] = []  #: numbers of the open lists
        self.items: list[bool] = []  #: open list items: whether their first block is written
        self.tables: list[int] = []
        self.quotes = 0
        self.pre = 0
        self.emphasis = 0
        self._rows: list[list[int]] = []  #: open rows: first block of each cell
        self.hrefs: list[str] = []  #: markup of the open links
        self._filled = ""  #: markup of the last link that has content
        self.holds_text = False  #: more than space
        self.run: list[str] = []  #: of the line that is being read
        self.pending: list[str | Block] = []  #: lines and images of the block that is being read
        self._lines: list[str] = []
        self._link_chars = 0
        self._emphasized = 0
        self._links: list[str] = []
        self.inline: dict[str, None] = {}  #: markup of the elements within the block
        self._images: list[Block] = []
        self._times: list[Time] = []  #: of the block being written
        self._sub_heading = 0  #: emphasized characters of the first line, where it is all bold
        self._kicker = 0  #: texts of the run that stand before the headline in its element
        self._author: list[str] = []  #: texts of the open element that names an author
        self._author_place = 0

    def open_author(self) -> bool:
        """Begin an element whose text names an author; whether there is room for one more."""
        self._author.clear()
        self._author_place = len(self.blocks)
        return len(self.authors) < MAX_AUTHORS

    def author_text(self, text: str) -> None:
        """Take some text of that element."""
        self._author.append(text)

    def close_author(self) -> None:
        """End the element that names an author."""
        value = " ".join("".join(self._author).split())
        if 1 < len(value) <= MAX_AUTHOR:
            self.authors.append((self._author_place, value))

    def text(self, text: str) -> None:
        """Take some text."""
        self.run.append(text)
        self.holds_text = True

    def measure(self, text: str) -> None:
        """Count some text that stands in links or is emphasized."""
        length = len(" ".join(text.split()))
        if self.hrefs:
            self._link_chars += length
            self._filled = self.hrefs[-1]
            if not self._links or self._links[-1] is not self.hrefs[-1]:
                self._links.append(self.hrefs[-1])
        if self.emphasis:
            self._emphasized += length

    def break_line(self, frame: Frame) -> None:
        """End a line; two breaks in a row end the block."""
        if self.pre:
            self.run.append("\n")
            return
        line = " ".join("".join(self.run).split())
        self.run.clear()
        if line:
            if not self._lines and self._is_emphasized(line):
                self._sub_heading = self._emphasized
            self._lines.append(line)
            self.pending.append(line)
        elif self._lines:
            self.flush(frame)

    def _is_emphasized(self, line: str) -> bool:
        """Whether the first line of a block is all bold, and no part of a cell, item or heading."""
        if self._emphasized < EMPHASIZED_SHARE * len(line) or not may_head(line):
            return False
        return not (self._rows or self.items or self.headings or self.quotes)

    def open_link(self, markup: str) -> None:
        """Begin a link, given what stands between the brackets of its tag."""
        self.hrefs.append(markup)

    def close_link(self) -> None:
        """End the innermost link; one without content may be laid over the box around it."""
        markup = self.hrefs.pop() if self.hrefs else ""  # raw text may have swallowed its opening
        is_empty = markup is not self._filled and len(self.covers) < MAX_COVERS
        if is_empty and (label := cover_label(markup)) is not None:
            self.covers.append((len(self.blocks), label))

    def close_kicker(self) -> None:
        """End what stands before the headline in the element of the heading."""
        if not self._lines and not self._kicker:
            self._kicker = len(self.run)

    def time(self, attributes: Attributes) -> None:
        """Note a time element for the block that it stands in."""
        if moment := attributes.get("datetime", ""):
            words = " ".join(attributes.get(name) or "" for name in ("class", "itemprop"))
            self._times.append(Time(-1, moment.strip()[:100], words.strip().lower()[:200]))

    def field(self, attributes: Attributes, frame: Frame) -> None:
        """Note an element whose field asks for an address of mail."""
        if asks_for_mail(attributes) and len(self.asks) < MAX_ASKS:
            self.asks.append(self._element(frame))

    def image(self, attributes: Attributes, frame: Frame) -> None:
        """Note an image; it stands behind the block whose text it interrupts."""
        src, alt = source_of(attributes), " ".join((attributes.get("alt") or "").split())
        if src[:5] != "data:" and (alt or src) and attributes.get("width") not in ("0", "1"):
            links = (src,) if src else ()
            self._filled = self.hrefs[-1] if self.hrefs else self._filled
            it = Block("image", alt, 0, 0, links=links, element=self._element(frame))
            self._images.append(it)
            self.pending.append(it)

    def menu(self, text: str, frame: Frame) -> None:
        """Write a menu as a block that is nothing but links."""
        element = self._element(frame)
        self.blocks.append(Block("menu", text, 0, 0, link_chars=len(text), element=element))

    def flush(self, frame: Frame) -> None:
        """End the block that is being read, if it holds anything; it stands in ``frame``."""
        if self.holds_text:
            self._write(frame)
        elif self.run:
            self.run.clear()
        if self._images:
            self.blocks += self._images
            self._images.clear()
        self.pending.clear()

    def _element(self, frame: Frame) -> Element:
        """Return the element of the innermost frame that stands on lines of its own."""
        around: Frame | None = frame
        while around is not None and around[3] is not None and not around[1] & BLOCK:
            around = around[3]
        chain: list[Frame] = []
        while around is not None and around[2] not in self._elements:
            chain.append(around)
            around = around[3]
        assert around is not None  # the body is known
        element = self._elements[around[2]]
        while chain:
            markup, _, number, _ = chain.pop()
            if element.depth < MAX_LEVELS:
                name = markup.partition(" ")[0]
                element = Element(name, words_of(markup), number, element, element.depth + 1)
            self._elements[number] = element
        return element

    def _write(self, frame: Frame) -> None:
        if self._kicker:
            self._write_kicker(frame)
        if self._sub_heading:
            self._write_sub_heading(frame)
        place = len(self.blocks)
        if text := self._take_text():
            role, level, group = self._role()
            self.blocks.append(
                Block(
                    role,
                    text,
                    0,
                    0,
                    level=level,
                    group=group,
                    link_chars=min(self._link_chars, len(text)),
                    links=addresses(self._links) if self._links else (),
                    emphasized=self._emphasized >= EMPHASIZED_SHARE * len(text),
                    element=self._element(frame),
                    inline=words_within(self.inline) if self.inline else "",
                )
            )
        if self._times:
            self.times += [replace(it, block=place) for it in self._times]
            self._times = []
        self.holds_text = False
        self._link_chars = self._emphasized = 0
        self._links = []
        self.inline.clear()

    def _write_kicker(self, frame: Frame) -> None:
        """Write what stands before the headline, with the sign that parts the two, by itself."""
        kicker, headline = parted(self.run[: self._kicker], self.run[self._kicker :])
        self._kicker = 0
        if self.headings and kicker and headline:
            is_linked = self._link_chars >= EMPHASIZED_SHARE * (len(kicker) + len(headline))
            chars, element = len(kicker) if is_linked else 0, self._element(frame)
            self.blocks.append(Block("paragraph", kicker, 0, 0, link_chars=chars, element=element))
            self.run[:] = [headline]

    def _write_sub_heading(self, frame: Frame) -> None:
        """Write a bold first line by itself, where a paragraph that is not bold follows it."""
        bold, self._sub_heading = self._sub_heading, 0
        heading, *lines = self._lines
        length = sum(map(len, lines)) + len(" ".join("".join(self.run).split()))
        if length >= MIN_HEADED and self._emphasized - bold < length / 2:
            element = self._element(frame)
            self.blocks.append(Block("paragraph", heading, 0, 0, emphasized=True, element=element))
            self._lines = lines
            self._emphasized -= bold

    def _take_text(self) -> str:
        run, lines = self.run, self._lines
        text = run[0] if len(run) == 1 else "".join(run)
        run.clear()
        if _SOFT_HYPHEN in text:  # nobody sees it, and it stands amid the words of labels and names
            text = text.replace(_SOFT_HYPHEN, "")
        if self.pre:
            kept = [line.rstrip() for line in text.expandtabs(4).splitlines()]
            text = "\n".join([*lines, *kept]).strip("\n")
        else:
            text = " ".join(text.split())
            if lines:
                text = "\n".join([*lines, text]) if text else "\n".join(lines)
        if lines:
            self._lines = []
        return text

    def _role(self) -> tuple[Role, int, int]:
        """Return role, level and group of the block that ends here."""
        if self.headings:
            return "heading", self.headings[-1], 0
        if self.items and not self.items[-1]:
            self.items[-1] = True
            return "list_item", max(len(self.lists), 1), self.lists[-1] if self.lists else 0
        if self.pre:
            return "code", 0, 0
        if self.quotes:
            return "quote", self.quotes, 0
        return "paragraph", 0, 0

    def open_row(self) -> None:
        """Begin the row of a table."""
        self._rows.append([])

    def open_cell(self) -> None:
        """Begin a cell of the innermost row."""
        if self._rows:
            self._rows[-1].append(len(self.blocks))

    def close_row(self) -> None:
        """End a row: short cells become one block, long ones were blocks of the page."""
        if not self._rows:
            return
        starts = self._rows.pop()
        if len(starts) < 2:
            return
        bounds = [*starts, len(self.blocks)]
        cells = [[it for it in self.blocks[a:b] if it.role != "image"] for a, b in pairwise(bounds)]
        row = row_of(cells, self.tables[-1] if self.tables else 0)
        if row is None:
            return
        first = starts[0]
        images = [it for it in self.blocks[first:] if it.role == "image"]
        self.blocks[first:] = [*images, row]
        place = len(self.blocks) - 1
        self.times = [replace(it, block=place) if it.block >= first else it for it in self.times]
        self.authors = [(place if at >= first else at, name) for at, name in self.authors]

"""Write blocks: text runs between block-level boundaries, with role, links and place."""

from itertools import pairwise
from typing import Final

import msgspec

from cleaners.document import Block, Role
from cleaners.read.html_cues import Attributes, Frame

MAX_CELL: Final = 400  #: characters; a table with longer cells lays out the page
MAX_INLINE: Final = 24  #: elements within a block whose words are kept
MAX_LINKS: Final = 200  #: addresses kept of one block
EMPHASIZED_SHARE: Final = 0.95  #: of the characters of an emphasized block
_SOURCES: Final = ("src", "data-src", "data-original", "data-lazy-src", "srcset", "data-srcset")


class Writer:
    """The page so far: what is open, the run of text being read, the blocks that are done."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.times: list[tuple[int, str]] = []
        self.frame = Frame("body", {}, 0, None, True)
        self.headings: list[int] = []  #: levels of the open headings
        self.lists: list[int] = []  #: numbers of the open lists
        self.items: list[bool] = []  #: open list items: whether their first block is written
        self.tables: list[int] = []
        self.quotes = 0
        self.pre = 0
        self.emphasis = 0
        self._rows: list[list[int]] = []  #: open rows: first block of each cell
        self._hrefs: list[str] = []  #: of the open links
        self._owner: Frame | None = None  #: the element that the run of text belongs to
        self.run: list[str] = []  #: of the line that is being read
        self.pending: list[str | Block] = []  #: lines and images of the block that is being read
        self._lines: list[str] = []
        self._link_chars = 0
        self._emphasized = 0
        self._links: list[str] = []
        self._inline: dict[Frame, None] = {}
        self._images: list[Block] = []
        self._times: list[str] = []

    def text(self, text: str, frame: Frame) -> None:
        """Take some text that stands in ``frame``."""
        self.run.append(text)
        block = frame.block
        if self._owner is None:
            self._owner = block
        if frame is not block and len(self._inline) < MAX_INLINE:
            self._inline[frame] = None
        if self._hrefs or self.emphasis:
            length = len(" ".join(text.split()))
            if self._hrefs:
                self._link_chars += length
                if self._hrefs[-1] and self._hrefs[-1] not in self._links[-1:]:
                    self._links.append(self._hrefs[-1])
            if self.emphasis:
                self._emphasized += length

    def break_line(self) -> None:
        """End a line; two breaks in a row end the block."""
        if self.pre:
            self.run.append("\n")
            return
        line = " ".join("".join(self.run).split())
        self.run.clear()
        if line:
            self._lines.append(line)
            self.pending.append(line)
        elif self._lines:
            self.flush()

    def open_link(self, href: str) -> None:
        """Begin a link; one without address is none."""
        self._hrefs.append(href.strip())

    def close_link(self) -> None:
        """End the innermost link."""
        self._hrefs.pop()

    def time(self, moment: str) -> None:
        """Note the moment of a time element for the block that it stands in."""
        if moment:
            self._times.append(moment.strip()[:100])

    def image(self, attributes: Attributes, frame: Frame) -> None:
        """Note an image; it stands behind the block whose text it interrupts."""
        found = (attributes.get(name) for name in _SOURCES)
        src = next((it.split()[0] for it in found if it and it.strip() and "data:" not in it), "")
        alt = " ".join((attributes.get("alt") or "").split())
        if src[:5] != "data:" and (alt or src) and attributes.get("width") not in ("0", "1"):
            block = frame.block
            links = (src,) if src else ()
            it = Block("image", alt, 0, 0, links=links, path=block.path, cues=block.cues)
            self._images.append(it)
            self.pending.append(it)

    def flush(self) -> None:
        """End the block that is being read, if it holds anything."""
        if self._owner is not None:
            self._write(self._owner)
        elif self.run:
            self.run.clear()
        if self._images:
            self.blocks += self._images
            self._images.clear()
        self.pending.clear()

    def _write(self, owner: Frame) -> None:
        text = self._take_text()
        place = len(self.blocks)
        role, level, group = self._role()
        inline = ";".join(dict.fromkeys(it.own for it in self._inline if it.own))
        cues = owner.cues
        if inline:
            own, bar, rest = cues.partition("|")
            cues = f"{own};{inline}{bar}{rest}"
        self.blocks.append(
            Block(
                role,
                text,
                0,
                0,
                level=level,
                group=group,
                link_chars=min(self._link_chars, len(text)),
                links=tuple(self._links[:MAX_LINKS]),
                emphasized=self._emphasized >= EMPHASIZED_SHARE * len(text),
                path=owner.path,
                cues=cues,
            )
        )
        self.times += [(place, moment) for moment in self._times]
        self._owner = None
        self._link_chars = self._emphasized = 0
        self._links = []
        self._inline = {}
        self._times = []

    def _take_text(self) -> str:
        run, lines = "".join(self.run), self._lines
        self.run.clear()
        self._lines = []
        if self.pre:
            kept = [line.rstrip() for line in run.expandtabs(4).splitlines()]
            return "\n".join([*lines, *kept]).strip("\n")
        last = " ".join(run.split())
        if not lines:
            return last
        return "\n".join([*lines, last]) if last else "\n".join(lines)

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
        filled = [cell[0] for cell in cells if cell]
        if len(filled) < 2 or any(not _is_cell(cell) for cell in cells):
            return
        first = starts[0]
        images = [it for it in self.blocks[first:] if it.role == "image"]
        self.blocks[first:] = [*images, self._row(filled)]
        place = len(self.blocks) - 1
        self.times = [(place if at >= first else at, moment) for at, moment in self.times]

    def _row(self, cells: list[Block]) -> Block:
        return msgspec.structs.replace(
            cells[0],
            role="table_row",
            text=" | ".join(" ".join(cell.text.split("\n")) for cell in cells),
            group=self.tables[-1] if self.tables else 0,
            level=0,
            link_chars=sum(cell.link_chars for cell in cells),
            links=tuple(link for cell in cells for link in cell.links),
            emphasized=all(cell.emphasized for cell in cells),
        )


def _is_cell(cell: list[Block]) -> bool:
    """Whether the blocks of a cell are what a table of data holds: one short text, or nothing."""
    return not cell or (
        len(cell) == 1
        and cell[0].role in ("paragraph", "heading")
        and len(cell[0].text) <= MAX_CELL
    )

"""Read HTML: a page to blocks as a reader sees them, and what its head declares."""

from typing import Final

from cleaners.document import Block, Head
from cleaners.read.html_blocks import Writer
from cleaners.read.html_cues import Attributes, Frame, is_hidden
from cleaners.read.html_head import HeadReader
from cleaners.read.tree import Step, flatten

#: elements that stand on lines of their own
BLOCKS: Final = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main "
    "menu nav ol optgroup option p picture pre search section select summary table tbody td tfoot "
    "th thead tr ul".split()
)
HEADINGS: Final = {f"h{n}": n for n in range(1, 7)}
LISTS: Final = frozenset(("ul", "ol", "menu", "dir"))
EMPHASIS: Final = frozenset(("b", "strong", "i", "em"))
#: elements that say nothing of their own: no frame is kept for them
PLAIN: Final = frozenset(
    "b strong i em u s small big font sub sup abbr cite code mark bdi bdo tt ins del wbr ruby rb rt "
    "tbody thead tfoot html head body input source track col colgroup param area map".split()
)
#: elements whose text is no part of the page: typed into, or how to pronounce it
SILENT: Final = frozenset(("textarea", "rp", "rt", "title", "progress", "meter"))

MIN_SHOWN: Final = 400  #: characters of prose; a page that shows less may show the rest by script
MIN_PROSE: Final = 60  #: characters of a run of text, to count as prose
HIDDEN_SHARE: Final = 2  #: how much more prose must be hidden than shown, for that


def read_html(text: str) -> tuple[tuple[Block, ...], Head]:
    """Return the blocks of a page in reading order, and its head.

    What style and attributes hide is left out, unless the page shows next to nothing else. Offsets
    are 0: blocks of a tree have no place in the source.
    """
    walk = Walk(flatten(text))
    if walk.shown < MIN_SHOWN:
        other = Walk(flatten(text, spare=True), show_all=True)
        if other.shown > max(HIDDEN_SHARE * walk.shown, MIN_SHOWN):
            walk = other
    return tuple(walk.writer.blocks), walk.head.head(walk.writer.times)


class Walk:
    """One way through the steps of a page; no recursion, whatever the depth."""

    def __init__(self, steps: list[Step], show_all: bool = False) -> None:
        self.writer = Writer()
        self.head = HeadReader()
        self.show_all = show_all
        self.shown = 0  #: characters of prose
        self._walk(steps)

    def _walk(self, steps: list[Step]) -> None:
        """Follow the steps; ``skip`` counts the open elements of a hidden part."""
        skip, raw = 0, ""
        writer, head = self.writer, self.head
        stack: list[tuple[str, Frame]] = []
        author = 0  #: depth of the element that names an author
        frame = writer.frame
        for number, step in enumerate(steps):
            if step is None:
                if skip:
                    skip -= 1
                elif stack:
                    tag, frame = stack.pop()
                    self._close(tag, frame)
                    if author and len(stack) < author:
                        head.close_author()
                        author = 0
                raw = ""
            elif isinstance(step, str):
                if raw:
                    head.text(raw, step)
                elif not skip:
                    writer.text(step, frame)
                    if author:
                        head.author_text(step)
                    if len(step) > MIN_PROSE:
                        self.shown += len(step)
            elif skip:
                skip += 1
                raw = head.open(*step)
            else:
                tag, attributes = step
                raw = head.open(tag, attributes)
                if raw or tag in SILENT or (not self.show_all and is_hidden(attributes)):
                    skip = 1
                    continue
                stack.append((tag, frame))
                if tag not in PLAIN:
                    frame = Frame(tag, attributes, number, frame, tag in BLOCKS)
                self._open(tag, attributes, frame)
                if not author and attributes and head.open_author(attributes):
                    author = len(stack)
        writer.flush()

    def _open(self, tag: str, attributes: Attributes, frame: Frame) -> None:
        writer = self.writer
        if tag == "a":
            writer.open_link(attributes.get("href") or "")
        elif tag == "br":
            writer.break_line()
        elif tag in EMPHASIS:
            writer.emphasis += 1
        elif tag == "img":
            writer.image(attributes, frame)
        elif tag in BLOCKS:
            writer.flush()
            if tag in HEADINGS:
                writer.headings.append(HEADINGS[tag])
            elif tag in LISTS:
                writer.lists.append(frame.number)
            elif tag == "li":
                writer.items.append(False)
            elif tag == "blockquote":
                writer.quotes += 1
            elif tag == "pre":
                writer.pre += 1
            elif tag == "table":
                writer.tables.append(frame.number)
            elif tag == "tr":
                writer.open_row()
            elif tag in ("td", "th"):
                writer.open_cell()
        elif tag == "time" and attributes.get("datetime"):
            writer.time(attributes["datetime"] or "")
        elif tag == "q":
            writer.text("\u201c", frame)

    def _close(self, tag: str, frame: Frame) -> None:
        """Close an element; ``frame`` is the one around it."""
        writer = self.writer
        if tag == "a":
            writer.close_link()
        elif tag in EMPHASIS:
            writer.emphasis -= 1
        elif tag in BLOCKS:
            writer.flush()
            if tag in HEADINGS:
                writer.headings.pop()
            elif tag in LISTS:
                writer.lists.pop()
            elif tag == "li":
                writer.items.pop()
            elif tag == "blockquote":
                writer.quotes -= 1
            elif tag == "pre":
                writer.pre -= 1
            elif tag == "table":
                writer.tables.pop()
            elif tag == "tr":
                writer.close_row()
        elif tag == "q":
            writer.text("\u201d", frame)

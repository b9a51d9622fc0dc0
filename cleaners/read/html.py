"""Read HTML: a page to blocks as a reader sees them, and what its head declares."""

from typing import Final

from cleaners.document import Block, Head
from cleaners.read.html_blocks import Writer
from cleaners.read.html_cues import AUTHOR, UNSEEN, Frame, look
from cleaners.read.html_elements import (
    BLOCK,
    CLOSES,
    CLOSING,
    OPENING,
    OPENS,
    TRAITS,
    UNSHOWN,
    WITHOUT_FRAME,
)
from cleaners.read.html_head import TAGS, HeadReader
from cleaners.read.tree import SPARE, Step, flatten

MIN_SHOWN: Final = 400  #: characters of prose; a page that shows less may show the rest by script
MIN_PROSE: Final = 60  #: characters of a run of text, to count as prose
_SPARES: Final = tuple(f"<{tag}" for tag in SPARE)
HIDDEN_SHARE: Final = 2  #: how much more prose must be hidden than shown, for that


def read_html(text: str) -> tuple[tuple[Block, ...], Head]:
    """Return the blocks of a page in reading order, and its head.

    What style and attributes hide is left out, unless the page shows next to nothing else. Offsets
    are 0: blocks of a tree have no place in the source.
    """
    walk = Walk(flatten(text))
    if walk.shown < MIN_SHOWN and (walk.hidden > MIN_SHOWN or any(it in text for it in _SPARES)):
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
        self.hidden = 0  #: the same, of what was passed over
        self._walk(steps)

    def _walk(self, steps: list[Step]) -> None:  # noqa: PLR0912, PLR0915  calls cost time
        """Follow the steps; ``skip`` counts the open elements of a hidden part."""
        skip, author, raw = 0, 0, ""
        writer, head, show_all = self.writer, self.head, self.show_all
        run, pending = writer.run, writer.pending
        stack: list[tuple[str, int, Frame]] = []
        frame = writer.frame
        for number, step in enumerate(steps):
            if step is None:
                if skip:
                    skip -= 1
                    raw = ""
                    continue
                tag, traits, frame = stack.pop()
                if traits & BLOCK and (run or pending):
                    writer.flush()
                if traits & CLOSES:
                    CLOSING[tag](writer, frame)
                if author > len(stack):
                    head.close_author()
                    author = 0
            elif step.__class__ is tuple:
                tag, attributes = step
                if tag in TAGS or "itemprop" in attributes:
                    raw = head.open(tag, attributes)
                if skip:
                    skip += 1
                    continue
                traits = TRAITS.get(tag, 0)
                said = look(attributes) if attributes else 0
                if raw or traits & UNSHOWN or (said & UNSEEN and not show_all):
                    skip = 1
                    continue
                stack.append((tag, traits, frame))
                if not traits & WITHOUT_FRAME:
                    frame = Frame(tag, attributes, number, frame, bool(traits & BLOCK))
                if traits & BLOCK and (run or pending):
                    writer.flush()
                if traits & OPENS:
                    OPENING[tag](writer, attributes, frame)
                if said & AUTHOR and not author and head.open_author():
                    author = len(stack)
            elif raw:
                head.text(raw, step)  # type: ignore[arg-type]
            elif skip:
                self.hidden += len(step) if len(step) > MIN_PROSE else 0
            elif step.isspace():  # type: ignore[union-attr]
                if run or writer.pre:
                    run.append(step if writer.pre else " ")  # type: ignore[arg-type]
                if author:
                    head.author_text(" ")
            else:
                writer.text(step, frame)  # type: ignore[arg-type]
                if author:
                    head.author_text(step)  # type: ignore[arg-type]
                if len(step) > MIN_PROSE:
                    self.shown += len(step)
        writer.flush()

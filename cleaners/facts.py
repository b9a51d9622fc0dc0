"""What one document tells about its site: the keys of its lines, and where they stand."""

from collections import Counter
from typing import Final, Literal, TypeAlias

import msgspec

from cleaners.document import Block, Document, Metadata
from cleaners.folding import fold, squash
from cleaners.layout import ends_sentence, is_prose
from cleaners.lines import line_key
from cleaners.strip import Resolved
from cleaners.strip.address import speaks_to_reader

TEXT_CHARS: Final = 161  #: of a line that are written down; one more than are ever shown
#: a line may be anything; a saying ends many stories ("No one was hurt."); a sentence may be the
#: end of one; prose is a paragraph of it
Shape: TypeAlias = Literal["line", "saying", "sentence", "prose"]
MAX_SAYING_WORDS: Final = 6


class Line(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A line of a document as the site memory sees it."""

    key: str
    shape: Shape
    is_address: bool  #: it speaks to the reader
    is_body: bool  #: kept when the document was cleaned without the site memory
    is_whole: bool = True  #: nothing of it was taken out then, such as a byline


class WrittenLine(Line, frozen=True, array_like=True):
    """A line as it is written down; who needs no text reads it as a `Line`."""

    text: str = ""  #: its beginning


class Heading(msgspec.Struct, frozen=True, array_like=True):
    """The first fields of `Facts`: they are read without its lines at a tenth of the cost."""

    id: str
    site: str
    body: str
    title: str


class Facts(msgspec.Struct, frozen=True, array_like=True):
    """What one document tells about its site."""

    id: str
    site: str  #: domain or folded name; "" when unknown: such a document takes no part
    body: str  #: key of the clean text
    title: str  #: key of the title
    lines: tuple[Line, ...]


class FactsWithTexts(Facts, frozen=True, array_like=True):
    """The same, read with the texts of the lines."""

    lines: tuple[WrittenLine, ...]


def facts_of(document: Document, resolved: Resolved, metadata: Metadata, text: str) -> Facts:
    """Return what a cleaned document tells about its site."""
    site = site_key(metadata)
    lines: list[Line] = []
    if site:
        kept: Counter[int] = Counter()
        for span in resolved.kept:
            kept[span.block] += span.end - span.start
        for index, block in enumerate(document.blocks):
            key = line_key(block.text)
            if key:
                shape = shape_of(block)
                address = shape != "line" and speaks_to_reader(block.text)
                whole = kept[index] == len(block.text)
                line = WrittenLine(
                    key, shape, address, index in kept, whole, block.text[:TEXT_CHARS]
                )
                lines.append(line)
    title = line_key(metadata.title or "")
    return Facts(document.source.id, site, line_key(text), title, tuple(lines))


def shape_of(block: Block) -> Shape:
    """Return whether a block is prose, a sentence, a short one, or a line that is neither."""
    if not ends_sentence(block.text):  # most lines of a page
        return "line"
    if is_prose(block):
        return "prose"
    words = len(block.text.split())
    if words <= 1 and '"' not in fold(block.text):
        return "line"
    return "saying" if words <= MAX_SAYING_WORDS else "sentence"


def site_key(metadata: Metadata) -> str:
    """Return the name by which documents of one site know each other: domain, else site name."""
    return metadata.domain or squash(metadata.site_name or "")

"""What one document tells about its site: the keys of its lines, and where they stand."""

import msgspec

from cleaners.document import Document, Metadata
from cleaners.folding import squash
from cleaners.layout import is_prose
from cleaners.lines import line_key
from cleaners.strip import Resolved
from cleaners.strip.address import speaks_to_reader


class Line(msgspec.Struct, frozen=True, array_like=True):
    """A line of a document as the site memory sees it."""

    key: str
    is_prose: bool
    is_address: bool  #: it speaks to the reader
    is_body: bool  #: kept when the document was cleaned without the site memory


class Facts(msgspec.Struct, frozen=True, array_like=True):
    """What one document tells about its site."""

    id: str
    site: str  #: domain or folded name; "" when unknown: such a document takes no part
    body: str  #: key of the clean text
    title: str  #: key of the title
    lines: tuple[Line, ...]


def facts_of(document: Document, resolved: Resolved, metadata: Metadata, text: str) -> Facts:
    """Return what a cleaned document tells about its site."""
    site = site_key(metadata)
    lines: list[Line] = []
    if site:
        kept = {span.block for span in resolved.kept}
        for index, block in enumerate(document.blocks):
            key = line_key(block.text)
            if key:
                prose = is_prose(block)
                address = prose and speaks_to_reader(block.text)
                lines.append(Line(key, prose, address, index in kept))
    title = line_key(metadata.title or "")
    return Facts(document.source.id, site, line_key(text), title, tuple(lines))


def site_key(metadata: Metadata) -> str:
    """Return the name by which documents of one site know each other: domain, else site name."""
    return metadata.domain or squash(metadata.site_name or "")

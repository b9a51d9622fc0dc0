"""Strip: mark what is not the article, then resolve the marks.  MARKERS is the whole stage.

To add a marker, add a line. Its place is its priority: where two marks overlap, the first wins.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

import msgspec

from cleaners.document import Document, Mark
from cleaners.rules import Scanner
from cleaners.strip.address import speaks_to_reader
from cleaners.strip.bios import mark_bios
from cleaners.strip.cards import mark_cards
from cleaners.strip.container import set_apart
from cleaners.strip.cut_teasers import mark_cut_teasers
from cleaners.strip.evidence import hangs_on_below, weigh
from cleaners.strip.forms import mark_forms
from cleaners.strip.glued import mark_capitals, mark_glued
from cleaners.strip.issuers import mark_issuers
from cleaners.strip.labeler import mark_learned
from cleaners.strip.labelled import mark_labelled
from cleaners.strip.links import mark_links
from cleaners.strip.menus import mark_menus
from cleaners.strip.moved import mark_author_repeats, mark_moved, mark_title_repeats
from cleaners.strip.named_boxes import mark_named_boxes
from cleaners.strip.packs import mark_rules
from cleaners.strip.remains import mark_remains
from cleaners.strip.repeated import mark_repeated
from cleaners.strip.resolve import Kept, Resolved, resolve
from cleaners.strip.sandwiched import mark_sandwiched
from cleaners.strip.sections import mark_sections
from cleaners.strip.template import mark_template
from cleaners.strip.view import Template, View, view
from cleaners.strip.wall_words import names_access, reads_as_wall
from cleaners.strip.walls import mark_walls

__all__ = [
    "MARKERS",
    "Kept",
    "Resolved",
    "Template",
    "hangs_on_below",
    "mark",
    "mark_author_repeats",
    "mark_bios",
    "mark_capitals",
    "mark_glued",
    "mark_learned",
    "mark_moved",
    "mark_title_repeats",
    "names_access",
    "reads_as_wall",
    "resolve",
    "set_apart",
    "speaks_to_reader",
]

Marker: TypeAlias = Callable[[View], Iterable[Mark]]
NO_TEMPLATE: Final = Template()


def mark_container(seen: View) -> Iterable[Mark]:
    """Return the marks that `set_apart` made."""
    return seen.document.marks


MARKERS: Final[dict[str, Marker]] = {
    "walls": mark_walls,
    "container": mark_container,
    "rules": mark_rules,
    "remains": mark_remains,
    "forms": mark_forms,
    "menus": mark_menus,
    "labelled": mark_labelled,
    "sections": mark_sections,
    "named_boxes": mark_named_boxes,
    "sandwiched": mark_sandwiched,
    "cards": mark_cards,
    "cut_teasers": mark_cut_teasers,
    "issuers": mark_issuers,
    "repeated": mark_repeated,
    "links": mark_links,
    "template": mark_template,
}


def mark(document: Document, scanner: Scanner, template: Template = NO_TEMPLATE) -> Document:
    """Return ``document`` with the marks of all markers, in the order of their priority."""
    seen = weigh(view(document, scanner, template))
    return msgspec.structs.replace(document, marks=tuple(_marks(seen)))


def _marks(seen: View) -> Iterator[Mark]:
    for marker in MARKERS.values():
        yield from marker(seen)

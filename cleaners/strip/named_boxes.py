"""Boxes of a page whose first line names them: "Comments", "More news", "Advertisement"."""

from collections.abc import Iterator
from typing import Final

from cleaners.document import Hit, Kind, Mark
from cleaners.layout import ends_sentence, weight
from cleaners.page import Element
from cleaners.strip.view import View

MAX_SHARE: Final = 0.25  #: of the prose of a document, that such a box may hold
MAX_PROSE: Final = 700.0  #: Latin characters of prose in a small box
MAX_BLOCKS: Final = 40  #: in a small box
MAX_AD: Final = 200.0  #: Latin characters of an advertisement
MAX_DECK: Final = 300.0  #: Latin characters of a paragraph in a list of teasers
LINKED: Final = 0.5  #: share of link characters of a line that leads elsewhere
#: kinds of boxes that take all they hold, behind the text
WHOLE: Final[frozenset[Kind]] = frozenset(("comments", "comment_prompt"))
#: kinds of boxes that hold entries: headlines, words, a deck here and there
LISTS: Final[frozenset[Kind]] = frozenset(
    ("related_links", "teaser_cards", "most_read", "tag_list", "recommended_by", "breadcrumb")
)
#: kinds of boxes that hold a paragraph or two
SMALL: Final[frozenset[Kind]] = frozenset(
    ("newsletter_signup", "author_bio", "follow_us", "donation_plea", "share_bar", "app_promo")
)


def mark_named_boxes(view: View) -> Iterator[Mark]:
    """Mark what stands in the element of a label that is its first line, and alone names it."""
    if view.document.source.source_format != "html":
        return
    labels = _labels(view)
    done = -1
    for index, hit in labels.items():
        if index <= done:
            continue
        members = _members(view, index)
        if not members or not _is_box(view, index, members, hit.kind):
            continue
        done = members[-1]
        name = view.blocks[index].text[:80]
        for at in (index, *members):
            size = len(view.blocks[at].text)
            if size and view.blocks[at].role != "image":
                yield Mark(at, 0, size, hit.kind, hit.rule, evidence=f"box: {name}")


def _labels(view: View) -> dict[int, Hit]:
    """Return the lines that name a box, by block: whole lines, whatever stands around them."""
    found: dict[int, Hit] = {}
    for hit in view.document.hits:
        block = view.blocks[hit.block]
        is_whole = hit.start == 0 and hit.end == len(block.text)
        known = hit.kind in WHOLE or hit.kind in LISTS or hit.kind in SMALL
        if is_whole and (known or hit.kind == "ad_label") and not view.prose[hit.block]:
            found.setdefault(hit.block, hit)
    return dict(sorted(found.items()))


def _members(view: View, index: int) -> list[int]:
    """Return the other blocks of the smallest element that a line opens and does not fill."""
    blocks = view.blocks
    element = blocks[index].element
    before = next((at for at in range(index - 1, -1, -1) if blocks[at].role != "image"), None)
    while element is not None and element.parent is not None:
        if before is not None and _stands_in(blocks[before].element, element):
            return []
        end = index + 1
        while end < len(blocks) and _stands_in(blocks[end].element, element):
            end += 1
        members = [at for at in range(index + 1, end) if blocks[at].text]
        if any(blocks[at].role != "image" for at in members):
            return members
        element = element.parent
    return []


def _stands_in(inner: Element | None, outer: Element) -> bool:
    while inner is not None and inner.depth > outer.depth:
        inner = inner.parent
    return inner is outer


def _is_box(view: View, index: int, members: list[int], kind: Kind) -> bool:
    """Whether the element of a label holds what its kind holds, and little of the text."""
    if any(view.blocks[at].role == "heading" and view.blocks[at].level == 1 for at in members):
        return False  # a kicker above the headline
    last = max((at for at, is_it in enumerate(view.prose) if is_it), default=-1)
    prose = [at for at in members if view.prose[at]]
    held = sum(weight(view.blocks[at].text) for at in prose)
    if kind in WHOLE:
        before = sum(weight(view.blocks[at].text) for at in range(index) if view.prose[at])
        return before > 0 and members[-1] >= last
    whole = sum(weight(it.text) for it, is_it in zip(view.blocks, view.prose, strict=True) if is_it)
    if held > MAX_SHARE * whole or len(members) > MAX_BLOCKS:
        return False
    if kind in LISTS:
        return all(_is_entry(view, at) for at in members) and _leads(view, members, kind)
    return held <= (MAX_AD if kind == "ad_label" else MAX_PROSE)


def _is_entry(view: View, at: int) -> bool:
    block = view.blocks[at]
    return block.role != "code" and weight(block.text) <= MAX_DECK


def _leads(view: View, members: list[int], kind: Kind) -> bool:
    """Whether the lines of a list lead elsewhere, or are the words that a text is filed under."""
    lines = [view.blocks[at] for at in members if view.blocks[at].role != "image"]
    if kind == "tag_list":
        return not any(ends_sentence(block.text) for block in lines)
    linked = sum(block.link_chars > LINKED * len(block.text) for block in lines)
    closed = sum(ends_sentence(block.text) for block in lines)
    return linked > 0 or not closed

"""Sections: a label opens one, and its rule says how it closes."""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Final

from cleaners.document import Hit, Mark
from cleaners.layout import MIN_PROSE_CHARS, ends_sentence, weight
from cleaners.strip.menus import menu_lines
from cleaners.strip.section_addresses import address_members, is_stamp, opener_of
from cleaners.strip.view import View

_TWO_SENTENCES: Final = re.compile(r"\w{3}[.!?…][\"'»”’]*\s+[\"'«“„¿¡]*[^\W\d_]")
MAX_ENTRY: Final = 220  #: Latin characters of a headline in a list
MIN_SENTENCE: Final = 40  #: Latin characters from which a full sentence closes a list
OF_FRONT: Final = frozenset({"read_time", "publish_stamp", "byline"})
BOX: Final = "container/box"  #: rule of what stands in a box of a page
MAX_DECK: Final = 300  #: Latin characters
MAX_FRONT: Final = 6  #: blocks above the body that may be headline, standfirst, byline and stamp
MIN_HEADLINE: Final = 25  #: Latin characters of the first two


def mark_sections(view: View) -> Iterator[Mark]:
    """Mark the blocks behind each label that opens a section."""
    openers = [(at, hit) for at in view.hit_blocks if (hit := opener_of(view, at)) is not None]
    if not openers:
        return
    entries = menu_lines(view)  # there "Startseite" and "À la une" are links
    openers = [(at, hit) for at, hit in openers if at not in entries]
    body = [index for index in range(len(view.blocks)) if view.is_body(index)]
    if not body:
        return  # the letter, or the list, is the document
    boxed = {it.block for it in view.document.marks if it.rule == BOX}
    if boxed:
        boxed.update(at for at, block in enumerate(view.blocks) if block.role == "image")
    front = _front(view, body[0])
    done = -1
    for index, opener in openers:
        if index <= done:
            continue
        closing = view.rules[opener.rule].closes
        members = list(_SECTIONS[closing](view, index, opener))
        if index < front and closing == "list":
            members = [at for at in members if at < front]
        if boxed.issuperset((index, *_texts(view, members)[:1])):  # its box ends: it labels no more
            members = list(takewhile(boxed.__contains__, members))
        if closing == "list" and _is_ambiguous(view, index, members):
            continue
        if not members or (body[0] >= index and body[-1] <= max(members)):
            continue  # the same: no prose is left outside of it
        done = max(members)
        label = view.blocks[index].text[:80]
        if view.rules[opener.rule].needs_run:
            members.insert(0, index)  # the section is the company that the label needs
        for member in members:
            text = view.blocks[member].text
            yield Mark(member, 0, len(text), opener.kind, opener.rule, evidence=f"section: {label}")


def _front(view: View, first: int) -> int:
    """Return the first block of the front: what stands right above the body may be its own.

    A list of links above it ends there at the latest: behind a menu come headline, standfirst,
    byline and stamp, which read as entries of a list.
    """
    at = first
    while at > max(first - MAX_FRONT, 0) and _may_head(view, at - 1):
        at -= 1
    return at


def _may_head(view: View, at: int) -> bool:
    block, hit = view.blocks[at], view.whole(at)
    if hit is not None:
        return hit.kind in OF_FRONT
    return block.role in ("heading", "paragraph") and weight(block.text) >= MIN_HEADLINE


def _texts(view: View, members: Iterable[int]) -> list[int]:
    return [at for at in members if view.blocks[at].role != "image"]


def _is_ambiguous(view: View, index: int, members: list[int]) -> bool:
    """Whether a label amid the body may be a heading of the article: "Highlights", "Links".

    One word without a colon opens a list there only over links or stamps.
    """
    label = view.blocks[index]
    if (
        view.zones[index] != "body"
        or " " in label.text.strip()
        or label.text.rstrip()[-1:] in ":："
    ):
        return False
    return not any(view.blocks[at].link_chars or is_stamp(view, at) for at in (index, *members))


def list_members(view: View, index: int, _opener_hit: Hit) -> Iterator[int]:
    """Yield the entries of a list of links or teasers: it closes at the next body paragraph."""
    confirmed = has_links = False
    is_link = _leads(view, index)
    at = index + 1
    while at < len(view.blocks):
        if opener_of(view, at) is not None:
            return
        block = view.blocks[at]
        if is_link and block.role == "heading" and not block.link_chars:
            return  # the label leads there itself; what has a name of its own is the article's
        if has_links and _is_sub_heading(view, at):
            return  # entries lead elsewhere; this one opens the next part of the text
        has_links = has_links or _leads(view, at)
        if view.whole(at) is not None:
            confirmed = confirmed or is_stamp(view, at)
            yield at
        elif _is_entry(view, at) or _is_deck(view, at, confirmed):
            yield at
        else:
            return
        if block.role == "heading" and at > index + 1 and not block.link_chars:
            return
        at += 1


def _is_sub_heading(view: View, at: int) -> bool:
    """Whether a heading without a link stands right above prose of the body."""
    block = view.blocks[at]
    is_heading = block.role == "heading" and not block.link_chars and view.whole(at) is None
    return is_heading and at + 1 < len(view.blocks) and view.is_body(at + 1)


def _leads(view: View, at: int) -> bool:
    """Whether a block is nothing but a link."""
    block = view.blocks[at]
    return bool(block.text) and block.link_chars * 5 > 4 * len(block.text)


def _is_entry(view: View, at: int) -> bool:
    """Whether a block may be a headline in a list: short and open, or a link."""
    block = view.blocks[at]
    if _leads(view, at):
        return weight(block.text) <= MAX_ENTRY
    if block.role in ("code", "table_row"):
        return False
    if weight(block.text) >= MIN_PROSE_CHARS and _TWO_SENTENCES.search(block.text):
        return False
    closed = ends_sentence(block.text) and block.text.rstrip()[-1:] not in "?!"
    return weight(block.text) <= MAX_ENTRY and not (closed and " " in block.text.strip())


def _is_deck(view: View, at: int, confirmed: bool) -> bool:
    """Whether a sentence is the deck of a teaser card: below its headline, above its stamp.

    Once a card with a stamp was seen, a deck that ends the document needs none.
    """
    above = view.blocks[at - 1]
    if weight(view.blocks[at].text) > MAX_DECK:
        return False
    if ends_sentence(above.text) and above.text.rstrip()[-1:] not in "?!":
        return False
    following = at + 1
    if following < len(view.blocks):
        if is_stamp(view, following):
            return True
        return confirmed and _cards_to_the_end(view, following)
    return confirmed


def _cards_to_the_end(view: View, at: int) -> bool:
    """Whether all that is left are headlines, decks and stamps in turn."""
    prose_in_turn = 0
    for index in range(at, len(view.blocks)):
        sentence = view.prose[index] or (
            ends_sentence(view.blocks[index].text)
            and weight(view.blocks[index].text) >= MIN_SENTENCE
        )
        prose_in_turn = prose_in_turn + 1 if sentence and view.whole(index) is None else 0
        if prose_in_turn > 1:
            return False
    return True


def end_members(view: View, index: int, _opener_hit: Hit) -> Iterator[int]:
    """Yield all that follows, where the article stands before it."""
    if any(view.is_body(i) for i in range(index)):
        yield from range(index + 1, len(view.blocks))


_SECTIONS: Final = {"list": list_members, "address": address_members, "end": end_members}

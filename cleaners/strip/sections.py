"""Sections: a label opens one, and its rule says how it closes."""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Final

from cleaners.document import Hit, Mark
from cleaners.layout import MIN_PROSE_CHARS, ends_sentence, weight
from cleaners.strip.address import is_addressed, speaks_to_reader
from cleaners.strip.evidence import SAID
from cleaners.strip.menus import menu_lines
from cleaners.strip.view import View

MIN_AGREEING: Final = 2  #: blocks beside the label that must speak to the reader before prose goes
_TWO_SENTENCES: Final = re.compile(r"\w{3}[.!?…][\"'»”’]*\s+[\"'«“„¿¡]*[^\W\d_]")
MAX_ENTRY: Final = 220  #: Latin characters of a headline in a list
MIN_SENTENCE: Final = 40  #: Latin characters from which a full sentence closes a list
STAMPS: Final = frozenset({"read_time", "publish_stamp", "comments"})
OF_FRONT: Final = frozenset({"read_time", "publish_stamp", "byline"})
MAX_ADDRESS: Final = 60  #: blocks; no box is longer, and a text of labels takes linear time
BOX: Final = "container/box"  #: rule of what stands in a box of a page
MAX_DECK: Final = 300  #: Latin characters
MAX_FRONT: Final = 6  #: blocks above the body that may be headline, standfirst, byline and stamp
MIN_HEADLINE: Final = 25  #: Latin characters of the first two
MAX_PLEA: Final = 6  #: blocks between the opening line of a plea amid the body and its button
GIFTS: Final = frozenset({"donation_plea", "payment_form"})  #: whose buttons close a plea


def mark_sections(view: View) -> Iterator[Mark]:
    """Mark the blocks behind each label that opens a section."""
    openers = [(at, hit) for at in view.hit_blocks if (hit := _opener(view, at)) is not None]
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


def _opener(view: View, index: int) -> Hit | None:
    for hit in view.hits[index]:
        if view.rules[hit.rule].closes != "line":
            return hit
    return None


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
    return not any(view.blocks[at].link_chars or _is_stamp(view, at) for at in (index, *members))


def list_members(view: View, index: int, _opener_hit: Hit) -> Iterator[int]:
    """Yield the entries of a list of links or teasers: it closes at the next body paragraph."""
    confirmed = False
    is_link = _leads(view, index)
    at = index + 1
    while at < len(view.blocks):
        if _opener(view, at) is not None:
            return
        block = view.blocks[at]
        if is_link and block.role == "heading" and not block.link_chars:
            return  # the label leads there itself; what has a name of its own is the article's
        if view.whole(at) is not None:
            confirmed = confirmed or _is_stamp(view, at)
            yield at
        elif _is_entry(view, at) or _is_deck(view, at, confirmed):
            yield at
        else:
            return
        if block.role == "heading" and at > index + 1 and not block.link_chars:
            return
        at += 1


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
        if _is_stamp(view, following):
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


def address_members(view: View, index: int, opener: Hit) -> Iterator[int]:
    """Yield the blocks that go on speaking to the reader, and what stands amid them.

    A section that reaches the end of the body may hold a paragraph that does not; amid the body,
    where the article goes on behind it, each must, and by name of the trade.
    """
    members, agreeing = _address_run(view, index, opener, bridging=True)
    if _goes_on(view, max(members, default=index) + 1):
        if plea := _closed_by_button(view, index, opener):
            yield from plea
            return
        members, agreeing = _address_run(view, index, opener, bridging=False)
    prose = [at for at in members if view.is_body(at)]
    if prose and agreeing < MIN_AGREEING and not _is_short_box(view, members):
        members = [at for at in members if at < prose[0]]
    if view.rules[opener.rule].needs_run and not _names_the_trade(view, members):
        return  # "Before you go": a guide for travelers goes on so, too
    yield from members


def _closed_by_button(view: View, index: int, opener: Hit) -> list[int]:
    """Return the paragraphs of a plea amid the body, and the button that closes it, if it has one.

    Between its opening line and "Donate now" each paragraph says we or you; other words of the
    trade it need not name.
    """
    members: list[int] = []
    prose = 0
    if opener.kind not in GIFTS:
        return []
    for at in range(index + 1, min(index + 2 + MAX_PLEA, len(view.blocks))):
        hit = view.whole(at)
        if hit is not None and _is_gift_button(view, at, hit):
            return [*members, at] if prose else []
        if hit is None and not is_addressed(view.blocks[at].text):
            return []
        if hit is not None and hit.kind not in SAID:
            return []
        members.append(at)
        prose += view.prose[at]
    return []


def _is_gift_button(view: View, at: int, hit: Hit) -> bool:
    """Whether a small line asks for a gift: "Chip in" does; "Continue" says too little alone."""
    if view.prose[at]:
        return False
    sure = hit if hit.kind == "donation_plea" else view.whole(at, runs=False)
    return sure is not None and sure.kind in GIFTS


def _names_the_trade(view: View, members: list[int]) -> bool:
    """Whether a block of a section is hit by a rule for pleas, or says what is asked for."""
    return any((hit := view.whole(at)) is not None and hit.kind in SAID for at in members) or any(
        speaks_to_reader(view.blocks[at].text, strict=True) for at in members
    )


def _address_run(view: View, index: int, opener: Hit, *, bridging: bool) -> tuple[list[int], int]:
    """Return the members of an address section and how many of them speak to the reader."""
    name = _site_name(view, opener)
    agreeing = 0
    waiting: list[int] = []
    members: list[int] = []
    for at in range(index + 1, min(index + 1 + MAX_ADDRESS, len(view.blocks))):
        block = view.blocks[at]
        if _opens_another(view, at, opener):
            break
        claim, prose = view.whole(at), view.prose[at]
        claimed = claim is not None
        if claim is not None and claim.kind != opener.kind and any(view.prose[i] for i in waiting):
            break  # another box: the paragraph between them is of neither
        if claimed or speaks_to_reader(block.text, name, strict=not bridging and prose):
            agreeing += prose or not claimed
            members += [*waiting, at]
            waiting = []
        elif waiting or (not agreeing and not bridging):
            break  # two in a row that do not
        elif weight(block.text) < MIN_SENTENCE and not prose:
            waiting.append(at)  # a button or a small heading: only amid the address
        elif bridging and prose:
            waiting.append(at)  # one paragraph of reasons, if the address goes on after it
        else:
            break
    return members, agreeing


def _goes_on(view: View, start: int) -> bool:
    """Whether the article goes on behind a block: prose stands there that is no teaser's deck."""
    last = len(view.blocks) - 1
    return any(
        view.is_body(at) and not (at < last and _is_stamp(view, at + 1))
        for at in range(start, len(view.blocks))
    )


def _is_stamp(view: View, at: int) -> bool:
    hit = view.whole(at)
    return hit is not None and hit.kind in STAMPS


def _opens_another(view: View, at: int, opener: Hit) -> bool:
    other = _opener(view, at)
    if other is None:
        return False
    return other.kind != opener.kind or view.rules[other.rule].closes != "address"


def _is_short_box(view: View, members: list[int]) -> bool:
    """Whether a section has one paragraph only, and lines of the same form right behind it."""
    whole = sum(view.whole(at) is not None for at in members)
    return whole >= 1 and (len(members) <= MIN_AGREEING + 1 or whole == len(members) - 1)


def _site_name(view: View, opener: Hit) -> str:
    text = view.blocks[opener.block].text
    return next((text[a:b] for field, a, b in opener.fields if field == "site_name"), "")


def end_members(view: View, index: int, _opener_hit: Hit) -> Iterator[int]:
    """Yield all that follows, where the article stands before it."""
    if any(view.is_body(i) for i in range(index)):
        yield from range(index + 1, len(view.blocks))


_SECTIONS: Final = {"list": list_members, "address": address_members, "end": end_members}

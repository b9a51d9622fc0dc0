"""Sections that speak to the reader: how far a plea or an invitation goes."""

from collections.abc import Iterator
from typing import Final

from cleaners.document import Hit
from cleaners.layout import weight
from cleaners.strip.address import is_addressed, speaks_to_reader
from cleaners.strip.evidence import SAID
from cleaners.strip.view import View

MIN_AGREEING: Final = 2  #: blocks beside the label that must speak to the reader before prose goes
STAMPS: Final = frozenset({"read_time", "publish_stamp", "comments"})
MAX_ADDRESS: Final = 60  #: blocks; no box is longer, and a text of labels takes linear time
MAX_PLEA: Final = 6  #: blocks between the opening line of a plea amid the body and its button
GIFTS: Final = frozenset({"donation_plea", "payment_form"})  #: whose buttons close a plea
MIN_LINE: Final = 40  #: Latin characters, from which a line is no button or small heading


def opener_of(view: View, index: int) -> Hit | None:
    for hit in view.hits[index]:
        if view.rules[hit.rule].closes != "line":
            return hit
    return None


def is_stamp(view: View, at: int) -> bool:
    hit = view.whole(at)
    return hit is not None and hit.kind in STAMPS


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
        elif weight(block.text) < MIN_LINE and not prose:
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
        view.is_body(at) and not (at < last and is_stamp(view, at + 1))
        for at in range(start, len(view.blocks))
    )


def _opens_another(view: View, at: int, opener: Hit) -> bool:
    other = opener_of(view, at)
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

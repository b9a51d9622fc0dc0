"""Teaser cards without a label: headline, deck and stamp, again and again after the body."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.document import Mark
from cleaners.layout import ends_sentence, weight
from cleaners.strip.view import View

MIN_CARDS: Final = 2
MAX_DECK: Final = 300  #: Latin characters
STAMPS: Final = frozenset({"read_time", "publish_stamp"})
MAX_STAMP: Final = 40  #: characters
#: a date alone: among cards with sure stamps it is one, too
_DATE: Final = re.compile(
    r"\W*(?:\d{1,2}\.? [^\W\d]{3,10}\.?,? \d{4}|[^\W\d]{3,10}\.? \d{1,2}, \d{4}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d)\W*"
)


def mark_cards(view: View) -> Iterator[Mark]:
    """Mark two or more cards in turn that stand behind the body."""
    cards: list[tuple[int, int]] = []
    for index, block in enumerate(view.blocks):
        if not index or len(block.text) > MAX_STAMP or not _is_stamp(view, index, after=cards):
            continue
        card = _card(view, index)
        if card is not None and cards and cards[-1][1] != card[0]:
            cards = []
        if card is not None:
            cards.append(card)
        if len(cards) >= MIN_CARDS and _body_before(view, cards[0][0]):
            start = cards[0][0] if len(cards) == MIN_CARDS else cards[-1][0]
            yield from _marks(view, start, cards[-1][1])


def _is_stamp(view: View, index: int, *, after: list[tuple[int, int]]) -> bool:
    if any(hit.kind in STAMPS for hit in view.hits[index]):
        return True
    return bool(after) and _DATE.fullmatch(view.blocks[index].text) is not None


def _card(view: View, stamp: int) -> tuple[int, int] | None:
    """Return the half-open range of the card whose stamp is given."""
    for head in (stamp - 2, stamp - 1):
        if head < 0:
            continue
        headline = view.blocks[head].text
        is_open = not ends_sentence(headline) or headline.rstrip()[-1:] in "?!"
        deck = view.blocks[head + 1].text if head + 1 < stamp else ""
        if is_open and 15 <= weight(headline) <= 200 and weight(deck) <= MAX_DECK:
            return head, stamp + 1
    return None


def _body_before(view: View, index: int) -> bool:
    return sum(view.is_body(i) for i in range(index)) >= 2


def _marks(view: View, start: int, end: int) -> Iterator[Mark]:
    for index in range(start, end):
        text = view.blocks[index].text
        evidence = "headline, deck and stamp in turn"
        yield Mark(index, 0, len(text), "teaser_cards", "cards/stamped", evidence=evidence)

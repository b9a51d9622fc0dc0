"""Which blocks the line labeler removes: the dirtier a text, the less sure the model needs to be.

Where a block stands says how much less: beside the body, between two blocks of it, above its prose.
"""

from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from cleaners.document import Block
from cleaners.strip import labeler_characters as ch
from cleaners.strip.labeler_characters import Ints
from cleaners.strip.labeler_features import FULL, LEGAL_GROUP, ROW, Features
from cleaners.strip.labeler_trees import Leaves
from cleaners.strip.view import is_quotation

NEVER: Final = frozenset({"code", "image"})  #: roles
LISTED: Final = frozenset({"list_item", "table_row"})  #: roles of lines that go only together
MAX_LIST: Final = 12  #: of them, that one line in a safe place holds back
NO_WORD: Final = (ch.SYMBOL, ch.BRACKET, ch.BAR)  #: no sub-heading begins with one of these
MIN_GROUP: Final = 3  #: lines of one list, verse or table, that stay or go together
CLEAN: Final = 8  #: of 256: share of furniture up to which a text is clean, and left alone
DUMP: Final = 51  #: and from which it is the dump of a page
FEW: Final = 2  #: blocks of furniture, that make no dump yet, however short the text
MANY: Final = 12
VOUCHED: Final = 3  #: blocks of furniture for each that a rule knows; more is the model's own word
SHARE: Final = 6  #: the same for shares of the text
WHOLE_PAGE: Final = 48  #: blocks of furniture, from which a text is a whole page
SURE: Final = 26  #: of 256: from a text that is hardly dirty goes only what is less likely body
BESIDE: Final = 36  #: and what stands right beside the body, only below this, but in a whole page
AMID: Final = 32  #: what stands right between two blocks of body, only below this
OPENS: Final = 32  #: and a heading behind the body's first prose that prose of the body follows
PROSE: Final = 64  #: the same for paragraphs of prose, wherever they stand
STRAY: Final = 2  #: lines that may stand between the prose of the body and sentences of its end
WHOLE_PROSE: Final = 100  #: and from a whole page
NEXT_TO: Final = 160  #: of 256: so likely is the body beside it
MIN_BODY: Final = 250  #: Latin characters of likely body; with less there is none to be seen
LIKELY: Final = 115  #: and from a dump what is less likely than this


class Judged(msgspec.Struct, frozen=True):
    """What the model says of the blocks of a document."""

    table: Features
    leaves: Leaves
    body: Ints  #: probability that a block is body, in 256ths
    furniture: int  #: blocks that are marked or surely furniture
    dirt: int  #: share of the text that these hold, in 256ths
    hits: Ints  #: matches of rules in what no mark takes of each block


def choose(blocks: Sequence[Block], covered: Sequence[int], judged: Judged) -> list[int]:
    """Return the blocks to remove: the dirtier the text, the less sure the model needs to be.

    A text in which no body shows is none of ours.
    """
    free = np.array(covered) < FULL // 2
    found = free & (judged.body >= FULL // 2)
    if int((judged.table[ROW["length"]].astype(np.int64) * found).sum()) < MIN_BODY:
        return []
    weights = judged.table[ROW["length"]].astype(np.int64)
    marked = FULL * int((weights * ~free).sum()) // max(int(weights.sum()), 1)
    furniture = min(judged.furniture, VOUCHED * int((~free).sum()))
    dirt = min(judged.dirt, CLEAN + SHARE * marked)
    dirty = _rise(dirt, CLEAN, DUMP) * _rise(furniture, FEW, MANY)
    if not dirty:
        return []
    limit = SURE + (LIKELY - SURE) * dirty // (FULL * FULL)
    whole = _rise(furniture, MANY, WHOLE_PAGE) * _rise(dirt, CLEAN, DUMP) // FULL
    beside = BESIDE + (LIKELY - BESIDE) * whole // FULL
    prose = PROSE + (WHOLE_PROSE - PROSE) * whole // FULL
    limits = np.where(_joins_body(judged, free), min(limit, beside), limit)
    limits = np.where(_stands_amid(judged, free), np.minimum(limits, AMID), limits)
    limits = np.where(judged.table[ROW["prose"]] > 0, np.minimum(limits, prose), limits)
    limits = np.where(_opens(judged, free), np.minimum(limits, OPENS), limits)
    limits[_goes_on(judged, free)] = 0
    groups = _groups(blocks)
    for them in groups:
        if len(them) <= MAX_LIST and blocks[them[0]].role in LISTED:
            limits[them] = limits[them].min()
    body = _together(groups, judged.body)
    return [
        index
        for index in np.flatnonzero(free & (body < limits)).tolist()
        if blocks[index].role not in NEVER
        and not is_quotation(blocks[index])
        and any(map(str.isalnum, blocks[index].text))
    ]


def _joins_body(judged: Judged, free: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which blocks stand next to likely body, marked blocks left out.

    The last sentence, a sub-heading, a signature: short lines of the article stand there.
    """
    at = np.flatnonzero(free)
    likely = judged.body[at] >= NEXT_TO
    joined = np.zeros(len(free), dtype=np.bool_)
    joined[at[1:]] = likely[:-1]
    joined[at[:-1]] |= likely[1:]
    return joined


def _stands_amid(judged: Judged, free: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which blocks stand right between two blocks of likely body: sub-headings do.

    Marked blocks between them do not part them.
    """
    at = np.flatnonzero(free)
    likely = judged.body[at] >= NEXT_TO
    amid = np.zeros(len(free), dtype=np.bool_)
    amid[at[1:-1]] = likely[:-2] & likely[2:]
    first = judged.table[ROW["first"]]
    for sign in NO_WORD:
        amid &= first != sign
    return amid


def _opens(judged: Judged, free: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which blocks are headings amid the body: prose of it follows, marked blocks aside."""
    at = np.flatnonzero(free)
    prose = (judged.body[at] >= NEXT_TO) & (judged.table[ROW["prose"]][at] > 0)
    heading = judged.table[ROW["heading"]][at] > 0
    opens = np.zeros(len(free), dtype=np.bool_)
    opens[at[:-1]] = heading[:-1] & prose[1:] & (np.cumsum(prose) > 0)[:-1]
    return opens


def _goes_on(judged: Judged, free: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which blocks are sentences behind prose that is likely body.

    The last words of a story are often short, and so are answers and lines of dialog: they look
    like furniture, but no furniture parts them from the body. What speaks to the reader, and what
    any rule knows something of, is none of them; nor is what stands behind comments or legal lines.
    """
    table = judged.table
    last = table[ROW["last"]]
    closing = (last == ch.QUOTE) | (last == ch.BRACKET)
    before = table[ROW["last_but_one"]]
    ends = (last == ch.STOP) | (closing & (before == ch.STOP))
    prose = table[ROW["prose"]] > 0
    quotes = (table[ROW["first"]] == ch.QUOTE) | (before == ch.QUOTE)
    spoken = table[ROW["you"]] + table[ROW["interface"]] - quotes  # whom somebody quoted speaks to
    spoken = spoken <= prose.astype(np.int64) + (table[ROW["covered"]] > 0)  # the mark may be it
    known = judged.hits <= prose.astype(np.int64) + (table[ROW["stops"]] > 1)
    sentence = free & ends & spoken & known & (2 * table[ROW["link_share"]] <= FULL)
    sentence &= table[ROW["first"]] != ch.SYMBOL
    body = free & prose & (2 * judged.body >= FULL)
    body |= sentence & (judged.body >= NEXT_TO)
    stray = free & ~body & ~sentence & (last != ch.COLON)
    told = np.where(free, table[ROW["hit_group"]], table[ROW["group"]])
    seen = np.cumsum(stray + (STRAY + 1) * (~body & (told == LEGAL_GROUP)))
    since: Ints = np.maximum.accumulate(np.where(body, seen, -STRAY - 1))
    found: NDArray[np.bool_] = sentence & (seen - since <= STRAY)
    return found


def _rise(value: int, low: int, high: int) -> int:
    """Return how far a value is on its way from ``low`` to ``high``, in 256ths."""
    return FULL * (min(max(value, low), high) - low) // (high - low)


def _groups(blocks: Sequence[Block]) -> list[list[int]]:
    """Return the lines of each list, verse or table that stay or go together."""
    members: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.group:
            members.setdefault(block.group, []).append(index)
    return [them for them in members.values() if len(them) >= MIN_GROUP]


def _together(groups: Sequence[Sequence[int]], body: Ints) -> Ints:
    """Give the lines of each group the mean of their probabilities."""
    found = body.astype(np.int64)
    for them in groups:
        found[them] = int(found[them].sum()) // len(them)
    return found

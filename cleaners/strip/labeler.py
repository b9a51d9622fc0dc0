"""The line labeler: where the rules are silent, a small learned model tells body from furniture.

A model of boosted trees looks at each block of a text that somebody extracted already: its shape,
its neighbors, its place and what the rules mark. How much of the text looks like furniture decides
how sure the labeler must be to remove: from a nearly clean text goes nothing, from the dump of a
whole page all that is more likely furniture than body. Rules must vouch for the dirt: the model
alone takes dialog and quoted posts for comments.
"""

import math
import os
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from cleaners.document import Block, Document, Mark
from cleaners.strip import labeler_characters as ch
from cleaners.strip.labeler_characters import Ints
from cleaners.strip.labeler_features import (
    FULL,
    GROUPS,
    LEGAL_GROUP,
    OTHER_GROUP,
    ROW,
    Features,
    Told,
    describe,
)
from cleaners.strip.labeler_reasons import Reasons
from cleaners.strip.labeler_spares import spared
from cleaners.strip.labeler_trees import SCALE, Leaves, Trees
from cleaners.strip.view import is_quotation

MODEL: Final = "COPYDESK_LABELER"  #: names another model file: for benchmarks that hold sites out
MAX_BLOCKS: Final = 5000  #: a text of more is no article
MIN_BLOCKS: Final = 3
RULE: Final = "labeler/furniture"
NEVER: Final = frozenset({"code", "image"})  #: roles
MIN_GROUP: Final = 3  #: lines of one list, verse or table, that stay or go together
FURNITURE: Final = 38  #: of 256: a block less likely body than this is surely furniture
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


class Model(msgspec.Struct, frozen=True):
    """The trees, the scores that part the 256ths of the probability, and what the trees look at."""

    trees: Trees
    steps: Ints
    reasons: Reasons


class Judged(msgspec.Struct, frozen=True):
    """What the model says of the blocks of a document."""

    table: Features
    leaves: Leaves
    body: Ints  #: probability that a block is body, in 256ths
    furniture: int  #: blocks that are marked or surely furniture
    dirt: int  #: share of the text that these hold, in 256ths


def mark_learned(document: Document, marks: Sequence[Mark], title: str | None) -> Iterator[Mark]:
    """Mark the blocks that look like furniture and that no other mark covers.

    ``marks`` are those of the rules and of what was moved; ``title`` is the headline, if known.
    """
    blocks = document.blocks
    if document.source.source_format == "html" or not MIN_BLOCKS <= len(blocks) <= MAX_BLOCKS:
        return
    told = tell(document, marks)
    if max(told.covered) < FULL // 2:
        return  # somebody cleaned it: no title, no stamp, no line that any rule knows
    judged = judge(document, told, title)
    chosen = choose(blocks, told.covered, judged)
    if chosen:
        safe = spared(blocks, marks, chosen, (judged.body >= FULL // 2).tolist())
        chosen = [index for index in chosen if index not in safe]
    if not chosen:
        return
    why = model().reasons.of(judged.leaves[:, chosen])
    for index, reason in zip(chosen, why, strict=True):
        score = round(1 - int(judged.body[index]) / FULL, 2)
        length = len(blocks[index].text)
        evidence = f"{score:.2f} likely furniture: {reason}"
        yield Mark(index, 0, length, "learned", RULE, evidence=evidence, score=score)


def judge(document: Document, told: Told, title: str | None) -> Judged:
    """Ask the model about the blocks of a document."""
    known = model()
    is_markdown = document.source.source_format == "markdown"
    table = describe(document.blocks, told, title, is_markdown)
    leaves = known.trees.leaves(table)
    body = np.searchsorted(known.steps, known.trees.score(leaves))
    weights = table[ROW["length"]].astype(np.int64)
    furniture = (np.array(told.covered) >= FULL // 2) | (body < FURNITURE)
    dirt = FULL * int((weights * furniture).sum()) // max(int(weights.sum()), 1)
    return Judged(table, leaves, body, int(furniture.sum()), dirt)


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
    body = _together(blocks, judged.body.tolist())
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
    """Return which blocks stand right between two blocks of likely body: sub-headings do."""
    likely = free & (judged.body >= NEXT_TO)
    amid = np.zeros(len(free), dtype=np.bool_)
    amid[1:-1] = likely[:-2] & likely[2:]
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
    ends = (last == ch.STOP) | (closing & (table[ROW["last_but_one"]] == ch.STOP))
    prose = table[ROW["prose"]] > 0
    spoken = table[ROW["you"]] + table[ROW["interface"]] <= prose
    known = table[ROW["hits"]] <= prose.astype(np.int64) + (table[ROW["stops"]] > 1)
    sentence = free & ends & spoken & known & (2 * table[ROW["link_share"]] <= FULL)
    sentence &= table[ROW["first"]] != ch.SYMBOL
    body = free & prose & (2 * judged.body >= FULL)
    stray = free & ~body & ~sentence
    told = np.where(free, table[ROW["hit_group"]], table[ROW["group"]])
    seen = np.cumsum(stray + (STRAY + 1) * (~body & (told == LEGAL_GROUP)))
    since: Ints = np.maximum.accumulate(np.where(body, seen, -STRAY - 1))
    found: NDArray[np.bool_] = sentence & (seen - since <= STRAY)
    return found


def _rise(value: int, low: int, high: int) -> int:
    """Return how far a value is on its way from ``low`` to ``high``, in 256ths."""
    return FULL * (min(max(value, low), high) - low) // (high - low)


def _together(blocks: Sequence[Block], body: Sequence[int]) -> Ints:
    """Give the lines of each list, verse or table the mean of their probabilities."""
    members: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.group:
            members.setdefault(block.group, []).append(index)
    found = np.array(body, dtype=np.int64)
    for them in members.values():
        if len(them) >= MIN_GROUP:
            found[them] = int(found[them].sum()) // len(them)
    return found


def tell(document: Document, marks: Sequence[Mark]) -> Told:
    """Return what the rules say of each block of a document."""
    blocks = document.blocks
    covered, groups, hits, hit_groups = ([0] * len(blocks) for _ in range(4))
    for mark in marks:
        length = max(len(blocks[mark.block].text), 1)
        covered[mark.block] = max(covered[mark.block], FULL * (mark.end - mark.start) // length)
        groups[mark.block] = groups[mark.block] or GROUPS.get(mark.kind, OTHER_GROUP)
    for hit in document.hits:
        hits[hit.block] += 1
        hit_groups[hit.block] = hit_groups[hit.block] or GROUPS.get(hit.kind, OTHER_GROUP)
    return Told(covered, groups, hits, hit_groups)


def model() -> Model:
    """Return the shipped model, or the one that the environment names."""
    return load(os.environ.get(MODEL, ""))


@cache
def load(path: str) -> Model:
    data = (
        Path(path).read_bytes() if path else (files("cleaners.strip") / "labeler.npz").read_bytes()
    )
    with np.load(BytesIO(data), allow_pickle=False) as held:
        trees = Trees(
            held["features"].astype(np.int64), held["borders"], held["values"], int(held["bias"])
        )
    return Model(trees, steps(), Reasons(trees))


def steps() -> Ints:
    """Return the scores at which the probability reaches each 256th.

    >>> int(np.searchsorted(steps(), 0)), len(steps())
    (127, 255)
    """
    odds = (math.log(share / (FULL - share)) for share in range(1, FULL))
    return np.array([round(SCALE * it) for it in odds], dtype=np.int64)

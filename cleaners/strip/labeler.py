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

from cleaners.document import Document, Mark
from cleaners.strip.labeler_characters import Ints
from cleaners.strip.labeler_choice import Judged, choose
from cleaners.strip.labeler_features import FULL, GROUPS, OTHER_GROUP, ROW, Told, describe
from cleaners.strip.labeler_reasons import Reasons
from cleaners.strip.labeler_spares import spared
from cleaners.strip.labeler_trees import SCALE, Trees

MODEL: Final = "COPYDESK_LABELER"  #: names another model file: for benchmarks that hold sites out
MAX_BLOCKS: Final = 5000  #: a text of more is no article
MIN_BLOCKS: Final = 3
RULE: Final = "labeler/furniture"
FURNITURE: Final = 38  #: of 256: a block less likely body than this is surely furniture


class Model(msgspec.Struct, frozen=True):
    """The trees, the scores that part the 256ths of the probability, and what the trees look at."""

    trees: Trees
    steps: Ints
    reasons: Reasons


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
        safe = spared(blocks, marks, chosen, judged.body.tolist(), told)
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
    return Judged(table, leaves, body, int(furniture.sum()), dirt, np.array(told.left))


def tell(document: Document, marks: Sequence[Mark]) -> Told:
    """Return what the rules say of each block of a document."""
    blocks = document.blocks
    covered, groups, hits, hit_groups, left = ([0] * len(blocks) for _ in range(5))
    taken: dict[int, list[Mark]] = {}
    for mark in marks:
        length = max(len(blocks[mark.block].text), 1)
        covered[mark.block] = max(covered[mark.block], FULL * (mark.end - mark.start) // length)
        taken.setdefault(mark.block, []).append(mark)
        groups[mark.block] = groups[mark.block] or GROUPS.get(mark.kind, OTHER_GROUP)
    for hit in document.hits:
        hits[hit.block] += 1
        marked = taken.get(hit.block, ())
        left[hit.block] += not any(it.start <= hit.start and hit.end <= it.end for it in marked)
        hit_groups[hit.block] = hit_groups[hit.block] or GROUPS.get(hit.kind, OTHER_GROUP)
    return Told(covered, groups, hits, hit_groups, left)


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

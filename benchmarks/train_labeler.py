"""Train the line labeler: python -m benchmarks.train_labeler [--folds FOLDER]

Writes the model that is shipped, cleaners/strip/labeler.npz, which has seen all pages; with --folds
also one for each fold of the sites, FOLDER/0.npz and so on, that has not seen the sites of its
fold, for ``benchmarks.labeler_folds`` to measure by. Needs CatBoost (dependency group ``train``) in
an environment that holds this package, too. The same data, code and CatBoost give the same file.
"""

import argparse
import json
import math
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

import catboost
import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.evaluation import EVAL, ROOT, Evaluation
from benchmarks.labeler_documents import FOLDS, Example, examples
from benchmarks.labeler_gold import words_of
from cleaners.document import Block
from cleaners.strip.labeler_features import FULL, Features, Told, describe
from cleaners.strip.labeler_trees import SCALE

MODEL: Final = ROOT / "cleaners" / "strip" / "labeler.npz"
Floats: TypeAlias = NDArray[np.float32]

PARAMETERS: Final[dict[str, Any]] = {
    "loss_function": "CrossEntropy",
    "iterations": 400,
    "depth": 6,
    "learning_rate": 0.06,
    "l2_leaf_reg": 10,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.6,
    "rsm": 0.25,
    "boosting_type": "Plain",
    "border_count": 64,
    "random_seed": 7,
    "thread_count": 1,
    "allow_writing_files": False,
    "verbose": 0,
}
SAMPLE: Final = 400_000  #: blocks, drawn by their weight
SEED: Final = 3
#: what a text counts by its style: half-cleaned ones are few blocks, dumps are many
STYLES: Final = {
    "arttag": 1.2, "ptags": 1.2, "trafr": 1.5, "readab": 1.5, "just": 1.2, "trafmd": 1.0,
    "mdify": 0.7, "h2t": 0.5, "insc": 0.7, "bs": 0.5, "resi": 0.5, "layout": 0.7,
}  # fmt: skip
MIN_BODY: Final = 15  #: words; a text with less tells nothing
USUAL_BODY: Final = 60  #: words; a text with less counts no more
MAX_WORDS: Final = 150  #: of a block that count
MARKED: Final = 0.15  #: what a block counts that the rules remove anyway
#: how many texts are also shown as they would be without some marks, or cleaned already
WITHOUT_MARKS, CLEAN, CLEAN_BY_RULES = 0.35, 0.5, 0.35
VARIANT: Final = 0.65  #: what these count


class Table(msgspec.Struct, frozen=True):
    """Blocks to learn from."""

    features: NDArray[np.float32]  #: by block and feature
    body: Floats
    weights: Floats
    folds: NDArray[np.int64]


def main(arguments: list[str]) -> int:
    """Train, and write the models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, default=EVAL, help="folder with score.py")
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--folds", type=Path, help="folder for the models of the folds")
    asked = parser.parse_args(arguments)
    table = sample(build(Evaluation(asked.eval)))
    print(f"{len(table.body)} blocks", file=sys.stderr)
    if asked.folds is not None:
        asked.folds.mkdir(parents=True, exist_ok=True)
        for fold in range(FOLDS):
            fit(table, table.folds != fold, asked.folds / f"{fold}.npz")
            print(f"fold {fold}", file=sys.stderr)
    fit(table, table.folds >= 0, asked.out)
    return 0


def build(data: Evaluation) -> Table:
    """Describe the blocks of all texts, and of variants of some."""
    chance = random.Random(SEED)
    parts: list[tuple[Features, Floats, Floats, int]] = []
    for example in examples(data):
        words = [len(words_of(block.text)) for block in example.blocks]
        size = sum(n * share for n, share in zip(words, example.body, strict=True))
        if size < MIN_BODY:
            continue
        scale = 100 * STYLES[example.style] / max(size, USUAL_BODY)
        for variant, at, factor in _variants(example, chance):
            weights = np.array(
                [
                    factor * scale * (min(words[i], MAX_WORDS) + 3) * example.trust[i]
                    for i in at
                ],
                dtype=np.float32,
            )  # fmt: skip
            weights[np.array(variant.told.covered) >= FULL // 2] *= MARKED
            features = describe(variant.blocks, variant.told, variant.title, variant.is_markdown)
            body = np.array([example.body[i] for i in at], dtype=np.float32)
            parts.append((features, body, weights, example.fold))
    return Table(
        np.concatenate([part[0].T for part in parts]).astype(np.float32),
        np.concatenate([part[1] for part in parts]),
        np.concatenate([part[2] for part in parts]),
        np.concatenate([np.full(len(part[1]), part[3]) for part in parts]),
    )


def _variants(
    example: Example, chance: random.Random
) -> Iterator[tuple[Example, list[int], float]]:
    """Yield a text as it is, and by chance less clean or cleaner, with places of its blocks."""
    everything = list(range(len(example.blocks)))
    yield example, everything, 1.0
    if chance.random() < WITHOUT_MARKS:
        share = chance.choice([0.3, 0.6, 1.0])
        blind = [chance.random() < share for _ in everything]
        yield (
            msgspec.structs.replace(example, told=_unseen(example.told, blind)),
            everything,
            VARIANT,
        )
    free = [i for i in everything if example.told.covered[i] < FULL // 2]
    for likely, at in (
        (CLEAN, [i for i in free if example.body[i] >= 0.5]),
        (CLEAN_BY_RULES, free),
    ):
        if chance.random() < likely and at:
            yield _cleaned(example, at), at, VARIANT


def _unseen(told: Told, blind: Sequence[bool]) -> Told:
    """Return what the rules say when they know nothing of some blocks."""
    rows = (told.covered, told.groups, told.hits, told.hit_groups)
    return Told(*([0 if b else it for b, it in zip(blind, row, strict=True)] for row in rows))


def _cleaned(example: Example, at: Sequence[int]) -> Example:
    """Return some blocks of a text as they are read again from an output."""
    blocks: list[Block] = []
    group = 0
    for index in at:
        block = example.blocks[index]
        role = "paragraph" if block.role in ("heading", "quote", "image") else block.role
        gap = 0 if block.group and block.group == group else 1
        group = block.group
        blocks.append(
            msgspec.structs.replace(
                block, role=role, gap=gap, level=0, link_chars=0, links=(), emphasized=False
            )
        )
    none = [0] * len(blocks)
    hits, hit_groups = (
        [row[i] for i in at] for row in (example.told.hits, example.told.hit_groups)
    )
    told = Told(none, none, hits, hit_groups)
    return msgspec.structs.replace(example, blocks=tuple(blocks), told=told, is_markdown=False)


def sample(table: Table) -> Table:
    """Draw blocks by their weight; those that are drawn count the more, the lighter they were."""
    weights = table.weights.astype(np.float64)
    step = weights.sum() / SAMPLE
    for _ in range(8):
        step *= np.minimum(1, weights / step).sum() / SAMPLE
    drawn = np.random.default_rng(SEED).random(len(weights)) < weights / step
    drawn &= weights > 0
    return Table(
        table.features[drawn],
        table.body[drawn],
        np.maximum(table.weights[drawn], step).astype(np.float32),
        table.folds[drawn],
    )


def fit(table: Table, rows: NDArray[np.bool_], path: Path) -> None:
    """Train on some rows of a table and write the model."""
    pool = catboost.Pool(table.features[rows], table.body[rows], weight=table.weights[rows])
    model = catboost.CatBoost(PARAMETERS)
    model.fit(pool)
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "model.json"
        model.save_model(str(told), format="json")
        write(json.loads(told.read_text(encoding="utf-8")), path)


def write(model: dict[str, Any], path: Path) -> None:
    """Write CatBoost's trees as tables of integers.

    Features are whole numbers, so that a border may be rounded down; a tree with fewer levels than
    others is told as one whose last tests always say no.
    """
    trees = model["oblivious_trees"]
    scale, (bias,) = model["scale_and_bias"]
    depth = max(len(tree["splits"]) for tree in trees)
    features = np.zeros((depth, len(trees)), dtype=np.int16)
    borders = np.full((depth, len(trees)), np.iinfo(np.int16).max, dtype=np.int16)
    values = np.zeros((len(trees), 1 << depth), dtype=np.int32)
    for index, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"]):
            features[level, index] = split["float_feature_index"]
            borders[level, index] = math.floor(split["border"])
        leaves = np.array(tree["leaf_values"])
        whole = np.tile(leaves, (1 << depth) // len(leaves))
        values[index] = np.round(whole * scale * SCALE)
    np.savez_compressed(
        path,
        features=features,
        borders=borders,
        values=values.ravel(),
        bias=np.int64(round(bias * SCALE)),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Boosted oblivious trees as tables of integers: the same answer on every machine.

All tests of one level of a tree ask the same question, so that a leaf's number is made of the
answers, bit by bit, and a document's blocks go through all trees at once.
"""

from typing import Final, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from cleaners.strip.labeler_characters import Ints
from cleaners.strip.labeler_features import Features

Leaves: TypeAlias = NDArray[np.int64]

SCALE: Final = 1 << 12  #: of a logit of one, in leaf values and scores
ROWS: Final = 4096  #: blocks that go through the trees together, which bounds memory


class Trees(msgspec.Struct, frozen=True):
    """A model: what each level of each tree asks, and what the leaves say."""

    features: NDArray[np.int64]  #: by level and tree: row of the feature table
    borders: NDArray[np.int16]  #: by level and tree: is the feature greater?
    values: NDArray[np.int32]  #: by tree and leaf, one after the other: logits times SCALE
    bias: int

    @property
    def shape(self) -> tuple[int, int]:
        """Return the number of levels and of trees."""
        return self.features.shape[0], self.features.shape[1]

    def leaves(self, table: Features) -> Leaves:
        """Return the place in ``values`` of the leaf that each block reaches, by tree and block."""
        depth, trees = self.shape
        found = np.zeros((trees, table.shape[1]), dtype=np.int64)
        for level in range(depth):
            answers = table[self.features[level]] > self.borders[level][:, None]
            found |= answers.astype(np.int64) << level
        found += np.arange(trees)[:, None] << depth
        return found

    def score(self, table: Features) -> Ints:
        """Return the scores of all blocks of a table of features: logits times SCALE."""
        parts = [
            self.values[self.leaves(table[:, at : at + ROWS])].sum(axis=0, dtype=np.int64)
            for at in range(0, table.shape[1], ROWS)
        ]
        return np.concatenate(parts) + self.bias

    def contributions(self, table: Features, count: int) -> Ints:
        """Return what each feature adds to the score of each block, by block and feature.

        What a test adds is how much the mean of the leaves that are left changes with its answer.
        ``count`` is the number of features.
        """
        depth, trees = self.shape
        leaves = self.leaves(table) & ((1 << depth) - 1)
        means = [self.values.astype(np.int64).reshape(trees, -1)]
        for level in reversed(range(depth)):
            means.insert(0, means[0].reshape(trees, 2, 1 << level).sum(axis=1) // 2)
        at = np.arange(trees)[:, None]
        reached = [means[0][:, :1].repeat(table.shape[1], axis=1)]
        reached += [means[level][at, leaves & ((1 << level) - 1)] for level in range(1, depth + 1)]
        added = np.zeros((count, table.shape[1]), dtype=np.int64)
        for level in range(depth):
            np.add.at(added, self.features[level], reached[level + 1] - reached[level])
        return added.T

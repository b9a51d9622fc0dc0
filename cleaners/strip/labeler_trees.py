"""Boosted oblivious trees as tables of integers: the same answer on every machine.

All tests of one level of a tree ask the same question, so that a leaf's number is made of the
answers, bit by bit, and a document's blocks go through all trees at once.
"""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cleaners.strip.labeler_characters import Ints
from cleaners.strip.labeler_features import Features

Leaves: TypeAlias = NDArray[np.uint8]  #: by tree and block: the leaf that the block reaches

SCALE: Final = 1 << 12  #: of a logit of one, in leaf values and scores


class Trees:
    """A model: what each level of each tree asks, and what the leaves say.

    Parameters
    ----------
    features : by level and tree: row of the feature table
    borders : by level and tree: is the feature greater?
    values : by tree and leaf, one after the other: logits times SCALE
    bias : added to the sum of the values
    """

    def __init__(
        self, features: Ints, borders: NDArray[np.int16], values: NDArray[np.int32], bias: int
    ) -> None:
        self.features, self.borders, self.values, self.bias = features, borders, values, bias
        depth, trees = features.shape
        # many trees ask the same: each question is put once
        asked = np.stack([features.ravel(), borders.ravel()])
        (self._rows, marks), numbers = np.unique(asked, axis=1, return_inverse=True)
        self._marks = marks.astype(np.int16)[:, None]
        self._questions = numbers.reshape(depth, trees)
        self._offsets = (np.arange(trees) << depth)[:, None]
        self._added = _added(values.astype(np.int64).reshape(trees, -1), depth)

    @property
    def shape(self) -> tuple[int, int]:
        """Return the number of levels and of trees."""
        return self.features.shape[0], self.features.shape[1]

    def leaves(self, table: Features) -> Leaves:
        """Return the leaves that the blocks of a table of features reach."""
        answers = (table.take(self._rows, axis=0) > self._marks).view(np.uint8)
        found: Leaves = answers.take(self._questions[-1], axis=0)
        for asked in self._questions[-2::-1]:
            found += found  # the bits so far move up
            found += answers.take(asked, axis=0)
        return found

    def score(self, leaves: Leaves) -> Ints:
        """Return the scores of the blocks that reach these leaves: logits times SCALE."""
        found: Ints = self.values.take(leaves + self._offsets).sum(axis=0, dtype=np.int64)
        return found + self.bias

    def contributions(self, leaves: Leaves, tests: Ints) -> NDArray[np.int32]:
        """Return what each of these tests adds to the score of each block.

        That is how much the mean of the leaves that are left changes with its answer. Tests are
        numbered by level and tree.
        """
        depth, trees = self.shape
        at = leaves.take(tests % trees, axis=0) + (tests << depth)[:, None]
        return self._added.take(at)


def _added(values: Ints, depth: int) -> NDArray[np.int32]:
    """Return what the test of each level adds on the way to each leaf: by level, tree and leaf."""
    means = [values]
    for level in reversed(range(depth)):
        means.insert(0, means[0].reshape(len(values), 2, 1 << level).sum(axis=1) // 2)
    way = np.arange(1 << depth)
    reached = np.stack([means[level][:, way & ((1 << level) - 1)] for level in range(depth + 1)])
    return (reached[1:] - reached[:-1]).astype(np.int32).ravel()

"""Say in words what made the line labeler doubt a block: the evidence of its marks."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from cleaners.strip import labeler_features
from cleaners.strip.labeler_features import NAMES
from cleaners.strip.labeler_trees import Leaves, Trees

REASONS: Final = 3  #: as many are told
#: feature, or start of its name -> what it says of a block; the first that fits
_WORDS: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (labeler_features.WHOLE, ""),  # true of all blocks alike, so no reason for one
    (("title",), "its distance from the title"),
    (("covered", "group", "related", "legal"), "the rules mark what is around it"),
    (("vocabulary", "prose_words"), "its words stand nowhere else in the text"),
    (("prose", "share_before", "share_after", "index", "from_end"), "it stands far from prose"),
    (("link",), "links"),
    (("hit",), "rules match in it or around it"),
    (("we", "you", "trade", "interface"), "it speaks to the reader, or of the use of the site"),
    (("copies",), "it is repeated"),
    (("stops", "last", "commas", "lower_starts", "first"), "it is not built of sentences"),
    (("capitals", "upper"), "capitals"),
    (("digit", "colons", "bars", "symbols", "brackets", "dashes", "quotes"), "figures and signs"),
    (("length", "words", "word_length", "short", "to_longest"), "its length"),
    (("heading", "item", "gap", "grouped"), "it is set as a heading or a list"),
)
_OTHER: Final = "its looks"


def _word(name: str) -> str:
    for starts, words in _WORDS:
        if name.startswith(starts):
            return words
    return _OTHER


_PHRASES: Final = tuple(dict.fromkeys(_word(name) for name in NAMES))
_PHRASE_OF: Final = np.array([_PHRASES.index(_word(name)) for name in NAMES])


class Reasons:
    """What the tests of the trees say in words, worked out once for a model."""

    def __init__(self, trees: Trees) -> None:
        self._trees = trees
        told = _PHRASE_OF[trees.features.ravel()]
        self._order = np.argsort(told, kind="stable")
        self._phrases, self._firsts = np.unique(told[self._order], return_index=True)

    def of(self, leaves: Leaves) -> list[str]:
        """Return for each block, by the leaves it reaches, what spoke most against it."""
        added = self._trees.contributions(leaves, self._order)
        totals = np.add.reduceat(added, self._firsts, axis=0, dtype=np.int64)
        return [self._told(column) for column in totals.T.tolist()]

    def _told(self, totals: Sequence[int]) -> str:
        """Name the strongest reasons of one block."""
        named = zip(totals, self._phrases.tolist(), strict=True)
        order = sorted((value, index) for value, index in named if _PHRASES[index])
        told = [_PHRASES[index] for value, index in order[:REASONS] if value < 0]
        return ", ".join(told) or _OTHER

"""Say in words what made the line labeler doubt a block: the evidence of its marks."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from cleaners.strip import labeler_features
from cleaners.strip.labeler_features import NAMES, Features
from cleaners.strip.labeler_trees import Trees

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


def reasons(trees: Trees, table: Features) -> list[str]:
    """Return for each column of a table of features what spoke most against the block."""
    added = trees.contributions(table, len(NAMES))
    totals = np.zeros((table.shape[1], len(_PHRASES)), dtype=np.int64)
    for index in range(len(_PHRASES)):
        totals[:, index] = added[:, index == _PHRASE_OF].sum(axis=1)
    return [_told(row) for row in totals.tolist()]


def _told(row: Sequence[int]) -> str:
    """Name the strongest reasons of one block."""
    order = sorted((value, index) for index, value in enumerate(row) if _PHRASES[index])
    told = [_PHRASES[index] for value, index in order[:REASONS] if value < 0]
    return ", ".join(told) or _OTHER

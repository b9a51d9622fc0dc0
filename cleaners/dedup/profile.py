"""What is known of one text while pairs of texts are compared, built once and kept for a while."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cleaners.dedup.signature import shingle_hashes, shingle_width, text_length
from cleaners.dedup.tokens import Hashes, Tokens, distinct, split, tokenize, word_like

Weights: TypeAlias = dict[int, float]  #: hash of a stem -> its weight

MIN_TOKENS: Final = 20  #: shorter texts are compared for exact equality only
REMAINDERS: Final = 4  #: for each shingle of a text, at least: so few of another's meet by chance
KEPT_PROFILES: Final = 2048
_BATCH_CHARS: Final = 100_000  #: of texts that are cut together
AHEAD: Final = 256  #: pairs of which profiles are made in advance; far fewer than are kept
PARTICULAR: Final = 2.0  #: weight of a name or figure
_WEIGHT_BY_CHARS: Final = (0.0, 0.0, 0.0, 0.0, 0.5, 1.0)
"""Weight of a plain word by its length, the last for all longer ones. Length stands in for rarity,
so that the score of a pair depends on the pair alone: not on what else is in the corpus."""
MIN_SENTENCE_WEIGHT: Final = 6.0  #: three names and figures, or six longer words
_SPACELESS_PAIR: Final = 0.5  #: weight of two neighboring characters of a spaceless script


class Profile:
    """One text, cut up for comparison; or its tokens, where it was cut up together with others."""

    def __init__(self, text: str | Tokens) -> None:
        self._tokens = tokenize([text]) if isinstance(text, str) else text
        self.key = self._tokens.exact[0]  #: orders texts of one size
        self.spaceless = int(self._tokens.spaceless.sum())
        self.width = shingle_width(len(self._tokens.words), self.spaceless)
        self.length = text_length(len(self._tokens.words), self.spaceless)
        self.tokens = len(self._tokens.words)

    @property
    def placed_shingles(self) -> Hashes:
        """The shingle that begins at each token, in the order of the text."""
        return shingle_hashes(self._tokens, self.width)[: max(0, self.tokens - self.width + 1)]

    @cached_property
    def shingles(self) -> Hashes:
        """The distinct shingles, ascending."""
        return distinct(self.placed_shingles)

    @cached_property
    def remainders(self) -> NDArray[np.bool_]:
        """Which remainders its shingles have, of a power of two several times their number."""
        size = 1 << max(REMAINDERS * len(self.shingles), 1).bit_length()
        found = np.zeros(size, dtype=np.bool_)
        found[(self.shingles & np.uint64(size - 1)).view(np.int64)] = True
        return found

    @cached_property
    def figures(self) -> frozenset[int]:
        """Every distinct figure."""
        return frozenset(self._tokens.words[self._tokens.figures].tolist())

    @cached_property
    def names(self) -> frozenset[int]:
        """Every distinct name, by its stem; empty in scripts without capitals."""
        return frozenset(self._tokens.stems[self._tokens.names].tolist())

    @property
    def shows_names(self) -> bool:
        """Whether most of it is in a script with capitals."""
        return 2 * int(self._tokens.cased.sum()) >= self.tokens - int(self._tokens.figures.sum())

    @cached_property
    def words(self) -> frozenset[int]:
        """Every distinct stem, grammar included."""
        return frozenset(self._tokens.stems.tolist())

    @cached_property
    def placed_figures(self) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
        """Each figure with the word before it and with the word after it."""
        words = [0, *self._tokens.words.tolist(), 0]
        places = (np.flatnonzero(self._tokens.figures) + 1).tolist()
        return tuple(((words[p - 1], words[p]), (words[p], words[p + 1])) for p in places)

    @cached_property
    def sentences(self) -> tuple[Weights, ...]:
        """The weighted stems of each sentence; a name weighs as such in all of them.

        Sentences that say little go with the next one: "He agreed.", lines of a table.
        """
        stems, weights = _weigh(self._tokens)
        telling = np.flatnonzero(weights)
        starts = np.flatnonzero(np.diff(self._tokens.sentences[telling])) + 1
        pairs = list(zip(stems[telling].tolist(), weights[telling].tolist(), strict=True))
        sentences: list[Weights] = []
        current: Weights = {}
        for start, end in pairwise([0, *starts.tolist(), len(pairs)]):
            if sum(current.values()) >= MIN_SENTENCE_WEIGHT:
                sentences.append(current)
                current = {}
            current.update(pairs[start:end])
        return (*sentences, current) if current else tuple(sentences)

    @cached_property
    def spread(self) -> Weights:
        """The weight of each stem, in all sentences together that it is in."""
        found: Weights = {}
        for sentence in self.sentences:
            for stem, weight in sentence.items():
                found[stem] = found.get(stem, 0.0) + weight
        return found

    @cached_property
    def windows(self) -> Mapping[int, tuple[int, ...]]:
        """The numbers of the windows that each stem is in: window n is sentences n and n + 1."""
        last = max(len(self.sentences) - 2, 0)
        found: dict[int, list[int]] = {}
        for number, sentence in enumerate(self.sentences):
            for stem in sentence:
                places = found.setdefault(stem, [])
                first = max(number - 1, 0)
                places.extend(n for n in (first, number) if n <= last and n not in places[-2:])
        return {stem: tuple(places) for stem, places in found.items()}

    @cached_property
    def weights(self) -> Weights:
        """The weighted stems of the whole text."""
        found: Weights = {}
        for sentence in self.sentences:
            found.update(sentence)
        return found

    def weights_in(self, spans: Iterable[tuple[int, int]]) -> Weights:
        """Return the weighted stems of some spans of tokens, half-open."""
        stems, weights = _weigh(self._tokens)
        found: Weights = {}
        for start, stop in spans:
            own = zip(stems[start:stop].tolist(), weights[start:stop].tolist(), strict=True)
            found.update((stem, weight) for stem, weight in own if weight)
        return found

    @cached_property
    def weight(self) -> float:
        """How much the text says: the sum of the weights of its stems."""
        return sum(self.weights.values())


def _weigh(tokens: Tokens) -> tuple[Hashes, NDArray[np.float64]]:
    """Return the stem and the weight of each token; a name weighs as such wherever it stands."""
    table = np.array(_WEIGHT_BY_CHARS)
    weights = table[np.minimum(tokens.lengths, len(table) - 1)]
    weights[tokens.figures] = PARTICULAR
    stems, pairs = word_like(tokens)
    weights[pairs] = _SPACELESS_PAIR
    names = distinct(tokens.stems[tokens.names])
    if len(names):
        places = np.minimum(np.searchsorted(names, stems), len(names) - 1)
        weights[names[places] == stems] = PARTICULAR
    return stems, weights


class Profiles:
    """The profiles used last, by id."""

    def __init__(self, text_of: Callable[[str], str]) -> None:
        self._text_of = text_of
        self._kept: OrderedDict[str, Profile] = OrderedDict()

    def __getitem__(self, article_id: str) -> Profile:
        if article_id not in self._kept:
            self._cut({article_id: self._text_of(article_id)})
        self._kept.move_to_end(article_id)
        return self._kept[article_id]

    def prepare(self, pairs: Sequence[tuple[str, str]]) -> int:
        """Make the profiles of the first pairs, as many as are cut together; return how many.

        Texts cut together cost half of what each costs alone.
        """
        texts: dict[str, str] = {}
        chars = ready = 0
        for ready, pair in enumerate(pairs, 1):  # noqa: B007 (it is returned)
            for article_id in pair:
                if article_id in self._kept:
                    self._kept.move_to_end(article_id)
                elif article_id not in texts:
                    texts[article_id] = self._text_of(article_id)
                    chars += len(texts[article_id])
            if chars >= _BATCH_CHARS:
                break
        self._cut(texts)
        return ready

    def _cut(self, texts: Mapping[str, str]) -> None:
        cut = split(tokenize(list(texts.values()))) if texts else ()
        for article_id, tokens in zip(texts, cut, strict=True):
            self._kept[article_id] = Profile(tokens)
            if len(self._kept) > KEPT_PROFILES:
                self._kept.popitem(last=False)

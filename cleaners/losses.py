"""What documents lose in cleaning: measured by site and rule, and summed up as what is usual.

Shares and amounts are kept as histograms, so that what is known of a site stays small, does not
depend on any order, and tells its median however many documents there were.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log2
from typing import Final, TypeAlias

import msgspec

from cleaners.document import Cleaned
from cleaners.facts import site_key

STEPS: Final = 100  #: of a share from 0 to 1
STEPS_A_DOUBLING: Final = 4  #: of an amount
FILE: Final = "losses.bin"
NORMAL: Final = 1.4826  #: median absolute deviations of a normal distribution to its deviation
MAX_REMEMBERED: Final = 2000  #: documents of a site; then old ones count half

Histogram: TypeAlias = dict[int, int]  # step -> documents


class Loss(msgspec.Struct, frozen=True, array_like=True):
    """What one article lost."""

    id: str
    site: str  #: "" when unknown
    source_format: str
    source_uri: str
    removed: int  #: visible characters
    ratio: float  #: of all visible characters


class RuleLoss(msgspec.Struct, frozen=True, array_like=True):
    """What one rule took out of documents of one format."""

    characters: int
    documents: int


class Usual(msgspec.Struct, frozen=True, array_like=True):
    """What documents of one kind lose, as a distribution."""

    ratios: Histogram = {}
    amounts: Histogram = {}

    @property
    def documents(self) -> int:
        """Return how many documents it tells of."""
        return sum(self.ratios.values())

    def plus(self, other: "Usual") -> "Usual":
        """Return the two together."""
        return Usual(_sum(self.ratios, other.ratios), _sum(self.amounts, other.amounts))

    def faded(self) -> "Usual":
        """Return it with half the weight once it tells of very many documents."""
        if self.documents < MAX_REMEMBERED:
            return self
        return Usual(
            *({k: n // 2 for k, n in h.items() if n > 1} for h in (self.ratios, self.amounts))
        )

    def ratio(self) -> float:
        """Return the median share that is removed."""
        return median(self.ratios) / STEPS

    def spread(self) -> float:
        """Return how far shares usually lie from the median, as a standard deviation."""
        middle = median(self.ratios)
        away: Counter[int] = Counter()
        for step, count in self.ratios.items():
            away[abs(step - middle)] += count
        return NORMAL * median(away) / STEPS

    def amount(self) -> float:
        """Return the median number of characters removed."""
        return float(2 ** (median(self.amounts) / STEPS_A_DOUBLING) - 1)


class Losses(msgspec.Struct, frozen=True, array_like=True):
    """What the records of a shard lost."""

    articles: tuple[Loss, ...] = ()
    visible: dict[str, int] = {}  #: characters of the articles by format
    rules: dict[str, dict[str, RuleLoss]] = {}  #: by format and rule
    rejects: dict[str, int] = {}  #: by reason


class RunLosses(msgspec.Struct, frozen=True, array_like=True):
    """What a run lost, summed up."""

    sites: dict[str, dict[str, Usual]] = {}  #: by format and site
    usual: dict[str, Usual] = {}  #: by format
    visible: dict[str, int] = {}  #: characters by format
    rules: dict[str, dict[str, RuleLoss]] = {}  #: by format and rule
    rejects: dict[str, int] = {}  #: by reason

    @property
    def records(self) -> int:
        """Return the number of records that were read."""
        return sum(it.documents for it in self.usual.values()) + sum(self.rejects.values())

    def documents(self, format_: str) -> int:
        """Return the number of articles of a format."""
        return self.usual.get(format_, Usual()).documents

    def share(self, format_: str, rule: str) -> float:
        """Return the share of the characters of a format that a rule took out."""
        loss = self.rules.get(format_, {}).get(rule)
        return loss.characters / max(self.visible.get(format_, 0), 1) if loss else 0.0


class Gauge:
    """Measure records on their way."""

    def __init__(self) -> None:
        self._articles: list[Loss] = []
        self._visible: Counter[str] = Counter()
        self._characters: Counter[tuple[str, str]] = Counter()
        self._documents: Counter[tuple[str, str]] = Counter()
        self._rejects: Counter[str] = Counter()

    def add(self, cleaned: Cleaned) -> None:
        """Measure a record."""
        if cleaned.reject is not None:
            self._rejects[cleaned.reject.reason] += 1
        article = cleaned.article
        if article is None:
            return
        format_, removed = article.source_format, article.removed_char_count
        site = site_key(article.metadata)
        self._articles.append(
            Loss(article.id, site, format_, article.source_uri, removed, article.removed_ratio)
        )
        self._visible[format_] += article.char_count + removed
        for removal in cleaned.removals:
            self._characters[format_, removal.rule] += len(removal.text)
        self._documents.update({(format_, removal.rule) for removal in cleaned.removals})

    def losses(self) -> Losses:
        """Return what was measured."""
        rules: dict[str, dict[str, RuleLoss]] = {}
        for (format_, rule), characters in sorted(self._characters.items()):
            found = RuleLoss(characters, self._documents[format_, rule])
            rules.setdefault(format_, {})[rule] = found
        visible, rejects = sorted(self._visible.items()), sorted(self._rejects.items())
        return Losses(tuple(self._articles), dict(visible), rules, dict(rejects))


def sum_up(parts: Iterable[Losses]) -> RunLosses:
    """Return what the shards of a run lost; memory holds one of them, and the sums."""
    sites: dict[str, dict[str, Usual]] = {}
    usual: dict[str, Usual] = {}
    visible: Counter[str] = Counter()
    rejects: Counter[str] = Counter()
    rules: dict[str, dict[str, RuleLoss]] = {}
    for part in parts:
        visible.update(part.visible)
        rejects.update(part.rejects)
        for format_, site, found in _by_site(part.articles):
            usual[format_] = usual.get(format_, Usual()).plus(found)
            if site:
                known = sites.setdefault(format_, {})
                known[site] = known.get(site, Usual()).plus(found)
        for format_, losses in part.rules.items():
            sums = rules.setdefault(format_, {})
            for rule, loss in losses.items():
                old = sums.get(rule, RuleLoss(0, 0))
                sums[rule] = RuleLoss(
                    old.characters + loss.characters, old.documents + loss.documents
                )
    return RunLosses(sites, usual, dict(visible), rules, dict(rejects))


def _by_site(losses: Iterable[Loss]) -> Iterator[tuple[str, str, Usual]]:
    groups: dict[tuple[str, str], list[Loss]] = {}
    for loss in losses:
        groups.setdefault((loss.source_format, loss.site), []).append(loss)
    yield from ((format_, site, usual_of(group)) for (format_, site), group in groups.items())


def usual_of(losses: Iterable[Loss]) -> Usual:
    """Return the distribution of some losses."""
    ratios: Counter[int] = Counter()
    amounts: Counter[int] = Counter()
    for loss in losses:
        ratios[round(loss.ratio * STEPS)] += 1
        amounts[round(log2(1 + loss.removed) * STEPS_A_DOUBLING)] += 1
    return Usual(dict(ratios), dict(amounts))


def median(histogram: Mapping[int, int]) -> int:
    """Return the lower median of a histogram; 0 of an empty one.

    >>> median({1: 1, 5: 2, 9: 1}), median({3: 1, 4: 1}), median({})
    (5, 3, 0)
    """
    left = (sum(histogram.values()) + 1) // 2
    for step, count in sorted(histogram.items()):
        left -= count
        if left <= 0:
            return step
    return 0


def _sum(one: Histogram, other: Histogram) -> Histogram:
    return dict(sorted((Counter(one) + Counter(other)).items()))

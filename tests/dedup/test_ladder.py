"""A corpus of invented stories and known changes: what must be found, and what must not."""

import random
from collections import Counter
from functools import cache
from itertools import count, cycle

import msgspec
import pytest

from cleaners.dedup import find_duplicates, signatures
from cleaners.document import Duplicate
from tests.dedup.ladder import LADDER, TWINS, article, tell

DOCUMENTS = 2000
MIN_RECALL = 0.98  #: of each step; all together .995
MAX_TWINS = 0.03  #: share of twins linked: stories with two figures cannot be told from updates
EXPECTED_RELATION = {
    "retyped": "exact",
    "order_swapped": "near",
    "one_figure_changed": "near",
    "first_half": "contained",
    "shuffled_words": "rewrite",
}


def seeded() -> random.Random:
    return random.Random(20)


class Corpus(msgspec.Struct, frozen=True):
    """Texts by id, what was done to each, and what was found."""

    texts: dict[str, str]
    change_of: dict[str, str]  #: name of the change, or base
    base_of: dict[str, str]
    verdicts: dict[str, Duplicate]

    def is_linked(self, article_id: str) -> bool:
        """Whether the article is in the story of its base."""
        return self.story_of(article_id) == self.story_of(self.base_of[article_id])

    def story_of(self, article_id: str) -> str:
        found = self.verdicts.get(article_id)
        return found.story_id if found else article_id


@cache
def corpus() -> Corpus:
    """Return the corpus: of every second story one change and one twin."""
    rng = seeded()
    changes = cycle(sorted(LADDER.items()))
    twins = cycle(sorted(TWINS.items()))
    numbers = count()
    texts: dict[str, str] = {}
    change_of: dict[str, str] = {}
    base_of: dict[str, str] = {}
    while len(texts) < DOCUMENTS:
        number = next(numbers)
        story = tell(rng, rng.randint(5, 9))
        made = [("base", story.text())]
        if number % 2:
            for name, change in (next(changes), next(twins)):
                made.append((name, change(story, rng)))
        for name, text in made:
            article_id = f"{number:05d}-{name}"
            texts[article_id], change_of[article_id] = text, name
            base_of[article_id] = f"{number:05d}-base"
    table = signatures(article(i, text) for i, text in texts.items())
    found = find_duplicates([table], texts.__getitem__, "rewrite")
    return Corpus(texts, change_of, base_of, {verdict.id: verdict for verdict in found})


@pytest.mark.parametrize("change", sorted(LADDER))
def test_changed_copies_are_found(change: str) -> None:
    whole = corpus()
    copies = [i for i, name in whole.change_of.items() if name == change]
    found = [i for i in copies if whole.is_linked(i)]
    assert len(copies) >= 20
    assert len(found) >= MIN_RECALL * len(copies)


@pytest.mark.parametrize("twin", sorted(TWINS))
def test_twins_are_let_alone(twin: str) -> None:
    whole = corpus()
    twins = [i for i, name in whole.change_of.items() if name == twin]
    assert len(twins) >= 100
    assert sum(map(whole.is_linked, twins)) <= MAX_TWINS * len(twins)


def test_nothing_else_is_linked() -> None:
    whole = corpus()
    wrong = [
        v
        for v in whole.verdicts.values()
        if whole.base_of[v.id] != whole.base_of[v.duplicate_of or v.id]
    ]
    assert wrong == []


@pytest.mark.parametrize(("change", "relation"), sorted(EXPECTED_RELATION.items()))
def test_relation_says_what_was_done(change: str, relation: str) -> None:
    whole = corpus()
    stories: dict[str, list[str]] = {}
    for article_id in whole.texts:
        stories.setdefault(whole.story_of(article_id), []).append(article_id)
    relations: Counter[str | None] = Counter()
    for members in stories.values():
        if {whole.change_of[m] for m in members} == {"base", change}:
            relations.update(whole.verdicts[m].relation for m in members if m in whole.verdicts)
    assert relations.total() >= 20
    assert relations[relation] >= 0.9 * relations.total()

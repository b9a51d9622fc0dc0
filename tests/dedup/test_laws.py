"""Laws that hold for any set of articles."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.dedup import find_duplicates, settle, signatures
from cleaners.document import Article, Metadata
from tests.dedup.ladder import LADDER, TWINS, article, tell
from tests.dedup.test_compare import STORIES
from tests.dedup.test_ladder import seeded


@cache
def pool() -> tuple[Article, ...]:
    """Return articles of which many are linked, with ids in no order."""
    rng = seeded()
    texts = [text for s in STORIES.values() for text in (s.base, s.rewrite, s.other)]
    for length in (2, 4, 5):
        story = tell(rng, length)
        changes = [*LADDER.values(), *TWINS.values()]
        texts += [story.text(), *(change(story, rng) for change in changes)]
    texts += ["\n\n".join(texts[:6]), "\n\n".join(texts[3:9]), "Nobody knew.", "nobody knew", "—"]
    made = []
    for text in texts:
        metadata = Metadata(
            byline=rng.choice([None, "By Elna Voss"]),
            day_published=rng.choice([None, "2031-02-03", "2031-02-04"]),
            is_truncated=rng.random() < 0.2,
        )
        made.append(article(f"{rng.getrandbits(128):032x}", text, metadata))
    return tuple(made)


SETS = st.sets(st.integers(0, 53), min_size=1, max_size=30)
LEVELS = st.sampled_from(["exact", "near", "rewrite"])


def chosen(numbers: set[int]) -> list[Article]:
    articles = pool()
    return [articles[number % len(articles)] for number in sorted(numbers)]


def text_of(article_id: str) -> str:
    return next(a.text for a in pool() if a.id == article_id)


@settings(max_examples=40, deadline=None)
@given(SETS, LEVELS, st.randoms(use_true_random=False), st.integers(0, 30))
def test_order_of_rows_and_tables_is_nothing(numbers, level, rng, cut) -> None:  # type: ignore[no-untyped-def]
    articles = chosen(numbers)
    first = find_duplicates([signatures(articles)], text_of, level)
    rng.shuffle(articles)
    parts = [signatures(articles[:cut]), signatures(articles[cut:])]
    assert find_duplicates(parts, text_of, level) == first


@settings(max_examples=40, deadline=None)
@given(SETS, SETS, LEVELS)
def test_duplicates_name_articles_that_stay(numbers, before, level) -> None:  # type: ignore[no-untyped-def]
    old = chosen(before)
    new = [a for a in chosen(numbers) if a not in old]
    found_before = {v.id: v for v in find_duplicates([signatures(old)], text_of, level)}
    earlier = settle(signatures(old), found_before)
    found = {v.id: v for v in find_duplicates([signatures(new)], text_of, level, [earlier])}
    assert set(found) <= {a.id for a in new}
    staying = {a.id for a in (*new, *old)} - set(found) - set(found_before)
    for verdict in found.values():
        assert verdict.duplicate_of in staying
        assert verdict.story_id == verdict.duplicate_of
        assert verdict.relation is not None
        assert 0 < verdict.similarity <= 1
        assert verdict.relation != "exact" or verdict.similarity == 1


@settings(max_examples=20, deadline=None)
@given(SETS)
def test_each_level_finds_what_those_before_found(numbers: set[int]) -> None:
    table = signatures(chosen(numbers))
    exact = {v.id for v in find_duplicates([table], text_of, "exact")}
    near = {v.id for v in find_duplicates([table], text_of, "near")}
    assert find_duplicates([table], text_of, "none") == []
    assert exact <= near


@settings(max_examples=20, deadline=None)
@given(SETS)
def test_what_stays_has_no_duplicates_left(numbers: set[int]) -> None:
    articles = chosen(numbers)
    gone = {v.id for v in find_duplicates([signatures(articles)], text_of, "near")}
    left = signatures(a for a in articles if a.id not in gone)
    assert [v for v in find_duplicates([left], text_of, "near") if v.relation == "exact"] == []

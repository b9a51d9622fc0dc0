"""The choice of canonical articles, on links drawn by hand; and the pairs worth comparing."""

import numpy as np
import pyarrow as pa
import pytest

from cleaners.dedup.candidates import MIN_COMMON, near_pairs, shared_pairs, unpack
from cleaners.dedup.compare import Link
from cleaners.dedup.signature import signatures
from cleaners.dedup.stories import Links, by_rank, choose, find_round_ups
from cleaners.document import Relation
from tests.dedup.ladder import article, tell, words_changed
from tests.dedup.test_ladder import seeded

SIZES = {0: 500, 1: 400, 2: 300, 3: 200, 4: 100}


def links(relation: Relation, *pairs: tuple[int, int, float]) -> Links:
    return by_rank((one, other, Link(relation, similarity)) for one, other, similarity in pairs)


def chosen(found: Links, earlier: int = 0, relayed: float | None = None) -> dict[int, int]:
    def relay(_rank: int, _canonical: int) -> Link | None:
        return Link("rewrite", relayed) if relayed else None

    ties = choose(found, earlier, SIZES.__getitem__, relay)
    return {rank: tie.canonical for rank, tie in ties.items()}


@pytest.mark.parametrize(("relayed", "expected"), [(None, {1: 0}), (0.5, {1: 0, 2: 0})])
def test_chain_is_one_story_only_if_its_ends_agree(
    relayed: float | None, expected: dict[int, int]
) -> None:
    chain = links("rewrite", (0, 1, 0.8), (1, 2, 0.8))
    assert chosen(chain, relayed=relayed) == expected


def test_relay_leads_over_one_article_only() -> None:
    chain = links("rewrite", (0, 1, 0.8), (1, 2, 0.8), (2, 3, 0.8))
    assert chosen(chain, relayed=0.5) == {1: 0, 2: 3}  # 3 is canonical, and 2 is linked to it


def test_article_goes_with_the_most_similar_canonical_then_the_best() -> None:
    assert chosen(links("near", (0, 2, 0.7), (1, 2, 0.9))) == {2: 1}
    assert chosen(links("near", (0, 2, 0.8), (1, 2, 0.8))) == {2: 0}


def test_earlier_article_comes_before_a_more_similar_new_one() -> None:
    found = links("near", (0, 2, 0.7), (1, 2, 0.9))
    assert chosen(found, earlier=1) == {2: 0}


def test_contained_text_is_canonical_for_nothing_while_its_container_is() -> None:
    sizes = {0: 100, 1: 300, 2: 200}
    found = links("contained", (0, 1, 0.9), (0, 2, 0.9), (1, 2, 0.9))
    ties = choose(found, 0, sizes.__getitem__)
    assert {rank: tie.canonical for rank, tie in ties.items()} == {0: 1, 2: 1}


def test_round_up_holds_two_unrelated_texts() -> None:
    found = links("contained", (0, 3, 1.0), (0, 4, 1.0))
    assert find_round_ups(found, SIZES.__getitem__, lambda _a, _b: True) == {0}
    assert find_round_ups(found, SIZES.__getitem__, lambda _a, _b: False) == set()
    linked = links("contained", (0, 3, 1.0), (0, 4, 1.0), (3, 4, 1.0))
    assert find_round_ups(linked, SIZES.__getitem__, lambda _a, _b: True) == set()


def test_large_buckets_cost_a_few_pairs_for_each_article() -> None:
    count = 500
    table = signatures(article(f"{n:03d}", tell(seeded()).text()) for n in range(count))
    pairs = list(unpack(near_pairs(table["minhash"], np.arange(count))))
    assert len(pairs) < 10 * count
    assert {(0, n) for n in range(1, count)} <= set(pairs)


def test_near_pairs_are_found_among_the_ranks_asked_for() -> None:
    rng = seeded()
    told = [tell(rng) for _ in range(100)]
    texts = [s.text() for s in told] + [words_changed(s, rng) for s in told]
    minhashes = signatures(article(str(n), text) for n, text in enumerate(texts))["minhash"]
    found = set(unpack(near_pairs(minhashes, np.arange(200))))
    assert len({(n, n + 100) for n in range(100)} & found) >= 97
    assert len(found) < 200
    even = np.arange(0, 200, 2)
    assert {pair for pair in found if not (pair[0] % 2 or pair[1] % 2)} == set(
        unpack(near_pairs(minhashes, even))
    )


def shared(lists: list[list[int]], least: int) -> set[tuple[int, int]]:
    column = pa.chunked_array([pa.array(lists, pa.list_(pa.uint32()))])
    return set(unpack(shared_pairs(column, np.arange(len(lists)), least)))


def test_pairs_share_enough_values() -> None:
    lists = [[1, 2, 3, 9], [1, 2, 3], [3, 9], [], [1, 2]]
    assert shared(lists, 3) == {(0, 1)}
    assert shared(lists, 2) == {(0, 1), (0, 2), (0, 4), (1, 4)}


def test_common_values_tell_nothing() -> None:
    common = [[1, 2, 3]] * (MIN_COMMON + 1)
    assert shared(common, 3) == set()
    assert len(shared(common[:-1], 3)) == MIN_COMMON * (MIN_COMMON - 1) // 2


def test_a_block_of_work_may_be_smaller_than_one_article(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(4)
    lists = [sorted({int(v) for v in rng.integers(0, 60, 12)}) for _ in range(60)]
    whole = shared(lists, 3)
    monkeypatch.setattr("cleaners.dedup.candidates._EXPANSION", 1)
    monkeypatch.setattr("cleaners.dedup.candidates._OWNERS", 7)
    assert shared(lists, 3) == whole
    assert whole

"""Texts are cut and hashed alike, whatever stands beside them in a batch."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.dedup.profile import Profile
from cleaners.dedup.signature import SCHEMA, signatures
from cleaners.dedup.tokens import tokenize
from tests.dedup.ladder import article, tell, words_changed
from tests.dedup.test_ladder import seeded

TEXTS = st.text(alphabet=st.sampled_from("abÄéß 12.,\n!“水庫ไทย\U00020000"), max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It cost 3,400 crowns", "It cost 3400 crowns"),
        ("Wert 7,25 Prozent", "Wert 7.25 Prozent"),
        ("Nicolás González", "nicolas gonzalez"),
        ("ＡＢＣ １２", "abc 12"),
    ],
)
def test_spellings_of_one_word_are_one_token(one: str, other: str) -> None:
    assert tokenize([one]).words.tolist() == tokenize([other]).words.tolist()


@pytest.mark.parametrize(
    ("one", "other"), [("4.1", "41"), ("1.2345", "12345"), ("rose 3", "rose 4"), ("水", "火")]
)
def test_different_words_are_different_tokens(one: str, other: str) -> None:
    assert tokenize([one]).words.tolist() != tokenize([other]).words.tolist()


def test_each_character_of_a_spaceless_script_is_a_token() -> None:
    tokens = tokenize(["新水库 opens 2025年"])
    assert len(tokens.words) == 6
    assert tokens.spaceless.tolist() == [True, True, True, False, False, True]
    assert tokens.figures.tolist() == [False, False, False, False, True, False]


def test_names_are_capitals_that_no_start_explains() -> None:
    tokens = tokenize(
        ['Yesterday Elna Voss said: "Nobody slept." The U.S. envoy left, J. Marr too.']
    )
    chosen = np.flatnonzero(tokens.names)
    assert chosen.tolist() == [1, 2]


def test_sentences_end_at_stops_not_at_abbreviations() -> None:
    tokens = tokenize(["It rose at 4.20 p.m. on Monday. Then it fell.\nNobody knew。水库。"])
    assert tokens.sentences.tolist() == [0] * 8 + [1] * 3 + [2] * 2 + [3] * 2


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_a_batch_gives_what_each_text_alone_gives(texts: list[str]) -> None:
    together = signatures([article(str(n), text) for n, text in enumerate(texts)])
    alone = [signatures([article(str(n), text)]).to_pylist()[0] for n, text in enumerate(texts)]
    assert together.to_pylist() == alone


@given(TEXTS)
def test_exact_hash_sees_through_case_and_marks_only(text: str) -> None:
    dressed = "  " + text.replace(" ", " - ").replace("\n", " \n* ") + " !"
    same, other = tokenize([text, dressed]).exact[:2]
    assert (same == other) or not same
    assert tokenize([text + " b"]).exact != tokenize([text]).exact


def test_minhash_estimates_the_share_of_shingles() -> None:
    rng = seeded()
    for _ in range(20):
        story = tell(rng)
        one, other = story.text(), words_changed(story, rng)
        a, b = Profile(one).shingles, Profile(other).shingles
        jaccard = len(np.intersect1d(a, b)) / len(np.union1d(a, b))
        rows = signatures([article("a", one), article("b", other)])["minhash"].to_pylist()
        equal = np.mean(np.frombuffer(rows[0], "<u2") == np.frombuffer(rows[1], "<u2"))
        assert abs(float(equal) - jaccard) < 0.15


def test_signature_of_an_article_takes_about_a_kilobyte() -> None:
    rng = seeded()
    table = signatures(article(f"{n:032x}", tell(rng, 30).text()) for n in range(50))
    assert table.schema == SCHEMA
    assert table.nbytes / table.num_rows < 1300


@pytest.mark.parametrize("text", ["", "...", "\n", "\ud800"])
def test_text_without_words_has_a_signature_and_no_exact_hash(text: str) -> None:
    row = signatures([article("a", text)]).to_pylist()[0]
    assert (row["exact"], row["tokens"], row["rare"], row["grams"]) == (None, 0, [], [])


def test_hangul_is_cut_into_characters_and_parts_from_figures() -> None:
    """Endings grow onto Korean words: those of 24대와 and 24대의 would be two figures."""
    one, other = tokenize(["장비 24대와"]), tokenize(["24대의 장비"])
    assert one.spaceless.tolist() == [True, True, False, True, True]
    assert one.words[one.figures].tolist() == other.words[other.figures].tolist()


def test_capitals_tell_which_scripts_have_them() -> None:
    tokens = tokenize(["Two 2 два Δύο 二 اثنان दो"])
    assert tokens.cased.tolist() == [True, False, True, True, False, False, False]

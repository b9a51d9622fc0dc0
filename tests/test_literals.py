"""A gate may let texts through for nothing, but must never keep a match out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.literals import characters, needs_digit, required_literals, starts_text
from cleaners.openings import DIGIT, openings

LETTERS = st.text("abcdé#", min_size=1, max_size=3)
ATOMS = st.one_of(
    LETTERS,
    st.sampled_from([r"\d", r"\w", r"\s", "[ab]", "[#$]", "[^a]", ".", "^", r"\b", "$"]),
)


def _grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        inner.map(lambda part: f"({part})"),
        inner.map(lambda part: f"(?>{part})"),
        inner.map(lambda part: f"(?i:{part})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "+?", "++"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
        st.tuples(st.sampled_from(["(?=", "(?!"]), inner).map(lambda pair: f"{pair[0]}{pair[1]})"),
    )


PATTERNS = st.recursive(ATOMS, _grow, max_leaves=8)


@given(PATTERNS, st.lists(st.text("abcdAé#$1 \n", max_size=12), min_size=1, max_size=8))
def test_every_text_that_matches_holds_a_required_literal(pattern: str, texts: list[str]) -> None:
    literals = required_literals(pattern)
    for text in texts:
        if literals and re.search(pattern, text):
            assert any(literal in text for literal in literals)


@given(PATTERNS, st.lists(st.text("abcdAé#$1_² ", max_size=12), min_size=1, max_size=8))
def test_every_text_that_matches_opens_as_required(pattern: str, texts: list[str]) -> None:
    for anchored in (f"^{pattern}", rf"^\W*(?:{pattern})", rf"^[\s#]*(?:{pattern})a"):
        starts = openings(anchored)
        for text in texts:
            if starts and re.search(anchored, text):
                found = re.search(r"[^\W_].*", text)
                assert found is not None
                first = found[0][0]
                keys = {DIGIT} if first.isdecimal() else {found[0][:n] for n in range(1, 9)}
                assert keys & starts


@given(PATTERNS, st.lists(st.text("abcdA#1٣ ", max_size=12), min_size=1, max_size=8))
def test_every_text_that_matches_holds_a_digit_where_one_is_needed(
    pattern: str, texts: list[str]
) -> None:
    if needs_digit(pattern):
        assert [t for t in texts if re.search(pattern, t) and not re.search(r"\d", t)] == []


@given(PATTERNS, st.lists(st.text("abcd#1 \n", max_size=12), min_size=1, max_size=8))
def test_a_pattern_that_starts_the_text_matches_nowhere_else(
    pattern: str, texts: list[str]
) -> None:
    if starts_text(pattern):
        for text in texts:
            found = re.search(pattern, text)
            at_start = re.match(pattern, text)
            assert (found and found.span()) == (at_start and at_start.span())


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("read more", {"read more"}),
        (r"read\s+more", {"read"}),
        ("(?:sign|log) (?:up|in)", {"sign up", "sign in", "log up", "log in"}),
        (r"e-?mail\b us", {"email us", "e-mail us"}),
        (r"(?=.*donate)\w+", {"donate"}),
        (r"(?!.*donate)us \d", {"us "}),
        (r"[■□]\s*$", {"■", "□"}),
        (r"[ab]\d", set()),
        ("(?i:us)", set()),
        ("(?:donate)?", set()),
        (r"(?:donate|\d)", set()),
    ],
)
def test_required_literals(pattern: str, literals: set[str]) -> None:
    assert required_literals(pattern) == literals


@pytest.mark.parametrize(
    ("pattern", "starts"),
    [
        (r"^\W*(?:please )?(?:share|like)", {"please s", "please l", "share", "like"}),
        (r"^[\s*_(]*(?!us)(?:© ?)?(?:by|via) ", {"by ", "via "}),
        (r"^\d+ (?:shares|likes)|^chapter \d", {DIGIT, "chapter "}),
        (r"^(?:view |show )*comments", {"view ", "show ", "comments"}),
        (r"^\W*[^\W\d_]+ said", set()),
        (r"^\W*(?:© )?\w+", set()),
        (r"^\W*(?i:us)", set()),
        ("(?i)^us", set()),
        ("share|^like", set()),
    ],
)
def test_openings(pattern: str, starts: set[str]) -> None:
    assert openings(pattern) == starts


def test_characters_leave_out_sets() -> None:
    assert set(characters(r"a(?:B|c[D-F])\d+")) == {"a", "B", "c"}

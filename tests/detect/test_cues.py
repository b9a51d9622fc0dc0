"""Gates may let too much through, never too little."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.detect import stamps, weekdays
from cleaners.detect.cues import read_line
from cleaners.detect.lexicon import table
from cleaners.detect.stamp_runs import runs_of
from cleaners.folding import fold

RELATIVE = (
    *("5 minutes ago", "an hour ago", "just now", "vor 3 stunden", "il y a 2 heures"),
    *(
        "hace 3 horas",
        "há 2 dias",
        "3 ore fa",
        "5 минут назад",
        "3小时前",
        "3時間前",
        "2 saat önce",
    ),
)
PIECES = st.sampled_from(
    [*stamps.MONTHS, *stamps.ERAS, *weekdays.WEEKDAYS, "年", "月", "日", "de", "th", "元", "x"]
)
NUMBERS = st.integers(1, 2100).map(str)
MARKS = st.sampled_from(["", " ", ", ", ". ", "-", "/", ".", " | "])


@pytest.mark.parametrize("phrase", table("agencies")["phrases"]["texts"])
def test_every_contribution_line_has_its_cue(phrase: str) -> None:
    plain = re.sub(r"\[(\w)\w\]", r"\1", phrase).removeprefix("\\(?").removeprefix("(?:")
    opening = re.split(r"[^\w {}]", plain)[0]
    line = opening.replace("{agency}", "Reuters contributed")
    assert "agency_phrase" in read_line(line).cues


@pytest.mark.parametrize(
    ("cue", "phrases"),
    [
        ("byline", [*table("bylines")["prepositions"], *table("bylines")["labels"]]),
        ("caption", table("captions")["caption_labels"]),
        ("tags", table("tags")["labels"]),
        ("url", table("urls")["labels"]),
        ("sign_off", [it for verbs in table("bylines")["credits"].values() for it in verbs]),
        ("agency_line", [it for a in table("agencies")["agency"] for it in a["aliases"]]),
    ],
)
def test_every_phrase_of_a_table_has_its_cue(cue: str, phrases: list[str]) -> None:
    lines = [
        f"{mark}{phrase}{end}" for phrase in phrases for mark in ("", "(*") for end in (":", ")")
    ]
    assert [line for line in lines if cue not in read_line(line).cues] == []


def test_every_relative_date_is_read() -> None:
    assert [text for text in RELATIVE if not runs_of(text)] == []


@given(st.lists(st.tuples(st.one_of(PIECES, NUMBERS), MARKS), max_size=8))
def test_dates_are_found_where_the_pattern_finds_them(pieces: list[tuple[str, str]]) -> None:
    folded = fold("".join(word + mark for word, mark in pieces))
    wanted = [it.span() for it in stamps.DATE.finditer(folded)]
    assert [it.span() for it in stamps._forms(folded)] == wanted
    assert stamps.may_hold_date(folded) or not tuple(stamps._dates(folded))
    found, plain = weekdays._before(folded), weekdays._BEFORE.search(folded)
    assert (found and found.span()) == (plain and plain.span())

"""One story told twice, in several languages; and what only looks like it."""

import random
from pathlib import Path
from typing import Final

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.dedup.compare import (
    REWRITE,
    are_unrelated,
    by_size,
    compare,
    is_digest,
    may_share,
    rewrite_score,
    shared_shingles,
)
from cleaners.dedup.profile import Profile
from tests.dedup.ladder import tell


class Told(msgspec.Struct, frozen=True):
    """One story; ``other`` is another report, a follow-up or a twin of it."""

    base: str
    rewrite: str
    other: str


STORIES: Final = msgspec.toml.decode(
    Path(__file__).with_name("stories.toml").read_bytes(), type=dict[str, Told]
)
LANGUAGES: Final = sorted(STORIES)
MARGIN: Final = 0.1  #: of the score on both sides of the threshold

WEATHER: Final = (
    "{} had a high of {} degrees and a low of {} on {}, the weather service said. The wind came "
    "from the west at {} kilometres an hour and {} millimetres of rain fell before noon. For the "
    "rest of the week the service expects much the same, with more clouds towards the coast and "
    "some sun in the hills. Drivers are asked to take care where leaves lie on the road."
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rewrite_is_linked_with_a_margin(language: str) -> None:
    story = STORIES[language]
    link = compare(Profile(story.base), Profile(story.rewrite), rewrites=True)
    assert link is not None and link.relation == "rewrite"
    assert link.similarity >= REWRITE + MARGIN
    assert compare(Profile(story.base), Profile(story.rewrite), rewrites=False) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_report_is_not_linked_with_a_margin(language: str) -> None:
    story = STORIES[language]
    for told in (story.base, story.rewrite):
        assert rewrite_score(Profile(told), Profile(story.other)) <= REWRITE - MARGIN
        assert compare(Profile(told), Profile(story.other), rewrites=True) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_translated_form_of_a_figure_counts_by_its_value(language: str) -> None:
    story = STORIES[language]
    other_figures = "".join(str((int(c) + 3) % 10) if c.isdecimal() else c for c in story.rewrite)
    assert compare(Profile(story.base), Profile(story.rewrite), True) is not None
    assert compare(Profile(story.base), Profile(other_figures), True) is None


def test_same_form_with_other_figures_is_a_twin() -> None:
    one = Profile(WEATHER.format("Korvan", 17, 9, "Monday", 24, 3))
    twin = Profile(WEATHER.format("Korvan", 21, 12, "Monday", 17, 9))
    update = Profile(WEATHER.format("Korvan", 17, 9, "Monday", 24, 4))
    assert compare(one, twin, True) is None
    link = compare(one, update, True)
    assert link is not None and link.relation == "near"


def test_same_form_is_a_twin_where_some_figures_meet_by_chance() -> None:
    form = (
        "{} will have {} Wednesday, with highs of 9 degrees and lows of {}, the weather office "
        "said. Winds from the east will reach 75 kilometres an hour near {} and up to {} in the "
        "hills. The chance of rain is {} percent before noon and {} percent after it. On the "
        "coast by {} the water has 12 degrees. The next report is issued at six."
    )
    one = Profile(form.format("Poloriri", "a wet and windy", -4, "Rite", 52, 34, 1, "Nijupo"))
    twin = Profile(form.format("Savopo", "a dry and sunny", 1, "Vogaga", 75, 15, 34, "Zenihi"))
    assert compare(one, twin, True) is None


def test_same_form_with_other_names_is_a_twin() -> None:
    form = (
        "The council of {0} met on Friday evening and elected {1} as its speaker for a new term, "
        "the office of mayor {2} said. The vote was secret and took less than an hour. "
        "There was no other candidate. The new speaker thanked all members and promised to be fair "
        "to every side. Chairman {3} closed the meeting and invited everybody to a glass of wine."
    )
    one = Profile(form.format("Korvan", "Elna Voss", "Jorik Tann", "Ruben Sall"))
    twin = Profile(form.format("Mirebay", "Otto Prahl", "Dana Quist", "Ines Marr"))
    assert compare(one, twin, True) is None


def test_short_texts_and_texts_without_particulars_are_no_rewrites() -> None:
    assert rewrite_score(Profile("Fire in Korvan kills 3"), Profile("Fire in Korvan kills 3")) == 0
    plain = "they walked along the river and talked about nothing much while evening came slowly "
    other = "evening came slowly and while they talked somebody walked along another river "
    assert compare(Profile(plain * 3), Profile(other * 2 + "with a small dog"), True) is None


def test_one_year_in_common_is_nothing() -> None:
    one = (
        STORIES["ar"].base.replace("312", "").replace("450", "").replace("18", "").replace("27", "")
    )
    other = STORIES["ar"].other.replace("60", "1874")
    assert rewrite_score(Profile(one), Profile(other)) < REWRITE - MARGIN


def test_long_text_is_no_rewrite_of_a_brief() -> None:
    brief = " ".join(STORIES["en"].base.split()[:25])
    rng = random.Random(3)
    long = brief.replace("early", "late") + "\n\n" + tell(rng, 40).text()
    assert rewrite_score(Profile(brief), Profile(brief.replace("early", "late"))) > REWRITE
    assert rewrite_score(Profile(brief), Profile(long)) == 0


def test_round_up_that_goes_on_to_other_matters_is_a_digest() -> None:
    part = STORIES["en"].base
    own = part + "\n\n" + STORIES["en"].other + "\n\n" + STORIES["en"].rewrite
    rest = "\n\n".join(STORIES[language].base for language in ("de", "es", "ru"))
    assert is_digest(Profile(part), Profile(part + "\n\n" + rest))
    assert not is_digest(Profile(part), Profile(own))


BRIEF: Final = (
    "The ferry Aurelia ran aground off Korvan early on Tuesday on its way from Port Salden to "
    "Mirebay, the coast guard said. Nobody was hurt. Three tugs pulled it free at high tide. The "
    "owner, Salden Lines, has cancelled 12 crossings, and a pilot is being questioned."
)


def test_story_whose_brief_is_told_here_and_there_is_no_digest() -> None:
    """The same sentences stand in one place in a round-up."""
    told = STORIES["en"].base.split("\n\n")
    de, es, ru = (STORIES[language].base for language in ("de", "es", "ru"))
    assert not is_digest(Profile(BRIEF), Profile("\n\n".join([told[0], de, told[1], es, told[3]])))
    assert is_digest(Profile(BRIEF), Profile("\n\n".join([de, told[0], told[1], told[3], es, ru])))


def test_round_up_that_tells_the_head_of_a_story_is_a_digest() -> None:
    """However long the story itself is."""
    told = STORIES["en"].base.split("\n\n")
    de, es, ru = (STORIES[language].base for language in ("de", "es", "ru"))
    assert is_digest(Profile("\n\n".join(told)), Profile("\n\n".join([de, *told[:2], es, ru])))


@pytest.mark.parametrize("language", ["ar", "ja", "ko", "zh"])
def test_part_of_a_round_up_without_names_is_known_by_its_place(language: str) -> None:
    head, *rest = STORIES[language].base.split("\n\n")
    others = [STORIES[it].base for it in ("ja", "zh", "ko", "ar") if it != language]
    assert is_digest(Profile(head), Profile("\n\n".join([others[0], head, *others[1:]])))
    assert not is_digest(Profile(head), Profile("\n\n".join([head, *rest, *others])))


def test_summary_before_a_round_up_is_no_second_place() -> None:
    told = STORIES["en"].base
    others = [STORIES[language].base for language in ("de", "es", "ru")]
    summary = " ".join(it.split(". ")[0] + "." for it in (*others, told))
    assert is_digest(Profile(told), Profile("\n\n".join([summary, *others, told])))


def test_texts_on_different_matters_are_unrelated() -> None:
    assert are_unrelated(Profile(STORIES["en"].base), Profile(STORIES["es"].base))
    assert not are_unrelated(Profile(STORIES["en"].base), Profile(STORIES["en"].rewrite))


@given(*[st.sampled_from([t for s in STORIES.values() for t in (s.base, s.rewrite, s.other)])] * 2)
def test_comparison_does_not_depend_on_the_side(one: str, other: str) -> None:
    first, second = Profile(one), Profile(other)
    assert compare(first, second, True) == compare(second, first, True)
    assert rewrite_score(first, second) == rewrite_score(second, first)
    assert is_digest(first, second) == is_digest(second, first)
    assert 0 <= rewrite_score(first, second) <= 1


@given(st.lists(st.integers(0, 40), min_size=5, max_size=60), st.integers(0, 60))
def test_a_cheap_look_never_denies_what_two_texts_share(words: list[int], cut: int) -> None:
    one, other = ([f"word{it}" for it in part] for part in (words, words[cut:] + words[:cut]))
    small, large = by_size(Profile(" ".join(one)), Profile(" ".join(other)))
    share = shared_shingles(small, large) / max(len(small.shingles), 1)
    assert may_share(small, large, share)


def test_a_cheap_look_tells_that_two_texts_share_little() -> None:
    one, other = (" ".join(f"{stem}{n}" for n in range(300)) for stem in ("sail", "oar"))
    assert not may_share(Profile(one), Profile(other), 0.5)

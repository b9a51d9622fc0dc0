"""Editions of a column are no copies of one another; versions of a story are, whatever is new."""

from itertools import combinations
from pathlib import Path
from typing import Final

import msgspec
import pytest

from cleaners.dedup.compare import REWRITE, compare, rewrite_score
from cleaners.dedup.frames import fill_one_frame
from cleaners.dedup.profile import Profile
from tests.dedup.test_compare import STORIES


class Column(msgspec.Struct, frozen=True):
    """A frame with one place to fill, and what has stood in it."""

    frame: str
    fillings: tuple[str, ...]


COLUMNS: Final = msgspec.toml.decode(
    Path(__file__).with_name("frames.toml").read_bytes(), type=dict[str, Column]
)
EN: Final = STORIES["en"].base.split("\n\n")
LOCAL: Final = (
    "Two of the passengers were from Hallmouth. Retired baker Tom Quarrie said he had slept "
    "through all of it and woken only when a girl brought him a sandwich and a paper hat. His "
    "wife Annie kept the hat.",
    "Readers from Brackwater were on their way to a choir festival on the mainland. Conductor Lena "
    "Holt rehearsed a psalm on the car deck until the tugs came, and the crew joined in the last "
    "verse of it.",
)


@pytest.mark.parametrize("language", sorted(COLUMNS))
def test_editions_of_a_column_are_not_linked(language: str) -> None:
    column = COLUMNS[language]
    editions = [Profile(column.frame.format(filling)) for filling in column.fillings]
    for one, other in combinations(editions, 2):
        assert compare(one, other, True) is None
        assert fill_one_frame(one, other) and fill_one_frame(other, one)


@pytest.mark.parametrize("language", sorted(COLUMNS))
def test_edition_that_is_corrected_is_linked(language: str) -> None:
    column = COLUMNS[language]
    told = column.fillings[0]
    for corrected in (told + " " + told[: len(told) // 3], told[: len(told) * 2 // 3]):
        one, other = Profile(column.frame.format(told)), Profile(column.frame.format(corrected))
        assert compare(one, other, True) is not None


@pytest.mark.parametrize("place", range(len(EN) + 1))
def test_story_with_a_new_paragraph_fills_no_frame(place: int) -> None:
    updated = "\n\n".join([*EN[:place], LOCAL[0], *EN[place:]])
    link = compare(Profile("\n\n".join(EN)), Profile(updated), True)
    assert link is not None and link.relation in ("near", "contained")


def test_story_told_to_another_end_fills_no_frame() -> None:
    one, other = (Profile("\n\n".join([*EN[:3], local])) for local in LOCAL)
    assert not fill_one_frame(one, other)
    assert compare(one, other, True) is not None


def test_local_matter_before_a_wire_story_makes_a_frame_of_it_only_if_both_have_some() -> None:
    """Two local leads over one wire story look like two press releases over one firm's portrait."""
    wire = "\n\n".join(EN)
    one, other = (Profile(local + "\n\n" + wire) for local in LOCAL)
    assert compare(Profile(wire), one, True) is not None
    assert fill_one_frame(one, other)


FOOT: Final = (
    "Your name, e-mail address and town are needed to post a comment. Comments are read by the "
    "desk before they appear and may be shortened. Enter the code you see in the picture.\n\n"
    "The Osterby Messenger appears on weekdays. Publisher: Messenger House, Quay Street, Osterby. "
    "Editor in charge: Pernilla Dahl. Reproduction only with written consent. Advertising: Henk "
    "Molenaar. Subscriptions: Bergit Vane. Founded as the Osterby Shipping List in 1874."
)
SHORT: Final = (
    "The school in Lower Marden gets a new roof. The parish voted for it on Monday after rain had "
    "come into the gymnasium three times since summer, and the slates are to come from Wales.",
    "A stray goat has kept the drivers of bus 14 busy for a week. It boards at the cemetery, rides "
    "to the market and gets off without help; nobody has yet come forward to claim it.",
)


def test_two_stories_over_the_foot_of_one_site_are_not_linked() -> None:
    one, other = (Profile(story + "\n\n" + FOOT) for story in SHORT)
    assert fill_one_frame(one, other)
    assert compare(one, other, True) is None


@pytest.mark.parametrize("language", sorted(STORIES))
def test_rewrite_fills_no_frame(language: str) -> None:
    story = STORIES[language]
    assert not fill_one_frame(Profile(story.base), Profile(story.rewrite))


def test_empty_and_short_texts_fill_no_frame() -> None:
    for one, other in (("", ""), ("One two three.", "One two three."), ("a " * 9, "")):
        assert not fill_one_frame(Profile(one), Profile(other))


def test_frame_counts_for_the_score_too() -> None:
    one, other = (Profile(COLUMNS["en"].frame.format(it)) for it in COLUMNS["en"].fillings[:2])
    assert rewrite_score(one, other) < REWRITE

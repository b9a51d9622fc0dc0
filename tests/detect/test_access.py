"""Walls: what the marks on a line say together."""

import pytest

from cleaners.detect import detect
from cleaners.document import Kind, Mark
from tests.detect.pages import PROSE, page

TITLE = "Harbor plan divides the council of Ostravel"
WALL = "This story is for members. Join to read on."


def free(*marks: tuple[Kind, str]) -> bool | None:
    """Return what is said of access, where these kinds and rules mark the last line, in order."""
    at = 1 + len(PROSE)
    found = tuple(Mark(at, 0, len(WALL), kind, rule) for kind, rule in marks)
    return detect(page(TITLE, *PROSE, WALL, marks=found)).metadata.is_accessible_for_free


@pytest.mark.parametrize("owner", ["donation_plea", "newsletter_signup"])
def test_a_wall_that_asks_as_well_is_a_wall(owner: Kind) -> None:
    assert free((owner, "a/b"), ("paywall", "paywall/x"), ("paywall", "paywall/y")) is False


def test_one_rule_against_the_owner_is_no_wall() -> None:
    assert free(("donation_plea", "a/b"), ("paywall", "paywall/x")) is None
    assert free(("related_links", "a/b"), ("paywall", "p/x"), ("paywall", "p/y")) is None
    assert free(("paywall", "paywall/x")) is False

"""What stands beside an author: a role, an outlet, a place, initials for a face."""

import pytest

from cleaners.detect import detect
from cleaners.detect.byline_riders import is_plain_role
from tests.detect.pages import PROSE, page

TITLE = "Harbor plan divides the council of Ostravel"


@pytest.mark.parametrize(
    ("front", "authors"),
    [
        (("Zorvan Quillby", "Local harbor reporter", "3 May 2023"), ("Zorvan Quillby",)),
        (("Zorvan Quillby", "Redactora de Puerto", "3 de mayo de 2023"), ("Zorvan Quillby",)),
        (("Zorvan Quillby, Harbor Gazette", "3 May 2023"), ("Zorvan Quillby",)),
        (("Zorvan Quillby, Přístavní deník", "3. 5. 2023"), ("Zorvan Quillby",)),
        (("रवि शर्मा, तट समाचार", "3 मई 2023"), ("रवि शर्मा",)),
        (("سامي حداد - الميناء", "3 مايو 2023"), ("سامي حداد",)),
        (("Marta Denholt – Velden", "3 May 2023"), ("Marta Denholt",)),
        (("Marta Denholt1", "3 May 2023"), ("Marta Denholt",)),
    ],
)
def test_names_beside_roles_outlets_and_places(
    front: tuple[str, ...], authors: tuple[str, ...]
) -> None:
    assert detect(page(TITLE, *front, *PROSE)).metadata.authors == authors


@pytest.mark.parametrize(
    "front",
    [
        ("Zorvan Quillby", "The harbor in spring", "3 May 2023"),  # who is pictured, and where
        ("Zorvan Quillby", "Local harbor reporter"),  # no stamp: who is told of
        ("Zorvan Quillby, Velden", "3 May 2023"),
        ("Harbor Towers – Velden", "3 May 2023"),
    ],
)
def test_words_that_may_be_anything_are_no_names(front: tuple[str, ...]) -> None:
    assert detect(page(TITLE, *front, *PROSE)).metadata.authors == ()


def test_initials_vouch_for_the_name_below() -> None:
    lines = ("MD", "Marta Denholt", "IP", "Ivo Pell", "3 May 2023 10:20", *PROSE)
    assert detect(page(*lines)).metadata.authors == ("Marta Denholt", "Ivo Pell")


def test_a_plain_role_is_short_and_ends_no_sentence() -> None:
    assert is_plain_role("Senior harbor and tides reporter")
    assert not is_plain_role("He was a reporter.")
    assert not is_plain_role("The harbor in spring")
    assert not is_plain_role("Reporter 2023")

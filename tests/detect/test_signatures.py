"""The name that ends a text."""

import pytest

from cleaners.detect import detect
from tests.detect.pages import PROSE, page

TITLE = "Letter: the harbor needs its ferry"


@pytest.mark.parametrize(
    ("tail", "authors"),
    [
        (("Marta Denholt", "Lower Velden, Ohio"), ("Marta Denholt",)),
        (("Marta Denholt",), ("Marta Denholt",)),
        (("Marta Denholt", "Ivo Pell"), ()),  # a list of people
        (("Marta Denholt", "Zorvan Quillby", "Oskar Vell"), ()),
    ],
)
def test_who_signs_a_letter_wrote_it(tail: tuple[str, ...], authors: tuple[str, ...]) -> None:
    assert detect(page(TITLE, *PROSE, *tail)).metadata.authors == authors

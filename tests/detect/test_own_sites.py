"""A personal site is its owner's, where nobody else signs."""

import pytest

from cleaners.detect import detect
from tests.detect.test_declared import PROSE, parsed


def authors(host: str, shown: str, byline: str = "") -> tuple[str, ...]:
    head = f'<link rel="canonical" href="https://{host}/2023/harbor">'
    body = f"<p>{shown}</p><h1>Harbor to reopen</h1>{byline}{PROSE}"
    return detect(parsed(head, body)).metadata.authors


@pytest.mark.parametrize(
    ("host", "shown", "found"),
    [
        ("www.martadenholt.example", "Marta Denholt", ("Marta Denholt",)),
        ("marta-denholt.example", "The notes of Marta Denholt, writer", ("Marta Denholt",)),
        ("martadenholt.wordpress.com", "Quay notes by Marta Denholt", ("Marta Denholt",)),
        ("martadenholt.example", "Copyright (c) 2012- Marta Denholt.", ("Marta Denholt",)),
        ("quaycourier.example", "Quay Courier", ()),
        ("quaycourier.example", "Marta Denholt", ()),
        ("shop.martadenholt.example", "Marta Denholt", ()),
        ("harborpost.example", "Harbor Post", ()),  # no given name
    ],
)
def test_the_address_and_the_page_say_the_same_name(
    host: str, shown: str, found: tuple[str, ...]
) -> None:
    assert authors(host, shown) == found


def test_who_signs_is_the_author_and_not_the_owner() -> None:
    byline = '<p class="byline">By Ivo Pell</p>'
    assert authors("martadenholt.example", "Marta Denholt", byline) == ("Ivo Pell",)
    byline = '<p class="byline">By Our Own Staff</p>'
    assert "Ivo Pell" not in authors("martadenholt.example", "Marta Denholt", byline)

"""Family names that are words, and words that are no family names."""

import pytest

from cleaners.detect.names import is_known_name, is_name, split_names


@pytest.mark.parametrize(
    "name", ["Will Oake", "Anne Will", "Jörg Staff", "Marta Read", "Ana Das", "Will J. Pell"]
)
def test_a_word_behind_a_given_name_is_a_family_name(name: str) -> None:
    assert is_name(name)
    assert is_known_name(name)


@pytest.mark.parametrize("name", ["Albert Park", "June Park", "Marta Post", "Ji-won Park"])
def test_where_places_are_called_so_the_shape_is_no_proof(name: str) -> None:
    assert is_name(name)
    assert not is_known_name(name)


@pytest.mark.parametrize(
    "words",
    [
        *("Harbor Post", "Quarry Park", "Will The Ferry Return", "Marta Denholt Staff"),
        *("Image Gallery", "Union Staff", "Per"),
    ],
)
def test_other_words_are_no_names(words: str) -> None:
    assert not is_name(words)


def test_the_family_name_stands_first_in_hungarian() -> None:
    assert is_known_name("Kovács Eszter")
    assert not is_known_name("Nagy Tanács")


def test_lists_with_such_names() -> None:
    assert split_names("Heike Pell, Uwe Park und Ralf Post") == [
        *("Heike Pell", "Uwe Park", "Ralf Post"),
    ]
    assert split_names("Anna Oake | Fact Check Reporter") == ["Anna Oake"]
    assert split_names("Karen Oake, for The Harbor Gazette") == ["Karen Oake"]
    assert split_names("Ann O.") == ["Ann O."]

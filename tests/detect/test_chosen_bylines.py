"""The byline is the line that names the authors."""

from cleaners.detect.chosen_bylines import bylines_of
from cleaners.document import Candidate


def lines(*values: str) -> list[Candidate]:
    return [
        Candidate("byline", it, "byline_line", "x", 0.8, block=at) for at, it in enumerate(values)
    ]


def texts(values: tuple[str, ...], *authors: str) -> list[list[str]]:
    return [[it.value for it in found] for found in bylines_of(lines(*values), authors)]


def test_a_button_beside_the_byline_is_none() -> None:
    assert texts(("Full Bio", "Thomas Vell"), "Thomas Vell") == [["Thomas Vell"]]
    assert texts(("Last updated", "Search the archive"), "Thomas Vell") == []


def test_who_signs_for_others_keeps_the_line() -> None:
    assert texts(("By Court Reporter",), "Thomas Vell") == [["By Court Reporter"]]
    assert texts(("Harbor desk",)) == [["Harbor desk"]]


def test_several_lines_are_one_byline() -> None:
    found = texts(("Thomas Vell", "Follow", "Anna Oake"), "Thomas Vell", "Anna Oake")
    assert found == [["Thomas Vell", "Anna Oake"]]
    whole = texts(("Thomas Vell", "By Thomas Vell and Anna Oake"), "Thomas Vell", "Anna Oake")
    assert whole == [["By Thomas Vell and Anna Oake"]]


def test_a_particle_names_nobody() -> None:
    assert texts(("Democratic debates set", "By Lisa de Moor"), "Lisa de Moor") == [
        ["By Lisa de Moor"]
    ]

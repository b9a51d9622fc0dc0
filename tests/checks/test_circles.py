"""The circle check finds circles of any length, also through a package's ``__init__``."""

import pytest

from tests.checks.circles import find_circle


@pytest.mark.parametrize(
    ("imports", "on_it"),
    [
        ({"a": ["b"], "b": ["a"], "c": ["a"]}, {"a", "b"}),
        ({"a": ["b"], "b": ["c"], "c": ["a"]}, {"a", "b", "c"}),
        ({"read": ["read.plain"], "read.plain": ["read"]}, {"read", "read.plain"}),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, set()),
    ],
)
def test_find_circle(imports: dict[str, list[str]], on_it: set[str]) -> None:
    assert set(find_circle(imports)) == on_it

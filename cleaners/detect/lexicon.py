"""Load the tables of the world (months, agencies, labels…) that ship beside the detectors."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from re import compile as pattern
from re import escape
from typing import Any, Final, TypeAlias

import msgspec

from cleaners.folding import fold

Node: TypeAlias = dict[str, "Node"]  #: of a tree of characters


@cache
def table(name: str) -> dict[str, Any]:
    """Return ``tables/<name>.toml``, decoded once a process."""
    data = (files("cleaners.detect") / "tables" / f"{name}.toml").read_bytes()
    found: dict[str, Any] = msgspec.toml.decode(data)
    return found


def words(name: str, key: str) -> frozenset[str]:
    """Return one list of a table, folded for comparison."""
    return frozenset(fold(word) for word in table(name)[key])


def alternation(phrases: Iterable[str]) -> str:
    """Return folded phrases as one pattern, longest first, any run of spaces between words.

    What several begin with is written once, so that a thousand names are tried as fast as ten.
    """
    root: Node = {}
    for phrase in phrases:
        node = root
        for char in " ".join(fold(phrase).split()):
            node = node.setdefault(char, {})
        node[""] = {}
    return f"(?:{_pattern(root)})"


def _pattern(node: Node) -> str:
    """Return the pattern of what may follow in a tree of characters; an empty one ends a phrase."""
    branches = [
        (r"\s+" if char == " " else escape(char)) + _pattern(child)
        for char, child in sorted(node.items())
        if char
    ]
    if not branches:
        return ""
    is_plain = len(branches) == 1 and "" not in node
    return branches[0] if is_plain else f"(?:{'|'.join(branches)})" + "?" * ("" in node)


_LETTERS: Final = pattern(r"[^\W\d_]+")


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """Return the first words of phrases, folded, letters only: a look before a pattern of them."""
    found = (_LETTERS.search(fold(it)) for it in phrases)
    return frozenset(it[0] for it in found if it is not None)

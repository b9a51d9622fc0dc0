"""What each rule needs to match: worked out from its expression once, and shipped as a table.

To work it out for all rules takes a second, which every process would spend at its start. A rule
that is not in the table, or reads differently there, is worked out when it is loaded: the table
makes nothing but time. `python -m tests.checks.needs --write` renews it.
"""

import hashlib
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

import msgspec

from cleaners.literals import needs_digit, required_literals, starts_text
from cleaners.openings import DIGIT, MAX_OPENING, openings

TABLE: Final = "packs/needs.json"
SIZES: Final = (1, 2, 4, MAX_OPENING)  #: characters of an opening by which it is looked up
_DIGEST_BYTES: Final = 8


class Needs(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an expression needs, of a text in which it is to match."""

    of: str  #: digest of the expression
    starts_text: bool = False  #: it matches nowhere but at the start
    openings: tuple[str, ...] = ()
    """the text opens with one of these, as long as `SIZES` has them, or with a digit; empty: with
    anything"""
    literals: tuple[str, ...] = ()
    """one of these stands in the text; told only where openings do not say enough"""
    digit: bool = False  #: a digit stands in it; told where nothing else is


def digest(expression: str) -> str:
    """Return what an expression is known by."""
    return hashlib.blake2b(expression.encode(), digest_size=_DIGEST_BYTES).hexdigest()


def work_out(expression: str) -> Needs:
    r"""Return what an expression needs.

    >>> work_out(r"^\W*(?:share|save)").openings
    ('save', 'shar')
    >>> work_out(r"\bphotos? by \w+").literals
    ('photo by ', 'photos by ')
    """
    starts = openings(expression)
    tells = starts and DIGIT not in starts
    literals = frozenset[str]() if tells else required_literals(expression)
    return Needs(
        of=digest(expression),
        starts_text=starts_text(expression),
        openings=tuple(sorted({_cut(start) for start in starts})),
        literals=tuple(sorted(literals)),
        digit=not starts and not literals and needs_digit(expression),
    )


def _cut(start: str) -> str:
    return start[: max(size for size in SIZES if size <= len(start))]


def read_table() -> Mapping[str, Needs]:
    """Return what the rules that ship need, by their ids, as it was when the table was written."""
    data = (files("cleaners") / TABLE).read_bytes()
    return msgspec.json.decode(data, type=dict[str, Needs])


def needs_of(rule: str, expression: str, table: Mapping[str, Needs]) -> Needs:
    """Return what a rule needs: from the table, unless it reads differently there."""
    known = table.get(rule)
    if known is not None and known.of == digest(expression):
        return known
    return work_out(expression)

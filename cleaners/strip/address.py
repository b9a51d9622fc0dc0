"""Tell text that speaks to the reader (we, you, our newsletter) from text about somebody."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

from cleaners.folding import fold
from cleaners.quoting import without_quotations

_WORD: Final = re.compile(r"[\w'\-]+")
_UNSPACED: Final = frozenset({"zh", "ja"})


class _Lexicon(msgspec.Struct, frozen=True):
    we: frozenset[str]
    you: frozenset[str]
    trade: frozenset[str]
    trade_prefixes: tuple[str, ...]
    unspaced: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


@cache
def _lexicon() -> _Lexicon:
    data = tomllib.loads((files("cleaners") / "strip" / "address.toml").read_text("utf-8"))
    spaced = [table for code, table in data.items() if code not in _UNSPACED]
    joined = [table for code, table in data.items() if code in _UNSPACED]

    def words(key: str) -> frozenset[str]:
        return frozenset(w for table in spaced for w in table[key] if not w.endswith("*"))

    def parts(key: str) -> tuple[str, ...]:
        return tuple(w for table in joined for w in table[key])

    prefixes = {w[:-1] for table in spaced for w in table["trade"] if w.endswith("*")}
    return _Lexicon(
        words("we"),
        words("you"),
        words("trade"),
        tuple(sorted(prefixes)),
        (parts("we"), parts("you"), parts("trade")),
    )


def speaks_to_reader(text: str, name: str = "", *, strict: bool = False) -> bool:
    """Whether a block speaks to its reader: says you, or we along with the trade or ``name``.

    What stands in quotation marks does not count. ``name`` is that of the site, if known.
    ``strict`` asks for you and the trade, for we and ``name``, or we and two words of the trade.

    >>> speaks_to_reader("Your support makes a difference.")
    True
    >>> speaks_to_reader('"We need your support," the coach said.')
    False
    >>> speaks_to_reader("You turn left at the mill.", strict=True)
    False
    """
    folded = without_quotations(fold(text))
    lexicon = _lexicon()
    words = set(_WORD.findall(folded))
    we_parts, you_parts, trade_parts = ((), (), ()) if folded.isascii() else lexicon.unspaced
    you = bool(words & lexicon.you) or any(part in folded for part in you_parts)
    we = bool(words & lexicon.we) or any(part in folded for part in we_parts)
    if (you and not strict) or (we and name and fold(name) in folded):
        return True
    if not (you or we):
        return False
    trade = sum(w in lexicon.trade or w.startswith(lexicon.trade_prefixes) for w in words)
    trade += sum(part in folded for part in trade_parts)
    needed = 2 if strict and not you else 1
    return bool(trade >= needed)

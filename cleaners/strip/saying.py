"""Tell a plea from the report of one: "We need you, he kept saying on the radio"."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from cleaners.folding import fold
from cleaners.strip.address import is_address_word

_CLAUSE: Final = re.compile(r"[,:;،]\s*|\s-+\s")
_CLAUSE_END: Final = re.compile(r"[.,;:!?،؟。]")
_WORD: Final = re.compile(r"[^\W\d_]+")
MAX_CLAUSE: Final = 100  #: characters
NEAR: Final = 8  #: words behind the comma, of the same clause, among which the verb stands


@cache
def _verbs() -> tuple[frozenset[str], tuple[str, ...]]:
    data = tomllib.loads((files("cleaners") / "strip" / "saying.toml").read_text("utf-8"))
    words = [fold(verb) for table in data.values() for verb in table["verbs"]]
    return (
        frozenset(word for word in words if not word.endswith("*")),
        tuple(sorted({word[:-1] for word in words if word.endswith("*")})),
    )


@lru_cache(maxsize=1024)
def reports_speech(text: str) -> bool:
    """Whether somebody else is said to say what the text says.

    >>> reports_speech("We need your support, the coach told them.")
    True
    >>> reports_speech("We need your support, dear reader, and you told us why.")
    False
    """
    folded = fold(text)
    whole, prefixes = _verbs()
    for comma in _CLAUSE.finditer(folded):
        clause = _CLAUSE_END.split(folded[comma.end() : comma.end() + MAX_CLAUSE], maxsplit=1)[0]
        words = _WORD.findall(clause)[:NEAR]
        for before, word in pairwise(["", *words]):
            if (word in whole or word.startswith(prefixes)) and not is_address_word(before):
                return True
    return False

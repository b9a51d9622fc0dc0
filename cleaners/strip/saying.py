"""Tell a plea from the report of one: "We need you, he kept saying on the radio"."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

import msgspec

from cleaners.folding import fold
from cleaners.layout import ends_sentence
from cleaners.strip.address import is_address_word, says_we

_CLAUSE: Final = re.compile(r"[,:;،]\s*|\s-+\s")
_ASIDE: Final = re.compile(r"[?!؟]\s+(?=[^\W\d_])")
_CLAUSE_END: Final = re.compile(r"[.,;:!?،؟。]")
_WORD: Final = re.compile(r"[^\W\d_]+")
MAX_CLAUSE: Final = 100  #: characters
MAX_TOLD: Final = 220  #: characters; a longer notice has clauses of all kinds
NEAR: Final = 10  #: words behind the comma, of the same clause, among which the verb stands


class _Sayings(msgspec.Struct, frozen=True):
    """Verbs of speech and words by which a sentence goes on to tell; all languages at once."""

    verbs: frozenset[str]
    beginnings: tuple[str, ...]  #: of verbs
    pairs: frozenset[tuple[str, str]]  #: two words that say what one verb does
    turns: tuple[str, ...]
    outcomes: re.Pattern[str]
    others: re.Pattern[str]


@cache
def _sayings() -> _Sayings:
    data = tomllib.loads((files("cleaners") / "strip" / "saying.toml").read_text("utf-8"))
    tables = data.values()
    verbs = [fold(verb) for table in tables for verb in table["verbs"]]
    outcomes = [re.escape(fold(it)) for table in tables for it in table.get("outcomes", ())]
    others = [re.escape(fold(it)) for table in tables for it in table.get("others", ())]
    pairs = [verb.split() for verb in verbs if " " in verb]
    return _Sayings(
        frozenset(verb for verb in verbs if not verb.endswith("*") and " " not in verb),
        tuple(sorted({verb[:-1] for verb in verbs if verb.endswith("*")})),
        frozenset((first, second) for first, second in pairs),
        tuple(sorted({fold(it) for table in tables for it in table.get("turns", ())})),
        re.compile(rf"\b(?:{'|'.join(outcomes)})\b"),
        re.compile(rf"\b(?:{'|'.join(others)})\b"),
    )


@lru_cache(maxsize=1024)
def reports_speech(text: str) -> bool:
    """Whether somebody else is said to say what the text says.

    >>> reports_speech("We need your support, the coach told them.")
    True
    >>> reports_speech("Got a story? the sign above the bench asks.")
    True
    >>> reports_speech("We need your support, dear reader, and you told us why.")
    False
    """
    folded = fold(text)
    known = _sayings()
    ends = [comma.end() for comma in _CLAUSE.finditer(folded)]
    ends += (mark.end() for mark in _ASIDE.finditer(folded) if text[mark.end()].islower())
    for end in ends:
        clause = _CLAUSE_END.split(folded[end : end + MAX_CLAUSE], maxsplit=1)[0]
        words = _WORD.findall(clause)[:NEAR]
        for before, word in pairwise(["", *words]):
            if (before, word) in known.pairs:
                return True
            if (word in known.verbs or word.startswith(known.beginnings)) and not is_address_word(
                before
            ):
                return True
    return False


@lru_cache(maxsize=1024)
def names_others(text: str) -> bool:
    """Whether a sentence speaks of people of whom no notice of a page speaks: he, nobody.

    >>> names_others("The story first appeared in a school paper and cost him his post.")
    True
    >>> names_others("This article first appeared in The Harbor Review.")
    False
    """
    if len(text) > MAX_TOLD or not ends_sentence(text):
        return False
    return _sayings().others.search(fold(text)) is not None


@lru_cache(maxsize=1024)
def is_told(text: str) -> bool:
    """Whether a sentence goes on to tell what came of it, or what follows from it.

    >>> is_told("Join the club today, and nobody will ask why.")
    True
    >>> is_told("Subscribe for news, sports, and the weather.")
    False
    """
    if len(text) > MAX_TOLD or not ends_sentence(text):
        return False
    folded = fold(text)
    known = _sayings()
    if not says_we(folded):
        for number, comma in enumerate(_CLAUSE.finditer(folded)):
            if (number == 0 or comma[0][0] in ":;") and _begins(folded, comma.end(), known.turns):
                return True
    return known.outcomes.search(folded) is not None


def _begins(folded: str, at: int, starts: tuple[str, ...]) -> bool:
    """Whether one of some words begins at a place, as a whole word."""
    clause = folded[at : at + MAX_CLAUSE]
    return clause.startswith(starts) and any(
        clause.startswith(it) and (it[-1:] == "'" or not clause[len(it) : len(it) + 1].isalnum())
        for it in starts
    )

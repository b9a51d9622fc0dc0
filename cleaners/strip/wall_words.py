"""Tell the lines of a wall by their words alone: what to be or to do, so that one may read what.

That is too little to take a line out of an article; it is enough where hardly any text is left.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

from cleaners.folding import fold
from cleaners.layout import weight
from cleaners.strip.saying import reports_speech

MAX_LINE: Final = 130  #: Latin characters
_WORD: Final = re.compile(r"(?:[^\W_]|[\u0900-\u097f'\-])+")
_UNSPACED: Final = "unspaced"  #: the table of languages whose words are looked for anywhere


class _Words(msgspec.Struct, frozen=True):
    """The words of one language, each class as one expression over words between spaces."""

    pay: re.Pattern[str]
    aim: re.Pattern[str]  #: what one may do then, or with what


@cache
def _lexicon() -> tuple[_Words, ...]:
    data = tomllib.loads((files("cleaners") / "strip" / "wall_words.toml").read_text("utf-8"))
    return tuple(
        _Words(
            _expression(table["pay"], spaced=code != _UNSPACED),
            _expression([*table["read"], *table["text"]], spaced=code != _UNSPACED),
        )
        for code, table in data.items()
    )


def _expression(words: list[str], *, spaced: bool) -> re.Pattern[str]:
    forms = "|".join(re.escape(word).replace(r"\*", "[^ ]*") for word in words)
    return re.compile(rf"(?<= )(?:{forms})(?= )" if spaced else forms)


def _spaced(text: str) -> str:
    return f" {' '.join(_WORD.findall(fold(text)))} "


def names_access(text: str) -> bool:
    """Whether a text says anything of subscribing or logging in.

    >>> names_access("Subscribers get more"), names_access("The ferry is late")
    (True, False)
    """
    spaced = _spaced(text)
    return any(it.pay.search(spaced) for it in _lexicon())


def reads_as_wall(text: str) -> bool:
    """Whether a line says what one must be or do to read something.

    >>> reads_as_wall("Kup prenumeratę i czytaj dalej."), reads_as_wall("She reads to sailors.")
    (True, False)
    """
    if weight(text) > MAX_LINE or '"' in fold(text) or reports_speech(text):
        return False
    spaced = _spaced(text)
    return any(it.pay.search(spaced) and it.aim.search(spaced) for it in _lexicon())

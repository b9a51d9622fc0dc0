"""Hidden text that is the article all the same: what the page declares as its body to machines."""

import json
import re
from collections.abc import Iterable
from html import unescape
from typing import Final

MIN_PROBE: Final = 40  #: letters and digits of a text that is looked for
MAX_PROBE: Final = 60
_BODY: Final = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*")', re.DOTALL)
_TAG: Final = re.compile(r"<[^<>]*>")
_SIGNS: Final = re.compile(r"[\W_]+")


def declared_body(json_ld: Iterable[str]) -> str:
    """Return the letters of the bodies that the scripts of a page declare.

    >>> declared_body(['{"@type": "Article", "articleBody": "<p>The ferry &amp; the mill</p>"}'])
    'theferrythemill'
    """
    found = [it for script in json_ld if "articleBody" in script for it in _BODY.findall(script)]
    return "".join(letters(_TAG.sub(" ", _string(it))) for it in found)


def letters(text: str) -> str:
    """Return the letters and digits of a text, folded."""
    return _SIGNS.sub("", unescape(unescape(text))).lower()


def _string(literal: str) -> str:
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:  # an escape that JSON does not know
        return literal[1:-1]


class Unseen:
    """Which hidden texts belong to the declared body and stand nowhere in plain sight."""

    def __init__(self, declared: str, shown: Iterable[str]) -> None:
        self._declared = declared
        self._shown = "".join(map(letters, shown))

    def holds(self, text: str) -> bool:
        """Whether a text that begins so is the article's, though it is hidden."""
        probe = letters(text)[:MAX_PROBE]
        return len(probe) >= MIN_PROBE and probe in self._declared and probe not in self._shown

"""Keys of lines: what the site memory remembers instead of the lines themselves."""

from functools import lru_cache
from typing import Final

import xxhash

from cleaners.folding import MAX_REMEMBERED, squash

REMEMBERED: Final = 8192  #: lines whose keys are kept
MIN_KEY_CHARS: Final = 2  #: shorter lines say nothing about a site


def line_key(text: str) -> str:
    """Return the key of a line, 16 hex digits, or "" for a line without words.

    Case, quotes, dashes, punctuation and spaces do not count.
    """
    return _remembered(text) if len(text) <= MAX_REMEMBERED else _line_key(text)


def _line_key(text: str) -> str:
    squashed = squash(text)
    if len(squashed) < MIN_KEY_CHARS:
        return ""
    return xxhash.xxh3_64_hexdigest(squashed.encode("utf-8", "replace"))


# menus and footers stand on one page of a site as on the other
_remembered: Final = lru_cache(maxsize=REMEMBERED)(_line_key)

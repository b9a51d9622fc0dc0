"""Keys of lines: what the site memory remembers instead of the lines themselves."""

from typing import Final

import xxhash

from cleaners.folding import squash

MIN_KEY_CHARS: Final = 2  #: shorter lines say nothing about a site


def line_key(text: str) -> str:
    """Return the key of a line, 16 hex digits, or "" for a line without words.

    Case, quotes, dashes, punctuation and spaces do not count.
    """
    squashed = squash(text)
    if len(squashed) < MIN_KEY_CHARS:
        return ""
    return xxhash.xxh3_64_hexdigest(squashed.encode("utf-8", "replace"))

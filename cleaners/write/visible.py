"""Count what a reader saw of a removal: Markdown markup is not counted."""

import re
from typing import Final

_MARKUP: Final = (
    (re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),  # links to their words
    (re.compile(r"^[ \t]*(?:#{1,6}|>|[-+*]|\d{1,9}[.)])[ \t]+", re.MULTILINE), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), ""),
    (re.compile(r"(?<!\w)[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}(?!\w)"), ""),
)


def visible_length(text: str, source_format: str) -> int:
    """Return how many characters of a removal a reader saw, white space at its ends set aside.

    >>> visible_length("**[Read also](https://example.org/a)**", "markdown")
    9
    >>> visible_length("* * *", "text")
    5
    """
    if source_format == "markdown":
        for pattern, replacement in _MARKUP:
            text = pattern.sub(replacement, text)
    return len(text.strip())

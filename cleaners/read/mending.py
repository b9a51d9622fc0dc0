"""Mend text that a converter broke, without moving a character.

Converters wrap the addresses of links, and CommonMark does not read them. What is mended becomes
white space or a filler of the same length, so offsets hold.
"""

import re
from typing import Final

from cleaners.layout import is_long_sentence
from cleaners.read.programs import is_code

#: "](" and an address that line breaks cut in pieces, then perhaps a title
_WRAPPED_TARGET: Final = re.compile(
    r"(\]\((?=[^()\s]*\n)[^()\s\"]*(?:\n[ \t]*[^()\s\"]+)+)(\s+\"[^\"\n]*(?:\n[^\"\n]+)*\"|\s*)\)"
)
_FILLER: Final = "_"
MIN_WRITTEN: Final = 2  #: line breaks written out, from which a text is taken for a JSON string


#: a line that opens or closes a program in Markdown
_FENCE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n`]*$", re.MULTILINE)

_COMMENTS: Final = ("#", "//", "/*", "--")  #: how sentences amid a program begin


def with_breaks(text: str) -> str:
    """Return a text whose line breaks were written as backslash and n with real ones.

    A text that has hardly any other is a JSON string that nobody decoded; amid one with line
    breaks of its own such letters are meant.
    """
    written = text.count("\\n")
    if written < MIN_WRITTEN or written < 2 * text.count("\n"):
        return text
    return text.replace("\\r\\n", "  \r\n").replace("\\n", " \n")


def mended(text: str) -> str:
    """Return the text with wrapped addresses in one piece.

    A fence that nothing closes is blanked, too, where prose stands behind it.

    >>> mended("[the pier](http://a.example/the-\\npier) stands")
    '[the pier](http://a.example/the-_pier) stands'
    """
    if "```" in text or "~~~" in text:
        text = _without_open_fence(text)
    if "](" not in text:
        return text
    if "\n" in text:
        text = _WRAPPED_TARGET.sub(
            lambda found: re.sub(r"\s", _FILLER, found[1]) + found[2] + ")", text
        )
    return text


def _without_open_fence(text: str) -> str:
    """Blank a fence that nothing closes: prose behind it would be taken for a program."""
    opened: re.Match[str] | None = None
    for found in _FENCE.finditer(text):
        if opened is None:
            opened = found
        elif found[1].startswith(opened[1]) and found[0].strip() == found[1]:
            opened = None
    if opened is None:
        return text
    paragraphs = re.split(r"\n\s*\n", text[opened.end() :])
    told = (it for it in map(str.strip, paragraphs) if not it.startswith(_COMMENTS))
    if not any(is_long_sentence(it) and not is_code(it) for it in told):
        return text
    blank = " " * (opened.end() - opened.start())
    return text[: opened.start()] + blank + text[opened.end() :]

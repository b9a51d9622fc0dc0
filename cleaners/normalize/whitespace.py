"""White space: single spaces in prose, untouched lines in code."""

import re
from typing import Final

_HYPHEN_AT_END: Final = re.compile(r"(\w+)-\n(\w+)")
#: no space stands before these, nor behind an opening bracket
_CLOSING: Final = re.compile(r"\n(?=[.,:;)\]](?:\s|$)|['’]s\s)|(?<=[(\[])\n")
MIN_HYPHENATED: Final = 2  #: broken words from which on a text is known to break words


def normalize_spaces(text: str) -> str:
    """Make every run of spaces one space and every line break one line feed, without blank lines.

    >>> normalize_spaces(" a\\u00a0 b \\r\\n\\r\\n c ")
    'a b\\nc'
    """
    if text.isprintable() and "  " not in text:
        return text.strip()
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(filter(None, lines))


def normalize_code(text: str) -> str:
    """Give code one kind of line break; its spaces and blank lines inside stay."""
    lines = re.split(r"\r\n|\r|\n", text)
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def unwrap(text: str, words: frozenset[str], hyphenated: bool) -> str:
    """Join the lines of one paragraph; words broken by a hyphen become whole.

    ``words`` are the folded words of the document: a word that stands there in one piece is
    joined, one that stands there with its hyphen keeps it. ``hyphenated`` says that the document
    breaks words at line ends; without a sign the hyphen stays, since "well-known" may be meant.
    """

    def join(found: re.Match[str]) -> str:
        left, right = found[1], found[2]
        whole = f"{left}{right}".lower()
        if f"{left}-{right}".lower() in words:
            return f"{left}-{right}"
        if whole in words or (hyphenated and right[:1].islower() and left[-1:].isalpha()):
            return left + right
        return f"{left}-{right}"

    return _CLOSING.sub("", _HYPHEN_AT_END.sub(join, text)).replace("\n", " ")


def breaks_words(text: str) -> bool:
    """Whether a text breaks words at the ends of its lines: twice or more, and on 1 line in 20."""
    found = len(re.findall(r"[^\W\d_]{2}-\n[^\W\d_]", text))
    return found >= MIN_HYPHENATED and found * 20 >= text.count("\n")

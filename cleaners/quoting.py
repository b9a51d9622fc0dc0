"""Quotations in folded text: what somebody else said removes nothing."""

import re
from typing import Final

_QUOTED: Final = re.compile(r'"[^"]*"')


def is_quoted(folded: str, start: int, end: int) -> bool:
    """Whether the span lies inside double quotation marks that open before it and close after it.

    >>> is_quoted('he said "read more" twice', 9, 18)
    True
    """
    return folded.count('"', 0, start) % 2 == 1 and '"' in folded[end:]


def without_quotations(folded: str) -> str:
    """Blank what stands in double quotation marks, marks included; the length stays the same.

    >>> without_quotations('so "it" is')
    'so      is'
    """
    return _QUOTED.sub(lambda quote: " " * len(quote[0]), folded)

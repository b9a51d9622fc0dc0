"""Escape text for the report: HTML that shows it and does nothing."""

import html
import re
from typing import Final

_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def escape(text: object) -> str:
    """Return ``text`` as HTML that shows it and does nothing; what no page can show is U+FFFD.

    Direction overrides count as unprintable: they would turn the page around.

    >>> escape('<script>"\\x00')
    '&lt;script&gt;&quot;�'
    """
    return html.escape(_UNPRINTABLE.sub("\ufffd", str(text)))

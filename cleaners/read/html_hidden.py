"""Text that is not shown and is the article all the same: what a page declares to machines."""

import json
import re
from collections.abc import Iterable
from html import escape, unescape
from typing import Final

MIN_PROBE: Final = 40  #: letters and digits of a text that is looked for
MAX_PROBE: Final = 60
_BODY: Final = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*")', re.DOTALL)
_TAG: Final = re.compile(r"<[^<>]*>")
_PARAGRAPH: Final = re.compile(r"<(?:p|div|br)\b", re.IGNORECASE)
_SIGNS: Final = re.compile(r"[\W_]+")


def told_body(json_ld: Iterable[str], least: int) -> str:
    """Return the longest body that the scripts of a page declare, as markup; "" if it is short.

    A page that is put together by a script in the browser tells its text nowhere else.

    >>> told_body(['{"articleBody": "The ferry is late.\\nThe mill & the dam are closed."}'], 40)
    '<article><p>The ferry is late.</p><p>The mill &amp; the dam are closed.</p></article>'
    """
    telling = (it for it in json_ld if len(it) > least and "articleBody" in it)
    found = [body for script in telling for body in _BODY.findall(script)]
    if not found:
        return ""
    body = unescape(_string(max(found, key=len)))
    if len(_TAG.sub("", body)) < least:
        return ""
    if _PARAGRAPH.search(body) is None:
        lines = (line.strip() for line in _TAG.sub("", body).splitlines())
        body = "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)
    return f"<article>{body}</article>"


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

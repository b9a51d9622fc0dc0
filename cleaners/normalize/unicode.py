"""Characters: one form of each, none that nobody sees."""

import re
import unicodedata
from html import unescape
from typing import Final

#: zero-width joiners stay: Persian, the scripts of India and emoji need them
_UNSEEN: Final = (
    "\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb"
)
_INVISIBLE: Final = re.compile(f"[{_UNSEEN}]")
#: a control character between words stands for the space that somebody lost
_BETWEEN_WORDS: Final = re.compile(r"(?<=\w)[\x00-\x08\x0e-\x1b\x7f]+(?=\w)")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_DROPPED: Final = re.compile(f"[{_UNSEEN}\ud800-\udfff]")  #: none of them is printable
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});")
_LAST_ENTITY: Final = re.compile(rf"{_ENTITY.pattern}\Z")
_REACH: Final = 40  #: characters, more than any entity has


def normalize_unicode(text: str) -> str:
    """Compose characters (NFC), decode entities, drop what is invisible; lone surrogates go U+FFFD.

    >>> normalize_unicode("Cafe\\u0301 &amp; bar\\u200b")
    'Café & bar'
    """
    if "&" not in text and (text.isprintable() or not _DROPPED.search(text)):
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    text = _BETWEEN_WORDS.sub(" ", _SURROGATES.sub("\ufffd", text))
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    if "&" in text and _ENTITY.search(text):
        text = unicodedata.normalize("NFC", _decoded(text))
    return text


def _decoded(text: str) -> str:
    """Decode entities until none is left: "&amp;amp;" was escaped twice, by two programs.

    What an entity stands for may complete another one, so each semicolon is looked at from left to
    right, and what stands before it is decoded as long as it ends with an entity.
    """
    done: list[str] = []
    tail = ""  # what may still be the beginning of an entity
    parts = text.split(";")
    for number, part in enumerate(parts):
        tail += part if number == len(parts) - 1 else f"{part};"
        while tail.endswith(";") and (found := _LAST_ENTITY.search(tail[-_REACH:])):
            shown = _character(found[0])
            if shown == found[0]:
                break
            tail = tail[: -len(found[0])] + shown
        done.append(tail[:-_REACH])
        tail = tail[-_REACH:]
    return "".join((*done, tail))


def _character(entity: str) -> str:
    """Return what an entity stands for, nothing where that cannot be seen."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", unescape(entity)))

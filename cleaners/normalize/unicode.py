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
MAX_ENTITY_ROUNDS: Final = 8  #: "&amp;amp;" was escaped twice; nobody escapes more often


def normalize_unicode(text: str) -> str:
    """Compose characters (NFC), decode entities, drop what is invisible; lone surrogates go U+FFFD.

    >>> normalize_unicode("Cafe\\u0301 &amp; bar\\u200b")
    'Café & bar'
    """
    if "&" not in text and (text.isprintable() or not _DROPPED.search(text)):
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    for _ in range(MAX_ENTITY_ROUNDS):
        if "&" not in text or not _ENTITY.search(text):
            break
        decoded = _ENTITY.sub(lambda found: unescape(found[0]), text)
        if decoded == text:
            break
        text = decoded
    text = _SURROGATES.sub("\ufffd", text)
    text = _BETWEEN_WORDS.sub(" ", text)
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", _INVISIBLE.sub("", text)))

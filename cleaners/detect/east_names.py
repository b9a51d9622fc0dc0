"""Tell Chinese, Japanese and Korean names by family name and signs: their writing has no capitals.

A few signs in a row are any word of these languages. A name is told by its first signs, a frequent
family name, and by the rest: what given names are made of, or at least no word that stands there.
"""

import re
from functools import lru_cache
from typing import Final

from cleaners.detect.lexicon import table
from cleaners.folding import REMEMBERED

_TABLE: Final = table("surnames")
_CHINESE: Final = frozenset(_TABLE["chinese"])
_CHINESE_DOUBLE: Final = frozenset(_TABLE["chinese_double"])
_CHINESE_GIVEN: Final = frozenset(_TABLE["chinese_given"])
_CHINESE_NOT: Final = frozenset(_TABLE["chinese_not"])
_JAPANESE: Final = frozenset(_TABLE["japanese"].split())
_JAPANESE_NOT: Final = tuple(_TABLE["japanese_not"])
_KOREAN: Final = frozenset(_TABLE["korean"])
_KOREAN_DOUBLE: Final = frozenset(_TABLE["korean_double"])
_KOREAN_FIRST: Final = frozenset(_TABLE["korean_given_first"])
_KOREAN_LAST: Final = frozenset(_TABLE["korean_given_last"])
_KOREAN_NOT: Final = frozenset(_TABLE["korean_not"])
MAX_CHARS: Final = 7
MAX_FAMILY: Final = 3  #: signs of a Japanese family name
_HAN: Final = re.compile(r"[\u4e00-\u9fff]{2,4}")
_JAPANESE_NAME: Final = re.compile(
    r"[\u4e00-\u9fff々]{1,6}(?:[\u3041-\u3096]{1,4}|[\u30a1-\u30fa\u30fc]{2,4})?"
)
_HANGUL: Final = re.compile(r"[\uac00-\ud7a3]{3,4}")


@lru_cache(maxsize=REMEMBERED)
def is_east_name(text: str) -> bool:
    """Whether a text is a whole name in Chinese, Japanese or Korean writing.

    >>> is_east_name("佐藤健太"), is_east_name("王建国"), is_east_name("김민수")
    (True, True, True)
    >>> is_east_name("石川県"), is_east_name("高校野球"), is_east_name("이미지")
    (False, False, False)
    """
    text = text.replace(" ", "").replace("\u3000", "")
    if text.isascii() or not 2 <= len(text) <= MAX_CHARS:
        return False
    if "\uac00" <= text[0] <= "\ud7a3":
        return _is_korean(text)
    return _is_japanese(text) or _is_chinese(text)


def _is_chinese(text: str) -> bool:
    if _HAN.fullmatch(text) is None or text in _CHINESE_NOT:
        return False
    family = 2 if text[:2] in _CHINESE_DOUBLE else 1
    given = text[family:]
    if family == 1 and text[0] not in _CHINESE:
        return False
    return 1 <= len(given) <= 2 and _CHINESE_GIVEN.issuperset(given)


def _is_japanese(text: str) -> bool:
    if _JAPANESE_NAME.fullmatch(text) is None:
        return False
    for size in range(min(MAX_FAMILY, len(text) - 1), 0, -1):
        if text[:size] not in _JAPANESE:
            continue
        given = text[size:]
        shortest = 2 if size == 1 else 1
        return shortest <= len(given) <= 4 and not given.endswith(_JAPANESE_NOT)
    return False


def _is_korean(text: str) -> bool:
    if _HANGUL.fullmatch(text) is None or text in _KOREAN_NOT:
        return False
    given = text[2:] if text[:2] in _KOREAN_DOUBLE else text[1:]
    if len(given) != 2 or (text[0] not in _KOREAN and text[:2] not in _KOREAN_DOUBLE):
        return False
    return given[0] in _KOREAN_FIRST and given[1] in _KOREAN_LAST

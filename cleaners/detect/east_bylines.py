"""Read bylines of Chinese, Japanese and Korean outlets: a word for their reporter beside names."""

import re
from typing import Final

from cleaners.detect.east_names import is_east_name
from cleaners.detect.lexicon import alternation, table
from cleaners.detect.names import split_names

_CJK_LABELS: Final = [it for it in table("bylines")["labels"] if "\u3041" <= it[0] <= "\u9fff"]
_BEHIND: Final = re.compile(
    r"^(?P<name>[^\W\d_a-z]{2,5}(?:\s?[·・,、/]\s?[^\W\d_a-z]{2,5}){0,4})"
    r"\s?(?:記者|(?:인턴|수습|선임|전문)?기자|특파원|特派员|特派員)$"
)
#: 本报记者王小明, 文=佐藤太郎
_BEFORE: Final = re.compile(
    r"^(?:(?P<outlet>[\u4e00-\u9fff]{0,8}?)(?:记者|記者|通讯员)\s*[:：]?|(?:取材・)?文\s*[=＝])\s*"
    r"(?P<name>[\u4e00-\u9fff]{2,4}(?:[\s、,，][\u4e00-\u9fff]{2,4}){0,4})$"
)
#: of these what stands before the word tells no more than that word
_OWN: Final = frozenset(("", "本报", "本報", "新华社", "特约", "实习", "本报特约", "本报实习"))
#: 文・写真＝佐藤さくら, （聞き手・佐藤太郎）
_WORK: Final = re.compile(
    rf"^[（(【〔［]?\s*{alternation(_CJK_LABELS)}\s*[=＝・:：/／]\s*(?P<name>[^（）()【】=＝:：]{{2,24}}?)\s*[）)】〕］]?$"
)
_BETWEEN_SIGNS: Final = re.compile(r"\s?[·・,、/，]\s?|\s+")


def names_by_signs(text: str) -> list[str]:
    """Return the names beside a word of Chinese, Japanese or Korean that tells of them."""
    if signs := _BEHIND.match(text):
        return _BETWEEN_SIGNS.split(signs["name"])
    if signs := _BEFORE.match(text):
        names = _BETWEEN_SIGNS.split(signs["name"])
        return names if (signs["outlet"] or "") in _OWN or all(map(is_east_name, names)) else []
    signs = _WORK.match(text)
    listed = split_names(signs["name"], caseless=True) if signs is not None else None
    return listed if listed and all(map(is_east_name, listed)) else []

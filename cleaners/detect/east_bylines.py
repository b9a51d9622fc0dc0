"""Read bylines of Chinese, Japanese and Korean outlets: a word for their reporter beside names."""

import re
from typing import Final

from cleaners.detect.east_names import is_east_name
from cleaners.detect.lexicon import alternation, table
from cleaners.detect.names import split_names

_CJK_LABELS: Final = [it for it in table("bylines")["labels"] if "\u3041" <= it[0] <= "\u9fff"]
#: 한지민 기자, 강변일보 한지민 기자
_BEHIND: Final = re.compile(
    r"^(?:(?P<desk>[\uac00-\ud7a3A-Za-z]{2,12}) )?"
    r"(?P<name>[^\W\d_a-z]{2,5}(?:\s?[·・,、/]\s?[^\W\d_a-z]{2,5}){0,4})"
    r"\s?(?:記者|(?:인턴|수습|선임|전문)?기자|특파원|特派员|特派員)$"
)
#: 本报记者王小明, 文=佐藤太郎
_BEFORE: Final = re.compile(
    r"^(?:(?P<outlet>[\u4e00-\u9fff]{0,8}?)(?:记者|記者|通讯员)\s*[:：]?|(?:取材・)?文\s*[=＝])\s*"
    r"(?P<name>[\u4e00-\u9fff]{2,4}(?:[\s、,，]{1,2}[\u4e00-\u9fff]{2,4}){0,5})$"
)
#: of these what stands before the word tells no more than that word
_OWN: Final = frozenset(("", "本报", "本報", "新华社", "特约", "实习", "本报特约", "本报实习"))
#: 文・写真＝佐藤さくら, （聞き手・佐藤太郎）
_WORK: Final = re.compile(
    rf"^[（(【〔［]?\s*{alternation(_CJK_LABELS)}\s*[=＝・:：/／]\s*(?P<name>[^（）()【】=＝:：]{{2,24}}?)\s*[）)】〕］]?$"
)
_BETWEEN_SIGNS: Final = re.compile(r"\s?[·・,、/，]\s?|\s+")
#: what the names did, and who stands beside a reporter and writes with him: 宋佳怡 实习生 韩磊
_HELPERS: Final = frozenset(
    (
        "实习生",
        "實習生",
        "实习记者",
        "见习记者",
        "通讯员",
        "通訊員",
        "记者",
        "記者",
        "报道",
        "報道",
        "報導",
        "采访",
        "採訪",
        "撰文",
        "整理",
    )
)
#: 作者：林子涵 编辑：赵国栋
_NEXT_LABEL: Final = re.compile(r"[\s\u3000,，;；|/]+[\u4e00-\u9fff]{2,5}\s?[:：]")


def names_by_signs(text: str) -> list[str]:
    """Return the names beside a word of Chinese, Japanese or Korean that tells of them."""
    if signs := _BEHIND.match(text):
        names = _BETWEEN_SIGNS.split(signs["name"])
        return names if signs["desk"] is None or all(map(is_east_name, names)) else []
    if signs := _BEFORE.match(text):
        names = [it for it in _BETWEEN_SIGNS.split(signs["name"]) if it not in _HELPERS]
        return names if (signs["outlet"] or "") in _OWN or all(map(is_east_name, names)) else []
    other = _NEXT_LABEL.search(text)
    signs = _WORK.match(text[: other.start()] if other is not None else text)
    listed = split_names(signs["name"], caseless=True) if signs is not None else None
    return listed if listed and all(map(is_east_name, listed)) else []

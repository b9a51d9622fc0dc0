"""Read what ends a caption without being a proper credit: "© X", "(Archivbild)", "＝AP"."""

import re
from typing import Final

from cleaners.detect.credit_text import SLASH, Credit, clean_credit, is_credit_text, is_source
from cleaners.detect.lexicon import alternation, table, words
from cleaners.folding import fold

MAX_OWNER_CHARS: Final = 80  #: behind a copyright sign
MAX_OWNER_WORDS: Final = 10
MAX_INITIALS: Final = 3  #: characters of "J." or "St.", which end no sentence

#: whoever stands behind the sign; a year would make it a copyright line
_OWNED: Final = re.compile(rf"©\s?(?P<credit>[^\n©]{{2,{MAX_OWNER_CHARS}}})$")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
ENDINGS: Final = words("captions", "endings")
LONGEST_ENDING: Final = max(map(len, ENDINGS))
_ENDING: Final = re.compile(
    rf"(?:(?<=[.!?…。][\s)])|[(\[（]){alternation(table('captions')['endings'])}[)\]）.\s*_]{{0,4}}$"
)
LAST_WORDS: Final = frozenset(it.split()[-1] for it in ENDINGS)
_EQUATED: Final = re.compile(r"(?<=[^\sA-Za-z0-9])[＝=]\s?(?P<credit>[^\s=＝。、]{2,16})$")
#: day, place and who took it: 岸壁に並ぶ船＝2024年6月1日、緑岬町、宮下香織撮影
_EQUATED_LAST: Final = re.compile(
    r"(?<=[^\sA-Za-z0-9])[＝=]\s?(?P<credit>(?:[^=＝。]{2,30}、)[^=＝。、]{2,20}(?:撮影|写す|提供))$"
)
_TAKEN: Final = ("撮影", "写す", "提供")
_PICTURES: Final = alternation(table("captions")["pictures"])
#: (Ledger photo by Ida Quell), [Bay Ledger photo/Ida Quell]
_BRACKETED_PHOTO: Final = re.compile(
    rf"[(\[（](?P<credit>[^()\[\]（）\n]{{2,40}}\s{_PICTURES}(?:\s?[/:]\s?|\s(?:by|von|de|di|af|av)\s)"
    r"[^()\[\]（）\n]{3,60})[)\]）]\.?$"
)
#: —CONTRIBUTED PHOTO, — Photo by Ida Quell: with a capital, for in prose it has an article
_DASHED: Final = re.compile(r"(?:—|–|--)\s?(?P<credit>[^\W\d_a-z][^.!?—–\n]{3,70})\.?$")
_DASHED_PHOTO: Final = re.compile(
    rf"(?:[^\W\d_][\w.-]*\s){{1,3}}{_PICTURES}$"
    rf"|{_PICTURES}\s(?:by|from|courtesy of|von|de|di)\s\S"
)
#: 村民从桥上走过。本报记者 顾晓禾 摄   署を出る容疑者（佐藤太郎撮影）
_PHOTOGRAPHED: Final = re.compile(
    r"(?:(?P<open>[(（])|(?<=[。！？!?」”）\s])|^)"
    r"(?P<credit>(?:本报|本報|本网|新华社|中新社|通讯员|图片由)?(?:记者|記者)?\s?"
    r"[\u4e00-\u9fff\u3041-\u30ff·、]{2,12}\s?(?:[摄攝]|(?(open)(?:摄影|攝影|撮影)|(?!))))(?(open)[)）])。?$"
)
TAKEN_ENDS: Final = ("摄", "攝", "摄影", "攝影", "撮影")


def read_owner(text: str, tail: str, at: int) -> Credit | None:
    """Read "© Ira Vell/Wirex" at the end, whoever it is: names, no sentence and no year."""
    found = _OWNED.search(tail) if "©" in tail else None
    if found is None or _YEAR.search(found["credit"]):
        return None
    credit = clean_credit(text[at + found.start("credit") :])
    tokens = credit.split()
    if not 0 < len(tokens) <= MAX_OWNER_WORDS:
        return None
    if any(token[-1] in ".!?" and len(token) > MAX_INITIALS for token in tokens[:-1]):
        return None  # a sentence ends inside
    parts = [part for part in SLASH.split(credit) if part]
    if not parts or not all(is_source(part) or not part[0].islower() for part in parts):
        return None
    is_known = is_source(parts[0])
    return (
        Credit(at + found.start(), credit, 0.75)
        if is_credit_text(credit, labeled=is_known)
        else None
    )


def read_ending(text: str, tail: str, at: int) -> Credit | None:
    """Read "(Archivbild)", or "Supplied" behind the last sentence of a caption."""
    found = _ENDING.search(tail)
    if found is None or at + found.start() == 0:
        return None
    return Credit(at + found.start(), clean_credit(text[at + found.start() :]), 0.75)


def read_equation(text: str, tail: str, _at: int) -> Credit | None:
    """Read "…（3日）＝AP" and "＝佐藤撮影", as Japanese captions end; no sentence ends so."""
    found = (_EQUATED.search(text) or _EQUATED_LAST.search(text)) if "=" in tail else None
    if found is None:
        return None
    credit = found["credit"].rpartition("、")[2]
    is_credit = credit.endswith(_TAKEN) or is_source(credit)
    return Credit(found.start(), credit, 0.85) if is_credit else None


def read_named_photo(text: str, tail: str, at: int) -> Credit | None:
    """Read "(Ledger photo by X)" and "—CONTRIBUTED PHOTO" at the end of a caption."""
    found = _BRACKETED_PHOTO.search(tail) if tail[-2:].rstrip(".")[-1:] in ")]）" else None
    if found is not None:
        start, credit = (
            at + found.start(),
            text[at + found.start("credit") : at + found.end("credit")],
        )
    else:
        dashed = _DASHED.search(text, at)
        if dashed is None or _DASHED_PHOTO.match(fold(dashed["credit"])) is None:
            return None
        start, credit = dashed.start(), dashed["credit"]
    credit = clean_credit(credit)
    return Credit(start, credit, 0.85) if is_credit_text(credit, labeled=True) else None


def read_photographed(text: str, tail: str, at: int) -> Credit | None:
    """Read who took the picture at the end of a Chinese or Japanese caption."""
    found = _PHOTOGRAPHED.search(tail) if tail.rstrip("。)）").endswith(TAKEN_ENDS) else None
    if found is None or at + found.start() == 0:
        return None
    credit = text[at + found.start("credit") : at + found.end("credit")]
    return Credit(at + found.start(), credit, 0.85)

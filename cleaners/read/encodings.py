"""Decode bytes: a ladder from certain to likely, the same answer on every machine."""

import codecs
import re
from typing import Final

import chardet
import msgspec
from bs4.dammit import EncodingDetector

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: Final = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x28\xb5\x2f\xfd",
    b"PAR1",
    b"\x7fELF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format",
    b"OggS",
    b"ID3",
    b"BM6",
)
_CONTROLS: Final = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r\x1b"})
_DECLARATIONS: Final = 2048  #: bytes in which a declared encoding is looked for
_SAMPLE: Final = 64 * 1024  #: bytes that the detector sees
MAX_CONTROL_SHARE: Final = 0.02  #: of the bytes; text holds none, damaged text a few
#: what pages call it, and what browsers read: the superset
_SUPERSETS: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
    "big5": "cp950",
}
_WESTERN: Final = frozenset({"cp1252", "iso8859-15", "mac-roman"})
_TAG: Final = re.compile(rb"<[^<>]{0,2000}>")
_HIGH: Final = re.compile(rb"[\x80-\xff]+")
_HIGH_WORD: Final = re.compile(rb"[\x80-\xff]{3,}")
_PROBE: Final = b"<meta charset='x'> +AGE- \\u0041 ~"


class Decoded(msgspec.Struct, frozen=True):
    """Text, how it was decoded, and whether bytes were lost on the way."""

    text: str
    encoding: str  #: Python codec name
    damaged: bool = False  #: bytes that no character stands for became U+FFFD
    data: bytes | None = None  #: the text in UTF-8, where the record holds it so


class UnreadableError(Exception):
    """Bytes that hold no text; ``reason`` is the one of the table ``rejects``."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


def decode(data: bytes) -> Decoded:
    """Decode ``data``: byte-order mark, NUL pattern, escapes, UTF-8, declaration, detector.

    Raises
    ------
    UnreadableError
        ``empty``, ``not_text`` or ``undecodable``, with what to do about it.
    """
    if not data.strip():
        raise UnreadableError("empty", "the record holds no characters; nothing can be done")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lossy(data[len(bom) :], encoding)
    if data.startswith(_MAGIC):
        raise UnreadableError("not_text", "the bytes are those of a binary file; convert it first")
    wide = _wide_encoding(data)
    if wide:
        return _lossy(data, wide)
    head = data[:_SAMPLE]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > max(MAX_CONTROL_SHARE * len(head), 2):
        raise UnreadableError(
            "not_text", "too many control characters for a text; convert the file first"
        )
    if b"\x1b$" in head or b"\x1b(J" in head:
        return _lossy(data, "iso2022_jp")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", data=data)
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 or _mostly_utf8(data):
            return _lossy(data, "utf-8")
    return _guessed(data, head)


def _guessed(data: bytes, head: bytes) -> Decoded:
    """Decode what is no Unicode: as it declares, else as the detector says."""
    declared = EncodingDetector.find_declared_encoding(
        data[:_DECLARATIONS], is_html=True, search_entire_document=False
    )
    if not is_ascii_superset(declared):
        declared = None
    guesses = (declared, chardet.detect(head)["encoding"])
    if declared and not _is_possible(declared, head):
        # the detector believes what is declared, too
        guesses = (chardet.detect(_TAG.sub(b" ", head))["encoding"], declared)
    for guess in guesses:
        decoded = _strict(data, guess)
        if decoded:
            return decoded
    return _strict(data, "cp1252") or _last_resort(data)


def _is_possible(declared: str, head: bytes) -> bool:
    """Whether bytes may be in the encoding that they declare.

    Servers declare Latin-1 for want of a better word, but no language of the West writes whole
    words in letters beyond ASCII.
    """
    if _codec(declared) not in _WESTERN:
        return True
    high = sum(map(len, _HIGH.findall(head)))
    return 2 * sum(map(len, _HIGH_WORD.findall(head))) <= high


def is_ascii_superset(name: str | None) -> bool:
    """Whether the declaration itself, which was read as ASCII, could stand in this encoding.

    >>> is_ascii_superset("koi8-r"), is_ascii_superset("utf-16"), is_ascii_superset("utf-7")
    (True, False, False)
    """
    try:
        return name is not None and _PROBE.decode(name) == _PROBE.decode("ascii")
    except (LookupError, ValueError):
        return False


def _codec(name: str) -> str:
    codec = codecs.lookup(name).name
    return _SUPERSETS.get(codec, codec)


def _strict(data: bytes, name: str | None) -> Decoded | None:
    """Decode as ``name`` or its superset when every byte fits."""
    if not name:
        return None
    try:
        codec = _codec(name)
        return Decoded(data.decode(codec), codec)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _lossy(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, damaged="\ufffd" in text)


def _wide_encoding(data: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 without a mark by where their NUL bytes stand."""
    head = data[:4096]
    if b"\0" not in head or len(head) < 8:
        return None
    nul = [head[i::4].count(0) * 4 / len(head) for i in range(4)]
    if min(nul[1:]) > 0.7 and nul[0] < 0.3:
        return "utf-32-le"
    if min(nul[:3]) > 0.7 and nul[3] < 0.3:
        return "utf-32-be"
    even, odd = (nul[0] + nul[2]) / 2, (nul[1] + nul[3]) / 2
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    if even > 0.4 and odd < 0.1:
        return "utf-16-be"
    return None


def _mostly_utf8(data: bytes) -> bool:
    """Whether the text is UTF-8 but for a few broken bytes."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for c in text if c > "\x7f") - broken
    return sound > 4 * broken


def _last_resort(data: bytes) -> Decoded:
    decoded = _lossy(data, "cp1252")
    if decoded.text.count("\ufffd") * 10 > len(decoded.text):
        raise UnreadableError(
            "undecodable", "no known encoding fits the bytes; convert the file to UTF-8"
        )
    return decoded

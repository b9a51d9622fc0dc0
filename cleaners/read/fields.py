"""The fields of a record: which one is the text, and which are hints."""

import ast
import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final, Literal, TypeAlias

import msgspec

from cleaners.document import Hints
from cleaners.read.encodings import MAX_CONTROL_SHARE, UnreadableError, decode

Fields: TypeAlias = Mapping[str, object]
Format: TypeAlias = Literal["text", "markdown", "html"]

#: fields that may hold the text, the first of them that does counts; what its name says it is
TEXT_FIELDS: Final[Mapping[str, Format | None]] = {
    "html": "html",
    "markdown": "markdown",
    "text": None,
    "raw_content": None,
    "content": None,
    "body": None,
}
#: hint -> names that data sets give it, folded; ``timestamp`` is the crawl's in C4 and its kin
HINT_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "source_id": ("id", "docid", "documentid", "articleid", "uuid", "guid"),
    "url": ("url", "link", "sourceurl", "articleurl", "canonicalurl", "pageurl", "warctargeturi"),
    "title": ("title", "headline"),
    "date": (
        "date",
        "datepublished",
        "publisheddate",
        "publishdate",
        "publicationdate",
        "published",
        "publishedat",
        "publishedon",
        "pubdate",
    ),
    "authors": ("authors", "author"),
    "language": ("language", "lang", "languagecode"),
    "fetched_at": (
        "fetchedat",
        "datecrawled",
        "crawldate",
        "crawledat",
        "crawltime",
        "datedownload",
        "downloadedat",
        "scrapedat",
        "retrievedat",
        "warcdate",
        "timestamp",
    ),
}
NESTED: Final = ("metadata", "meta")  #: objects that data sets keep the hints in
_SEPARATORS: Final = re.compile(r"[\s_\-.]+")
_TEXT_OF: Final = {_SEPARATORS.sub("", name): name for name in TEXT_FIELDS}
_CONTROLS: Final = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r\x1b"})
_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")
_EPOCH: Final = re.compile(r"(\d{9,10}|\d{12,13})(?:\.\d+)?")
_SAMPLE: Final = 64 * 1024


class Text(msgspec.Struct, frozen=True):
    """The text of a record, and what is known of it."""

    text: str  #: byte-order mark off
    format: Format | None  #: None: not known from the name of the field
    encoding: str


@lru_cache(4096)
def fold_name(name: object) -> str:
    """Fold the name of a field: ``Date Published``, ``date_published`` and ``datePublished``.

    >>> fold_name("Date Published") == fold_name("date_published") == fold_name("datePublished")
    True
    """
    return _SEPARATORS.sub("", str(name)).lower().removeprefix("\ufeff")


def find_text(fields: Fields, encoding: str) -> Text:
    """Return the text of a record: the first field of `TEXT_FIELDS` with something in it.

    A list of strings is a list of paragraphs; bytes are decoded.

    Raises
    ------
    UnreadableError
        No such field holds text (``empty``), or what it holds is none.
    """
    folded = _folded(fields)
    for key, name in _TEXT_OF.items():
        value = folded.get(key)
        if isinstance(value, bytes) and value.strip():
            decoded = decode(value)
            return Text(decoded.text, TEXT_FIELDS[name], decoded.encoding)
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            value = "\n\n".join(value)
        if isinstance(value, str) and value.strip("\ufeff \t\r\n"):
            return Text(_checked(value.removeprefix("\ufeff")), TEXT_FIELDS[name], encoding)
    names = ", ".join(TEXT_FIELDS)
    there = ", ".join(str(name) for name in list(fields)[:12]) or "no fields at all"
    raise UnreadableError(
        "empty",
        f"no text in any of the fields {names}; the record has {there}; rename the field that "
        "holds the text",
    )


def _checked(text: str) -> str:
    """Return text that can be encoded; half a surrogate pair stands for no character."""
    head = text[:_SAMPLE].encode("utf-8", "replace")
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > max(MAX_CONTROL_SHARE * len(head), 2):
        raise UnreadableError("not_text", "too many control characters for a text; convert it")
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text


def read_hints(fields: Fields) -> Hints:
    """Return what a record says of itself, under any usual name, also in a nested object."""
    folded = _folded(fields)
    for name in NESTED:
        nested = folded.get(name)
        if isinstance(nested, str) and nested.lstrip().startswith("{"):
            nested = _decoded(nested)
        if isinstance(nested, dict):
            folded = _folded(nested) | {k: v for k, v in folded.items() if not _is_blank(v)}
    found: dict[str, object] = {}
    for hint, names in HINT_FIELDS.items():
        read = _READERS.get(hint, _one)
        for name in names:
            if name in folded and (value := read(folded[name])):
                found[hint] = value
                break
    return Hints(**found)  # type: ignore[arg-type]  # _READERS gives each its type


def _folded(fields: Fields) -> dict[str, object]:
    """Return the fields by folded name; of two with one name the first with a value."""
    folded: dict[str, object] = {}
    for name, value in fields.items():
        key = fold_name(name)
        if key not in folded or _is_blank(folded[key]):
            folded[key] = value
    return folded


def _is_blank(value: object) -> bool:
    return value is None or value in ("", [], {})


def _one(value: object) -> str | None:
    """Return a value as a string: of a list the first; nothing of what has no plain form."""
    if isinstance(value, str):
        seen = (value if value.isascii() else _SURROGATES.sub("\ufffd", value)).strip()
        return seen if any(map(str.isprintable, seen)) else None
    if isinstance(value, list | tuple):
        return next((text for item in value if (text := _one(item))), None)
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        value = int(value) if value.is_integer() else value
    if isinstance(value, datetime | date):
        return value.isoformat()
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else None


def _instant(value: object) -> str | None:
    """Return a point in time; seconds and milliseconds since 1970 as ISO 8601.

    >>> _instant(1722211200), _instant("1722211200000"), _instant(20240729)
    ('2024-07-29T00:00:00Z', '2024-07-29T00:00:00Z', '20240729')
    """
    text = _one(value)
    match = _EPOCH.fullmatch(text) if text else None
    if match is None:
        return text
    seconds = int(match[1]) / (1000 if len(match[1]) >= 12 else 1)
    return datetime.fromtimestamp(int(seconds), UTC).isoformat().replace("+00:00", "Z")


def _names(value: object) -> tuple[str, ...]:
    """Return names: of strings, of objects with a name, of a list written as a string."""
    if isinstance(value, str) and value.strip().startswith("[") and value.strip().endswith("]"):
        value = _decoded(value)
    items: Iterable[object] = value if isinstance(value, list | tuple) else (value,)
    names = [_one(item.get("name") if isinstance(item, dict) else item) for item in items]
    # a number is an account, not a name
    return tuple(dict.fromkeys(name for name in names if name and not name.isdecimal()))


def _decoded(text: str) -> object:
    """Return what a string holds as JSON or as Python writes lists; else the string."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError):
        pass
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text


_READERS: Final = {"authors": _names, "date": _instant, "fetched_at": _instant}

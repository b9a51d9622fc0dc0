"""Is it Markdown, and what does its front matter say?"""

import re
from collections.abc import Iterable
from typing import Any, Final

import yaml

from cleaners.document import Hints

FRONT_MATTER: Final = re.compile(
    r"\A\s*---[ \t]*\n(.{1,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)

#: signs that a text is Markdown, how telling each is, and what it cannot do without: one of some
#: characters, which is found at once, and one of some strings; what stands before a sign is looked
#: at behind it, so that a search goes from sign to sign
_SIGNS: Final = (
    ("#", ("#",), re.compile(r"^#{1,6} \S", re.MULTILINE), 1.0),
    (
        "]",
        ("](",),
        re.compile(r"\[(?<!\\\[)[^\]\n]{1,300}\]\([^()\s]{0,500}(?: \"[^\"\n]*\")?\)"),
        2.0,
    ),
    ("*", ("**",), re.compile(r"\*\*(?<![\w*\\]\*\*)[^\s*][^*\n]{0,300}(?<!\s)\*\*(?![\w*])"), 1.5),
    ("*", ("*",), re.compile(r"\*(?<![\w*\\]\*)[^\s*][^*\n]{0,300}[^\s*]\*(?![\w*])"), 0.5),
    ("_", ("_",), re.compile(r"_(?<![\w_\\]_)[^\s_][^_\n]{0,300}(?<!\s)_(?![\w_])"), 0.5),
    ("=-", ("===", "---"), re.compile(r"^[^\n]{3,200}\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE), 1.0),
    ("`~", ("```", "~~~"), re.compile(r"^(?:```|~~~)", re.MULTILINE), 1.5),
    ("-", ("---",), re.compile(r"^\|?[ \t]*:?-{3,}:?[ \t]*\|", re.MULTILINE), 1.5),
    (">", (">",), re.compile(r"^[ \t]{0,3}> \S", re.MULTILINE), 0.5),
    ("<", ("<http",), re.compile(r"<https?://[^\s<>]+>"), 1.0),
    ("]", ("]:",), re.compile(r"^\[[^\]\n]{1,80}\]: +\S+", re.MULTILINE), 1.5),
    ("[", ("![",), re.compile(r"!\[[^\]\n]{0,300}\]\("), 2.0),
)
MIN_SIGNS: Final = 1.5


def is_markdown(text: str) -> bool:
    """Whether a text shows enough signs of Markdown to be read as such."""
    head = text[:100_000]
    worth = 0.0
    for characters, strings, sign, weight in _SIGNS:
        if _holds(head, characters) and _holds(head, strings) and sign.search(head):
            worth += weight
    return worth >= MIN_SIGNS


def _holds(text: str, strings: Iterable[str]) -> bool:
    return any(map(text.__contains__, strings))


def read_front_matter(text: str) -> tuple[int, Hints]:
    """Return the length of the YAML front matter of a text and the hints in it."""
    found = FRONT_MATTER.match(text)
    if not found:
        return 0, Hints()
    try:
        data: Any = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return 0, Hints()
    if not isinstance(data, dict):
        return 0, Hints()
    names = data.get("authors") or data.get("author") or ()
    names = [names] if isinstance(names, str) else names if isinstance(names, list) else []
    return found.end(), Hints(
        url=_scalar(data, "url", "canonical", "canonical_url", "original_url", "source"),
        title=_scalar(data, "title", "headline"),
        date=_scalar(data, "date", "published", "date_published", "pubdate"),
        authors=tuple(str(name) for name in names if isinstance(name, str)),
        language=_scalar(data, "language", "lang"),
    )


def _scalar(data: dict[Any, Any], *keys: str) -> str | None:
    for key in keys:
        value = data.get(key)
        if value is not None and not isinstance(value, dict | list):
            return str(value)
    return None

"""What a page's machinery left in a text: scripts, shortcodes, signs of buttons without words."""

import re
import tomllib
from collections.abc import Iterator, Sequence, Set
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

from cleaners.document import Block, Mark
from cleaners.folding import fold
from cleaners.layout import count_sentences, ends_sentence, weighs
from cleaners.strip.view import View

MIN_TOLD: Final = 60  #: Latin characters; shorter ones ask to turn on JavaScript
MAX_SIGN: Final = 40  #: characters of a line of signs
MAX_SENTENCES: Final = 2  #: of what reads as a script: one with more may be a page in one line
MIN_FIELDS: Final = 2  #: of a record, from which lines are one
_FIELD: Final = re.compile(r'^[\s{\[,]*"([\w@$.-]+)"\s*:\s*\S', re.MULTILINE)
_EMPTY_EMPHASIS: Final = re.compile(r"[\s*+•·-]*_{1,2}(?:[\s*+•·/|-]+_{1,2})*[\s*+•·-]*")
_SHORTCODE: Final = re.compile(
    r"\[(?P<closes>/?)(?P<name>[a-zA-Z][a-zA-Z0-9_-]{0,40})"
    r"(?P<said>(?: ?=[^\]\n]{1,300}"
    r"|(?:\s+[a-zA-Z][\w-]{0,40} ?= ?(?:\"[^\"\]]{0,500}\"|'[^'\]]{0,500}'"
    r"|[“”″‘’][^\]“”″‘’]{0,500}[“”″‘’]|[^\s\"'\]]{1,200})){1,30})?)\s*/?\](?![(:])"
)
_TEMPLATE: Final = re.compile(r"\{\{[^{}\\\n]{1,200}\}\}|\{%[^{}\\\n]{1,200}%\}|<%[^<>\n]{1,200}%>")
_RULE: Final = "remains/{}"


class _Tables(msgspec.Struct, frozen=True):
    sure: frozenset[str]
    unsure: frozenset[str]
    scripts: tuple[str, ...]
    fields: frozenset[str]
    shortcodes: frozenset[str]
    builders: tuple[str, ...]
    boards: frozenset[str]
    wholes: frozenset[str]
    technical: re.Pattern[str]


class _Tag(msgspec.Struct, frozen=True):
    """A shortcode: where it stands, and what it says."""

    block: int
    start: int
    end: int
    name: str
    closes: bool
    is_told: bool  #: whether it has attributes or a value


def mark_remains(view: View) -> Iterator[Mark]:
    """Mark signs, scripts, records and shortcodes that no reader of the page saw as such.

    Where the prose speaks of programming, only lone signs are.
    """
    tables = _tables()
    signs = [at for at, block in enumerate(view.blocks) if _is_sign(view, at, block, tables)]
    for at in signs:
        yield _whole(view.blocks, at, "sign")
    source = view.document.source.source_format
    found = list(_tags(view.blocks, tables))
    if source != "html":  # what a page shows there, its reader was to see
        fences = _fenced(view) if source == "markdown" else frozenset()
        found += _scripts(view.blocks, tables, fences)
    if found and not _is_technical(view, found, tables):
        yield from found


def _is_sign(view: View, at: int, block: Block, tables: _Tables) -> bool:
    text = block.text
    if len(text) > MAX_SIGN or block.role in ("code", "verse", "table_row", "image"):
        return False
    bare = text.strip()
    if bare in tables.sure or ("_" in bare and _EMPTY_EMPHASIS.fullmatch(bare) is not None):
        return True
    if bare not in tables.unsure:
        return False
    return not (0 < at < len(view.blocks) - 1 and view.prose[at - 1] and view.prose[at + 1])


def _fenced(view: View) -> frozenset[int]:
    """Return the programs that somebody fenced in Markdown: they are the text's own."""
    source = view.document.source.text
    return frozenset(
        at
        for at, block in enumerate(view.blocks)
        if block.role == "code" and source.startswith(("```", "~~~"), block.start)
    )


def _scripts(blocks: Sequence[Block], tables: _Tables, fences: Set[int]) -> Iterator[Mark]:
    """Yield marks on scripts and records, but for those between ``fences``."""
    for at, block in enumerate(blocks):
        text = block.text
        if block.role in ("image", "table_row") or at in fences:
            continue
        if not ("(" in text or "{" in text or '":' in text):
            continue
        if (ends_sentence(text) and "{" not in text) or count_sentences(text) > MAX_SENTENCES:
            continue
        if any(sign in text for sign in tables.scripts):
            yield _whole(blocks, at, "script")
        elif _is_record(text, tables):
            yield _whole(blocks, at, "record")


def _is_record(text: str, tables: _Tables) -> bool:
    """Whether lines are fields of a record, one of them such as only machinery has."""
    keys = _FIELD.findall(text)
    return len(keys) >= MIN_FIELDS and not tables.fields.isdisjoint(map(str.lower, keys))


def _tags(blocks: Sequence[Block], tables: _Tables) -> Iterator[Mark]:
    """Yield marks on shortcodes, tags of bulletin boards and fields of templates."""
    tags = []
    for at, block in enumerate(blocks):
        if "]" in block.text:
            tags += [_tag(at, it) for it in _SHORTCODE.finditer(block.text)]
        if "{" in block.text or "<%" in block.text:
            for it in _TEMPLATE.finditer(block.text):
                yield Mark(at, *it.span(), "html_remains", _RULE.format("template"))
    closed = {tag.name for tag in tags if tag.closes} & {t.name for t in tags if not t.closes}
    kept = [tag for tag in tags if _is_shortcode(tag, closed, tables)]
    done = -1
    for here, tag in enumerate(kept):
        if here <= done:
            continue
        kind, end = _span(tag, kept[here + 1] if here + 1 < len(kept) else None, tables)
        if end is not None:
            done = here + 1
        yield Mark(
            tag.block,
            tag.start,
            tag.end if end is None else end,
            "photo_caption" if kind == "caption" else "html_remains",
            _RULE.format(kind),
        )


def _tag(at: int, found: re.Match[str]) -> _Tag:
    name, is_told = found["name"].lower(), bool(found["said"])
    return _Tag(at, *found.span(), name, bool(found["closes"]), is_told)


def _is_shortcode(tag: _Tag, closed: set[str], tables: _Tables) -> bool:
    if tag.name in closed:
        return True
    if tag.name in tables.boards or tag.closes:
        return False
    return tag.is_told or tag.name in tables.shortcodes or tag.name.startswith(tables.builders)


def _span(tag: _Tag, following: _Tag | None, tables: _Tables) -> tuple[str, int | None]:
    """Return what a tag opens, and where that ends in its block if all of it goes."""
    if tag.closes or following is None or not following.closes:
        return "shortcode", None
    if (following.name, following.block) != (tag.name, tag.block):
        return "shortcode", None
    if tag.name == "caption":
        return "caption", following.end
    return "shortcode", following.end if tag.name in tables.wholes else None


def _whole(blocks: Sequence[Block], at: int, name: str) -> Mark:
    return Mark(at, 0, len(blocks[at].text), "html_remains", _RULE.format(name))


def _is_technical(view: View, found: Sequence[Mark], tables: _Tables) -> bool:
    """Whether a sentence or a heading outside of what was found speaks of programming."""
    marked = {mark.block for mark in found}
    told = (
        block.text
        for at, block in enumerate(view.blocks)
        if at not in marked
        and (
            block.role == "heading" or (weighs(block.text, MIN_TOLD) and ends_sentence(block.text))
        )
    )
    return any(tables.technical.search(fold(text)) for text in told)


@cache
def _tables() -> _Tables:
    data = tomllib.loads((files("cleaners.strip") / "remains.toml").read_text("utf-8"))
    words = "|".join(
        re.escape(fold(it.rstrip("*"))) + (r"\w*" if it.endswith("*") else "")
        for it in data["technical"]
        if it.isascii() or it[0].lower() != it[0].upper()
    )
    unspaced = "|".join(
        re.escape(it)
        for it in data["technical"]
        if not it.isascii() and it[0].lower() == it[0].upper()
    )
    return _Tables(
        frozenset(data["sure"]),
        frozenset(data["unsure"]),
        tuple(data["scripts"]),
        frozenset(data["fields"]),
        frozenset(data["shortcodes"]),
        tuple(data["builders"]),
        frozenset(data["boards"]),
        frozenset(data["wholes"]),
        re.compile(rf"\b(?:{words})\b|{unspaced}"),
    )

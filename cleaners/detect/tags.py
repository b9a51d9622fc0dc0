"""Detect tags and the section: what the site files a document under."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.detect.lexicon import alternation, table
from cleaners.detect.sheet import MAX_LINE_CHARS, Sheet
from cleaners.document import Candidate

MAX_TAG_CHARS: Final = 60
MAX_TAGS: Final = 40

_LABEL: Final = re.compile(rf"^[\s*_#\-•>]*{alternation(table('tags')['labels'])}\s*[:：]\s*")
_SPLIT: Final = re.compile(r"\s*[,;|•·、，،；]\s*|\s+/\s+|\s+#|\n")
_HAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def detect_tags(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the tags that rule hits name, and those behind a label such as "Read more about:"."""
    named = {hit.block for hit in sheet.document.hits if any(f[0] == "tag" for f in hit.fields)}
    for hit in sheet.document.hits:
        for field, start, end in hit.fields:
            if field == "tag":
                yield from _tags(sheet, hit.block, start, end, hit.rule)
    for index in sheet.lines("tags"):
        block = sheet.blocks[index]
        if index in named or len(block.text) > MAX_LINE_CHARS:
            continue
        label = _LABEL.match(sheet.folded[index])
        if label is None or sheet.zones[index] == "body":
            continue
        if label.end() < len(block.text.rstrip()):
            yield from _tags(sheet, index, label.end(), len(block.text), "tags/label")
        else:
            yield from _below(sheet, index)


def _tags(sheet: Sheet, index: int, start: int, end: int, rule: str) -> Iterator[Candidate]:
    """Yield the parts of a list; all share the block, which leaves the body as a whole."""
    block = sheet.blocks[index]
    parts = [part.strip(" \t#*_.,:") for part in _SPLIT.split(block.text[start:end])]
    parts = [part for part in parts if part]
    if len(parts) == 1 and all(_HAN.search(it) for it in parts[0].split()):
        parts = parts[0].split()  # Chinese and Japanese have no spaces within a word
    if not parts or len(parts) > MAX_TAGS or any(len(part) > MAX_TAG_CHARS for part in parts):
        return
    for part in parts:
        yield Candidate(
            "tag", part, "tag_list", rule, 0.85, "", index, 0, len(block.text), "tag_list"
        )


def _below(sheet: Sheet, label: int) -> Iterator[Candidate]:
    """Yield the short lines or list items right below a label that stands alone."""
    items = []
    for index in range(label + 1, min(label + 1 + MAX_TAGS, len(sheet.blocks))):
        block = sheet.blocks[index]
        listed = block.role == "list_item" or (block.gap == 0 and sheet.blocks[label].gap > 0)
        if not listed or len(block.text) > MAX_TAG_CHARS or "." in block.text[-1:]:
            break
        items.append(index)
    if not items:
        return
    yield Candidate(
        "tag",
        "",
        "tag_list",
        "tags/label",
        0.8,
        "",
        label,
        0,
        len(sheet.blocks[label].text),
        "tag_list",
    )
    for index in items:
        yield from _tags(sheet, index, 0, len(sheet.blocks[index].text), "tags/below")


def detect_sections(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the section that a rule hit above the text names, such as the end of a breadcrumb.

    The same words between paragraphs are sub-headings; a path may stand below the text, too.
    """
    for hit in sheet.document.hits:
        zone = sheet.zones[hit.block]
        if zone == "body" or (zone == "tail" and hit.kind != "breadcrumb"):
            continue
        for field, start, end in hit.fields:
            value = sheet.blocks[hit.block].text[start:end].strip(" >/|»›")
            if field == "section" and 1 < len(value) <= MAX_TAG_CHARS:
                yield Candidate(
                    "section", value, "breadcrumb", hit.rule, 0.8, "", hit.block, start, end
                )

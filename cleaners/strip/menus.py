"""Menus in one line: "Partager | Imprimer", "Tides · Fish · Letters"; packs know breadcrumbs."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.document import Block, Mark
from cleaners.layout import ends_sentence, weight
from cleaners.strip.view import View

_BARS: Final = re.compile(r"\s*(?:\s[|·•▪/]\s|[|·•▪])\s*")
_EMPTY_ROW: Final = re.compile(r"[\s|:+=-]+")
MIN_ENTRIES: Final = 3  #: of words that no rule knows; two that rules know are enough
MAX_ENTRY: Final = 30  #: Latin characters
MAX_WORDS: Final = 4
MAX_LINE: Final = 400  #: characters of a menu


def mark_menus(view: View) -> Iterator[Mark]:
    """Mark lines that bars cut into buttons, or into the entries of a menu."""
    for index, block in enumerate(view.blocks):
        text = block.text
        if "|" in text and _EMPTY_ROW.fullmatch(text):
            evidence = "bars with nothing between them"
            yield Mark(index, 0, len(text), "end_mark", "menus/empty-row", evidence=evidence)
            continue
        if not ("|" in text or "/" in text or "·" in text or "•" in text or "▪" in text):
            continue  # nearly all
        if block.role not in ("paragraph", "list_item", "heading") or len(text) > MAX_LINE:
            continue
        bars = [part for part in _BARS.split(text) if part.strip()]
        if len(bars) > 1 and _in_table(view, index):
            continue
        if len(bars) > 1 and _are_buttons(view, bars):
            rule, evidence = "menus/buttons", "every part is a button"
            yield Mark(index, 0, len(text), "share_bar", rule, evidence=evidence)
        elif view.zones[index] != "body" and _is_menu(bars):
            rule, evidence = "menus/bars", f"{len(bars)} short entries between bars"
            yield Mark(index, 0, len(text), "site_nav", rule, evidence=evidence)


def _are_buttons(view: View, parts: Sequence[str]) -> bool:
    """Whether a rule claims each part as a line of its own."""
    for part in parts:
        alone = Block("paragraph", part.strip(), 0, len(part.strip()))
        if not any(hit.end - hit.start == len(alone.text) for hit in view.scanner.hits(0, alone)):
            return False
    return True


def _is_menu(parts: Sequence[str]) -> bool:
    """Whether all parts are a few words that start with a capital, or have none to start with."""
    return len(parts) >= MIN_ENTRIES and all(
        weight(part) <= MAX_ENTRY
        and len(part.split()) <= MAX_WORDS
        and not part[:1].islower()
        and not any(c.isdigit() for c in part)
        and not ends_sentence(part)
        for part in parts
    )


def _in_table(view: View, index: int) -> bool:
    """Whether the line above or below is cut by bars, too: then it is a row."""
    for other in (index - 1, index + 1):
        if 0 <= other < len(view.blocks):
            near = min(other, index) + 1
            if view.blocks[near].gap == 0 and len(_BARS.split(view.blocks[other].text)) > 1:
                return True
    return False

"""Menus, in one line ("Partager | Imprimer") or one entry a line; packs know breadcrumbs."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.document import Block, Kind, Mark
from cleaners.layout import ends_sentence, weight
from cleaners.strip.view import View

_BARS: Final = re.compile(r"\s*(?:\s[|·•▪/]\s|[|·•▪])\s*")
_NO_ENTRIES: Final = frozenset({"code", "image", "quote", "table_row"})  #: roles
_EMPTY_ROW: Final = re.compile(r"[\s|:+=-]+")
MIN_ENTRIES: Final = 3  #: of words that no rule knows; two that rules know are enough
MAX_ENTRY: Final = 30  #: Latin characters
MAX_WORDS: Final = 4
MAX_LINE: Final = 400  #: characters of a menu
MIN_RUN: Final = 5  #: entries, one a line
MIN_KNOWN: Final = 2  #: of these, that rules claim, and
KNOWN_SHARE: Final = 4  #: at least one in so many
LINK_SHARE: Final = 0.8  #: of the characters of a row of links


def menu_lines(view: View) -> frozenset[int]:
    """Return the blocks of menus with an entry a line, outside of the body.

    They reach from the first to the last entry that a rule knows: a short headline may follow.
    """
    outside = (at for at in view.hit_blocks if view.zones[at] != "body")
    if sum(1 for at in outside if view.claims[at] is not None) < MIN_KNOWN:
        return frozenset()
    found: set[int] = set()
    run: list[int] = []
    entries = [*(_is_entry(view, index) for index in range(len(view.blocks))), False]
    for index, is_entry in enumerate(entries):
        if is_entry and _goes_on(view, run, index):
            run.append(index)
            continue
        known = [at for at in run if view.claims[at] is not None]
        if len(run) >= MIN_RUN and len(known) >= max(MIN_KNOWN, len(run) / KNOWN_SHARE):
            found.update(range(known[0], known[-1] + 1))
        run = [index] if is_entry else []
    return frozenset(found)


def _goes_on(view: View, run: Sequence[int], index: int) -> bool:
    """Whether a run goes on: where its lines stand close, a blank line ends it."""
    return len(run) < MIN_KNOWN or not view.blocks[index].gap or view.blocks[run[1]].gap > 0


def _is_entry(view: View, index: int) -> bool:
    block = view.blocks[index]
    if view.zones[index] == "body" or len(block.text) > MAX_ENTRY or block.role in _NO_ENTRIES:
        return False
    return _is_short(block.text)


def _is_short(part: str) -> bool:
    """Whether a text is a few words that start with a capital, or have none to start with."""
    return (
        not part[:1].islower()
        and weight(part) <= MAX_ENTRY
        and len(part.split()) <= MAX_WORDS
        and not ends_sentence(part)
        and not any(map(str.isdigit, part))
    )


def mark_menus(view: View) -> Iterator[Mark]:
    """Mark lines that bars cut into buttons or entries of a menu, and menus of several lines."""
    for index in sorted(menu_lines(view)):
        if view.claims[index] is None:
            length = len(view.blocks[index].text)
            evidence = "amid the entries of a menu"
            yield Mark(index, 0, length, "site_nav", "menus/lines", evidence=evidence)
    yield from _rows_of_links(view)
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
        if len(bars) > 1 and (kinds := _button_kinds(view, bars)):
            rule, evidence = "menus/buttons", "every part is a button"
            kind = max(kinds, key=kinds.count)  # the first of those that most have
            yield Mark(index, 0, len(text), kind, rule, evidence=evidence)
        elif view.zones[index] != "body" and _is_menu(bars):
            rule, evidence = "menus/bars", f"{len(bars)} short entries between bars"
            yield Mark(index, 0, len(text), "site_nav", rule, evidence=evidence)


def _rows_of_links(view: View) -> Iterator[Mark]:
    """Mark blocks of nothing but links, each of them a button."""
    for index, block in enumerate(view.blocks):
        text = block.text
        if not block.link_chars or len(block.runs) < MIN_KNOWN or len(text) > MAX_LINE:
            continue
        if block.link_chars < LINK_SHARE * len(text):
            continue
        parts = [part for at, _, size in block.runs if (part := text[at : at + size].strip())]
        if len(parts) >= MIN_KNOWN and (kinds := _button_kinds(view, parts)):
            kind, evidence = max(kinds, key=kinds.count), "every link is a button"
            yield Mark(index, 0, len(text), kind, "menus/links", evidence=evidence)


def _button_kinds(view: View, parts: Sequence[str]) -> Sequence[Kind]:
    """Return the kind of each part that a rule claims as a line of its own; none if one is not."""
    kinds: list[Kind] = []
    for part in parts:
        alone = Block("paragraph", part.strip(), 0, len(part.strip()))
        hits = view.scanner.hits(0, alone)
        kind = next((hit.kind for hit in hits if hit.end - hit.start == len(alone.text)), None)
        if kind is None:
            return ()
        kinds.append("site_nav" if kind == "section_label" else kind)
    return kinds


def _is_menu(parts: Sequence[str]) -> bool:
    """Whether all parts are a few words that start with a capital, or have none to start with."""
    return len(parts) >= MIN_ENTRIES and all(map(_is_short, parts))


def _in_table(view: View, index: int) -> bool:
    """Whether the line above or below is cut by bars, too: then it is a row."""
    for other in (index - 1, index + 1):
        if 0 <= other < len(view.blocks):
            near = min(other, index) + 1
            if view.blocks[near].gap == 0 and len(_BARS.split(view.blocks[other].text)) > 1:
                return True
    return False

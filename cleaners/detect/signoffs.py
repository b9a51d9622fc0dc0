"""Detect credits: who reported, edited, translated, in sign-offs and lines of their own."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.detect.lexicon import alternation, table
from cleaners.detect.names import split_names
from cleaners.detect.sheet import MAX_LINE_CHARS, Sheet
from cleaners.detect.wires import agency_of
from cleaners.document import Candidate, Kind
from cleaners.folding import fold

_ROLES: Final[dict[str, str]] = {
    fold(verb): role for role, verbs in table("bylines")["credits"].items() for verb in verbs
}
_VERB: Final = re.compile(rf"(?<!\w)(?P<verb>{alternation(_ROLES)})(?![^\W\d_])\s*[:：]?\s*")
_BRACKET: Final = re.compile(r"[(（\[][^()（）\[\]]{6,600}[)）\]][\s.]*$")
_CLAUSE: Final = re.compile(r"\s*[;；.]\s*(?=[^\W\d_]{4,})")
_NEEDS_COLON: Final = frozenset(
    fold(it)
    for it in (
        "editor",
        "редактор",
        "редактура",
        "责任编辑",
        "责编",
        "编辑",
        "编译",
        "翻译",
        "翻訳",
        "перевод",
        "переклад",
        "redaktor",
        "tłumaczenie",
        "vertaling",
        "çeviri",
        "ترجمة",
        "mitarbeit",
        "editing",
        "additional reporting",
    )
)


def detect_signoffs(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the persons of sign-offs, by role; "Reporting by" names are authors of last resort."""
    last = sheet.prose[-1] if sheet.prose else -1
    for index, block in enumerate(sheet.blocks):
        if not sheet.is_free(index) or block.role == "heading":
            continue
        if sheet.ends_text(index):
            yield from _of_end(sheet, index)
        elif _may_sign(sheet, index, last):
            yield from _of_line(sheet, index)


def _may_sign(sheet: Sheet, index: int, last: int) -> bool:
    """Whether a line stands where credits stand, or is in brackets."""
    text = sheet.blocks[index].text
    at_edge = index > last or index < sheet.front
    return (at_edge and len(text) <= 2 * MAX_LINE_CHARS) or (
        len(text) <= MAX_LINE_CHARS and text.startswith(("(", "[", "（"))
    )


def _of_end(sheet: Sheet, index: int) -> Iterator[Candidate]:
    """Yield the sign-off in brackets that ends a paragraph, or is all of it."""
    block = sheet.blocks[index]
    if block.text.rstrip(" .\n")[-1:] not in ")）]":
        if len(block.text) <= 2 * MAX_LINE_CHARS:
            yield from _of_line(sheet, index)
        return
    at = max(0, len(block.text) - 700)
    found = _BRACKET.search(block.text, at)
    if found:
        yield from _clauses(found[0], index, found.start(), len(block.text))


def _of_line(sheet: Sheet, index: int) -> Iterator[Candidate]:
    text = sheet.blocks[index].text
    bare = sheet.folded[index][:80].lstrip(" \n()[]*_.-/|")
    if _VERB.match(bare):
        yield from _clauses(text, index, 0, len(text))


def _clauses(text: str, index: int, start: int, end: int) -> Iterator[Candidate]:
    """Yield one credit per name, if every clause of the sign-off is a fixed verb with names."""
    inner = text.strip(" \n()（）[]*_.-–—/|")
    found: list[tuple[str, str]] = []
    agencies: list[str] = []
    for clause in _CLAUSE.split(inner):
        folded = fold(clause)
        verb = _VERB.match(folded)
        if verb is None:
            if found and _is_known_extra(clause):
                continue
            return
        key = " ".join(verb["verb"].split())
        colon = any(c in verb[0] for c in ":：")
        if key in _NEEDS_COLON and not colon and key not in ("editing",):
            return
        behind = clause[verb.end() :]
        names = split_names(behind, single=True, caseless=colon or not key.isascii())
        if names is None:
            return
        found.extend((_ROLES[key], name) for name in names)
        agencies.extend(_agencies(behind))
    kind: Kind = "editor_credit" if {role for role, _ in found} == {"editing"} else "agency_credit"
    for role, name in found:
        yield Candidate(
            "credit", name, "sign_off", "signoffs/verb", 0.9, role, index, start, end, kind
        )
        if role == "reporting":
            yield Candidate(
                "author", name, "sign_off", "signoffs/reporting", 0.75, "", index, start, end, kind
            )
    for agency in agencies:
        yield Candidate(
            "agency", agency, "sign_off", "signoffs/agency", 0.85, "", index, start, end, kind
        )


def _agencies(text: str) -> list[str]:
    parts = (agency_of(part) for part in re.split(r"\s*(?:,|/|&|\band\b)\s*", text))
    return [part for part in parts if part]


def _is_known_extra(clause: str) -> bool:
    """Whether a clause between credits is one of the usual riders, such as a desk's address."""
    return "@" in clause or len(clause.split()) <= 3

"""Show one document on a terminal: what stayed, what went and why, what was found out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec
from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cleaners.document import Document
from cleaners.strip import Resolved

Row = Mapping[str, Any]

#: column: the field of its rows in ``provenance``; in the order in which they are shown
EVIDENCE: Final[dict[str, str]] = {
    "title": "title",
    "subtitle": "subtitle",
    "byline": "byline",
    "authors": "author",
    "agencies": "agency",
    "credits": "credit",
    "dateline": "dateline",
    "day_published": "date_published",
    "date_published": "date_published",
    "date_modified": "date_modified",
    "date_crawled": "date_crawled",
    "url": "url",
    "domain": "domain",
    "site_name": "site_name",
    "section": "section",
    "tags": "tag",
    "images": "image",
    "language": "language",
    "is_accessible_for_free": "is_accessible_for_free",
    "is_truncated": "is_truncated",
    "warnings": "",
    "story_id": "",
    "duplicate_of": "",
    "relation": "",
    "similarity": "",
}
MAX_EVIDENCE: Final = 2  #: pieces of evidence shown for one column; --json has them all


#: what a terminal would obey instead of showing; line breaks and tabs are harmless
_CONTROLS: Final = {
    code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (9, 10)
}


def plain(text: str, style: str = "") -> Text:
    """Return scraped text to be shown as it is: no markup, and no orders to the terminal."""
    return Text(text.translate(_CONTROLS), style)


class Line(msgspec.Struct, frozen=True):
    """A stretch of the document in reading order; ``removal`` says why it is not in the text."""

    text: str
    removal: Row | None = None
    is_heading: bool = False


def weave(document: Document, resolved: Resolved) -> list[Line]:
    """Return what was kept and what was removed, in the order of the source."""
    placed: list[tuple[int, int, Line]] = []
    for span in resolved.kept:
        block = document.blocks[span.block]
        start, _ = document.source_span(span.block, span.start, span.end)
        line = Line(block.text[span.start : span.end].strip(), None, block.role == "heading")
        placed.append((start, 1, line))
    for removal in resolved.removals:
        where = removal.start if removal.start is not None else len(document.source.text)
        placed.append((where, 0, Line(removal.text, msgspec.structs.asdict(removal))))
    return [line for _, _, line in sorted(placed, key=lambda item: item[:2])]


def unwoven(row: Row) -> list[Line]:
    """Return the paragraphs, then what was removed: a corpus does not tell how they mix."""
    kept = [Line(paragraph) for paragraph in (row.get("text") or "").split("\n\n") if paragraph]
    return kept + [Line(removal["text"], removal) for removal in row.get("removals", ())]


def render_article(row: Row, lines: Sequence[Line], console: Console) -> None:
    """Print an article, or an article that is a duplicate."""
    console.print()
    _print(console, row["title"] or "(no title)", "bold")
    _print(console, f"{row['source_uri']}", "dim")
    _print(console, f"id {row['id']}   {row['source_format']}, {row['encoding']}", "dim")
    console.print()
    console.print(_facts(row))
    console.print()
    _print(
        console,
        f"{row['word_count']:,} words in {row['paragraph_count']:,} paragraphs; removed or moved: "
        f"{row['removed_char_count']:,} characters ({row['removed_ratio']:.0%})",
        "dim",
    )
    _print_lines(lines, console)


def render_reject(row: Row, lines: Sequence[Line], console: Console) -> None:
    """Print a record that gave no article."""
    console.print()
    _print(console, f"rejected: {row['reason']} ({row['stage']})", "bold red")
    _print(console, row["message"], "")
    _print(console, f"{row['source_uri']}\nid {row['id']}", "dim")
    if lines:
        _print_lines(lines, console)
    elif row["raw_excerpt"]:
        console.print()
        _print(console, row["raw_excerpt"], "dim")
    console.print()


def _facts(row: Row) -> Table:
    """Return the table of what was detected, and on what evidence."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("column", style="cyan", no_wrap=True)
    table.add_column("value", overflow="fold")
    table.add_column("evidence", style="dim", overflow="fold")
    for column, field in EVIDENCE.items():
        value = row.get(column)
        if value in (None, [], "", ()) or (column == "is_truncated" and not value):
            continue
        table.add_row(column, plain(_words(value)), plain(_evidence(row, field)))
    return table


def _evidence(row: Row, field: str) -> str:
    """Return where the values of a field come from: kind of evidence, rule, place, confidence."""
    if field == "language":
        return f"score {row['language_score']:.2f}"
    found = [item for item in row["provenance"] if item["field"] == field]
    told = []
    for item in found[:MAX_EVIDENCE]:
        place = "" if item["start"] is None else f" at {item['start']}"
        told.append(f"{item['source']}{place} ({item['rule']}, {item['confidence']:.2f})")
    if len(found) > MAX_EVIDENCE:
        told.append(f"and {len(found) - MAX_EVIDENCE} more")
    return "\n".join(told)


def _words(value: object) -> str:
    """Return a value of a column as somebody would write it down."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_words(item)}" for name, item in value.items() if item)
    if isinstance(value, (list, tuple)):
        return "\n".join(_words(item) for item in value)
    if isinstance(value, float):
        return f"{value:.3g}"
    return str(value)


def _print_lines(lines: Iterable[Line], console: Console) -> None:
    for line in lines:
        console.print()
        if line.removal is None:
            console.print(
                Padding(
                    plain(line.text, "bold" if line.is_heading else ""), (0, 0, 0, 2), expand=False
                )
            )
            continue
        moved = line.removal["action"] == "move"
        color = "blue" if moved else "red"
        sign = "→ moved" if moved else "✂ removed"
        why = f"{sign}: {line.removal['kind']} · {line.removal['rule']}"
        evidence = line.removal["evidence"]
        if evidence and evidence not in line.text:
            why += f" · {evidence}"
        _print(console, why, color)
        style = color if moved else f"{color} strike"
        console.print(Padding(plain(line.text, f"dim {style}"), (0, 0, 0, 4), expand=False))
    console.print()


def _print(console: Console, text: str, style: str) -> None:
    """Print text as it is: brackets in it are no markup."""
    console.print(plain(text, style))

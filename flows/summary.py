"""Say on the terminal what came of a run."""

import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec
from rich import box
from rich.console import Console
from rich.table import Table

from cleaners.write import Manifest, Places, TableName
from cleaners.write.report_facts import Facts, gather_facts

MAX_ROWS: Final = 12  #: of one table; the report has them all


def print_summary(manifest: Manifest, places: Places, console: Console) -> None:
    """Print counts, what was removed, where the output is and which command to type next."""
    facts = gather_batch(manifest, places)
    tables = build_tables(manifest, facts)
    if console.is_terminal:
        for title, rows in tables.items():
            console.print(_draw(title, rows))
    else:
        for title, rows in tables.items():
            for name, number in rows.items():
                _say(console, f"{title}: {name}: {number}")
    for reason in facts.reasons:
        if reason.reason == "error":
            _say(console, f"error, for example: {reason.examples[0][1]}")
    for alarm in manifest.alarms:
        _say(console, f"ALARM: {alarm.message}", style="bold red")
    counts = manifest.counts
    if counts.read == 0:
        again = " (--reprocess cleans them again)" if counts.seen_before else ""
        _say(console, f"Nothing new: all {counts.found:,} documents were seen before{again}.")
    elif counts.articles + counts.duplicates == 0:
        _say(console, "No document gave an article; the table of rejects says why for each.")
    folder = shlex.quote(str(places.output))
    _say(console, f"output: {places.output}")
    _say(console, f"report: {places.report(manifest.run_id)}")
    _say(console, f"next:   {_next_command(facts, folder)}")


def _next_command(facts: Facts, folder: str) -> str:
    """Return what is worth typing next: the document that lost most, a reject, the runs so far."""
    if facts.most_removed and facts.most_removed[0].source_uri != "-":
        most = facts.most_removed[0]
        path = shlex.quote(most.source_uri)
        return f"copydesk explain {path}   (it lost most: {most.removed_ratio:.0%})"
    if facts.reasons:
        path = shlex.quote(facts.reasons[0].examples[0][0])
        return f"copydesk explain {path}   (a reject)"
    return f"copydesk runs {folder}"


def gather_batch(manifest: Manifest, places: Places) -> Facts:
    """Read what the summary shows from the batch of a run."""
    return gather_facts(batch_files(places, manifest.run_id))


def batch_files(places: Places, run_id: str) -> dict[TableName, list[Path]]:
    """Return the files of a batch but for its removals, most of the bytes: their sums stand in
    the manifest."""
    tables: tuple[TableName, ...] = ("articles", "duplicates", "rejects")
    return {table: sorted(places.batch(table, run_id).glob("*.parquet")) for table in tables}


def build_tables(manifest: Manifest, facts: Facts) -> dict[str, dict[str, int]]:
    """Return the tables of the summary: title to rows; those without rows are left out."""
    tables = {
        "documents": msgspec.structs.asdict(manifest.counts),
        "duplicates": dict(facts.relations),
        "rejects": {reason.reason: reason.rejects for reason in facts.reasons},
        "removed or moved, in characters": dict(_most(manifest.removed)),
        "warnings": dict(_most(dict(facts.warnings))),
    }
    return {
        title: {
            name.replace("_", " ") if title == "documents" else name: n for name, n in rows.items()
        }
        for title, rows in tables.items()
        if rows
    }


def _most(numbers: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    ranked = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    yield from ranked[:MAX_ROWS]
    rest = ranked[MAX_ROWS:]
    if rest:
        yield f"{len(rest)} others", sum(number for _, number in rest)


def _draw(title: str, rows: Mapping[str, int]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column(title, min_width=32)
    table.add_column("", justify="right", min_width=8)
    for name, number in rows.items():
        table.add_row(name, f"{number:,}")
    return table


def _say(console: Console, line: str, style: str | None = None) -> None:
    """Print one line as it is: paths are not wrapped, so that they can be copied."""
    console.print(line, highlight=False, markup=False, soft_wrap=True, style=style)

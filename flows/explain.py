"""``copydesk explain``: what one document became, and why; without Prefect."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console

from cleaners.document import RawDocument
from cleaners.options import Options
from cleaners.pipeline import Result, work
from cleaners.plan import as_text
from cleaners.read import read_file
from cleaners.version import VERSION
from cleaners.write import SCHEMAS, TableName, article_row, reject_row, removal_row
from cleaners.write.lookup import find_document
from flows.folder import find_corpus
from flows.rendering import Line, render_article, render_reject, unwoven, weave

MIN_WIDTH = 60


@click.command(name="explain")
@click.argument("path", metavar="FILE|DIR")
@click.argument("doc_id", metavar="[ID]", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document, a line each.")
def command(path: str, doc_id: str | None, as_json: bool) -> None:
    """Show what became of one document: what was kept, what was removed by which rule, what was
    detected on what evidence.

    FILE is cleaned anew; with DIR ID, the document is looked up in the corpus in DIR.
    """
    console = Console(highlight=False)
    console.width = max(console.width, MIN_WIDTH)
    for row, lines in _shown(path, doc_id):
        if as_json:
            click.echo(msgspec.json.encode(row))
            continue
        render = render_reject if "reason" in row else render_article
        render(row, lines, console)


def _shown(path: str, doc_id: str | None) -> Iterator[tuple[dict[str, Any], list[Line]]]:
    """Yield the rows to show, one at a time: a file may hold a million."""
    if doc_id is not None:
        found = find_in_corpus(path, doc_id)
        yield found, unwoven(found)
        return
    for result in clean_file(path):
        yield row_of(result), _lines_of(result)


def _lines_of(result: Result) -> list[Line]:
    if result.document is None or result.resolved is None:
        return []
    return weave(result.document, result.resolved)


def clean_file(path: str) -> Iterator[Result]:
    """Clean the documents of one file.

    Raises
    ------
    click.UsageError
        It cannot be read, or is a folder.
    """
    if path != "-" and Path(path).is_dir():
        raise click.UsageError(
            f"{path}: a folder; name a file, or a corpus and an id: copydesk explain DIR ID"
        )
    records = _read(path)
    while True:
        try:
            raw = next(records, None)
        except OSError as error:
            raise click.UsageError(f"{path}: {error.strerror or error}; check the path") from error
        if raw is None:
            return
        yield work(raw, Options())


def _read(path: str) -> Iterator[RawDocument]:
    # the same address as `clean` gives it, so that the id is the same, too
    return read_file(path, None if path == "-" else as_text(os.path.abspath(path)))  # noqa: PTH100


def find_in_corpus(folder: str, doc_id: str) -> dict[str, Any]:
    """Look up a document of a corpus.

    Raises
    ------
    click.UsageError
        There is no such corpus or document.
    """
    places = find_corpus(folder)
    found = find_document(places, doc_id)
    if found is None:
        raise click.UsageError(
            f"{doc_id}: no document of {places.output} has this id; "
            "ids stand in the column `id` of articles, duplicates and rejects"
        )
    return found


def row_of(result: Result) -> dict[str, Any]:
    """Return the article row with its ``removals``, or the reject row.

    ``run_id`` is null, since no run has written it.
    """
    cleaned = result.cleaned
    if cleaned.reject is not None:
        return _in_order("rejects", reject_row(cleaned.reject, ""))
    assert cleaned.article is not None
    row = article_row(cleaned.article, cleaned.article.id, "", VERSION)
    removals = [_in_order("removals", removal_row(removal, "")) for removal in cleaned.removals]
    return _in_order("articles", row) | {"removals": removals}


def _in_order(table: TableName, row: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of a table in the order of the contract."""
    return {name: row[name] for name in SCHEMAS[table].names} | {"run_id": None}

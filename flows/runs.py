"""``copydesk runs``: the runs of a corpus."""

import click
import msgspec

from cleaners.write import Counts, read_manifest
from flows.folder import find_corpus, find_run

COLUMNS = ("run_id", "status", "started_at", *Counts.__struct_fields__)


@click.command(name="runs")
@click.argument("folder", metavar="DIR")
def command(folder: str) -> None:
    """List the runs of a corpus, oldest first: one line each, a table that cuts and awks well."""
    places = find_corpus(folder)
    find_run(places, None)
    rows = [COLUMNS]
    for run_id in places.committed():
        manifest = read_manifest(places.manifest(run_id))
        counts = [str(number) for number in msgspec.structs.astuple(manifest.counts)]
        rows.append((run_id, manifest.status, manifest.started_at, *counts))
    widths = [max(len(row[i]) for row in rows) for i in range(len(COLUMNS))]
    for row in rows:
        words = [
            word.ljust(width)
            if i < len(COLUMNS) - len(Counts.__struct_fields__)
            else word.rjust(width)
            for i, (word, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo("  ".join(words).rstrip())

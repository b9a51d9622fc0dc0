"""``copydesk report``: where the report of a run is."""

import click

from cleaners.write import render_committed
from flows.folder import find_corpus, find_run


@click.command(name="report")
@click.argument("folder", metavar="DIR")
@click.argument("run_id", metavar="[RUN_ID]", required=False)
def command(folder: str, run_id: str | None) -> None:
    """Print the path of a run's HTML report, of the newest run if none is named.

    A report that was deleted is written anew.
    """
    places = find_corpus(folder)
    run = find_run(places, run_id)
    path = places.report(run)
    if not path.exists():
        part = places.state / f"{run}.html.part"
        part.parent.mkdir(exist_ok=True)
        part.write_text(render_committed(places.output, run), encoding="utf-8")
        part.replace(path)
    click.echo(path)

"""``copydesk verify``: whether a corpus is whole."""

import click

from cleaners.write import verify
from flows.failures import Failure
from flows.folder import find_corpus


@click.command(name="verify")
@click.argument("folder", metavar="DIR")
def command(folder: str) -> None:
    """Check that the accounts of every run add up and that its files are as they were written."""
    places = find_corpus(folder)
    problems = verify(places.output)
    for problem in problems:
        click.echo(problem)
    if problems:
        raise Failure(
            f"{len(problems)} problems in {places.output}; restore its files from a backup"
        )
    runs = len(places.committed())
    click.echo(f"{places.output}: {runs} {'run' if runs == 1 else 'runs'}, all is well")

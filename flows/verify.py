"""``copydesk verify``: whether a corpus is whole."""

import click

from cleaners.write import verify
from flows.failures import Failure
from flows.folder import find_corpus
from flows.wording import plural


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
            f"{plural(len(problems), 'problem')} in {places.output}; "
            "restore its files from a backup"
        )
    click.echo(f"{places.output}: {plural(len(places.committed()), 'run')}, all is well")

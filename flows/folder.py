"""Find a corpus and its runs for the commands that read one."""

from pathlib import Path

import click

from cleaners.write import Places


def find_corpus(folder: str) -> Places:
    """Return the places of the corpus in ``folder``.

    Raises
    ------
    click.UsageError
        There is no corpus.
    """
    places = Places(Path(folder).absolute())
    if not places.output.is_dir():
        raise click.UsageError(f"{places.output}: no such folder; name the DIR of `clean -o DIR`")
    if not places.runs.is_dir():
        raise click.UsageError(f"{places.output}: no corpus; name the DIR of `clean -o DIR`")
    return places


def find_run(places: Places, run_id: str | None) -> str:
    """Return ``run_id``, or the newest run when it is None.

    Raises
    ------
    click.UsageError
        There is no such run.
    """
    runs = places.committed()
    if not runs:
        raise click.UsageError(f"{places.output}: no run has been finished there")
    if run_id is None:
        return runs[-1]
    if run_id not in runs:
        raise click.UsageError(
            f"{run_id}: no such run in {places.output}; `copydesk runs {places.output}` lists them"
        )
    return run_id

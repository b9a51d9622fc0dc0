"""``copydesk clean``: check the call, run the flow, say what came of it."""

import errno
import os
import signal
import sys
import tomllib
from collections.abc import Sequence
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any, Final, NoReturn

import click
from rich.console import Console

from cleaners.overrules import OverruleError, read_overrules
from cleaners.plan import InputError
from cleaners.write import Manifest, OutputError, Places, read_manifest
from flows.execution import WorkerDied
from flows.failures import Failure, failure_of
from flows.inputs import find_inputs
from flows.parameters import CleanRequest, ParameterError, build_request
from flows.progress import watch_terminal
from flows.server import OwnServer, ServerError, is_surely_needed
from flows.summary import print_summary

STOPPED: Final = 128 + signal.SIGTERM  #: exit code, as shells have it
#: errors whose message says what, where and what to do
TOLD: Final = (InputError, OutputError, ServerError, WorkerDied, OSError)


@click.command(
    name="clean",
    epilog="INPUT: files, folders (with all their subfolders), globs, or - for the standard input.",
)
@click.argument("inputs", metavar="INPUT...", nargs=-1)
@click.option("-o", "--output", metavar="DIR", help="Where the corpus grows, a batch a run.")
@click.option("--config", metavar="FILE", help="TOML file of these options; the call wins over it.")
@click.option("--workers", type=int, metavar="N", help="Processes. [default: one for each core]")
@click.option(
    "--dedup",
    metavar="none|exact|near|rewrite",
    help="How far to look for duplicates. [default: rewrite]",
)
@click.option("--languages", metavar="en,de", help="Keep only these. [default: all]")
@click.option("--rules", metavar="DIR", help="Rule packs to use beside those that ship.")
@click.option("--reprocess", is_flag=True, default=None, help="Clean again what was seen before.")
@click.option(
    "--removals", metavar="full|none", help="Write the table of removals. [default: full]"
)
@click.option(
    "--max-document-bytes", type=int, metavar="N", help="Larger is a reject. [default: 64 MiB]"
)
@click.pass_context
def command(
    ctx: click.Context, /, inputs: tuple[str, ...], config: str | None, **given: Any
) -> None:
    """Clean documents into a corpus: DIR/articles, removals, duplicates, rejects.

    What DIR holds already is never rewritten; documents seen before are skipped.
    """
    request = read_request(inputs, config, given)
    check_request(request)
    console = Console(stderr=True, highlight=False)
    signal.signal(signal.SIGTERM, _end_on_sigterm)
    debug = bool(ctx.find_root().params.get("debug"))
    manifest = run_flow(request, console, debug)
    print_summary(manifest, Places(Path(request.output)), console)


def read_request(
    inputs: tuple[str, ...], config: str | None, given: dict[str, Any]
) -> CleanRequest:
    """Return what the call and the config file ask for; the call wins.

    Raises
    ------
    click.UsageError
        A setting is unknown or out of its range, INPUT or the output folder are missing.
    """
    settings = read_config(config) if config is not None else {}
    origin = {name: f"{config}: {name}" for name in settings}
    for name, value in given.items():
        if value is not None:
            settings[name] = value
            origin[name] = "--" + name.replace("_", "-")
    languages = settings.get("languages")
    if isinstance(languages, str):
        settings["languages"] = [code.strip() for code in languages.split(",") if code.strip()]
    named = list(inputs) or settings.pop("inputs", [])
    settings.pop("inputs", None)
    output = settings.pop("output", None)
    if not named:
        raise click.UsageError("no INPUT: name files, folders, globs, or - for the standard input")
    if output is None:
        raise click.UsageError("no output folder: name one with -o DIR")
    try:
        return build_request(named, output, settings, origin)
    except ParameterError as error:
        raise click.UsageError(str(error)) from error


def read_config(path: str) -> dict[str, Any]:
    """Return the settings in a TOML file; names are those of the options, with - or _.

    Raises
    ------
    click.UsageError
        The file cannot be read or is no TOML.
    """
    try:
        found = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise click.UsageError(f"--config {path}: {error.strerror}; check the path") from error
    except ValueError as error:
        raise click.UsageError(f"--config {path}: no valid TOML: {error}") from error
    return {name.replace("-", "_"): value for name, value in found.items()}


def check_request(request: CleanRequest) -> None:
    """Check that the inputs match something and the output can be a folder, before any work.

    Raises
    ------
    click.UsageError
        They do not.
    """
    try:
        find_inputs(request.inputs, request.output)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    output = Path(request.output).absolute()
    above = next(path for path in (output, *output.parents) if path.exists())
    if not above.is_dir():
        raise click.UsageError(f"-o {output}: {above} is a file; choose another output folder")
    if not os.access(above, os.W_OK | os.X_OK):
        raise click.UsageError(f"-o {output}: {above} cannot be written; choose another folder")
    try:
        read_overrules(output)
    except OverruleError as error:
        raise click.UsageError(str(error)) from error


def run_flow(request: CleanRequest, console: Console, debug: bool) -> Manifest:
    """Run the flow against a Prefect API and return the manifest of the run.

    Raises
    ------
    Failure
        Nothing was published.
    """
    places = Places(Path(request.output).absolute())
    before = set(places.committed())
    try:
        with ExitStack() as stack:
            early = stack.enter_context(OwnServer()) if is_surely_needed() else None
            if not debug:
                _silence_prefect()
            stack.enter_context(watch_terminal(console))
            # half a second: no wrong call waits for it, and the server starts meanwhile
            run_locally = import_module("flows.local").run_locally
            run_locally(request, early)
    except (KeyboardInterrupt, SystemExit, Exception) as error:
        published = sorted(set(places.committed()) - before)
        standing = _standing(published, places)
        if isinstance(error, KeyboardInterrupt):
            raise Failure(f"stopped by Ctrl-C; {standing}", 130) from error
        if isinstance(error, SystemExit):
            raise Failure(f"stopped by SIGTERM; {standing}", STOPPED) from error
        if not published:
            told = _name_place(error, places.output) if isinstance(error, OSError) else error
            raise failure_of(told, isinstance(error, TOLD), debug, f"\n{standing}") from error
        line = f"Run {published[-1]} is published, but Prefect failed after that: {error}"
        console.print(line, style="yellow", markup=False)
    return read_manifest(places.manifest(max(set(places.committed()) - before)))


def _name_place(error: OSError, output: Path) -> OSError:
    """Return an error that says where it happened: of a full disk, the system does not tell."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        where = error.filename or output
        return OSError(
            f"{where}: {os.strerror(error.errno)}; make room there or choose another -o DIR"
        )
    return error


def _standing(published: Sequence[str], places: Places) -> str:
    """Return what a run that was stopped leaves behind, in words."""
    if published:
        return f"run {published[-1]} was published before that"
    if places.journal.exists():
        return f"It was being published: the next run into {places.output} begins with the rest."
    return "Nothing was published; the same command goes on from the shards that are finished."


def _silence_prefect() -> None:
    """Keep the terminal for our own words, where the user has not said otherwise.

    The log goes to the API all the same; `--debug` leaves it on the terminal, too.
    """
    os.environ.setdefault(
        "DO_NOT_TRACK", "1"
    )  # else an import on a terminal tells Prefect's makers
    if "PREFECT_LOGGING_LEVEL" not in os.environ:
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")


def _end_on_sigterm(_number: int, _frame: FrameType | None) -> NoReturn:
    """Leave the orderly way, so that workers, server and lock go, too."""
    sys.exit(STOPPED)

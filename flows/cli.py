"""The command ``copydesk``: what each subcommand is, loaded when it is called.

Prefect takes half a second to import, so only ``clean`` may do it, and as late as it can.
"""

from importlib import import_module
from typing import Any, Final

import click

from cleaners.version import VERSION
from flows.failures import Failure, failure_of

#: subcommand: (module, line of help); each module holds a click command named ``command``
COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "clean": ("flows.clean", "Clean documents into a corpus."),
    "explain": ("flows.explain", "Show what one document became, and why."),
    "memory": ("flows.memory", "Show what is known of sites; overrule it."),
    "report": ("flows.report", "Print where the HTML report of a run is."),
    "runs": ("flows.runs", "List the runs of a corpus."),
    "verify": ("flows.verify", "Check the accounts and files of a corpus."),
}


class Commands(click.Group):
    """A group whose commands are imported when they are called; errors become exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the subcommands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one subcommand."""
        if cmd_name not in COMMANDS:
            return None
        found = import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand and turn whatever it raises into a message and an exit code."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt as error:
            raise Failure("stopped by Ctrl-C", 130) from error
        except Exception as error:
            # a subcommand that can raise one has loaded it; for --help it would be slow
            told = (OSError, import_module("cleaners.write").OutputError)
            raise failure_of(error, isinstance(error, told), ctx.params["debug"]) from error


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="copydesk")
@click.option(
    "--debug", is_flag=True, envvar="COPYDESK_DEBUG", help="Show tracebacks and all logs."
)
def main(debug: bool) -> None:
    """Make a clean corpus of scraped documents: normalized articles in Parquet, every removal
    explained, every duplicate named, every reject kept."""


if __name__ == "__main__":
    main()

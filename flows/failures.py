"""Errors of the command line that are told in words."""

import traceback

import click


class Failure(click.ClickException):
    """An error to be told in words: what, where, what to do; no traceback."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # click reads it from the instance


def failure_of(error: Exception, told: bool, debug: bool, standing: str = "") -> Failure:
    """Return the failure that tells of ``error``.

    Parameters
    ----------
    told
        Its message says what, where and what to do. If not, it is a fault of ours.
    debug
        Print its traceback first.
    standing
        How things stand after it.
    """
    if debug:
        traceback.print_exception(error)
    if told:
        return Failure(f"{error}{standing}")
    return Failure(
        f"{type(error).__name__}: {error}\n"
        f"This should not happen: `copydesk --debug ...` shows where it did; please report it."
        f"{standing}"
    )

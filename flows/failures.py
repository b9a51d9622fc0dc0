"""Errors of the command line that are told in words."""

import click


class Failure(click.ClickException):
    """An error to be told in words: what, where, what to do; no traceback."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # click reads it from the instance

"""The version of Copydesk: `pyproject.toml` reads it, every row of the output carries it."""

from typing import Final

VERSION: Final = "0.1.0"

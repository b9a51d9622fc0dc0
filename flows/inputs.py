"""Find the input of a run."""

import os
from collections.abc import Sequence
from pathlib import Path

from cleaners.plan import InputError, InputFile, find_files


def find_inputs(inputs: Sequence[str], output: str) -> list[InputFile]:
    """Find the files to read; what earlier runs wrote below ``output`` is none of them.

    Raises
    ------
    InputError
        An input matches nothing, or nothing but the output of earlier runs.
    """
    return exclude_output(find_files(inputs), output)


def exclude_output(files: Sequence[InputFile], output: str) -> list[InputFile]:
    """Leave out what earlier runs wrote, where the output folder lies inside an input folder.

    Raises
    ------
    InputError
        Nothing else is there.
    """
    root = Path(os.path.abspath(output))  # noqa: PTH100  files are named without "..", too
    own = [
        root / name for name in ("articles", "removals", "duplicates", "rejects", "state", "runs")
    ]
    kept = [f for f in files if not any(Path(f.path).is_relative_to(folder) for folder in own)]
    if files and not kept:
        raise InputError(
            f"{root}: all input files lie in what earlier runs wrote there; name the raw documents"
        )
    return kept

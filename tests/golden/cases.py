"""Find the reviewed documents: the samples of ``seeds/`` and the folders beside this file."""

import json
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parents[2]
SEEDS: Final = ROOT / "seeds"


class Case(NamedTuple):
    """One document and the file that says what must come of it."""

    name: str
    document: Path
    expectation: Path


def seed_cases() -> list[Case]:
    """Return the samples, in the order of their numbers."""
    files = sorted(path for path in SEEDS.glob("[0-9]*") if path.is_file())
    return [Case(path.stem, path, SEEDS / "expected" / f"{path.stem}.json") for path in files]


def golden_cases() -> list[Case]:
    """Return the cases of ``tests/golden/<kind>-<slug>/``."""
    files = sorted(Path(__file__).parent.glob("*/input.*"))
    return [Case(path.parent.name, path, path.with_name("expected.json")) for path in files]


def known_misses() -> dict[str, str]:
    """Return what the tool does not do yet: the name of a case and why it fails.

    Who mends one takes its line out of ``misses.json``: a case named there must fail.
    """
    misses: dict[str, str] = json.loads(
        Path(__file__).with_name("misses.json").read_text(encoding="utf-8")
    )
    return misses

"""Hold what was reached: python -m benchmarks.floors [--raise]

Compares benchmarks/results/*.json with benchmarks/floors.json and prints each figure that fell
below its floor. Floors only rise: --raise lifts them to what was measured, and takes in guarded
figures that have none yet. A quality is the same on each machine, so its floor is the figure
itself; of a speed, of which only ratios are guarded, a part is left for noise. Nothing is measured
here.
"""

import json
import math
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from benchmarks.command import OURS
from benchmarks.evaluation import ROOT

FLOORS: Final = ROOT / "benchmarks" / "floors.json"
RESULTS: Final = ROOT / "benchmarks" / "results"
SPEED_SHARE: Final = 0.85  #: of a measured ratio that becomes its floor

#: the figures that are guarded: file and path of the figure
GUARDED: Final = re.compile(
    rf"quality/html/sets/{OURS}/\w+/"
    r"(text/f1|segments/f1|date/(accuracy|precision)|authors/f1|title/same|language/accuracy)"
    rf"|quality/text/styles/\w+/{OURS}/\w+/(text|segments)/f1"
    rf"|quality/text/styles/\w+/{OURS}/(fundus|traf)/(date|authors)/precision"
    r"|quality/rewrites/(precision|recall)"
    r"|sites/[\w ]+/\d+/(precision|found|titles)"
    r"|speed/html/ratio/cpu"
)


def figures(value: Any, path: str = "") -> Iterator[tuple[str, float]]:
    """Yield the path and value of each figure in a result.

    >>> list(figures({"html": {"f1": 0.95, "by": {"n": 3}}, "version": "1"}))
    [('html/f1', 0.95), ('html/by/n', 3)]
    """
    if isinstance(value, Mapping):
        for name, it in value.items():
            yield from figures(it, f"{path}/{name}" if path else name)
    elif isinstance(value, int | float):
        yield path, value


def guarded(results: Mapping[str, Any]) -> dict[str, float]:
    """Return the figures that floors are for."""
    return {path: it for path, it in figures(results) if GUARDED.fullmatch(path)}


def faults(floors: Mapping[str, float], measured: Mapping[str, float]) -> Iterator[str]:
    """Yield each figure that is below its floor or gone.

    >>> list(faults({"a": 0.9, "b": 0.5, "c": 1}, {"a": 0.89, "b": 0.6}))
    ['a: 0.89, must be 0.9 or more', 'c: not measured any more']
    """
    for path, floor in floors.items():
        if path not in measured:
            yield f"{path}: not measured any more"
        elif measured[path] < floor:
            yield f"{path}: {measured[path]:g}, must be {floor:g} or more"


def raised(floors: Mapping[str, float], measured: Mapping[str, float]) -> dict[str, float]:
    """Return the floors lifted to what was measured; none is lowered.

    >>> raised({"a": 0.9, "b": 0.5}, {"a": 0.8, "b": 0.61239, "speed/c": 5.0})
    {'a': 0.9, 'b': 0.612, 'speed/c': 4.25}
    """
    found = dict(floors)
    for path, value in measured.items():
        kept = value * SPEED_SHARE if path.startswith("speed/") else value
        found[path] = max(found.get(path, -math.inf), math.floor(kept * 1000) / 1000)
    return dict(sorted(found.items()))


def read_results(folder: Path = RESULTS) -> dict[str, Any]:
    """Return what was measured last, by the name of its file."""
    return {
        path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))
    }


def read_floors(path: Path = FLOORS) -> dict[str, float]:
    """Return the floors by the path of their figure."""
    found: dict[str, float] = json.loads(path.read_text("utf-8"))
    return found


def main(arguments: list[str]) -> int:
    """Compare or raise; return 1 when a figure fell, 2 when the call is wrong."""
    if arguments not in ([], ["--raise"]):
        print(__doc__, file=sys.stderr)
        return 2
    floors, measured = read_floors(), guarded(read_results())
    found = list(faults(floors, measured))
    print("\n".join(found) if found else f"floors: {len(floors)} figures, none below")
    if arguments:
        new = raised(floors, measured)
        FLOORS.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
        print(f"{sum(floors.get(path) != it for path, it in new.items())} floors raised")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

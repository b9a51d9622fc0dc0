"""Check that the table of what the rules need says what working it out says.

    python -m tests.checks.needs [--write]

A rule that it lacks, or has as it read before, costs time at every start and does no harm. One that
it has wrong would never match. Faults are printed, one a line; ``--write`` writes it anew.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from cleaners.needs import TABLE, Needs, read_table, work_out
from cleaners.rules import Rule, scanner

PATH: Final = Path(__file__).parents[2] / "cleaners" / TABLE
WRITE: Final = "python -m tests.checks.needs --write"


def expected(rules: Mapping[str, Rule]) -> dict[str, Needs]:
    """Return the table as it should be, of the rules that are searched, by their ids."""
    return {
        name: work_out(rule.expression())
        for name, rule in sorted(rules.items())
        if not rule.is_of_lines
    }


def faults(table: Mapping[str, Needs], wanted: Mapping[str, Needs]) -> Iterator[str]:
    """Yield what is wrong with a table."""
    for name in sorted(table.keys() | wanted.keys()):
        if name not in table:
            yield f"{name} is missing in {TABLE}: {WRITE}"
        elif name not in wanted:
            yield f"no rule {name} is searched, but {TABLE} has it: {WRITE}"
        elif table[name] != wanted[name]:
            yield f"{name} needs something else than {TABLE} says: {WRITE}"


def written(table: Mapping[str, Needs]) -> bytes:
    """Return a table as JSON, a rule a line."""
    lines = (msgspec.json.encode({name: needs})[1:-1] for name, needs in table.items())
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def main(arguments: list[str]) -> int:
    """Check, or write; return the exit code."""
    if arguments not in ([], ["--write"]):
        print(__doc__, file=sys.stderr)
        return 2
    if arguments and not PATH.exists():
        PATH.write_bytes(b"{}")
    wanted = expected(scanner().plain)
    if arguments:
        PATH.write_bytes(written(wanted))
        return 0
    found = list(faults(read_table(), wanted))
    print("\n".join(found) if found else f"{TABLE}: {len(wanted)} rules")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

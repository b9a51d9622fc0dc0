"""Check that no module imports itself by way of others, in whichever package they stand.

    python -m tests.checks.circles

import-linter sees circles between packages; this sees those of single modules, too, such as a
module that imports from the ``__init__`` that imports it.
"""

import sys
from collections.abc import Collection, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Final

import grimp

PACKAGES: Final = ("cleaners", "flows")


def find_circle(imports: Mapping[str, Collection[str]]) -> list[str]:
    """Return a circle as the modules on it, each imported by the next, or an empty list.

    >>> find_circle({"a": ["b"], "b": ["c"], "c": []})
    []
    >>> find_circle({"a": ["b"], "b": ["a"]})
    ['a', 'b', 'a']
    """
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return [str(module) for module in error.args[1]]
    return []


def main() -> int:
    """Print the first circle found; return 1 when there is one."""
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    modules = sorted(graph.modules)
    circle = find_circle(
        {it: sorted(graph.find_modules_directly_imported_by(it)) for it in modules}
    )
    print(f"circle: {' <- '.join(circle)}" if circle else f"circles: {len(modules)} modules, none")
    return 1 if circle else 0


if __name__ == "__main__":
    sys.exit(main())

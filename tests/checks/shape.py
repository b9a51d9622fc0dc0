"""Check the shape of the code: length of modules and functions, imports, names of files.

    python -m tests.checks.shape [FOLDER...]

A module holds at most 300 lines, its tables apart; a function at most 60; imports stand at the
top; no file has a name that fits any other (`utils`). Faults are printed, one a line.
"""

import ast
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

FOLDERS: Final = ("cleaners", "flows", "tests", "benchmarks")
MAX_MODULE_LINES: Final = 300
MAX_FUNCTION_LINES: Final = 60
MIN_TABLE_LINES: Final = 10  #: a shorter assignment is code like any other
EMPTY_NAMES: Final = frozenset(
    {"common", "handler", "helper", "helpers", "manager", "misc", "util", "utils"}
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def faults(path: Path) -> Iterator[str]:
    """Yield each fault of one module as ``path:line: what is wrong``."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source, str(path))
    for word in sorted(EMPTY_NAMES & set(path.stem.lower().split("_"))):
        yield f"{path}:1: '{word}' says nothing: name the file for what it does"
    lines = len(source.splitlines()) - sum(table_lines(node) for node in tree.body)
    if lines > MAX_MODULE_LINES:
        yield f"{path}:1: {lines} lines without its tables, at most {MAX_MODULE_LINES}"
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield from function_faults(path, node)


def function_faults(path: Path, node: Function) -> Iterator[str]:
    """Yield the faults of one function; its docstring counts, its decorators do not."""
    lines = span(node)
    if lines > MAX_FUNCTION_LINES:
        yield f"{path}:{node.lineno}: {node.name} has {lines} lines, at most {MAX_FUNCTION_LINES}"
    for inner in own_nodes(node):
        if isinstance(inner, ast.Import | ast.ImportFrom):
            yield f"{path}:{inner.lineno}: import inside {node.name}: move it to the top"


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """Yield what stands inside a function, but not inside a function within it."""
    waiting = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, Function):
            waiting.extend(ast.iter_child_nodes(node))


def table_lines(node: ast.stmt) -> int:
    """Return the lines of a long assignment at module level that states data, else 0."""
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return 0
    states_data = not any(isinstance(inner, ast.Lambda) for inner in ast.walk(node.value))
    return span(node) if states_data and span(node) >= MIN_TABLE_LINES else 0


def span(node: ast.stmt) -> int:
    """Return how many lines a statement takes."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def main(folders: Sequence[str]) -> int:
    """Print the faults of all modules below the folders; return 1 when there are any."""
    paths = sorted(path for folder in folders for path in Path(folder).rglob("*.py"))
    found = [fault for path in paths for fault in faults(path)]
    print("\n".join(found) if found else f"shape: {len(paths)} modules, no fault")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or FOLDERS))

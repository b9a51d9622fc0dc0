"""Check that pyproject.toml declares what the code imports, and nothing else.

    python -m tests.checks.dependencies

What only comes along with another package is gone the day that package drops it.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Final

PACKAGES: Final = ("cleaners", "flows")
#: declared for their bounds; Prefect is who imports them
BOUNDED_ONLY: Final = frozenset({"fastapi", "sqlalchemy"})


def imported_packages(source: str) -> set[str]:
    """Return the top-level packages that a module imports.

    >>> sorted(imported_packages("import os.path\\nfrom bs4.dammit import x\\nfrom . import y"))
    ['bs4', 'os']
    """
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def normalized(name: str) -> str:
    """Return the name of a distribution as registries compare it.

    >>> normalized("Markdown_It.py")
    'markdown-it-py'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements: Iterable[str]) -> set[str]:
    """Return the names of requirements, versions and extras off."""
    return {normalized(re.split(r"[^\w.-]", line, maxsplit=1)[0]) for line in requirements}


def faults(
    imports: Collection[str], names: Collection[str], owners: Mapping[str, Collection[str]]
) -> Iterator[str]:
    """Yield what is imported and not declared, or declared and not imported.

    ``owners`` leads from an imported package to the distributions that hold it.
    """
    foreign = set(imports) - set(sys.stdlib_module_names) - set(PACKAGES)
    used: set[str] = set()
    for package in sorted(foreign):
        holders = {normalized(it) for it in owners.get(package, ())}
        used |= holders
        if not holders & set(names):
            yield f"{package} ({', '.join(sorted(holders)) or 'not installed'}) is not declared"
    yield from (f"{it} is declared and never imported" for it in sorted(set(names) - used))


def main() -> int:
    """Print the faults; return 1 when there are any."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = declared(project["dependencies"]) - BOUNDED_ONLY
    paths = [path for package in PACKAGES for path in Path(package).rglob("*.py")]
    imports = {name for path in paths for name in imported_packages(path.read_text("utf-8"))}
    found = [f"pyproject.toml: {it}" for it in faults(imports, names, packages_distributions())]
    print("\n".join(found) if found else f"dependencies: {len(names)} declared, all imported")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

"""Check that the documentation says what the code does.

    python -m tests.checks.docs [--write]

Column tables between ``<!-- output-table NAME -->`` and ``<!-- /output-table -->`` (no NAME:
articles) equal what `cleaners.write.schema` renders; ``--write`` renders them anew. README names
each command, and no other. docs/architecture.md names each module, and no other. Links between
files lead somewhere; each ``make`` target that is named exists. Faults are printed, one a line.
"""

import ast
import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from cleaners.write.schema import TABLES, render_columns
from flows import cli

ROOT: Final = Path(__file__).parents[2]
PACKAGES: Final = ("cleaners", "flows")
_TABLE: Final = re.compile(r"(<!-- output-table ?(\w*) -->\n)(.*?)(<!-- /output-table -->)", re.S)
_CODE: Final = re.compile(r"^```.*?^```|`[^`\n]+`", re.S | re.M)
_COMMAND: Final = re.compile(r"(?:^|[\s`/$])copydesk ([a-z][a-z-]*)\b")
_TARGET: Final = re.compile(r"(?:^|[\s`])make ([a-z][a-z-]*)\b")
_RULE: Final = re.compile(r"^([a-z][a-z-]*):(?!=)", re.M)
_MODULE: Final = re.compile(r"(?<![\w./-])(?:\w+/)*\w+\.py\b|\b(?:cleaners|flows)(?:\.\w+)+")
_PACKAGE: Final = re.compile(r"(?<![\w./-])(?:\w+/)+(?!\w)")
_LINK: Final = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def expected_tables() -> dict[str, str]:
    """Return the Markdown of each output table, under its name."""
    return {name: render_columns(name) for name in TABLES}


def with_tables(text: str, tables: Mapping[str, str]) -> str:
    """Return ``text`` with its column tables as they should be; unknown names stay."""

    def render(found: re.Match[str]) -> str:
        before, name, old, after = found.groups()
        table = tables.get(name or "articles")
        return before + (old if table is None else f"\n{table.strip()}\n\n") + after

    return _TABLE.sub(render, text)


def table_faults(text: str, tables: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with the column tables of one document."""
    for found in _TABLE.finditer(text):
        name = found[2] or "articles"
        if name not in tables:
            yield f"no output table is called {name!r}"
        elif found[3].strip() != tables[name].strip():
            yield f"the columns of {name} differ: python -m tests.checks.docs --write"


def code_of(text: str) -> str:
    """Return the code of a Markdown document: fenced blocks and spans, one after the other."""
    return "\n".join(_CODE.findall(text))


def command_faults(readme: str, commands: Collection[str]) -> Iterator[str]:
    """Yield each command that README leaves out or makes up."""
    named = set(_COMMAND.findall(code_of(readme)))
    yield from (f"no word of `copydesk {name}`" for name in sorted(set(commands) - named))
    yield from (f"there is no `copydesk {name}`" for name in sorted(named - set(commands)))


def target_faults(text: str, makefile: str) -> Iterator[str]:
    """Yield each ``make`` target that a document names and the Makefile lacks."""
    named = set(_TARGET.findall(code_of(text)))
    yield from (
        f"there is no `make {name}`" for name in sorted(named - set(_RULE.findall(makefile)))
    )


def link_faults(text: str, folder: Path) -> Iterator[str]:
    """Yield each link to a file that is not there, seen from the folder of the document."""
    for target in sorted({link for link in _LINK.findall(text) if ":" not in link}):
        if not (folder / target).exists():
            yield f"the link to {target} leads nowhere"


def module_faults(text: str, modules: Collection[str]) -> Iterator[str]:
    """Yield each module that ``text`` leaves out or makes up.

    A module is named by its path, ``cleaners/read/plain.py``, or by an end of it that no other
    module shares, ``read/plain.py``; a package by its folder, ``cleaners/read/`` or ``read/``.
    """
    named: set[str] = set()
    for word in sorted(set(_MODULE.findall(text)) | set(_PACKAGE.findall(text))):
        found = resolve(word, modules)
        if len(found) == 1:
            named |= found
        elif not found and (word.endswith(".py") or re.split(r"[./]", word)[0] in PACKAGES):
            yield f"there is no {word}"
    yield from (f"no word of {module}" for module in sorted(set(modules) - named))


def resolve(word: str, modules: Collection[str]) -> set[str]:
    """Return the modules that a word may mean.

    >>> sorted(resolve("plain.py", ["cleaners/read/plain.py", "cleaners/read/__init__.py"]))
    ['cleaners/read/plain.py']
    >>> sorted(resolve("cleaners.read", ["cleaners/read/plain.py", "cleaners/read/__init__.py"]))
    ['cleaners/read/__init__.py']
    """
    if word.endswith("/"):
        ends = [word + "__init__.py"]
    elif word.endswith(".py"):
        ends = [word]
    else:  # dotted: a module or a name in one, so its last part may be left off
        path, shorter = word.replace(".", "/"), word.rpartition(".")[0].replace(".", "/")
        ends = [f"{p}{end}" for p in (path, shorter) for end in (".py", "/__init__.py")]
    for end in ends:
        found = {module for module in modules if f"/{module}".endswith(f"/{end}")}
        if found:
            return found
    return set()


def modules_of(root: Path) -> list[str]:
    """Return the paths of all modules of the packages that hold more than a docstring."""
    paths = sorted(path for package in PACKAGES for path in (root / package).rglob("*.py"))
    return [str(path.relative_to(root)) for path in paths if _has_code(path)]


def _has_code(path: Path) -> bool:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return any(
        not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)) for node in body
    )


def commands_of(group: click.Group) -> list[str]:
    """Return the names of the commands of a group; none is imported."""
    return group.list_commands(click.Context(group))


def documents(root: Path) -> list[Path]:
    """Return the Markdown files that the checks read: those at the top and in docs/."""
    return sorted([*root.glob("*.md"), *root.glob("docs/**/*.md"), *root.glob("data/*.md")])


def faults(root: Path) -> Iterator[str]:
    """Yield each fault of the documentation as ``path: what is wrong``."""
    tables = expected_tables()
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    for path in documents(root):
        text, name = path.read_text(encoding="utf-8"), path.relative_to(root)
        found = [*table_faults(text, tables), *target_faults(text, makefile)]
        found += link_faults(text, path.parent)
        yield from (f"{name}: {fault}" for fault in found)
    readme, architecture = root / "README.md", root / "docs" / "architecture.md"
    for missing in (path for path in (readme, architecture) if not path.is_file()):
        yield f"{missing.relative_to(root)}: missing"
    if readme.is_file():
        text = readme.read_text(encoding="utf-8")
        yield from (f"README.md: {fault}" for fault in command_faults(text, commands_of(cli.main)))
        if not any(table[2] in ("", "articles") for table in _TABLE.finditer(text)):
            yield "README.md: no <!-- output-table --> ... <!-- /output-table -->"
    if architecture.is_file():
        text = architecture.read_text(encoding="utf-8")
        yield from (f"docs/architecture.md: {it}" for it in module_faults(text, modules_of(root)))


def write_tables(root: Path) -> None:
    """Render the column tables of all documents anew."""
    for path in documents(root):
        old = path.read_text(encoding="utf-8")
        new = with_tables(old, expected_tables())
        if new != old:
            path.write_text(new, encoding="utf-8")
            print(f"{path.relative_to(root)}: tables renewed")


def main(arguments: Sequence[str]) -> int:
    """Print the faults of the documentation; return 1 when there are any."""
    if "--write" in arguments:
        write_tables(ROOT)
    found = list(faults(ROOT))
    print("\n".join(found) if found else f"docs: {len(documents(ROOT))} documents, no fault")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

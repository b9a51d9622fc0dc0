"""The docs check finds each fault that it is there for, and spares what is right."""

from pathlib import Path

import click
import pytest

from tests.checks import docs

TABLES = {"articles": "| column |\n|---|\n| id |\n", "rejects": "| column |\n|---|\n| stage |\n"}
MODULES = [
    "cleaners/document.py",
    "cleaners/read/__init__.py",
    "cleaners/read/plain.py",
    "flows/cli.py",
]
ALL_NAMED = "`cleaners/document.py`, cleaners/read/ with plain.py, `flows.cli.main`"


def test_tables_differ_until_they_are_written_and_the_rest_stays() -> None:
    text = (
        "# Title\n<!-- output-table -->\nold\n<!-- /output-table -->\nmiddle\n"
        "<!-- output-table rejects -->\n<!-- /output-table -->\nend\n"
    )
    assert len(list(docs.table_faults(text, TABLES))) == 2
    new = docs.with_tables(text, TABLES)
    assert list(docs.table_faults(new, TABLES)) == []
    assert docs.with_tables(new, TABLES) == new
    assert new.startswith("# Title\n") and "\nmiddle\n" in new and new.endswith("\nend\n")
    assert "| id |" in new and "| stage |" in new and "old" not in new


def test_a_table_of_an_unknown_name_is_a_fault() -> None:
    text = "<!-- output-table storys -->\nx\n<!-- /output-table -->"
    assert list(docs.table_faults(text, TABLES)) == ["no output table is called 'storys'"]


def test_commands_left_out_and_made_up() -> None:
    readme = "Run copydesk polish.\n```\n$ copydesk clean in -o out\n```\nor `copydesk expand X`."
    assert list(docs.command_faults(readme, {"clean", "explain"})) == [
        "no word of `copydesk explain`",
        "there is no `copydesk expand`",
    ]


def test_commands_of_a_group() -> None:
    group = click.Group("copydesk")
    group.add_command(click.Command("clean"))
    group.add_command(click.Group("rules"))
    assert docs.commands_of(group) == ["clean", "rules"]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (ALL_NAMED, []),
        (ALL_NAMED.replace("plain.py", "plane.py"), ["there is no plane.py", "no word of"]),
        (ALL_NAMED + " cleaners/rede/x.py", ["there is no cleaners/rede/x.py"]),
        (ALL_NAMED + " and `cleaners.rede.x`", ["there is no cleaners.rede.x"]),
        (ALL_NAMED.replace("cleaners/read/ with", ""), ["no word of cleaners/read/__init__.py"]),
        ("and/or, e.g. 1/2 or tests/x", ["no word of"] * 4),
    ],
)
def test_modules(text: str, faults: list[str]) -> None:
    found = list(docs.module_faults(text, MODULES))
    assert len(found) == len(faults)
    assert [got for got, want in zip(found, faults, strict=True) if not got.startswith(want)] == []


def test_targets_and_links(tmp_path: Path) -> None:
    makefile = "X := 1\nrun: x\n\tdo\ntest:\n"
    assert list(docs.target_faults("`make run`, `make all ` and make sense", makefile)) == [
        "there is no `make all`"
    ]
    text = "[a](docs/a.md#part) [b](docs/b.md) [c](mailto:x) [d](#here)"
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").touch()
    assert list(docs.link_faults(text, tmp_path)) == ["the link to docs/b.md leads nowhere"]

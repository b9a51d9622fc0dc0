"""The shape check finds each fault that it is there for, and spares what is allowed."""

from pathlib import Path

import pytest

from tests.checks import shape

LONG_BODY = "\n".join(f"    x{i} = {i}" for i in range(shape.MAX_FUNCTION_LINES))
LONG_TABLE = "T = (\n" + "    1,\n" * 400 + ")\n"


def found(folder: Path, source: str, name: str = "dates.py") -> list[str]:
    path = folder / name
    path.write_text(source, encoding="utf-8")
    return [fault.removeprefix(f"{path}:") for fault in shape.faults(path)]


@pytest.mark.parametrize(
    ("source", "name", "fault"),
    [
        ("x = 1\n" * 301, "dates.py", "1: 301 lines without its tables"),
        (f"def f():\n{LONG_BODY}\n", "dates.py", "1: f has 61 lines"),
        (f"class C:\n  async def f(self):\n{LONG_BODY}\n", "dates.py", "2: f has 61 lines"),
        ("def f():\n    if True:\n        import os\n", "dates.py", "3: import inside f"),
        ("def f():\n  def g():\n    from os import path\n", "dates.py", "3: import inside g"),
        ("", "date_utils.py", "1: 'utils' says nothing"),
        ("", "helpers.py", "1: 'helpers' says nothing"),
    ],
)
def test_finds(tmp_path: Path, source: str, name: str, fault: str) -> None:
    faults = found(tmp_path, source, name)
    assert len(faults) == 1
    assert faults[0].startswith(fault)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("x = 1\n" * 300, "dates.py"),
        (LONG_TABLE, "dates.py"),
        ("import os\n", "commonly_used_by_nobody.py"),
        ("@property\n" * 5 + "def f():\n" + LONG_BODY[: LONG_BODY.rindex("\n")], "dates.py"),
        ("if True:\n    import os\n", "dates.py"),
    ],
)
def test_spares(tmp_path: Path, source: str, name: str) -> None:
    assert found(tmp_path, source, name) == []


def test_main_fails_on_a_fault_and_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "utils.py").touch()
    assert shape.main([str(tmp_path)]) == 1
    assert "utils.py:1:" in capsys.readouterr().out
    (tmp_path / "utils.py").unlink()
    assert shape.main([str(tmp_path)]) == 0

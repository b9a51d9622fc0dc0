"""`copydesk memory`: what is known of sites, why a line goes or stays, and what people overrule."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cleaners.lines import line_key
from cleaners.overrules import FILE
from cleaners.site_state import open_state
from flows.cli import main
from tests.flows.test_execution import ROOT
from tests.nights import FOOT, night, record, rows

RARE = "Ebb at nine, flood at three"
LONG = "The tide tables of this paper are drawn up by hand " * 6


def memory(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["memory", *map(str, arguments)])


def shown(output: Path, site: str = "bay.example") -> dict[str, dict[str, Any]]:
    result = memory(output, site, "--json")
    assert result.exit_code == 0, result.output
    return {line["text"]: line for line in json.loads(result.output)["lines"]}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Return a corpus of three documents of one site, and one of another."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    first = [record(i, LONG) for i in range(3)]
    night(folder, "first", [*first, record(3, RARE, site="mill.example")])
    return folder


def test_sites_are_listed_with_their_figures(output: Path) -> None:
    told = memory(output).output.splitlines()
    assert [line.split() for line in told] == [
        ["site", "documents", "lines", "repeated"],
        ["bay.example", "3", "17", "2"],
        ["mill.example", "1", "7", "0"],
    ]
    lines = [json.loads(line) for line in memory(output, "--json").output.splitlines()]
    assert lines[0] == {"site": "bay.example", "documents": 3, "lines": 17, "repeated": 2}


def test_a_line_is_shown_with_documents_verdict_and_words(output: Path) -> None:
    found = shown(output)
    assert found[FOOT] == {
        "key": line_key(FOOT),
        "documents": 3,
        "removed": True,
        "why": "at the edge of 3",
        "text": FOOT,
    }
    (cut,) = (text for text in found if text.startswith("The tide tables"))
    assert cut.endswith("…") and len(cut) <= 160
    told = memory(output, "Bay.example").output
    assert told.startswith(
        "bay.example: 3 documents, 17 lines known, 2 in two documents or more, 2"
    )
    assert f"3  removed  at the edge of 3  {line_key(FOOT)}  {FOOT}" in told
    assert "0 removed" in memory(output, "mill.example").output


def test_removals_say_how_many_documents_and_which_site(output: Path) -> None:
    gone = [row for row in rows(output, "removals") if row["text"].endswith(FOOT)]
    assert len(gone) == 3
    for row in gone:
        assert (row["kind"], row["rule"]) == ("site_template", "memory/line")
        assert row["evidence"] == "in 3 of 3 documents of bay.example"


def test_a_line_that_is_kept_stays_from_the_next_run_on(output: Path) -> None:
    told = memory(output, "bay.example", "--keep", FOOT)
    assert "kept from the next run on" in told.output
    before = (output / FILE).read_bytes()
    assert "nothing changed" in memory(output, "bay.example", "--keep", line_key(FOOT)).output
    assert (output / FILE).read_bytes() == before
    assert shown(output)[FOOT]["removed"] is False
    assert shown(output)[FOOT]["why"] == "memory.toml: keep"
    run = night(output, "second", [record(10), record(11, site="mill.example")])
    texts = {row["domain"]: row["text"] for row in rows(output, "articles", run.run_id)}
    assert FOOT in texts["bay.example"]
    assert FOOT not in texts["mill.example"], "kept on one site, learned on the other"
    assert memory(output, "bay.example", "--undo", FOOT).exit_code == 0
    run = night(output, "third", [record(12)])
    (row,) = rows(output, "articles", run.run_id)
    assert FOOT not in row["text"]


@pytest.mark.parametrize("site", ["mill.example", "*"])
def test_a_line_that_people_want_gone_goes_and_says_why(output: Path, site: str) -> None:
    assert memory(output, site, "--remove", RARE).exit_code == 0
    run = night(output, "second", [record(13, RARE, site="mill.example")])
    (article,) = rows(output, "articles", run.run_id)
    assert RARE not in article["text"]
    (gone,) = (r for r in rows(output, "removals", run.run_id) if r["rule"] == "memory/overrule")
    assert (gone["kind"], gone["text"], gone["score"]) == ("site_template", RARE, 1.0)
    assert gone["evidence"] == "memory.toml removes it; in 2 of 2 documents of mill.example"


def test_a_shortened_line_is_meant_as_a_whole(output: Path) -> None:
    (cut,) = (text for text in shown(output) if text.startswith("The tide tables"))
    assert memory(output, "bay.example", "--keep", cut).exit_code == 0
    assert line_key(LONG) in (output / FILE).read_text()
    run = night(output, "second", [record(14, LONG)])
    (row,) = rows(output, "articles", run.run_id)
    assert LONG.strip() in row["text"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--keep", FOOT], "name the SITE of the line"),
        (["bay.exmaple"], "nothing is known of such a site; did you mean bay.example"),
        (["bay.example", "--remove", "Printed on the quai since 1911"], f"did you mean '{FOOT}'?"),
        (["bay.example", "--keep", "—"], "no words in this line"),
        (["bay.example", "--keep", "Ebb at ten"], "write it into memory.toml"),
    ],
)
def test_a_wrong_call_says_what_to_do(output: Path, arguments: list[str], message: str) -> None:
    result = memory(output, *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.output.replace("\n", " ").split())
    assert not (output / FILE).exists()


def test_a_fault_in_the_file_stops_a_run_before_any_work(output: Path) -> None:
    (output / FILE).write_text('[[keep]]\nsite = "bay.example"\nlien = "x"\n')
    for arguments in (["memory", output], ["clean", output.parent / "first.jsonl", "-o", output]):
        result = CliRunner().invoke(main, [str(it) for it in arguments])
        assert result.exit_code == 2
        assert "[[keep]] number 1" in result.output and "`lien`" in result.output


def test_what_a_run_does_not_touch_is_handed_on_as_it_is(output: Path) -> None:
    before = open_state(output).raw("mill.example")
    night(output, "second", [record(10)])
    state = open_state(output)
    assert state.raw("mill.example") == before
    assert (state["bay.example"].documents, len(state)) == (4, 2)
    assert state.has_title(line_key("Story 3 is about a tram")) and not state.has_title("0" * 16)
    assert len(list((output / "state" / "sites").iterdir())) == 1


def test_a_file_of_another_version_is_named(output: Path) -> None:
    (path,) = (output / "state" / "sites").iterdir()
    path.write_bytes(b"\x81" + path.read_bytes())
    result = memory(output)
    assert result.exit_code == 2
    assert "delete it: the memory begins anew" in " ".join(result.output.split())


def test_prefect_is_not_loaded(output: Path) -> None:
    code = (
        "import sys; from flows.cli import main\n"
        f"main(['memory', {str(output)!r}], standalone_mode=False)\n"
        "assert 'prefect' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr

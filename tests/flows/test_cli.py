"""A wrong call ends with 2 before any work, and says what is wrong and what to do."""

import errno
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from cleaners.document import RawDocument
from cleaners.options import Options
from cleaners.plan import find_files
from cleaners.write import SCHEMAS, Counts, Inputs, Places, commit, open_run
from flows.clean import read_request, run_flow
from flows.cli import COMMANDS, main
from flows.explain import clean_file
from flows.failures import Failure
from flows.parameters import CleanRequest
from tests.flows.test_execution import ROOT

STORY = """The lighthouse at Port Ellery will stay lit

By Maren Tolliver

PORT ELLERY (Gull News) - The harbor board voted on Tuesday to keep the old lighthouse lit for
another ten years, after fishermen said that the new beacon could not be seen in fog.

"We steer by it every night," said Ole Brandt, who has fished these waters for forty years.

The board will pay for a new lens, its chairwoman said after the vote.
"""


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["clean", "STORY"], "no output folder: name one with -o DIR"),
        (["clean", "-o", "OUT"], "no INPUT"),
        (["clean", "STORY", "nowhere.txt", "-o", "OUT"], "nowhere.txt: no such file or folder"),
        (["clean", "no-*.txt", "-o", "OUT"], "no-*.txt: no such file"),
        (["clean", "STORY", "-o", "OUT", "--dedup", "fuzzy"], "--dedup: input should be 'none'"),
        (["clean", "STORY", "-o", "OUT", "--workers", "0"], "--workers: "),
        (["clean", "STORY", "-o", "OUT", "--workers", "many"], "'many' is not a valid integer"),
        (["clean", "STORY", "-o", "OUT", "--languages", "en,german"], "'german' is no ISO 639-1"),
        (["clean", "STORY", "-o", "OUT", "--rules", "nowhere"], "no rule packs (*.toml)"),
        (["clean", "STORY", "-o", "OUT", "--config", "nowhere.toml"], "--config nowhere.toml"),
        (["clean", "STORY", "-o", "STORY"], "is a file; choose another output folder"),
        (["clean", "", "-o", "OUT"], "'': an empty name"),
        (["clean", "STORY", "-o", " "], "--output: an empty name"),
        (["clean", "s3://raw/news", "-o", "OUT"], "s3://raw/news: an address; this version reads"),
        (["clean", "STORY", "-o", "s3://raw/out"], "--output: an address; this version writes"),
        (["clean", "STORY", "-o", "OUT", "--fast"], "No such option"),
        (["tidy", "STORY"], "No such command 'tidy'"),
        (["explain", "nowhere.txt"], "nowhere.txt: No such file or directory"),
        (["explain", "FOLDER"], "a folder; name a file"),
        (["explain", "FOLDER", "0" * 32], "no corpus"),
        (["runs", "nowhere"], "no such folder"),
        (["report", "FOLDER"], "no corpus"),
        (["verify", "FOLDER"], "no corpus"),
        (["memory", "FOLDER"], "no corpus"),
    ],
)
def test_a_wrong_call_ends_with_2(
    arguments: list[str], message: str, story: Path, tmp_path: Path
) -> None:
    places = {"STORY": story, "OUT": tmp_path / "out", "FOLDER": tmp_path}
    result = call(*(places.get(a, a) for a in arguments))
    assert result.exit_code == 2, result.output
    assert message in " ".join(result.output.split())
    assert "Traceback" not in result.output
    assert not (tmp_path / "out").exists(), "no work was begun"


def test_help_names_every_command_and_is_quick() -> None:
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", "--help"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert time.monotonic() - started < 0.5
    assert [name for name in COMMANDS if f"  {name} " not in done.stdout] == []
    for name in COMMANDS:
        assert call(name, "--help").exit_code == 0


def test_only_clean_loads_prefect(story: Path) -> None:
    code = (
        "import sys; from flows.cli import main\n"
        f"main(['explain', {str(story)!r}], standalone_mode=False)\n"
        "assert 'prefect' not in sys.modules\n"
        f"main(['clean', {str(story)!r}, '-o', {str(story)!r}])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    assert "choose another output folder" in done.stderr


def test_the_call_wins_over_the_config_file(tmp_path: Path) -> None:
    config = tmp_path / "copydesk.toml"
    config.write_text(
        'inputs = ["a"]\noutput = "b"\nlanguages = ["de"]\nmax-document-bytes = 9\nworkers = 2\n'
    )
    request = read_request((), str(config), {"languages": "en, fr", "workers": None})
    assert (request.inputs, request.output, request.engine.workers) == (["a"], "b", 2)
    assert request.options.to_options() == Options(languages=("en", "fr"), max_document_bytes=9)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("dedup = 3", "copydesk.toml: dedup: input should be"),
        ("speed = 3", "copydesk.toml: speed: there is no such setting"),
        ('[options]\ndedup = "near"', "copydesk.toml: options: there is no such setting"),
        ("dedup = ", "no valid TOML"),
    ],
)
def test_a_wrong_config_file_is_named(text: str, message: str, story: Path, tmp_path: Path) -> None:
    config = tmp_path / "copydesk.toml"
    config.write_text(text)
    result = call("clean", story, "-o", tmp_path / "out", "--config", config)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())


def test_explain_shows_the_document_in_its_order(story: Path) -> None:
    result = call("explain", story)
    assert result.exit_code == 0, result.output
    shown = " ".join(result.output.split())
    places = [shown.index(words) for words in ("The harbor board voted", "We steer by it", "lens")]
    assert places == sorted(places)
    assert str(story) in "".join(result.output.split("\n"))


def test_explain_gives_the_row_of_the_contract_as_json(story: Path, tmp_path: Path) -> None:
    row = json.loads(call("explain", story, "--json").output)
    assert list(row) == [*SCHEMAS["articles"].names, "removals"]
    assert row["source_uri"] == str(story)
    assert row["run_id"] is None
    assert "The board will pay for a new lens" in row["text"]
    empty = tmp_path / "empty.txt"
    empty.touch()
    reject = json.loads(call("explain", empty, "--json").output)
    assert list(reject) == SCHEMAS["rejects"].names
    assert reject["reason"] == "empty"
    assert "rejected: empty" in call("explain", empty).output


def test_explain_takes_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(STORY)
    (found,) = find_files([str(path)])
    row = json.loads(call("explain", path, "--json").output)
    assert row["source_uri"] == found.uri


def test_explain_reads_no_more_than_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(path: str, uri: str | None) -> Iterator[RawDocument]:
        for number in range(99):
            assert number < 3, "read ahead of what was shown"
            yield RawDocument(f"{number:032x}", path, STORY.encode(), text=STORY)

    monkeypatch.setattr("flows.explain.read_file", endless)
    shown = clean_file("a.jsonl")
    assert all(next(shown).cleaned.article is not None for _ in range(3))


def make_run(output: Path) -> str:
    with open_run(output, now=datetime(2026, 11, 21, tzinfo=UTC)) as run:
        none = Counts(0, 0, 0, 0, 0, 0)
        commit(run, [], none, options=Options(), inputs=Inputs((), 0, 0), removed={})
        return run.run_id


def test_runs_report_and_verify_read_a_corpus(tmp_path: Path) -> None:
    run_id = make_run(tmp_path)
    assert run_id in call("runs", tmp_path).output
    report = call("report", tmp_path).output.strip()
    assert report == str(tmp_path / "runs" / f"{run_id}.html")
    Path(report).unlink()
    assert call("report", tmp_path, run_id).output.strip() == report
    assert "<html" in Path(report).read_text()
    assert call("verify", tmp_path).exit_code == 0
    assert call("report", tmp_path, "r20200101T000000Z-000000").exit_code == 2
    itself = call("clean", tmp_path / "runs", "-o", tmp_path)
    assert itself.exit_code == 2
    assert "name the raw documents" in itself.output
    missing = call("explain", tmp_path, "0" * 32)
    assert missing.exit_code == 2
    assert "no document" in missing.output
    Places(tmp_path).manifest(run_id).write_text("{}")
    broken = call("verify", tmp_path)
    assert broken.exit_code == 1
    assert f"{run_id}.json" in broken.output


def run_with(monkeypatch: pytest.MonkeyPatch, output: Path, locally: Any) -> Any:
    monkeypatch.setattr("flows.clean.import_module", lambda _: SimpleNamespace(run_locally=locally))
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")  # no server of our own
    monkeypatch.setenv("PREFECT_LOGGING_LEVEL", "INFO")
    monkeypatch.setenv("DO_NOT_TRACK", "1")
    request = CleanRequest(inputs=["a"], output=str(output))
    return run_flow(request, Console(stderr=True), debug=False)


def test_a_run_that_failed_says_that_nothing_was_published(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_request: CleanRequest, _early: None) -> None:
        raise OSError("the disk is full")

    with pytest.raises(Failure, match=r"^the disk is full\nNothing was published") as caught:
        run_with(monkeypatch, tmp_path, fail)
    assert caught.value.exit_code == 1


def test_a_full_disk_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(_request: CleanRequest, _early: None) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")  # the system names no file

    with pytest.raises(Failure, match="No space left on device; make room there") as caught:
        run_with(monkeypatch, tmp_path, fail)
    assert str(tmp_path) in str(caught.value)
    assert caught.value.exit_code == 1


def test_a_fault_of_ours_is_no_riddle_for_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_request: CleanRequest, _early: None) -> None:
        raise KeyError("lens")

    with pytest.raises(Failure, match=r"KeyError: 'lens'\n.*--debug(.|\n)*Nothing was published"):
        run_with(monkeypatch, tmp_path, fail)


def test_ctrl_c_says_what_was_published(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupt(_request: CleanRequest, _early: None) -> None:
        raise KeyboardInterrupt

    def publish_and_interrupt(_request: CleanRequest, _early: None) -> None:
        make_run(tmp_path)
        raise KeyboardInterrupt

    with pytest.raises(Failure, match=r"Ctrl-C; Nothing was published") as caught:
        run_with(monkeypatch, tmp_path, interrupt)
    assert caught.value.exit_code == 130
    with pytest.raises(Failure, match=r"run r\S+ was published before that"):
        run_with(monkeypatch, tmp_path, publish_and_interrupt)


def test_a_stop_amid_the_commit_does_not_say_that_nothing_will_come(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def stop(_request: CleanRequest, _early: None) -> None:
        Places(tmp_path).state.mkdir(exist_ok=True)
        Places(tmp_path).journal.write_text("{}")
        sys.exit(143)

    with pytest.raises(Failure, match=r"SIGTERM; It was being published: the next") as caught:
        run_with(monkeypatch, tmp_path, stop)
    assert caught.value.exit_code == 143


def test_a_damaged_manifest_is_named_and_no_fault_of_the_program(tmp_path: Path) -> None:
    make_run(tmp_path)
    (path,) = (tmp_path / "runs").glob("*.json")
    path.write_text("{")
    found = call("runs", tmp_path)
    assert found.exit_code == 1
    assert f"{path}: no manifest" in found.output
    assert "restore it from a backup" in found.output
    assert "should not happen" not in found.output


def test_a_run_that_was_published_is_done_even_if_prefect_fails_after_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def publish_and_fail(_request: CleanRequest, _early: None) -> None:
        make_run(tmp_path)
        raise RuntimeError("the Prefect server went away")

    manifest = run_with(monkeypatch, tmp_path, publish_and_fail)
    assert manifest.run_id == Places(tmp_path).committed()[0]

"""The five real documents of ``../shared/seeds`` against what must come of them."""

import gzip
import html
import json
import os
from pathlib import Path
from typing import Any, Final

import pytest
from markdown_it import MarkdownIt

from tests.conftest import RunCommand, RunOutput
from tests.golden.cases import ROOT
from tests.golden.compare import (
    Expected,
    clean_file,
    differences,
    fail_on,
    plain,
    removals_of,
    row_of,
)

SHARED: Final = ROOT.parent / "shared" / "seeds"
COUNT: Final = 5
NAMES: Final = sorted(path.name for path in SHARED.glob("*.txt"))


def key_of(name: str) -> str:
    """Return the number by which ``duplicates`` of the expectations names a file."""
    return name.split("_", maxsplit=1)[0]


@pytest.fixture(scope="module")
def expectations() -> dict[str, Any]:
    path = SHARED / "expected.json"
    if not path.is_file():
        message = f"{path} is missing: the shared folder must stand beside the project"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def in_our_form(shared: dict[str, Any]) -> Expected:
    """Translate one entry of the shared expectations to columns of ``articles``."""
    expected: Expected = {
        name: shared[name] for name in ("title", "authors", "url", "dateline", "tags", "language")
    }
    expected |= {
        "agencies": [shared["agency"]] if shared["agency"] else [],
        "day_published": shared["published"],
        "site_name": shared["site_name"],
        "images": [{"caption": it["text"], "credit": it["credit"]} for it in shared["captions"]],
        "text": shared["text"],
        "must_remove": shared["must_remove"],
        "must_keep": shared.get("must_keep", []),
    }
    return expected | ({"domain": shared["site"]} if "site" in shared else {})


def check(
    name: str, shared: dict[str, Any], row: dict[str, Any], removals: list[tuple[str, str]]
) -> None:
    expected = in_our_form(shared)
    # the corpus may tell what the site of 002 is called; its own text does not
    if key_of(name) == "002" and row.get("site_name") == "The Moscow Times":
        del expected["site_name"]
    found = differences(expected, row, removals)
    editors = [it["name"] for it in row.get("credits", []) if it["role"] == "editing"]
    if editors != shared.get("editors", []):
        found.append(f"editors:\n  expected {shared.get('editors', [])!r}\n  got      {editors!r}")
    fail_on(name, found)


def test_the_documents_are_there(expectations: dict[str, Any]) -> None:
    assert len(NAMES) == COUNT
    assert sorted(expectations["documents"]) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_document(name: str, expectations: dict[str, Any]) -> None:
    cleaned = clean_file(SHARED / name)
    check(name, expectations["documents"][name], row_of(cleaned), removals_of(cleaned))


def as_page(text: str) -> str:
    """Return a document as an HTML page: Markdown rendered, of plain text a paragraph a line."""
    if text.lstrip().startswith("# "):
        return f"<!doctype html><html><body><main>{MarkdownIt().render(text)}</main></body></html>"
    lines = (line.strip() for line in text.splitlines() if line.strip())
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return f"<!doctype html><html><body>{body}</body></html>"


@pytest.mark.parametrize("form", ["html", "html.gz", "jsonl", "txt.gz"])
@pytest.mark.parametrize("name", NAMES)
def test_other_forms_give_the_same_article(
    name: str, form: str, expectations: dict[str, Any], tmp_path: Path
) -> None:
    text = (SHARED / name).read_text(encoding="utf-8")
    if form.startswith("html"):
        data = as_page(text).encode()
    else:
        data = json.dumps({"text": text}).encode() if form == "jsonl" else text.encode()
    path = tmp_path / f"a.{form}"
    path.write_bytes(gzip.compress(data) if form.endswith(".gz") else data)
    cleaned = clean_file(path)
    check(name, expectations["documents"][name], row_of(cleaned), removals_of(cleaned))


@pytest.fixture(scope="module")
def shared_run(expectations: dict[str, Any], run_command: RunCommand) -> RunOutput:
    return run_command([SHARED / name for name in sorted(expectations["documents"])])


@pytest.mark.parametrize("name", NAMES)
def test_document_in_its_corpus(
    name: str, expectations: dict[str, Any], shared_run: RunOutput
) -> None:
    row = shared_run.row(Path(name).stem)
    check(name, expectations["documents"][name], plain(row), shared_run.removals.get(row["id"], []))


def test_only_the_rewrite_is_linked(expectations: dict[str, Any], shared_run: RunOutput) -> None:
    verdicts = expectations["duplicates"]
    rows = {
        key_of(name): row for name, row in (shared_run.articles | shared_run.duplicates).items()
    }
    ids = {row["id"]: key for key, row in rows.items()}
    got = {key_of(name): ids[row["duplicate_of"]] for name, row in shared_run.duplicates.items()}
    assert got == verdicts["canonical"]
    assert {row["relation"] for row in shared_run.duplicates.values()} == {"rewrite"}
    assert shared_run.rejects == {}
    for first, second in verdicts["rewrites"]:
        assert rows[first]["story_id"] == rows[second]["story_id"]
    for first, second in verdicts["not_duplicates"]:
        assert rows[first]["story_id"] != rows[second]["story_id"], (first, second)

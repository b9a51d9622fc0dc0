"""Compare what came out of a document with what was expected of it, all fields at once."""

import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeAlias

import msgspec
import pytest

from cleaners.document import Cleaned, Hints, RawDocument
from cleaners.folding import squash
from cleaners.options import Options
from cleaners.pipeline import clean_document
from cleaners.read import read_file

Expected: TypeAlias = dict[str, Any]
Row: TypeAlias = Mapping[str, Any]

CHECKS: Final = frozenset({"removed_kinds", "must_remove", "must_keep", "markup", "site_template"})
"""Keys of an expectation that are not columns; every other key is one, or ``reject``."""


def read_expected(path: Path) -> Expected:
    """Read one expectation; its keys are columns of ``articles`` and ``CHECKS``."""
    expected: Expected = json.loads(path.read_text(encoding="utf-8"))
    return expected


def clean_file(path: Path) -> Cleaned:
    """Clean the one document of a file, without a corpus around it."""
    (raw,) = read_file(str(path))
    return clean_document(raw, Options())


def clean_again(text: str, title: str | None) -> Cleaned:
    """Clean a text that is clean already, with its own title as the hint."""
    # no ending: what the text is written in must be found out from the text
    raw = RawDocument("0" * 32, "/again", text.encode(), hints=Hints(title=title))
    return clean_document(raw, Options())


def row_of(cleaned: Cleaned) -> dict[str, Any]:
    """Return an article, or the reason of a reject, in the form of the expectations."""
    if cleaned.article is None:
        assert cleaned.reject is not None, "neither an article nor a reject"
        return {"reject": cleaned.reject.reason}
    article = msgspec.to_builtins(cleaned.article)
    # the article's warnings join those of its metadata
    return plain(article["metadata"] | article)


def plain(row: Row) -> dict[str, Any]:
    """Return a row of ``articles`` in the form of the expectations."""
    out = {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()
    }
    out["images"] = [{"caption": it["caption"], "credit": it["credit"]} for it in row["images"]]
    out["credits"] = [
        {"role": it["role"], "name": it["name"]} for it in row["credits"] if it["role"] != "photo"
    ]
    for name in ("authors", "agencies", "tags", "warnings"):
        out[name] = list(row[name])
    return out


def removals_of(cleaned: Cleaned) -> list[tuple[str, str]]:
    """Return (kind, text) of what was removed, in reading order."""
    return [(removal.kind, removal.text) for removal in cleaned.removals]


def without_template(text: str, template: Sequence[str]) -> str:
    """Leave out the paragraphs that only the memory of the site can know for what they are."""
    return "\n\n".join(block for block in text.split("\n\n") if block not in template)


def differences(expected: Expected, got: Row, removals: Iterable[tuple[str, str]]) -> list[str]:
    """Name everything that differs: columns first, then kinds and phrases.

    >>> differences({"must_remove": ["Share"]}, {"text": "A."}, [("share_bar", "Share")])
    []
    >>> expected = {"title": "A", "removed_kinds": ["title"], "must_keep": ["no."]}
    >>> print(*differences(expected, {"title": None, "text": "yes."}, []), sep="\\n")
    title:
      expected 'A'
      got      None
    lost: ['no.']
    no removal of kind: ['title']
    """
    if "reject" in expected or "reject" in got:
        want, have = expected.get("reject", "an article"), got.get("reject", "an article")
        return [] if want == have else [f"expected {want}, got {have}"]
    removed = list(removals)
    columns = sorted(set(expected) - CHECKS)
    out = [_column(name, expected[name], got.get(name)) for name in columns]
    out += [
        _phrases("not removed", (p for p in expected.get("must_remove", ()) if p in got["text"]))
    ]
    out += [_phrases("markup left", (p for p in expected.get("markup", ()) if p in got["text"]))]
    out += [_phrases("lost", (p for p in expected.get("must_keep", ()) if p not in got["text"]))]
    kinds = {kind for kind, _ in removed}
    out += [_phrases("no removal of kind", sorted(set(expected.get("removed_kinds", ())) - kinds))]
    all_removed = squash(" ".join(text for _, text in removed))
    unexplained = (p for p in expected.get("must_remove", ()) if squash(p) not in all_removed)
    return [line for line in [*out, _phrases("gone without a removal", unexplained)] if line]


def fail_on(name: str, found: Sequence[str]) -> None:
    """Fail the test with all differences of one document, if there are any."""
    if found:
        pytest.fail(f"{name}: {len(found)} differ\n" + "\n".join(found), pytrace=False)


def _column(name: str, want: object, have: object) -> str:
    if want == have:
        return ""
    if isinstance(want, str) and isinstance(have, str) and "\n" in want + have:
        lines = difflib.unified_diff(
            want.split("\n"), have.split("\n"), "expected", "got", n=0, lineterm=""
        )
        return f"{name}:\n  " + "\n  ".join(line for line in lines if not line.startswith("@@"))
    return f"{name}:\n  expected {want!r}\n  got      {have!r}"


def _phrases(what: str, phrases: Iterable[str]) -> str:
    found = list(phrases)
    return f"{what}: {found!r}" if found else ""

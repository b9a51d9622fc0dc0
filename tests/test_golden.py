"""Each whole document comes out as reviewed: alone, cleaned again, and in its corpus."""

import json
from itertools import combinations, pairwise
from typing import Final

import pytest

from cleaners.document import Cleaned
from tests.conftest import RunCommand, RunOutput
from tests.golden.cases import SEEDS, Case, golden_cases, known_misses, seed_cases
from tests.golden.compare import (
    clean_again,
    clean_file,
    differences,
    fail_on,
    plain,
    read_expected,
    removals_of,
    row_of,
    without_template,
)

SEED_CASES: Final = seed_cases()
CASES: Final = (*SEED_CASES, *golden_cases())
MISSES: Final = known_misses()
ARTICLES: Final = [case for case in CASES if "reject" not in read_expected(case.expectation)]
RELATION_KEYS: Final = {"exact": "exact", "rewrite": "rewrites"}
TEMPLATE_KINDS: Final = frozenset({"site_template", "repeated_line"})
DUPLICATES: Final = json.loads((SEEDS / "expected" / "duplicates.json").read_text(encoding="utf-8"))


def name_of(case: Case) -> str:
    return case.name


@pytest.fixture
def known_miss(request: pytest.FixtureRequest, case: Case) -> None:
    """Expect the failure of a case named in ``misses.json``; a crash is never expected."""
    expect_failure(request, MISSES.get(case.name))


def expect_failure(request: pytest.FixtureRequest, reason: str | None) -> None:
    if reason is not None:
        request.applymarker(
            pytest.mark.xfail(strict=True, raises=pytest.fail.Exception, reason=reason)
        )


def cleaned_article(case: Case) -> Cleaned:
    cleaned = clean_file(case.document)
    assert cleaned.article is not None, f"rejected: {cleaned.reject}"
    return cleaned


def test_cases_and_expectations_belong_together() -> None:
    expectations = {path.stem for path in (SEEDS / "expected").glob("[0-9]*.json")}
    assert expectations == {case.name for case in SEED_CASES}
    assert [case.name for case in CASES if not case.expectation.is_file()] == []


def test_known_misses_are_cases_in_the_order_of_their_names() -> None:
    assert set(MISSES) <= {case.name for case in CASES}
    assert list(MISSES) == sorted(MISSES)


@pytest.mark.usefixtures("known_miss")
@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_document(case: Case) -> None:
    expected, cleaned = read_expected(case.expectation), clean_file(case.document)
    got = row_of(cleaned)
    if "text" in got:
        got["text"] = without_template(got["text"], expected.get("site_template", ()))
    found = differences(expected, got, removals_of(cleaned))
    fail_on(case.name, found)


@pytest.mark.parametrize("case", ARTICLES, ids=name_of)
def test_clean_text_stays_as_it_is(case: Case) -> None:
    article = cleaned_article(case).article
    assert article is not None
    template = read_expected(case.expectation).get("site_template", ())
    text = without_template(article.text, template)
    again = row_of(clean_again(text, article.metadata.title))
    fail_on(case.name, differences({"text": text}, again, []))


@pytest.mark.parametrize("case", ARTICLES, ids=name_of)
def test_removals_are_slices_of_the_source(case: Case) -> None:
    cleaned = cleaned_article(case)
    assert cleaned.article is not None
    source = case.document.read_bytes().decode(cleaned.article.encoding).removeprefix("\ufeff")
    assert [r.seq for r in cleaned.removals] == list(range(len(cleaned.removals)))
    wrong = [r for r in cleaned.removals if r.start is None or source[r.start : r.end] != r.text]
    assert wrong == []
    spans = sorted((r.start or 0, r.end or 0) for r in cleaned.removals)
    assert [(a, b) for a, b in pairwise(spans) if b[0] < a[1]] == []


@pytest.fixture(scope="session")
def seed_run(run_command: RunCommand) -> RunOutput:
    return run_command([case.document for case in SEED_CASES])


@pytest.mark.parametrize("case", SEED_CASES, ids=name_of)
def test_document_in_its_corpus(case: Case, seed_run: RunOutput) -> None:
    row, expected = seed_run.row(case.name), read_expected(case.expectation)
    found = differences(expected, plain(row), seed_run.removals.get(row["id"], []))
    fail_on(case.name, found)


@pytest.mark.parametrize(
    "case", [c for c in SEED_CASES if "site_template" in read_expected(c.expectation)], ids=name_of
)
def test_site_memory_removes_what_no_rule_knows(case: Case, seed_run: RunOutput) -> None:
    row, template = seed_run.row(case.name), read_expected(case.expectation)["site_template"]
    removed = [text for kind, text in seed_run.removals[row["id"]] if kind in TEMPLATE_KINDS]
    assert [line for line in template if line not in "\n".join(removed)] == []
    assert [line for line in template if line in row["text"]] == []


def test_every_sample_is_accounted_for(seed_run: RunOutput) -> None:
    assert seed_run.rejects == {}
    assert set(seed_run.articles) | set(seed_run.duplicates) == {case.name for case in SEED_CASES}


def test_duplicates_are_those_named_and_no_others(seed_run: RunOutput) -> None:
    canonical = {seed_run.row(name)["id"]: name for name in seed_run.articles}
    got = {
        name: (canonical[row["duplicate_of"]], row["relation"])
        for name, row in seed_run.duplicates.items()
    }
    pairs = [(set(p), rel) for rel in ("exact", "rewrite") for p in DUPLICATES[RELATION_KEYS[rel]]]
    want = {
        name: (keeps, next(rel for pair, rel in pairs if pair == {name, keeps}))
        for name, keeps in DUPLICATES["canonical"].items()
    }
    assert got == want


def test_a_story_is_shared_by_its_versions_only(seed_run: RunOutput) -> None:
    rows = {case.name: seed_run.row(case.name) for case in SEED_CASES}
    linked = {frozenset(pair) for key in RELATION_KEYS.values() for pair in DUPLICATES[key]}
    assert {frozenset(pair) for pair in DUPLICATES["not_duplicates"]} & linked == set()
    same = {
        frozenset(p)
        for p in combinations(rows, 2)
        if rows[p[0]]["story_id"] == rows[p[1]]["story_id"]
    }
    assert same == linked

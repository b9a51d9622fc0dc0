"""Alarms: what loses far more than usual is told, what loses as ever is not."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from cleaners.alarms import MAX_NAMED, MAX_RUNS, WARNING, History, find_alarms, history_after
from cleaners.losses import Loss, Losses, RuleLoss, Usual, median, sum_up, usual_of
from cleaners.overrules import decide
from cleaners.write import Manifest, Places
from flows.summary import print_summary
from tests.nights import night, record, rows

RULE = "related_links/read-also"


def loss(number: int, ratio: float, removed: int = 900, site: str = "bay.example") -> Loss:
    return Loss(f"{number:032x}", site, "text", f"/in/{number}.txt", removed, ratio)


def losses(
    articles: Sequence[Loss], rule_chars: int = 0, rejects: int = 0, rule: str = RULE
) -> Losses:
    rules = {"text": {rule: RuleLoss(rule_chars, len(articles))}} if rule_chars else {}
    return Losses(tuple(articles), {"text": 1000 * len(articles)}, rules, {"too_short": rejects})


def after(*runs: Losses) -> History:
    history = History()
    for run in runs:
        history = history_after(sum_up([run]), history)
    return history


def alarms(now: Losses, *earlier: Losses) -> list[tuple[str, str]]:
    found = find_alarms(sum_up([now]), now.articles, after(*earlier))
    return [(alarm.scope, alarm.name) for alarm in found.alarms]


USUAL = losses([loss(i, 0.2 + i % 5 / 100) for i in range(40)], rule_chars=400)


def test_a_run_like_those_before_has_no_alarm() -> None:
    assert alarms(USUAL) == []
    assert alarms(USUAL, USUAL, USUAL) == []


def test_a_document_is_held_against_its_site() -> None:
    far, short, little = loss(90, 0.8, 4000), loss(91, 0.8, 950), loss(92, 0.8, 400)
    now = losses([*USUAL.articles, far, short, little])
    found = find_alarms(sum_up([now]), now.articles, History())
    assert found.unusual == {far.id}, "the others are short articles under the usual furniture"
    (alarm,) = found.alarms
    assert alarm.message == (
        "1 document lost far more than is usual on their site: /in/90.txt (80%, usual 22%)"
    )
    alone = losses([loss(90, 0.8, 4000)])
    assert alarms(alone) == []
    assert alarms(alone, USUAL) == [("document", WARNING)]


def test_where_much_is_usual_much_is_no_alarm() -> None:
    usual = losses([loss(i, 0.3 + i % 6 / 10, 4000) for i in range(40)])
    assert alarms(losses([loss(90, 0.95, 7000)]), usual) == []


def test_a_site_is_held_against_earlier_runs() -> None:
    now = losses([loss(i, 0.6, 3000) for i in range(5)])
    assert alarms(now, USUAL)[0] == ("site", "bay.example")
    assert alarms(now) == []
    assert ("site", "bay.example") not in alarms(losses(now.articles[:4]), USUAL)
    other = losses([loss(i, 0.6, 3000, "new.example") for i in range(5)])
    assert alarms(other, USUAL) == []


def test_a_run_is_held_against_earlier_runs() -> None:
    now = losses([loss(i, 0.6, 3000, f"s{i}.example") for i in range(30)])
    assert alarms(now, USUAL) == [("run", "text")]
    assert alarms(losses(now.articles[:9]), USUAL) == []
    html = [msgspec.structs.replace(it, source_format="html") for it in now.articles]
    assert alarms(losses(html), USUAL) == [], "pages are not held against text"


@pytest.mark.parametrize(("characters", "is_alarm"), [(1500, False), (3000, True)])
def test_a_rule_that_suddenly_takes_much_more(characters: int, is_alarm: bool) -> None:
    now = losses(USUAL.articles, rule_chars=characters)
    assert alarms(now, USUAL) == ([("rule", RULE)] if is_alarm else [])


def test_the_memory_may_take_more_while_it_learns() -> None:
    now = losses(USUAL.articles, rule_chars=9000, rule="memory/line")
    assert alarms(now, USUAL) == []
    assert alarms(now, USUAL, USUAL, USUAL) == [("rule", "memory/line")]


def test_rejects_are_losses_too() -> None:
    now = losses(USUAL.articles, rejects=20)
    assert alarms(now, USUAL) == [("rejects", "too_short")]
    assert alarms(now, now) == []
    assert alarms(now) == []


def test_many_sites_are_told_in_few_lines() -> None:
    sites = [f"s{i}.example" for i in range(30)]
    usual = losses([loss(i, 0.2, 900, site) for i, site in enumerate(sites * 10)])
    now = losses([loss(i, 0.7, 4000, site) for i, site in enumerate(sites * 5)])
    found = [scope for scope, _ in alarms(now, usual)]
    assert found == ["run", *["site"] * (MAX_NAMED + 1), "document"]


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9999)), max_size=30), st.integers(1, 9))
def test_shards_change_no_sum(items: list[tuple[float, int]], size: int) -> None:
    told = [loss(i, ratio, removed) for i, (ratio, removed) in enumerate(items)]
    parts = [losses(told[i : i + size]) for i in range(0, len(told), size)]
    whole, cut = sum_up([losses(told)] if told else []), sum_up(reversed(parts))
    assert (whole.sites, whole.usual, whole.visible) == (cut.sites, cut.usual, cut.visible)


@given(st.lists(st.integers(0, 20), min_size=1))
def test_the_median_of_a_histogram(values: list[int]) -> None:
    histogram = {value: values.count(value) for value in values}
    assert median(histogram) == sorted(values)[(len(values) - 1) // 2]


def test_history_stays_small() -> None:
    history = after(*[USUAL] * (MAX_RUNS + 5))
    assert len(history.runs) == MAX_RUNS
    many = usual_of([loss(0, 0.3)] * 5000)
    assert many.faded().documents == 2500
    assert Usual().ratio() == Usual().spread() == Usual().amount() == 0


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Manifest]]:
    """Run two usual nights, and one after somebody wanted far too much removed."""
    output = tmp_path_factory.mktemp("nights") / "corpus"
    output.mkdir()
    lines = [
        f"The {word} ledger is kept by the clerk, {'who rows, ' * 60}as ever" for word in "abcd"
    ]
    nights = [night(output, "n0", [record(i, *lines[: i % 2 + 2]) for i in range(24)])]
    for line in lines[:3]:
        decide(output, "keep", "*", line)
    nights.append(night(output, "n1", [record(100 + i, *lines[:2]) for i in range(24)]))
    for line in lines:
        decide(output, "remove", "*", line)
    records = [record(200 + i, *lines) for i in range(24)]
    nights.append(night(output, "n2", records))
    return output, nights


def test_an_alarm_stands_in_the_manifest_the_report_and_the_summary(
    corpus: tuple[Path, list[Manifest]], capsys: pytest.CaptureFixture[str]
) -> None:
    output, (_, calm, loud) = corpus
    assert calm.alarms == ()
    assert [alarm.scope for alarm in loud.alarms][:2] == ["run", "site"]
    report = Places(output).report(loud.run_id).read_text()
    console = Console(highlight=False, width=300)
    print_summary(loud, Places(output), console)
    told = capsys.readouterr().out
    for alarm in loud.alarms:
        assert alarm.message in report
        assert f"ALARM: {alarm.message}" in told
    assert 'class="alarms"' not in Places(output).report(calm.run_id).read_text()
    print_summary(calm, Places(output), console)
    assert "ALARM" not in capsys.readouterr().out


def test_documents_that_lost_far_more_carry_a_warning(
    corpus: tuple[Path, list[Manifest]],
) -> None:
    output, (first, calm, loud) = corpus
    for run, expected in ((first, False), (calm, False), (loud, True)):
        tables = [*rows(output, "articles", run.run_id), *rows(output, "duplicates", run.run_id)]
        assert {WARNING in row["warnings"] for row in tables} == {expected}

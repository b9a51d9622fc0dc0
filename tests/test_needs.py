"""The table of what rules need saves time, and changes nothing."""

import re

import msgspec
import pytest

from cleaners.needs import Needs, needs_of, read_table, work_out
from cleaners.openings import DIGIT
from cleaners.rules import Rule, RulePack, Scanner, scanner
from tests.checks.needs import expected, faults, written


def rule(phrase: str) -> Rule:
    return Rule(
        id="ad_label/stop", why="x", matches=(), spares=(), phrases=(phrase,), anchor="start"
    )


def test_a_rule_that_reads_differently_in_the_table_is_worked_out_anew() -> None:
    old, new = rule("stop here").expression(), rule("halt here").expression()
    table = {"ad_label/stop": work_out(old)}
    assert needs_of("ad_label/stop", old, table) is table["ad_label/stop"]
    assert needs_of("ad_label/stop", new, table) == work_out(new)
    assert needs_of("ad_label/halt", new, table) == work_out(new)


def test_a_rule_of_a_table_is_not_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(expression: str) -> Needs:
        raise AssertionError(expression)

    monkeypatch.setattr("cleaners.needs.work_out", refuse)
    some = [it for it in scanner().rules.values() if it.rule.id in read_table()]
    Scanner([RulePack(it.kind, (it.rule,)) for it in some])
    with pytest.raises(AssertionError, match="halt"):
        Scanner([RulePack("ad_label", (rule("halt"),))])


@pytest.mark.parametrize(
    ("expression", "openings", "literals", "digit"),
    [
        (r"^\W*(?:a|of|the)\b", ("a", "of", "th"), (), False),
        (r"^\W*(?:\d+|two) shares", (DIGIT, "two shar"), (" shares",), False),
        (r"\bphotos?: ", (), ("photo: ", "photos: "), False),
        (r"\d\d", (), (), True),
        (r"\w+", (), (), False),
    ],
)
def test_what_an_expression_needs(
    expression: str, openings: tuple[str, ...], literals: tuple[str, ...], digit: bool
) -> None:
    needs = work_out(expression)
    starts = expression.startswith("^")
    assert needs == Needs(needs.of, starts, openings, literals, digit)
    assert re.fullmatch("[0-9a-f]{16}", needs.of)


def test_the_check_tells_what_is_missing_too_much_or_wrong() -> None:
    right, wrong = work_out("^stop"), work_out("^halt")
    assert list(faults({"a/a": right}, {"a/a": right})) == []
    told = list(faults({"a/b": right, "a/c": wrong}, {"a/a": right, "a/c": right}))
    assert [line.split()[0] for line in told] == ["a/a", "no", "a/c"]


def test_a_table_that_is_written_is_read_as_it_was() -> None:
    table = {"a/a": work_out("^stop"), "a/b": work_out("né")}
    assert msgspec.json.decode(written(table), type=dict[str, Needs]) == table
    assert len(written(table).splitlines()) == 4


def test_the_table_that_ships_is_right() -> None:
    """Stale entries only cost time, so the check tells of them, not this; wrong ones harm."""
    table, wanted = read_table(), expected(scanner().plain)
    same = [name for name in wanted if name in table and table[name].of == wanted[name].of]
    assert [name for name in same if table[name] != wanted[name]] == []

"""Floors hold what the committed results say; they only rise."""

import pytest

from benchmarks import floors


def test_no_committed_result_is_below_its_floor() -> None:
    measured = floors.guarded(floors.read_results())
    assert list(floors.faults(floors.read_floors(), measured)) == []


@pytest.mark.parametrize(
    ("path", "is_guarded"),
    [
        ("quality/html/sets/copydesk/labeled/text/f1", True),
        ("quality/html/sets/trafilatura/labeled/text/f1", False),
        ("quality/html/sets/copydesk/htmldate/date/precision", True),
        ("quality/html/languages/de/copydesk/fundus/text/f1", False),
        ("quality/text/styles/arttag/copydesk/traf/segments/f1", True),
        ("quality/text/styles/arttag/copydesk/traf/raw/f1", False),
        ("sites/four nights/20/precision", True),
        ("sites/one night/5/lines", False),
        ("speed/html/ratio/cpu", True),
        ("speed/html/copydesk/cpu_ms", False),
    ],
)
def test_guarded(path: str, is_guarded: bool) -> None:
    result: object = 0.5
    for name in reversed(path.split("/")):
        result = {name: result}
    assert isinstance(result, dict)
    assert list(floors.guarded(result)) == ([path] if is_guarded else [])


def test_floors_rise_and_never_sink() -> None:
    assert floors.raised({"a": 0.5}, {"a": 0.4, "b": 0.7}) == {"a": 0.5, "b": 0.7}
    assert floors.raised({"a": 0.5}, {"a": 0.61239}) == {"a": 0.612}


def test_a_floor_raised_is_not_above_what_was_measured() -> None:
    measured = {"quality/x": 0.9, "quality/y": 0.123456, "speed/z": 3.3333}
    assert list(floors.faults(floors.raised({}, measured), measured)) == []

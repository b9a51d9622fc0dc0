"""What the flow decides beside its stages."""

import errno
import logging
from pathlib import Path
from types import SimpleNamespace

import pytest
from prefect.client.schemas.objects import State, StateType, TaskRun

from cleaners.plan import InputError, InputFile
from cleaners.write import Alarm
from flows import corpus
from flows.corpus import is_passing
from flows.inputs import exclude_output
from flows.parts import plan_parts


def failed(error: BaseException) -> State[object]:
    return State(type=StateType.FAILED, data=error)


def test_only_what_may_pass_is_tried_again() -> None:
    run = TaskRun.model_construct()
    assert is_passing(corpus.clean, run, failed(OSError(errno.EIO, "a share that went away")))
    assert not is_passing(corpus.clean, run, failed(OSError(errno.ENOSPC, "disk full")))
    assert not is_passing(corpus.clean, run, failed(ValueError("a bug")))
    assert corpus.clean.retries == 2
    assert corpus.publish.retries == 0, "the next run finishes what the journal tells"


def input_file(path: Path) -> InputFile:
    return InputFile(str(path), str(path), 1, 1)


def test_the_output_of_earlier_runs_is_no_input(tmp_path: Path) -> None:
    raw = input_file(tmp_path / "raw.txt")
    own = [input_file(tmp_path / "runs" / "r.json"), input_file(tmp_path / "articles" / "a")]
    assert exclude_output([*own, raw], str(tmp_path)) == [raw]
    assert exclude_output([*own, raw], str(tmp_path / "out" / "..")) == [raw]
    assert exclude_output(own, str(tmp_path / "out")) == own
    with pytest.raises(InputError, match="name the raw documents"):
        exclude_output(own, str(tmp_path))


def test_alarms_are_warnings_of_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    alarm = Alarm("site", "bay.example", "bay.example lost far too much")
    workers = SimpleNamespace(call=lambda function, *arguments: (alarm,))
    monkeypatch.setattr(corpus, "get_run_logger", lambda: logging.getLogger("run"))
    assert corpus.watch.fn(workers, "work", ["key"], "out") == (alarm,)  # type: ignore[arg-type]
    warned = [it.getMessage() for it in caplog.records if it.levelno == logging.WARNING]
    assert warned == ["ALARM: bay.example lost far too much"]


def test_parts_hold_several_shards_or_one_large_one() -> None:
    shards = [("a", 3), ("b", 0), ("c", 2), ("d", 9), ("e", 1)]
    assert plan_parts(shards, limit=5) == [(("a", "c"), 5), (("d",), 9), (("e",), 1)]
    assert plan_parts([("a", 0)]) == []

"""Progress costs few calls of the API, and no fault of it harms a run."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from cleaners.write import Manifest, Places
from flows import artifact
from flows.artifact import SHARES, ProgressArtifact, publish_artifacts
from tests.flows.test_excerpts import manifest

Calls = list[tuple[float, str]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    made: Calls = []

    def create(progress: float, key: str, description: str) -> UUID:
        made.append((progress, description))
        return uuid4()

    def update(_id: UUID, progress: float, description: str) -> UUID:
        return create(progress, "", description)

    monkeypatch.setattr(artifact, "create_progress_artifact", create)
    monkeypatch.setattr(artifact, "update_progress_artifact", update)
    return made


class Log:
    def __init__(self) -> None:
        self.warnings: list[str] = []

    def warning(self, text: str, *values: object) -> None:
        self.warnings.append(text % values)


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Log:
    log = Log()
    monkeypatch.setattr(artifact, "get_run_logger", lambda: log)
    return log


def test_a_long_run_rises_to_100_in_few_calls(calls: Calls) -> None:
    progress = ProgressArtifact()
    for stage in SHARES:
        progress.begin(stage, 100_000)
        for _ in range(10_000):
            progress.advance(10, "some documents")
        progress.end("done")
    percents = [percent for percent, _ in calls]
    assert percents == sorted(percents)
    assert (percents[0], percents[-1]) == (0, 100)
    assert len(calls) <= 20 + 2 * len(SHARES)
    told = [description for _, description in calls]
    assert [stage for stage in SHARES if not any(d.startswith(stage) for d in told)] == []


def test_a_stage_that_is_tried_again_does_not_go_back(calls: Calls) -> None:
    progress = ProgressArtifact()
    for _ in range(2):
        progress.begin("clean", 10)
        progress.advance(9, "most")
    percents = [percent for percent, _ in calls]
    assert percents == sorted(percents)


def test_an_api_that_fails_is_asked_once_more_and_then_left_alone(
    calls: Calls, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = ProgressArtifact()

    def fail(*_: object) -> None:
        raise OSError("the API is away")

    monkeypatch.setattr(artifact, "update_progress_artifact", fail)
    for stage in SHARES:
        progress.begin(stage, 0)
        progress.end("done")
    assert log.warnings == ["An artifact for the UI could not be stored: the API is away"]


def test_what_cannot_be_shown_is_a_warning(
    log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise OSError("the API is away")

    monkeypatch.setattr(artifact, "create_table_artifact", fail)
    monkeypatch.setattr(artifact, "create_markdown_artifact", fail)
    told: Manifest = manifest({"paywall": 3})
    publish_artifacts(told, Places(tmp_path))
    assert len(log.warnings) == 2

"""The steps between the shards: sites are learned some at a time, and a night may bring nothing."""

from pathlib import Path

import pytest

from cleaners.corpus import find_duplicates, learn_sites, read_verdicts, stage_state
from cleaners.options import Options
from cleaners.plan import find_files, plan_shards
from cleaners.shards import ShardJob, clean_shard
from cleaners.site_state import SiteState
from cleaners.site_templates import digest_of_templates, read_templates

STORY = (
    "The council of {0} voted on Tuesday to close the old ferry terminal number {1} for good.",
    "The captains of line {1} said that nobody had asked them before the notice was put up.",
    "A new pier is to be built by the spring of 20{1}, the harbor office of {0} said on Monday.",
)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Clean the documents of several sites, two of each."""
    raw = tmp_path / "raw"
    raw.mkdir()
    for site in ("bay", "fjord", "marsh", "quay"):
        for number in (11, 12):
            body = [line.format(site.title(), number) for line in STORY]
            trailer = f"Original url:\n\nhttps://{site}.example/{number}"
            text = "\n\n".join([*body, f"Printed at the {site} since 1911", trailer])
            (raw / f"{site}-{number}.txt").write_text(text)
    return tmp_path / "work"


def clean(work: Path) -> list[str]:
    shards = plan_shards(find_files([str(work.parent / "raw")]), Options())
    for shard in shards:
        clean_shard(ShardJob(shard, str(work), Options()))
    return [shard.key for shard in shards]


def test_sites_learned_some_at_a_time_are_what_they_are_learned_at_once(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = clean(work)
    assert digest_of_templates(str(work)) == ""
    assert read_templates(str(work)) == {}
    lines = learn_sites(str(work), keys)
    templates, digest = read_templates(str(work)), digest_of_templates(str(work))
    known = dict(SiteState(work / "state" / "sites.bin"))
    assert lines == len(known) == 4
    monkeypatch.setattr("cleaners.corpus.PART_DOCUMENTS", 1)
    assert learn_sites(str(work), keys) == lines
    state = SiteState(work / "state" / "sites.bin")
    assert dict(state) == known
    assert list(state) == sorted(known)
    assert read_templates(str(work)) == templates
    assert digest_of_templates(str(work)) == digest


def test_a_night_with_nothing_new_looks_at_no_earlier_article(
    work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_earlier(*_: object) -> None:
        raise AssertionError("all signatures of earlier runs are read")

    monkeypatch.setattr("cleaners.corpus.read_earlier", read_earlier)
    work.mkdir()
    assert find_duplicates(str(work), [], Options(), str(tmp_path / "corpus")) == 0
    assert read_verdicts(str(work)) == {}


def test_what_the_next_run_is_to_know_is_moved_not_copied(work: Path, tmp_path: Path) -> None:
    (work / "state").mkdir(parents=True)
    (work / "state" / "signatures.arrow").write_bytes(b"gigabytes")
    number = (work / "state" / "signatures.arrow").stat().st_ino
    for _ in range(2):  # the second time nothing is left to do
        stage_state(str(work), tmp_path / "staging")
    (path,) = (tmp_path / "staging" / "state").iterdir()
    assert (path.name, path.read_bytes()) == ("signatures.arrow", b"gigabytes")
    assert path.stat().st_ino == number

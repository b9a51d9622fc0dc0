"""A shard in, a shard out: the same rows however a file of records is cut."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.corpus import find_duplicates, learn_sites, read_verdicts
from cleaners.document import Cleaned, Duplicate, RawDocument
from cleaners.lines import line_key
from cleaners.options import Options
from cleaners.overrules import NONE, Overrules
from cleaners.plan import InputFile, find_files, plan_shards
from cleaners.read import read_file
from cleaners.shards import ShardCounts, ShardJob, clean_shard, read_cleaned, reclean_shard

PROSE = (
    "The council of Marrow Bay voted on Tuesday to close the old ferry terminal for good.",
    "The captains said that nobody had asked them before the notice was put up on the wall.",
    "A new pier is to be built by spring, the harbor office said in a short statement.",
    "Fish prices rose by a third in the week after the vote, traders at the market said.",
    "Nobody knows yet who is to pay for the road that leads from the mill to the new pier.",
)
FOOT = "Printed on the quay since 1911, and proud of it"
Row: TypeAlias = tuple[Cleaned, Duplicate | None]


def records() -> list[dict[str, object]]:
    """Return a site's stories, each with its foot, and copies of some of them."""
    stories: list[dict[str, object]] = []
    for i in range(6):
        body = [f"Story number {i} of the week", *(f"{p} Part {i}." for p in PROSE[i % 3 :])]
        text = "\n\n".join([*body, FOOT])
        url = f"https://bayherald.example/2024/03/0{i + 1}/story"
        stories.append({"url": url, "text": text, "lang": "en"})
    return [stories[0], *stories, stories[0], {"text": ""}, {"text": ""}, stories[3]]


def as_lines(items: list[dict[str, object]]) -> bytes:
    lines = [json.dumps(item).encode() for item in items]
    return b"\n".join([*lines[:4], b"{broken", *lines[4:], b"{broken"]) + b"\n"


def run(files: list[InputFile], shard_bytes: int, work: Path) -> tuple[dict[str, Row], ShardCounts]:
    """Clean files in shards of some size; return everything a table would hold, and the sums."""
    shards = plan_shards(files, Options(), shard_bytes)
    jobs = [ShardJob(shard, str(work), Options()) for shard in shards]
    keys = [shard.key for shard in shards]
    counts = [clean_shard(job) for job in jobs]
    learn_sites(str(work), keys)
    again = [reclean_shard(job) for job in jobs]
    find_duplicates(str(work), keys, Options())
    verdicts = read_verdicts(str(work))
    rows: dict[str, Row] = {}
    for key in keys:
        for cleaned in read_cleaned(str(work), key):
            record = cleaned.article or cleaned.reject
            assert record is not None
            assert record.id not in rows
            rows[record.id] = (cleaned, verdicts.get(record.id))
    total = ShardCounts(
        found=sum(c.found for c in counts),
        articles=sum(c.articles for c in counts),
        rejects=sum(c.rejects for c in counts),
        again=sum(c.again for c in again),
    )
    return rows, total


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[InputFile]:
    folder = tmp_path_factory.mktemp("records")
    (folder / "a.jsonl").write_bytes(as_lines(records()))
    (folder / "b.csv").write_text("text\n" + "".join(f'"{p}"\n' for p in [*PROSE, *PROSE]))
    (folder / "c.txt").write_text("\n\n".join(PROSE))
    return find_files([str(folder)])


@given(shard_bytes=st.integers(1, 6000))
@settings(max_examples=8, deadline=None)
def test_cuts_change_no_row(
    files: list[InputFile], shard_bytes: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    expected = run(files, 10**9, tmp_path_factory.mktemp("work"))
    assert run(files, shard_bytes, tmp_path_factory.mktemp("work")) == expected


@pytest.mark.parametrize("shard_bytes", [1, 10**9])
def test_identical_records_have_rows_of_their_own(
    files: list[InputFile], shard_bytes: int, tmp_path: Path
) -> None:
    rows, total = run(files, shard_bytes, tmp_path)
    lines = [row for row in rows.values() if uri_of(row).endswith(".jsonl")]
    assert (total.found, len(rows)) == (24, 24)
    assert len(lines) == 13
    rejects = [cleaned.reject for cleaned, _ in lines if cleaned.reject is not None]
    assert sorted(reject.reason for reject in rejects) == ["empty", "empty", "error", "error"]
    exact = [v for _, v in lines if v is not None and v.relation == "exact"]
    assert len(exact) == 3


@pytest.mark.parametrize("shard_bytes", [1, 10**9])
def test_records_are_found_again_for_the_second_pass(
    files: list[InputFile], shard_bytes: int, tmp_path: Path
) -> None:
    rows, total = run(files, shard_bytes, tmp_path)
    articles = [cleaned.article for cleaned, _ in rows.values() if cleaned.article is not None]
    site = [article for article in articles if article.metadata.domain == "bayherald.example"]
    assert total.again == len(site) == 9
    assert [article.id for article in site if FOOT in article.text] == []
    removed = [r for c, _ in rows.values() for r in c.removals if r.kind == "site_template"]
    assert {r.text for r in removed} == {FOOT}
    lines = Path(files[0].path).read_bytes()
    for article in site:
        assert article.source_record is not None
        line = json.loads(lines[article.source_record :].split(b"\n")[0])
        for removal in removed:
            if removal.id == article.id:
                assert line["text"][removal.start : removal.end] == FOOT


def test_bylines_and_dates_that_a_site_repeats_stay_in_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    items = []
    for i in range(5):
        body = [f"{prose} Part {i}." for prose in PROSE]
        text = "\n\n".join(
            [f"Story {i} of a long week", "By Orla Finch", "3 March 2024", *body, FOOT]
        )
        items.append({"url": f"https://bayherald.example/2024/{i}/story", "text": text})
    path.write_bytes(b"\n".join(json.dumps(item).encode() for item in items))
    rows, total = run(find_files([str(path)]), 10**9, tmp_path / "work")
    assert total.again == len(items)
    for cleaned, _ in rows.values():
        assert cleaned.article is not None
        assert FOOT not in cleaned.article.text
        assert cleaned.article.metadata.authors == ("Orla Finch",)
        assert cleaned.article.metadata.day_published == "2024-03-03"


def test_an_overrule_between_two_attempts_is_other_work(
    files: list[InputFile], tmp_path: Path
) -> None:
    work = str(tmp_path / "work")
    shards = plan_shards(files, Options())
    keys, jobs = [shard.key for shard in shards], [ShardJob(s, work, Options()) for s in shards]
    for job in jobs:
        clean_shard(job)
    kept = Overrules({"bayherald.example": {line_key(FOOT): "keep"}})
    gone = Overrules({"*": {line_key(PROSE[2] + " Part 2."): "remove"}})
    found = []
    for overrules in (NONE, kept, gone, NONE):
        learn_sites(work, keys, None, overrules)
        for job in jobs:
            reclean_shard(job)
        cleaned = [it for key in keys for it in read_cleaned(work, key)]
        removed = [r for it in cleaned for r in it.removals if r.kind == "site_template"]
        found.append({(r.rule, r.text) for r in removed})
    line, overrule = ("memory/line", FOOT), ("memory/overrule", PROSE[2] + " Part 2.")
    assert found == [{line}, set(), {line, overrule}, {line}]


def test_a_file_that_changed_keeps_what_the_first_pass_made(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(as_lines(records()))
    (shard,) = plan_shards(find_files([str(path)]), Options())
    job = ShardJob(shard, str(tmp_path / "work"), Options())
    first = clean_shard(job)
    learn_sites(job.work, [shard.key])
    path.write_bytes(b'{"text": "Something else stands here now."}\n' * 40)
    again = reclean_shard(job)
    assert (again.found, again.articles) == (first.found, first.articles)
    kept = [cleaned.article for cleaned in read_cleaned(job.work, shard.key) if cleaned.article]
    assert all(FOOT in article.text for article in kept)


def test_a_file_that_went_away_is_one_reject_however_it_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(as_lines(records()))
    shards = plan_shards(find_files([str(path)]), Options(), 500)
    assert len(shards) > 3
    path.unlink()
    work = str(tmp_path / "work")
    counts = [clean_shard(ShardJob(shard, work, Options())) for shard in shards]
    assert sum(c.found for c in counts) == sum(c.rejects for c in counts) == 1


def uri_of(row: Row) -> str:
    record = row[0].article or row[0].reject
    assert record is not None
    return record.source_uri


def test_a_file_that_was_rewritten_is_not_read_at_places_that_are_none_any_more(
    tmp_path: Path,
) -> None:
    path = tmp_path / "in.jsonl"
    lines = [json.dumps({"text": f"Goat {i} stood on the quay of Marrow Bay."}) for i in range(30)]
    path.write_text("\n".join(lines) + "\n")
    os.utime(path, ns=(1, 1))
    shards = plan_shards(find_files([str(path)]), Options(), 400)
    assert len(shards) > 3

    def counts(work: str) -> list[ShardCounts]:
        return [clean_shard(ShardJob(it, str(tmp_path / work), Options())) for it in shards]

    with path.open("a") as sink:  # it is written to all night long
        sink.write(lines[0].replace("Goat 0", "A late goat") + "\n")
    assert sum(it.found for it in counts("grown")) == len(lines) + 1
    path.write_text("\n".join([lines[7]] * len(lines)) + "\n")
    assert [(it.found, it.rejects) for it in counts("other")] == [(1, 1)] * len(shards)
    (reject,) = (it.reject for it in read_cleaned(str(tmp_path / "other"), shards[1].key))
    assert reject is not None
    assert "it changed under the run; run again" in reject.message
    assert reject.message.startswith(f"{path}: from record ")


def test_an_unknown_file_in_a_folder_is_a_reject_unless_it_is_named(tmp_path: Path) -> None:
    story = "The pier is closed, the council said on Tuesday. Nobody knows for how long."
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xyz").write_text(story)
    for place, reason in ((tmp_path / "in", "not_text"), (tmp_path / "in" / "a.xyz", None)):
        (shard,) = plan_shards(find_files([str(place)]), Options())
        work = tmp_path / (reason or "named")
        work.mkdir()
        clean_shard(ShardJob(shard, str(work), Options()))
        (cleaned,) = read_cleaned(str(work), shard.key)
        assert (cleaned.reject.reason if cleaned.reject else None) == reason


def test_a_name_that_is_no_utf8_is_read_and_told_as_text(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for i, name in enumerate((b"caf\xe9.jsonl", b"caf\xe8.jsonl")):
        stories = records()[1 + i : 4 + i]
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(as_lines(stories))
    rows, counts = run(find_files([str(folder)]), 1 << 20, tmp_path / "work")
    assert {Path(uri_of(row)).name for row in rows.values()} == {
        "caf\\xe9.jsonl",
        "caf\\xe8.jsonl",
    }
    assert counts.again == counts.articles == 6
    assert all(FOOT not in row[0].article.text for row in rows.values() if row[0].article)


def test_a_fault_of_a_reader_costs_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_lines(records()))
    (tmp_path / "b.jsonl").write_bytes(as_lines(records()))

    def broken(path: str, *args: Any, **options: Any) -> Iterator[RawDocument]:
        for at, raw in enumerate(read_file(path, *args, **options)):
            if path.endswith("a.jsonl") and at == 2:
                raise ZeroDivisionError("of our own making")
            yield raw

    monkeypatch.setattr("cleaners.shards.read_file", broken)
    (shard,) = plan_shards(find_files([str(tmp_path)]), Options())
    clean_shard(ShardJob(shard, str(tmp_path / "work"), Options()))
    rejects = [it.reject for it in read_cleaned(str(tmp_path / "work"), shard.key) if it.reject]
    told = [it.message for it in rejects if "ZeroDivisionError" in it.message]
    assert len(told) == 1 and "a.jsonl" in told[0]
    uris = [
        it.article.source_uri
        for it in read_cleaned(str(tmp_path / "work"), shard.key)
        if it.article
    ]
    assert {Path(uri).name for uri in uris} == {"a.jsonl", "b.jsonl"}


def test_a_pipe_in_a_folder_is_a_reject_and_nobody_waits(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (shard,) = plan_shards(find_files([str(tmp_path)]), Options())
    clean_shard(ShardJob(shard, str(tmp_path / "work"), Options()))
    (cleaned,) = read_cleaned(str(tmp_path / "work"), shard.key)
    assert cleaned.reject is not None and "a pipe" in cleaned.reject.message

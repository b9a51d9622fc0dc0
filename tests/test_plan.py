"""Find the files that inputs name, and cut them into shards."""

import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import RawDocument
from cleaners.options import Options
from cleaners.plan import (
    MAX_SHARD_FILES,
    InputError,
    InputFile,
    find_files,
    is_as_planned,
    plan_shards,
    spool_stdin,
)
from cleaners.read import read_file


def names(files: list[InputFile]) -> list[str]:
    return [Path(file.uri).name for file in files]


def test_files_folders_and_globs_name_each_file_once(tmp_path: Path) -> None:
    for name in ("a.txt", "sub/b.jsonl", "sub/.hidden", ".git/c.txt", "d.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    folder = str(tmp_path)
    assert names(find_files([folder])) == ["a.txt", "d.csv", "b.jsonl"]
    assert find_files([f"{folder}/*", f"{folder}/a.txt", folder]) == find_files([folder])
    assert names(find_files([f"{folder}/**/*.jsonl"])) == ["b.jsonl"]
    assert names(find_files([f"{folder}/sub/.hidden"])) == [".hidden"]


def test_an_input_that_names_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no input"):
        find_files([])
    with pytest.raises(InputError, match="no such file"):
        find_files([str(tmp_path / "away.txt")])
    with pytest.raises(InputError, match="holds no files"):
        find_files([str(tmp_path)])


def test_the_standard_input_is_spooled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = b'{"text": "It stands on the quay."}\n'

    class Input:
        buffer = io.BytesIO(line)

    monkeypatch.setattr("sys.stdin", Input)
    (file,) = spool_stdin(find_files(["-"]), tmp_path)
    assert (file.uri, file.size) == ("-", len(line))
    (raw,) = read_file(file.path, file.uri)
    assert (raw.source_uri, raw.source_record, raw.text) == ("-", 0, "It stands on the quay.")


def test_a_large_standard_input_is_cut_and_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Input:
        buffer = io.BytesIO(b'{"text": "It stands on the quay."}\n' * 9)

    monkeypatch.setattr("sys.stdin", Input)
    shards = plan_shards(spool_stdin(find_files(["-"]), tmp_path), Options(), 60)
    assert len(shards) > 1
    assert all(is_as_planned(part) for shard in shards for part in shard.files)


def test_small_files_share_a_shard(tmp_path: Path) -> None:
    files = [InputFile(f"/in/{i}", f"/in/{i}", 10, 1) for i in range(MAX_SHARD_FILES + 1)]
    assert [len(shard.files) for shard in plan_shards(files, Options())] == [MAX_SHARD_FILES, 1]
    assert [len(shard.files) for shard in plan_shards(files[:5], Options(), 20)] == [2, 2, 1]


def test_packed_files_count_by_what_they_are_likely_to_hold() -> None:
    names = ["a.jsonl.gz", "b.jsonl.zst", "c.parquet", "d.jsonl", "e.txt"]
    files = [InputFile(f"/in/{name}", f"/in/{name}", 10, 1) for name in names]
    shards = plan_shards(files, Options(), 50)
    assert [[file.uri[4:] for file in shard.files] for shard in shards] == [
        ["a.jsonl.gz"],
        ["b.jsonl.zst"],
        ["c.parquet", "d.jsonl"],
        ["e.txt"],
    ]


def test_a_compressed_file_of_many_records_is_cut(tmp_path: Path) -> None:
    record = b'{"text": "It stands on the quay, and it has stood there for long."}\n'
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(record * 400))
    (file,) = find_files([str(tmp_path)])
    assert file.size < 400 < len(record * 400)
    assert len(plan_shards([file], Options(), file.size // 2)) > 1


def test_equal_work_has_an_equal_key(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "One."}\n' * 40)
    files = find_files([str(tmp_path)])
    shards = plan_shards(files, Options(), 100)
    assert shards == plan_shards(files, Options(), 100)
    keys = {shard.key for shard in shards}
    assert len(keys) == len(shards) > 3
    others = plan_shards(files, Options(dedup="none"), 100)
    assert keys.isdisjoint(shard.key for shard in others)


def as_parquet(records: list[dict[str, str]]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(records), sink, row_group_size=3)
    return sink.getvalue()


def as_lines(records: list[dict[str, str]]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def as_csv(records: list[dict[str, str]]) -> bytes:
    return "".join(["text\n", *(f'"{record["text"]}"\n' for record in records)]).encode()


FORMS: dict[str, Callable[[list[dict[str, str]]], bytes]] = {
    "a.jsonl": as_lines,
    "a.jsonl.gz": lambda records: gzip.compress(as_lines(records)),
    "a.json": lambda records: json.dumps(records).encode(),
    "a.csv": as_csv,
    "a.parquet": as_parquet,
}


@pytest.mark.parametrize("name", FORMS)
@given(
    texts=st.lists(st.sampled_from(["One.", "Two\nlines.", "Three."]), min_size=9, max_size=40),
    size=st.integers(1, 60),
)
def test_cuts_change_no_record(
    tmp_path_factory: pytest.TempPathFactory, name: str, texts: list[str], size: int
) -> None:
    path = tmp_path_factory.mktemp("cut") / name
    path.write_bytes(FORMS[name]([{"text": text} for text in texts]))
    files = find_files([str(path)])
    whole = list(read_file(str(path)))
    assert [raw.text for raw in whole] == texts
    assert len({raw.id for raw in whole}) == len(texts)
    found: list[RawDocument] = []
    shards = plan_shards(files, Options(), size)
    for shard in shards:
        (file,) = shard.files
        part = file.stretch
        if part is None:
            found += read_file(file.path, file.uri)
        else:
            found += read_file(
                file.path, file.uri, start=part.start, end=part.end, copies=part.copies
            )
    assert found == whole
    assert len(shards) > 1 or 8 * size >= files[0].size  # what cannot be jumped in: only if large
    assert abs(sum(f.size for shard in shards for f in shard.files) - files[0].size) < len(texts)


def test_what_is_no_file_of_records_is_not_cut(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A line of prose.\n" * 100)
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(b"WARC" * 1000))
    (tmp_path / "c.jsonl").symlink_to(tmp_path / "gone")
    (tmp_path / "d.parquet").write_bytes(b"PAR1" * 100)
    shards = plan_shards(find_files([str(tmp_path)]), Options(), 1)
    assert {file.stretch for shard in shards for file in shard.files} == {None}


def test_a_folder_vouches_for_no_unknown_ending(tmp_path: Path) -> None:
    for name in ("a.txt", "b.xyz", "LICENSE"):
        (tmp_path / name).write_text("The pier is closed, the council said on Tuesday.")
    found = {Path(file.uri).name: file.is_named for file in find_files([str(tmp_path)])}
    assert found == {"a.txt": False, "b.xyz": False, "LICENSE": False}
    (named,) = find_files([str(tmp_path / "b.xyz")])
    assert named.is_named


def test_edited_rules_are_other_work(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The pier is closed.")
    rules = tmp_path / "rules"
    rules.mkdir()
    keys = set()
    for text in ("kind = 'share_bar'", "kind = 'follow_us'"):
        (rules / "share_bar.toml").write_text(text)
        (shard,) = plan_shards(find_files([str(tmp_path / "a.txt")]), Options(rules=str(rules)))
        keys.add(shard.key)
    assert len(keys) == 2

"""Signatures on disk: what the next run reads of earlier ones."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from cleaners.dedup import settle, signatures
from cleaners.dedup.tables import read_earlier, write_settled
from tests.dedup.ladder import article


def signed(*ids: str) -> pa.Table:
    return signatures(article(it, f"A text of its own that is about {it}.") for it in ids)


def written(folder: Path, *nights: Sequence[str]) -> list[Path]:
    paths = [folder / f"r{number}.arrow" for number in range(len(nights))]
    for path, ids in zip(paths, nights, strict=True):
        write_settled(path, [signed(*ids)], {})
    return paths


def ids_of(tables: Sequence[pa.Table]) -> list[list[str]]:
    return [table["id"].to_pylist() for table in tables]


def test_of_an_article_that_several_runs_cleaned_the_newest_counts(tmp_path: Path) -> None:
    files = written(tmp_path, ["a", "b", "c"], ["d", "a"], ["e"])
    assert ids_of(read_earlier(files, [])) == [["b", "c"], ["d", "a"], ["e"]]


def test_what_is_cleaned_again_now_is_not_among_the_earlier(tmp_path: Path) -> None:
    files = written(tmp_path, ["a", "b"], ["c"])
    assert ids_of(read_earlier(files, [signed("x", "a"), signed("c")])) == [["b"]]


def test_tables_with_nothing_to_leave_out_come_as_they_were_written(tmp_path: Path) -> None:
    files = written(tmp_path, ["a", "b"])
    (table,) = read_earlier(files, [signed()])
    assert table.equals(settle(signed("a", "b"), {}))


def test_the_first_run_has_none() -> None:
    assert read_earlier([], [signed("a")]) == []

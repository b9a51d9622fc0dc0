"""A part does not depend on the order of its documents, and holds what was counted."""

import hashlib
import random
from itertools import pairwise
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleaners.document import Cleaned
from cleaners.write import Part, PartCounts, RowError, sum_counts, write_part
from cleaners.write.parquet import group_sizes
from tests.write.samples import (
    BATCH,
    VERDICTS,
    article,
    doc_id,
    kept,
    rejected,
    removal,
    repeats,
)


def test_the_order_of_documents_changes_no_byte(tmp_path: Path) -> None:
    documents = [
        kept(f"d{i}", domain=domain, date_published=time, day_published=time and time[:10])
        for i, (domain, time) in enumerate(
            (domain, time)
            for domain in (None, "b.example", "a.example", "é.example")
            for time in (None, "2024-01-02T00:00:00Z", "2024-01-02T02:00:00+03:00")
        )
    ]
    written: list[list[Part]] = []
    for turn in range(3):
        random.Random(turn).shuffle(documents)
        written.append(write_part(documents, {}, tmp_path / str(turn), 0, "r", "v")[0])
    assert written[0] == written[1] == written[2]


def test_rows_are_sorted_with_nulls_last(tmp_path: Path) -> None:
    documents = [
        kept("late", domain="a.example", date_published="2024-02-01T00:00:00Z"),
        kept("homeless", domain=None),
        kept("early", domain="a.example", date_published="2024-01-31T23:00:00-05:00"),
        kept("timeless", domain="a.example", date_published=None, day_published=None),
        kept("other", domain="Z.example"),
    ]
    write_part(documents, {}, tmp_path, 0, "r", "v")
    ids = pq.read_table(tmp_path / "articles/part-00000.parquet")["id"].to_pylist()
    assert ids == [doc_id(n) for n in ("other", "late", "early", "timeless", "homeless")]


def test_parts_say_what_their_files_hold(tmp_path: Path) -> None:
    parts, counts = write_part(BATCH, VERDICTS, tmp_path, 7, "r20260101T000000Z-00ff00", "v")
    assert [part.table for part in parts] == ["articles", "removals", "duplicates", "rejects"]
    for part in parts:
        data = (tmp_path / part.table / "part-00007.parquet").read_bytes()
        assert part.path == f"{part.table}/batch=r20260101T000000Z-00ff00/part-00007.parquet"
        assert (part.bytes, part.sha256) == (len(data), hashlib.sha256(data).hexdigest())
        assert part.rows == pq.read_metadata(pa.BufferReader(data)).num_rows
    assert [part.rows for part in parts] == [2, 6, 1, 1]
    assert counts == PartCounts(2, 1, 1, {"related_links": 54}, {"encoding_repaired": 3})


def test_a_table_without_rows_has_no_file(tmp_path: Path) -> None:
    parts, counts = write_part([], {}, tmp_path / "none", 0, "r", "v")
    assert (parts, counts) == ([], PartCounts())
    parts, _ = write_part([rejected("driftwood")], {}, tmp_path / "one", 0, "r", "v")
    files = [path for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert files == [tmp_path / "one/rejects/part-00000.parquet"]


def test_removals_can_be_left_out_and_are_counted_all_the_same(tmp_path: Path) -> None:
    parts, counts = write_part(BATCH, VERDICTS, tmp_path, 0, "r", "v", "none")
    assert "removals" not in {part.table for part in parts}
    assert not (tmp_path / "removals").exists()
    assert counts.removed == {"related_links": 54}


def test_removals_count_by_what_was_seen_of_them(tmp_path: Path) -> None:
    text = "**[Read also: The pier](https://quaypost.example/p)**"
    seen = len("Read also: The pier")
    document = Cleaned(article("anchor"), removals=(removal("anchor", 0, text, chars=seen),))
    _, counts = write_part([document], {}, tmp_path, 0, "r", "v")
    assert counts.removed == {"related_links": seen}


def test_a_story_of_its_own_needs_no_verdict_and_a_shared_one_stays_an_article(
    tmp_path: Path,
) -> None:
    (verdict,) = repeats("buoy", "anchor").values()
    shared = msgspec.structs.replace(verdict, duplicate_of=None, relation=None)
    write_part([kept("anchor"), kept("buoy")], {verdict.id: shared}, tmp_path, 0, "r", "v")
    rows = pq.read_table(tmp_path / "articles/part-00000.parquet").to_pylist()
    assert {row["id"]: row["story_id"] for row in rows} == {
        doc_id("anchor"): doc_id("anchor"),
        doc_id("buoy"): doc_id("anchor"),
    }


def test_repeating_a_part_leaves_one_whole_file_and_no_draft(tmp_path: Path) -> None:
    first, _ = write_part(BATCH, VERDICTS, tmp_path, 0, "r", "v")
    again, _ = write_part(reversed(BATCH), VERDICTS, tmp_path, 0, "r", "v")
    assert again == first
    assert list((tmp_path / "drafts").iterdir()) == []


def test_a_record_that_is_neither_article_nor_reject_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RowError, match="either an article or a reject"):
        write_part([Cleaned(None)], {}, tmp_path, 0, "r", "v")


@pytest.mark.parametrize("rows", [1, 4_999, 9_999, 10_000, 10_001, 14_999, 20_001, 99_999])
def test_row_groups_have_5000_to_10000_rows(rows: int) -> None:
    sizes = group_sizes(rows)
    assert sum(sizes) == rows
    assert max(sizes) <= 10_000
    assert min(sizes) >= min(5_000, rows)
    assert all(a - b in (0, 1) for a, b in pairwise(sizes))


def test_a_large_part_has_several_row_groups(tmp_path: Path) -> None:
    notes = tuple(removal("anchor", seq, "Share") for seq in range(12_001))
    write_part([Cleaned(article("anchor"), removals=notes)], {}, tmp_path, 0, "r", "v")
    file = pq.ParquetFile(tmp_path / "removals/part-00000.parquet")
    groups = [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)]
    assert groups == [6_001, 6_000]
    assert file.read(["seq"])["seq"].to_pylist() == list(range(12_001))


def test_long_text_is_not_copied_into_the_index(tmp_path: Path) -> None:
    noise = random.Random(5)
    text = "".join(chr(noise.randrange(0x4E00, 0x9FFF)) for _ in range(60_000))
    (part, *_), _ = write_part([kept("anchor", text)], {}, tmp_path, 0, "r", "v")
    assert part.bytes < 1.1 * len(text.encode())


def test_counts_add_up_over_parts() -> None:
    one = PartCounts(1, 2, 3, {"byline": 4}, {"mixed_language": 1})
    two = PartCounts(10, 20, 30, {"byline": 40, "ad_label": 5}, {})
    total = PartCounts(11, 22, 33, {"ad_label": 5, "byline": 44}, {"mixed_language": 1})
    assert sum_counts([one, two]) == total
    assert sum_counts([]) == PartCounts()

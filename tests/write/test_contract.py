"""The tables are those of the contract, written down here by hand from design.md, section 5."""

from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from cleaners.write import SCHEMAS, TableName, render_columns
from tests.write.samples import doc_id, whole_run

LIST = "list<element: string>"
TIME = "timestamp[us, tz=UTC]"
CREDITS = "list<element: struct<role: string, name: string>>"
IMAGES = "list<element: struct<url: string, caption: string, credit: string>>"
PROVENANCE = (
    "list<element: struct<field: string, value: string, source: string, rule: string, "
    "start: int32, end: int32, confidence: double>>"
)
ARTICLES = f"""
id                     | string     | never null
text                   | string     | never null
title                  | string     |
subtitle               | string     |
authors                | {LIST}     | never null
byline                 | string     |
agencies               | {LIST}     | never null
credits                | {CREDITS}  | never null
dateline               | string     |
date_published         | {TIME}     |
date_modified          | {TIME}     |
day_published          | date32[day] |
date_precision         | string     |
date_crawled           | {TIME}     |
url                    | string     |
domain                 | string     |
site_name              | string     |
section                | string     |
tags                   | {LIST}     | never null
images                 | {IMAGES}   | never null
language               | string     | never null
language_score         | double     | never null
is_accessible_for_free | bool       |
is_truncated           | bool       | never null
word_count             | int32      | never null
char_count             | int32      | never null
paragraph_count        | int32      | never null
removed_char_count     | int32      | never null
removed_ratio          | double     | never null
warnings               | {LIST}     | never null
story_id               | string     | never null
provenance             | {PROVENANCE} | never null
source_uri             | string     | never null
source_record          | int64      |
source_id              | string     |
source_format          | string     | never null
encoding               | string     | never null
source_hash            | string     | never null
run_id                 | string     | never null
pipeline_version       | string     | never null
"""
REMOVALS = """
id       | string | never null
seq      | int32  | never null
kind     | string | never null
action   | string | never null
rule     | string | never null
evidence | string | never null
text     | string | never null
start    | int32  |
end      | int32  |
score    | double | never null
run_id   | string | never null
"""
DUPLICATES = f"""{ARTICLES.rstrip()}
duplicate_of | string | never null
relation     | string | never null
similarity   | double | never null
"""
REJECTS = """
id            | string | never null
source_uri    | string | never null
source_record | int64  |
stage         | string | never null
reason        | string | never null
message       | string | never null
raw_excerpt   | string | never null
text          | string |
run_id        | string | never null
"""
CONTRACT: dict[TableName, str] = {
    "articles": ARTICLES,
    "removals": REMOVALS,
    "duplicates": DUPLICATES,
    "rejects": REJECTS,
}
each_table = pytest.mark.parametrize("table", CONTRACT)


def columns(text: str) -> list[tuple[str, str, bool]]:
    lines = [line.split("|") for line in text.strip().splitlines()]
    return [(name.strip(), kind.strip(), not null.strip()) for name, kind, null in lines]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contract") / "out"
    whole_run(folder)
    return folder


@each_table
def test_a_file_has_the_columns_of_the_contract(output: Path, table: TableName) -> None:
    schema = pq.read_schema(next((output / table).glob("batch=*/part-00000.parquet")))
    assert [(f.name, str(f.type), f.nullable) for f in schema] == columns(CONTRACT[table])


@each_table
def test_each_column_of_a_file_is_described(output: Path, table: TableName) -> None:
    schema = pq.read_schema(next((output / table).glob("batch=*/part-00000.parquet")))
    assert [f.name for f in schema if len(f.metadata[b"description"]) < 10] == []
    assert schema.metadata == {b"schema_version": b"1"}
    assert schema.equals(SCHEMAS[table], check_metadata=True)


@each_table
def test_a_file_is_compressed_indexed_and_sorted(output: Path, table: TableName) -> None:
    file = pq.ParquetFile(next((output / table).glob("batch=*/part-00000.parquet")))
    group = file.metadata.row_group(0)
    chunks = [group.column(i) for i in range(group.num_columns)]
    assert {chunk.compression for chunk in chunks} == {"ZSTD"}
    assert all(chunk.has_offset_index for chunk in chunks)
    by = {"removals": ["id", "seq"], "rejects": ["id"]}
    order = by.get(table, ["domain", "date_published", "id"])
    sorting = pq.SortingColumn.to_ordering(file.schema_arrow, group.sorting_columns)
    assert [name for name, _ in sorting[0]] == order
    assert next(c.path_in_schema for c in chunks if c.has_column_index) == "id"


@each_table
def test_a_table_reads_as_one_folder(output: Path, table: TableName) -> None:
    folder = ds.dataset(output / table, partitioning="hive")
    rows = folder.to_table().to_pylist()
    assert rows
    for row in rows:
        assert row["batch"] == row["run_id"]
        assert row["run_id"].startswith("r20261121T221300Z-")


def test_values_come_back_as_they_were(output: Path) -> None:
    rows = {row["id"]: row for row in pq.read_table(output / "articles").to_pylist()}
    row = rows[doc_id("anchor")]
    assert row["date_published"].isoformat() == "2024-07-29T16:05:00+00:00"
    assert row["day_published"].isoformat() == "2024-07-29"
    assert row["credits"] == [{"role": "editing", "name": "Pim Oudekerk"}]
    assert row["images"] == [{"url": None, "caption": "The quay at dawn.", "credit": None}]
    assert [(p["field"], p["start"], p["end"]) for p in row["provenance"]] == [
        ("title", 0, 12),
        ("domain", None, None),
    ]
    assert row["story_id"] == doc_id("anchor")
    assert row["warnings"] == ["encoding_repaired"]
    assert row["agencies"] == []


def test_a_duplicate_names_its_original(output: Path) -> None:
    (row,) = pq.read_table(output / "duplicates").to_pylist()
    assert (row["id"], row["duplicate_of"]) == (doc_id("copy"), doc_id("anchor"))
    assert (row["relation"], row["similarity"]) == ("near", 0.93)
    assert row["story_id"] == doc_id("anchor")


def test_removals_are_written_in_reading_order_for_articles_and_duplicates(output: Path) -> None:
    rows = pq.read_table(output / "removals").to_pylist()
    keys = [(row["id"], row["seq"]) for row in rows]
    assert keys == sorted((doc_id(n), seq) for n in ("anchor", "buoy", "copy") for seq in (0, 1))


def test_no_type_that_some_reader_refuses() -> None:
    def leaves(kind: pa.DataType) -> list[pa.DataType]:
        parts = [kind.field(i).type for i in range(kind.num_fields)]
        return [leaf for part in parts for leaf in leaves(part)] if parts else [kind]

    kinds = [leaf for schema in SCHEMAS.values() for f in schema for leaf in leaves(f.type)]
    refused = (pa.types.is_dictionary, pa.types.is_null, pa.types.is_string_view, pa.types.is_map)
    assert [kind for kind in kinds if any(test(kind) for test in refused)] == []


@each_table
def test_the_documentation_lists_each_column_once(table: TableName) -> None:
    lines = render_columns(table).splitlines()[2:]
    names = [line.split("`")[1] for line in lines]
    expected = [name for name, _, _ in columns(CONTRACT[table])]
    assert names == (expected[-3:] if table == "duplicates" else expected)
    assert {line.replace("\\|", "").count("|") for line in lines} == {5}

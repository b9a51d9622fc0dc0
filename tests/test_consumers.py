"""What readers make of a run: every table, whole, with the types and nulls that were written."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import datasets
import duckdb
import msgspec
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from cleaners.write import SCHEMAS, TABLES, TableName
from tests.conftest import RunCommand, RunOutput

STORY = """\
{title}

By Ottilie Varga

14 March 2023

BRACKWATER — The lock keepers of the Ostrava canal went back to work on Tuesday after a strike of
eleven days. Forty barges had waited below the town, some of them with grain that had begun to rot.

The company promised to hire nine people before the autumn and to pay for nights in full. “We got
what we asked for last year already,” said Imre Dolan, who speaks for the keepers.

Sign up for our newsletter

The council will talk about the cost of the strike next week. It had asked for help from the
ministry twice, and was refused twice.
"""
#: the second is the first under another title
DOCUMENTS: Final = {
    "canal.txt": STORY.format(title="Keepers of the canal end their strike"),
    "canal-again.txt": STORY.format(title="Canal keepers return after eleven days"),
    "undated.md": (
        "# What the mill remembers\n\nThe mill on the island has not turned since the flood. Its "
        "wheel lies in the reeds, and herons nest where the sacks were weighed.\n\nNobody in the "
        "village wants it back, and nobody wants it gone.\n"
    ),
    "empty.txt": "\n",
}
ROWS: Final[dict[TableName, int]] = {"articles": 2, "duplicates": 1, "rejects": 1}


class Table(msgspec.Struct, frozen=True):
    """A table of the run, and what its file holds."""

    name: TableName
    folder: Path
    part: Path
    content: pa.Table
    run_id: str

    def rows(self) -> dict[Any, dict[str, Any]]:
        """Return the rows by what names them."""
        return rows_by_id(self.content.to_pylist())

    def times(self) -> list[str]:
        """Return the names of the columns of points in time."""
        return [it.name for it in self.content.schema if pa.types.is_timestamp(it.type)]

    def required_integers(self) -> list[str]:
        """Return the names of the int32 columns that are never null."""
        schema = self.content.schema
        return [it.name for it in schema if it.type == pa.int32() and not it.nullable]


@pytest.fixture(scope="module")
def corpus(run_command: RunCommand, tmp_path_factory: pytest.TempPathFactory) -> RunOutput:
    """Return a small run that fills all four tables."""
    folder = tmp_path_factory.mktemp("documents")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return run_command([folder])


def rows_by_id(rows: Iterable[dict[str, Any]]) -> dict[Any, dict[str, Any]]:
    """Return rows by what names them, whatever order a reader gives them in."""
    return {(row["id"], row.get("seq")): row for row in rows}


@pytest.fixture(scope="module", params=TABLES)
def table(request: pytest.FixtureRequest, corpus: RunOutput) -> Table:
    """Return one of the tables, as the file says it is."""
    name: TableName = request.param
    (part,) = (corpus.folder / name).glob("batch=*/*.parquet")
    content = pq.ParquetFile(part).read()
    assert content.num_rows == ROWS.get(name, content.num_rows) > 0
    (run_id,) = set(content["run_id"].to_pylist())
    return Table(name, corpus.folder / name, part, content, run_id)


def test_pyarrow_dataset(table: Table) -> None:
    read = ds.dataset(table.folder, partitioning="hive").to_table()
    assert read.column_names == [*SCHEMAS[table.name].names, "batch"]
    assert read.drop_columns(["batch"]).schema.equals(SCHEMAS[table.name])
    assert set(read["batch"].to_pylist()) == {table.run_id}
    assert rows_by_id(read.drop_columns(["batch"]).to_pylist()) == table.rows()


def test_pandas(table: Table) -> None:
    frame = pd.read_parquet(table.folder, dtype_backend="pyarrow")
    assert list(frame.columns) == [*SCHEMAS[table.name].names, "batch"]
    assert set(frame.pop("batch")) == {table.run_id}
    back = pa.Table.from_pandas(frame, schema=SCHEMAS[table.name], preserve_index=False)
    assert rows_by_id(back.to_pylist()) == table.rows()


def test_pandas_without_arrow_types(table: Table) -> None:
    frame = pd.read_parquet(table.part)
    assert len(frame) == len(table.rows())
    for name in table.times():
        assert str(frame[name].dtype) == "datetime64[us, UTC]"
    for name in table.required_integers():
        assert frame[name].dtype == "int32"  # what may be null becomes float: the reader's choice


def test_polars(table: Table) -> None:
    frame = pl.read_parquet(table.folder / "**" / "*.parquet", hive_partitioning=True)
    assert frame.columns == [*SCHEMAS[table.name].names, "batch"]
    for name in table.times():
        assert frame.schema[name] == pl.Datetime("us", "UTC")
    assert set(frame["batch"]) == {table.run_id}
    assert rows_by_id(frame.drop("batch").to_dicts()) == table.rows()


def test_duckdb(table: Table) -> None:
    files = str(table.folder / "*" / "*.parquet")
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        query = "SELECT * FROM read_parquet($files, hive_partitioning = true)"
        read = connection.sql(query, params={"files": files}).to_arrow_table()
        batches = f"SELECT DISTINCT batch FROM ({query})"
        assert connection.execute(batches, {"files": files}).fetchall() == [(table.run_id,)]
    assert read.column_names == [*SCHEMAS[table.name].names, "batch"]
    assert rows_by_id(read.drop_columns(["batch"]).to_pylist()) == table.rows()


def test_hugging_face_datasets(table: Table, tmp_path: Path) -> None:
    files = str(table.folder / "**" / "*.parquet")
    read = datasets.load_dataset(
        "parquet", data_files=files, split="train", cache_dir=str(tmp_path)
    )
    assert read.column_names[: len(SCHEMAS[table.name])] == SCHEMAS[table.name].names
    assert rows_by_id(dict(row) for row in read) == table.rows()


def test_nulls_and_types_of_the_contract(corpus: RunOutput) -> None:
    query = """
        SELECT source_format, title, date_published, day_published, source_record, authors, images
        FROM read_parquet($files) ORDER BY source_format
    """
    files = {"files": str(corpus.folder / "articles" / "*" / "*.parquet")}
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        undated, dated = connection.execute(query, files).fetchall()
    noon = datetime(2023, 3, 14, tzinfo=UTC)
    assert undated == ("markdown", "What the mill remembers", None, None, None, [], [])
    assert dated[0] == "text" and dated[2] == noon and dated[3] == date(2023, 3, 14)
    assert dated[5] == ["Ottilie Varga"]


def test_duplicates_name_their_article(corpus: RunOutput) -> None:
    query = """
        SELECT count(*) FROM read_parquet($duplicates) AS d
        JOIN read_parquet($articles) AS a ON d.duplicate_of = a.id AND d.story_id = a.story_id
    """
    names = ("duplicates", "articles")
    files = {name: str(corpus.folder / name / "*" / "*.parquet") for name in names}
    assert duckdb.execute(query, files).fetchall() == [(1,)]


def test_a_table_without_rows_has_no_file(
    run_command: RunCommand, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("one") / "undated.md"
    path.write_text(DOCUMENTS["undated.md"], encoding="utf-8")
    folder = run_command([path]).folder
    found = {name: list((folder / name).rglob("*.parquet")) for name in TABLES}
    assert {name for name, parts in found.items() if not parts} >= {"duplicates", "rejects"}
    assert len(found["articles"]) == 1
    read = datasets.load_dataset(
        "parquet", data_dir=str(folder / "articles"), split="train", cache_dir=str(folder / "cache")
    )
    assert read["title"][:] == ["What the mill remembers"]

"""Write the rows of some shards as one Parquet file for each table that has rows."""

import hashlib
import os
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, Final, Literal

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from cleaners.document import Article, Cleaned, Duplicate, Reject, Removal
from cleaners.write.rows import (
    Columns,
    Row,
    RowError,
    article_row,
    columns_to_table,
    duplicate_row,
    parse_time,
    reject_row,
    removal_columns,
    to_columns,
    warnings_of,
)
from cleaners.write.schema import COLUMNS, SCHEMAS, TABLES, TableName

MAX_GROUP_ROWS: Final = 10_000
SORTED_BY: Final[dict[TableName, tuple[str, ...]]] = {
    "articles": ("domain", "date_published", "id"),
    "removals": ("id", "seq"),
    "duplicates": ("domain", "date_published", "id"),
    "rejects": ("id",),
}
#: long strings: no dictionary (it never pays) and no minimum and maximum (they would be copies)
LONG: Final = frozenset({"text", "raw_excerpt", "evidence", "message"})
DISTINCT: Final = frozenset({"id", "title", "subtitle", "source_hash", "story_id", "duplicate_of"})

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Part(msgspec.Struct, frozen=True):
    """One file of the output."""

    table: TableName
    path: str  #: relative to the output folder, in its final place, with "/"
    rows: int
    bytes: int
    sha256: str  #: 64 hex digits


class PartCounts(msgspec.Struct, frozen=True):
    """What stands in one part of the output, or in all of them."""

    articles: int = 0
    duplicates: int = 0
    rejects: int = 0
    removed: dict[str, int] = {}
    """visible characters by kind, moved things included; markup of Markdown is not counted"""
    warnings: dict[str, int] = {}  #: documents by code


def write_part(
    cleaned: Iterable[Cleaned],
    verdicts: Mapping[str, Duplicate],
    staging: Path,
    number: int,
    run_id: str,
    pipeline_version: str,
    removals: Literal["full", "none"] = "full",
) -> tuple[list[Part], PartCounts]:
    """Write part ``number`` of every table that has rows, below ``staging``.

    Safe to repeat and to run in many processes, each with numbers of its own; a file appears
    whole or not at all. The order of ``cleaned`` does not matter. A part is held in memory:
    20,000 to 50,000 documents are a good size, several shards in one part.

    Parameters
    ----------
    verdicts
        By id, where an article is a duplicate or belongs to another's story; an article without
        a verdict stays in ``articles`` and is its own story.
    removals
        "none": the table ``removals`` is not written; the counts are the same.

    Returns
    -------
    The files, in the order of the tables, and what they hold.

    Raises
    ------
    RowError
        A record does not fit its table; `check_row_errors` finds that earlier.
    """
    articles, duplicates, rejects, removed = _sort_out(cleaned, verdicts)
    counts = _count(articles, duplicates, rejects, removed)
    rows: dict[TableName, tuple[list[Any], Callable[[Any], Row]]] = {
        "articles": (
            sorted(articles, key=_article_order),
            lambda a: article_row(a, _story(a, verdicts), run_id, pipeline_version),
        ),
        "duplicates": (
            sorted(duplicates, key=_article_order),
            lambda a: duplicate_row(a, verdicts[a.id], run_id, pipeline_version),
        ),
        "rejects": (sorted(rejects, key=lambda r: r.id), lambda r: reject_row(r, run_id)),
    }
    jobs = {table: (records, _by_row(table, to_row)) for table, (records, to_row) in rows.items()}
    jobs["removals"] = (
        sorted(removed, key=lambda r: (r.id, r.seq)) if removals == "full" else [],
        lambda some: removal_columns(some, run_id),
    )
    parts = [
        _write_table(table, records, columns_of, staging=staging, number=number, run_id=run_id)
        for table, (records, columns_of) in sorted(jobs.items(), key=lambda it: TABLES.index(it[0]))
        if records
    ]
    return parts, counts


def _by_row(table: TableName, to_row: Callable[[Any], Row]) -> Callable[[Sequence[Any]], Columns]:
    """Return the function that gives the columns of some records, row by row."""
    return lambda some: to_columns([to_row(record) for record in some], table)


def sum_counts(counts: Iterable[PartCounts]) -> PartCounts:
    """Add up what stands in several parts."""
    total = PartCounts()
    for one in counts:
        total = PartCounts(
            total.articles + one.articles,
            total.duplicates + one.duplicates,
            total.rejects + one.rejects,
            dict(sorted((Counter(total.removed) + Counter(one.removed)).items())),
            dict(sorted((Counter(total.warnings) + Counter(one.warnings)).items())),
        )
    return total


def _sort_out(
    cleaned: Iterable[Cleaned], verdicts: Mapping[str, Duplicate]
) -> tuple[list[Article], list[Article], list[Reject], list[Removal]]:
    articles: list[Article] = []
    duplicates: list[Article] = []
    rejects: list[Reject] = []
    removals: list[Removal] = []
    for one in cleaned:
        removals += one.removals
        if one.article is not None and one.reject is None:
            verdict = verdicts.get(one.article.id)
            stays = verdict is None or verdict.duplicate_of is None
            (articles if stays else duplicates).append(one.article)
        elif one.reject is not None and one.article is None:
            rejects.append(one.reject)
        else:
            raise RowError("a record gives either an article or a reject")
    return articles, duplicates, rejects, removals


def _count(
    articles: list[Article],
    duplicates: list[Article],
    rejects: list[Reject],
    removals: list[Removal],
) -> PartCounts:
    removed: Counter[str] = Counter()
    for removal in removals:
        removed[removal.kind] += removal.chars
    warnings = Counter(code for a in chain(articles, duplicates) for code in warnings_of(a))
    return PartCounts(
        len(articles),
        len(duplicates),
        len(rejects),
        dict(sorted(removed.items())),
        dict(sorted(warnings.items())),
    )


def _story(article: Article, verdicts: Mapping[str, Duplicate]) -> str:
    verdict = verdicts.get(article.id)
    return article.id if verdict is None else verdict.story_id


def _article_order(article: Article) -> tuple[bool, str, bool, datetime, str]:
    """Return the sort key (domain, date_published, id), nulls last."""
    meta = article.metadata
    time = parse_time(meta.date_published, article.id, "date_published")
    return meta.domain is None, meta.domain or "", time is None, time or _EPOCH, article.id


def group_sizes(rows: int) -> list[int]:
    """Cut ``rows`` into row groups of nearly equal size, 5,000 to 10,000 where there are as many.

    >>> group_sizes(10_001), group_sizes(7)
    ([5001, 5000], [7])
    """
    groups = -(-rows // MAX_GROUP_ROWS)
    return [rows // groups + (i < rows % groups) for i in range(groups)]


def _write_table(
    table: TableName,
    records: list[Any],
    columns_of: Callable[[Any], Columns],
    *,
    staging: Path,
    number: int,
    run_id: str,
) -> Part:
    name = f"part-{number:05}.parquet"
    target = staging / table / name
    # Not beside its target: what a killed worker leaves must not travel with the batch.
    draft = staging / "drafts" / f"{table}-{name}-{os.getpid()}-{secrets.token_hex(4)}"
    for folder in (target.parent, draft.parent):
        folder.mkdir(parents=True, exist_ok=True)
    with draft.open("wb") as sink:
        with pq.ParquetWriter(sink, SCHEMAS[table], **_writer_options(table)) as writer:
            start = 0
            for size in group_sizes(len(records)):
                columns = columns_of(records[start : start + size])
                writer.write_table(columns_to_table(columns, table), row_group_size=size)
                start += size
        sink.flush()
        os.fsync(sink.fileno())
    with draft.open("rb") as whole:
        digest = hashlib.file_digest(whole, "sha256").hexdigest()
    length = draft.stat().st_size
    draft.replace(target)
    return Part(table, f"{table}/batch={run_id}/{name}", len(records), length, digest)


def _writer_options(table: TableName) -> dict[str, Any]:
    schema = SCHEMAS[table]
    order = [(name, "ascending") for name in SORTED_BY[table]]
    strings = {column.name for column in COLUMNS[table] if "string" in column.type}
    return {
        "compression": "zstd",
        "compression_level": 3,
        "write_page_index": True,
        "write_statistics": _leaves(schema, set(schema.names) - LONG),
        "use_dictionary": _leaves(schema, strings - LONG - DISTINCT),
        "sorting_columns": pq.SortingColumn.from_ordering(schema, order, null_placement="at_end"),
    }


def _leaves(schema: pa.Schema, names: set[str]) -> list[str]:
    """Return the Parquet paths of the leaf columns below the columns ``names``."""
    paths = []
    for field in schema:
        if field.name not in names:
            continue
        if not pa.types.is_list(field.type):
            paths.append(field.name)
        elif pa.types.is_struct(field.type.value_type):
            paths += [f"{field.name}.list.element.{part.name}" for part in field.type.value_type]
        else:
            paths.append(f"{field.name}.list.element")
    return paths

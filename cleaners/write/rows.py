"""Turn records into rows, and rows into Arrow tables that hold exactly the contract's columns."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from operator import attrgetter
from typing import Any, Final, TypeAlias

import msgspec
import pyarrow as pa

from cleaners.document import Article, Cleaned, Duplicate, Reject, Removal
from cleaners.write.schema import COLUMNS, SCHEMAS, TableName

Row: TypeAlias = dict[str, Any]
Columns: TypeAlias = dict[str, list[Any]]

_ID: Final = re.compile(r"[0-9a-f]{32}")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_TIMES: Final = ("date_published", "date_modified", "date_crawled")


#: the columns of ``removals`` that a removal knows; its ``chars`` count for article and manifest
_OF_REMOVAL: Final = tuple(it for it in Removal.__struct_fields__ if it != "chars")


class RowError(ValueError):
    """A record does not fit its table: a fault of an earlier stage, never of the input."""


def article_row(article: Article, story_id: str, run_id: str, pipeline_version: str) -> Row:
    """Return the row of ``articles`` for one article.

    Raises
    ------
    RowError
        A date is no ISO 8601, only one of date_published and day_published is there, or the
        id is not 32 hex digits.
    """
    _check_id(article.id)
    meta = article.metadata
    row = msgspec.structs.asdict(meta)
    for name in _TIMES:
        row[name] = parse_time(row[name], article.id, name)
    row["day_published"] = _parse_day(meta.day_published, article.id)
    if (row["day_published"] is None) != (row["date_published"] is None):
        raise RowError(f"{article.id}: day_published must be there exactly when date_published is")
    for name in ("credits", "images", "provenance"):
        row[name] = [msgspec.structs.asdict(item) for item in row[name]]
    own = {n: getattr(article, n) for n in article.__struct_fields__ if n != "metadata"}
    own["warnings"] = warnings_of(article)
    return (
        row
        | own
        | {
            "story_id": story_id,
            "run_id": run_id,
            "pipeline_version": pipeline_version,
        }
    )


def duplicate_row(article: Article, verdict: Duplicate, run_id: str, pipeline_version: str) -> Row:
    """Return the row of ``duplicates`` for an article that repeats another.

    Raises
    ------
    RowError
        As `article_row`; or the verdict is on another article or names no original.
    """
    if verdict.id != article.id or verdict.duplicate_of is None or verdict.relation is None:
        raise RowError(f"{article.id}: no whole verdict: {verdict}")
    _check_id(verdict.duplicate_of)
    return article_row(article, verdict.story_id, run_id, pipeline_version) | {
        "duplicate_of": verdict.duplicate_of,
        "relation": verdict.relation,
        "similarity": verdict.similarity,
    }


def removal_row(removal: Removal, run_id: str) -> Row:
    """Return the row of ``removals`` for one removal."""
    return {name: getattr(removal, name) for name in _OF_REMOVAL} | {"run_id": run_id}


def removal_columns(removals: Sequence[Removal], run_id: str) -> Columns:
    """Return the columns of ``removals``: they are many, and a row of its own for each costs."""
    columns: Columns = {name: list(map(attrgetter(name), removals)) for name in _OF_REMOVAL}
    return columns | {"run_id": [run_id] * len(removals)}


def reject_row(reject: Reject, run_id: str) -> Row:
    """Return the row of ``rejects`` for one record that gave no article."""
    _check_id(reject.id)
    return msgspec.structs.asdict(reject) | {"run_id": run_id}


def warnings_of(article: Article) -> list[str]:
    """Return the warnings of the article and of its metadata, each once."""
    return list(dict.fromkeys((*article.warnings, *article.metadata.warnings)))


def parse_time(value: str | None, owner: str, name: str) -> datetime | None:
    """Return an ISO 8601 time in UTC; one without an offset is taken for UTC.

    Raises
    ------
    RowError
        It is no ISO 8601; the message names the document and the column.
    """
    if value is None:
        return None
    try:
        time = datetime.fromisoformat(value)
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise RowError(f"{owner}: {name} is no ISO 8601 time: {value!r}") from error


def _parse_day(value: str | None, owner: str) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError as error:
        raise RowError(f"{owner}: day_published is no ISO 8601 day: {value!r}") from error


def _check_id(value: str) -> None:
    if not _ID.fullmatch(value):
        raise RowError(f"{value!r} is no id: 32 hex digits are expected")


def check_row_errors(cleaned: Cleaned) -> None:
    """Check that ``cleaned`` can be written; takes about 10 microseconds.

    Who cleans a document calls it at once: then one faulty document becomes a reject there,
    and does not end the whole run when its part is written.

    Raises
    ------
    RowError
        It cannot be written; the message says why.
    """
    try:
        msgspec.convert(msgspec.to_builtins(cleaned), Cleaned)
    except msgspec.ValidationError as error:
        raise RowError(f"a value is of another type than its column: {error}") from error
    if (cleaned.article is None) == (cleaned.reject is None):
        raise RowError("a record gives either an article or a reject")
    if cleaned.article is not None:
        article_row(cleaned.article, "", "", "")
    if cleaned.reject is not None:
        reject_row(cleaned.reject, "")


def without_surrogates(cleaned: Cleaned) -> Cleaned:
    """Return ``cleaned`` with U+FFFD for each lone surrogate.

    No encoder (msgspec, Arrow, a file) takes them, and they do come in: from names of files
    that are no UTF-8, and from escapes in JSON.
    """
    try:
        msgspec.msgpack.encode(cleaned)
    except UnicodeEncodeError:
        return msgspec.convert(replace_surrogates(msgspec.to_builtins(cleaned)), Cleaned)
    return cleaned


def to_table(rows: Sequence[Row], table: TableName) -> pa.Table:
    """Return ``rows`` as an Arrow table with the schema of ``table``; as `columns_to_table`."""
    return columns_to_table(to_columns(rows, table), table)


def to_columns(rows: Sequence[Row], table: TableName) -> Columns:
    """Return the values of rows by column.

    Raises
    ------
    RowError
        A row has a key too many or too few.
    """
    names = SCHEMAS[table].names
    _check_keys(rows, set(names), table)
    return {name: [row[name] for row in rows] for name in names}


def columns_to_table(columns: Columns, table: TableName) -> pa.Table:
    """Return columns as an Arrow table with the schema of ``table``.

    Lone surrogates, which no UTF-8 file can hold, become U+FFFD; lengths and offsets stay true.

    Raises
    ------
    RowError
        A column is missing or too many, or a key within a struct is; a value is of another type,
        out of range, or null where the column is never null.
    """
    _check_keys([columns], set(SCHEMAS[table].names), table)
    try:
        return _to_arrow(columns, table)
    except UnicodeEncodeError:
        return _to_arrow(replace_surrogates(columns), table)


def _to_arrow(columns: Columns, table: TableName) -> pa.Table:
    schema = SCHEMAS[table]
    arrays = []
    for field, column in zip(schema, COLUMNS[table], strict=True):
        values = columns[field.name]
        if pa.types.is_list(field.type) and pa.types.is_struct(field.type.value_type):
            keys = {part.name for part in field.type.value_type}
            _check_keys((item for items in values for item in items or ()), keys, field.name)
        try:
            arrays.append(pa.array(values, field.type))
        except UnicodeEncodeError:
            raise
        except (pa.ArrowException, OverflowError, TypeError, ValueError) as error:
            raise RowError(f"{table}.{field.name}: {error}") from error
        _check_nulls(arrays[-1], f"{table}.{field.name}", column.required, columns["id"])
    return pa.Table.from_arrays(arrays, schema=schema)


def _check_keys(rows: Iterable[Mapping[str, Any]], names: set[str], where: str) -> None:
    # Arrow drops unknown keys and fills missing ones with null, both without a word
    for row in rows:
        if row.keys() != names:
            odd = ", ".join(sorted(row.keys() ^ names))
            raise RowError(f"{where}: unknown or missing: {odd}")


def _check_nulls(
    values: pa.Array | pa.ChunkedArray, where: str, required: bool, ids: Sequence[Any]
) -> None:
    if required and values.null_count:
        at = values.is_null().to_pylist().index(True)
        raise RowError(f"{where} is null in {ids[at]}; it is never null")
    if pa.types.is_list(values.type):
        chunks = values.chunks if isinstance(values, pa.ChunkedArray) else [values]
        if any(chunk.flatten().null_count for chunk in chunks):
            raise RowError(f"{where} holds a null within a list")


def replace_surrogates(value: Any) -> Any:
    """Return ``value`` with U+FFFD for each lone surrogate of its strings, nested ones included.

    >>> replace_surrogates({"name": ["caf\\udce9"]})
    {'name': ['caf�']}
    """
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if isinstance(value, dict):
        return {replace_surrogates(key): replace_surrogates(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [replace_surrogates(item) for item in value]
    return value

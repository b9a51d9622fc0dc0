# ruff: noqa: E501  a column is one line
"""The columns of every output table, each described once: files, checks and README follow."""

from collections.abc import Iterable
from typing import Final, Literal, TypeAlias, get_args

import msgspec
import pyarrow as pa

TableName: TypeAlias = Literal["articles", "removals", "duplicates", "rejects"]
TABLES: Final[tuple[TableName, ...]] = get_args(TableName)

SCHEMA_VERSION: Final = "1"  #: rises when a column changes its name, type or meaning


class Column(msgspec.Struct, frozen=True):
    """One column: what its values are and what they mean."""

    name: str
    type: str  #: as the contract writes it, a key of TYPES
    required: bool  #: never null
    description: str


def _list(item: pa.DataType) -> pa.DataType:
    # "element" is the name that Parquet gives it: so a schema read back equals the one written
    return pa.list_(pa.field("element", item))


TYPES: Final[dict[str, pa.DataType]] = {
    "string": pa.string(),
    "bool": pa.bool_(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "date32": pa.date32(),
    "timestamp[us, UTC]": pa.timestamp("us", tz="UTC"),
    "list<string>": _list(pa.string()),
    "list<struct<role: string, name: string>>": _list(
        pa.struct([("role", pa.string()), ("name", pa.string())])
    ),
    "list<struct<url: string, caption: string, credit: string>>": _list(
        pa.struct([("url", pa.string()), ("caption", pa.string()), ("credit", pa.string())])
    ),
    (
        "list<struct<field: string, value: string, source: string, rule: string, "
        "start: int32, end: int32, confidence: float64>>"
    ): _list(
        pa.struct(
            [
                ("field", pa.string()),
                ("value", pa.string()),
                ("source", pa.string()),
                ("rule", pa.string()),
                ("start", pa.int32()),
                ("end", pa.int32()),
                ("confidence", pa.float64()),
            ]
        )
    ),
}
_CREDITS, _IMAGES, _PROVENANCE = (name for name in TYPES if name.startswith("list<struct"))
_TIME: Final = "timestamp[us, UTC]"

# fmt: off
ARTICLES: Final[tuple[Column, ...]] = (
    Column("id", "string", True, "First 32 hex digits of SHA-256(source_uri, NUL, raw bytes of the record, NUL, n), n counting identical records of one file from 0."),
    Column("text", "string", True, "The clean body. Blocks are joined by a blank line; items of one list (\"- \"), verse lines and table rows (cells by \" | \") by a line break; sub-headings are blocks without marks."),
    Column("title", "string", False, "Headline of the article."),
    Column("subtitle", "string", False, "Standfirst."),
    Column("authors", "list<string>", True, "Persons, as written, without \"By\" or role; names of \"Reporting by\" only where there is no byline."),
    Column("byline", "string", False, "The byline as printed, with its \"By\"."),
    Column("agencies", "list<string>", True, "News agencies whose copy it is or that contributed: Reuters, AFP, AP. Never from photo credits nor from sources quoted in the prose."),
    Column("credits", _CREDITS, True, "Who had a part in it. Roles: reporting, additional_reporting, writing, editing, translation, photo, video, graphics."),
    Column("dateline", "string", False, "The place named before the first sentence: MOSCOW."),
    Column("date_published", _TIME, False, "When it was published; a day without a time is its midnight in UTC."),
    Column("date_modified", _TIME, False, "When it was last changed; a day without a time is its midnight in UTC."),
    Column("day_published", "date32", False, "The calendar day as printed, local at the place of publication; non-null exactly when date_published is. A month or a year alone gives null."),
    Column("date_precision", "string", False, "Of date_published: day, minute or second."),
    Column("date_crawled", _TIME, False, "When it was fetched, from WARC or the hint `fetched_at`."),
    Column("url", "string", False, "Canonical address, tracking removed."),
    Column("domain", "string", False, "Registered domain."),
    Column("site_name", "string", False, "Name of the site."),
    Column("section", "string", False, "Section of the site."),
    Column("tags", "list<string>", True, "Tags and topics."),
    Column("images", _IMAGES, True, "Pictures: captions and photo credits, moved out of the text."),
    Column("language", "string", True, "ISO 639-1 code of the text, `und` when unknown."),
    Column("language_score", "float64", True, "How sure the language is, 0 to 1."),
    Column("is_accessible_for_free", "bool", False, "False where a wall was found."),
    Column("is_truncated", "bool", True, "The text is known to be cut."),
    Column("word_count", "int32", True, "Matches of `\\w+` in text."),
    Column("char_count", "int32", True, "Length of text in code points."),
    Column("paragraph_count", "int32", True, "Blocks of text, split at blank lines."),
    Column("removed_char_count", "int32", True, "Visible characters removed."),
    Column("removed_ratio", "float64", True, "Removed over visible characters of the source, markup not counted, 0 to 1."),
    Column("warnings", "list<string>", True, "Codes: date_in_future, high_removed_ratio (above 0.7, of HTML 0.95), removed_more_than_usual (far more than its site's documents usually lose), encoding_repaired, mixed_language and others."),
    Column("story_id", "string", True, "The canonical's story_id, else the own id; with `--dedup none` the own id. Rows with one story_id tell one story."),
    Column("provenance", _PROVENANCE, True, "Why each field has its value. start and end are half-open code-point offsets into the decoded record, null for what does not stand there; confidence is 0 to 1."),
    Column("source_uri", "string", True, "Absolute path (links not resolved) or full address of the file."),
    Column("source_record", "int64", False, "Byte offset in the decompressed file (JSON Lines, WARC) or row number (Parquet, CSV, JSON array); null for files of one document."),
    Column("source_id", "string", False, "The hint `id` that came with the record."),
    Column("source_format", "string", True, "What the record was read as: text, markdown or html."),
    Column("encoding", "string", True, "The encoding it was decoded from, as Python names it."),
    Column("source_hash", "string", True, "SHA-256 of the raw bytes of the record, 64 hex digits."),
    Column("run_id", "string", True, "The run that wrote the row."),
    Column("pipeline_version", "string", True, "The version of Copydesk that cleaned it."),
)

REMOVALS: Final[tuple[Column, ...]] = (
    Column("id", "string", True, "The document it was taken from: an id of articles, duplicates or rejects."),
    Column("seq", "int32", True, "Reading order within the document, from 0."),
    Column("kind", "string", True, "What it is: donation_plea, newsletter_signup, byline, ..."),
    Column("action", "string", True, "drop, or move when it fills a column of articles."),
    Column("rule", "string", True, "The rule that says so, `pack/name`."),
    Column("evidence", "string", True, "The words or the fact that the verdict rests on."),
    Column("text", "string", True, "What was removed: for text and Markdown exactly the slice start to end, markup included; for HTML the visible text."),
    Column("start", "int32", False, "First code point in the decoded record (byte-order mark off); null for HTML."),
    Column("end", "int32", False, "One past the last code point; null for HTML."),
    Column("score", "float64", True, "How sure the verdict is, 0 to 1."),
    Column("run_id", "string", True, "The run that wrote the row."),
)

DUPLICATES: Final[tuple[Column, ...]] = (
    *ARTICLES,
    Column("duplicate_of", "string", True, "The article it repeats: an id of articles, of this or an earlier batch."),
    Column("relation", "string", True, "How it repeats it: exact, near, contained or rewrite."),
    Column("similarity", "float64", True, "0 to 1. exact: 1; near: Jaccard similarity of the shingles; contained: share of the smaller text; rewrite: the score."),
)

REJECTS: Final[tuple[Column, ...]] = (
    Column("id", "string", True, "As in articles."),
    Column("source_uri", "string", True, "As in articles."),
    Column("source_record", "int64", False, "As in articles."),
    Column("stage", "string", True, "The stage that gave it up, such as read or strip; clean where a fault of the program itself was caught."),
    Column("reason", "string", True, "empty, not_text, undecodable, too_short, paywall_stub, index_page, language_excluded, too_large or error."),
    Column("message", "string", True, "What, where, and what to do."),
    Column("raw_excerpt", "string", True, "The beginning of the record as it lay in its file."),
    Column("text", "string", False, "What could be read, cleaned as that of an article."),
    Column("run_id", "string", True, "The run that wrote the row."),
)
# fmt: on

COLUMNS: Final[dict[TableName, tuple[Column, ...]]] = {
    "articles": ARTICLES,
    "removals": REMOVALS,
    "duplicates": DUPLICATES,
    "rejects": REJECTS,
}


def _to_schema(columns: Iterable[Column]) -> pa.Schema:
    fields = [
        pa.field(
            column.name,
            TYPES[column.type],
            nullable=not column.required,
            metadata={"description": column.description},
        )
        for column in columns
    ]
    return pa.schema(fields, metadata={"schema_version": SCHEMA_VERSION})


SCHEMAS: Final[dict[TableName, pa.Schema]] = {
    table: _to_schema(columns) for table, columns in COLUMNS.items()
}


def render_columns(table: TableName) -> str:
    """Render the columns of ``table`` as a Markdown table, for README and docs.

    Columns of `duplicates` that are those of `articles` are not repeated.
    """
    columns = [c for c in COLUMNS[table] if table != "duplicates" or c not in ARTICLES]
    lines = ["| column | type | null | meaning |", "|---|---|---|---|"]
    lines += [
        f"| `{c.name}` | `{c.type}` | {'no' if c.required else 'yes'} | {_cell(c.description)} |"
        for c in columns
    ]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")

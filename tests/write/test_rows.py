"""A row holds exactly its columns; what does not fit is refused by name, never dropped."""

from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.document import Article, Cleaned, Credit, Image, Metadata, Provenance, Reject, Removal
from cleaners.write import (
    SCHEMAS,
    RowError,
    article_row,
    check_row_errors,
    removal_row,
    without_surrogates,
    write_part,
)
from cleaners.write.rows import duplicate_row, parse_time, reject_row, to_table
from tests.write.samples import VERDICTS, article, kept, rejected, removal, repeats


def test_every_field_of_a_record_has_its_column() -> None:
    own = set(Article.__struct_fields__) - {"metadata"} | set(Metadata.__struct_fields__)
    assert own | {"story_id", "run_id", "pipeline_version"} == set(SCHEMAS["articles"].names)
    of_removal = {*Removal.__struct_fields__} - {"chars"}
    assert {*of_removal, "run_id"} == set(SCHEMAS["removals"].names)
    assert {*Reject.__struct_fields__, "run_id"} == set(SCHEMAS["rejects"].names)
    for name, record in (("credits", Credit), ("images", Image), ("provenance", Provenance)):
        struct = SCHEMAS["articles"].field(name).type.value_type
        assert [part.name for part in struct] == list(record.__struct_fields__)


def test_an_unknown_or_a_missing_key_is_an_error() -> None:
    row = removal_row(removal("anchor"), "r1")
    with pytest.raises(RowError, match=r"removals.*colour"):
        to_table([row | {"colour": "red"}], "removals")
    with pytest.raises(RowError, match=r"removals.*seq"):
        to_table([{key: row[key] for key in row if key != "seq"}], "removals")


def test_an_unknown_key_within_a_struct_is_an_error() -> None:
    row = article_row(article("anchor"), "s", "r", "v")
    row["credits"] = [{"role": "editing", "name": "Pim Oudekerk", "rank": 1}]
    with pytest.raises(RowError, match=r"credits.*rank"):
        to_table([row], "articles")


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("text", None, "articles.text is null"),
        ("authors", None, "articles.authors is null"),
        ("tags", ["sea", None], "articles.tags holds a null"),
        ("word_count", 2**31, "articles.word_count"),
        ("word_count", "seven", "articles.word_count"),
        ("title", 7, "articles.title"),
    ],
)
def test_a_value_that_does_not_fit_is_an_error(column: str, value: object, message: str) -> None:
    row = article_row(article("anchor"), "s", "r", "v") | {column: value}
    with pytest.raises(RowError, match=message):
        to_table([row], "articles")


@pytest.mark.parametrize(
    "fields",
    [
        {"date_published": "29 July 2024"},
        {"date_modified": "2024-13-01T00:00:00Z"},
        {"date_published": "0001-01-01T00:00:00+14:00"},
        {"day_published": "July"},
        {"day_published": None},
        {"date_published": None},
    ],
)
def test_a_date_that_is_none_is_found_before_the_run_ends(fields: dict[str, Any]) -> None:
    with pytest.raises(RowError, match=r"date_|day_"):
        check_row_errors(Cleaned(article("anchor", **fields)))


def test_what_can_be_written_passes_the_early_check() -> None:
    for cleaned in (kept("anchor"), rejected("driftwood")):
        check_row_errors(cleaned)
    both = Cleaned(article("anchor"), rejected("driftwood").reject)
    with pytest.raises(RowError, match="either"):
        check_row_errors(both)


@pytest.mark.parametrize(
    "faulty",
    [
        Cleaned(article("anchor", title=7)),
        Cleaned(article("anchor", tags=("sea", None))),
        Cleaned(article("anchor"), removals=(removal("anchor", score="high"),)),
        Cleaned(msgspec.structs.replace(article("anchor"), char_count=1.5)),
    ],
    ids=["text", "item", "removal", "count"],
)
def test_a_value_of_another_type_is_found_early(faulty: Cleaned) -> None:
    with pytest.raises(RowError, match="of another type"):
        check_row_errors(faulty)


def test_surrogates_can_be_replaced_before_a_record_travels() -> None:
    hostile = Cleaned(
        article("anchor", "a\ud800b", title="caf\udce9"),
        removals=(removal("anchor", 0, "\udfff"),),
    )
    mended = without_surrogates(hostile)
    assert mended.article is not None
    assert (mended.article.text, mended.article.metadata.title) == ("a\ufffdb", "caf\ufffd")
    assert mended.removals[0].text == "\ufffd"
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(mended), type=Cleaned) == mended
    whole = kept("anchor")
    assert without_surrogates(whole) is whole


def test_an_id_that_is_none_is_an_error() -> None:
    with pytest.raises(RowError, match="32 hex"):
        article_row(msgspec.structs.replace(article("anchor"), id="anchor"), "s", "r", "v")
    reject = rejected("driftwood").reject
    assert reject is not None
    with pytest.raises(RowError, match="32 hex"):
        reject_row(msgspec.structs.replace(reject, id="AB" * 16), "r")


def test_a_verdict_on_another_article_is_an_error() -> None:
    (verdict,) = VERDICTS.values()
    with pytest.raises(RowError, match="verdict"):
        duplicate_row(article("buoy"), verdict, "r", "v")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-07-29T00:00:00Z", "2024-07-29T00:00:00+00:00"),
        ("2024-07-29T02:30:00+05:30", "2024-07-28T21:00:00+00:00"),
        ("2024-07-29T02:30:00", "2024-07-29T02:30:00+00:00"),
        ("2024-07-29", "2024-07-29T00:00:00+00:00"),
    ],
)
def test_times_are_utc(value: str, expected: str) -> None:
    time = parse_time(value, "it", "date_published")
    assert time is not None
    assert time.isoformat() == expected


def test_warnings_of_the_chooser_are_not_lost() -> None:
    row = article_row(article("a", warnings=("date_in_future", "encoding_repaired")), "s", "r", "v")
    assert row["warnings"] == ["encoding_repaired", "date_in_future"]


def test_lone_surrogates_become_one_replacement_each(tmp_path: Path) -> None:
    hostile = kept(
        "anchor", "Nul \x00, lone \ud83d and \udce9, pair \U0001f6a2.", tags=("a\udc80",)
    )
    verdicts = repeats("copy", "anchor")
    parts, _ = write_part([hostile, kept("copy", "\udfff")], verdicts, tmp_path, 3, "r", "v")
    assert [part.path for part in parts] == [
        f"{table}/batch=r/part-00003.parquet" for table in ("articles", "removals", "duplicates")
    ]
    (row,) = pq.read_table(tmp_path / "articles/part-00003.parquet").to_pylist()
    assert row["text"] == "Nul \x00, lone \ufffd and \ufffd, pair \U0001f6a2."
    assert row["tags"] == ["a\ufffd"]
    assert row["char_count"] == len(row["text"])


SURROGATES = st.integers(0xD800, 0xDFFF).map(chr)
ANY_TEXT = st.text(st.one_of(st.characters(), SURROGATES), max_size=40)


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_any_text_can_be_written(text: str, name: str) -> None:
    cleaned = Cleaned(article("anchor", text, site_name=name))
    check_row_errors(cleaned)
    row = article_row(article("anchor", text, site_name=name), "s", "r", "v")
    (back,) = to_table([row], "articles").to_pylist()
    surrogate = [0xD800 <= ord(c) < 0xE000 for c in text]
    expected = ["\ufffd" if lone else c for c, lone in zip(text, surrogate, strict=True)]
    assert back["text"] == "".join(expected)
    assert len(back["site_name"]) == len(name)


def test_columns_of_a_table_are_arrow_arrays_of_the_schema() -> None:
    table = to_table([removal_row(removal("anchor"), "r")], "removals")
    assert isinstance(table, pa.Table)
    assert table.schema.equals(SCHEMAS["removals"], check_metadata=True)

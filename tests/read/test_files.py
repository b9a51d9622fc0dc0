"""Every container and format: the same texts give the same documents, faults harm no neighbor."""

import gzip
import json
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.read import RecordFinder, read_file
from cleaners.read.files import format_suffix
from cleaners.read.records import document_id
from tests.read.packing import (
    ARRAY,
    LINES,
    RECORDS,
    TEXTS,
    as_csv,
    as_parquet,
    clean,
    fault,
    json_lines,
    read,
    zstd,
)

FILES: dict[str, bytes] = {
    "a.jsonl": LINES,
    "a.ndjson": LINES.replace(b"\n", b"\r\n"),
    "bom.jsonl": b"\xef\xbb\xbf" + LINES.rstrip(b"\n"),
    "a.jsonl.gz": gzip.compress(LINES),
    "members.jsonl.gz": gzip.compress(LINES[:500]) + gzip.compress(LINES[500:]) + b"\0" * 64,
    "a.jsonl.zst": zstd(LINES),
    "frames.jsonl.zst": zstd(LINES[:500]) + zstd(LINES[500:]),
    "gzip-by-content.jsonl": gzip.compress(LINES),
    "lines.json": LINES,
    "lines-without-a-name": LINES,
    "a.json": ARRAY,
    "indented.json": json.dumps(RECORDS, indent=2).encode(),
    "utf-16.json": json.dumps(RECORDS, ensure_ascii=False).encode("utf-16"),
    "a.json.gz": gzip.compress(ARRAY),
    "array-without-a-name": ARRAY,
    "data.json": json.dumps({"status": "ok", "data": RECORDS, "next": [{"page": 2}]}).encode(),
    "two.json": json.dumps({"articles": RECORDS[:1], "documents": RECORDS[1:]}).encode(),
    "a.csv": as_csv(RECORDS),
    "semicolons.csv": b"\xef\xbb\xbf" + as_csv(RECORDS, ";"),
    "cp1252.csv": as_csv(RECORDS).decode().encode("cp1252"),
    "a.tsv": as_csv(RECORDS, "\t"),
    "a.csv.zst": zstd(as_csv(RECORDS)),
    "a.parquet": as_parquet(RECORDS),
    "a.parquet.gz": gzip.compress(as_parquet(RECORDS, 2)),
}


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_articles(name: str, tmp_path: Path) -> None:
    raws = read(tmp_path, name, FILES[name])
    assert [raw.text for raw in raws] == list(TEXTS)
    assert len({raw.id for raw in raws}) == 2
    for raw, record in zip(raws, RECORDS, strict=True):
        hints = msgspec.to_builtins(raw.hints)
        assert (hints.pop("source_id"), hints.pop("fetched_at")) == (record["id"], None)
        assert raw.hints.authors in (("Ada Quill",), ("['Ada Quill']",))
        article = clean(raw).article
        assert article is not None
        assert article.text == record["text"]
        assert article.source_id == record["id"]
        metadata = article.metadata
        assert (metadata.title, metadata.url) == (record["title"], record["url"])
        assert (metadata.authors, metadata.language) == (("Ada Quill",), "en")
        assert (metadata.date_published or "")[:10] == record["date"]


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz", "a.txt.zst", "a.md.gz"])
def test_a_text_alone_gives_the_text_of_the_record(name: str, tmp_path: Path) -> None:
    data = TEXTS[0].encode()
    pack = {".gz": gzip.compress, ".zst": zstd}.get(Path(name).suffix, bytes)
    (raw,) = read(tmp_path, name, pack(data))
    assert (raw.data, raw.source_record) == (data, None)
    assert raw.id == document_id(str(tmp_path / name), data)
    alone = clean(raw).article
    (recorded,) = read(tmp_path, "a.jsonl", json_lines([{"text": TEXTS[0]}]))
    article = clean(recorded).article
    assert alone is not None and article is not None
    assert (article.text, article.metadata) == (alone.text, alone.metadata)


def test_positions_and_ids_of_json_lines(tmp_path: Path) -> None:
    lines = [json.dumps({"text": text}).encode() for text in (*TEXTS, TEXTS[0], TEXTS[0])]
    data = b"\xef\xbb\xbf" + b"\n\n  \r\n".join(lines) + b"\r\n"
    uri = str(tmp_path / "a.jsonl")
    raws = read(tmp_path, "a.jsonl", data)
    assert [raw.data for raw in raws] == lines
    for raw in raws:
        assert raw.source_record is not None
        assert data[raw.source_record :].startswith(raw.data)
    copies = [0, 0, 1, 2]
    assert [raw.id for raw in raws] == [
        document_id(uri, line, copy) for line, copy in zip(lines, copies, strict=True)
    ]


def test_rows_are_counted_from_zero(tmp_path: Path) -> None:
    for name in ("a.json", "a.csv", "a.parquet"):
        assert [raw.source_record for raw in read(tmp_path, name, FILES[name])] == [0, 1]
    (one,) = read(tmp_path, "one.json", json.dumps(RECORDS[0], indent=1).encode())
    assert one.source_record is None
    assert one.text == TEXTS[0]


@pytest.mark.parametrize(
    ("line", "reason", "words"),
    [
        (b'{"text": "cut', "error", "not valid JSON"),
        (b"[1, 2]", "error", "an array instead of an object"),
        (b"nonsense", "error", "not valid JSON"),
        (b"[" * 5000, "error", "not valid JSON"),
        (b'{"text": ""}', "empty", "html, markdown, text, raw_content, content, body"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07", "error", "not valid JSON"),
    ],
)
def test_a_bad_line_is_one_reject(line: bytes, reason: str, words: str, tmp_path: Path) -> None:
    first, second = LINES.splitlines()
    raws = read(tmp_path, "a.jsonl", b"\n".join([first, line, second]))
    assert [raw.text for raw in raws] == [TEXTS[0], None, TEXTS[1]]
    told = fault(raws[1])
    assert told[0] == reason and words in told[1]
    assert raws[1].source_record == len(first) + 1
    if reason == "error":
        assert f"byte {len(first) + 1:,}:" in told[1]


@pytest.mark.parametrize(
    "line",
    [
        b'{"text": "A tab\there.", "score": NaN}',
        '{"text": "Ein M\xfcller."}'.encode("cp1252"),
        b'{"text": "Half \\ud83d a pair."}',
        b'{"text": "Large.", "n": 1e999}',
    ],
)
def test_what_is_no_json_but_clear_is_read(line: bytes, tmp_path: Path) -> None:
    (raw,) = read(tmp_path, "a.jsonl", line + b"\n")
    assert raw.fault is None
    assert raw.text is not None
    assert raw.text.encode().decode() in (
        "A tab\there.",
        "Ein Müller.",
        "Half \ufffd a pair.",
        "Large.",
    )


def test_csv_with_a_quote_that_nobody_closed(tmp_path: Path) -> None:
    rows = "".join(f"{i},Row {i} says a thing.\r\n" for i in range(200))
    data = f'id,text\r\n0,Fine it is.\r\n1,"Open\r\n{rows}'.encode()
    raws = read(tmp_path, "a.csv", data, max_bytes=2000)
    assert raws[0].text == "Fine it is."
    faults = [raw.fault for raw in raws if raw.fault]
    assert len(faults) == 1 and "row 1" in faults[0][1]
    assert raws[-1].text == "Row 199 says a thing."


def test_csv_in_utf8_with_one_byte_of_windows(tmp_path: Path) -> None:
    data = b"text\r\n" + b"".join(b"Row %d.\r\n" % i for i in range(9)) + b"Caf\xe9 closed.\r\n"
    assert read(tmp_path, "a.csv", data)[-1].text == "Café closed."


def test_parquet_with_times_lists_and_bytes(tmp_path: Path) -> None:
    table = pa.table(
        {
            "published": pa.array([1722211200123456789], pa.timestamp("ns", "UTC")),
            "text": pa.array([TEXTS[1].encode("utf-8")], pa.binary()),
            "authors": pa.array([[{"name": "Ada Quill"}]]),
            "scores": pa.array([[1.5, float("nan")]]),
            "map": pa.array([[("k", 1)]], pa.map_(pa.string(), pa.int64())),
        }
    )
    path = tmp_path / "a.parquet"
    pq.write_table(table, path)
    (raw,) = read_file(str(path))
    assert raw.text == TEXTS[1]
    assert raw.hints.authors == ("Ada Quill",)
    assert (raw.hints.date or "").startswith("2024-07-29T00:00:00.123456")


def test_a_large_array_is_read_through_a_window(tmp_path: Path) -> None:
    records = [{"id": i, "text": f"{i} " + "ä" * 997} for i in range(1500)]
    data = json.dumps(records, ensure_ascii=False).encode()
    raws = read(tmp_path, "a.json", data)
    assert [raw.text for raw in raws] == [record["text"] for record in records]
    assert all(raw.data in data for raw in raws[::100])


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.csv", "a.json", "a.parquet"])
def test_a_part_is_what_the_whole_has_there(name: str, tmp_path: Path) -> None:
    records: list[dict[str, object]] = [{"text": f"Number {i}."} for i in range(20)]
    data = {
        ".jsonl": json_lines(records),
        ".gz": gzip.compress(json_lines(records)),
        ".csv": as_csv(records),
        ".json": json.dumps(records).encode(),
        ".parquet": as_parquet(records, 3),
    }[Path(name).suffix]
    whole = read(tmp_path, name, data)
    places = [raw.source_record or 0 for raw in whole]
    for first, last in ((0, 7), (7, 15), (8, 8), (15, 20)):
        end = places[last] if last < 20 else None
        part = list(read_file(str(tmp_path / name), start=places[first], end=end, copies=b""))
        assert part == whole[first:last]
    finder = RecordFinder(str(tmp_path / name), str(tmp_path / name), places[3])
    assert [finder.find(places[i]) for i in (3, 4, 11, 19)] == [whole[i] for i in (3, 4, 11, 19)]
    finder.close()


def test_names() -> None:
    assert format_suffix("/in/x.tar.gz") == ".tar"
    assert format_suffix("/in/x.gz") == ""


@given(st.binary(max_size=300), st.sampled_from(["a.jsonl", "a.json", "a.csv", "a", "a.parquet"]))
def test_any_bytes_give_records_or_faults(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    raws = read(tmp_path_factory.mktemp("any"), name, data)
    assert raws
    assert len({raw.id for raw in raws}) == len(raws)
    for raw in raws:
        cleaned = clean(raw)
        assert (cleaned.article is None) != (cleaned.reject is None)


def test_parquet_with_text_that_is_no_utf8_and_times_that_python_lacks(tmp_path: Path) -> None:
    broken = pa.array([TEXTS[1].encode("cp1252"), TEXTS[0].encode()]).view(pa.string())
    table = pa.table(
        {
            "text": broken,
            "meta": pa.StructArray.from_arrays([broken], ["title"]),
            "published": pa.array([1, 30_000_000], pa.date32()),
        }
    )
    path = tmp_path / "a.parquet"
    pq.write_table(table, path)
    raws = list(read_file(str(path)))
    assert [raw.text for raw in raws] == [TEXTS[1], TEXTS[0]]
    assert [raw.hints.title for raw in raws] == [None, TEXTS[0]]

"""Every container and format: the same texts give the same documents, faults harm no neighbor."""

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Cleaned, RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document
from cleaners.read import RecordFinder, read_file
from cleaners.read.files import format_suffix
from cleaners.read.records import MAX_DOCUMENT_BYTES, document_id

TEXTS = (
    "The weir at Orrin Ford held through the night, the keeper said.\n\n"
    "Water stood a hand below the crest, and nobody slept in the mill.",
    "Bakers in Tarn Street have raised the price of rye.\n\n"
    "A loaf costs four crowns now – “too much”, said Ilse Käfer, who buys two.",
)
RECORDS: list[dict[str, object]] = [
    {
        "id": str(i),
        "url": f"https://ford.example/2024/0{i + 1}/story",
        "title": ("Weir Holds Through Flood Night", "Rye Bread Becomes Dearer")[i],
        "date": "2024-03-0" + str(i + 1),
        "authors": ["Ada Quill"],
        "language": "en",
        "text": text,
    }
    for i, text in enumerate(TEXTS)
]


def zstd(data: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(data)
    return bytes(sink.getvalue().to_pybytes())


def json_lines(records: list[dict[str, object]]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def as_csv(records: list[dict[str, object]], delimiter: str = ",") -> bytes:
    sink = io.StringIO(newline="")
    writer = csv.DictWriter(sink, list(records[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(records)
    return sink.getvalue().encode()


def as_parquet(records: list[dict[str, object]], rows: int = 1) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(records), sink, row_group_size=rows)
    return sink.getvalue()


def as_array(records: list[dict[str, object]]) -> bytes:
    return json.dumps(records).encode()


FORMS: dict[str, Callable[[list[dict[str, object]]], bytes]] = {
    "jsonl": json_lines,
    "csv": as_csv,
    "json": as_array,
}
LINES = json_lines(RECORDS)
ARRAY = as_array(RECORDS)
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


def read(
    folder: Path, name: str, data: bytes, max_bytes: int = MAX_DOCUMENT_BYTES
) -> list[RawDocument]:
    path = folder / name
    path.write_bytes(data)
    return list(read_file(str(path), max_bytes=max_bytes))


def clean(raw: RawDocument) -> Cleaned:
    return clean_document(raw, Options())


def fault(raw: RawDocument) -> tuple[str, str]:
    reject = clean(raw).reject
    assert reject is not None
    return reject.reason, reject.message


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


def test_a_huge_line_is_passed_over(tmp_path: Path) -> None:
    first, second = LINES.splitlines()
    huge = b'{"text": "' + b"a" * 5000 + b'"}'
    data = b"\n".join([first, huge, huge, second]) + b"\n"
    raws = read(tmp_path, "a.jsonl", data, max_bytes=1000)
    assert [raw.text for raw in raws] == [TEXTS[0], None, None, TEXTS[1]]
    assert [raw.fault[0] for raw in raws if raw.fault] == ["too_large"] * 2
    uri = str(tmp_path / "a.jsonl")
    assert [raw.id for raw in raws[1:3]] == [document_id(uri, huge, n) for n in (0, 1)]
    assert raws[3].source_record == data.index(second)
    assert all(len(raw.data) <= 4096 for raw in raws)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstd])
def test_a_document_too_large_is_not_held(pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    data = b"a" * 3_000_000
    (raw,) = read(tmp_path, "bomb.txt", pack(data), max_bytes=1000)
    assert raw.fault is not None
    assert raw.fault[0] == "too_large" and "3,000,000 bytes" in raw.fault[1]
    assert len(raw.data) <= 4096
    assert raw.id == document_id(str(tmp_path / "bomb.txt"), data)


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
@pytest.mark.parametrize("suffix", ["jsonl", "csv", "json"])
def test_of_a_cut_file_what_can_be_read_is_kept(
    pack: Callable[[bytes], bytes], suffix: str, tmp_path: Path
) -> None:
    # several blocks of zstd: of one that is cut, nothing can be read
    draw = Random(7)
    texts = [f"{i} {draw.randbytes(900).hex()}." for i in range(300)]
    records: list[dict[str, object]] = [{"id": i, "text": text} for i, text in enumerate(texts)]
    packed = pack(FORMS[suffix](records))
    raws = read(tmp_path, f"a.{suffix}.gz", packed[: len(packed) * 2 // 3])
    *kept, last = raws
    assert len(kept) >= 60
    assert [raw.text for raw in kept] == texts[: len(kept)]
    assert last.fault is not None
    assert last.fault[0] == "error" and "damaged" in last.fault[1]


def test_a_flipped_byte_costs_no_record_before_it(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(LINES * 50))
    packed[-6] ^= 0xFF  # of the checksum: all content is there
    *kept, last = read(tmp_path, "a.jsonl.gz", bytes(packed))
    assert len(kept) == 100
    assert last.fault is not None and "incorrect data check" in last.fault[1]


def test_a_cut_text_is_an_article_and_a_reject(tmp_path: Path) -> None:
    text = "\n\n".join(f"Sentence number {i} stands in this file." for i in range(3000)).encode()
    kept, rest = read(tmp_path, "a.txt.gz", gzip.compress(text)[:-50])
    assert len(kept.data) > 1000 and text.startswith(kept.data)
    assert rest.fault is not None and rest.data == b""
    assert kept.id != rest.id


@pytest.mark.parametrize(
    ("name", "data", "count", "words"),
    [
        ("a.json", ARRAY[:-40], 1, "character"),
        ("a.json", ARRAY + b"{}", 2, "more follows"),
        ("a.json", b"[1]", 0, "element 0 of the array is no object"),
        ("a.json", b"12", 0, "where [ should stand"),
        ("a.json", b'{"text" "x"}', 0, "where : should stand"),
        ("a.csv", b"", 0, "no characters"),
        ("a.csv", b"id,text\r\n", 0, "no records"),
        ("a.jsonl", b"", 0, "no records"),
        ("a.jsonl", b"\n \n", 0, "no records"),
        ("a.json", b"[]", 0, "no records"),
        ("a.parquet", b"PAR1 and no more", 0, "not a Parquet file"),
        ("a.parquet", b"", 0, "not a Parquet file"),
        ("a.jsonl", "{}".encode("utf-16"), 0, "UTF-16"),
        ("a.warc.gz", gzip.compress(b"WARC/1.0"), 0, ".warc files are not read by this version"),
        ("a.zip", b"PK\x03\x04", 0, ".zip files are not read by this version"),
        ("a.tar.gz", gzip.compress(b"x"), 0, ".tar files are not read by this version"),
        ("a.bin", bytes(range(256)) * 4, 0, "control characters"),
        ("a.png", b"\x89PNG\r\n\x1a\n", 0, "binary file"),
    ],
)
def test_what_cannot_be_read_is_one_reject(
    name: str, data: bytes, count: int, words: str, tmp_path: Path
) -> None:
    raws = read(tmp_path, name, data)
    assert sum(raw.text is not None for raw in raws) == count
    assert len(raws) == count + 1
    assert words in fault(raws[-1])[1]


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

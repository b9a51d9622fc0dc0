"""Files that are cut, damaged or too large: what can be read is kept, the rest is one reject."""

import gzip
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from cleaners.read.records import document_id
from tests.read.packing import (
    ARRAY,
    FORMS,
    LINES,
    TEXTS,
    fault,
    read,
    zstd,
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


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", b'[{"text": "' + b"x" * 900_000 + b'"}, {"text": "y"}]'),
        ("a.csv", b'text\n"' + b"x" * 900_000 + b'"\n'),
        ("a.jsonl", b'{"text": "' + b"x" * 900_000 + b'"}\n'),
    ],
)
def test_a_record_too_large_says_so_whatever_its_format(
    name: str, data: bytes, tmp_path: Path
) -> None:
    reason, message = fault(read(tmp_path, name, data, max_bytes=50_000)[0])
    assert reason == "too_large"
    assert "--max-document-bytes" in message

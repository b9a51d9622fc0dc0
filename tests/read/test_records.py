"""What a record says of itself, and which of its fields is the text."""

import hashlib
from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Hints
from cleaners.read.encodings import UnreadableError
from cleaners.read.fields import find_text, read_hints
from cleaners.read.records import Copies, Record, digest_of, document_id, pack_copies, start_digest
from cleaners.read.stretches import number_copies

TEXT = "The mill at Orrin Ford grinds again."


@pytest.mark.parametrize(
    ("fields", "format_"),
    [
        ({"body": "b", "content": "c", "raw_content": "r", "text": TEXT}, None),
        ({"text": "t", "markdown": TEXT}, "markdown"),
        ({"markdown": "m", "html": TEXT}, "html"),
        ({"html": "", "text": None, "content": "  \n", "Body": TEXT}, None),
        ({"Raw Content": TEXT}, None),
        ({"text": TEXT.encode("utf-16")}, None),
        ({"text": {"inner": 1}, "content": "\ufeff" + TEXT}, None),
    ],
)
def test_the_text_is_the_first_field_that_holds_some(
    fields: dict[str, object], format_: str | None
) -> None:
    found = find_text(fields, "utf-8")
    assert (found.text.removeprefix("\ufeff"), found.format) == (TEXT, format_)


def test_a_list_of_strings_is_paragraphs() -> None:
    assert find_text({"text": ["One.", "Two."]}, "utf-8").text == "One.\n\nTwo."


def test_a_record_without_text_says_which_fields_were_looked_for() -> None:
    with pytest.raises(UnreadableError) as caught:
        find_text({"title": "Mill", "text": ""}, "utf-8")
    assert caught.value.reason == "empty"
    for name in ("html, markdown, text, raw_content, content, body", "title, text"):
        assert name in caught.value.message


def test_bytes_in_a_text_field_are_not_text() -> None:
    with pytest.raises(UnreadableError) as caught:
        find_text({"text": "".join(map(chr, range(32))) * 20}, "utf-8")
    assert caught.value.reason == "not_text"


@pytest.mark.parametrize(
    ("fields", "hints"),
    [
        (
            {
                "id": 7,
                "url": "https://ford.example/7",
                "title": "Mill",
                "date": "2024-07-29",
                "authors": ["Ada Quill", "Tom Reed"],
                "language": "en",
                "fetched_at": "2024-08-01T00:00:00Z",
            },
            Hints(
                "7",
                "https://ford.example/7",
                "Mill",
                "2024-07-29",
                ("Ada Quill", "Tom Reed"),
                "en",
                "2024-08-01T00:00:00Z",
            ),
        ),
        (
            {"author": "Ada Quill", "datePublished": "2024-07-29", "Lang": "de", "Crawl Date": "x"},
            Hints(date="2024-07-29", authors=("Ada Quill",), language="de", fetched_at="x"),
        ),
        ({"authors": [{"name": "Ada Quill"}, {"name": None}, 3.5, None]}, ("Ada Quill", "3.5")),
        ({"authors": "['Ada Quill', 'Tom Reed']"}, ("Ada Quill", "Tom Reed")),
        ({"authors": '["Ada Quill"]'}, ("Ada Quill",)),
        ({"authors": None, "author": ["Ada Quill"]}, ("Ada Quill",)),
        ({"date": 1722211200}, Hints(date="2024-07-29T00:00:00Z")),
        ({"date": 1722211200000.0}, Hints(date="2024-07-29T00:00:00Z")),
        ({"date": 20240729}, Hints(date="20240729")),
        ({"date": date(2024, 7, 29)}, Hints(date="2024-07-29")),
        (
            {"published_at": datetime(2024, 7, 29, tzinfo=UTC)},
            Hints(date="2024-07-29T00:00:00+00:00"),
        ),
        ({"title": ["Mill", "Other"]}, Hints(title="Mill")),
        ({"title": {"rendered": "Mill"}, "url": True, "id": float("nan")}, Hints()),
        (
            {"meta": {"url": "https://a.example/"}, "title": "T"},
            Hints(None, "https://a.example/", "T"),
        ),
        ({"meta": '{"url": "https://a.example/"}', "url": ""}, Hints(url="https://a.example/")),
        ({"metadata": {"title": "Nested"}, "title": "Own"}, Hints(title="Own")),
        ({"title": "Half \ud800"}, Hints(title="Half \ufffd")),
        ({"title": "\x00\u200b"}, Hints()),
        ({"authors": [None, 7, "8", "Ada Quill"]}, Hints(authors=("Ada Quill",))),
    ],
)
def test_hints(fields: dict[str, object], hints: Hints | tuple[str, ...]) -> None:
    found = read_hints(fields)
    assert (found.authors if isinstance(hints, tuple) else found) == hints


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(["id", "url", "title", "date", "authors", "meta", "lang", "timestamp"])


@given(st.dictionaries(NAMES, JSON))
def test_any_values_give_hints_of_the_right_types(fields: dict[str, object]) -> None:
    hints = read_hints(fields)
    assert all(name.encode() for name in hints.authors)
    for name in ("source_id", "url", "title", "date", "language", "fetched_at"):
        value = getattr(hints, name)
        assert value is None or (isinstance(value, str) and value.encode())


@given(st.lists(st.sampled_from([b"a", b"b", b"c"]), max_size=12))
def test_copies_are_numbered_alike_in_one_pass_and_ahead(datas: list[bytes]) -> None:
    start = start_digest("/in/a.jsonl")
    records = [Record(10 * i, data) for i, data in enumerate(datas)]
    digests = [digest_of(record, start) for record in records]
    counted = Copies()
    alone = [counted.number(r, d) for r, d in zip(records, digests, strict=True)]
    assert alone == [datas[:i].count(data) for i, data in enumerate(datas)]

    keys = np.array([int.from_bytes(d.digest()[:8]) for d in digests], np.uint64)
    repeated, numbers = number_copies(keys)
    known = Copies(pack_copies(10 * repeated, numbers))
    assert [known.number(r, d) for r, d in zip(records, digests, strict=True)] == alone


def test_the_id_is_the_one_of_the_contract() -> None:
    whole = hashlib.sha256(b"/in/a.txt\0Some text.\x003").hexdigest()
    assert document_id("/in/a.txt", b"Some text.", 3) == whole[:32]

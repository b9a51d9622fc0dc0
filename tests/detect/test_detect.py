"""The whole stage: documents of several fields, and laws that hold for any text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.detect import DETECTORS, detect
from cleaners.document import Credit, Image
from tests.detect.pages import PROSE, article, page


def test_a_wire_story_gives_all_its_fields() -> None:
    document = page(
        "Harbor plan divides the council of Ostravel",
        "By Marta Denholt, Port Correspondent",
        "Published Fri 3 Mar 2023 16.42 GMT",
        "Trams wait at the depot. Ira Vell / POOL / WIREX",
        "OSTRAVEL, March 3 (Reuters) - " + PROSE[0],
        *PROSE[1:],
        "(Editing by Ana Ruiz)",
        "Read more about: Harbor , Council",
        "A Message from The Marrovia Times:",
        "Original url:",
        "https://marrovia-times.example/2023/03/03/harbor?utm_source=mail",
    )
    got = detect(document).metadata
    assert got.title == "Harbor plan divides the council of Ostravel"
    assert (got.authors, got.byline) == (
        ("Marta Denholt",),
        "By Marta Denholt, Port Correspondent",
    )
    assert (got.agencies, got.dateline) == (("Reuters",), "OSTRAVEL")
    assert got.credits == (Credit("editing", "Ana Ruiz"),)
    assert (got.date_published, got.day_published) == ("2023-03-03T16:42:00Z", "2023-03-03")
    assert got.images == (Image(None, "Trams wait at the depot.", "Ira Vell / POOL / WIREX"),)
    assert got.tags == ("Harbor", "Council")
    assert got.site_name == "The Marrovia Times"
    assert got.url == "https://marrovia-times.example/2023/03/03/harbor"


def test_prose_alone_gives_no_field() -> None:
    found = detect(page(*PROSE))
    assert found.candidates == ()
    assert found.metadata.provenance == ()


def test_an_empty_document_gives_no_field() -> None:
    assert detect(page()).candidates == ()


PIECES = st.sampled_from(
    [
        *PROSE,
        "By Marta Denholt",
        "July 29, 2024",
        "# Harbor plan",
        "Photo: Ira Vell/AP",
        "(Reporting by Ivo Pell)",
        "MOSCOW (Reuters) - He met the council.",
        "Tags: a, b",
        "Original url:",
        "https://example.org/2024/07/29/x",
        "*Ana Ruiz*",
        "AFP",
        "By",
        "/",
        "©",
    ]
)
LINES = st.lists(
    st.one_of(PIECES, st.text(min_size=1, max_size=120).filter(lambda s: s.strip("*#- +"))),
    max_size=9,
)


@settings(deadline=None)
@given(LINES)
def test_any_document_is_read_and_spans_lie_in_their_blocks(lines: list[str]) -> None:
    document = page(*lines)
    found = detect(document)
    for it in found.candidates:
        assert 0.0 <= it.confidence <= 1.0
        if it.block is not None:
            assert 0 <= it.start <= it.end <= len(document.blocks[it.block].text)
        if it.kind is not None:
            assert it.block is not None
            assert it.end > it.start
    for row in found.metadata.provenance:
        assert (row.start is None) == (row.end is None)
    assert detect(document) == found


@pytest.mark.parametrize(
    "piece", ["By A ", "a, ", "12.05.2024 ", "(AP) - ", "Ab / ", "© the A ", "."]
)
def test_a_line_of_100_kb_takes_no_time(piece: str) -> None:
    line = piece * (100_000 // len(piece))
    begin = time.process_time()
    detect(article("Harbor plan divides council", line, tail=(line,)))
    assert time.process_time() - begin < 2.0


def test_every_detector_stands_in_the_table_once() -> None:
    assert len(set(DETECTORS.values())) == len(DETECTORS)

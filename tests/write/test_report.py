"""The report says what happened, and nothing that a document holds can act in it."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Cleaned, Reject
from cleaners.write import Places, render_committed
from cleaners.write.escaping import escape
from tests.write.samples import (
    BATCH,
    VERDICTS,
    article,
    doc_id,
    kept,
    removal,
    repeats,
    whole_run,
)

HOSTILE = (
    "<script>alert('x')</script><img src=https://evil.example/a.png onerror=go()>\x00\u202e\ud800"
)
VOID = {"meta", "br"}


class Page(HTMLParser):
    """The elements, attributes and words of a page; fails when elements are not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def report(output: Path) -> str:
    return next((output / "runs").glob("*.html")).read_text(encoding="utf-8")


def words(text: str) -> str:
    return " ".join(" ".join(Page(text).words).split())


def test_the_report_tells_the_run(tmp_path: Path) -> None:
    whole_run(tmp_path)
    page = words(report(tmp_path))
    for part in (
        "4 records found, 2 articles written",
        "2 articles 50.0%",
        "1 duplicates 25.0%",
        "Removed: 54 characters",
        "related_links 54 100.0%",
        "related_links/read-also related_links 6 3 Read also",
        "Harbor log anchor 28.0% /harbour/anchor.txt",
        "encoding_repaired 2",
        "too_short 1 /harbour/driftwood.txt no sentence is left",
        "near 0.93 Harbor log copy Harbor log anchor",
        "harbour/*.txt",
        "option dedup rewrite",
    ):
        assert part in page


def test_nothing_new_is_said(tmp_path: Path) -> None:
    whole_run(tmp_path, [], {})
    page = words(report(tmp_path))
    assert "0 records found, 0 articles written" in page
    assert "Nothing was new" in page
    assert "Removed" not in page


def test_the_most_frequent_removal_is_shown_first(tmp_path: Path) -> None:
    texts = ["Rarely", "Often", "Once more", "Often", "Seldom", "Often", "Rarely"]
    notes = tuple(removal("anchor", seq, text) for seq, text in enumerate(texts))
    whole_run(tmp_path, [Cleaned(article("anchor"), removals=notes)], {})
    page = words(report(tmp_path))
    assert "read-also related_links 7 1 Often Rarely Once more" in page
    assert "Seldom" not in page


def test_text_of_documents_cannot_act(tmp_path: Path) -> None:
    hostile = Reject(doc_id("x"), HOSTILE, None, HOSTILE, "error", HOSTILE, HOSTILE)
    documents = [
        Cleaned(
            article("anchor", title=HOSTILE, language=HOSTILE, warnings=(HOSTILE,)),
            removals=(removal("anchor", 0, HOSTILE, kind=HOSTILE, rule=HOSTILE),),
        ),
        kept("copy", title=HOSTILE),
        Cleaned(None, hostile),
    ]
    whole_run(tmp_path, documents, repeats("copy", "anchor"))
    page = Page(report(tmp_path))
    allowed = (
        "html head meta title style body h1 h2 p code ul li b span div i table tr th td bdi br"
    )
    assert page.tags <= {*allowed.split(), "details", "summary"}
    assert page.attributes <= {
        "class",
        "style",
        "dir",
        "lang",
        "charset",
        "content",
        "name",
        "http-equiv",
    }
    assert "<script>alert('x')</script>" in " ".join(page.words)


def test_the_report_loads_nothing(tmp_path: Path) -> None:
    whole_run(tmp_path)
    text = report(tmp_path)
    assert "default-src 'none'" in text
    assert [
        word for word in ("http:", "https:", "src=", "url(", "@import", "<link") if word in text
    ] == []


def test_the_report_of_a_committed_run_can_be_made_again(tmp_path: Path) -> None:
    manifest = whole_run(tmp_path, BATCH, VERDICTS)
    assert render_committed(tmp_path, manifest.run_id) == report(tmp_path)
    with pytest.raises(FileNotFoundError):
        render_committed(tmp_path, "r20260101T000000Z-000000")


def test_a_large_run_gives_a_report_of_bounded_size(tmp_path: Path) -> None:
    documents = [
        Cleaned(
            article(f"d{i}", title="T" * 5_000),
            removals=(removal(f"d{i}", 0, "x" * 9_000, rule=f"related_links/r{i}"),),
        )
        for i in range(120)
    ]
    verdicts = {k: v for i in range(60, 120) for k, v in repeats(f"d{i}", "d0").items()}
    manifest = whole_run(tmp_path, documents, verdicts)
    assert Places(tmp_path).report(manifest.run_id).stat().st_size < 60_000
    page = words(report(tmp_path))
    assert "80 rules more removed less." in page
    assert "near 60. The first 30 are shown." in page


@given(st.text(st.one_of(st.characters(), st.integers(0xD800, 0xDFFF).map(chr))))
def test_escaped_text_has_no_markup_and_is_utf8(text: str) -> None:
    escaped = escape(text)
    assert not set(escaped) & set("<>\"'\x00")
    assert escaped.encode("utf-8").decode("utf-8") == escaped

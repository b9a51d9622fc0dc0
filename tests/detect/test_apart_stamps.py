"""Days that stand far from the text, and those of a last change, where nothing else tells one."""

import pytest

from cleaners.detect import detect
from cleaners.document import Aside, Document
from cleaners.read.html import read_html
from cleaners.strip import set_apart
from tests.detect.pages import PROSE, page

TITLE = "Harbor plan divides the council of Ostravel"
CHANGES = (
    "Updated 9 May 2022",
    "Aktualisiert am 9. Mai 2022",
    "Mis à jour le 9 mai 2022",
    "This page was last edited on 9 May 2022, at 10:15.",
    "Diese Seite wurde zuletzt am 9. Mai 2022 um 10:15 Uhr bearbeitet.",
    "Última modificación: 9 de mayo de 2022",
    "最終更新：2022年5月9日",
)


def day(*lines: str) -> str | None:
    return detect(page(*lines)).metadata.day_published


@pytest.mark.parametrize("line", CHANGES)
def test_the_day_of_the_change_counts_where_no_other_is_told(line: str) -> None:
    assert day(TITLE, line, *PROSE) == day(TITLE, *PROSE, line) == "2022-05-09"
    found = detect(page(TITLE, line, *PROSE)).metadata
    sure = [it for it in found.provenance if it.field == "day_published"]
    assert [(it.rule, it.confidence) for it in sure] == [("dates/last-change", 0.62)]


def test_changes_of_two_days_tell_none() -> None:
    assert day(TITLE, *PROSE, "Updated 9 May 2022", "Updated 8 May 2022") is None


def test_a_sentence_whose_verb_stands_behind_the_day() -> None:
    rest = (
        "von Ilse geschrieben und unter Hafen, Kräne, Fähren und Rat abgelegt und verschlagwortet"
    )
    line = f"Dieser Beitrag wurde am 3. Mai 2022 um 14:48 {rest}, und du kannst hier antworten"
    document = with_asides(("footer_legal", line + "."))
    assert detect(document).metadata.day_published == "2022-05-03"
    changed = with_asides(("footer_legal", "Dieser Beitrag wurde am 3. Mai 2022 aktualisiert."))
    reasons = detect(changed).metadata.provenance
    assert [it.rule for it in reasons if it.field == "day_published"] == ["dates/last-change"]


def with_asides(*asides: tuple[str, str], head: str = "") -> Document:
    body = "".join(f"<p>{it}</p>" for it in PROSE)
    html = f"<html><head>{head}</head><body><h1>{TITLE}</h1>{body}</body></html>"
    blocks, found = read_html(html)
    below = tuple(
        Aside(text, len(text), kind, "container/box", "drop", "")  # type: ignore[arg-type]
        for kind, text in asides
    )
    document = page(*(it.text for it in blocks))
    return Document(document.source, blocks, head=found, below=below)


def test_what_was_set_apart_may_tell_the_day() -> None:
    lines = "About us\nPosted on 3 May 2022 by Marta\nContact"
    assert detect(with_asides(("footer_legal", lines))).metadata.day_published == "2022-05-03"


@pytest.mark.parametrize("kind", ["comments", "related_links", "teaser_cards"])
def test_days_of_comments_and_other_stories_stay_theirs(kind: str) -> None:
    lines = "Posted on 3 May 2022 by Marta"
    assert detect(with_asides((kind, lines))).metadata.day_published is None


@pytest.mark.parametrize(
    "lines",
    [
        "3 May 2022",
        "Date: 3 May 2022",
        "Published 3 May 2022\nPublished 2 May 2022",
        "Copyright 3 May 2022",
    ],
)
def test_what_tells_no_day_of_the_text(lines: str) -> None:
    assert detect(with_asides(("site_nav", lines))).metadata.day_published is None


def test_the_description_of_a_page_may_name_its_day() -> None:
    for said, value in (("notizia del 3 maggio 2022", "2022-05-03"), ("3 maggio 2022", None)):
        meta = f'<meta name="description" content="Il porto riapre ({said})">'
        assert detect(with_asides(head=meta)).metadata.day_published == value


def test_a_page_that_is_set_apart_keeps_what_it_needs() -> None:
    html = f"<body><h1>{TITLE}</h1>{''.join(f'<p>{it}</p>' for it in PROSE)}</body>"
    blocks, head = read_html(html)
    document = Document(page(TITLE).source, blocks, head=head)
    assert set_apart(document).blocks

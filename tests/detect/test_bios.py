"""The box about an author names the author of a page that has no byline."""

from cleaners.document import RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document
from tests.detect.test_declared import PROSE

TITLE = "<h1>The harbor reopens in the spring</h1>"


def authors(body: str) -> list[str]:
    """Return the authors of a page that goes the whole way: what is a box is told before."""
    data = f"<html><head><title>The harbor</title></head><body>{body}</body></html>".encode()
    raw = RawDocument(id="0" * 32, source_uri="/page.html", data=data)
    article = clean_document(raw, Options()).article
    assert article is not None
    return list(article.metadata.authors)


def box(name: str) -> str:
    return f'<div class="author-bio"><h3>{name}</h3><p>She likes boats and old cranes.</p></div>'


def test_the_one_box_names_the_author() -> None:
    assert authors(f"<main>{TITLE}{PROSE}</main>{box('Anna Oake')}") == ["Anna Oake"]


def test_boxes_of_a_team_name_nobody() -> None:
    page = f"<main>{TITLE}{PROSE}</main>{box('Anna Oake')}{box('Peter Pell')}"
    assert authors(page) == []


def test_a_label_of_a_box_is_no_name() -> None:
    assert authors(f"<main>{TITLE}{PROSE}</main>{box('Harbor Team')}") == []


def test_a_byline_says_more_than_a_box() -> None:
    page = f"<main>{TITLE}<p>By Peter Pell</p>{PROSE}</main>{box('Anna Oake')}"
    assert authors(page) == ["Peter Pell"]


def test_a_name_above_who_it_is() -> None:
    told = "<p>Anna Oake</p><p>Anna Oake is a reporter of this paper and sails on Sundays.</p>"
    assert authors(f"<main>{TITLE}{PROSE}</main><div>{told}</div>") == ["Anna Oake"]

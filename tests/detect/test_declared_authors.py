"""Authors whose names stand in marked elements: where they stand decides, and who else does."""

import msgspec
import pytest

from cleaners.detect import detect
from cleaners.document import Mark
from tests.detect.test_declared import PROSE, parsed, script, values

PERSON = {"@type": "Person", "name": "Marta Denholt"}


def authors(body: str, *nodes: object, head: str = "") -> list[str]:
    title = '<meta property="og:site_name" content="Quay Courier">' + head
    page = parsed(title + script(*nodes), f"<main><h1>Harbor to reopen</h1>{body}{PROSE}</main>")
    return list(detect(page).metadata.authors)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ('<p class="byline">By Marta Denholt and Ivo Pell</p>', ["Marta Denholt", "Ivo Pell"]),
        ('<p class="byline">Posted 3 May 2023 by Marta Denholt | Coast</p>', ["Marta Denholt"]),
        ('<div class="byline">Posted May 24, 2023 10:05 am</div>', []),
        ('<p><a rel="author">quayside</a> 3 May 2023</p>', ["quayside"]),
        ('<p><span class="author vcard"><a class="fn">quay7</a></span></p>', ["quay7"]),
        ('<p>Disko<br>Von <span class="author">Marta Denholt</span></p>', ["Marta Denholt"]),
        ('<p class="author">Headshot of Marta Denholt</p>', []),
        ('<p class="author-photo">Marta Denholt</p>', []),
        ('<p>Foto: <span class="author">Marta Denholt</span></p>', []),
        ('<p><span class="author">marta denholt</span> 3 May 2023</p>', ["marta denholt"]),
        ('<p class="byline">Marta DenholtThe Quay Times</p>', ["Marta Denholt"]),
        (
            '<div itemprop="author"><b itemprop="name">Marta Denholt</b> loves trams</div>',
            ["Marta Denholt"],
        ),
        ('<p class="author">Quay Courier</p>', []),
        ('<p class="author">Gesponserte Inhalte</p>', []),
        ('<div class="related"><p class="author">Marta Denholt</p></div>', []),
        ('<div class="comment"><cite class="fn">Marta Denholt</cite></div>', []),
    ],
)
def test_marked_names_beside_the_headline(byline: str, names: list[str]) -> None:
    site = '<meta property="og:site_name" content="Quay Courier">'
    assert values(site, "author", byline) == names


def test_the_byline_is_kept_as_printed() -> None:
    body = '<p class="byline">By <a rel="author">Marta Denholt</a> | 3 May 2023</p>'
    page = parsed("", f"<main><h1>Harbor to reopen</h1>{body}{PROSE}</main>")
    assert detect(page).metadata.byline == "By Marta Denholt"


def test_names_below_the_text_count_where_none_stands_above() -> None:
    signed = '<p class="author-name">Ivo Pell</p>'
    page = parsed("", f"<main><h1>Harbor to reopen</h1>{PROSE}{signed}</main>")
    assert detect(page).metadata.authors == ("Ivo Pell",)
    above = '<p class="author-name">Marta Denholt</p>'
    page = parsed("", f"<main><h1>Harbor to reopen</h1>{above}{3 * PROSE}{signed}</main>")
    assert detect(page).metadata.authors == ("Marta Denholt",)


def test_a_declared_name_is_spelled_as_the_page_prints_it() -> None:
    article = {"@type": "NewsArticle", "headline": "Harbor to reopen"}
    declared = article | {"author": {"@type": "Person", "name": "marta denholt"}}
    assert authors("<p>Marta Denholt</p>", declared) == ["Marta Denholt"]
    part = article | {"author": {"@type": "Person", "name": "Marta"}}
    assert authors("<p>Marta Denholt</p>", part) == ["Marta Denholt"]


def test_an_organization_is_an_author_only_as_a_person() -> None:
    article = {"@type": "NewsArticle", "headline": "Harbor to reopen"}
    both = article | {"author": {"@type": ["Person", "Organization"], "name": "Marta Denholt"}}
    assert authors("", both) == ["Marta Denholt"]
    company = article | {"author": {"@type": "Organization", "name": "Quay Holding"}}
    assert authors("", company) == []
    mistaken = article | {"author": {"@type": "Organization", "name": "Marta Denholt"}}
    assert authors("", mistaken) == ["Marta Denholt"]


def test_publishers_are_no_authors_whatever_says_so() -> None:
    url = '<meta property="og:url" content="https://www.quayherold.example/harbor">'
    meta = '<meta name="author" content="{}">'
    assert authors("", head=url + meta.format("Quayherold")) == []
    assert authors("", head="<title>Harbor - Kranblick</title>" + meta.format("Kranblick")) == []
    assert authors("", head="<title>Harbor - Ann Oake</title>" + meta.format("Ann Oake")) == [
        "Ann Oake"
    ]
    assert authors("", head=meta.format("Quay Courier - Ann Oake")) == ["Ann Oake"]


def test_who_edited_is_no_author_though_the_head_says_so() -> None:
    article = {"@type": "NewsArticle", "headline": "Harbor to reopen", "author": PERSON}
    editor = "<p>(Editing by Marta Denholt)</p>"
    page = parsed(script(article), f"<main><h1>Harbor to reopen</h1>{PROSE}{editor}</main>")
    assert detect(page).metadata.authors == ()


def test_agencies_beside_marked_names_are_agencies() -> None:
    body = '<p class="byline">By <a rel="author">Marta Denholt</a> and AFP</p>'
    page = parsed("", f"<main><h1>Harbor to reopen</h1>{body}{PROSE}</main>")
    found = detect(page).metadata
    assert (found.authors, found.agencies) == (("Marta Denholt",), ("AFP",))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("<p><b>Marta Denholt</b></p>", ("Marta Denholt",)),
        ('<p><a href="/t">Marta Denholt</a></p>', ()),
    ],
)
def test_a_plain_name_below_the_text_is_told_from_a_tag(line: str, found: tuple[str, ...]) -> None:
    page = parsed("", f"<main><h1>Harbor to reopen</h1>{PROSE}{line}</main>")
    last = len(page.blocks) - 1
    tail = Mark(last, 0, len(page.blocks[last].text), "related_links", "container/tail")
    hidden = msgspec.structs.replace(page, marks=(tail,))
    assert detect(hidden).metadata.authors == found

"""What a page declares becomes candidates, believed as far as the visible page agrees."""

import json

import pytest

from cleaners.detect.choose import choose
from cleaners.detect.declared import SEEN, UNSEEN, detect_declared
from cleaners.detect.declared_ld import read_nodes
from cleaners.detect.declared_names import person_names
from cleaners.detect.sheet import open_sheet
from cleaners.detect.titles import detect_titles
from cleaners.document import Candidate, Document, Source
from cleaners.read.html import read_html

PROSE = (
    "<p>The council of Ostravel voted on Monday to reopen the old harbor, which was closed.</p>"
    "<p>Its members had argued for weeks about the price, the cranes, and who would pay.</p>"
)
ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Harbor to reopen after vote",
    "datePublished": "2023-05-14T10:20:00+02:00",
    "dateModified": "2023-05-15T08:00:00+02:00",
    "author": [
        {"@type": "Person", "name": "Marta Denholt"},
        {"@type": "Organization", "name": "Quay Desk"},
    ],
    "publisher": {"@type": "Organization", "name": "The Marrovia Times"},
    "articleSection": ["Coast", "Local"],
    "keywords": "harbor, ferries",
    "image": [{"@type": "ImageObject", "url": "https://marrovia.example/quay.jpg"}],
    "mainEntityOfPage": {"@id": "https://marrovia.example/2023/harbor"},
    "isAccessibleForFree": "False",
}


def document(head: str, body: str = "") -> Document:
    return parsed(head, f"<h1>Harbor to reopen after vote</h1>{body}{PROSE}")


def parsed(head: str, body: str) -> Document:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    blocks, found = read_html(html)
    return Document(
        Source("0" * 32, "/p.html", None, "html", "utf-8", "0" * 64, html), blocks, head=found
    )


def script(*values: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(it)}</script>' for it in values)


def candidates(head: str, body: str = "") -> list[Candidate]:
    return list(detect_declared(open_sheet(document(head, body))))


def values(head: str, field: str, body: str = "", source: str | None = None) -> list[str]:
    return [
        it.value
        for it in candidates(head, body)
        if it.field == field and source in (None, it.source)
    ]


def title_of(page: Document) -> str | None:
    """Return the title that declarations and visible headings lead to."""
    sheet = open_sheet(page)
    for detector in (detect_declared, detect_titles):
        sheet = sheet.with_candidates(detector(sheet))
    return choose(page, sheet.found).title


def test_json_ld_fills_every_field() -> None:
    head = script(ARTICLE)
    assert values(head, "title", source="json_ld") == ["Harbor to reopen after vote"]
    assert values(head, "author") == ["Marta Denholt"]
    assert values(head, "date_published") == ["2023-05-14T10:20:00+02:00"]
    assert values(head, "date_modified") == ["2023-05-15T08:00:00+02:00"]
    assert values(head, "site_name") == ["The Marrovia Times"]
    assert values(head, "section") == ["Coast"]
    assert values(head, "tag") == ["harbor", "ferries"]
    assert values(head, "url") == ["https://marrovia.example/2023/harbor"]
    assert values(head, "image") == ["https://marrovia.example/quay.jpg"]
    assert values(head, "is_accessible_for_free") == ["false"]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"@graph": [{"@type": "WebSite", "name": "The Marrovia Times"}, ARTICLE]}),
        json.dumps([[ARTICLE]]),
        "<!-- " + json.dumps(ARTICLE) + " -->",
        "//<![CDATA[\n" + json.dumps(ARTICLE) + "\n//]]>",
        json.dumps(ARTICLE) + ";",
        json.dumps(ARTICLE)[:-1] + ",}",
        json.dumps(ARTICLE).replace("Harbor to", "Harbor\nto"),
        json.dumps({"@type": "WebSite"}) + json.dumps(ARTICLE),
        json.dumps(ARTICLE | {"@type": ["Article", "NewsArticle"]}),
        json.dumps(ARTICLE | {"@type": "http://schema.org/NewsArticle"}),
    ],
    ids=[
        "graph",
        "lists",
        "comment",
        "cdata",
        "semicolon",
        "comma",
        "newline",
        "two",
        "types",
        "address",
    ],
)
def test_json_ld_as_pages_write_it(text: str) -> None:
    head = f'<script type="application/ld+json">{text}</script>'
    assert values(head, "date_published") == ["2023-05-14T10:20:00+02:00"]


@pytest.mark.parametrize(
    "text", ["{", "null", "[]", '"x"', "{'a': 1}", '{"@type": 7, "author": [null, 3]}', "[" * 5000]
)
def test_broken_json_ld_gives_nothing(text: str) -> None:
    head = f'<script type="application/ld+json">{text}</script>'
    assert [it for it in candidates(head) if it.source == "json_ld"] == []


def test_of_several_articles_the_one_with_the_pages_address_or_title_speaks() -> None:
    others = [
        {"@type": "NewsArticle", "headline": f"Another story {n}", "datePublished": f"2020-01-0{n}"}
        for n in range(1, 8)
    ]
    head = "<title>Harbor to reopen after vote | The Marrovia Times</title>"
    assert values(head + script(*others, ARTICLE), "date_published") == [
        "2023-05-14T10:20:00+02:00"
    ]
    assert values(head + script(*others), "date_published") == []


def test_an_author_given_by_reference_is_found() -> None:
    person = {"@type": "Person", "@id": "#md", "name": "Marta Denholt"}
    graph = {"@graph": [ARTICLE | {"author": {"@id": "#md"}}, person]}
    assert values(script(graph), "author") == ["Marta Denholt"]


@pytest.mark.parametrize(
    ("name", "field", "content", "value"),
    [
        ("og:title", "title", "Harbor to reopen | The Marrovia Times", "Harbor to reopen"),
        (
            "article:published_time",
            "date_published",
            "2023-05-14T10:20:00Z",
            "2023-05-14T10:20:00+00:00",
        ),
        ("parsely-pub-date", "date_published", "2023-05-14", "2023-05-14"),
        ("DC.date.issued", "date_published", "2023-05-14", "2023-05-14"),
        ("citation_publication_date", "date_published", "2023/05/14", "2023-05-14"),
        ("og:updated_time", "date_modified", "2023-05-15", "2023-05-15"),
        ("sailthru.author", "author", "Marta Denholt", "Marta Denholt"),
        ("dc.creator", "author", "By Marta Denholt", "Marta Denholt"),
        ("og:url", "url", "https://marrovia.example/a?utm_source=x", "https://marrovia.example/a"),
        ("og:site_name", "site_name", "The Marrovia Times", "The Marrovia Times"),
        ("article:section", "section", "Coast", "Coast"),
        ("article:tag", "tag", "ferries", "ferries"),
        ("og:locale", "language", "de_AT", "de"),
    ],
)
def test_families_of_meta(name: str, field: str, content: str, value: str) -> None:
    assert value in values(f'<meta property="{name}" content="{content}">', field)


@pytest.mark.parametrize(
    "value",
    [
        "admin",
        "https://www.facebook.com/marroviatimes",
        "marta_denholt",
        "redaktion",
        "The Marrovia Times",
        "marrovia.example",
        "Reuters",
        "user42",
        "Newsroom Staff",
        "",
    ],
)
def test_what_is_no_person_is_no_author(value: str) -> None:
    assert list(person_names(value, frozenset({"the marrovia times"}))) == []


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Marta Denholt", ["Marta Denholt"]),
        ("von Ilse Brandmoor und Rolf Tamm", ["Ilse Brandmoor", "Rolf Tamm"]),
        ("Text: Ilse Brandmoor", ["Ilse Brandmoor"]),
        ("Marta Denholt, Education Editor", ["Marta Denholt"]),
        ("Denholt, Marta", ["Denholt, Marta"]),
        ("嶋田健志", ["嶋田健志"]),
        ("Lars", ["Lars"]),
    ],
)
def test_names_are_taken_as_written(value: str, names: list[str]) -> None:
    assert list(person_names(value, frozenset())) == names


def test_a_declared_day_counts_for_more_when_the_page_shows_it() -> None:
    head = '<meta property="article:published_time" content="2023-05-14T10:20:00Z">'

    def sure(body: str) -> float:
        return next(it.confidence for it in candidates(head, body) if it.source == "meta_published")

    assert sure("<p>14 May 2023</p>") == SEEN
    assert sure("<p>14.05.2023</p>") == SEEN
    assert sure("<p>12 May 2021</p>") == UNSEEN
    assert sure("") == UNSEEN


def test_the_visible_headline_wins_over_what_search_engines_are_told() -> None:
    head = (
        '<meta property="og:title" content="Harbor vote: what you must know">'
        "<title>Harbor to reopen after vote - Marrovia Times</title>"
    )
    assert title_of(document(head)) == "Harbor to reopen after vote"


def test_a_kicker_in_the_headline_is_no_part_of_the_title() -> None:
    head = '<meta property="og:title" content="Council votes to open the harbor">'
    headline = "<h1><span>Coast</span> Council votes to open the harbor</h1>"
    assert title_of(parsed(head, headline + PROSE)) == "Council votes to open the harbor"


@pytest.mark.parametrize(
    ("declared", "heading", "title"),
    [  # a kicker of the heading's element is parted by a colon in what is declared
        ("Coast: Council opens harbor", "<span>Coast</span> Council opens harbor", 1),
        ("Vote in Velden: Council opens harbor", "<span>Coast</span> Council opens harbor", 1),
        ("Coast: Council opens harbor", "Coast: Council opens harbor", 0),
        ("Coast: Council opens harbor", "COAST | Council opens harbor", 0),
        # so is a standfirst behind it
        ("Council opens harbor", "Council opens harbor <span>Cranes ready</span>", 2),
        ("Council opens harbor", "Council opens harbor in the spring", 0),
    ],
)
def test_what_shares_a_heading_with_the_title(declared: str, heading: str, title: int) -> None:
    page = parsed(f'<meta property="og:title" content="{declared}">', f"<h1>{heading}</h1>{PROSE}")
    plain = heading.replace("<span>", "").replace("</span>", "")
    wanted = (plain, "Council opens harbor", "Council opens harbor")[title]
    assert title_of(page) == wanted


def test_a_heading_that_repeats_the_search_title_gives_way_to_the_written_one() -> None:
    written = "The cranes are back, and so is the quarrel"
    head = "<title>Harbor Ostravel: when it reopens</title>" + script(
        {"@type": "NewsArticle", "headline": written}
    )
    assert title_of(parsed(head, f"<h1>Harbor Ostravel: when it reopens</h1>{PROSE}")) == written
    # where JSON-LD repeats the search title, the heading is what was written
    head = "<title>Harbor Ostravel: when it reopens</title>" + script(
        {"@type": "NewsArticle", "headline": "Harbor Ostravel: when it reopens"}
    )
    assert title_of(parsed(head, f"<h1>{written}</h1>{PROSE}")) == written


def test_a_heading_of_one_word_or_of_the_site_is_no_headline() -> None:
    head = "<title>Council votes to open the harbor</title>"
    assert title_of(parsed(head, f"<h1>News</h1>{PROSE}")) == "Council votes to open the harbor"
    head = "<title>Tide and Quay Daily » Archive » Council votes to open the harbor</title>"
    site = '<h1 class="site-title">Tide and Quay Daily</h1>'
    page = parsed(head, f"{site}<h2>Council votes to open the harbor</h2>{PROSE}")
    assert title_of(page) == "Council votes to open the harbor"


def test_a_line_called_title_may_say_the_declared_one() -> None:
    head = "<title>Council votes to open the old harbor - Tides</title>"
    body = '<p class="art-title">Council votes to open the old harbor</p>'
    assert title_of(parsed(head, body + PROSE)) == "Council votes to open the old harbor"


def test_marked_bylines_and_time_elements_beside_the_title() -> None:
    body = (
        '<div class="meta">von <span class="fn">lars</span> '
        '<time datetime="2023-05-14">gestern</time></div>'
    )
    assert values("", "author", body) == ["lars"]  # as written
    for account in ("admin", "redaktion", "LK", "news-team", "lars.example.de"):
        assert values("", "author", body.replace("lars", account)) == []
    body = body.replace("lars", "Lars")
    assert values("", "author", body) == ["Lars"]
    assert values("", "date_published", body) == ["2023-05-14"]


def test_the_day_of_a_picture_beside_the_title_is_no_stamp() -> None:
    picture = '<img src="q.jpg" alt="The old quay on 3 May 2020">'
    assert values("", "date_published", picture) == []


def test_a_home_page_or_relative_address_is_no_url_of_an_article() -> None:
    for href in ("https://marrovia.example/", "/harbor", "javascript:void(0)"):
        assert values(f'<link rel="canonical" href="{href}">', "url") == []


def test_without_a_head_nothing_is_declared() -> None:
    page = document("")
    bare = Document(page.source, page.blocks)
    assert list(detect_declared(open_sheet(bare))) == []


def test_catalogs_do_not_take_long() -> None:
    assert len(read_nodes([json.dumps([{"a": [{}] * 10}] * 5000)])) <= 3000

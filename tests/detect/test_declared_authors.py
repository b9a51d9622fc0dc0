"""Authors whose names stand in marked elements: where they stand decides, and who else does."""

import msgspec
import pytest

from cleaners.detect import detect
from cleaners.document import Document, Mark
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
        ('<p class="byline">[田中宏，QuayMedia]</p>', ["田中宏"]),
        ('<p class="write-by">Marta Denholt</p>', ["Marta Denholt"]),
        ('<p class="sort-by">Marta Denholt</p>', []),
        ('<p class="author">Redaktion Velden Hafen</p>', []),
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


FAR = "<p>Next</p>" * 20 + '<p itemprop="author">Marta Denholt</p>'


def hidden_page(body: str, *marks: tuple[int, str]) -> Document:
    """Return a page of which some blocks, by number and rule, are boilerplate."""
    page = parsed("<title>Harbor to reopen</title>", f"<main>{body}</main>")
    found = tuple(Mark(at, 0, len(page.blocks[at].text), "site_nav", rule) for at, rule in marks)
    return msgspec.structs.replace(page, marks=found)


@pytest.mark.parametrize(
    ("line", "rule", "found"),
    [
        ("Auteur : Kossi Tavell", "container/outside", ("Kossi Tavell",)),
        ("كتبت أسماء نصار", "container/outside", ("أسماء نصار",)),
        ("Auteur : Kossi Tavell", "container/box", ()),
        ("Kossi Tavell", "container/outside", ()),
    ],
)
def test_a_byline_below_the_headline_counts_though_it_stands_apart(
    line: str, rule: str, found: tuple[str, ...]
) -> None:
    page = hidden_page(f"<h1>Harbor to reopen</h1><p>{line}</p>{PROSE}", (1, rule))
    assert detect(page).metadata.authors == found


def test_an_author_box_above_the_headline_counts_behind_pictures() -> None:
    pictures = 6 * '<p><img src="a.jpg" alt="Share"></p>'
    box = '<p class="author-header">Marta Denholt</p>'
    page = parsed(
        "<title>Harbor to reopen</title>", f"{box}{pictures}<h1>Harbor to reopen</h1>{PROSE}"
    )
    assert detect(page).metadata.authors == ("Marta Denholt",)
    lines = "".join(f"<p>Section {word}</p>" for word in ("one", "two", "three", "four"))
    page = parsed(
        "<title>Harbor to reopen</title>", f"{box}{lines}{pictures}<h1>Harbor to reopen</h1>{PROSE}"
    )
    assert detect(page).metadata.authors == ()


def test_the_author_is_named_above_what_is_told_of_him() -> None:
    box = '<h3 class="author-title">Marta Denholt</h3>'
    bio = "<p>She has written about ports and their people for twenty years, and about trams.</p>"
    page = parsed("", f"<main><h1>Harbor to reopen</h1>{3 * PROSE}{box}{bio}</main>")
    assert detect(page).metadata.authors == ("Marta Denholt",)


def test_on_a_host_of_blogs_the_site_is_called_like_its_writer() -> None:
    byline = '<p><span class="author">quayside</span> 3 May 2023</p>'
    for host, names in (("quayside.wordpress.com", ["quayside"]), ("www.quayside.example", [])):
        url = f'<link rel="canonical" href="https://{host}/2023/harbor">'
        site = '<meta property="og:site_name" content="Quayside">'
        page = parsed(url + site, f"<main><h1>Harbor to reopen</h1>{byline}{PROSE}</main>")
        assert list(detect(page).metadata.authors) == names


def test_cards_that_say_who_wrote() -> None:
    card = '<meta name="twitter:label1" content="{}"><meta name="twitter:data1" content="{}">'
    assert authors("", head=card.format("Verfasst von", "Marta Denholt")) == ["Marta Denholt"]
    assert authors("", head=card.format("Geschätzte Lesezeit", "Marta Denholt")) == []
    assert authors("", head=card.format("Written by", "admin")) == []
    listed = '<meta property="dc:creator article:author_name" content="Marta Denholt">'
    assert authors("", head=listed) == ["Marta Denholt"]


def test_the_one_name_that_a_page_marks_is_the_author_wherever_it_stands() -> None:
    page = parsed("<title>Harbor to reopen</title>", f"<main>{PROSE}</main>{FAR}")
    card = Mark(*(len(page.blocks) - 1, 0, 13, "teaser_cards", "container/box"))
    assert detect(msgspec.structs.replace(page, marks=(card,))).metadata.authors == (
        "Marta Denholt",
    )
    comment = msgspec.structs.replace(card, kind="comments")
    assert detect(msgspec.structs.replace(page, marks=(comment,))).metadata.authors == ()


def test_the_byline_of_a_teaser_above_the_text_is_not_the_article_s() -> None:
    teaser = "<h2>Cranes wait</h2><p>By Anna Oake</p>"
    page = parsed("<title>Harbor to reopen</title>", f"<h1>Harbor to reopen</h1>{teaser}{PROSE}")
    marks = tuple(
        Mark(at, 0, len(page.blocks[at].text), "related_links", "related_links/label")
        for at in (1, 2)
    )
    assert detect(msgspec.structs.replace(page, marks=marks)).metadata.authors == ()
    lone = msgspec.structs.replace(page, marks=marks[1:])  # below a heading of the article
    assert detect(lone).metadata.authors == ("Anna Oake",)

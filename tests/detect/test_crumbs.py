"""Section and site of a page: breadcrumbs, and the ends of its title."""

import pytest

from cleaners.document import Metadata, RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document
from tests.detect.pages import PROSE

BODY = "".join(f"<p>{it}</p>" for it in PROSE)
TITLE = "Harbor of Velden reopens"


def metadata(above: str = "", below: str = "", title: str = TITLE, head: str = "") -> Metadata:
    html = (
        f"<html><head><title>{title}</title>{head}</head><body>{above}<article><h1>{TITLE}</h1>"
        f"{below}{BODY}</article></body></html>"
    )
    raw = RawDocument(id="0" * 32, source_uri="/a.html", data=html.encode())
    article = clean_document(raw, Options()).article
    assert article is not None
    return article.metadata


@pytest.mark.parametrize(
    ("title", "section", "site"),
    [
        (f"{TITLE} | Coast | The Velden Herald", "Coast", "The Velden Herald"),
        (f"{TITLE} - The Velden Herald", None, "The Velden Herald"),
        (f"Radio Velden | {TITLE}", None, "Radio Velden"),
        (f"{TITLE} | Blog", None, None),
        (f"{TITLE} | It was raining all day long in the old town. Nobody came", None, None),
    ],
)
def test_what_the_title_of_a_page_ends_with(
    title: str, section: str | None, site: str | None
) -> None:
    found = metadata(title=title)
    assert (found.section, found.site_name) == (section, site)


def test_the_last_part_of_a_breadcrumb_is_the_section() -> None:
    path = f'<p><a href="/">Home</a> » <a href="/c">Coast</a> » {TITLE}</p>'
    assert metadata(path).section == "Coast"
    items = "".join(
        f"<li><a href='#'>{it}</a></li>" for it in ("Startseite", "Hafenviertel", "Kaianlagen")
    )
    assert metadata(f'<ul class="breadcrumb">{items}</ul>').section == "Kaianlagen"


def test_a_menu_is_no_breadcrumb() -> None:
    assert metadata("<p>Home | Nation | Sports | Opinion</p>").section is None


def test_a_declared_breadcrumb() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": ['
        '{"@type": "ListItem", "item": {"@id": "/", "name": "Home"}},'
        '{"@type": "ListItem", "name": "Coast"},'
        f'{{"@type": "ListItem", "name": "{TITLE}"}}]}}</script>'
    )
    assert metadata(head=head).section == "Coast"


def test_elements_that_style_parts_are_parted() -> None:
    found = metadata(
        below="<div><span>By <a href='#'>Thomas Vell</a></span><span>, Harbor editor</span>"
        "<time datetime='2024-09-12T23:30:00Z'>13 September 2024</time>"
        "<span>4 min read</span></div>"
    )
    assert found.authors == ("Thomas Vell",)
    assert found.day_published == "2024-09-13"


def test_a_byline_in_a_box_of_buttons_and_one_on_two_lines() -> None:
    box = '<div class="share-bar"><span>By</span><span>by THOMAS VELL and ANNA OAKE</span></div>'
    assert metadata(below=box).authors == ("THOMAS VELL", "ANNA OAKE")
    two = '<aside class="sidebar"><p>By</p><p>Thomas Vell</p><p>Date</p></aside>'
    assert metadata(below=two).byline == "By Thomas Vell"

"""Which pictures of a page are the article's own, and what their rows say."""

import pytest

from cleaners.detect.caption_text import split_caption
from cleaners.document import Image, RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document
from tests.detect.pages import PROSE

BODY = "".join(f"<p>{it}</p>" for it in PROSE)
TITLE = "Harbor of Velden reopens"


def images(inner: str, before: str = "", head: str = "") -> tuple[Image, ...]:
    html = (
        f"<html><head><title>{TITLE}</title>{head}</head><body>{before}<article><h1>{TITLE}</h1>"
        f"{inner}{BODY}</article></body></html>"
    )
    raw = RawDocument(id="0" * 32, source_uri="/a.html", data=html.encode())
    article = clean_document(raw, Options()).article
    assert article is not None
    return article.metadata.images


def test_logos_icons_and_portraits_are_no_pictures_of_the_article() -> None:
    assert images(
        '<img src="/theme/icons/print.png" alt="Print this"><img src="/a/share.svg">'
        '<img src="https://0.gravatar.com/avatar/a.jpg" alt="Ann Oake at work">'
        '<div class="author-bio"><img src="/people/oake.jpg" alt="Ann Oake"></div>'
        '<figure><img src="/p/quay.jpg"><figcaption>The quay at dawn</figcaption></figure>',
        before='<header><img src="/media/herald.png" alt="The Herald"></header>',
    ) == (Image("/p/quay.jpg", "The quay at dawn", None),)


def test_a_declared_picture_is_the_articles_though_it_is_of_a_logo() -> None:
    head = '<meta property="og:image" content="https://a.example/p/ferry-logo.png?w=9">'
    assert images('<img src="/p/ferry-logo.png" alt="">', head=head)[0].url == "/p/ferry-logo.png"
    assert images('<img src="/p/ferry-logo.png" alt="">') == ()


def test_an_alternative_text_that_says_the_headline_is_no_caption() -> None:
    assert images(f'<img src="/p/quay.jpg" alt="{TITLE}">') == (Image("/p/quay.jpg"),)


def test_a_picture_shown_twice_has_one_row() -> None:
    picture = '<img src="/p/quay.jpg" alt="The quay of Velden at dawn">'
    assert len(images(picture + "<p>Some words between the two.</p>" + picture)) == 1


def test_the_address_of_a_picture_that_loads_late() -> None:
    late = '<img src="/t/blank.gif" data-src="/p/quay.jpg" alt="The quay at dawn">'
    assert images(late)[0].url == "/p/quay.jpg"


def test_what_is_called_a_caption_and_stands_by_no_picture_fills_no_column() -> None:
    assert images('<p class="caption">Choose a quality for the player</p>') == ()


@pytest.mark.parametrize(
    ("text", "said", "by"),
    [
        ("Trams wait.Foto: Ira Vell/Reuters", "Trams wait.", "Ira Vell/Reuters"),
        ("Trams wait. Unsplash/Ira Vell", "Trams wait.", "Unsplash/Ira Vell"),
        ("Trams wait.Unsplash/Ira Vell", "Trams wait.", "Unsplash/Ira Vell"),
        ("Photograph by Thomas Vell", "", "Thomas Vell"),
        ("© 2012 AFP/AP", "", "AFP/AP"),
        ("Shutterstock", "", "Shutterstock"),
        ("The depot (Thomas Vell)", "The depot", "Thomas Vell"),
        ("The depot (left)", "The depot (left)", ""),
        ("Photo of the crew by the pier", "Photo of the crew by the pier", ""),
        ("The ferry and/or the tram", "The ferry and/or the tram", ""),
        ("File photo: the quay of Velden", "the quay of Velden", ""),
    ],
)
def test_captions_are_taken_apart(text: str, said: str, by: str) -> None:
    assert split_caption(text) == (said, by)

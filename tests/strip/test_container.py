"""The container: furniture around the article goes, and the article stays whole."""

import pytest

from cleaners.strip.container import set_apart
from cleaners.strip.container_cues import read_cues
from tests.strip.pages import BODY, LEAD, LEGAL, NAV, SECOND, THIRD, document, kept, marks, page


def test_menu_and_footer_go_and_the_text_stays() -> None:
    html = page(*BODY, around='<div id="x1"><div class="q7">{}</div></div>')
    assert kept(html) == ["Harbor to reopen after vote", *BODY]
    gone = marks(html)
    assert gone["News"].kind == "site_nav"
    assert gone[LEGAL].kind == "footer_legal"


def test_text_and_markdown_are_none_of_its_business() -> None:
    plain = document(page(*BODY), "text")
    assert set_apart(plain) is plain


@pytest.mark.parametrize(
    ("box", "kind"),
    [
        (
            '<div class="article-comments"><div><b>Ivo</b><p>I have waited since the storm took '
            "the cranes, and so has my brother.</p></div></div>",
            "comments",
        ),
        (
            '<div class="related-posts"><a href="/a">Cranes arrive at the northern pier</a>'
            '<a href="/b">Storm damage costs more than thought</a></div>',
            "related_links",
        ),
        (
            '<div class="newsletter-box"><p>Get the letter of the harbor master every Friday, with '
            "tides, "
            "ships and all the news of the quays.</p></div>",
            "newsletter_signup",
        ),
        (
            '<ul class="share-bar"><li><a href="#">Send to a friend of yours</a></li></ul>',
            "share_bar",
        ),
        ("<form><label>Your mail address</label><p>Your name</p></form>", "account_ui"),
        ('<aside><a href="/q">Five ferries that never sailed again</a></aside>', "teaser_cards"),
        (
            '<figure><img src="a.jpg" alt="x"><figcaption>The quay in May.</figcaption></figure>',
            "photo_caption",
        ),
        (
            '<div class="img-box"><img src="a.jpg" alt="x"><div>Seen from the light.</div></div>',
            "photo_caption",
        ),
    ],
    ids=["comments", "related", "newsletter", "share", "form", "aside", "figure", "picture"],
)
def test_boxes_amid_the_text_go(box: str, kind: str) -> None:
    html = page(LEAD, box, SECOND, THIRD, around="<article>{}</article>")
    assert kept(html) == ["Harbor to reopen after vote", *BODY]
    inside = [text for text in (b.text for b in document(box).blocks if b.role != "image") if text]
    assert inside and all(marks(html)[text].kind == kind for text in inside)


@pytest.mark.parametrize(
    "around",
    [
        '<div class="entry-content related-posts-enabled">{}</div>',
        '<article class="post hentry category-comments tag-newsletter">{}</article>',
        '<div class="sidebar-left share-sticky">{}</div>',
        '<div class="comments-open">{}</div>',
    ],
)
def test_a_cue_on_the_article_itself_removes_nothing(around: str) -> None:
    assert kept(page(*BODY, around=around)) == ["Harbor to reopen after vote", *BODY]


def test_sub_headings_lists_tables_and_quotations_of_the_story_stay() -> None:
    inner = (
        LEAD,
        "<h2>What it costs</h2>",
        SECOND,
        "<ul><li>Two cranes</li><li>One sea wall</li></ul>",
        "<blockquote>We have waited long enough for this.</blockquote>",
        THIRD,
        "<table><tr><th>Year</th><th>Ships</th></tr><tr><td>2021</td><td>310</td></tr></table>",
    )
    assert kept(page(*inner, around="<main>{}</main>")) == [
        "Harbor to reopen after vote",
        LEAD,
        "What it costs",
        SECOND,
        "Two cranes",
        "One sea wall",
        "We have waited long enough for this.",
        THIRD,
        "Year | Ships",
        "2021 | 310",
    ]


def test_teaser_cards_without_any_telling_name_go() -> None:
    cards = "".join(
        f'<div class="z{n % 2}"><h3><a href="/{n}">Headline of another story {n}</a></h3>'
        "<p>A line or two that "
        f"sum up what happened in story {n}, so that one reads on.</p></div>"
        for n in range(6)
    )
    found = kept(page(*BODY, f'<div class="z9">{cards}</div>', around="<div>{}</div>"))
    assert found == ["Harbor to reopen after vote", *BODY]


def test_a_body_in_several_boxes_is_kept_whole() -> None:
    parts = "".join(f'<div class="part"><p>{text}</p></div>' for text in BODY)
    assert kept(page(parts, around='<div class="k3">{}</div>')) == [
        "Harbor to reopen after vote",
        *BODY,
    ]


def test_of_articles_in_a_row_the_titled_one_is_kept() -> None:
    other = (
        "<article><h2>Council of Velden resigns</h2>"
        + "".join(f"<p>In Velden, by contrast, {text[0].lower()}{text[1:]}</p>" for text in BODY)
        + "</article>"
    )
    html = page(*BODY, around="<main><article>{}</article>" + other * 2 + "</main>")
    assert kept(html) == ["Harbor to reopen after vote", *BODY]


def test_a_body_printed_twice_is_kept_once() -> None:
    one = "".join(f"<p>{text}</p>" for text in BODY)
    html = page(
        f'<div class="wide">{one}</div><div class="narrow">{one}</div>',
        around="<article>{}</article>",
    )
    near = set_apart(document(html))
    gone = {it.block for it in near.marks}
    left = [b.text for i, b in enumerate(near.blocks) if i not in gone and b.role != "heading"]
    assert left == list(BODY)


def test_head_lines_are_left_legible_for_the_detectors() -> None:
    html = page(
        '<div class="meta"><span>By Marta Denholt</span></div><div>14 May 2023, 10:20</div>',
        *BODY,
        around="<article>{}</article>",
    )
    gone = marks(html)
    assert gone["By Marta Denholt"].kind == "byline"
    assert gone["14 May 2023, 10:20"].kind == "publish_stamp"
    assert "Harbor to reopen after vote" not in gone


def test_a_page_of_short_lines_keeps_them() -> None:
    lines = (
        "Down by the quay",
        "where the ropes lie wet",
        "I waited for you",
        "till the lamps were lit",
    )
    found = kept(page(*lines, around='<div class="poem">{}</div>'))
    assert [text for text in found if text in lines] == list(lines)


def test_pages_without_text_raise_nothing() -> None:
    for html in ("", "<p></p>", "<img src=a.jpg alt='only a picture'>", NAV):
        marks(html)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("related posts", "related_links"),
        ("mc promobox", "house_promo"),
        ("entry content read more", None),
        ("advertising slot", "ad_label"),
        ("story body", None),
        ("", None),
    ],
)
def test_cues_name_boxes(words: str, kind: str | None) -> None:
    assert read_cues(words).kind == kind

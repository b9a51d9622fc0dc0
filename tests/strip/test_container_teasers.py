"""Teasers on a page and amid its text, and what looks like one and is a part of the page."""

from tests.strip.pages import BODY, LEAD, SECOND, THIRD, TITLE, bare, kept, page, paragraphs

ARTICLE = "<article>{}</article>"
PARTS = tuple(
    (f"Engine number {n}", f"It lifts {n} tons of stone an hour, and one boy can work it alone.")
    for n in range(1, 7)
)
DECK = "The mill of Velden has stood for three hundred years, and now its wheel is to be sold..."
HEADLINE = "Last wheel of the old mill goes under the hammer"
TEXT = tuple(f"{text} {more}" for more in BODY for text in BODY)


# cards


def test_parts_of_a_page_that_end_in_a_link_are_no_cards() -> None:
    parts = "".join(
        f'<li class="part"><h2>{name}</h2><p>{text}</p><a href="/{name}">Learn more about {name}'
        "</a></li>"
        for name, text in PARTS
    )
    found = kept(bare(f"<main><h1>{TITLE}</h1><p>{LEAD}</p><ul>{parts}</ul></main>"))
    assert found == [TITLE, LEAD, *(it for part in PARTS for it in part)]


def test_cards_whose_heading_leads_elsewhere_go() -> None:
    cards = "".join(
        f'<li class="part"><h2><a href="/{name}">{name} of the quay</a></h2><p>{text}</p></li>'
        for name, text in PARTS
    )
    assert kept(bare(f"<main><h1>{TITLE}</h1>{paragraphs(*BODY)}<ul>{cards}</ul></main>")) == [
        TITLE,
        *BODY,
    ]


def test_a_list_that_is_called_one_of_teasers_needs_pictures_only() -> None:
    cards = "".join(
        f'<li><img src="{n}.jpg" alt="x"><div><b>{name} of the quay</b><p>{text}</p></div></li>'
        for n, (name, text) in enumerate(PARTS)
    )
    assert kept(page(*TEXT, f'<ul class="grid similar">{cards}</ul>')) == [TITLE, *TEXT]
    assert len(kept(page(*TEXT, f'<ul class="grid">{cards}</ul>'))) > len(TEXT) + 1


def covered(link: str) -> list[str]:
    cards = "".join(
        f'<li><div class="box">{link.format(name=name)}<h3>{name}</h3><p>{text}</p></div></li>'
        for name, text in PARTS
    )
    return kept(page(*TEXT, f'<ul class="grid">{cards}</ul>'))


def test_a_link_without_content_is_laid_over_a_card() -> None:
    assert covered('<a href="/{name}" title="{name}"></a>') == [TITLE, *TEXT]
    assert covered('<a href="/x" class="stretched-link"></a>') == [TITLE, *TEXT]


def test_an_icon_or_an_anchor_is_laid_over_nothing() -> None:
    everything = [TITLE, *TEXT, *(it for part in PARTS for it in part)]
    assert covered('<a href="https://share.example" title="Share by mail"></a>') == everything
    assert covered('<a id="{name}"></a>') == everything
    assert covered('<a href="/{name}"><img src="{name}.jpg"></a>') == everything


# decks amid the text


def teaser(deck: str, name: str = "first") -> str:
    return (
        f'<div class="{name}"><div class="q2"><a href="/mill">{HEADLINE}</a>'
        f'<div class="q3"><p>{deck}</p></div></div></div>'
    )


def test_the_deck_of_a_teaser_amid_the_text_goes_with_its_headline() -> None:
    assert kept(page(*TEXT[:4], teaser(DECK), *TEXT[4:], around=ARTICLE)) == [TITLE, *TEXT]


def test_a_box_without_a_linked_headline_stays() -> None:
    box = (
        f'<div class="q1"><div class="q2">{HEADLINE}<div class="q3"><p>{DECK}</p></div></div></div>'
    )
    assert DECK in kept(page(*TEXT[:4], box, *TEXT[4:], around=ARTICLE))


def test_a_round_up_is_made_of_such_boxes_and_stays() -> None:
    names = ("oak", "elm", "ash", "fir", "yew", "box", "bay", "fig", "hop")
    items = [teaser(text, name) for text, name in zip(TEXT, names, strict=True)]
    found = kept(page(LEAD, *items, SECOND, THIRD, around=ARTICLE))
    assert [text for text in found if text in TEXT] == list(TEXT)


# lines outside the home


def beside(line: str) -> list[str]:
    box = f'<div class="z0">{line}<div class="z1"><p>{THIRD}</p></div></div>'
    story = f'<div class="chapter">{paragraphs(*TEXT)}</div>'
    return kept(bare(f"<article><h1>{TITLE}</h1>{story}{box}{story}</article>"))


COST = "What the council of Ostravel has to pay for it"


def test_a_line_that_heads_a_paragraph_of_its_element_stays() -> None:
    assert COST in beside(f"<p>{COST}</p>")


def test_a_line_alone_in_its_element_goes() -> None:
    assert COST not in beside(f"<div><p>{COST}</p></div>")


def test_a_last_paragraph_without_a_tag_of_its_own_stays() -> None:
    story = f'<div class="chapter">{paragraphs(*TEXT)}{LEAD}</div>'
    assert kept(bare(f"<article><h1>{TITLE}</h1>{story}</article>")) == [TITLE, *TEXT, LEAD]


# asides


POSTS = tuple(f'<div class="comment-text">{text} {n}.</div>' for n, text in enumerate(TEXT))
ASIDE = f"<aside><p>{TEXT[0]}</p><p>{TEXT[1]}</p><p>{TEXT[2]}</p><p>{TEXT[3]}</p></aside>"


def test_posts_that_are_called_comments_are_the_page_where_an_aside_is_all_else() -> None:
    found = kept(bare(f"<main><h1>{TITLE}</h1>{''.join(POSTS * 2)}</main>{ASIDE}"))
    assert [text for text in found if text.endswith(" 5.")] == [f"{TEXT[5]} 5."] * 2


def test_comments_below_an_article_go() -> None:
    found = kept(bare(f"<main><h1>{TITLE}</h1>{paragraphs(*TEXT)}{''.join(POSTS)}</main>{ASIDE}"))
    assert found == [TITLE, *TEXT]

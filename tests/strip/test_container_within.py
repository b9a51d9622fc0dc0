"""Within the container: where the body begins and ends, what leads elsewhere, what comes twice."""

import pytest

from tests.strip.pages import (
    BODY,
    LEAD,
    SECOND,
    THIRD,
    TITLE,
    bare,
    kept,
    marks,
    page,
    paragraphs,
)

ARTICLE = "<article>{}</article>"
NOTICE = "The editors answer for no opinion of a guest, whatever he may say."
LINKED = (
    '<a href="/tax">The tax on cranes, which the council of Velden had asked for again and again, '
    "was refused</a> by the court of the province in the autumn of the same year."
)


def plain(html: str) -> str:
    return html.replace('<a href="/tax">', "").replace("</a>", "")


# where it ends


def test_a_last_paragraph_with_a_long_link_stays() -> None:
    assert kept(page(*BODY, f"<p>{LINKED}</p>", around=ARTICLE))[-1] == plain(LINKED)


def test_a_line_that_is_all_link_behind_the_prose_goes() -> None:
    line = '<p><a href="/tax">The tax on cranes was refused by the court of the province</a></p>'
    assert kept(page(*BODY, line, around=ARTICLE)) == [TITLE, *BODY]


def test_a_table_behind_the_prose_keeps_its_name() -> None:
    table = (
        "<table><tr><th colspan=2>The cranes</th></tr>"
        "<tr><td>Height</td><td>40 m</td></tr><tr><td>Reach</td><td>25 m</td></tr></table>"
    )
    assert kept(page(*BODY, table, around=ARTICLE))[-3:] == [
        "The cranes",
        "Height | 40 m",
        "Reach | 25 m",
    ]


def test_a_list_of_definitions_behind_the_prose_stays() -> None:
    terms = "<dl><dt>Reach</dt><dd>25 m</dd><dt>Height</dt><dd>40 m</dd></dl>"
    assert kept(page(*BODY, terms, around=ARTICLE))[-4:] == ["Reach", "25 m", "Height", "40 m"]


def test_sub_headings_of_the_first_level_stay() -> None:
    found = kept(page("<h1>What it costs</h1>", *BODY, around=ARTICLE))
    assert found == [TITLE, "What it costs", *BODY]


def test_lines_that_open_an_element_behind_the_headline_stay() -> None:
    story = f'<div class="k3">{paragraphs("Dear friends", "Psalm 23", *BODY)}</div>'
    html = bare(f"<main><div><h1>{TITLE}</h1></div>{story}</main>")
    assert kept(html) == [TITLE, "Dear friends", "Psalm 23", *BODY]


def test_a_short_last_sentence_stays_in_whichever_element_the_prose_ends() -> None:
    first, second = (
        paragraphs(*BODY),
        paragraphs(f"{SECOND} So it went.", "Until May."),
    )
    box = '<aside><a href="/1">Another story of the bay</a></aside>'
    html = bare(f"<article><h1>{TITLE}</h1><div>{first}</div>{box}<div>{second}</div></article>")
    assert kept(html)[-1] == "Until May."


# boxes behind the home of the prose


def behind(box: str) -> list[str]:
    texts = (*BODY, *(f"{text} Again." for text in BODY))
    story = f'<div class="chapter wide">{paragraphs(*texts)}</div>'
    return kept(bare(f"<article><h1>{TITLE}</h1>{story}{box}</article>"))


def test_a_notice_in_a_box_behind_the_home_of_the_prose_goes() -> None:
    assert NOTICE not in behind(f'<div class="k4"><h4>Mind</h4><p>{NOTICE}</p></div>')


@pytest.mark.parametrize(
    "box",
    [
        f'<div class="chapter wide last"><p>{NOTICE}</p></div>',
        f'<div class="k4"><p>(1) {NOTICE}</p></div>',
        f'<div class="footnotes"><p>{NOTICE}</p></div>',
        f'<div class="k4"><p>{NOTICE} {" ".join(BODY)}</p></div>',
    ],
    ids=["called alike", "numbered", "called a note", "too much"],
)
def test_sections_and_notes_behind_the_home_stay(box: str) -> None:
    assert any(NOTICE in text for text in behind(box))


# links and labels


def test_a_list_with_a_few_links_stays_whole() -> None:
    items = (
        '<ul><li><a href="/s">Sea salt from our shop</a></li><li>200 g of flour</li>'
        "<li>Two eggs</li><li>A spoon of oil</li></ul>"
    )
    found = kept(page(LEAD, items, SECOND, THIRD, around=ARTICLE))
    assert found[2:6] == ["Sea salt from our shop", "200 g of flour", "Two eggs", "A spoon of oil"]


def test_links_stay_where_the_text_itself_is_made_of_lists() -> None:
    entries = [
        "The ferry no longer waits for the last train: its clock is now that of the station.",
        "Tickets for the harbor lift may be bought at the kiosk again, and on board as well.",
        "The timetable of the night boat names the stops in the order in which they are made.",
    ]
    leading = [
        "Report 1187: the crane of quay two stops halfway",
        "Report 1190: two lamps at the lock stay dark",
    ]
    written = "".join(f"<li>{entry}</li>" for entry in entries)
    linked = "".join(f'<li><a href="/r/{n}">{it}</a></li>' for n, it in enumerate(leading))
    lists = (
        f"<ul>{written}</ul><h3>Still open</h3><ul>{linked}</ul><ul>{written[:-5]} Truly.</li></ul>"
    )
    found = kept(page(lists, around=ARTICLE))
    assert ["Still open", *leading] == found[4:7]
    prose = page(*BODY, f"<h3>Still open</h3><ul>{linked}</ul>", *BODY, around=ARTICLE)
    assert not set(leading) & set(kept(prose))


def test_notes_stay_however_much_of_them_is_a_link() -> None:
    notes = "".join(
        f'<li class="cite_note">^ <a href="/{n}">The history of the harbor, part {n}</a></li>'
        for n in range(4)
    )
    found = kept(page(*BODY, f'<ol class="references">{notes}</ol>', around=ARTICLE))
    assert found[-1] == "^ The history of the harbor, part 3"


def test_a_heading_that_is_an_anchor_stays() -> None:
    heading = '<h2><a name="cost">What the new harbor costs the town</a></h2>'
    linked = '<h2><a href="#cost">Who is to pay for the new sea wall</a></h2>'
    found = kept(page(LEAD, heading, SECOND, linked, THIRD, around=ARTICLE))
    assert found[2] == "What the new harbor costs the town"
    assert found[4] == "Who is to pay for the new sea wall"


def test_a_line_that_announces_a_list_stays() -> None:
    said = "<div><p>The council asks three questions of each firm:</p></div>"
    items = "<ul><li>How high?</li><li>How soon?</li></ul>"
    found = kept(page(LEAD, SECOND, said, items, THIRD, around=ARTICLE))
    assert "The council asks three questions of each firm:" in found


def test_a_heading_above_nothing_but_links_goes_with_them() -> None:
    links = "".join(
        f'<p><a href="/{n}">Ferry number {n} is late again this morning</a></p>' for n in range(3)
    )
    html = page(LEAD, "<h2>More of it</h2>", links, "<h2>The price</h2>", SECOND, THIRD)
    assert kept(html) == [TITLE, LEAD, "The price", SECOND, THIRD]
    assert marks(html)["More of it"].kind == "related_links"


def test_the_stamp_of_a_teaser_goes_with_it() -> None:
    card = (
        '<div class="c1"><h3><a href="/f">Ferries are late again this morning</a></h3></div>'
        '<div class="c2">12. 5. 2023 14:30</div>'
    )
    found = kept(page(LEAD, card, SECOND, THIRD, around=ARTICLE))
    assert found == [TITLE, *BODY]
    alone = '<div class="c2">12. 5. 2023 14:30</div>'
    assert "12. 5. 2023 14:30" in kept(page(LEAD, alone, SECOND, THIRD, around=ARTICLE))


# what is said twice


def test_a_box_that_repeats_a_paragraph_goes_and_the_paragraph_stays() -> None:
    box = f'<div class="k9"><p>{SECOND}</p></div>'
    story = f'<div class="k3">{paragraphs(*BODY)}</div>'
    html = bare(f"<article><h1>{TITLE}</h1>{box}{story}</article>")
    assert kept(html) == [TITLE, *BODY]


def test_an_author_may_repeat_himself() -> None:
    one = f'<div class="k3">{paragraphs(LEAD, SECOND)}</div>'
    two = f'<div class="k3">{paragraphs(THIRD, SECOND)}</div>'
    html = bare(f"<article><h1>{TITLE}</h1>{one}{two}</article>")
    assert kept(html) == [TITLE, LEAD, SECOND, THIRD, SECOND]


LONG = (
    "The sea wall, which the storm of last winter broke in three places, has to be made higher by "
    "two feet, as the masters of all four yards told the council, before a ferry may land there."
)
SHORT = "The sea wall has to be made higher by two feet before a ferry may land there"


@pytest.mark.parametrize(
    "quote",
    [
        f"<blockquote><p>{SHORT}</p><p>Master Orvo</p></blockquote>",
        f'<p class="pull-quote">« {SHORT} »</p>',
        f'<p class="exergue">{SHORT}</p>',
    ],
)
def test_a_pull_quote_that_shortens_a_paragraph_goes_with_its_name(quote: str) -> None:
    found = kept(page(LEAD, quote, LONG, SECOND, THIRD, around=ARTICLE))
    assert found == [TITLE, LEAD, LONG, SECOND, THIRD]


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote><p>The ferry has to wait, and so does everybody on the four islands, as long "
        "as it takes.</p><p>Master Orvo</p></blockquote>",
        '<p class="pull-quote">The four islands will wait for no wall, and no master can make '
        "them.</p>",
        f"<p>{SHORT}.</p>",
    ],
)
def test_quotations_that_are_said_once_stay(quote: str) -> None:
    before = kept(page(LEAD, LONG, SECOND, THIRD, around=ARTICLE))
    assert len(kept(page(LEAD, quote, LONG, SECOND, THIRD, around=ARTICLE))) > len(before)


# what names say


def test_paragraphs_that_share_a_name_are_the_body() -> None:
    hidden = "".join(f'<p class="paywall">{text} {text}</p>' for text in BODY * 2)
    found = kept(page(LEAD, hidden, around=ARTICLE))
    assert found == [TITLE, LEAD, *(f"{text} {text}" for text in BODY * 2)]


def test_one_such_paragraph_is_a_box() -> None:
    wall = '<p class="paywall">Read on with a ticket of the Marrovia Times, a month for a song.</p>'
    assert kept(page(*BODY, wall, around=ARTICLE)) == [TITLE, *BODY]


def test_an_embedded_post_is_no_share_bar() -> None:
    post = '<blockquote class="twitter-tweet"><p>We have waited long for this day.</p></blockquote>'
    found = kept(page(LEAD, post, SECOND, THIRD, around=ARTICLE))
    assert "We have waited long for this day." in found


def test_a_picture_with_a_caption_has_no_second_one() -> None:
    figure = '<figure><img src="a.jpg" alt="x"><figcaption>The quay.</figcaption></figure>'
    html = bare(f'<main><h1>{TITLE}</h1><div class="k3">{figure}<p>{LEAD}</p></div></main>')
    assert kept(html) == [TITLE, LEAD]


def test_a_box_called_picture_holds_a_caption_however_long() -> None:
    told = f"{SECOND} {THIRD} {LEAD}"
    box = f'<div class="item-image"><img src="a.jpg" alt="x"><p>{told}</p></div>'
    assert told not in kept(page(LEAD, box, SECOND, THIRD, around=ARTICLE))


def test_paragraphs_that_lead_elsewhere_are_no_cards() -> None:
    deals = "".join(f'<p><a href="/{n}">Rope number {n}, ten fathoms</a></p>' for n in range(6))
    found = kept(page(LEAD, deals, SECOND, THIRD, around=ARTICLE))
    assert found == [TITLE, *BODY]

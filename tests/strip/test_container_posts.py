"""Posts one below the other, boxes that ask for mail, boxes named by their first line."""

from cleaners.options import Options
from cleaners.rules import scanner
from cleaners.strip import mark, resolve, set_apart
from tests.strip.pages import BODY, LEAD, SECOND, THIRD, TITLE, bare, document, kept, page

TIMES = ("08:15", "09:40", "11:05", "12:30")
TEXTS = (*BODY, "The harbor master said that he had never seen so many people on the quay at once.")
WHOLE = (*BODY, *(f"{text} So it was told on the quay, and in the town as well." for text in BODY))


def left(html: str) -> list[str]:
    """Return what all markers leave of a page."""
    rules = scanner(Options().rules)
    found = mark(rules.scan(set_apart(document(html))), rules)
    spans = resolve(found, found.marks).kept
    return [found.blocks[it.block].text[it.start : it.end] for it in spans]


def posts(head: str) -> list[str]:
    inner = "".join(
        f'<div class="post"><div class="q1">{head.format(time)}</div><p>{text}</p></div>'
        for time, text in zip(TIMES, TEXTS, strict=True)
    )
    return kept(bare(f"<main><h1>{TITLE}</h1><div>{inner}</div></main>"))


# posts


def test_stamps_and_signatures_of_posts_go() -> None:
    assert posts("{}") == [TITLE, *TEXTS]
    assert posts("{} Ira Vell") == [TITLE, *TEXTS]
    assert posts("By Ira Vell Share Copy link") == [TITLE, *TEXTS]


def test_lines_of_posts_that_say_something_stay() -> None:
    assert len(posts("Water on the quay")) == 1 + 2 * len(TEXTS)
    assert len(posts("The clock said {} when it broke.")) == 1 + 2 * len(TEXTS)


def test_a_timetable_stays() -> None:
    rows = "".join(f"<li><span>{time}</span> to the islands</li>" for time in TIMES)
    found = kept(page(*BODY, f"<ul>{rows}</ul>", around="<article>{}</article>"))
    assert [it for it in found if it.endswith("to the islands")] == [
        f"{time} to the islands" for time in TIMES
    ]


# boxes that ask for an address


def asking(field: str) -> str:
    return (
        '<div class="q1"><h3>One bird a week</h3><p>One essay, one book and one bird, each week.'
        f"</p><div>{field}<button>Go</button></div></div>"
    )


def test_a_box_that_asks_for_mail_goes_whatever_it_is_called() -> None:
    field = '<input type="email" placeholder="you@example.org">'
    assert kept(page(*WHOLE[:3], asking(field), *WHOLE[3:])) == [TITLE, *WHOLE]


def test_a_field_for_something_else_makes_no_such_box() -> None:
    assert "One bird a week" in kept(page(*WHOLE[:3], asking('<input name="q">'), *WHOLE[3:]))


def test_the_text_around_a_field_is_no_box() -> None:
    field = '<input type="email"><button>Go</button>'
    assert kept(page(*WHOLE, field, around='<div class="q1">{}</div>')) == [TITLE, *WHOLE]


# boxes named by their first line


def box(label: str, inner: str) -> str:
    return f'<section class="q1"><h3>{label}</h3>{inner}</section>'


def test_comments_in_a_box_of_their_own_go() -> None:
    talk = box("Comments", f"<div><b>Ira</b> <i>at noon</i><p>{THIRD} I saw it.</p></div>")
    assert left(page(*WHOLE, talk)) == [TITLE, *WHOLE]


def test_what_a_text_is_filed_under_goes_with_its_label() -> None:
    words = box("Topics", "<ul><li>Harbors</li><li>Ferries</li></ul>")
    assert left(page(*WHOLE, words)) == [TITLE, *WHOLE]


def test_an_advertisement_goes_with_its_label() -> None:
    ad = "<div><p>ADVERTISEMENT</p><p>Call home for less<br>Buy a card</p></div>"
    assert left(page(*WHOLE[:3], ad, *WHOLE[3:])) == [TITLE, *WHOLE]


def test_a_section_of_the_article_under_such_a_name_stays() -> None:
    part = box("Comments", f"<p>{LEAD} They were read aloud.</p>")
    assert f"{LEAD} They were read aloud." in left(page(*WHOLE[:3], part, *WHOLE[3:]))
    part = box("What's new", f"<p>{SECOND} It is said to be final now.</p>")
    assert "What's new" in left(page(*WHOLE[:3], part, *WHOLE[3:]))


def test_a_kicker_that_is_such_a_name_takes_no_headline_along() -> None:
    head = f"<header><p>Latest news</p><h1>{TITLE}</h1><p>{LEAD}</p></header>"
    found = left(bare(f"<article>{head}{''.join(f'<p>{it}</p>' for it in WHOLE[1:])}</article>"))
    assert LEAD in found


# above the headline, and between it and the text


def test_what_stands_above_the_headline_and_apart_opens_nothing() -> None:
    notice = (
        '<div role="region"><p>We use small files, to know you again when you come back.</p></div>'
    )
    text = "".join(f"<p>{it}</p>" for it in WHOLE)
    main = f'{notice}<div class="q2"><h1>{TITLE}</h1><div class="q3">{text}</div></div>'
    assert kept(bare(f"<div>{main}</div>")) == [TITLE, *WHOLE]


def test_a_dialog_is_no_text_by_its_role() -> None:
    ask = f'<div role="dialog"><p>{THIRD}</p></div>'
    assert kept(page(*WHOLE, ask, around="<main>{}</main>")) == [TITLE, *WHOLE]


def test_a_line_that_signs_the_article_is_no_prose() -> None:
    line = (
        "<p>By Ira Vell (Ostravel, Marrovia, on the quay), 3 May 2023, at 5.30 in the morning</p>"
    )
    text = "".join(f"<p>{it}</p>" for it in WHOLE)
    main = f"<main><header><h1>{TITLE}</h1>{line}</header><div>{text}</div></main>"
    assert kept(bare(main)) == [TITLE, *WHOLE]


def test_a_credit_beside_the_caption_of_a_figure_belongs_to_it() -> None:
    figure = (
        '<figure><img src="a.jpg"><div><figcaption>The old quay at noon.</figcaption>'
        "<div><span>(Ira Vell/Marrovia Times)</span></div></div></figure>"
    )
    assert kept(page(*WHOLE[:3], figure, *WHOLE[3:])) == [TITLE, *WHOLE]


def test_a_byline_between_standfirst_and_text_is_none_of_it() -> None:
    line = "By Ira Vell (Ostravel, on the quay) Published on 3 May 2023 at 5:30"
    text = "".join(f"<p>{it}</p>" for it in WHOLE)
    head = f"<header><h1>{TITLE}</h1><p>{SECOND} They still do.</p><p>{line}</p></header>"
    found = kept(bare(f"<main>{head}<div><button>Share</button></div><div>{text}</div></main>"))
    assert line not in found and found[-len(WHOLE) :] == list(WHOLE)

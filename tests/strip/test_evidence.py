"""Ordinary words between paragraphs count only with company; at the edges, and with it, they go."""

import pytest

from cleaners.document import RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document
from cleaners.read import document_id
from cleaners.strip.saying import reports_speech

ABOVE = (
    "The harbor board of Quillhaven met on Monday to decide what becomes of the old fish hall.",
    "Three bidders had sent plans, and none of them kept the auction bell that hangs in the yard.",
)
BELOW = (
    "The chair read the plans aloud until the lamps were lit, and then asked for a show of hands.",
    "A second meeting is set for June, when the price of the new roof is to be known at last.",
)
COMMENT = (
    "My father sold herring in that hall for forty years, and not one of these plans has a place "
    "for people like him."
)


def texts(*paragraphs: str, suffix: str = "txt") -> tuple[str, str]:
    """Return the text kept of a document and, one below the other, the texts removed."""
    data = "\n\n".join(paragraphs).encode()
    uri = f"/in/a.{suffix}"
    cleaned = clean_document(RawDocument(document_id(uri, data), uri, data), Options())
    assert cleaned.article is not None
    return cleaned.article.text, "\n".join(removal.text for removal in cleaned.removals)


LABELS = (
    "Links",
    "Highlights",
    "Tips",
    "Newsletter",
    "Print",
    "Video",
    "Trending",
    "Popular",
    "Latest",
)
SENTENCES = (
    "More on this tomorrow.",
    "Every contribution counts.",
    "We need your help!",
    "All rights reserved.",
    "Accept all.",
    "Download on the App Store.",
    "No spam, unsubscribe at any time.",
    "Listen.",
    "Log in to your account.",
    "Vote now!",
    "Key points",
)


@pytest.mark.parametrize("line", [*LABELS, *SENTENCES])
def test_ordinary_words_between_paragraphs_stay(line: str) -> None:
    kept, gone = texts(*ABOVE, line, *BELOW)
    assert line.strip() in kept.split("\n\n")
    assert gone == ""


@pytest.mark.parametrize("line", [*LABELS, *SENTENCES])
def test_the_same_words_behind_the_article_go(line: str) -> None:
    kept, gone = texts(*ABOVE, *BELOW, line)
    assert line in gone
    assert line not in kept.split("\n\n")


@pytest.mark.parametrize("line", [*LABELS, *SENTENCES])
def test_the_same_words_with_company_go(line: str) -> None:
    kept, gone = texts(*ABOVE, "Share this article", line, *BELOW)
    assert line in gone
    assert line not in kept.split("\n\n")


def test_a_label_over_links_goes_with_them() -> None:
    links = "[Herring price falls again](http://hall.example/a)"
    kept, _ = texts("# The Hall", *ABOVE, "Trending", links, *BELOW, suffix="md")
    assert "Trending" not in kept
    assert "Herring price" not in kept


def test_a_word_that_is_a_link_goes() -> None:
    kept, _ = texts(
        "# The Hall", *ABOVE, "[Newsletter](http://hall.example/n)", *BELOW, suffix="md"
    )
    assert "Newsletter" not in kept


def test_a_word_between_paragraphs_again_and_again_goes() -> None:
    kept, _ = texts(ABOVE[0], "Listen", ABOVE[1], "Listen", *BELOW)
    assert "Listen" not in kept


@pytest.mark.parametrize(
    "line", ["Advertisement", "Anzeige", "Share", "Read more: Herring price falls again"]
)
def test_what_is_certain_by_its_words_goes_anywhere(line: str) -> None:
    assert line in texts(*ABOVE, line, *BELOW)[1]


REPORTS = (
    "Nous avons besoin de vous, disait-il chaque soir au micro de la radio du port.",
    "Мы существуем на ваши пожертвования, говорил настоятель каждому, кто стучал в ворота.",
    "Wir und unsere Partner, so nannte sie die Mannschaft.",
    "We need your support, the foreman told the men who had waited at the gate since dawn.",
    "Necesitamos tu apoyo, repetía la maestra en la plaza del puerto.",
    "Get the latest news delivered to your inbox, the old board at the kiosk still promised.",
    "This letter may not be copied, sold or read aloud, the statute says.",
)


@pytest.mark.parametrize("line", REPORTS)
@pytest.mark.parametrize("at_end", [False, True])
def test_what_somebody_is_said_to_say_stays(line: str, at_end: bool) -> None:
    document = (*ABOVE, *BELOW, line) if at_end else (*ABOVE, line, *BELOW)
    kept, gone = texts(*document)
    assert line in kept
    assert gone == ""


@pytest.mark.parametrize(
    "text",
    [
        "We need your support today, because nobody else pays for this work.",
        "By giving your address, you confirm that you have read and accept the terms.",
        "Wir brauchen Sie, liebe Leserinnen und Leser.",
        "Our new letter, The Tide: sign up here.",
    ],
)
def test_an_address_reports_nothing(text: str) -> None:
    assert not reports_speech(text)


@pytest.mark.parametrize(
    "line",
    [
        "Thank you for your support, thank you for your courage, and thank you for standing here "
        "all night in the rain with your children.",
        "Make a one-time or recurring donation: that was the choice which the two operators "
        "offered to each of the visitors.",
        "Saturday: 14°C, cloudy",
        "Contact: 555-0142",
    ],
)
def test_speeches_and_services_stay(line: str) -> None:
    assert texts(*ABOVE, line, *BELOW)[1] == ""


def test_a_forecast_of_some_days_stays() -> None:
    days = ("Friday: 12°C, cloudy", "Saturday: 14°C, rain", "Sunday: 9°C, windy")
    assert texts(*ABOVE, *days, *BELOW)[1] == ""


def test_the_lines_of_a_poem_stay() -> None:
    poem = "\n".join(
        (
            "Read more in the ledger of rain,",
            "read more in the salt,",
            "and what the gulls have written there",
            "no clerk of ours will halt.",
        )
    )
    kept, gone = texts(*ABOVE, poem, *BELOW)
    assert gone == ""
    assert "read more in the salt," in kept


def test_the_same_answer_twice_is_a_vote() -> None:
    assert texts(*ABOVE, "Yes", "Yes", *BELOW)[1] == ""
    assert texts(*ABOVE, "Yes", "No", *BELOW)[1] == ""


def test_a_poll_goes_with_its_question() -> None:
    poll = ("Do you agree?", "Yes", "No", "View results")
    kept, gone = texts(*ABOVE, *poll, *BELOW)
    assert [line for line in poll if line not in gone or line in kept] == []


def test_a_question_of_the_author_stays() -> None:
    assert texts(*ABOVE, "Do you agree?", *BELOW)[1] == ""


def test_a_number_of_letters_heads_no_comments() -> None:
    lines = ("12 comments", "They were read out at the meeting.", "Nobody laughed.")
    kept, gone = texts(*ABOVE, *BELOW, *lines)
    assert gone == ""
    assert [line for line in lines if line not in kept] == []


@pytest.mark.parametrize("label", ["41 Comments", "Comments"])
def test_long_comments_go_with_their_stamp(label: str) -> None:
    thread = (label, "MariT 2 hours ago", COMMENT, "Reply")
    kept, _ = texts(*ABOVE, *BELOW, *thread)
    assert [line for line in thread if line in kept.split("\n\n")] == []
    assert BELOW[1] in kept


def test_a_button_for_comments_amid_the_body_ends_nothing() -> None:
    kept, _ = texts(*ABOVE, "Share", "Comments", *BELOW)
    assert BELOW[0] in kept
    assert BELOW[1] in kept


def test_a_ticker_beside_its_button_goes() -> None:
    ticker = ("QHX 7,214 -0.61% ▼", "Add to watchlist")
    assert texts(*ABOVE, *ticker, *BELOW)[0] == texts(*ABOVE, *BELOW)[0]
    assert texts(*ABOVE, ticker[0], *BELOW)[1] == ""


def test_a_label_in_brackets_goes_with_its_title() -> None:
    line = "【関連記事】魚市場の屋根、六月に工事"
    assert line in texts(*ABOVE, line, *BELOW)[1]

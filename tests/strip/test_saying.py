"""What somebody in the story says to readers removes nothing; what the page says goes."""

import pytest

from cleaners.document import RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document
from cleaners.read import document_id
from cleaners.strip.saying import is_told, reports_speech

STORY = (
    "The old bridge over the Tarn has been closed since the storm, and the town is in two halves.",
    "Every morning a small ferry carries the children to school and brings the bakers home again.",
    "An engineer, Dora Pell, measured the piers and found that one of them leans by four inches.",
    "The council wants to build a new bridge further north, but the shopkeepers fear for the lane.",
)


def kept(*paragraphs: str, suffix: str = "txt") -> str:
    """Return the text kept of a document."""
    data = "\n\n".join(paragraphs).encode()
    uri = f"/in/a.{suffix}"
    article = clean_document(RawDocument(document_id(uri, data), uri, data), Options()).article
    assert article is not None
    return article.text


@pytest.mark.parametrize(
    "sentence",
    [
        "Join our WhatsApp group, the neighbors wrote on the door, and within a day most had.",
        "We may earn a commission, the brokers admit, but only if the ship arrives.",
        "Do you have a story? the sign above the bench asks, and every Sunday somebody sits down.",
        "Wir sind auf Ihre Spenden angewiesen, steht auf dem Schild vor der Kapelle.",
        "Prohibida la reproducción, advertía el sello en cada foto de la boda.",
        "Win two tickets, lose a friend: the raffle at the harbor has ended badly.",
    ],
)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_a_sentence_of_the_story_stays(sentence: str, place: int) -> None:
    assert sentence in kept("The bridge", *STORY[:place], sentence, *STORY[place:])


@pytest.mark.parametrize(
    "line",
    [
        "Join our WhatsApp group and never miss a story",
        "We may earn a commission from links on this page.",
        "Got a tip? Email us at desk@velden.example",
    ],
)
def test_what_the_page_says_goes(line: str) -> None:
    assert line not in kept("The bridge", *STORY, line)


def test_a_note_on_somebody_whom_the_story_told_of_stays() -> None:
    note = "Dora Pell is a professor of geology at the University of Tarn."
    stranger = "Ilse Marten is a professor of geology at the University of Tarn."
    assert note in kept("The bridge", *STORY, note)
    assert stranger not in kept("The bridge", *STORY, stranger)


@pytest.mark.parametrize("word", ["Promotion", "Premium", "Special offer", "Further reading"])
def test_a_heading_of_a_word_right_above_prose_stays(word: str) -> None:
    above, below = ("".join(f"<p>{it}</p>" for it in part) for part in (STORY[:2], STORY[2:]))
    page = f"<article><h1>The bridge</h1>{above}<h2>{word}</h2>{below}</article>"
    assert word in kept(page, suffix="html")


def test_an_offer_amid_a_story_says_nothing_of_a_wall() -> None:
    data = "\n\n".join(("The bridge", *STORY[:2], "Special offer", *STORY[2:])).encode()
    article = clean_document(RawDocument("0" * 32, "/in/a.txt", data), Options()).article
    assert article is not None
    assert article.metadata.is_accessible_for_free is None


def test_a_list_with_a_last_comma_tells_nothing() -> None:
    assert not is_told("Subscribe for news, sports, and the weather.")
    assert is_told("Press play and you begin to hear the town.")
    assert not reports_speech("Bitte lesen Sie, der Artikel ist frei.")


@pytest.mark.parametrize(
    "sentence",
    [
        "The story first appeared in a school paper and nobody there understood it.",
        "Der Artikel erschien zuerst in einer Schülerzeitung und kostete ihn den Posten.",
        "Este artículo se publicó por primera vez en una revista y le costó el puesto.",
        "Questo articolo è uscito in primavera e gli costò il posto.",
        "Texten publicerades först i en skoltidning och kostade honom jobbet.",
        "Foto: Ein Wort, das der alte Setzer nie ohne ph geschrieben hätte.",
        "Photo : trois secondes de silence, puis tout le monde se met à parler.",
        "Фото: слово, которое дед писал только с большой буквы.",
        "Quelle: ein Brunnen hinter der Kapelle, der nie versiegt.",
        "For more information, visit the museum on a Tuesday, when Mrs. Orde is in.",
    ],
)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_what_a_page_never_says_of_itself_stays(sentence: str, place: int) -> None:
    assert sentence in kept("The bridge", *STORY[:place], sentence, *STORY[place:])


@pytest.mark.parametrize(
    "line",
    [
        "This article first appeared in The Harbor Review and is republished with permission.",
        "Dieser Artikel erschien zuerst in der Hafenpost.",
        "Quelle: Hafenpost",
        "For more information, please visit www.velden.example.",
    ],
)
def test_what_a_page_says_of_itself_goes(line: str) -> None:
    assert line not in kept("The bridge", *STORY, line)

"""A wall in words that no rule has: seen where it is all that stands there, and not elsewhere."""

import pytest

from cleaners.document import Cleaned, RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document
from cleaners.strip import names_access, reads_as_wall

WALLS = (
    "To finish this story, sign in or choose how you pay.",
    "Dieser Text ist nur mit einem Abo lesbar.",
    "Este reportaje está disponible únicamente para suscriptores.",
    "Продолжение доступно по подписке.",
    "Cały tekst dostępny po zalogowaniu.",
    "Yazının devamı abonelere özel.",
    "بقية المقال متاحة للمشتركين",
    "开通会员，继续阅读全文",
    "유료 회원에게만 제공되는 기사입니다.",
    "Juttu on luettavissa vain tilaajana.",
    "Fizessen elő, és olvasson tovább!",
)
#: of two classes of words, but nobody is to pay for reading
NEWS = (
    "Ministers will sign the treaty on Friday, and the report is to be read in May.",
    "O prefeito assina o texto do acordo na quinta-feira.",
    "Власти подписали текст соглашения о мосте.",
    "Les abonnés au gaz paieront plus cher dès lundi.",
    "Die Mitglieder lesen den Text am Montag.",
    "会員が港で祭りを開いた。",
    "Jäsenet lukevat tekstin maanantaina.",
)


def clean(*lines: str) -> Cleaned:
    data = "\n\n".join(lines).encode()
    return clean_document(RawDocument(id="0" * 32, source_uri="/in/a.txt", data=data), Options())


@pytest.mark.parametrize("wall", WALLS)
def test_a_line_is_a_wall_by_what_to_do_and_what_for(wall: str) -> None:
    assert reads_as_wall(wall)
    cleaned = clean(wall)
    assert cleaned.reject is not None and cleaned.reject.reason == "paywall_stub"
    assert cleaned.reject.text == ""


@pytest.mark.parametrize("news", NEWS)
def test_a_brief_is_none_though_it_holds_words_of_walls(news: str) -> None:
    assert not reads_as_wall(news)
    assert clean(news).article is not None


def test_news_of_subscribers_is_news() -> None:
    title = "The Quay Ledger opens its archive"
    brief = "Subscribers may read the articles of a hundred years from May."
    assert reads_as_wall(brief)
    for lines in (
        (title, f"{brief} Everybody else may log in for a week, the paper said."),
        ("Ledger gains subscribers", brief),
        (title, "Its subscribers have asked for it since the fire of 1998.", brief),
    ):
        assert clean(*lines).article is not None


def test_words_that_name_access_are_told_in_their_language() -> None:
    assert names_access("Log in") and not names_access("They log the trees in May")

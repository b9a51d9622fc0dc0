"""What publishers of many languages set around a text goes; honest words like it stay."""

import pytest

from cleaners.document import RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document
from cleaners.read.records import document_id
from cleaners.strip.address import speaks_to_reader
from cleaners.strip.saying import reports_speech

BODIES = {
    "uk": (
        "Порт залишиться закритим щонайменше два тижні після шторму, повідомила у вівторок мерія.",
        "Мерка сказала, що ремонт коштуватиме близько трьох мільйонів. Область обіцяє допомогу.",
        "Рибалки тим часом ідуть до сусіднього селища, де вистачає місця лише для дюжини човнів.",
    ),
    "es": (
        "El puerto seguirá cerrado al menos dos semanas tras la tormenta, anunció el ayuntamiento.",
        "La alcaldesa dijo que la reparación costará unos tres millones. Falta fijar la cantidad.",
        "Los pescadores recurren al pueblo vecino, donde solo hay sitio para una docena de barcos.",
    ),
    "sv": (
        "Hamnen förblir stängd i minst två veckor efter stormen, meddelade kommunen på tisdagen.",
        "Borgmästaren sade att reparationen kommer att kosta tre miljoner. Beloppet är inte klart.",
        "Fiskarna söker sig under tiden till grannbyn, där det finns plats för ett dussin båtar.",
    ),
    "pl": (
        "Port pozostanie zamknięty co najmniej dwa tygodnie po sztormie, podał urząd miasta.",
        "Burmistrz powiedziała, że naprawa będzie kosztować trzy miliony. Kwota nie jest ustalona.",
        "Rybacy przenoszą się do sąsiedniej miejscowości, gdzie jest miejsce dla tuzina łodzi.",
    ),
}
PLEAS = {
    "uk": (
        "Ви читаєте цей текст завдяки спільноті.",
        "Ми — невелика редакція з регіону, і кожен матеріал коштує нам часу та грошей.",
        "Щоб працювати далі, нам потрібна ваша допомога.",
    ),
    "es": (
        "Este artículo es posible gracias a nuestros socios y socias.",
        "Sin su apoyo no podríamos publicar investigaciones como esta.",
        "Hazte socia desde 5 euros al mes.",
    ),
    "sv": (
        "Oberoende journalistik kostar pengar.",
        "Vi är en liten redaktion, och våra läsare betalar för allt vi skriver i vårt nyhetsbrev.",
        "Stöd oss med en gåva.",
    ),
    "pl": (
        "Ten tekst powstał dzięki wsparciu czytelników.",
        "Jesteśmy małą, niezależną redakcją i nie mamy wielkich reklamodawców.",
        "Wesprzyj nas, żebyśmy mogli dalej pracować.",
    ),
}
TAILS = {
    "uk": ("Читайте нас у Telegram: перевірені факти", "Джерело: Вісник дельти"),
    "es": ("fa/rcf/laa", "Conforme a los criterios de The Trust Project", "Archivado en: Puertos"),
    "sv": ("Så jobbar vi med journalistik", "Ansvarig utgivare: Jan Delta", "Länk kopierad"),
    "pl": ("akw/ jann/", "Widzisz błąd na stronie? Daj nam znać", "Zobacz inne artykuły autora"),
}
HONEST = {
    "uk": "Ви читаєте лист, який рибалка Дельта написав дружині в ніч шторму і не надіслав.",
    "es": "Este artículo de la ley fue derogado en 1911, y nadie lo echó de menos en el puerto.",
    "sv": "Stöd för förslaget växer i kommunen, där två av tre vill bygga en högre pir av sten.",
    "pl": "Ten tekst powstał w celi, dzięki ołówkowi strażnika, i leży dziś w muzeum portu.",
}


def kept(*paragraphs: str) -> str:
    data = "\n\n".join(paragraphs).encode()
    uri = "/in/a.txt"
    cleaned = clean_document(RawDocument(document_id(uri, data), uri, data), Options())
    assert cleaned.article is not None
    return cleaned.article.text


@pytest.mark.parametrize("language", BODIES)
def test_a_plea_of_several_paragraphs_goes_behind_the_body(language: str) -> None:
    text = kept(*BODIES[language], *PLEAS[language])
    assert [line for line in PLEAS[language] if line in text] == []
    assert [line for line in BODIES[language] if line not in text] == []


@pytest.mark.parametrize("language", BODIES)
def test_the_tail_of_a_page_goes(language: str) -> None:
    text = kept(*BODIES[language], *TAILS[language])
    assert [line for line in TAILS[language] if line in text] == []
    assert [line for line in BODIES[language] if line not in text] == []


@pytest.mark.parametrize("language", BODIES)
def test_honest_words_that_open_like_a_plea_stay(language: str) -> None:
    first, second, third = BODIES[language]
    for lines in ((first, second, third, HONEST[language]), (first, HONEST[language], third)):
        assert [line for line in lines if line not in kept(*lines)] == []


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Vår redaktion lever på gåvor från våra läsare.", True),
        ("Támogasd a munkánkat, kérjük, hogy a szerkesztőség megmaradjon.", True),
        ("Redakci platí naši čtenáři, a bez nich bychom nepsali.", True),
        ("Toimituksemme elää: meidän lukijamme lahjoittavat joka kuukausi.", True),
        ("저희 신문은 독자의 후원으로 만듭니다.", True),
        ("हमारे अखबार की पत्रकारिता पाठक चलाते हैं।", True),
        ("Redaktionen brann ner till grunden den natten.", False),
        ("A szerkesztőség épülete leégett az éjjel.", False),
        ("어부들은 이웃 마을 항구를 쓰고 있다.", False),
    ],
)
def test_who_speaks_to_the_reader_is_told_in_more_languages(text: str, speaks: bool) -> None:
    assert speaks_to_reader(text) is speaks


@pytest.mark.parametrize(
    "text",
    [
        "Vi behöver ditt stöd, sade tränaren.",
        "Szükségünk van rád, mondta az edző.",
        "Potřebujeme vás, řekl trenér.",
    ],
)
def test_reported_words_are_told_in_more_languages(text: str) -> None:
    assert reports_speech(text)

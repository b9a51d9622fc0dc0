"""Datelines of agencies in their own forms, and the sentences that look like them."""

import pytest

from cleaners.detect import detect
from cleaners.detect.datelines import read_prefix
from tests.detect.pages import PROSE, page

LATIN = "The council met on Monday to weigh the plan for the harbor, which three firms offered."
CYRILLIC = "Совет города собрался в понедельник, чтобы обсудить план восстановления порта."
CHINESE = "市议会周一开会讨论港口重建方案，三家公司提出了各自的计划。"
JAPANESE = "市議会は月曜日、港の再建計画について協議したと発表した。"
ARABIC = "اجتمع مجلس المدينة يوم الاثنين لمناقشة خطة الميناء التي عرضتها ثلاث شركات."

SIGNED = {
    "MOSCOW (Reuters) - ": ("MOSCOW", ("Reuters",)),
    "PARIS (AP) — ": ("PARIS", ("AP",)),
    "LONDON, March 3 (Reuters) - ": ("LONDON", ("Reuters",)),
    "Berlin (dpa) - ": ("Berlin", ("dpa",)),
    "BERLIN, Jan 5 (dpa) – ": ("BERLIN", ("dpa",)),
    "Quito, 12 mar (EFE).- ": ("Quito", ("EFE",)),
    "(ANSA) - ROMA, 04 GIU - ": ("ROMA", ("ANSA",)),
    "ANKARA (AA) - ": ("ANKARA", ("Anadolu",)),
    "MADRID, 3 May. (EUROPA PRESS) - ": ("MADRID", ("Europa Press",)),
    "Lisboa, 03 mai (Lusa) - ": ("Lisboa", ("Lusa",)),
    "PARIS, 3 avr (Reuters) - ": ("PARIS", ("Reuters",)),
    "Warszawa (PAP) ": ("Warszawa", ("PAP",)),
    "DEN HAAG (ANP) - ": ("DEN HAAG", ("ANP",)),
    "BEIJING, April 23 (Xinhua) -- ": ("BEIJING", ("Xinhua",)),
    "VELDEN, Marrovia, June 1, 2023 /PRNewswire/ -- ": ("VELDEN, Marrovia", ()),
    "OSTRAVEL (WIREX) — ": ("OSTRAVEL", ("WIREX",)),
    "ST. PETERSBURG, Fla. (AP) — ": ("ST. PETERSBURG, Fla.", ("AP",)),
    "(AP) — ": (None, ("AP",)),
    "VELDEN (KXVZ) — ": ("VELDEN", ()),
    "VELDEN, Ore. (KXVZ) — ": ("VELDEN, Ore.", ()),
    "OSTRAVEL/VELDEN, March 3 (Reuters) - ": ("OSTRAVEL/VELDEN", ("Reuters",)),
    "Reuters - ": (None, ("Reuters",)),
}
PLAIN = {
    "Washington, D.C. – ": "Washington, D.C.",
    "NEW DELHI: ": "NEW DELHI",
    "LONDON, March 3 — ": "LONDON",
    "VELDEN, Ore. — ": "VELDEN, Ore.",
    "ROMA – ": "ROMA",
    "HARBOR CITY — ": "HARBOR CITY",
    "SÃO PAULO - ": "SÃO PAULO",
}
HINDI = "नगर परिषद ने सोमवार रात पुराने घाट को बंद करने का फैसला किया, जिससे नाविक नाराज हैं।"
OTHER_SCRIPTS = {
    "МОСКВА, 5 июня. /ТАСС/. " + CYRILLIC: ("МОСКВА", ("TASS",)),
    "МОСКВА, 5 июн — РИА Новости. " + CYRILLIC: ("МОСКВА", ("RIA Novosti",)),
    "КИЇВ. 5 червня. УНН. " + CYRILLIC: ("КИЇВ", ("UNN",)),
    "新华社北京4月23日电 " + CHINESE: ("北京", ("Xinhua",)),
    "【ワシントン共同】" + JAPANESE: ("ワシントン", ("Kyodo",)),
    "القاهرة (رويترز) - " + ARABIC: ("القاهرة", ("Reuters",)),
}


@pytest.mark.parametrize(("prefix", "expected"), SIGNED.items())
def test_signed_datelines(prefix: str, expected: tuple[str | None, tuple[str, ...]]) -> None:
    found = detect(page("Harbor plan divides council", prefix + LATIN, *PROSE))
    assert (found.metadata.dateline, found.metadata.agencies) == expected
    spans = {(c.start, c.end) for c in found.candidates if c.kind == "dateline"}
    assert spans == {(0, len(prefix))}


@pytest.mark.parametrize(("prefix", "place"), PLAIN.items())
def test_datelines_without_an_agency(prefix: str, place: str) -> None:
    found = read_prefix(prefix + LATIN)
    assert found is not None
    assert (found.place, found.end) == (place, len(prefix))


@pytest.mark.parametrize(("text", "expected"), OTHER_SCRIPTS.items())
def test_datelines_in_other_scripts(text: str, expected: tuple[str, tuple[str, ...]]) -> None:
    found = detect(page("港口", text, text[-30:] * 4)).metadata
    assert (found.dateline, found.agencies) == expected


UNKNOWN = {
    "НИЖНИЙ МЫС, 14 марта. /Дозор/. " + CYRILLIC: "НИЖНИЙ МЫС",
    "本报石滩10月8日电（记者 林晓）" + CHINESE: "石滩",
    "المرسى (وكالة النوارس) - " + ARABIC: "المرسى",
    "石滩晚报青山10月8日讯（石滩晚报记者 林晓禾）" + CHINESE: "青山",
    "घाटपुर (नदी तट), संवाददाता। " + HINDI: "घाटपुर (नदी तट)",
    "घाटपुर, जागरूक ब्यूरो। " + HINDI: "घाटपुर",
    "Puerto Gris (agencia Faro) - El pleno se reunió el lunes para debatir el plan.": "Puerto Gris",
}


def test_own_copy_without_a_place_names_its_reporter() -> None:
    lead = "石滩网10月8日讯（石滩晚报记者 林晓禾）"
    found = detect(page("港口", lead + CHINESE, CHINESE * 4))
    assert found.metadata.dateline is None
    assert [c.value for c in found.candidates if c.field == "author"] == ["林晓禾"]
    assert {(c.start, c.end) for c in found.candidates if c.kind == "dateline"} == {(0, len(lead))}


@pytest.mark.parametrize(("text", "place"), UNKNOWN.items())
def test_agencies_of_no_table_sign_datelines(text: str, place: str) -> None:
    assert detect(page("港口", text, text[-30:] * 4)).metadata.dateline == place


def test_a_name_between_stops_signs_where_the_document_names_it_again() -> None:
    text = "НИЖНИЙ МЫС. 14 марта. Дозорпресс. " + CYRILLIC
    found = detect(page("План порта", "Дозорпресс", text, "Об этом сообщил Дозорпресс. " * 4))
    assert found.metadata.dateline == "НИЖНИЙ МЫС"
    assert {c.block for c in found.candidates if c.kind == "dateline"} == {1, 2}
    diary = "НИЖНИЙ МЫС. 14 марта. Метель. " + CYRILLIC
    assert detect(page("Дневник", diary, CYRILLIC * 2)).metadata.dateline is None


def test_a_place_with_a_full_stop_is_told_from_a_word_by_the_text() -> None:
    lead = "Das Bad wird saniert, das hat der Gemeinderat am Montag nach langem Streit beschlossen."
    rest = "In Velden hatte es zuletzt keiner mehr betreten, weil die Kacheln fielen."
    for place, dateline in (("Velden", "Velden"), ("Endlich", None), ("In Velden", None)):
        found = detect(page("Bad wird saniert", f"{place}. {lead}", rest)).metadata
        assert found.dateline == dateline


@pytest.mark.parametrize(
    "text",
    [
        "NASA – the agency – said it would wait until the harbor was open again.",
        "NASA - The agency said so on Monday, and the council of the harbor agreed.",
        "Pell (AP) said that he would wait until the harbor was open again in spring.",
        "The European Union (EU) - which has members in the north - waited for the harbor.",
        "Marta Denholt (Labour) - The member for Ostravel waited for the harbor to open.",
        "BREAKING: The council has agreed on the plan for the harbor of Ostravel at last.",
        "Brambel Inc. (BRMB.O) - The company said that its harbor was open again in spring.",
        "Marta Denholt, 3 May – The council of the harbor met on Monday to weigh its plan.",
        "TV-TIPP – The council of the harbor is shown on Monday at eight on all channels.",
        "In London – The biggest port of them all was open again, said the harbor master.",
        "本报讯员昨日走访港口，发现三家公司的方案各不相同，市民也有不同看法。",
        "Marta Denholt (agent of the harbor) - The member waited for the harbor to open.",
        '"We said – No" – he told the council of the harbor, and left before it had voted.',
    ],
)
def test_sentences_that_look_like_datelines_are_spared(text: str) -> None:
    assert read_prefix(text) is None


def test_a_dateline_on_its_own_line() -> None:
    found = detect(page("Harbor plan divides council", "OSTRAVEL, March 3 (Reuters)", *PROSE))
    assert (found.metadata.dateline, found.metadata.agencies) == ("OSTRAVEL", ("Reuters",))
    assert {c.block for c in found.candidates if c.kind == "dateline"} == {1}


def test_a_byline_glued_to_a_dateline_is_parted_from_it() -> None:
    text = "By Marta Denholt OSTRAVEL, March 3 (Reuters) - " + LATIN
    found = detect(page("Harbor plan divides council", text, *PROSE))
    assert (found.metadata.byline, found.metadata.dateline) == ("By Marta Denholt", "OSTRAVEL")
    assert found.metadata.authors == ("Marta Denholt",)
    ends = {c.kind: text[c.start : c.end] for c in found.candidates if c.block == 1}
    assert ends == {"byline": "By Marta Denholt ", "dateline": "OSTRAVEL, March 3 (Reuters) - "}


def test_speakers_of_a_transcript_are_no_places() -> None:
    lines = ("PARIS: " + LATIN, "LONDON: " + LATIN, "PARIS: " + LATIN)
    assert detect(page("Two cities talk about the harbor", *lines)).metadata.dateline is None


def test_a_day_in_a_dateline_needs_a_year_from_elsewhere() -> None:
    text = "LONDON, March 3 (Reuters) - " + LATIN
    alone = detect(page("Harbor plan divides council", text, *PROSE)).metadata
    fetched = detect(
        page("Harbor plan divides council", text, *PROSE, fetched_at="2023-03-05T10:00:00Z")
    ).metadata
    assert (alone.day_published, fetched.day_published) == (None, "2023-03-03")


def test_a_day_with_its_year_in_a_dateline_is_a_date() -> None:
    text = "VELDEN, Marrovia, June 1, 2023 /PRNewswire/ -- " + LATIN
    assert detect(page("Harbor plan", text, *PROSE)).metadata.day_published == "2023-06-01"


def test_key_points_may_stand_above_a_dateline() -> None:
    points = [f"- Point {n} of the plan is to be voted on by the council in May" for n in range(5)]
    found = detect(page("\n".join(points), f"OSTRAVEL, June 20 (Reuters) - {PROSE[0]}", *PROSE))
    assert found.metadata.dateline == "OSTRAVEL"


TOLD = {
    "OSTRAVEL: ": ("Ostravel waits", "OSTRAVEL"),
    "OSTRAVEL MARINA. ": ("Ostravel Marina waits", "OSTRAVEL MARINA"),
    "LUCKNOW: ": ("The harbor waits", "LUCKNOW"),
    "Ostravel. ": ("Ostravel", "Ostravel"),
}
NOT_TOLD = {
    "OSTRAVEL: ": "The harbor waits",
    "IDA PELL: ": "What Ida Pell says",
    "UPDATE: ": "Update on the harbor",
    "EU: ": "The EU waits",
    "Ostravel: ": "Ostravel waits",
    "Enough. ": "Why it is enough",
}


@pytest.mark.parametrize(("prefix", "expected"), TOLD.items())
def test_a_place_that_the_text_names_elsewhere_is_a_dateline(
    prefix: str, expected: tuple[str, str]
) -> None:
    title, place = expected
    assert detect(page("Harbor", title, prefix + LATIN, *PROSE)).metadata.dateline == place


@pytest.mark.parametrize(("prefix", "title"), NOT_TOLD.items())
def test_words_before_a_colon_or_stop_are_no_places(prefix: str, title: str) -> None:
    assert detect(page("Harbor", title, prefix + LATIN, *PROSE)).metadata.dateline is None


@pytest.mark.parametrize(
    ("prefix", "authors"),
    [
        ("Ayşe YILMAZ / MURATLI, (DHA) - ", ("Ayşe YILMAZ",)),
        ("Ayşe YILMAZ-Ece SU/VAN (DHA) - ", ("Ayşe YILMAZ", "Ece SU")),
    ],
)
def test_names_before_a_slash_sign_a_dateline(prefix: str, authors: tuple[str, ...]) -> None:
    found = detect(page("Harbor plan divides council", prefix + LATIN, *PROSE)).metadata
    assert (found.authors, found.agencies) == (authors, ("DHA",))


def test_a_long_month_stands_in_a_dateline() -> None:
    found = read_prefix("VELDEN, Ohio, September 16, 2023 – " + LATIN)
    assert found is not None and found.place == "VELDEN, Ohio"

"""What the line labeler leaves alone for what stands beside it, in several languages."""

import pytest

from cleaners.document import Block, Mark, Role
from cleaners.strip.labeler_neighbors import (
    enumerations,
    headings,
    posts,
    quotations,
    signatures,
)

BODY = 220  #: of 256: likely body
DOUBT = 30
MAYBE = 90

HEADINGS = (
    "A pier by spring", "Wie es weitergeht", "Notes", "Ce que dit la mairie", "Lo que falta",
    "Il nodo dei soldi", "O que se sabe", "Wat nu?", "Что дальше", "Що далі", "Co dalej", "Hva nå",
    "Şimdi ne olacak", "ماذا بعد", "接下来", "今後の予定", "앞으로의 일정", "आगे क्या",
)  # fmt: skip
SENTENCES = (
    "The harbor board meets again on Monday and will not say what it costs.",
    "Die Stadt will im Herbst noch einmal darüber reden.",
    "La mairie se réunit lundi.", "Горсовет соберется в понедельник.", "市議会は月曜日に開かれる。",
)  # fmt: skip
FAREWELLS = (
    ("Until the next tide,", "Ida"), ("Bis Freitag,", "Ihr Jan Delta"), ("À bientôt,", "Ève"),
    ("Un abrazo,", "Iria Vell"), ("До встречи,", "Ира"), ("Do zobaczenia,", "Ola Marł"),
    ("Groeten,", "Jan"), ("Kind regards,", "The Keeper"), ("敬具，", "山田"),
)  # fmt: skip
NO_FAREWELLS = (
    ("Share,", "more boats"), ("Until the next tide", "Ida"), ("Boats, bread,", "read it all."),
    ("Until the tide turns and all of the boats are back in the harbor again,", "Ida"),
)  # fmt: skip
GOING_ON = (
    ("The board asks for:", "ropes of hemp", "two lamps"),
    ("Der Rat verlangt drei Dinge:", "Seile aus Hanf;", "Lampen am Steg;", "Ruhe."),
    ("Il en manque trois :", "le sel ;", "l'eau ;", "Le temps."),
    ("وترى المديرة ثلاثة أمور:", "تحليل الماء؛", "إصلاح الرصيف؛", "بناء المخزن."),
    ("需要三样东西：", "绳子；", "灯；", "时间。"),
    ("Нужно три вещи:", "Канат,", "Лампа,", "Время."),
)
ANNOUNCED = (
    ("The bakery will employ:", "18 bakers", "10 drivers"),
    ("Beschlossen wurde:", "Das Bad bleibt zu.", "Der Turm bleibt stehen."),
    ("Se necesitan:", "40 barcos", "12 redes"),
)


def blocks(*lines: str, role: Role = "paragraph", group: int = 0) -> list[Block]:
    return [Block(role, line, 0, len(line), group=group) for line in lines]


def listed(*lines: str, group: int = 3) -> list[Block]:
    return blocks(*lines, role="list_item", group=group)


def found_headings(page: list[Block], body: list[int], chosen: list[int]) -> set[int]:
    return headings(page, list(range(len(page))), chosen, body, [0] * len(page))


@pytest.mark.parametrize("line", HEADINGS)
@pytest.mark.parametrize("below", SENTENCES)
def test_a_heading_stays_above_what_stays(line: str, below: str) -> None:
    page = [*blocks("It was built in the year of the flood."), *blocks(line, role="heading")]
    page += blocks(below)
    assert found_headings(page, [BODY, DOUBT, MAYBE], [1]) == {1}
    assert found_headings(page, [BODY, DOUBT, DOUBT], [1]) == set()  # what it opens is in doubt
    assert found_headings(page, [BODY, DOUBT, MAYBE], [1, 2]) == set()
    assert found_headings(page[1:], [DOUBT, MAYBE], [0]) == set()  # no body has begun


@pytest.mark.parametrize("line", HEADINGS)
def test_a_line_is_a_heading_between_body_and_a_list_that_body_follows(line: str) -> None:
    page = [*blocks("It was built in the year of the flood.", line), *listed("One.", "Two.")]
    page += blocks("The board will meet again.")
    assert found_headings(page, [BODY, DOUBT, 50, 80, BODY], [1]) == {1}
    assert found_headings(page[:-1], [BODY, DOUBT, 50, 80], [1]) == set()
    assert found_headings(page, [BODY, DOUBT, 50, 80, DOUBT], [1]) == set()
    assert found_headings(page, [MAYBE, DOUBT, 50, 80, BODY], [1]) == set()


def test_a_heading_that_a_rule_knows_or_that_is_a_link_is_none_of_the_body() -> None:
    page = [*blocks("It was built."), *blocks("More news", role="heading"), *blocks("It is shut.")]
    free = [0, 1, 2]
    assert headings(page, free, [1], [BODY, DOUBT, BODY], [0, 1, 0]) == set()
    page[1] = Block("heading", "More news", 0, 9, link_chars=9)
    assert headings(page, free, [1], [BODY, DOUBT, BODY], [0, 0, 0]) == set()


def test_the_lines_of_a_post_stay_down_to_its_last_sentence() -> None:
    page = blocks(
        *("18.52", "By Ida Pell", "Your questions", "Is the road open? – Kel", "No. It is cut."),
        *("Nobody came.", "Share", "17.20", "Ferry docks", "Share"),
    )
    kinds = {0: "liveblog_stamp", 1: "byline", 6: "share_bar", 7: "liveblog_stamp", 9: "share_bar"}
    marks = [Mark(at, 0, 5, kind, "x") for at, kind in kinds.items()]  # type: ignore[arg-type]
    body = [0, 0, DOUBT, DOUBT, BODY, DOUBT, 0, 0, DOUBT, 0]
    assert posts(page, marks, body) == {2, 3, 4, 5}
    assert posts(page, marks[:2], body) == set()  # one stamp is no live blog


@pytest.mark.parametrize("lines", FAREWELLS)
def test_a_farewell_and_the_name_below_it_stay(lines: tuple[str, str]) -> None:
    page = blocks("Menu", *lines, "Home")
    assert signatures(page, [2]) == {1, 2}
    assert signatures(page, [0, 1, 2, 3]) == {1, 2}
    assert signatures(page, [0, 3]) == set()


@pytest.mark.parametrize("lines", NO_FAREWELLS)
def test_other_lines_are_no_signatures(lines: tuple[str, str]) -> None:
    assert signatures(blocks("Menu", *lines), [0, 1, 2]) == set()


@pytest.mark.parametrize("lines", GOING_ON)
def test_a_list_that_goes_on_with_a_sentence_stays(lines: tuple[str, ...]) -> None:
    page = [*blocks(lines[0]), *listed(*lines[1:]), *blocks("Home")]
    body = [DOUBT] * len(page)
    assert enumerations(page, [], body) == set(range(len(lines)))
    assert enumerations(page, [Mark(0, 0, 9, "related_links", "x")], body) == set()


@pytest.mark.parametrize("lines", ANNOUNCED)
def test_a_list_stays_that_the_body_announces(lines: tuple[str, ...]) -> None:
    page = [*blocks(lines[0]), *listed(*lines[1:])]
    assert enumerations(page, [], [BODY, *[DOUBT] * (len(page) - 1)]) == set(range(len(page)))
    assert enumerations(page, [], [MAYBE, *[DOUBT] * (len(page) - 1)]) == set()


def test_a_long_list_of_links_or_names_is_announced_by_nobody() -> None:
    many = [*blocks("All boats:"), *listed(*(f"Boat {number}" for number in range(13)))]
    assert enumerations(many, [], [BODY, *[DOUBT] * 13]) == set()
    links = [Block("list_item", "Ferry docks", 0, 11, group=3, link_chars=11)] * 2
    assert enumerations([*blocks("More:"), *links], [], [BODY, DOUBT, DOUBT]) == set()
    assert enumerations([*blocks("More:"), *listed("Ferry docks", "Boats")], [], [9] * 3) == set()


@pytest.mark.parametrize(
    "line",
    [
        '"We take no requests, but she taught my father to read," the captain said on Friday.',
        "„Wir nehmen keine Wünsche an, aber sie war die Lehrerin“, sagte der Kapitän am Freitag.",
        "« Nous ne prenons pas de commandes, mais elle était là avant nous », a dit le capitaine.",
        "«Мы не берем заявок, но она учила читать моего отца», — сказал капитан в пятницу утром.",
    ],
)
def test_sentences_that_quote_somebody_stay(line: str) -> None:
    lines = [Block("paragraph", text, 0, len(text)) for text in ("Top Stories", line, "Comments")]
    assert quotations(lines, [0, 1, 2], []) == {1}


def test_a_quotation_right_below_the_body_stays() -> None:
    texts = (
        "Asked for her secret, she did not hesitate.",
        '"Oats, and mind your own boat."',
        "Top",
    )
    lines = [Block("paragraph", text, 0, len(text)) for text in texts]
    assert quotations(lines, [1, 2], []) == {1}
    assert quotations(lines, [0, 1, 2], []) == set()


@pytest.mark.parametrize(
    "line",
    [
        'Read "The boats of May" today',
        'Sign up for "Tides", our letter on all that moves the harbor, every Monday at noon.',
        "The captain said on Friday that we take no requests, and that this is how it stays.",
    ],
)
def test_other_lines_quote_nobody(line: str) -> None:
    lines = [Block("paragraph", text, 0, len(text)) for text in ("Top Stories", line)]
    assert quotations(lines, [0, 1], []) == set()

"""Names without an opening word: beside stamps, in the lead of a dumped page, below the text."""

import pytest

from cleaners.detect import detect
from cleaners.detect.leads import lead_of
from cleaners.detect.sheet import open_sheet
from cleaners.document import Mark
from tests.detect.pages import PROSE, article, page

TITLE = "Harbor plan divides the council of Ostravel"
MENU = tuple(f"Quay {word}" for word in ("north", "south", "east", "west"))


@pytest.mark.parametrize(
    ("front", "authors"),
    [
        (("Marta Denholt", "Published 3 hours ago"), ("Marta Denholt",)),
        (("Marta Denholt", "vor 3 Stunden"), ("Marta Denholt",)),
        (("Publicerad 22:31", "Marta Denholt"), ("Marta Denholt",)),
        (("Denholt, Marta", "3 May 2023"), ("Denholt, Marta",)),
        (("Anna Oake at Quarry Lane", "3 May 2023"), ("Anna Oake",)),
        (("Anna Oake | Fact Check Reporter", "3 May 2023"), ("Anna Oake",)),
        (("Door onze verslaggever Anna Oake", "3 mei 2023"), ("Anna Oake",)),
        (
            ("Anna Oake, News Editor • Zelko Ovring, Staff Writer", "3 May 2023"),
            ("Anna Oake", "Zelko Ovring"),
        ),
        (("Marta Denholt | Ivo Pell", "3 May 2023"), ("Marta Denholt", "Ivo Pell")),
        (("MD", "Marta Denholt", "IP", "Ivo Pell", "3 May 2023"), ("Marta Denholt", "Ivo Pell")),
        (("سامي حداد", "3 مايو 2023"), ("سامي حداد",)),
        (("राहुल शर्मा, पटना", "3 मई 2023"), ("राहुल शर्मा",)),
        (("Γιώργος Παπάς", "3 Μαΐου 2023"), ("Γιώργος Παπάς",)),
        (("김민수 기자", "2023.05.03 10:20"), ("김민수",)),
        (("記者王小明",), ("王小明",)),
        (("文=佐藤太郎",), ("佐藤太郎",)),
        (("Autoren Anna Oake und Ivo Pell",), ("Anna Oake", "Ivo Pell")),
        (("Ein Gastbeitrag von Anna Oake",), ("Anna Oake",)),
        (("ByAnna Oake",), ("Anna Oake",)),
        (("By Anna Oake The Associated Press",), ("Anna Oake",)),
        (("Texto: Ana Ruiz Fotos: Luis Gil",), ("Ana Ruiz",)),
        (("veröffentlicht von quayside", "3. Mai 2023"), ("quayside",)),
        (("von", "quayside", "3. Mai 2023"), ("quayside",)),
        (("Veröffentlicht am 3. Mai 2023 von", "quayside"), ("quayside",)),
        (("Posted on 3 May 2023 by", "Anna Oake 24 comments"), ("Anna Oake",)),
        (("BY ANNA OAKE AND IVO PELL",), ("ANNA OAKE", "IVO PELL")),
        (("By Anna Oake And Ivo Pell For The Harbor Mail",), ("Anna Oake", "Ivo Pell")),
    ],
)
def test_names_in_the_front_are_authors(front: tuple[str, ...], authors: tuple[str, ...]) -> None:
    assert detect(article(TITLE, *front)).metadata.authors == authors


@pytest.mark.parametrize(
    "front",
    [
        ("Velden Quay", "3 May 2023"),
        ("Redaktion", "3. Mai 2023"),
        ("Marta Denholt", "Foto: Ivo Pell"),
        ("von", "redaktion", "3. Mai 2023"),
        ("Das Vermächtnis von Anna Oake",),
        ("(C) Anna Oake Ivo Pell", "3 May 2023"),
        ("Author Anna said that the harbor was closed",),
    ],
)
def test_other_lines_in_the_front_name_nobody(front: tuple[str, ...]) -> None:
    assert detect(article(TITLE, *front)).metadata.authors == ()


def dump(*front: str, hidden: range = range(4, 8)) -> tuple[str, ...]:
    """Return the authors of a page as text whose section of teasers seems to run on to the text."""
    lines = (*MENU, *front, *PROSE)
    marks = tuple(
        Mark(at, 0, len(lines[at]), "teaser_cards", "teaser_cards/label") for at in hidden
    )
    return detect(page(*lines, marks=marks)).metadata.authors


def test_a_byline_right_above_the_text_counts_though_it_seems_a_teaser() -> None:
    assert dump(TITLE, "By Marta Denholt", "3 May 2023", "Trams") == ("Marta Denholt",)
    assert dump(TITLE, "Marta Denholt 3 May 2023", "Trams", "Ferries") == ("Marta Denholt",)
    assert dump(TITLE, "3 May 2023", "Trams", "Ferries") == ()


def test_of_two_bylines_above_the_text_the_nearer_one_is_its_own() -> None:
    teaser = ("Cranes for sale", "By Ivo Pell", "2 May 2023")
    own = (TITLE, "By Marta Denholt", "3 May 2023")
    assert dump(*teaser, *own, hidden=range(4, 10)) == ("Marta Denholt",)


def test_the_lead_ends_where_the_text_is_dense() -> None:
    sheet = open_sheet(page(PROSE[0], *(5 * MENU), TITLE, *PROSE))
    assert TITLE in [sheet.blocks[at].text for at in lead_of(sheet)]
    assert 0 not in lead_of(sheet)


def test_a_name_ends_the_text_of_a_document_without_a_byline() -> None:
    assert detect(page(f"# {TITLE}", *PROSE, "Marta Denholt")).metadata.authors == (
        "Marta Denholt",
    )
    letter = detect(page(f"# {TITLE}", *PROSE, "Marta Denholt"))
    assert not [it for it in letter.candidates if it.kind == "byline"]  # its signature stays
    signed = detect(page(f"# {TITLE}", *PROSE, "Marta Denholt, Harbor Radio."))
    assert signed.metadata.authors == ("Marta Denholt",)
    listed = detect(page(f"# {TITLE}", *PROSE, "Marta Denholt", "Ivo Pell"))
    assert listed.metadata.authors == ()
    quoted = detect(page(f"# {TITLE}", *PROSE, "Ostravel Harbor"))
    assert quoted.metadata.authors == ()


def test_who_makes_pictures_is_no_author_of_a_text() -> None:
    for role, authors in (("Photo Editor", ()), ("News Editor", ("Anna Oake",))):
        found = detect(page(TITLE, *PROSE, f"Anna Oake, {role}"))
        assert found.metadata.authors == authors


def test_names_around_the_likeliest_stamp_of_a_dump() -> None:
    points = tuple(f"- {it}" for it in PROSE)
    front = (*MENU, *MENU, TITLE, *points, PROSE[0], "Crew at the cranes on Monday evening")
    stamped = ("Anna Oake", "30 June 2025, 15:59", *PROSE, *PROSE)
    assert detect(page(*front, *stamped)).metadata.authors == ("Anna Oake",)
    hinted = detect(page(*front, *stamped, title=TITLE))  # a text whose title is known is no dump
    assert hinted.metadata.authors == ()


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (("By", "Sauli Oake", "4 March 2025"), ("Sauli Oake",)),
        (("a shot", "by", "Fortuna Ostravels", "was the last of the day"), ()),
        (("von Anna Oake Foto: Hafen",), ("Anna Oake",)),
        (("von Anna Oake Twitter Account von Anna Oake", "3. Mai 2023"), ("Anna Oake",)),
        (("Authors / Submit",), ()),
        (("Anna Oake Image", "3 May 2023"), ()),
    ],
)
def test_openers_buttons_and_pictures_around_names(
    lines: tuple[str, ...], authors: tuple[str, ...]
) -> None:
    assert detect(page(TITLE, *lines, *PROSE)).metadata.authors == authors


def test_a_label_below_the_text_tells_the_author() -> None:
    found = detect(page(TITLE, *PROSE, "About the Author - Anna Oake"))
    assert found.metadata.authors == ("Anna Oake",)

"""What the line labeler leaves alone: notes and formulas, headlines of posts, answers."""

import msgspec
import pytest

from cleaners.document import Block, Mark
from cleaners.strip.labeler_features import FULL, Told
from cleaners.strip.labeler_spares import (
    apparatus,
    corrections,
    interview,
    parts,
    results,
    spared,
    tables,
)

NOTES = (
    '^ Marlow, Ida (2 July 2014). "The mill at night". Harbor Review. Retrieved 7 May 2015.',
    "Pell, I. Ropes and knots. Bay Press. ISBN 978-1-000-00000-0.",
    "Vell, Ira: Die Mühle am Fluss. Abgerufen am 3. Mai 2016.",
    "山田花子「港の歴史」 2016年5月3日閲覧。",
    "Марлоу И. Мельница. Дата обращения: 3 мая 2016.",
)


def blocks(*lines: str) -> list[Block]:
    return [Block("paragraph", line, 0, len(line)) for line in lines]


def told(lines: list[Block], marks: list[Mark]) -> Told:
    """Return what such marks tell: all else is free and known to no rule."""
    none = [0] * len(lines)
    covered = [
        max((FULL * (m.end - m.start) // len(it.text) for m in marks if m.block == at), default=0)
        for at, it in enumerate(lines)
    ]
    return Told(covered, none, none, none, none)


def test_notes_that_stand_together_stay() -> None:
    lines = ("Home", *NOTES[:3], "June 2017.", *NOTES[3:], "Imprint")
    assert apparatus(blocks(*lines)) == set(range(1, 7))


def test_formulas_are_the_text_with_what_stands_between_them() -> None:
    lines = [it for name in "ABCD" for it in (name, rf"{{\displaystyle {name}_{{ij}}}}", "is one.")]
    found = apparatus(blocks("Menu", *lines, "Imprint"))
    assert found == set(range(2, 12))


@pytest.mark.parametrize(
    "lines",
    [
        NOTES[:3],
        ("The dog retrieved 7 sticks", "Contact us by 3 May") * 3,
        ('Retrieved from "https://harbor.example/?old=942"',) * 5,
    ],
)
def test_few_notes_and_other_lines_are_no_apparatus(lines: tuple[str, ...]) -> None:
    assert len(apparatus(blocks(*lines))) < len(lines) or apparatus(blocks(*lines)) == set()


def test_answers_between_questions_in_bold_stay() -> None:
    lines = ("Home", "Did it end?", "No.", "When?", "At noon.", "And the boats?", "Sold.", "Shop")
    asked = {1, 3, 5}
    found = [
        msgspec.structs.replace(block, emphasized=at in asked)
        for at, block in enumerate(blocks(*lines))
    ]
    assert interview(found) == set(range(1, 7))
    assert interview(found[:5]) == set()
    assert interview(blocks(*lines)) == set()


def test_a_line_with_a_colon_stays_above_the_body_only() -> None:
    lines = blocks("In short:", "The boats are sold.", "Related:", "Boats")
    assert spared(lines, [], [0, 2, 3], [0, 200, 0, 0], told(lines, [])) == {0}


def test_a_sentence_that_an_agency_signs_stays() -> None:
    lines = blocks("Nobody was hurt. (WIREX)", "Boats (WIREX)", "(WIREX)")
    marks = [
        Mark(at, len(it.text) - 7, len(it.text), "agency_credit", "x")
        for at, it in enumerate(lines)
    ]
    assert spared(lines, marks, [0, 1, 2], [0] * 3, told(lines, marks)) == {0}


def rows(*lines: str, group: int = 4) -> list[Block]:
    return [Block("table_row", line, 0, len(line), group=group) for line in lines]


def test_tables_behind_the_first_of_the_body_stay() -> None:
    found = rows("Moor | 17 | 37", "Vale | 17 | 20", "Town | 17 | 31")
    page = [*rows("Sun | 9", "Mon | 7", "Tue | 8", group=1), *blocks("The Vale won."), *found]
    body = [at == 3 for at in range(len(page))]
    assert tables(page, body) == {4, 5, 6}
    assert tables(page[:-1], body[:-1]) == set()
    linked = [msgspec.structs.replace(it, link_chars=len(it.text)) for it in found]
    assert tables([*page[:4], *linked], body) == set()


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Our sources",
            "Harbor board, meeting video, 27 May 2020",
            "Interview with Ida Pell, 2 May",
        ),
        ("**Zutaten:**", "200 g Mehl", "2 Eier"),
        ("For the glaze", "1 lemon", "30 g sugar"),
        ("Składy", "Moor: Pell, Wick, Adair", "Vale: Tarn, Ost, Beck"),
        ("Cuisson : 1 h 10",),
    ],
)
def test_what_is_listed_below_the_heading_of_a_part_stays(lines: tuple[str, ...]) -> None:
    page = blocks("Home", *lines, "Sign up for our letter")
    assert parts(page, []) == set(range(1, len(lines) + 1))


def test_entries_of_a_menu_are_no_parts() -> None:
    menu = [
        msgspec.structs.replace(it, group=2)
        for it in blocks("Results", "Statistics", "2. Liga", "3. Liga", "Facts")
    ]
    assert parts(menu, []) == set()
    marked = [Mark(0, 0, 7, "related_links", "x")]
    assert parts(blocks("Sources", "Harbor board, 27 May"), marked) == set()
    assert parts(blocks("Sources", "The board said no."), []) == set()


def test_a_result_between_names_of_the_story_stays() -> None:
    lines = blocks(
        "Moor Town 2-1 Vale", "The Vale lost at Moor Town.", "Ferry 2-1 Adair", "555-0160"
    )
    assert results(lines, [0, 2, 3], [False, True, False, False]) == [0]


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("Correction: an earlier version of this story gave the wrong name of the ferry.", True),
        ("UPDATE (May 3, 2:16 p.m.): The harbor office has since taken the notice down.", True),
        (
            "*Anmerkung der Redaktion: Wir haben den Namen des Hafens im dritten Absatz ergänzt.",
            True,
        ),
        ("Уточнение: в первой версии заметки была неверно названа дата отплытия парома.", True),
        ("訂正：記事の初版では、フェリーの名前が誤っていました。おわびして訂正します。", True),
        ("Update your browser: the bay looks its best in a new one, and so do we.", False),
        ("Updated: 3 May 2024, 14:16", False),
        ("Corrections of the tide table are printed on Fridays.", False),
    ],
)
def test_notes_on_corrections_stay(line: str, stays: bool) -> None:
    assert corrections(blocks("The boat left.", line), [1]) == ({1} if stays else set())


def test_an_interview_told_by_letters_stays_whole() -> None:
    turns = [
        "P. They call you the doctor of the wells.",
        "R. They have called me worse things.",
        "P. Why so many?",
        "R. Since nobody counts them, and somebody has to begin.",
        "P. And the rain?",
        "R. It will not be asked.",
    ]
    lines = blocks("Home", "News", *turns, "Share", "P. O. Box 7")
    assert interview(lines) == set(range(2, 8))
    assert interview(blocks("A. Pell", "B. Quell", "A. Marlow", "C. Vell", "B. Orr")) == set()

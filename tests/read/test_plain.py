"""Plain text: what a line break means, and where each block stands."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document
from cleaners.read import read
from cleaners.read.plain import read_plain
from cleaners.read.repair import has_mojibake

PROSE = (
    "The council of Marrow Bay voted on Tuesday to close the old ferry terminal, saying that the "
    "piers could no longer carry the weight of the trucks that bring fish to the market each day. "
    "Nobody had asked the captains, who learned of it from a notice on the harbor wall."
)


def test_a_paragraph_a_line() -> None:
    blocks = read_plain(f"{PROSE}\n{PROSE}\n{PROSE}\n")
    assert [b.text for b in blocks] == [PROSE] * 3
    assert [b.gap for b in blocks] == [0, 0, 0]
    assert {b.group for b in blocks} == {0}


def test_paragraphs_told_by_their_indent() -> None:
    wrapped = textwrap.fill(PROSE, 66, initial_indent="   ")
    text = "\n".join(("Ferry news", *[wrapped] * 4, "(Told by Ida Quell; Read by", "Ivo Pell)"))
    assert [" ".join(b.text.split()) for b in read_plain(text)][1:5] == [PROSE] * 4
    verse = "\n".join(("The sea was gray and wide,", "   the boats lay by its side,") * 4)
    assert len(read_plain(verse)) == 8


def test_hard_wrapped_text_becomes_paragraphs() -> None:
    text = "\n\n".join(textwrap.fill(PROSE, 72) for _ in range(3))
    blocks = read_plain(text)
    assert [" ".join(b.text.split()) for b in blocks] == [PROSE] * 3
    assert all(text[b.start : b.end] == b.text for b in blocks)


def test_a_byline_below_a_headline_as_long_as_the_lines_is_its_own() -> None:
    headline = "Marrow Bay council votes to close ferry terminal; captains were not asked"
    body = "\n\n".join(textwrap.fill(PROSE, 72) for _ in range(3))
    blocks = read_plain(f"{headline}\nBy Ida Pell\nPosted June 5, 2019\n\n{body}")
    assert [b.text for b in blocks[:3]] == [headline, "By Ida Pell", "Posted June 5, 2019"]
    assert len(blocks) == 6


def test_short_lines_under_each_other_stay_together() -> None:
    verse = (
        "The gulls went out at break of day\nand no one saw them go\nthe tide had taken all the bay"
    )
    blocks = read_plain(f"{PROSE}\n\n{verse}\n\n{PROSE}")
    assert [b.text for b in blocks[1:4]] == verse.split("\n")
    assert len({b.group for b in blocks[1:4]}) == 1 != blocks[0].group


def test_bullets_are_markup() -> None:
    blocks = read_plain("Bring:\n\n- a rope\n- two lamps\n• a map")
    assert [(b.role, b.text) for b in blocks[1:]] == [
        ("list_item", "a rope"),
        ("list_item", "two lamps"),
        ("list_item", "a map"),
    ]
    assert len({b.group for b in blocks[1:]}) == 1


def test_numbers_stay_with_their_items() -> None:
    blocks = read_plain("1. Beat the eggs\n2. Add flour")
    assert [b.text for b in blocks] == ["1. Beat the eggs", "2. Add flour"]
    assert {b.role for b in blocks} == {"list_item"}


def test_line_ends_of_all_systems() -> None:
    assert [b.text for b in read_plain("one\r\ntwo\rthree\u2028four")] == [
        "one",
        "two",
        "three",
        "four",
    ]
    assert [b.gap for b in read_plain("one\r\n\r\ntwo")] == [0, 1]


@given(st.text(max_size=300))
def test_every_word_stands_in_a_block_and_every_block_in_the_source(text: str) -> None:
    blocks = read_plain(text)
    end = 0
    for block in blocks:
        assert end <= block.start < block.end <= len(text)
        end = block.end
        if not block.runs:
            assert text[block.start : block.end] == block.text
    odd = set(text) & set("<&\u00ad\u200b\u200e\u200f\u2060\ufeffÂÃÐÑâïРСв")
    if not odd and not has_mojibake(text):
        seen = "".join(c for b in blocks for c in b.text if c.isalnum())
        assert seen == "".join(c for c in text if c.isalnum())


def test_a_json_string_that_nobody_decoded() -> None:
    source = r"The pier is closed.\n\n\u201cFor ever\u201d, said \u00c4da.\nFish is dear."
    cut = read(RawDocument("0" * 32, "/a.txt", source.encode()))
    assert [b.text for b in cut.blocks] == [
        "The pier is closed.",
        "“For ever”, said Äda.",
        "Fish is dear.",
    ]
    assert [source[b.start : b.end].strip() for b in cut.blocks][
        1
    ] == r"\u201cFor ever\u201d, said \u00c4da."


def test_backslashes_in_a_text_with_lines_are_meant() -> None:
    source = "Write \\n for a break.\nThen \\n again.\nAnd so on."
    cut = read(RawDocument("0" * 32, "/a.txt", source.encode()))
    assert [b.text for b in cut.blocks] == source.split("\n")


def joined(text: str) -> list[str]:
    return [" ".join(block.text.split()) for block in read_plain(text)]


def test_sentences_cut_at_their_links_are_whole() -> None:
    text = (
        "The harbor board of\n\nMarrow Bay\n\n, which met on Tuesday night in the old school, will "
        "sell the terminal to\n\na firm from Velden\n\n.\n\nNobody had asked the captains."
    )
    assert joined(text) == [
        "The harbor board of Marrow Bay , which met on Tuesday night in the old school, will sell "
        "the terminal to a firm from Velden .",
        "Nobody had asked the captains.",
    ]


def test_brackets_and_genitives_of_a_cut_text_close() -> None:
    text = (
        "Nobody had asked\nIda Marlow\n's captains, who sleep on the boats (\nthe old ones of oak\n"
        ") in winter.\nThe mail comes by boat\n, too, as it did when there was no road.\n"
    )
    cleaned = clean_document(RawDocument("0" * 32, "/a.txt", text.encode()), Options())
    assert cleaned.article is not None
    assert cleaned.article.text.split("\n\n")[0] == (
        "Nobody had asked Ida Marlow's captains, who sleep on the boats (the old ones of oak) in "
        "winter."
    )


def test_other_lines_of_a_cut_text_stay_apart() -> None:
    rows = ["Nine boats", "import tides", "from harbor import boats", "the end", "Quay, at noon"]
    cut = ["He rowed to", "Marrow Bay", ". Then he slept.", "He rowed to", "Velden", "."]
    assert joined("\n\n".join([*cut, *rows]))[2:] == rows


def test_blank_lines_amid_sentences_are_closed() -> None:
    text = (
        "The harbor board met on Tuesday night in the old school,\n\nwhich has no heating\n\nand "
        "sold the terminal. A search of the records led to a\n\nnotice of last year\n\nby the "
        "master of the harbor, who had forgotten it.\n\nNobody had asked the captains."
    )
    assert joined(text) == [
        "The harbor board met on Tuesday night in the old school, which has no heating and sold "
        "the terminal. A search of the records led to a notice of last year by the master of the "
        "harbor, who had forgotten it.",
        "Nobody had asked the captains.",
    ]
    letter = f"Dear captains,\n\nwe met on Tuesday.\n\n{PROSE}\n\nYours,\n\nthe board"
    assert len(joined(letter)) == 5


def test_a_row_of_one_cell_stays_in_its_table() -> None:
    table = "Flour\t200 g\nFor the filling:\nMilk\t500 ml"
    blocks = read_plain(f"{PROSE}\n\n{table}\n\n{PROSE}")
    assert [b.role for b in blocks[1:4]] == ["table_row"] * 3


def test_programs_keep_their_lines_without_an_indent() -> None:
    program = "import tides\nfrom harbor import boats\nprint(boats)"
    assert [b.role for b in read_plain(f"{PROSE}\n\n{program}\n\n{PROSE}")][1] == "code"
    poem = "the boats came in;\nthe tide went out;\nnobody saw\nthem go about;"
    assert "code" not in [b.role for b in read_plain(f"{PROSE}\n\n{poem}\n\n{PROSE}")]


def test_indented_prose_is_no_program() -> None:
    asides = "    Ida Marlow\n      (Harbor Post)\n      At the pier (2019)\n      Files (12)"
    text = f"{asides}\n\n    {PROSE}\n\n    The pier\n\n{PROSE}"
    assert {b.role for b in read_plain(text)} == {"paragraph"}
    notes = (
        "  • 1. 潮の歴史［第二版］[引用日期2014-05-19]\n    • 2. 港の人々(図)[引用日期2014-05-19]"
    )
    assert "code" not in {b.role for b in read_plain(notes)}


def test_a_program_goes_on_behind_blank_lines_but_not_into_prose() -> None:
    program = "def tide(hour):\n    height = moon(hour)\n    return height"
    rest = "    def ebb(hour):\n        return -tide(hour)"
    settings = "tide = {\n  port: 80,\n  host: QUAY,\n}"
    more = "  flood:\n    port: 81"
    whole = f"{program}\n\n{rest}"
    blocks = read_plain(f"{whole}\n\n    {PROSE}")
    assert [(b.role, b.text) for b in blocks] == [("code", whole), ("paragraph", PROSE)]
    assert [b.role for b in read_plain(f"{settings}\n\n{more}")] == ["code"]


def test_a_long_run_of_lines_takes_linear_time() -> None:
    lines = ["The ferry to the outer islands runs again, and the crew of nine is glad."] * 20_000
    assert len(read_plain("\n".join(lines))) == len(lines)  # by the square of them: a minute


def test_a_row_of_marks_is_no_item_of_a_list() -> None:
    found = read_plain("The quay was empty.\n\n* * *\n\nIn the morning they came back.")
    assert [(block.role, block.text) for block in found][1] == ("paragraph", "* * *")


CUT_ONCE = (
    ("The board was told to stop signing up all of its readers to the", "letter", "by default. {}"),
    ("Le 17 janvier, le", "tribunal de Brume lui a donné raison sur un point : rien ne {}"),
    ("Im Herbst will der Rat noch einmal über den Turm und die", "schmale Mole beraten. {}"),
    ("La junta quiere que los barcos vuelvan antes de la", "marea de otoño, que llega {}"),
)
NOT_CUT = (
    ("and so she walked down to the", "sea that had no boats"),
    ("the gulls went out to the", "bay and none of them came back at night."),
    ("With the new ferry one can sail to the island in the", "$ ferry --to island will {}"),
    ("The list of what they asked for at the", "- small lamps and ropes, which {}"),
    ("The board was told to stop signing up all of its readers", "but it would not do so. {}"),
)
REST = "it went on like that until the evening ferry had left the pier for good."


@pytest.mark.parametrize("lines", CUT_ONCE)
def test_a_sentence_that_blank_lines_break_once_is_whole(lines: tuple[str, ...]) -> None:
    text = "\n\n".join([PROSE, *(it.format(REST) for it in lines), PROSE])
    found = [" ".join(block.text.split()) for block in read_plain(text)]
    assert found == [PROSE, " ".join(lines).format(REST), PROSE]


@pytest.mark.parametrize("lines", NOT_CUT)
def test_lines_that_may_stand_alone_are_not_joined(lines: tuple[str, ...]) -> None:
    text = "\n\n".join([PROSE, *(it.format(REST) for it in lines), PROSE])
    assert len(read_plain(text)) == 2 + len(lines)


def test_items_and_colons_go_on_behind_their_links() -> None:
    text = (
        "The answer is\ntide\n: The harbor fills twice a day, as it always has.\n"
        "- A model could tell the two with\n72% accuracy\n.\n- Nothing was heard.\n"
        "It is as loud as\na gull\n, the board says.\n"
    )
    found = [" ".join(block.text.split()) for block in read_plain(text)]
    assert len(found) == 4
    assert found[1].startswith("A model could tell the two with 72% accuracy")


def test_long_lines_of_a_foot_below_wrapped_text_stay_lines() -> None:
    foot = f"({PROSE[:110]})\nOur Standards: The Marrow Bay Principles."
    text = "\n\n".join(textwrap.fill(PROSE, 72) for _ in range(2)) + "\n\n" + foot
    found = [" ".join(block.text.split()) for block in read_plain(text)]
    assert found == [PROSE, PROSE, *foot.split("\n")]

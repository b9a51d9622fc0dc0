"""Programs amid text are told by their signs; prose, lists and tables have none of them."""

import pytest

from cleaners.read.plain import read_plain
from cleaners.read.programs import goes_on, is_code, programs_amid

PROSE = (
    "The council of Marrow Bay voted on Tuesday to close the old ferry terminal, saying that the "
    "piers could no longer carry the weight of the trucks that bring fish to the market each day."
)


@pytest.mark.parametrize(
    "text",
    [
        "def tide(hour):\n    return moon(hour) * 2",
        "import tides\nprint(tides)",
        "row(Boat('nine'))  # with oars\nrow(str(Boat('ten')))  # without",
        'show(boats.get("oars")); // 2\nshow(boats.getAll("oars")); // [2, 4]',
        "# the harbor\nQUAY = 'north'\n# the boats\nBOATS = 9",
        "# .harborrc\nset-tide -g high on\nbind-boat -T quay rowboat --oars 2",
        "harbor/\n|-- boats/\n|   |-- nine\n|   |-- <other boats>\n|-- tides",
        "services:\n  ferry:\n    build: ./boat\n    ports:\n      - 80:80",
        "(func $tide (param $hour i32)\n (i32.add\n  (local.get $hour)\n )\n)",
        "<!DOCTYPE html>\n<html>\n  <title>Tides</title>\n</html>",
        '<script src="tides.js"\n        data-quay="north"></script>',
        "    IF tide >= 9:\n            ROW home\n    ELSE:\n            WAIT here",
    ],
)
def test_programs(text: str) -> None:
    assert is_code(text)


@pytest.mark.parametrize(
    "text",
    [
        "For the dough (four people):\n    flour and water\n    salt",
        "Phone: 555 12\nMail: quay at bay.example\n  Open: at noon",
        "(Photo: Ida Marlow)\n(Text: Ira Vell)",
        "| boats | tides |\n|---|---|\n| 9 | 2 |",
        "<p>The pier is old.</p>\n<p>The mill is new.</p>",
        '<script src="tides.js"></script>\n<script src="boats.js"></script>',
        "#harbor\n#tides",
        "the boats came in -\nthe tide - a high one - went out",
        "he rowed - as ever -\nto the old pier",
        f"{PROSE}\n{PROSE}",
    ],
)
def test_what_is_none(text: str) -> None:
    assert not is_code(text)


def test_a_program_amid_prose_without_blank_lines() -> None:
    program = ["def tide(hour):", "    moon = phase(hour)", "    return moon * 2"]
    text = "\n".join((PROSE, *program, PROSE))
    blocks = read_plain(text)
    assert [block.role for block in blocks] == ["paragraph", "code", "paragraph"]
    assert blocks[1].text == "\n".join(program)
    assert programs_amid("\n".join((PROSE, "row() is what he calls it.", PROSE, PROSE))) == []


def test_a_line_of_words_does_not_part_a_program() -> None:
    lines = ("{", '   "oars": [', "      2", "   ],", '   "Mean price of all boats": "$15",')
    text = "\n".join((*lines, '   "tide": {', "   }", "}"))
    assert [block.text for block in read_plain(text)] == [text]


def test_the_markup_of_a_page_in_one_line_is_shown() -> None:
    page = '<!DOCTYPE html> <html> <script src="tides.js"></script> </html>'
    blocks = read_plain(f"{PROSE}\n\n  {page}\n\n{PROSE}")
    assert [block.role for block in blocks] == ["paragraph", "code", "paragraph"]
    assert blocks[1].text.strip() == page


def test_what_stands_behind_a_blank_line() -> None:
    assert goes_on(["Boat = make('boat', size=9)"])
    assert goes_on(["    port: 80"])
    assert not goes_on(["The boat is made of oak"])
    assert not goes_on(["    Ida Marlow wrote this."])
    assert not goes_on(["    What row() takes is the same as what the boat() of old took"])
    assert not goes_on(["  and one more function, _row,"])
    assert goes_on(["    # what the boat of old took, too", "    row(boat)"])


def test_a_program_is_one_block_with_its_blank_lines() -> None:
    program = "def init(boat):\n    boat.oars = 2\n\n\nBoat = make('Boat', init)"
    blocks = read_plain(f"{PROSE}\n\n{program}\n\n{PROSE}")
    assert [block.text for block in blocks] == [PROSE, program, PROSE]


def test_sentences_cut_at_links_do_not_run_into_programs() -> None:
    cut = "Nobody had asked\n\nIda Marlow\n\n, who sleeps on the boats (\n\nthe old ones\n\n) now."
    program = "// tides.js\nconst tides = require('harbor').tides('north', 'south');"
    blocks = read_plain(f"{cut}\n\n{program}\n\nthe rest is said in the letter of the board.")
    assert blocks[1].text == program


def test_what_is_known_to_be_a_program_is_one() -> None:
    listed = "oars\nnets"
    blocks = read_plain(f"{PROSE}\n\n{listed}\n\n{PROSE}", literal=True, programs=[listed])
    assert [block.role for block in blocks] == ["paragraph", "code", "paragraph"]


def test_many_lines_take_linear_time() -> None:
    for piece in ("a b ", "(a ", "x(", "<a ", "|  ", "# "):
        assert is_code(f"{piece * 20_000}\n{piece * 20_000}") in (True, False)

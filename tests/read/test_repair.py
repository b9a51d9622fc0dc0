"""What a reader sees of a slice, and the way back to the source."""

from itertools import pairwise
from time import process_time

import pytest
from ftfy import fix_encoding
from hypothesis import given
from hypothesis import strategies as st

from cleaners.read.repair import has_mojibake, visible


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("Salt &amp; pepper", "Salt & pepper"),
        ("a&nbsp;b", "a\u00a0b"),
        ("<p>The <b>old</b> mill</p>", "The old mill"),
        ("if a < b and c > d", "if a < b and c > d"),
        ("AT&T and R&D", "AT&T and R&D"),
        ("one<br/>two", "one\ntwo"),
        ("soft\u00adware", "software"),
        ("zero\u200bwidth", "zerowidth"),
        ("cafÃ© in OrlÃ©ans", "café in Orléans"),
        ("the mayorâ€™s car", "the mayor’s car"),
        ("Ãœber die BrÃ¼cke", "Über die Brücke"),
        ("shown<script>var x = 1;</script> text", "shown text"),
    ],
)
def test_visible(source: str, seen: str) -> None:
    text, _ = visible(source)
    assert " ".join(text.split(" ")).strip(" ") == seen


def test_text_without_damage_comes_back_as_it_is() -> None:
    assert visible("Nothing to do, said “Ära”.") == ("Nothing to do, said “Ära”.", ())


@given(st.text(alphabet="ab <>&;/p#x27Ãâ€©\u00ad\u200b\n", max_size=60))
def test_runs_lead_back_into_the_slice(source: str) -> None:
    text, runs = visible(source)
    at = 0
    for offset, place, length in runs:
        assert offset >= at
        assert 0 <= place <= len(source)
        assert place + length <= len(source)
        at = offset + length
    assert at <= max(len(text), at)
    if not runs and text:
        assert text == source


@pytest.mark.parametrize(
    "text",
    [
        "Use the <b> tag, and the <script> tag, and then some more text, says the manual.",
        "where a<b and c>d, as before",
        "a List<int> is a list, and the <T> of it a type",
        "an <img> shows a picture, an <input> takes words",
    ],
)
def test_what_only_looks_like_markup_is_text(text: str) -> None:
    assert visible(text) == (text, ())


@pytest.mark.parametrize(
    "text",
    [
        "La sesión acogía anoche a 63 personas, según Fermín",
        "Gwóźdź dostał żółte kartki",
        "Příliš žluťoučký kůň",
        "Şehirde ışıklar söndü",
        "Ο φάρος άναψε ξανά",
        "Хор ушёл, холод остался",
        "الجسر سيفتح غدا",
        "הגשר ייפתח מחר",
        "पुल कल खुलेगा",
        "橋は明日の朝に開通します。",
        "다리는 내일 열린다.",
    ],
)
def test_utf8_that_was_read_as_western_is_repaired_in_all_scripts(text: str) -> None:
    for encoding in ("latin-1", "cp1252"):
        damaged = text.encode().decode(encoding, errors="replace")
        if "\ufffd" in damaged:
            continue  # cp1252 has no letter for one of the bytes: such text is lost, not damaged
        assert has_mojibake(damaged)
        shown, runs = visible(damaged)
        assert shown == text
        assert sum(length for _, _, length in runs) <= len(shown)


@pytest.mark.parametrize(
    "text",
    ["le café»", "CAFÉ»", "l’été…»", "“É…”", "À «l’heure»", "SÃO PAULO", "£Ä…", "Ä–Ö", "é™®"],
)
def test_accents_beside_punctuation_are_no_damage(text: str) -> None:
    assert visible(text) == (text, ())
    assert not has_mojibake(text)


def test_soft_hyphens_go() -> None:
    assert (
        visible("Donau\u00addampf\u00adschiff für Éti\u00adenne")[0]
        == "Donaudampfschiff für Étienne"
    )


@pytest.mark.parametrize(
    "words", ["naÃ¯ve, Ã\xa0 cÃ´tÃ© and cafÃ©", "Ð\xa1Ñ\x82Ð°Ñ\x80Ñ\x8bÐ¹ mill"]
)
def test_each_character_of_mojibake_leads_back_to_what_it_was(words: str) -> None:
    text, runs = visible(words)
    assert text in ("naïve, à côté and café", "Старый mill")
    for (at, source, _), (following, after, _) in pairwise((*runs, (len(text), len(words), 0))):
        assert fix_encoding(words[source:after]) == text[at:following]


def test_a_long_line_of_mojibake_costs_what_its_length_does() -> None:
    visible("cafÃ© ")  # what is loaded once
    start = process_time()
    text, _ = visible("cafÃ© Ã¨ " * 20_000)
    assert text == "café è " * 20_000
    assert process_time() - start < 5

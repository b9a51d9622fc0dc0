"""Bytes of many encodings, declared or not, and bytes that are no text at all."""

import pytest

from cleaners.read.encodings import UnreadableError, decode

GERMAN = "Der Bürgermeister von Hohenfurt sagte, die Brücke müsse gesperrt werden. " * 5
RUSSIAN = "Мэр города Верхняя Лука сообщил, что мост через реку закроют на ремонт. " * 5
JAPANESE = (
    "市長は月曜日、川にかかる橋を修理のため閉鎖すると発表した。住民は迂回路を使う必要がある。" * 4
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-8"),
        (GERMAN, "utf-8-sig"),
        (GERMAN, "cp1252"),
        (GERMAN, "utf-16"),
        (GERMAN, "utf-16-le"),
        (GERMAN, "utf-16-be"),
        (GERMAN, "utf-32"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
    ],
)
def test_undeclared_encodings_are_found(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_declaration_beats_the_detector() -> None:
    data = f'<meta charset="iso-8859-2"> {"Zażółć gęślą jaźń"}'.encode("iso-8859-2")
    assert decode(data).text.endswith("Zażółć gęślą jaźń")


def test_a_wrong_declaration_does_not_win_over_utf8() -> None:
    data = f'<meta charset="windows-1251"> {GERMAN}'.encode()
    assert decode(data).encoding == "utf-8"


def test_utf8_cut_in_a_character_stays_utf8_and_says_so() -> None:
    decoded = decode((GERMAN + "ü").encode()[:-1])
    assert decoded.encoding == "utf-8"
    assert decoded.damaged
    assert decoded.text.startswith(GERMAN)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"%PDF-1.7 and so on", "not_text"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "not_text"),
        (bytes(range(256)) * 20, "not_text"),
    ],
)
def test_bytes_without_text_are_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert caught.value.reason == reason
    assert caught.value.message


@pytest.mark.parametrize("declared", ["utf-16", "utf-7", "unicode_escape", "punycode"])
def test_a_declaration_that_could_not_stand_there_is_none(declared: str) -> None:
    data = f'<meta charset="{declared}"> +AGE- \\u0041 {GERMAN}'.encode("cp1252")
    for padded in (data, data + b" "):
        assert GERMAN in decode(padded).text
        assert "+AGE- \\u0041" in decode(padded).text


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "euc_jp"), (JAPANESE, "shift_jis")],
)
def test_latin_letters_in_whole_words_are_not_believed(
    text: str, encoding: str, declared: str
) -> None:
    assert text in decode(f'<meta charset="{declared}">{text}'.encode(encoding)).text


def test_latin_that_is_declared_and_there_is_believed() -> None:
    text = "Ångström året är på öar, säger Åsa. Où naît l’été? « Là-bas », dit Zoë."
    data = f'<meta charset="iso-8859-1">{text}'.encode("cp1252")
    assert decode(data).text.endswith(text)

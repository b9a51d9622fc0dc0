"""Captions and photo credits, on one line and on two; prose that only ends like one."""

import time

import pytest

from cleaners.detect import detect
from cleaners.detect.photocredits import read_credit
from cleaners.document import Image
from tests.detect.pages import PROSE, article, page

TITLE = "Harbor plan divides the council of Ostravel"

CREDITS = {
    "Trams wait at the depot. Ira Vell / POOL / WIREX": "Ira Vell / POOL / WIREX",
    "Ivo Pell. Ira Vell / AP / TASS": "Ira Vell / AP / TASS",
    "Trams wait. Ira J. Vell / Facebook": "Ira J. Vell / Facebook",
    "Photo: Ira Vell/Reuters": "Ira Vell/Reuters",
    "Photograph: Ira Vell/The Harbor Post": "Ira Vell/The Harbor Post",
    "A tram waits. (AP Photo/Ira Vell)": "AP Photo/Ira Vell",
    "A tram waits by the pier. Ira Vell via AP": "Ira Vell via AP",
    "Trams at the depot (Photo: Ira Vell)": "Ira Vell",
    "Foto: Ira Vell/dpa": "Ira Vell/dpa",
    "Фото: Иван Петров/ТАСС": "Иван Петров/ТАСС",
    "Handout via REUTERS": "Handout via REUTERS",
    "REUTERS/Ira Vell": "REUTERS/Ira Vell",
    "写真：山田太郎": "山田太郎",
    "Getty Images": "Getty Images",
    "© AFP": "© AFP",
    "© Ira Vell/Harbor Response Team/WIREX": "Ira Vell/Harbor Response Team/WIREX",
    "Trams wait at the depot.© Ira-Lou Vell": "Ira-Lou Vell",
    "Trams wait at the depot, photo: Vell Images": "Vell Images",
    "Eine Bahn im Depot. Bildrechte: HRW/Ira Vell": "HRW/Ira Vell",
    "A tram waits at the depot. Supplied": "Supplied",
    "Eine Bahn wartet im Depot. (Archivbild)": "Archivbild",
    "नदी पर पुराना पुल। (फाइल फोटो)": "फाइल फोटो",
    "Joki tulvi keväällä. (Arkistokuva)": "Arkistokuva",
    "港で待つ漁船（３日）＝ＡＰ": "ＡＰ",
    "岸壁に並ぶ漁船＝2024年6月1日、緑岬町、山田花子撮影": "山田花子撮影",
    "A tram waits at the depot. (Ledger photo by Ira Vell)": "Ledger photo by Ira Vell",
    "A tram waits at the depot [Bay Ledger photo/Ira Vell]": "Bay Ledger photo/Ira Vell",
    "A tram waits, as it did in May. —CONTRIBUTED PHOTO": "CONTRIBUTED PHOTO",
    "A tram waits at the depot. — Photo by Ira Vell": "Ira Vell",
    "署の前に立つ人々（山田花子撮影）": "山田花子撮影",
    "渔民在码头补网。本报记者 林晓 摄": "本报记者 林晓 摄",
    "항구의 배들. [사진 출처 = 연합뉴스]": "연합뉴스",
}


@pytest.mark.parametrize(("text", "credit"), CREDITS.items())
def test_credits_are_read_at_the_end(text: str, credit: str) -> None:
    found = read_credit(text)
    assert found is not None
    assert found.text == credit


@pytest.mark.parametrize(
    "text",
    [
        "He plays guitar and/or drums",
        "The score was 3/2",
        "The © sign is older than the pier. Nobody there uses it.",
        "© 2024 Harbor Media",
        "He filed it under X, and nobody found the archive",
        "The law of the sea says that y=AP",
        "Yes/No",
        "市民は「よかった」と語った。来春撮影",
        "他说，这部电影明年开拍，由他担任摄影",
        "The president said this on Monday (Reuters).",
        "She said he/she was there",
        "Photo: the mayor was there and he is the best of them all.",
        "Its engine is a copy of the TCP/IP stack",
        "He kept one thing from the war — a photo of his mother",
        "What was left to her was little — Ida's photo",
        "He showed what she had sent him (a photo by his sister)",
        "それは水を運ぶ橋の名前だ＝彼はそう言い、来春、また訪れると語った",
        "He directed the film. Music: the band that played at the pier was from Velden.",
    ],
)
def test_prose_has_no_credit(text: str) -> None:
    assert read_credit(text) is None


def test_caption_and_credit_on_one_line_are_parted() -> None:
    line = "Trams wait at the depot. Ira Vell / POOL / WIREX"
    found = detect(article(TITLE, line))
    (image,) = found.metadata.images
    assert (image.caption, image.credit) == ("Trams wait at the depot.", "Ira Vell / POOL / WIREX")
    spans = {
        (c.kind, line[c.start : c.end].strip()) for c in found.candidates if c.field == "image"
    }
    assert spans == {
        ("photo_caption", "Trams wait at the depot."),
        ("photo_credit", "Ira Vell / POOL / WIREX"),
    }


def test_caption_above_its_credit() -> None:
    (image,) = detect(article(TITLE, "Trams wait at the depot.", "+Ira Vell / AP")).metadata.images
    assert (image.caption, image.credit) == ("Trams wait at the depot.", "Ira Vell / AP")


def test_names_in_brackets_right_below_a_line_credit_it() -> None:
    line = "Ida Marlow on the stairs of the mill."
    credit = "(Ira Vell / Harbor Dispatch)"
    found = detect(article(TITLE, *PROSE[:2], line, f"+{credit}", *PROSE[2:]))
    assert [it.caption for it in found.metadata.images] == [line]
    assert not detect(article(TITLE, *PROSE[:2], line, credit, *PROSE[2:])).metadata.images


def test_a_credit_below_prose_takes_no_paragraph() -> None:
    document = page(TITLE, PROSE[0], PROSE[1], "Ira Vell / AP / TASS", PROSE[2])
    (image,) = detect(document).metadata.images
    assert (image.caption, image.credit) == (None, "Ira Vell / AP / TASS")


def test_a_labeled_caption_needs_no_credit() -> None:
    (image,) = detect(
        article(TITLE, "File photo: Trams wait at the depot in Velden.")
    ).metadata.images
    assert (image.caption, image.credit) == ("Trams wait at the depot in Velden.", None)


def test_a_picture_its_caption_and_its_credit_are_one() -> None:
    picture = "![Trams at the depot](https://img.example/1.jpg)"
    caption = "*Trams wait at the depot in Velden. Ira Vell / AP*"
    (image,) = detect(article(TITLE, picture, caption)).metadata.images
    assert image == Image(
        "https://img.example/1.jpg", "Trams wait at the depot in Velden.", "Ira Vell / AP"
    )


def test_pictures_without_a_caption_keep_their_alternative_text() -> None:
    lines = ("![Trams at the depot](https://img.example/1.jpg)", "![x.jpg](https://img.example/2)")
    assert detect(article(TITLE, *lines)).metadata.images == (
        Image("https://img.example/1.jpg", "Trams at the depot", None),
        Image("https://img.example/2", None, None),
    )


def removed_amid(*lines: str) -> set[str]:
    """Return the lines between paragraphs of prose that are taken for captions."""
    found = detect(page(TITLE, *PROSE, *lines, *PROSE, *PROSE))
    blocks = [TITLE, *PROSE, *lines]
    return {blocks[c.block] for c in found.candidates if c.kind == "photo_caption" and c.block}


TRAM = "Trams wait for the morning shift at the depot in Velden"


@pytest.mark.parametrize(
    "lines",
    [
        (f"{TRAM}. (Kite Images)",),
        (f"{TRAM}. AP",),
        (f"{TRAM}. WIREX Photo",),
        (f"{TRAM}. — Bernama pic",),
        (f"{TRAM}. Ida Lane • Kitefoto",),
        ("The driver Ada Quill (left) and her sister at the depot in Velden.",),
        ("The driver Ada Quill (l) and her sister at the depot in Velden.",),
        ("Die Fahrerin Ada Quill (v.l.) und ihre Schwester im Depot.",),
        (TRAM, TRAM),
        (TRAM, f"{TRAM}. © Ira Vell/WIREX"),
        (f"Bildlegende: {TRAM}.",),
    ],
)
def test_captions_amid_the_body(lines: tuple[str, ...]) -> None:
    assert removed_amid(*lines) == set(lines)


@pytest.mark.parametrize(
    "lines",
    [
        (f"{TRAM}. (They have done so since 1911.)",),
        (f"{TRAM} (since 1911).",),
        (f"{TRAM}, said the (left-wing) council.",),
        (f"{TRAM}. Nobody knows why.",),
        (f"{TRAM}. Nobody knows • not even Ada",),
        (f"{TRAM}. Nobody took photos",),
        (f"“{TRAM}.” (Ada Quill)",),
        (f"{TRAM}.", f"{TRAM}."),
        (f"Below: {TRAM}.",),
        ("The density follows from the mass (m) and the volume of the tram.",),
        ("7. Wait for the tram at the old depot. (Ada Quill)",),
    ],
)
def test_sentences_amid_the_body_are_no_captions(lines: tuple[str, ...]) -> None:
    assert removed_amid(*lines) == set()


def test_a_caption_that_is_printed_twice_is_one_picture() -> None:
    (image,) = detect(article(TITLE, TRAM, f"{TRAM}. Ira Vell / AP")).metadata.images
    assert (image.caption, image.credit) == (f"{TRAM}.", "Ira Vell / AP")


def test_the_first_sentence_in_present_tense_is_no_caption() -> None:
    assert detect(article(TITLE, "A man walks past the harbor.")).metadata.images == ()


def test_agencies_never_come_from_photo_credits() -> None:
    got = detect(
        article(TITLE, "Trams wait at the depot. Ira Vell / AFP", tail=("Photo: Reuters",))
    )
    assert got.metadata.agencies == ()


@pytest.mark.parametrize("piece", ["A ", "A/", "Ab. ", "(a", "Photo: ", "a / "])
def test_long_lines_take_no_time(piece: str) -> None:
    begin = time.process_time()
    read_credit(piece * (100_000 // len(piece)))
    assert time.process_time() - begin < 1.0


def test_a_credit_without_a_stop_before_it() -> None:
    found = read_credit("The old depot of the tram in Velden Ira Vell/Reuters")
    assert found is not None
    assert found.text == "Ira Vell/Reuters"


def test_who_stands_where_above_the_text() -> None:
    line = "The crew of the ferry (von li nach re): Ida Marlow, Ira Vell, Ines Quill"
    found = detect(page(line, *PROSE)).metadata.images
    assert [it.caption for it in found] == [line]
    assert not detect(page("The crew of the ferry (left behind): a story", *PROSE)).metadata.images

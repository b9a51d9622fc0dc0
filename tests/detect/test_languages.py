"""The language of a text: many languages, the same answer always, declared ones with care."""

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langdetect.lang_detect_exception import LangDetectException
from langdetect_rs import LangDetectException as FastException

from cleaners.detect import detect_language, languages
from cleaners.detect.languages import normalized_code
from cleaners.document import RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document

TEXTS = {
    "en": "The council met on Monday to weigh the plan for the harbor of three firms.",
    "de": "Der Rat der Stadt hat am Montag über den Plan für den Hafen beraten und abgestimmt.",
    "fr": "Le conseil s'est réuni lundi pour examiner le projet de port de trois sociétés.",
    "es": "El consejo se reunió el lunes para estudiar el plan del puerto de tres empresas.",
    "ru": "Совет города собрался в понедельник, чтобы обсудить план восстановления порта.",
    "ko": "시의회는 월요일에 세 회사가 제안한 항만 재건 계획을 논의했다고 밝혔다.",
    "el": "Το συμβούλιο συνεδρίασε τη Δευτέρα για να εξετάσει το σχέδιο για το λιμάνι.",
    "ka": "საბჭო ორშაბათს შეიკრიბა ნავსადგურის გეგმის განსახილველად.",
    "zh": "市议会周一开会讨论港口重建方案，三家公司提出了各自的计划。",
    "ja": "市議会は月曜日、港の再建計画について協議したと発表した。",
    "ar": "اجتمع مجلس المدينة يوم الاثنين لمناقشة خطة الميناء التي عرضتها ثلاث شركات.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_languages_are_told(language: str, text: str) -> None:
    found, score = detect_language(text)
    assert found == language
    assert 0.5 <= score <= 1.0


@pytest.mark.parametrize("text", ["", "  \n", "12:30 - 14", "https://example.org/a/b", "Yes", "—"])
def test_too_little_tells_nothing(text: str) -> None:
    assert detect_language(text) == ("und", 0.0)


def test_a_declared_language_counts_where_it_may_be_so() -> None:
    danish = "Rådet mødtes mandag for at drøfte planen for havnen, som tre firmaer har tilbudt."
    found, _ = detect_language(danish, "no-NO")
    assert detect_language(danish)[0] == "da"
    assert found == "no"
    assert detect_language(TEXTS["en"], "ru")[0] == "en"
    assert detect_language(TEXTS["en"], "en-US")[0] == "en"
    assert detect_language(TEXTS["en"], "nonsense") == detect_language(TEXTS["en"])


def test_answers_do_not_depend_on_what_came_before() -> None:
    mixed = "Plan harbor konsil port rada mesta plan pristav firma oferta council."
    first = detect_language(mixed)
    for text in TEXTS.values():
        detect_language(text)
    assert detect_language(mixed) == first


def test_answers_are_the_same_in_another_process() -> None:
    mixed = "Plan harbor konsil port rada mesta plan pristav firma oferta council."
    code = f"from cleaners.detect import detect_language; print(detect_language({mixed!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == repr(detect_language(mixed))


@pytest.mark.parametrize(
    ("declared", "code"),
    [("en-US", "en"), ("pt_BR", "pt"), ("nb", "no"), ("iw", "he"), ("English", None), (None, None)],
)
def test_declared_codes(declared: str | None, code: str | None) -> None:
    assert normalized_code(declared) == code


def _answer(factory: Any, sample: str) -> list[tuple[str, float]] | None:
    detector = factory.create()
    detector.append(sample)
    try:
        return [(it.lang, it.prob) for it in detector.get_probabilities()]
    except (LangDetectException, FastException):
        return None


WORDS = sorted({word for text in TEXTS.values() for word in text.split()})


@given(
    st.lists(st.sampled_from(sorted(TEXTS.values())), min_size=1, max_size=3), st.integers(5, 80)
)
def test_the_accelerated_detector_answers_as_langdetect_does(texts: list[str], size: int) -> None:
    sample = " ".join(text[:size] for text in texts)
    wanted = _answer(languages._factory(), sample)
    assert _answer(languages._fast_factory(), sample) == wanted


@given(st.lists(st.sampled_from([*WORDS, "12:30", "—", "?!"]), max_size=20).map(" ".join))
def test_it_does_so_in_texts_of_no_language(sample: str) -> None:
    assert _answer(languages._fast_factory(), sample) == _answer(languages._factory(), sample)


def test_a_page_may_be_in_a_language_of_which_the_detector_knows_only_a_neighbor() -> None:
    body = "".join(
        f"<p>{it}</p>"
        for it in (
            "Bæjarstjórnin samþykkti á mánudag að opna gömlu höfnina aftur í vor þegar kranarnir "
            "hafa verið prófaðir.",
            "Enginn mótmælti áætluninni og fundarmenn fóru heim áður en kvöldferjan sigldi frá "
            "bryggjunni.",
        )
    )
    for declared in ("is", "is-IS", "de"):
        page = f'<html lang="{declared}"><body><article>{body}</article></body></html>'
        raw = RawDocument(id="0" * 32, source_uri="/p.html", data=page.encode())
        article = clean_document(raw, Options()).article
        assert article is not None
        assert article.metadata.language == "is"

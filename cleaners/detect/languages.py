"""Detect the language of a text: the same answer in every process, whatever came before."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException
from langdetect_rs import DetectorFactory as FastFactory
from langdetect_rs import LangDetectException as FastException

from cleaners.detect.lexicon import table
from cleaners.detect.other_languages import SCORE, is_filler, other_language

SAMPLE_CHARS: Final = 500  #: more cost time and bring nothing
MIN_LETTERS: Final = 20  #: fewer tell no language; an ideogram or syllable counts four
MIN_DECLARED_SCORE: Final = 0.1
MIN_SCORE: Final = 0.5
UNKNOWN: Final = ("und", 0.0)

_LETTER: Final = re.compile(r"[^\W\d_]")
_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NOISE: Final = re.compile(r"(?:https?://|www\.)\S{1,500}|\S{1,80}@\S{1,80}")
_NOISE_SIGNS: Final = ("http", "www.", "@")  #: without any of these there is no address
_NAMES: Final = {
    "zh-cn": "zh",
    "zh-tw": "zh",
    "nb": "no",
    "nn": "no",
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "jw": "jv",
    "mo": "ro",
    "sh": "sr",
}
_ALIKE: Final = {
    declared: frozenset(answers.split())
    for declared, answers in table("languages")["alike"].items()
}
_SCRIPTS: Final = {
    language: re.compile(f"[{ranges}]")
    for language, ranges in table("languages")["scripts"].items()
}
_SCRIPT: Final = re.compile(f"[{''.join(table('languages')['scripts'].values())}]")
MIN_SCRIPT_SHARE: Final = 0.5  #: of the letters, to tell the language by its script
MIN_KANA_SHARE: Final = 0.05  #: of kana and ideograms together, to be Japanese


@cache
def _profiles() -> list[str]:
    """Return langdetect's profiles in the order of their names."""
    paths = sorted(path for path in Path(PROFILES_DIRECTORY).iterdir() if path.name[0] not in "._")
    return [path.read_text(encoding="utf-8") for path in paths]


@cache
def _factory() -> DetectorFactory:
    """Return langdetect's detectors, made once a process.

    A factory of our own: the seed of the shared one is open to all code of the process.
    """
    factory = DetectorFactory()
    factory.seed = 0
    factory.load_json_profile(_profiles())
    return factory


@cache
def _fast_factory() -> FastFactory:
    """Return the accelerated detectors: the same profiles, seed and answers, 20 times faster."""
    factory = FastFactory()
    factory.seed = 0
    factory.load_json_profile(_profiles())
    return factory


def _probabilities(sample: str) -> list[tuple[str, float]]:
    """Return the likely languages of a text.

    The accelerated detector does as langdetect does, bit for bit, in doubtful texts as in others
    (the tests hold it to that), so langdetect itself, which takes a third of a second to load and
    20 ms a text, is asked only where that one gives no answer.
    """
    try:
        fast = _fast_factory().create()
        fast.append(sample)
        if found := [(it.lang, it.prob) for it in fast.get_probabilities()]:
            return found
    except FastException:
        pass
    detector = _factory().create()
    detector.append(sample)
    try:
        return [(it.lang, it.prob) for it in detector.get_probabilities()]
    except LangDetectException:
        return []


def detect_language(text: str, declared: str | None = None) -> tuple[str, float]:
    """Return the language of a text as ISO 639-1 code and a score from 0 to 1.

    ``declared`` is believed when the text may well be in it. Too little text gives ("und", 0.0).

    >>> detect_language("12:30 - 14")
    ('und', 0.0)
    """
    sample = _sample(text)
    if is_filler(sample):
        code = normalized_code(declared)
        return UNKNOWN if code is None else (code, MIN_SCORE)
    if not _has_letters(sample[: 4 * MIN_LETTERS]) and not _has_letters(sample):
        return UNKNOWN
    if not sample.isascii() and (by_script := _of_script(sample)) is not None:
        return _declared(by_script[0], dict([by_script]), normalized_code(declared)) or by_script
    scores: dict[str, float] = {}
    for code, probability in _probabilities(sample):
        name = _NAMES.get(code, code)
        scores[name] = scores.get(name, 0.0) + probability
    if not scores:
        return UNKNOWN
    score, best = min((-score, name) for name, score in scores.items())
    if (other := other_language(sample, scores)) is not None:
        score, best, scores = -SCORE, other, {}
    believed = _declared(best, scores, normalized_code(declared))
    if believed is not None:
        return believed
    return (best, round(-score, 4)) if -score >= MIN_SCORE else UNKNOWN


def _sample(text: str) -> str:
    """Return the beginning of a text, its addresses taken out."""
    text = text[: 2 * SAMPLE_CHARS]
    if any(sign in text for sign in _NOISE_SIGNS):
        text = _NOISE.sub(" ", text)
    return text[:SAMPLE_CHARS]


def _has_letters(sample: str) -> bool:
    """Whether there are enough letters to tell a language."""
    letters = len(_LETTER.findall(sample)) + 3 * len(_WIDE.findall(sample))
    return letters >= MIN_LETTERS


def _declared(best: str, scores: dict[str, float], wished: str | None) -> tuple[str, float] | None:
    """Return the declared language where the text may well be in it."""
    if wished is None or wished == best:
        return None
    if scores.get(wished, 0.0) >= MIN_DECLARED_SCORE:
        return wished, round(scores[wished], 4)
    return (wished, MIN_SCORE) if best in _ALIKE.get(wished, frozenset()) else None


def _of_script(sample: str) -> tuple[str, float] | None:
    """Return the language that alone writes in the script of most letters, and their share."""
    if _SCRIPT.search(sample) is None:  # most texts, to count whose letters costs more
        return None
    letters = len(_LETTER.findall(sample))
    # a letter may count for Japanese and for Chinese
    if 2 * len(_SCRIPT.findall(sample)) < MIN_SCRIPT_SHARE * letters:
        return None
    counts = {language: len(form.findall(sample)) for language, form in _SCRIPTS.items()}
    wide = counts["ja"] + counts["zh"]
    if wide >= MIN_SCRIPT_SHARE * letters:
        japanese = counts["ja"] >= MIN_KANA_SHARE * wide
        return "ja" if japanese else "zh", round(min(1.0, wide / letters), 4)
    count, language = max((count, language) for language, count in counts.items())
    if count < MIN_SCRIPT_SHARE * letters:
        return None
    return language, round(min(1.0, count / letters), 4)


def normalized_code(declared: str | None) -> str | None:
    """Return the ISO 639-1 code of a declared language such as ``en-US``; None when it is none.

    >>> normalized_code("pt_BR"), normalized_code("nb"), normalized_code("English")
    ('pt', 'no', None)
    """
    code = re.split(r"[-_]", (declared or "").strip().lower(), maxsplit=1)[0]
    code = _NAMES.get(code, code)
    return code if len(code) == 2 and code.isalpha() and code.isascii() else None

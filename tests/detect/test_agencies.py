"""Agencies of credits and last lines, and the persons of sign-offs by their role."""

import pytest

from cleaners.detect import detect
from tests.detect.pages import PROSE, article, page

TITLE = "Harbor plan divides the council of Ostravel"

LINES = {
    "AFP contributed reporting.": ("AFP",),
    "The Associated Press contributed to this report.": ("AP",),
    "With reporting by AP": ("AP",),
    "With reporting by Reuters and AFP.": ("Reuters", "AFP"),
    "Source: Xinhua": ("Xinhua",),
    "Quelle: APA": ("APA",),
    "Mit Material von AFP": ("AFP",),
    "Met medewerking van ANP": ("ANP",),
    "(Avec AFP)": ("AFP",),
    "Con información de AFP": ("AFP",),
    "Com informações da Agência Brasil": ("Agência Brasil",),
    "Источник: РИА Новости": ("RIA Novosti",),
    "С использованием материалов Reuters": ("Reuters",),
    "За матеріалами Укрінформу": ("Ukrinform",),
    "来源：新华社": ("Xinhua",),
    "(dpa)": ("dpa",),
    "/ТАСС/": ("TASS",),
    "（共同）": ("Kyodo",),
    "— Reuters": ("Reuters",),
    "© dpa-infocom, dpa:240729-930-186341/2": ("dpa",),
    "This report was compiled with agency material": (),
}


@pytest.mark.parametrize(("line", "agencies"), LINES.items())
def test_last_lines_name_agencies(line: str, agencies: tuple[str, ...]) -> None:
    found = detect(article(TITLE, tail=(line,)))
    assert found.metadata.agencies == agencies
    (span,) = {(c.start, c.end) for c in found.candidates if c.kind == "agency_credit"}
    assert span == (0, len(line))


@pytest.mark.parametrize(
    "suffix", ["(ANSA)", "(Avec AFP)", "(dpa)", "/ТАСС/", "（共同）", "– Reuters", "EFE"]
)
def test_an_agency_ends_the_last_paragraph(suffix: str) -> None:
    last = f"{PROSE[2]} {suffix}"
    found = detect(page(TITLE, *PROSE[:2], last))
    assert len(found.metadata.agencies) == 1
    (span,) = [(c.start, c.end) for c in found.candidates if c.kind == "agency_credit"]
    assert last[span[0] : span[1]].strip() == suffix


@pytest.mark.parametrize(
    "line",
    [
        "The ministry told Reuters that the harbor would be open in spring.",
        "He said so to the Associated Press (AP).",
        "Source: the ministry of ports",
        "He had read it somewhere. USA",
        "Contributed by readers",
        "With AFP closed for the night, nobody knew what had become of the ferry.",
    ],
)
def test_sources_quoted_in_prose_are_none(line: str) -> None:
    found = detect(page(TITLE, *PROSE, line, PROSE[0]))
    assert found.metadata.agencies == ()
    assert not [c for c in found.candidates if c.kind == "agency_credit"]


def test_initials_of_a_desk_leave_with_the_agency() -> None:
    found = detect(article(TITLE, tail=("(PAP)", "kw/ ann/")))
    assert found.metadata.agencies == ("PAP",)
    assert {c.block for c in found.candidates if c.kind == "agency_credit"} == {4, 5}


def test_a_short_last_paragraph_may_end_with_its_agency() -> None:
    last = "Pierwszy raz zadzwoni w niedzielę. (PAP)"
    found = detect(article(TITLE, tail=(last, "kw/ ann/")))
    assert found.metadata.agencies == ("PAP",)
    spans = {(c.block, c.start) for c in found.candidates if c.kind == "agency_credit"}
    assert spans == {(4, last.index("(")), (5, 0)}


def test_sign_offs_give_credits_by_role_and_authors_of_last_resort() -> None:
    line = (
        "(Reporting by Marta Denholt in Velden and Ivo Pell; Additional reporting by Ana Ruiz; "
        "Writing by Bo Dahl; Editing by Cy Tran and Dee Orr)"
    )
    got = detect(article(TITLE, tail=(line,))).metadata
    assert [(c.role, c.name) for c in got.credits] == [
        ("reporting", "Marta Denholt"),
        ("reporting", "Ivo Pell"),
        ("additional_reporting", "Ana Ruiz"),
        ("writing", "Bo Dahl"),
        ("editing", "Cy Tran"),
        ("editing", "Dee Orr"),
    ]
    assert got.authors == ("Marta Denholt", "Ivo Pell")


def test_a_byline_goes_before_reporting_by() -> None:
    line = "(Reporting by Ivo Pell; Editing by Ana Ruiz)"
    got = detect(article(TITLE, "By Marta Denholt", tail=(line,))).metadata
    assert got.authors == ("Marta Denholt",)


def test_a_sign_off_at_the_end_of_the_last_paragraph_is_cut_there() -> None:
    sign_off = "(Reporting by Ivo Pell; Editing by Ana Ruiz)"
    last = f"{PROSE[2]} {sign_off}"
    found = detect(page(TITLE, *PROSE[:2], last))
    spans = {last[c.start : c.end] for c in found.candidates if c.kind == "agency_credit"}
    assert spans == {sign_off}


@pytest.mark.parametrize(
    ("line", "role", "name"),
    [
        ("Edited by Ana Ruiz", "editing", "Ana Ruiz"),
        ("Editor: Ana Ruiz", "editing", "Ana Ruiz"),
        ("责任编辑：张三", "editing", "张三"),
        ("Translated by Ana Ruiz", "translation", "Ana Ruiz"),
        ("Перевод: Анна Сидорова", "translation", "Анна Сидорова"),
        ("Graphics by Ana Ruiz", "graphics", "Ana Ruiz"),
    ],
)
def test_credit_lines(line: str, role: str, name: str) -> None:
    got = detect(article(TITLE, tail=(line,))).metadata
    assert [(c.role, c.name) for c in got.credits] == [(role, name)]


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by radio silence was the rule of the night.)",
        "Editing by hand takes time, said the printer.",
        "Editor Ana Ruiz left the paper in spring.",
        "(Written by the sea, it tells of a ferry)",
    ],
)
def test_only_fixed_verb_patterns_are_credits(line: str) -> None:
    found = detect(article(TITLE, tail=(line,)))
    assert found.metadata.credits == ()
    assert not [c for c in found.candidates if c.kind in ("agency_credit", "editor_credit")]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("(تغطية صحفية للنشرة العربية هند مراد - تحرير سامح علام)", ["هند مراد", "سامح علام"]),
        ("(إعداد هند مراد للنشرة العربية - تحرير سامح علام)", ["هند مراد", "سامح علام"]),
        ("(تغطية صحفية هند مراد)", ["هند مراد"]),
        ("(تحرير القدس حلم قديم)", []),
        ("تحرير المدينة استغرق عامين.", []),
        ("(إعداد الطعام يحتاج وقتا)", []),
    ],
)
def test_arabic_sign_offs_need_their_whole_form(line: str, names: list[str]) -> None:
    prose = "اجتمع مجلس المدينة يوم الاثنين لمناقشة خطة الميناء التي عرضتها ثلاث شركات من الشمال."
    found = detect(page("الميناء", prose, prose, line)).candidates
    assert [it.value for it in found if it.field == "credit"] == names

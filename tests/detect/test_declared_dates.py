"""The days that a page declares: of questions and instructions, of changes, against bare days."""

from cleaners.detect.choose import choose
from cleaners.detect.declared import detect_declared
from cleaners.detect.sheet import open_sheet
from tests.detect.test_declared import ARTICLE, candidates, document, script, values

QUESTION = {
    "@type": "QAPage",
    "mainEntity": {
        "@type": "Question",
        "name": "Harbor to reopen after vote",
        "datePublished": "2023-05-14",
        "acceptedAnswer": {"@type": "Answer", "text": "Yes.", "datePublished": "2023-05-16"},
    },
}
FAQ = {"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "When?"}]}


def test_a_question_has_the_day_it_was_asked_and_those_of_a_faq_have_none() -> None:
    assert values(script(QUESTION), "date_published") == ["2023-05-14"]
    assert values(script(FAQ), "date_published") == []
    assert values(script(ARTICLE, QUESTION), "date_published") == ["2023-05-14T10:20:00+02:00"]


def test_instructions_are_articles() -> None:
    found = script({"@type": "HowTo", "name": "Tie a knot", "datePublished": "2023-05-14"})
    assert values(found, "date_published") == ["2023-05-14"]


def test_a_time_element_may_hold_the_change_beside_the_publication() -> None:
    published = '<time class="entry-date published" datetime="2023-05-14T10:20:00+02:00">x</time>'
    changed = '<time class="updated" datetime="2023-05-16T10:20:00+02:00">y</time>'
    for body in (published + changed, changed + published):
        found = candidates("", f"<div>{body}</div>")
        times = {it.field: it.value[:10] for it in found if it.source == "time_element"}
        assert times == {"date_published": "2023-05-14", "date_modified": "2023-05-16"}
    alone = [it for it in candidates("", f"<div>{changed}</div>") if it.source == "time_element"]
    assert [it.field for it in alone] == ["date_modified"]


def test_a_sentence_below_the_headline_is_no_stamp() -> None:
    told = "<p>On 12 May 2023, about midnight, a barge struck the old pier of the harbor.</p>"
    assert values("", "date_published", told) == []
    assert values("", "date_published", "<p>12 May 2023</p>") == ["2023-05-12"]


def test_a_bare_day_before_the_web_is_not_that_of_a_page() -> None:
    def day(stamp: str, head: str = "") -> str | None:
        found = document(head, f"<p>{stamp}</p>")
        return choose(found, list(detect_declared(open_sheet(found)))).day_published

    assert day("12 May 1907") is None
    assert day("12 May 2007") == "2007-05-12"
    declared = '<meta property="article:published_time" content="1907-05-12">'
    assert day("12 May 1907", declared) == "1907-05-12"

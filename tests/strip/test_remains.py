"""What a page's machinery leaves: signs, scripts, records, shortcodes; and what only looks so."""

import pytest

from cleaners.document import Cleaned, RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document

STORY = (
    "The council of Marrow Bay voted on Tuesday night to close the old ferry terminal for good.",
    "The captains said that they had not been asked before the notice was put up on the wall.",
    "A new pier is to be built by spring, the harbor office said in a short statement of a line.",
    "The last boat left with a black flag at its mast, and nobody waved at it from the old pier.",
)


def clean(*blocks: str, name: str = "/in/a.txt", story: tuple[str, ...] = STORY) -> Cleaned:
    source = "\n\n".join((*story[:2], *blocks, *story[2:]))
    raw = RawDocument(id="0" * 32, source_uri=name, data=source.encode())
    return clean_document(raw, Options())


def text(cleaned: Cleaned) -> str:
    assert cleaned.article is not None
    return cleaned.article.text


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("__", "sign"),
        ("__ __ __", "sign"),
        ("×", "sign"),
        ("\\[", "sign"),
        ("googletag.cmd.push(function() { googletag.display('slot-7'); });", "script"),
        ("window.dataLayer = window.dataLayer || [];\nfunction gtag(){}", "script"),
        (".box_12{padding-left:0}@media (max-width:767px){.box_12{display:none}}", "script"),
        ('{\n  "name": "Ad - Native",\n  "component": "373",\n  "place": "3"\n}', "record"),
        ('[gallery ids="1,2,3"]', "shortcode"),
        ("[embed]https://tube.example/v/abc[/embed]", "shortcode"),
        ('[vc_row][vc_column width="1/2"]', "shortcode"),
        ("{{ article.byline }}", "template"),
    ],
)
def test_remains_go(line: str, rule: str) -> None:
    cleaned = clean(line)
    assert text(cleaned) == "\n\n".join(STORY)
    assert {it.rule for it in cleaned.removals} == {f"remains/{rule}"}
    assert {it.kind for it in cleaned.removals} == {"html_remains"}


def test_shortcodes_within_a_paragraph_go_and_what_they_hold_stays() -> None:
    marked = (f'[vc_column width="1/2"]{STORY[0]}', STORY[1], STORY[2], f"{STORY[3]}[/vc_column]")
    assert text(clean(story=marked)) == "\n\n".join(STORY)
    marked = (f"[intro]{STORY[0]}[/intro]", *STORY[1:])
    assert text(clean(story=marked)) == "\n\n".join(STORY)


def test_the_caption_of_a_shortcode_goes_as_one() -> None:
    cleaned = clean('[caption id="a_12" align="left"]The ferry at its pier[/caption]')
    assert text(cleaned) == "\n\n".join(STORY)
    assert [it.kind for it in cleaned.removals] == ["photo_caption"]


@pytest.mark.parametrize(
    "line",
    [
        "* * *",
        "The sign on the gate says [closed] in red letters, and has said so since the war.",
        "“We will [not] go,” one of them said, and [sic] was what the clerk wrote beside it.",
        "He counted [1] the boats and [2] the nets, as the old book of the harbor asks one to.",
    ],
)
def test_what_only_looks_like_remains_stays(line: str) -> None:
    assert text(clean(line)) == "\n\n".join((*STORY[:2], line, *STORY[2:]))


def test_a_record_of_the_story_stays() -> None:
    record = '{\n   "Name": "Ida Pell",\n   "Mood": "calm",\n   "Boats": 3\n}'
    assert '"Mood": "calm"' in text(clean(record))
    assert '"Mood": "calm"' in text(clean(f"```\n{record}\n```", name="/in/a.md"))


def test_what_is_fenced_in_markdown_stays() -> None:
    script = "window.dataLayer = window.dataLayer || [];\nfunction gtag(){}"
    assert "dataLayer" in text(clean(f"```\n{script}\n```", name="/in/a.md"))
    assert "dataLayer" not in text(clean(script, name="/in/a.md"))


def test_code_stays_where_the_prose_speaks_of_it() -> None:
    told = "The old page of the harbor loads a script that asks the server for the tide each hour."
    script = "window.dataLayer = window.dataLayer || [];\nfunction gtag(){dataLayer.push(1);}"
    story = (*STORY[:2], told, *STORY[2:])
    assert "dataLayer" in text(clean(script, story=story))


def test_a_page_in_one_line_is_no_script() -> None:
    line = f"var _ad = 1; {' '.join(STORY)} (function(){{}})();"
    assert STORY[3] in text(clean(line))


def test_code_stays_where_lines_of_prose_speak_of_it_though_none_is_a_paragraph() -> None:
    told = ("The snippet below asks the server for the tide.",)
    script = "window.dataLayer = window.dataLayer || [];\nfunction gtag(){dataLayer.push(1);}"
    assert "dataLayer" not in text(clean(script, story=STORY))
    longer = (f"{told[0]} Each line of it is a step of the old harbor clock.", *STORY)
    assert "dataLayer" in text(clean(script, story=longer))

"""HTML pages become blocks as a reader sees them, whatever their markup."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Block
from cleaners.page import Head, Time
from cleaners.read import sniff
from cleaners.read.html import read_html
from cleaners.read.html_cues import MAX_LEVELS
from cleaners.read.tree import PARSERS


def blocks(html: str) -> tuple[Block, ...]:
    return read_html(html)[0]


def texts(html: str) -> list[str]:
    return [block.text for block in blocks(html)]


def tags_around(block: Block) -> list[str]:
    found, element = [], block.element
    while element is not None:
        found.append(element.tag)
        element = element.parent
    return found


def head(html: str) -> Head:
    return read_html(html)[1]


PAGE = """<!DOCTYPE html><html lang="de-AT"><head><title>Die Fähre &amp; der Kai | Hafenbote</title>
<meta property="og:title" content="Die Fähre"><meta name="Author" content="Ilse Brandmoor">
<link rel="canonical" href="https://hafenbote.example/faehre">
<script type="application/ld+json">{"@type": "NewsArticle"}</script>
<script>var x = "<p>no</p>";</script>
<style>p { color: red }</style></head>
<body><nav class="mainNav"><ul><li><a href="/">Start</a></li>
<li><a href="/kai">Kai</a></li></ul></nav>
<main><article class="story-body" id="A17"><h1>Die Fähre <i>kommt</i></h1>
<p class="byline">Von <a rel="author" href="/ib">Ilse Brandmoor</a>
<time datetime="2023-05-04T10:00:00+02:00">4. Mai</time></p>
<figure><img src="kai.jpg" alt="Der Kai am Morgen">
<figcaption>Der Kai. Foto: R. Tamm</figcaption></figure>
<p>Erste   Zeile<br>zweite Zeile<br><br>Ein neuer Absatz mit <a href="/x">einem Link</a>.</p>
<blockquote><p>Wir <b>warten</b>.</p></blockquote>
<table><tr><th>Tag</th><th>Zahl</th></tr><tr><td>Montag</td><td>14</td></tr></table>
<h2>Später</h2><ol><li>eins<ul><li>eins a</li></ul></li><li>zwei</li></ol>
<pre>a
  b</pre><p><strong>Alles fett.</strong></p></article></main></body></html>"""


def test_roles_levels_and_groups_in_reading_order() -> None:
    found = [(b.role, b.level, b.text) for b in blocks(PAGE)]
    assert found == [
        ("list_item", 1, "Start"),
        ("list_item", 1, "Kai"),
        ("heading", 1, "Die Fähre kommt"),
        ("paragraph", 0, "Von Ilse Brandmoor 4. Mai"),
        ("image", 0, "Der Kai am Morgen"),
        ("paragraph", 0, "Der Kai. Foto: R. Tamm"),
        ("paragraph", 0, "Erste Zeile\nzweite Zeile"),
        ("paragraph", 0, "Ein neuer Absatz mit einem Link."),
        ("quote", 1, "Wir warten."),
        ("table_row", 0, "Tag | Zahl"),
        ("table_row", 0, "Montag | 14"),
        ("heading", 2, "Später"),
        ("list_item", 1, "eins"),
        ("list_item", 2, "eins a"),
        ("list_item", 1, "zwei"),
        ("code", 0, "a\n  b"),
        ("paragraph", 0, "Alles fett."),
    ]


def test_items_of_one_list_and_rows_of_one_table_share_a_group() -> None:
    by_text = {b.text: b for b in blocks(PAGE)}
    assert by_text["eins"].group == by_text["zwei"].group != by_text["eins a"].group
    assert by_text["Tag | Zahl"].group == by_text["Montag | 14"].group > 0
    assert by_text["Start"].group != by_text["eins"].group


def test_links_emphasis_paths_and_cues() -> None:
    by_text = {b.text: b for b in blocks(PAGE)}
    linked = by_text["Ein neuer Absatz mit einem Link."]
    assert (linked.link_chars, linked.links) == (len("einem Link"), ("/x",))
    assert by_text["Alles fett."].emphasized and not by_text["Wir warten."].emphasized
    assert by_text["Der Kai am Morgen"].links == ("kai.jpg",)
    assert "figcaption" in by_text["Der Kai. Foto: R. Tamm"].cues
    later = by_text["Später"].element
    assert later is not None and later.parent is not None and linked.element is not None
    assert tags_around(by_text["Später"]) == ["h2", "article", "main", "body"]
    assert later.parent is linked.element.parent
    assert (later.words, later.parent.words) == ("", "story body")
    assert "author" in by_text["Von Ilse Brandmoor 4. Mai"].cues


def test_the_head_is_kept_as_it_stands() -> None:
    found = head(PAGE)
    assert found.json_ld == ('{"@type": "NewsArticle"}',)
    assert ("og:title", "Die Fähre") in found.meta and ("author", "Ilse Brandmoor") in found.meta
    assert [name for _, name in found.authors] == ["Ilse Brandmoor"]
    assert found.links == (("canonical", "https://hafenbote.example/faehre"),)
    assert (found.title, found.language) == ("Die Fähre & der Kai | Hafenbote", "de-AT")
    assert found.times == (Time(3, "2023-05-04T10:00:00+02:00", ""),)


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>gone</p>",
        '<p aria-hidden="true">gone</p>',
        '<div style="color:red;DISPLAY : none"><p>gone</p><div>gone</div></div>',
        '<span class="sr-only">gone</span>',
        "<script>gone</script><style>gone</style><template><p>gone</p></template>",
        "<noscript><p>gone</p></noscript><svg><title>gone</title></svg>",
        "<!-- gone -->",
    ],
)
def test_what_a_reader_does_not_see_is_left_out(hidden: str) -> None:
    assert texts(f"<p>before</p>{hidden}<p>after</p>") == ["before", "after"]


@pytest.mark.parametrize(
    "wrap", ["<div hidden>{}</div>", "<noscript>{}</noscript>", "<template>{}</template>"]
)
def test_a_page_that_shows_nothing_else_gives_what_it_hides(wrap: str) -> None:
    prose = "".join(
        f"<p>{'The ferry waits at the pier for its captain. ' * 5}{n}</p>" for n in range(4)
    )
    assert len(texts("<p>Loading</p>" + wrap.format(prose))) == 5


def test_a_hidden_menu_does_not_come_back_because_the_page_is_short() -> None:
    menu = "".join(f"<li>Entry number {n}</li>" for n in range(50))
    assert texts(f"<ul hidden>{menu}</ul><p>Short.</p>") == ["Short."]


def test_text_beside_blocks_is_not_lost() -> None:
    assert texts("<div>one<p>two</p>three <b>four</b><div>five</div>six</div>") == [
        "one",
        "two",
        "three four",
        "five",
        "six",
    ]


def test_tables_that_lay_out_a_page_are_no_rows() -> None:
    html = "<table><tr><td><p>one</p><p>two</p></td><td>side</td></tr></table>"
    assert [(b.role, b.text) for b in blocks(html)] == [
        ("paragraph", "one"),
        ("paragraph", "two"),
        ("paragraph", "side"),
    ]


def test_a_second_block_of_an_item_is_a_paragraph() -> None:
    assert [(b.role, b.text) for b in blocks("<ul><li><p>one</p><p>two</p></li></ul>")] == [
        ("list_item", "one"),
        ("paragraph", "two"),
    ]


def test_quotation_marks_of_q_are_seen_and_glosses_are_not() -> None:
    assert texts("<p>He said <q>no</q>.</p>") == ["He said \u201cno\u201d."]
    assert texts("<p><ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>の町</p>") == ["港の町"]


def test_when_the_first_parser_fails_the_next_one_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(page: bytes, spare: bool) -> list[object]:
        raise ValueError("no tree")

    monkeypatch.setitem(PARSERS, "lexbor", broken)
    assert texts("<p>still <i>here</i></p>") == ["still here"]


def test_text_that_the_first_parser_loses_is_found_by_the_next() -> None:
    prose = "<p>The harbor master keeps the book of tides.</p>" * 30
    assert len(texts(f"<p>start</p><!-- never closed {prose}")) >= 30
    assert len(texts(f"<html><frameset><frame src=a></frameset>{prose}</html>")) >= 30


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "deep" + "</div>" * 100_000,
        "<div>x" * 20_000,
        "<ul><li>x" * 10_000,
        "<table><tr><td>x" * 10_000,
        "".join(f"<b id={n}>" for n in range(3500)) + "<p>x" * 2000,
        f"<p class='{'a ' * 1_000_000}' title='{'b' * 1_000_000}'>x</p>",
    ],
    ids=["divs", "divs-with-text", "lists", "tables", "formatting", "attributes"],
)
def test_hostile_pages_are_read_in_time(html: str) -> None:
    begin = time.process_time()
    found = blocks(html)
    assert time.process_time() - begin < 8
    assert found and all(len(tags_around(b)) <= MAX_LEVELS + 1 for b in found)
    assert "".join(b.text for b in found).count("x") == html.count(">x") or found[0].text == "deep"


@pytest.mark.parametrize(
    "html", ["", "<", "<!--", "\x00", "<html></html>", "</p></div>", "<a><a><li>"]
)
def test_next_to_nothing_is_an_empty_page(html: str) -> None:
    assert not "".join(texts(html)).strip("\x00<")


def test_nul_and_lone_surrogates_do_no_harm() -> None:
    assert texts("<p>a\x00b</p><p title='c\x00'>d</p>")[-1] == "d"
    assert texts("<p>a\ud800b</p>") == ["a\ufffdb"]


@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</div>",
                "<p>",
                "<b>",
                "</b>",
                "<li>",
                "<ul>",
                "</ul>",
                "<td>",
                "<tr>",
                "<table>",
                "</table>",
                "<br>",
                "<a href=x>",
                "</a>",
                "<h2>",
                "</h2>",
                "word ",
            ]
        ),
        max_size=40,
    )
)
def test_no_visible_word_is_lost_whatever_the_markup(pieces: list[str]) -> None:
    html = "".join(pieces)
    shown = sum(text.count("word") for text in texts(html))
    assert shown == html.count("word")


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for block in blocks(text):
        assert block.role == "image" or block.text.strip()
        assert 0 <= block.link_chars <= len(block.text)


def test_a_kicker_is_a_line_of_its_own_with_the_sign_behind_it() -> None:
    heading = '<h2><a href="/x"><span class="kicker">Quay</span> | Cranes are repaired</a></h2>'
    kicker, headline = blocks(heading)
    assert (kicker.role, kicker.text, kicker.link_chars) == ("paragraph", "Quay |", 6)
    assert (headline.role, headline.text) == ("heading", "Cranes are repaired")
    assert kicker.element is headline.element


def test_links_without_content_are_noted_with_their_labels() -> None:
    html = """<p>One.</p><a href="/two" aria-label="Two is a number"></a><p>Two.</p>
    <a href="#top" title="To the top of it"></a><a href="/x" title="Three, four">3</a><p>Four.</p>
    <a href="/p" title="Picture of five"><img src="5.jpg"></a>"""
    assert head(html).covers == ((1, "Two is a number"),)


def test_a_bold_first_line_is_a_block_of_its_own() -> None:
    told = "The quay was sold for a song, and nobody in the town knows who sang it."
    bold, text = blocks(f"<p><b>What it cost</b><br>{told}</p>")
    assert (bold.text, bold.emphasized, text.text) == ("What it cost", True, told)
    assert bold.element is text.element


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>All of it</b><br><b>is bold.</b></p>",
        "<ul><li><b>An item</b><br>and what it says</li></ul>",
        "<p>Plain<br><b>and bold</b></p>",
        "<p><b>Ira Vell</b><br>Office of Harbors, Ostravel</p>",
        "<table><tr><td><b>Quay</b><br>north</td><td>1</td></tr></table>",
    ],
)
def test_other_bold_lines_stay_in_their_block(html: str) -> None:
    assert len(blocks(html)) == 1


def test_soft_hyphens_are_not_seen() -> None:
    assert texts("<p>Har&shy;bor of Ostra\xadvel</p>") == ["Harbor of Ostravel"]


def test_fields_that_ask_for_mail_are_noted() -> None:
    html = '<form class="q-one"><input type="email"></form><input type="text" name="q"><p>One.</p>'
    html += '<div class="box two"><input placeholder="Ваша электронная почта"></div>'
    assert [element.words for element in head(html).asks] == ["form one", "box two"]


def test_a_part_of_a_page_that_a_content_system_keeps_is_html() -> None:
    part = "<p>The ferry is gone.</p>\n<p>Nobody asked <b>us</b>.</p>"
    assert sniff("/in/a.jsonl", part) == sniff("/in/a.csv", f"\n{part}\n") == "html"
    assert (sniff("/in/a.md", part), sniff("/in/a.txt", part)) == ("markdown", "text")
    for text in ("<p> is the tag of a paragraph.", "A <p> ends with </p>", "<b>Bold</b> news"):
        assert sniff("/in/a.jsonl", text) == "text"

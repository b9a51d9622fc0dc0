"""Any page becomes balanced markup without a bare bracket; its menus become one block each."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.document import Block
from cleaners.read import sniff, tree
from cleaners.read.html import read_html
from cleaners.read.tree import PARSERS, VOID, canonical


def blocks(html: str) -> tuple[Block, ...]:
    return read_html(html)[0]


def texts(html: str) -> list[str]:
    return [block.text for block in blocks(html)]


@pytest.mark.parametrize("parser", sorted(PARSERS))
def test_all_parsers_give_the_same_markup(parser: str) -> None:
    inner = (
        "<p class='a &quot;b&quot; > c'>x &lt; <b>y</b><br>z</p><!-- <p>no</p> --><p>w &amp; v</p>"
    )
    html = f"<html><head><title>T</title></head><body>{inner}</body></html>"
    markup = PARSERS[parser](html.encode(), False).markup
    assert html_without_comment(markup) == (
        '<html><head><title>T</title></head><body><p class="a &quot;b&quot; &gt; c">x &lt; <b>y</b>'
        "<br>z</p><p>w &amp; v</p></body></html>"
    )


def html_without_comment(markup: str) -> str:
    return markup.replace("<!-- <p>no</p> -->", "")


@pytest.mark.parametrize(
    ("html", "markup"),
    [
        ("<p a<b=c>x", '<html><head></head><body><p a-b="c">x</p></body></html>'),
        ("<b<!>x", "<html><head></head><body><b-!>x</b-!></body></html>"),
        ("x<!-- a > <b> -->y<!doctype html>", "<html><head></head><body>xy</body></html>"),
        (
            "<xmp><b>1 < 2</xmp>",
            "<html><head></head><body><xmp>&lt;b&gt;1 &lt; 2</xmp></body></html>",
        ),
    ],
    ids=["attribute", "name", "comment", "verbatim"],
)
def test_canonical_markup_holds_no_bare_bracket(html: str, markup: str) -> None:
    assert canonical(html).markup == markup


def test_brackets_open_and_close_by_turns_in_markup_for_other_browsers() -> None:
    html = "<template><b<c>1<math><noframes>2 > 1</noframes></math></template>"
    assert _bracket_errors(canonical(html, spare=True).markup) == []
    assert "2 &gt; 1" in canonical(html, spare=True).markup


def _bracket_errors(markup: str) -> list[str]:
    return [piece for piece in markup.split("<")[1:] if piece.count(">") != 1]


@given(st.lists(st.sampled_from(["<!--", "-->", "<!", ">", "<b>", "-", "a"]), max_size=12))
def test_comments_end_where_the_pattern_says(parts: list[str]) -> None:
    markup = "".join(parts)
    assert tree._without_comments(markup) == tree._COMMENT.sub("", markup)


def test_bytes_that_are_known_are_not_asked_for_again() -> None:
    assert canonical("<p>x", data=b"<p>y").markup == canonical("<p>y").markup


@given(st.text(alphabet="<>/abp!-='\" \n&;", max_size=80))
def test_canonical_markup_is_balanced(html: str) -> None:
    markup = canonical(html).markup
    assert _bracket_errors(markup) == []
    assert markup.count("<") == markup.count(">")
    pieces = [piece.partition(">")[0] for piece in markup.split("<")[1:]]
    void = sum(piece.partition(" ")[0] in VOID for piece in pieces)
    assert 2 * sum(piece[0] == "/" for piece in pieces) == len(pieces) - void


MENU_OF_TEN = "".join(f'<li><a href="/{n}">Entry {n}</a></li>' for n in range(10))


def test_a_menu_is_one_block_whatever_its_lists() -> None:
    page = f'<div id="menu"><ul>{MENU_OF_TEN}</ul><ul>{MENU_OF_TEN}</ul></div><p>Text.</p>'
    menu, text = blocks(page)
    assert (menu.role, text.text) == ("menu", "Text.")
    assert menu.text.split("\n") == [f"Entry {n}" for n in range(10)] * 2
    assert menu.link_chars == len(menu.text) and menu.cues == "menu;"


@pytest.mark.parametrize(
    "told",
    [
        "<h1>The ferry sails</h1>",
        '<span class="author">Ann Oake</span>',
        "<time>4 May</time>",
        "<h2>The ferry sails again</h2>",
        "<p>The ferry to the islands sails again from Monday, said the harbor master.</p>",
    ],
)
def test_no_menu_holds_what_tells_of_the_article(told: str) -> None:
    head_ = "<title>The ferry sails again | Times</title>"
    found = blocks(f"{head_}<div>{told}<ul>{MENU_OF_TEN}</ul></div>")
    assert found[0].role != "menu" and "Entry" not in found[0].text


def test_what_is_hidden_in_a_menu_is_left_out() -> None:
    hidden = '<li style="display:none"><a href="/x">Unseen</a><br>too</li>'
    assert "Unseen" not in texts(f"<ul>{hidden}{MENU_OF_TEN}</ul><p>Text.</p>")[0]


@pytest.mark.parametrize(
    ("text", "name", "answer"),
    [
        ("<!DOCTYPE html><p>x", "/a.txt", "html"),
        ("<!-- a --> <!-- b --><html lang=en>x", "/a.txt", "html"),
        ("<style>p { color: red }</style><p>Nine boats.</p>", "/a.txt", "html"),
        ('<meta charset="utf-8"><title>Boats</title>', "/a.txt", "html"),
        ("<head is the first word of the poem", "/a.txt", "text"),
        ("Nine boats <style> of old", "/a.txt", "text"),
        ("Nine boats", "/a.html", "html"),
    ],
)
def test_pages_are_known_by_how_they_begin(text: str, name: str, answer: str) -> None:
    assert sniff(name, text) == answer


TAGS = (
    *("template", "math", "script", "style", "a", "p", "title", "svg", "noscript", "textarea"),
    *("xmp", "iframe", "select", "option", "table", "td", "li", "h1"),
)
PIECES = [*(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS), "text", "<a href=x>"]


@given(st.lists(st.sampled_from(PIECES), max_size=20))
@settings(max_examples=400)
def test_any_order_of_tags_is_read(pieces: list[str]) -> None:
    read_html("".join(pieces))

"""The resolver: each character has one owner, and nothing gets lost."""

from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Block, Document, Kind, Mark, Source
from cleaners.strip import resolve


def document(*texts: str) -> Document:
    source = "\n".join(texts)
    blocks = []
    at = 0
    for text in texts:
        blocks.append(Block("paragraph", text, at, at + len(text), gap=0))
        at += len(text) + 1
    return Document(Source("0" * 32, "a.txt", None, "text", "utf-8", "", source), tuple(blocks))


def a_mark(block: int, start: int, end: int, rule: str = "a/b", kind: Kind = "byline") -> Mark:
    return Mark(block, start, end, kind, rule)


def test_the_first_mark_wins() -> None:
    doc = document("one two three")
    first, second = a_mark(0, 4, 7, "first/x"), a_mark(0, 0, 13, "second/x")
    rows = resolve(doc, [first, second]).removals
    assert [(r.rule, r.text) for r in rows] == [
        ("second/x", "one "),
        ("first/x", "two"),
        ("second/x", " three"),
    ]


def test_adjacent_spans_of_one_rule_are_one_row() -> None:
    doc = document("one", "two", "three")
    rows = resolve(doc, [a_mark(0, 0, 3), a_mark(1, 0, 3)]).removals
    assert [(r.text, r.start, r.end, r.seq) for r in rows] == [("one\ntwo", 0, 7, 0)]


def test_crumbs_go_with_the_removal_beside_them() -> None:
    doc = document("By Ada Quill — ")
    resolved = resolve(doc, [a_mark(0, 0, 12)])
    assert resolved.kept == ()
    assert resolved.removals[0].text == "By Ada Quill — "


MARKS = st.lists(
    st.builds(
        lambda block, start, length, rule: a_mark(block, start, min(start + length, 12), rule),
        st.integers(0, 2),
        st.integers(0, 11),
        st.integers(1, 12),
        st.sampled_from(["a/a", "b/b", "c/c"]),
    ),
    max_size=8,
)


@given(MARKS)
def test_kept_and_removed_are_the_whole_and_do_not_overlap(marks: list[Mark]) -> None:
    doc = document("abcdef ghijk", "lmnopq rstuv", "wxyzab cdefg")
    resolved = resolve(doc, marks)
    places = [range(r.start or 0, r.end or 0) for r in resolved.removals]
    for span in resolved.kept:
        start, end = doc.source_span(span.block, span.start, span.end)
        places.append(range(start, end))
    letters = [i for place in places for i in place if doc.source.text[i].isalnum()]
    assert sorted(letters) == [i for i, c in enumerate(doc.source.text) if c.isalnum()]
    assert all(doc.source.text[r.start : r.end] == r.text for r in resolved.removals)
    kept = sum(span.end - span.start for span in resolved.kept)
    assert kept + resolved.removed_chars == resolved.visible_chars


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8)), min_size=1, max_size=12))
def test_the_owner_of_a_character_is_the_first_mark_over_it(spans: list[tuple[int, int]]) -> None:
    text = "abcdefghijklmnopqrst"
    marks = [
        a_mark(0, start, min(start + size, len(text)), f"m{at}/x")
        for at, (start, size) in enumerate(spans)
        if start < len(text)
    ]
    found = {
        row.start + place: row.rule
        for row in resolve(document(text), marks).removals
        for place in range(len(row.text))
        if row.start is not None
    }
    for place in range(len(text)):
        owner = next((m.rule for m in marks if m.start <= place < m.end), None)
        assert found.get(place) == owner

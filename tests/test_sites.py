"""The site memory: what is template, what is a story's, over documents and nights."""

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Block
from cleaners.facts import Facts, Line, shape_of
from cleaners.lines import line_key
from cleaners.overrules import Overrules
from cleaners.sites import MAX_IDLE, Memory, learn, narrowed, template_for, templates_of
from cleaners.strip import Template

FOOT = "Printed on the quay since 1911"
PLEA = "You can keep our newsroom going with a gift, however small it may be, and we thank you."
BACKGROUND = (
    "The old terminal was closed in 2019 after a crane fell into the harbor, and it has stood "
    "empty ever since."
)


def line(text: str) -> Line:
    block = Block("paragraph", text, 0, len(text))
    return Line(line_key(text), shape_of(block), "our newsroom" in text, is_body=True)


def story(number: int, *lines: str, site: str = "bay.example", body: Sequence[str] = ()) -> Facts:
    own = body or [f"Paragraph {i} of story {number} tells of something else." for i in range(4)]
    texts = [f"Headline number {number}", *own, *lines]
    return Facts(
        id=f"{number:032x}",
        site=site,
        body=line_key(" ".join(own)),
        title=line_key(texts[0]),
        lines=tuple(line(text) for text in texts),
    )


def template(facts: Sequence[Facts], earlier: Memory | None = None) -> set[str]:
    memory = learn(facts, earlier or {})
    titles = frozenset(fact.title for fact in facts)
    found = templates_of(memory, titles).get("bay.example")
    return set(found.lines) if found else set()


def test_one_document_has_no_template() -> None:
    assert template([story(1, FOOT)]) == set()


@pytest.mark.parametrize("count", [2, 5, 20])
def test_a_line_of_several_stories_is_template(count: int) -> None:
    facts = [story(i, FOOT) for i in range(count)]
    assert template(facts) == {line_key(FOOT)}
    assert all(template_for(templates_of(learn(facts, {}), frozenset()), f).lines for f in facts)


def test_copies_and_versions_of_one_story_have_no_template() -> None:
    copy = story(1, FOOT)
    body = [f"Paragraph {i} of story 1 tells of something else." for i in range(3)]
    version = story(2, FOOT, "A last paragraph came in at night.", body=body)
    assert template([copy, copy]) == set()
    assert template([copy, version]) == set()


def test_titles_are_teasers_elsewhere() -> None:
    facts = [story(1, "Headline number 2"), story(2), story(3, "Headline number 2")]
    assert template(facts) == set()


def test_background_amid_the_body_is_the_story() -> None:
    facts = [story(i, BACKGROUND, f"Last words of story {i}, and no others.") for i in range(9)]
    assert template(facts) == set()


def test_prose_at_the_edge_needs_more_documents_unless_it_speaks_to_the_reader() -> None:
    assert template([story(i, BACKGROUND) for i in range(2)]) == set()
    assert template([story(i, BACKGROUND) for i in range(3)]) == {line_key(BACKGROUND)}
    assert template([story(i, PLEA) for i in range(2)]) == {line_key(PLEA)}


@pytest.mark.parametrize(("holders", "of"), [(2, 2), (3, 5), (6, 20)])
def test_subheadings_amid_bodies_are_the_stories(holders: int, of: int) -> None:
    heading = "What happens next"
    facts = [
        story(i, *([heading] if i < holders else []), f"Last of story {i}.") for i in range(of)
    ]
    assert template(facts) == set()


def test_a_line_amid_nearly_all_bodies_is_template() -> None:
    insert = "The tide table is on the back page"
    facts = [story(i, insert, f"Last words of story {i}, and no others.") for i in range(5)]
    assert template(facts) == {line_key(insert)}


def test_background_that_ends_many_follow_ups_is_the_story() -> None:
    facts = [story(i, *([BACKGROUND] if i < 9 else [])) for i in range(20)]
    assert template(facts) == set()


def test_a_headline_and_its_teasers_are_no_template_though_no_title_was_found() -> None:
    headline = "Frost spares the plums of Lower Wending"
    own = story(1)
    own = msgspec.structs.replace(own, lines=(line(headline), *own.lines[1:]))
    assert template([own, *(story(i, headline) for i in range(2, 6))]) == set()


def test_a_motto_taken_for_a_title_is_template_and_may_go() -> None:
    motto = "Tides and timetables for the whole bay"
    facts = []
    for i in range(5):
        plain = story(i)
        lines = (line(motto), *plain.lines)
        facts.append(msgspec.structs.replace(plain, title=line_key(motto), lines=lines))
    assert template(facts) == {line_key(motto)}
    (found,) = templates_of(learn(facts, {}), frozenset([line_key(motto)])).values()
    assert set(narrowed(found, facts[0]).lines) == {line_key(motto)}


def test_what_detectors_took_out_is_not_the_templates_to_take() -> None:
    byline = "By Orla Finch"
    facts = []
    for i in range(5):
        plain = story(i, FOOT)
        taken = msgspec.structs.replace(line(byline), is_body=False)
        part = msgspec.structs.replace(line("Orla Finch | Bay Herald"), is_whole=False)
        facts.append(msgspec.structs.replace(plain, lines=(part, taken, *plain.lines)))
    (found,) = templates_of(learn(facts, {}), frozenset()).values()
    assert line_key(byline) not in found.lines
    seen = Template("bay.example", 5, {**found.lines, line_key(byline): 5})
    assert set(narrowed(seen, facts[0]).lines) == {line_key(FOOT)}
    assert set(narrowed(found, facts[0]).lines) == {line_key(FOOT)}


def test_small_stories_under_much_template_are_not_versions_of_each_other() -> None:
    shared = [f"Line {word} of the quay" for word in ("one", "two", "three", "four", "five")]
    facts = [story(i, *shared, body=[f"It rained on day {i}."]) for i in range(5)]
    assert template(facts) == {line_key(text) for text in shared}


@pytest.mark.parametrize("line", ["No one was hurt.", '"We will rebuild," he said.'])
def test_sentences_that_end_many_stories_are_theirs(line: str) -> None:
    assert template([story(i, *([line] if i % 2 else [])) for i in range(8)]) == set()


def test_a_short_sentence_needs_more_documents_than_a_long_one() -> None:
    long = "Printed with cuttlefish ink and a neighbor's patience since 1911."
    assert template([story(i, long) for i in range(2)]) == {line_key(long)}
    assert template([story(i, "The talks go on.") for i in range(2)]) == set()


def test_prose_that_one_of_few_stories_tells_amid_its_text_is_a_story() -> None:
    own = story(0, BACKGROUND, "Last words of story 0, and no others.")
    assert template([own, *(story(i, BACKGROUND) for i in range(1, 5))]) == set()


def test_sites_do_not_learn_from_each_other() -> None:
    assert template([story(1, FOOT), story(2, FOOT, site="other.example")]) == set()


def test_documents_without_a_site_take_no_part() -> None:
    assert learn([story(1, FOOT, site=""), story(2, FOOT, site="")], {}) == {}


def test_the_second_night_knows_the_first() -> None:
    first = learn([story(1, FOOT)], {})
    assert template([story(2, FOOT)], first) == {line_key(FOOT)}


def test_a_version_of_last_nights_story_teaches_nothing() -> None:
    first = learn([story(1, FOOT)], {})
    body = [f"Paragraph {i} of story 1 tells of something else." for i in range(4)]
    again = story(2, FOOT, "And one line more.", body=body)
    assert template([again], first) == set()


def test_what_one_document_held_is_forgotten_in_time() -> None:
    memory = learn([story(1, FOOT)], {})
    for night in range(MAX_IDLE + 1):
        memory = learn([story(100 + night)], memory)
    assert line_key(FOOT) not in memory["bay.example"].lines


def test_of_a_large_site_the_latest_of_such_lines_are_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("cleaners.sites.MAX_SINGLE", 7)
    memory = learn([story(i, FOOT) for i in range(9)], {})
    memory = learn([story(100, FOOT)], memory)
    known = memory["bay.example"].lines
    single = [line for line in known.values() if line.documents == 1]
    assert len(single) == 7
    assert {line.idle for line in single} == {0, 1}
    assert known[line_key(FOOT)].documents == 10
    assert memory["bay.example"].documents == 10


@given(st.permutations([story(i, FOOT, *([PLEA] if i % 2 else [])) for i in range(6)]))
def test_order_does_not_matter(facts: list[Facts]) -> None:
    assert learn(facts, {}) == learn(sorted(facts, key=lambda fact: fact.id), {})


def test_people_overrule_the_memory() -> None:
    facts = [story(i, FOOT, *(["Ebb at nine"] if i == 3 else [])) for i in range(4)]
    memory, rare = learn(facts, {}), line_key("Ebb at nine")
    sites = {
        "bay.example": {line_key(FOOT): "keep"},
        "*": {line_key(FOOT): "remove", rare: "remove"},
    }
    found = templates_of(memory, frozenset(), Overrules(sites))["bay.example"]  # type: ignore[arg-type]
    assert found.lines == {rare: 1}
    assert found.overruled == {rare}
    assert template_for({"bay.example": found}, facts[3]).lines == {rare: 1}
    assert template_for({"bay.example": found}, facts[0]).lines == {}


def test_what_people_want_gone_goes_though_a_part_of_it_was_taken() -> None:
    plain = story(1)
    part = msgspec.structs.replace(line("Orla Finch | Bay Herald"), is_whole=False)
    fact = msgspec.structs.replace(plain, lines=(*plain.lines, part))
    learned = Template("bay.example", 1, {part.key: 1})
    wanted = msgspec.structs.replace(learned, overruled=frozenset([part.key]))
    assert narrowed(learned, fact).lines == {}
    assert narrowed(wanted, fact).lines == {part.key: 1}

"""Verdicts on small corpora: levels, the choice of the canonical, round-ups, earlier runs."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from unicodedata import combining, normalize

import pytest

from benchmarks.rewrites import measure, read
from cleaners.dedup import find_duplicates, settle, signatures
from cleaners.document import Article, Duplicate, Metadata
from cleaners.options import DedupLevel
from tests.dedup.ladder import Story, article, first_half, retyped, tell, words_changed
from tests.dedup.test_compare import STORIES
from tests.dedup.test_ladder import seeded

SHARED: Final = Path(__file__).parents[3] / "shared"


def verdicts(
    *articles: Article,
    level: DedupLevel = "rewrite",
    earlier: Any = (),
    old: Mapping[str, str] = {},
) -> dict[str, Duplicate]:
    texts = {a.id: a.text for a in articles} | dict(old)
    found = find_duplicates([signatures(articles)], texts.__getitem__, level, earlier)
    return {verdict.id: verdict for verdict in found}


def canonical_of(*articles: Article, level: DedupLevel = "rewrite") -> dict[str, str | None]:
    return {i: v.duplicate_of for i, v in verdicts(*articles, level=level).items()}


@pytest.fixture
def story() -> Story:
    return tell(seeded(), 6)


@pytest.mark.parametrize(
    ("level", "linked"),
    [
        ("none", {}),
        ("exact", {"exact": "base"}),
        ("near", {"exact": "base", "near": "base", "part": "base"}),
        ("rewrite", {"exact": "base", "near": "base", "part": "base", "told-b": "told-a"}),
    ],
)
def test_each_level_includes_those_before(
    story: Story, level: DedupLevel, linked: dict[str, str]
) -> None:
    rng = seeded()
    told = STORIES["en"]
    found = canonical_of(
        article("base", story.text(), Metadata(byline="By Elna Voss")),
        article("exact", retyped(story, rng)),
        article("near", words_changed(story, rng)),
        article("part", first_half(story, rng)),
        article("told-a", told.base, Metadata(byline="By Elna Voss")),
        article("told-b", told.rewrite),
        level=level,
    )
    assert found == linked


EN: Final = STORIES["en"]
ORDER: Final = (
    # one longer than the next, each a near copy of the others; what comes first is canonical
    ("whole, documented", "", Metadata(byline="By A", url="u")),
    ("whole, one field", "", Metadata(dateline="KORVAN")),
    ("whole, longer", " The inquiry goes on.", Metadata()),
    ("whole", "", Metadata()),
    ("cut", " The inquiry goes on and on.", Metadata(is_truncated=True, byline="b", url="u")),
)


@pytest.mark.parametrize("best", range(len(ORDER)))
def test_canonical_is_whole_then_documented_then_longer(best: int) -> None:
    """The ids run against the order, so that only the order can explain the choice."""
    copies = [
        article(f"{9 - n}", EN.base + more, metadata)
        for n, (_, more, metadata) in enumerate(ORDER)
        if n >= best
    ]
    assert canonical_of(*copies) == {copy.id: copies[0].id for copy in copies[1:]}


def test_canonical_of_equals_is_the_earlier_then_the_lower_id() -> None:
    early = article("c", EN.base, Metadata(day_published="2031-02-03"))
    late = article("b", EN.base, Metadata(day_published="2031-02-04"))
    other = article("d", EN.base, Metadata(day_published="2031-02-03"))
    undated = article("a", EN.base, Metadata(url="u"))
    assert canonical_of(late, early, other, undated) == {"a": "c", "b": "c", "d": "c"}


def test_longer_text_is_canonical_for_what_it_contains(story: Story) -> None:
    rng = seeded()
    rich = Metadata(byline="By A", dateline="KORVAN", url="u", day_published="2031-02-03")
    part = article("a", first_half(story, rng), rich)
    found = verdicts(part, article("b", story.text()))
    assert list(found) == ["a"]
    assert (found["a"].duplicate_of, found["a"].relation) == ("b", "contained")
    assert found["a"].similarity == pytest.approx(1.0, abs=0.01)


def test_round_up_is_neither_canonical_nor_duplicate() -> None:
    parts = [article(name, STORIES[name].base) for name in ("en", "de", "es")]
    together = article("all", "\n\n".join(part.text for part in parts))
    assert canonical_of(*parts, together) == {}


def test_round_up_with_one_known_story_is_neither() -> None:
    rest = "\n\n".join(STORIES[language].base for language in ("de", "ru", "es"))
    assert canonical_of(article("a", EN.base), article("b", EN.base + "\n\n" + rest)) == {}


def test_copies_of_a_round_up_are_copies() -> None:
    parts = [article(name, STORIES[name].base) for name in ("en", "de", "es")]
    text = "\n\n".join(part.text for part in parts)
    copies = [article("x", text), article("y", text + " And more of this tomorrow.")]
    assert canonical_of(*parts, *copies) == {"x": "y"}


@pytest.mark.parametrize("words", [5, 19])
def test_short_texts_are_compared_for_equality_only(words: int) -> None:
    text = " ".join(EN.base.split()[:words])
    found = canonical_of(
        article("a", text),
        article("b", text.upper()),
        article("c", text.replace("aground", "ashore")),
    )
    assert found == {"b": "a"}


def test_texts_without_a_word_are_not_copies_of_each_other() -> None:
    assert canonical_of(article("a", "***"), article("b", "—")) == {}


def test_story_republished_hundreds_of_times_is_one_story(story: Story) -> None:
    rng = seeded()
    copies = [article(f"{n:03d}", words_changed(story, rng)) for n in range(300)]
    others = [article(f"x{n:03d}", tell(rng).text()) for n in range(100)]
    found = canonical_of(*copies, *others)
    assert len(set(found.values())) == 1
    assert set(found) == {copy.id for copy in copies} - set(found.values())


HEAD: Final = (
    "Marda Quill of Osterby won the Golden Heron at the Sund festival on Saturday with The Book "
    "of Lamps. The jury under actress Inés Tolland praised Quill for a comedy with the courage to "
    "be slow."
)
TAIL: Final = (
    "The prize for the best actress went to a debutant who plays a smuggler and her own mother in "
    "a film about a tax on salt. Best actor was a farmer of 74 years, who accepted by telephone "
    "because a cow was about to calve.\n\n"
    "The audience gave its own award to a documentary about concrete. Its director had followed a "
    "bricklayer through 11 summers, and the last of them was cut out in the last week.\n\n"
    "About 61,000 tickets were sold in ten days, more than ever since 1987. For the coming year "
    "the organizers promise heating, a second projector and fewer speeches.\n\n"
    "A retrospective of silent comedies from Riga filled the old cannery every morning at ten. "
    "The pianist, who is 83, played for 40 hours without looking at a single sheet of paper."
)
TAIL_REWORDED: Final = (
    "Best actress was a newcomer; in a film about a salt tax she plays a smuggler as well as the "
    "smuggler's mother. Best actor: a 74-year-old farmer, who had to take the call about his prize "
    "beside a cow that was going to calve.\n\n"
    "A documentary about concrete received the audience award. The director accompanied a "
    "bricklayer during 11 summers, of which the last was cut out a week ago.\n\n"
    "With some 61,000 tickets in ten days the organizers sold more than in any year since 1987. "
    "They promise fewer speeches, heating and another projector for the coming edition.\n\n"
    "Each morning at ten the old cannery was full for silent comedies from Riga. The 83-year-old "
    "pianist accompanied them for 40 hours and never looked at a sheet of music."
)


def test_head_of_a_story_does_not_part_it_from_its_rewrite() -> None:
    """The head alone cannot be told from a part of a round-up; that two texts go on alike can."""
    reworded = HEAD.replace("won the Golden Heron", "has received the Golden Heron")
    found = canonical_of(
        article("head", HEAD),
        article("whole", HEAD + "\n\n" + TAIL, Metadata(byline="By A")),
        article("reworded", reworded + "\n\n" + TAIL_REWORDED),
    )
    assert found == {"reworded": "whole"}


def test_head_that_is_known_to_be_cut_is_no_part_of_a_round_up() -> None:
    cut = article("head", HEAD, Metadata(is_truncated=True))
    assert canonical_of(cut, article("whole", HEAD + "\n\n" + TAIL)) == {"head": "whole"}
    later = article("later", TAIL + "\n\n" + HEAD)
    assert canonical_of(cut, later) == {}


@pytest.mark.parametrize("level", ["none", "exact", "near", "rewrite"])
def test_nothing_in_nothing_out(level: DedupLevel) -> None:
    assert verdicts(level=level) == {}
    assert find_duplicates([], str, level) == []


def test_an_id_twice_is_an_error() -> None:
    with pytest.raises(ValueError, match="the id a stands twice"):
        verdicts(article("a", EN.base), article("a", EN.other))


def history(*articles: Article) -> tuple[Any, dict[str, str]]:
    """Return what a run over ``articles`` leaves for the next one."""
    return settle(signatures(articles), verdicts(*articles)), {a.id: a.text for a in articles}


def test_article_of_an_earlier_run_stays_canonical(story: Story) -> None:
    rng = seeded()
    earlier, old = history(article("z", first_half(story, rng)))
    rich = Metadata(byline="By A", url="u")
    found = verdicts(article("a", story.text(), rich), earlier=[earlier], old=old)
    assert list(found) == ["a"]
    assert (found["a"].duplicate_of, found["a"].story_id) == ("z", "z")


@pytest.mark.parametrize("level", ["exact", "rewrite"])
def test_copy_of_an_earlier_duplicate_gets_its_verdict(level: DedupLevel) -> None:
    earlier, old = history(article("y", EN.rewrite), article("z", EN.base, Metadata(url="u")))
    found = verdicts(article("a", EN.rewrite.upper()), level=level, earlier=[earlier], old=old)
    assert (found["a"].duplicate_of, found["a"].relation) == ("z", "rewrite")
    assert found["a"].story_id == "z"
    assert found["a"].similarity == pytest.approx(
        verdicts(article("y", EN.rewrite), article("z", EN.base, Metadata(url="u")))["y"].similarity
    )


def test_two_earlier_stories_are_never_merged(story: Story) -> None:
    rng = seeded()
    near, nearer = words_changed(story, rng), story.text() + " Nobody knew."
    first, old = history(article("m", near))
    second, older = history(article("n", nearer))
    found = verdicts(article("a", story.text()), earlier=[first, second], old=old | older)
    assert {v.id: v.duplicate_of for v in found.values()} == {"a": "n"}


def test_of_two_earlier_stories_alike_the_lower_id_is_joined() -> None:
    rich = Metadata(byline="By A", url="u")
    first, old = history(article("n", EN.base + " Nobody knew.", rich))
    second, older = history(article("m", EN.base + " Nobody came."))
    found = verdicts(article("a", EN.base), earlier=[first, second], old=old | older)
    assert {v.id: v.duplicate_of for v in found.values()} == {"a": "m"}


def test_earlier_articles_get_no_verdict_and_keep_their_story() -> None:
    earlier, old = history(article("z", EN.base))
    column = earlier.column_names.index("story_id")
    earlier = earlier.set_column(column, earlier.schema.field("story_id"), [["older"]])
    found = verdicts(article("a", EN.rewrite), article("b", EN.other), earlier=[earlier], old=old)
    assert {v.id: (v.duplicate_of, v.story_id) for v in found.values()} == {"a": ("z", "older")}


def shared(name: str) -> Path:
    """Return a file of the shared folder; only at home may it be missing."""
    path = SHARED / name
    if not path.is_file():
        message = f"{path} is missing: the shared folder must stand beside the project"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return path


def test_real_articles_are_linked_as_their_editors_would() -> None:
    expected = json.loads(shared("seeds/expected.json").read_text(encoding="utf-8"))
    articles = [
        article(
            name[:3],
            document["text"],
            Metadata(
                byline=", ".join(document["authors"]) or None,
                dateline=document["dateline"],
                day_published=document["published"],
                url=document["url"],
            ),
        )
        for name, document in expected["documents"].items()
    ]
    found = verdicts(*articles)
    assert {i: v.duplicate_of for i, v in found.items()} == expected["duplicates"]["canonical"]
    assert {(v.relation, v.story_id) for v in found.values()} == {("rewrite", "003")}


def test_rewritten_wire_stories_are_found_with_margins() -> None:
    figures = measure(read(shared("eval/rewrites.jsonl")))
    assert figures.precision == 1.0
    assert figures.recall >= 0.95
    assert figures.lowest_link >= 0.65
    assert figures.highest_other <= 0.52


def test_live_blog_that_grows_night_by_night_stays_one_story() -> None:
    """The newest entry stands on top; what earlier nights called a duplicate is no canonical."""
    entries = tell(seeded(), 14).paragraphs
    earlier: list[Any] = []
    old: dict[str, str] = {}
    for number, count in enumerate((4, 6, 9, 14)):
        grown = Story(tuple(reversed(entries[:count])))
        blog = article(f"{9 - number}", grown.text())
        found = verdicts(blog, earlier=earlier, old=old)
        assert [v.duplicate_of for v in found.values()] == (["9"] if number else [])
        earlier.append(settle(signatures([blog]), found))
        old[blog.id] = blog.text


@pytest.mark.parametrize("language", ["de", "ru", "es"])
def test_other_quotes_spaces_and_lost_accents_make_no_other_story(language: str) -> None:
    text = STORIES[language].base
    bare = "".join(c for c in normalize("NFD", text) if not combining(c))
    typed = text.replace("„", '"').replace("“", '"').replace("«", '"').replace("»", '"')
    found = verdicts(
        article("base", text, Metadata(byline="By A")),
        article("bare", bare),
        article("typed", typed.replace(" ", "\u00a0")),
    )
    assert {i: v.relation for i, v in found.items()} == {"bare": "near", "typed": "exact"}

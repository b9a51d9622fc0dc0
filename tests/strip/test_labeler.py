"""The line labeler cuts dumps, leaves clean texts alone, and says why."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.document import Block, Cleaned, Hints, RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document
from cleaners.read import document_id
from cleaners.strip.labeler import MAX_BLOCKS, load, steps
from cleaners.strip.labeler_choice import Judged, choose
from cleaners.strip.labeler_features import FULL, MAX, NAMES, ROW, Told, describe
from cleaners.strip.labeler_speech import count_spoken
from cleaners.strip.labeler_trees import Trees

STORY = (
    "The council of Marrow Bay voted on Tuesday night to close the old ferry terminal for good, "
    "after a debate of four hours in which nobody raised a voice.",
    "The captains said that they had not been asked before the notice was put up on the wall, and "
    "that the last boat would leave with a black flag at its mast.",
    "A new pier is to be built by spring, the harbor office said in a short statement that named "
    "neither the price of the pier nor the people who are to pay for it.",
    "Fish prices rose by a third in the week after the vote, traders at the market said, and two "
    "of the stalls that had stood by the water since the war were given up.",
    "The terminal was built in the year of the great flood, when the road to the mill lay under "
    "water for three weeks and the mail came by rowing boat.",
    "Nobody knows yet who is to pay for the road that leads from the mill to the new pier, but the "
    "council wants to speak about it in the autumn.",
)
MENU = (
    "Home", "Bay", "County", "Sport", "Weather", "Tides", "Obituaries", "Letters", "Archive",
    "Jobs", "Boats for sale", "Shop", "E-paper",
)  # fmt: skip
FOOT = (
    "Baker of the year retires after fifty winters", "Two goats found on the roof of the school",
    "Why the lighthouse is painted green this year", "Swimmers to cross the bay on Sunday",
    "The mill opens its doors to visitors again", "Storm takes the roof of the boathouse",
    "Imprint", "Privacy", "Contact", "Advertise", "Terms of use", "About this paper", "Staff",
)  # fmt: skip
ENDINGS = (
    ("It will not come back.",),
    ("“The goat swims,” he said when he was asked about the boats. “So shall we.”",),
    ("The office is closed on Mondays.", "Its clock has stopped."),
)
SPARED = {
    "about a newsletter": (
        "Every Thursday at six in the morning, Ida Marlow presses a button and her newsletter goes "
        "out to four thousand people who have never met her.",
        "She began with eleven readers, all of them cousins, and a subscription form that her son "
        "had drawn on the back of a bill.",
        "“I never ask anybody to subscribe,” she says. “They find the form by themselves.”",
        "Sign-ups doubled in the year of the flood, when hers was the only list of open roads.",
        "She reads every answer that comes back, and most of them are about soup.",
    ),
    "interview": (
        "Orla Finch has led the harbor school for thirty years. On Friday she hands over the keys.",
        "**What will you do on Saturday?**",
        "I will sleep until the tide turns, and then I will go down to look at the boats as "
        "everybody else does.",
        "**Will you miss the bell?**",
        "No. I have heard it forty thousand times, which I once worked out during a meeting.",
        "**And the children?**",
        "They are the ones who taught me to whistle, so I owe them that at least, and I shall miss "
        "the noise on the stairs.",
    ),
    "poem": (
        "The ferry left without a sound,",
        "the rope lay coiled upon the pier,",
        "and no one stood to turn it round",
        "or asked what we were doing here,",
        "",
        "the water closed, the gulls came in,",
        "the lamp went out above the door,",
        "and where the waving should begin",
        "there was no hand upon the shore.",
    ),
    "recipe": (
        "My grandmother made this soup when the boats came home late, and it has fed more people "
        "than the church ever did.",
        "- 2 onions",
        "- 1 kg of cod",
        "- 4 potatoes",
        "- 1 l of milk",
        "Cut the onions and let them turn soft in butter. Add the potatoes and the milk and let "
        "them simmer for twenty minutes.",
        "Then lay the cod on top, put on the lid, and wait until it falls apart by itself.",
    ),
    "line-up": (
        "Marrow Bay beat the mill eleven by three to one on Saturday, on a field that was mostly "
        "under water, before two hundred people and a goat.",
        "Marrow Bay: Finch; Holt, Reed, Marlow; Quill, Tarn; Ames, Bright, Cole; Dunn, Ellis",
        "Mill: Farr; Gale, Hurst, Ingram; Jarvis, Keel; Lowe, Mott; Nash, Orme, Pell",
        "Goals: 1-0 Dunn (12), 2-0 Dunn (40), 2-1 Orme (66), 3-1 Ellis (90)",
        "The return match is to be played in May, if the field has dried by then.",
    ),
    "transcript": (
        "MARLOW: Good evening. With me is the harbor master, who has not slept since Sunday.",
        "TARN: That is right. Good evening.",
        "MARLOW: How high is the water now?",
        "TARN: It stands at the second step, which is a foot more than in the year of the flood.",
        "MARLOW: And the boats?",
        "TARN: All of them are safe, but for the one that was never mine.",
        "MARLOW: Thank you.",
    ),
    "market table": (
        "Prices at the fish market rose again this week, since the boats stayed in the harbor for "
        "three days of storm.",
        "",
        "| Fish | Price | Week before |",
        "|---|---|---|",
        "| Cod | 12.40 | 11.90 |",
        "| Herring | 4.10 | 3.80 |",
        "| Plaice | 9.75 | 9.20 |",
        "",
        "Traders expect them to fall when the boats go out on Monday.",
    ),
}  # fmt: skip


def clean(text: str, name: str = "/in/a.txt", title: str | None = None) -> Cleaned:
    data = text.encode()
    raw = RawDocument(document_id(name, data), name, data, hints=Hints(title=title))
    return clean_document(raw, Options())


def learned(cleaned: Cleaned) -> list[str]:
    return [removal.text for removal in cleaned.removals if removal.kind == "learned"]


def dump() -> str:
    return "\n".join([*MENU, "Old ferry terminal is to close", *STORY, *FOOT])


def test_the_ends_of_a_dump_go() -> None:
    cleaned = clean(dump())
    assert cleaned.article is not None
    assert cleaned.article.text == "\n\n".join(STORY)
    assert learned(cleaned)


def test_a_sub_heading_between_paragraphs_of_a_dump_stays() -> None:
    text = "\n".join([*MENU, "Old ferry terminal is to close", *STORY[:3], "A pier by spring"])
    cleaned = clean("\n".join([text, *STORY[3:], *FOOT]))
    assert cleaned.article is not None
    assert "\n\nA pier by spring\n\n" in cleaned.article.text


def test_the_short_last_sentences_of_a_dump_stay() -> None:
    for ending in ENDINGS:
        text = "\n".join([*MENU, "Old ferry terminal is to close", *STORY, *ending, *FOOT])
        cleaned = clean(text)
        assert cleaned.article is not None
        assert cleaned.article.text == "\n\n".join([*STORY, *ending])


def test_what_only_the_model_takes_for_furniture_makes_no_dump() -> None:
    texts = [*STORY, *(f"Line {number}" for number in range(60))]
    blocks = [Block("paragraph", text, 0, len(text)) for text in texts]
    for marked, count in ((2, 0), (30, 30)):
        covered = [0] * (len(texts) - marked) + [FULL] * marked
        told = Told(covered, covered, covered, covered)
        table = describe(blocks, told, None, False)
        leaves = load("").trees.leaves(table)
        body = np.array([240] * len(STORY) + [80] * 60)
        found = choose(blocks, covered, Judged(table, leaves, body, 60, FULL, np.array(covered)))
        assert len(found) == count


def test_a_mark_says_why_and_how_sure_it_is() -> None:
    marks = [it for it in clean(dump()).removals if it.kind == "learned"]
    for mark in marks:
        assert mark.rule == "labeler/furniture" and mark.action == "drop"
        assert 0 <= mark.score <= 1  # of its first line; those of a list go by their mean
        assert "likely furniture: " in mark.evidence


def test_its_output_is_clean_to_it() -> None:
    article = clean(dump()).article
    assert article is not None
    again = clean(article.text, title=article.metadata.title)
    assert again.article is not None and again.article.text == article.text
    assert again.removals == ()


@pytest.mark.parametrize("kind", SPARED)
def test_honest_short_lines_stay(kind: str) -> None:
    gap = "\n" if kind == "poem" else "\n\n"
    name = "/in/a.md" if kind in ("interview", "recipe", "market table") else "/in/a.txt"
    text = gap.join(SPARED[kind]) if kind != "market table" else "\n".join(SPARED[kind])
    assert learned(clean(text, name)) == []


@pytest.mark.parametrize("count", range(1, len(STORY) + 1))
def test_a_clean_story_stays_whole(count: int) -> None:
    text = "\n\n".join(STORY[:count])
    cleaned = clean(text)
    assert cleaned.article is not None and cleaned.article.text == text


def test_a_page_is_none_of_its_business() -> None:
    page = "".join(f"<p>{line}</p>" for line in dump().split("\n"))
    cleaned = clean(f"<html><body>{page}</body></html>", "/in/a.html")
    assert learned(cleaned) == []


def test_a_text_of_very_many_lines_is_no_article() -> None:
    lines = [f"Item {i}" for i in range(MAX_BLOCKS)]
    assert learned(clean("\n".join([*STORY, *lines]))) == []


def test_quotations_stay() -> None:
    quotation = "> Home, boats, bread"
    text = "\n\n".join([*MENU, *STORY[:3], quotation, *STORY[3:], *FOOT])
    assert all(quotation not in it for it in learned(clean(text, "/in/a.md")))


@given(st.lists(st.text(max_size=40), min_size=1, max_size=12), st.text(max_size=20))
@settings(max_examples=100)
def test_any_text_can_be_described(texts: list[str], title: str) -> None:
    blocks = [Block("paragraph", text, 0, len(text)) for text in texts]
    none = [0] * len(blocks)
    table = describe(blocks, Told(none, none, none, none), title, False)
    assert table.shape == (len(NAMES), len(blocks))
    assert table.min() >= -1 and table.max() <= MAX


def test_what_the_features_add_is_the_score() -> None:
    trees = load("").trees
    blocks = [Block("paragraph", text, 0, len(text)) for text in (*MENU, *STORY, *FOOT)]
    none = [0] * len(blocks)
    table = describe(blocks, Told(none, none, none, none), None, False)
    leaves = trees.leaves(table)
    tests = np.arange(trees.features.size)
    rest = trees.score(leaves) - trees.contributions(leaves, tests).sum(axis=0)
    assert np.ptp(rest) <= len(blocks) * trees.shape[1]  # they are rounded, level by level


def test_trees_answer_as_they_are_told() -> None:
    trees = Trees(
        features=np.array([[0, 1]]),
        borders=np.array([[5, 0]], dtype=np.int16),
        values=np.array([-3, 4, 10, 20], dtype=np.int32),
        bias=100,
    )
    table = np.array([[5, 6], [0, 1]], dtype=np.int16)
    assert trees.score(trees.leaves(table)).tolist() == [100 - 3 + 10, 100 + 4 + 20]


def test_questions_that_trees_share_are_answered_for_each() -> None:
    trees = Trees(
        features=np.array([[0, 0], [1, 0]]),
        borders=np.array([[5, 5], [0, 7]], dtype=np.int16),
        values=np.arange(8, dtype=np.int32) ** 2,
        bias=0,
    )
    table = np.array([[5, 6, 8], [1, 0, 1]], dtype=np.int16)
    assert trees.leaves(table).tolist() == [[2, 1, 3], [0, 1, 3]]
    assert trees.score(trees.leaves(table)).tolist() == [4 + 16, 1 + 25, 9 + 49]


def test_a_block_speaks_of_no_more_than_nine_words_of_a_kind() -> None:
    assert count_spoken(["we " * 400, "we " * 3]).tolist()[0] == [9, 3]


@given(st.lists(st.sampled_from(["a" * 21 + "b", "a" * 21 + "c", "a" * 20, "d"]), max_size=8))
def test_copies_and_nested_blocks_are_what_they_are_called(texts: list[str]) -> None:
    blocks = [Block("paragraph", text, 0, len(text)) for text in [*texts, "end"]]
    none = [0] * len(blocks)
    table = describe(blocks, Told(none, none, none, none), None, False)
    nested = [
        any(
            texts[at][:20] == texts[near][:20] and min(len(texts[at]), len(texts[near])) > 20
            for near in range(max(0, at - 2), min(len(texts), at + 3))
            if near != at
        )
        for at in range(len(texts))
    ]
    assert table[ROW["copies"], :-1].tolist() == [texts.count(text) for text in texts]
    assert table[ROW["nested"], :-1].tolist() == nested


def test_the_steps_part_the_probabilities() -> None:
    assert len(steps()) == 255 and (np.diff(steps()) > 0).all()

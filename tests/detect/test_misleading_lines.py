"""Lines that look like a field and are none, and plain fields in an unusual shape."""

import msgspec
import pytest

from cleaners.detect import Detected, detect
from cleaners.document import Credit, Document, Image
from cleaners.rules import scanner
from tests.detect.pages import PROSE, article, page

TITLE = "Harbor plan divides the council of Ostravel"
SHARED = "the council weighed a plan for the harbor of Ostravel"  # words of the text
CHINESE = (
    "码头的重建方案于周一公布，三家公司参加了投标，市议会将在春天作出决定。居民们仍在等待结果。",
    "委员会表示，起重机检验完毕之后，码头就会重新开放。会议在渡轮离开之前结束，没有人反对。",
)


def scanned(document: Document) -> Detected:
    return detect(scanner().scan(document))


def moved(found: Detected) -> set[int]:
    return {it.block for it in found.candidates if it.kind is not None and it.block is not None}


@pytest.mark.parametrize(
    "front",
    [
        ("Letters", "May one fish there?", "Never.", f"Who says {SHARED}?"),
        ("Market notes", "Fish fell again on Friday.", "Harbor council members of Ostravel: 31%"),
        ("It rained.", "It stopped.", f"Then {SHARED}"),
        (f"In a year in which {SHARED}", "had weighed, three firms offered to rebuild the pier."),
    ],
)
def test_no_line_below_the_first_sentence_is_the_title(front: tuple[str, ...]) -> None:
    found = detect(article(*front))
    assert found.metadata.title is None
    assert not moved(found)


@pytest.mark.parametrize("title", [TITLE, "Who pays for the harbor of Ostravel?"])
def test_a_line_that_repeats_the_first_is_the_title_below_sentences_too(title: str) -> None:
    menu = ["Ferries", "Pilots", "Tides", "Ask us about berths.", "Berths", "Cranes", "Weather"]
    assert detect(article(title, *menu, title)).metadata.title == title


def test_a_question_below_a_line_that_could_head_the_text_is_not_the_title() -> None:
    found = detect(
        article("The pilot of Ostravel answers your letters", f"Is it true that {SHARED}?")
    )
    assert found.metadata.title == "The pilot of Ostravel answers your letters"


@pytest.mark.parametrize("above", ["News", "Jonas Beck, pilot"])
def test_a_question_below_a_label_may_be_the_title(above: str) -> None:
    question = "Who pays for the harbor of Ostravel?"
    found = detect(article(*([above] if above == "News" else []), question))
    assert found.metadata.title == question


def test_the_questions_of_an_interview_are_not_its_title() -> None:
    lines = ["Talk", "Who weighed the plan for the harbor?", PROSE[0]]
    lines += ["And the cranes?", PROSE[1], "Will anybody object?", PROSE[2]]
    assert detect(page(*lines)).metadata.title is None


@pytest.mark.parametrize("below", ["by marta denholt", "By Marta Denholt", "iPhones were banned."])
def test_a_line_in_small_letters_is_not_always_the_rest_of_the_headline(below: str) -> None:
    assert detect(article(TITLE, below)).metadata.title == TITLE


def test_a_subheading_of_one_word_is_no_section() -> None:
    first, second, third = PROSE
    found = scanned(page(TITLE, first, "Business", second, "Sport", third, "Opinion"))
    assert found.metadata.section is None
    assert scanned(article("Sport", TITLE)).metadata.section == "Sport"


@pytest.mark.parametrize(
    ("tail", "url", "gone"),
    [
        (
            ("Original url: https://ostravel.example/news/a-", "+new-pier"),
            "https://ostravel.example/news/a-new-pier",
            {4, 5},
        ),
        (
            ("Original url:", "+https://ostravel.example/2021/pier-", "+opens.html"),
            "https://ostravel.example/2021/pier-opens.html",
            {4, 5, 6},
        ),
        (("Original url: https://ostravel.example/a-", "+The pier is new."), None, {4}),
        (
            ("Original url: https://ostravel.example/a/", "+Thanks"),
            "https://ostravel.example/a/",
            {4},
        ),
        (
            ("Retrieved from https://ostravel.example/pier on 3 May 2021",),
            "https://ostravel.example/pier",
            {4},
        ),
    ],
)
def test_a_trailer_cut_in_two_is_joined_or_gives_no_address(
    tail: tuple[str, ...], url: str | None, gone: set[int]
) -> None:
    found = detect(article(TITLE, tail=tail))
    assert found.metadata.url == url
    assert moved(found) == {0, *gone}


@pytest.mark.parametrize(
    ("stamp", "instant"),
    [
        ("May 3rd, 2021 at 14:05 (UTC+2)", "2021-05-03T12:05:00Z"),
        ("2021-05-03 14:05:11 GMT-0300 (BRT)", "2021-05-03T17:05:11Z"),
        ("3 May 2021, 14:05 UTC", "2021-05-03T14:05:00Z"),
        ("令和元年5月3日", "2019-05-03T00:00:00Z"),
        ("平成31年4月30日", "2019-04-30T00:00:00Z"),
        ("民國110年5月3日", "2021-05-03T00:00:00Z"),
        ("Ostravel, 3. Mai 2021", "2021-05-03T00:00:00Z"),
        ("Friday 12 December 2031", "2031-12-12T00:00:00Z"),
        ("Fri, 03/05/2024", "2024-05-03T00:00:00Z"),
        ("Thursday 12 December 2031", None),
        ("12 December 2031, Thursday", None),
        ("2021年5月3日（水）", None),
    ],
)
def test_stamps_are_read_with_zone_era_place_and_weekday(stamp: str, instant: str | None) -> None:
    found = detect(article(TITLE, stamp))
    assert found.metadata.date_published == instant
    assert moved(found) == {0, 1}
    assert found.metadata.warnings == ()


def test_the_weekday_of_a_dateline_is_no_part_of_its_place() -> None:
    found = detect(page(f"VELDEN, Tuesday 4 May 2021 (AP) — {PROSE[0]}", *PROSE[1:])).metadata
    assert (found.dateline, found.day_published) == ("VELDEN", "2021-05-04")
    doubted = detect(page(f"VELDEN, Friday 4 May 2021 (AP) — {PROSE[0]}", *PROSE[1:])).metadata
    assert (doubted.dateline, doubted.day_published) == ("VELDEN", None)


def test_a_day_behind_the_fetch_or_behind_a_labeled_change_is_refused() -> None:
    fetched = detect(article(TITLE, "12 December 2031", fetched_at="2024-05-03T10:00:00Z"))
    assert fetched.metadata.date_published is None
    assert fetched.metadata.warnings == ("date_in_future",)
    changed = detect(article(TITLE, "Updated 4 May 2021", "12 December 2031")).metadata
    assert (changed.date_published, changed.warnings) == (None, ())
    assert changed.date_modified == "2021-05-04T00:00:00Z"


def test_byline_and_dateline_on_one_line() -> None:
    lead = "By Marta Denholt OSTRAVEL (AP) - "
    found = detect(page(TITLE, lead + "The pier of the town is shut.", *PROSE))
    assert found.metadata.authors == ("Marta Denholt",)
    assert found.metadata.byline == "By Marta Denholt"
    assert (found.metadata.dateline, found.metadata.agencies) == ("OSTRAVEL", ("AP",))
    assert max(it.end for it in found.candidates if it.block == 1) == len(lead)


def test_a_dateline_of_two_places_with_two_signs() -> None:
    found = detect(page(f"Velden/Ostravel (dpa/lnw) - {PROSE[0]}", *PROSE[1:])).metadata
    assert (found.dateline, found.agencies) == ("Velden/Ostravel", ("dpa",))


@pytest.mark.parametrize(
    "line",
    [
        "File photo: Gulls at the pier. Photo: Marta Denholt/Getty Images",
        "Photo: Gulls at the pier. Image: Marta Denholt/Getty Images",
    ],
)
def test_a_caption_with_two_labels(line: str) -> None:
    images = detect(article(TITLE, line)).metadata.images
    assert images == (Image(None, "Gulls at the pier.", "Marta Denholt/Getty Images"),)


def test_the_credit_in_an_alternative_text() -> None:
    picture = "![Gulls at the pier. Photo: Marta Denholt](https://ostravel.example/g.jpg)"
    images = detect(article(TITLE, picture)).metadata.images
    address = "https://ostravel.example/g.jpg"
    assert images == (Image(address, "Gulls at the pier.", "Marta Denholt"),)
    printed = detect(article(TITLE, picture, "Gulls again. Photo: Marta Denholt")).metadata.images
    assert printed == (Image(address, "Gulls again.", "Marta Denholt"),)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Translated from the Danish by Marta Denholt", "Marta Denholt"),
        ("Aus dem Dänischen von Marta Denholt", "Marta Denholt"),
        ("Traduit du danois par Marta Denholt", "Marta Denholt"),
        ("Traducido del danés por Marta Denholt", "Marta Denholt"),
        ("Перевод с датского: Ольга Белова", "Ольга Белова"),
    ],
)
def test_translators_behind_the_tongue_of_the_original(line: str, name: str) -> None:
    found = detect(article(TITLE, tail=(line,)))
    assert found.metadata.credits == (Credit("translation", name),)
    assert 4 in moved(found)


def test_a_byline_with_its_day_and_section() -> None:
    found = detect(article(TITLE, "Posted by Marta Denholt on May 3, 2021 in Coast"))
    assert found.metadata.authors == ("Marta Denholt",)
    assert found.metadata.day_published == "2021-05-03"
    assert max(it.end for it in found.candidates if it.block == 1) == 47


def test_story_and_photos_on_one_line() -> None:
    found = detect(article(TITLE, "Story by Marta Denholt; photos by Ivo Pell")).metadata
    assert (found.authors, found.byline) == (("Marta Denholt",), "Story by Marta Denholt")
    assert found.credits == (Credit("photo", "Ivo Pell"),)


def test_chinese_tags_are_parted_by_spaces_and_other_tags_are_not() -> None:
    assert detect(page(*CHINESE, "标签：码头 渡轮")).metadata.tags == ("码头", "渡轮")
    assert detect(article(TITLE, tail=("Tags: New pier",))).metadata.tags == ("New pier",)


@pytest.mark.parametrize(
    "lines",
    [
        (f"Ostravel (dpa) - {PROSE[0]}", *PROSE[1:], "mb/kl"),
        (*PROSE, "المصدر: وكالات"),
        (*PROSE, "Producer: Marta Denholt"),
        (*PROSE, "Edição: Marta Denholt"),
        (*CHINESE, "（新华社记者 李大海）"),
        (*CHINESE, "原标题：码头将重建"),
    ],
)
def test_lines_behind_the_text_that_are_no_text(lines: tuple[str, ...]) -> None:
    assert len(lines) - 1 in moved(detect(page(*lines)))


def test_a_desk_signs_only_an_agency_story() -> None:
    assert not moved(detect(page(*PROSE, "mb/kl")))


def test_the_reporters_of_a_chinese_agency() -> None:
    found = detect(page(*CHINESE, "（新华社记者 李大海、王小山）")).metadata
    assert (found.authors, found.agencies) == (("李大海", "王小山"), ("Xinhua",))


@pytest.mark.parametrize("line", ["Special to the Courier", "Special for The Ostravel Post"])
def test_for_whom_a_story_was_written(line: str) -> None:
    assert 2 in moved(detect(article(TITLE, "By Marta Denholt", line)))
    prose = "Special to the town is its pier."
    assert 2 not in moved(detect(article(TITLE, "By Marta Denholt", prose)))


WINNERS = ("Editing: Marta Denholt", "Written by: Ivo Pell", "Best song: The Pier")


@pytest.mark.parametrize(
    "lines",
    [
        (TITLE, PROSE[0], *WINNERS, *PROSE[1:]),
        (TITLE, PROSE[0], *WINNERS[:2], *PROSE[1:]),
        (TITLE, *PROSE, *WINNERS),
        (TITLE, *WINNERS, *PROSE),
    ],
)
def test_a_list_of_winners_names_no_credits(lines: tuple[str, ...]) -> None:
    found = detect(page(*lines))
    assert (found.metadata.credits, found.metadata.authors) == ((), ())
    assert not {i for i, line in enumerate(lines) if line in WINNERS} & moved(found)


def test_credits_with_other_credits_at_the_edge_count() -> None:
    tail = ("Editing: Marta Denholt", "Photo: Ivo Pell/Getty Images", "Tags: Pier, Ferry")
    found = detect(article(TITLE, tail=tail))
    assert found.metadata.credits == (Credit("editing", "Marta Denholt"),)
    assert {4, 5, 6} <= moved(found)


def test_an_address_that_a_wrapped_paragraph_holds_in_two_lines() -> None:
    document = article(TITLE, tail=("Original url: x",))
    text = "Original url: https://ostravel.example/news/a-\nnew-pier"
    blocks = [*document.blocks[:-1], msgspec.structs.replace(document.blocks[-1], text=text)]
    found = detect(msgspec.structs.replace(document, blocks=tuple(blocks))).metadata
    assert found.url == "https://ostravel.example/news/a-new-pier"

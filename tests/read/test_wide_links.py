"""Links that a converter put around paragraphs."""

from cleaners.read.markdown import read_markdown
from cleaners.read.wide_links import MAX_PARAGRAPHS, find_wide_links

TEASER = '[![A quay](/a.jpg)\n\nThe quay is closed\n\n](/quay "The quay")'
PROSE = "The council of the bay voted to close the old ferry terminal for good. Nobody spoke."


def texts(source: str) -> list[tuple[str, bool]]:
    blocks = [it for it in read_markdown(source) if it.role != "image"]
    return [(it.text, bool(it.link_chars)) for it in blocks]


def test_what_stands_in_a_link_around_paragraphs_is_a_link() -> None:
    found = texts(f"{PROSE}\n\n{TEASER}\n\n{PROSE}")
    assert found == [(PROSE, False), ("The quay is closed", True), (PROSE, False)]


def test_offsets_still_count_in_the_source() -> None:
    source = f"{PROSE}\n\n{TEASER}\n\n{PROSE}"
    assert all(PROSE in source[b.start : b.end] for b in read_markdown(source) if b.text == PROSE)


def test_brackets_around_prose_belong_to_two_things() -> None:
    found = texts(f"He wrote [the draft.\n\n{PROSE}\n\n{PROSE}\n\nSee it](/draft)")
    assert (PROSE, False) in found


def test_links_and_brackets_within_one_paragraph_are_none() -> None:
    for source in ("[a](/b) and [c] and [d](/e)", "[sic]\n\n[a](/b)", r"\[ \n\n [a](/b)"):
        assert find_wide_links(source) == []


def test_the_end_of_a_link_around_a_picture_is_no_text() -> None:
    assert texts(f'* [ ![A quay](/a.jpg) ](/quay "Quay 13:16")\n\n{PROSE}') == [(PROSE, False)]


def test_the_end_of_a_link_whose_beginning_is_lost_is_no_text() -> None:
    assert texts(f"{PROSE}\n\n](/quay)\n\n{PROSE}") == [(PROSE, False), (PROSE, False)]


def test_of_hostile_brackets_only_near_ones_are_links() -> None:
    for source in ("[" * 200_000 + "](a)", "](" * 100_000, "[\n\n" * 60_000 + "](/a)\n\n" * 60_000):
        assert sum(bool(it.target) for it in find_wide_links(source)) <= MAX_PARAGRAPHS

"""Of several sources for the authors, one speaks; names that agree, and whole names, stand."""

from cleaners.detect.people import choose_people
from cleaners.document import Candidate


def candidate(name: str, source: str, sure: float = 0.8, block: int | None = None) -> Candidate:
    return Candidate("author", name, source, f"test/{source}", sure, "", block)


def chosen(*candidates: Candidate, has_byline: bool = False) -> list[str]:
    found = choose_people(candidates, has_byline=has_byline)
    return list(dict.fromkeys(it.value for it in found))


def test_a_visible_byline_adds_whom_the_head_leaves_out() -> None:
    head = candidate("Ann Oake", "json_ld", 0.89)
    byline = [candidate(name, "byline_cue", 0.75, 3) for name in ("Ann Oake", "Boris Pell")]
    assert chosen(head, *byline) == ["Ann Oake", "Boris Pell"]


def test_beside_a_name_that_agrees_other_words_are_none() -> None:
    head = candidate("Ann Oake", "json_ld", 0.89)
    byline = [candidate(it, "byline_cue", 0.75, 3) for it in ("Ann Oake", "Harbor Special")]
    assert chosen(head, *byline) == ["Ann Oake"]


def test_a_whole_name_stands_for_its_part() -> None:
    given = candidate("Ann", "json_ld", 0.89)
    assert chosen(given, candidate("Ann Oake", "byline_cue", 0.7, 3)) == ["Ann Oake"]


def test_bylines_elsewhere_on_the_page_are_of_other_stories() -> None:
    own = candidate("Ann Oake", "byline_line", 0.9, 4)
    teasers = [
        candidate(it, "byline_line", 0.6, at) for at, it in ((40, "Ivo Pell"), (44, "Max Ott"))
    ]
    assert chosen(own, *teasers) == ["Ann Oake"]


def test_reporting_names_count_without_a_byline_only() -> None:
    signed = candidate("Ann Oake", "sign_off", 0.75, 20)
    assert chosen(signed) == ["Ann Oake"]
    assert chosen(signed, has_byline=True) == []


def test_the_order_of_candidates_does_not_matter() -> None:
    those = [
        candidate("Ann Oake", "json_ld", 0.89),
        candidate("Ivo Pell", "byline_cue", 0.85, 3),
        candidate("Ann Oake", "meta_author", 0.66),
    ]
    assert chosen(*those) == chosen(*reversed(those)) == ["Ann Oake"]

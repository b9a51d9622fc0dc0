"""Decide who wrote a document: from all candidates for its authors to those that stand."""

from collections.abc import Sequence
from typing import Final

from cleaners.detect.names import is_known_name
from cleaners.detect.weighing import combined
from cleaners.document import Candidate
from cleaners.folding import squash

#: names read out of a line that only its element calls a byline: other words stand there, too
NOISY: Final = frozenset(("byline_cue",))
VISIBLE: Final = frozenset(("byline_cue", "byline_line", "bare_name"))
MAX_APART: Final = 6  #: blocks between the names of one byline
OTHERS: Final = frozenset(("editing", "translation", "photo", "video", "graphics"))
"""Roles of who worked on a text and is not its author"""
LAST_RESORT: Final = frozenset(("sign_off",))


def choose_people(candidates: Sequence[Candidate], *, has_byline: bool) -> list[Candidate]:
    """Return the candidates of the persons who wrote a document; all are believed.

    One source speaks for all, so that two spellings do not both stand; a visible one that names
    more persons beside its own adds them. "Reporting by" names only where there is no byline.
    """
    people: dict[str, dict[str, Candidate]] = {}
    for it in _of_one_byline(candidates):
        if not (has_byline and it.source in LAST_RESORT):
            people.setdefault(it.source, {}).setdefault(squash(it.value), it)
    if not people:
        return []
    _forget_accounts(people)
    backed = {key for key in _keys(people) if sum(key in said for said in people.values()) > 1}

    def weight_of(source: str) -> tuple[float, int, str]:
        backing = [it for it in candidates if squash(it.value) in people[source]]
        return (-combined(backing), -len(people[source]), source)

    source = min(people, key=weight_of) if len(people) > 1 else next(iter(people))
    names = _sure(source, people[source], backed)
    for other in sorted(VISIBLE & people.keys()):
        more = _sure(other, people[other], backed)
        names = more if more > names else names  # a larger set, not a longer one
    names = _whole(names, people, backed)
    return [it for it in candidates if it.source in people and squash(it.value) in names]


def _forget_accounts(people: dict[str, dict[str, Candidate]]) -> None:
    """Leave out what a page only declares and is no name, where its byline names persons.

    The head of a page often knows who put it online: "newsroom2", a family name, "Guest Authors".
    """
    printed = {key: it for source in VISIBLE & people.keys() for key, it in people[source].items()}
    if not printed or not all(" " in key and is_known_name(printed[key].value) for key in printed):
        return
    for source in people.keys() - VISIBLE:
        said = people[source]
        if not any(key in printed or is_known_name(it.value) for key, it in said.items()):
            del people[source]


def _of_one_byline(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out bylines that stand elsewhere than the surest one: those of teasers."""
    best: dict[str, Candidate] = {}
    for it in candidates:
        if it.block is not None and it.source in VISIBLE:
            first = best.setdefault(it.source, it)
            if it.confidence > first.confidence + 0.001:
                best[it.source] = it
    return [
        it
        for it in candidates
        if it.source not in best
        or (it.block or 0) - (best[it.source].block or 0) in range(-MAX_APART, MAX_APART + 1)
    ]


def _keys(people: dict[str, dict[str, Candidate]]) -> set[str]:
    return {key for said in people.values() for key in said}


def _sure(source: str, said: dict[str, Candidate], backed: set[str]) -> set[str]:
    """Return the names of a source; beside one that another source has, only what is a name."""
    names = set(said)
    if source in NOISY and names & backed:
        names = {key for key in names if key in backed or is_known_name(said[key].value)}
    return names


def _whole(names: set[str], people: dict[str, dict[str, Candidate]], backed: set[str]) -> set[str]:
    """Return the names with full ones in place of their parts: a given name, a name cut short."""
    whole: set[str] = set()
    for key in names:
        longer = [
            it
            for said in people.values()
            for it in said
            if it != key and f" {key} " in f" {it} " and is_known_name(said[it].value)
        ]
        if " " in key or not longer:
            whole.add(key)
        else:
            whole.add(max(longer, key=lambda it: (it in backed, -len(it), it)))
    return {
        key
        for key in whole
        if not any(
            key != it and f" {it} " in f" {key} " and it in backed and key not in backed
            for it in whole
        )
    }

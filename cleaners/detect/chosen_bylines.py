"""Choose the byline: of the lines that look like one, those that name the authors."""

from collections.abc import Sequence, Set
from typing import Final

from cleaners.detect.byline_parts import BY, LABEL
from cleaners.document import Candidate
from cleaners.folding import fold, squash

MAX_LINES: Final = 6  #: of one byline, a name on each
MIN_PART: Final = 2  #: characters of a part of a name that is looked for


def bylines_of(candidates: Sequence[Candidate], authors: Sequence[str]) -> list[list[Candidate]]:
    """Return the bylines to choose from, each the lines it takes, in reading order.

    A line that names an author is the byline; of several lines that name one each, it is all.
    Where no line names one, a line with an opening word still says who signs ("By Court
    Reporter"), but a line without only stood where bylines stand: a button, a label.
    """
    printed = [it for it in candidates if it.value]
    if not authors:
        return [[it] for it in printed]
    named = [(it, _named(it.value, authors)) for it in printed]
    if not any(who for _, who in named):
        return [[it] for it in printed if BY.match(fold(it.value)) or LABEL.match(fold(it.value))]
    most = max(len(who) for _, who in named)
    if most < min(len(authors), MAX_LINES):
        lines: list[Candidate] = []
        seen: set[int] = set()
        for it, who in sorted(named, key=lambda pair: (pair[0].block or 0, pair[0].start)):
            if not who <= seen:
                lines.append(it)
                seen |= who
        if len(seen) > most and len(lines) <= MAX_LINES:
            return [lines]
    return [[it] for it, who in named if len(who) == most]


def _named(line: str, authors: Sequence[str]) -> frozenset[int]:
    """Return which of the authors a line names, by any part of their names."""
    key = squash(line)
    words = frozenset(key.split())
    return frozenset(
        at
        for at, name in enumerate(authors)
        if any(_stands_in(part, key, words) for part in squash(name).split())
    )


def _stands_in(part: str, line: str, words: Set[str]) -> bool:
    """Whether a part of a name is a word of a line; scripts without spaces glue it to others."""
    return part in words if part.isascii() else len(part) >= MIN_PART and part in line

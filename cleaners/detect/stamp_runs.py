"""Find the stamps in a line: stretches of nothing but dates, times and the words around them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal, TypeAlias, cast

from cleaners.detect.lexicon import alternation, table, words
from cleaners.detect.printed import Printed, Run
from cleaners.detect.relative import relative_spans
from cleaners.detect.stamps import find_dates, find_times
from cleaners.folding import REMEMBERED

Label: TypeAlias = Literal["", "published", "as_of", "modified"]

_LISTS: Final = table("stamps")
_LABELS: Final[Mapping[Label, list[str]]] = {
    "published": _LISTS["published"] + _LISTS["documents"],
    "modified": _LISTS["modified"],
    "as_of": _LISTS["as_of"],
}
_SENTENCE: Final = re.compile(rf"\W{{0,3}}{alternation(_LISTS['sentences'])}(?!\w)")
_LABEL: Final = re.compile(
    "(?<!\\w)(?:"
    + "|".join(f"(?P<{label}>{alternation(names)})" for label, names in _LABELS.items())
    + ")(?![^\\W\\d_])"
)
#: of names of documents, two words only: those of "press release of" stand in other lines, too
STAMP_WORDS: Final = frozenset(
    word
    for key in ("published", "documents", "modified", "as_of", "filler", "weekdays")
    for phrase in words("stamps", key)
    if key != "documents" or phrase.count(" ") == 1
    for word in phrase.split()
)
MAX_LABEL: Final = 40  #: characters of a line that is a label
_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_GAP: Final = frozenset("|,;:.·•-()[]/*_—–@'~>\"")


@lru_cache(maxsize=REMEMBERED)
def runs_of(folded: str) -> tuple[Run, ...]:
    """Return the stamp-like stretches of a folded line, in order."""
    dates = list(find_dates(folded))
    spans = [(it.start, it.end) for it in dates]
    spans += relative_spans(folded)
    spans += [it for it in find_times(folded) if not any(it[0] < e and s < it[1] for s, e in spans)]
    if not spans:
        return ()
    runs: list[tuple[int, int]] = []
    open_at, open_end = -1, -1
    for start, end, known in _pieces(folded, sorted(spans)):
        if known:
            open_at = start if open_at < 0 else open_at
            open_end = end
        elif open_at >= 0:
            runs.append((open_at, open_end))
            open_at = -1
    if open_at >= 0:
        runs.append((open_at, open_end))
    found = [_trimmed(folded, s, e, dates, spans) for s, e in runs]
    return tuple([run for run in found if run is not None])


def _pieces(folded: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, whether it may stand in a stamp) of dates, times, words and marks."""
    at = 0
    for start, end in [*spans, (len(folded), len(folded))]:
        tokens = list(_TOKEN.finditer(folded, at, start))
        for place, token in enumerate(tokens):
            word = token[0]
            known = word in STAMP_WORDS or word in _GAP
            if word.isdecimal() and place + 1 < len(tokens):  # "8 min read"
                known = tokens[place + 1][0] in STAMP_WORDS
            yield *token.span(), known
        if end > start:
            yield start, end, True
        at = max(at, end)


def _trimmed(
    folded: str, start: int, end: int, dates: list[Printed], spans: list[tuple[int, int]]
) -> Run | None:
    """Return the run without separators at its edges, or None when it holds no date or time."""
    inside = [s for s in spans if start <= s[0] and s[1] <= end]
    if not inside:
        return None
    while start < end and folded[start] in "|,;:.·•-/ *_>":
        start += 1
    held = tuple(it for it in dates if start <= it.start and it.end <= end)
    return Run(start, end, held)


def label_of(folded: str, start: int, end: int) -> Label:
    """Return what the words between ``start`` and a date at ``end`` call it; the nearest counts."""
    label: Label = ""
    for found in _LABEL.finditer(folded, start, end):
        label = cast(Label, found.lastgroup)
    return label


def called(
    folded: str, start: int, dates: Iterable[Printed], above: str = ""
) -> list[tuple[Printed, Label]]:
    """Return the dates of a line from ``start`` on, each with what it is called.

    The line ``above`` may be the label of the first. Of two days without a word between, one is
    that of a change: a page holds both and shows one, its text shows both.
    """
    found: list[tuple[Printed, Label]] = []
    at = start
    verb_behind = start == 0 and _SENTENCE.match(folded) is not None
    for it in dates:
        label = _verb_behind(folded, it.end) if verb_behind else label_of(folded, at, it.start)
        if not (label or found):
            label = says_label(above)
        elif not label and not folded[at : it.start].strip():
            label = _of_second(found, it)
        found.append((it, label))
        at = it.end
    return found


def _of_second(found: list[tuple[Printed, Label]], second: Printed) -> Label:
    """Return what a day is, right behind another: the change, or what was there before it."""
    first, label = found[-1]
    if label == "modified" or (label and len(found) > 1):
        return ""
    if not label and first.day and second.day and second.day < first.day:
        found[-1] = (first, "modified")
        return ""
    return "modified"


def _verb_behind(folded: str, start: int) -> Label:
    """Return what the first word that can says of the day before it."""
    found = _LABEL.search(folded, start)
    return "" if found is None else cast(Label, found.lastgroup)


def says_label(folded: str) -> Label:
    """Return what a line that holds nothing but the label of a stamp calls the date below it.

    >>> says_label("published on:"), says_label("published in paris")
    ('published', '')
    """
    words_of = _TOKEN.findall(folded) if len(folded) <= MAX_LABEL else ()
    if not words_of or not all(it in STAMP_WORDS or it in _GAP for it in words_of):
        return ""
    return label_of(folded, 0, len(folded))

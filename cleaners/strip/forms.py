"""Forms: runs of button words, each of which may be a word of the article, and their heads."""

from collections.abc import Iterator
from typing import Final

from cleaners.document import Mark
from cleaners.folding import squash
from cleaners.layout import asks, ends_sentence, weight
from cleaners.strip.address import speaks_to_reader
from cleaners.strip.evidence import neighbors
from cleaners.strip.view import View

MIN_WORDS: Final = 3  #: different words in turn that make a form amid the body
MAX_RUN: Final = 12  #: lines looked at on either side
MAX_QUESTION: Final = 160  #: characters
MIN_POLL: Final = 2  #: lines of a poll below its question
MAX_NAME: Final = 40  #: Latin characters of the name of a letter
MIN_NAME: Final = 2  #: its words: one may be any word
BOX: Final = 6  #: blocks of a sign-up box below its name


def mark_forms(view: View) -> Iterator[Mark]:
    """Mark form words that stand next to each other, or next to a line that a rule is sure of."""
    forms: list[int] = []
    for index in view.hit_blocks:
        hit = next((h for h in view.hits[index] if view.rules[h.rule].needs_run), None)
        if hit is None or (hit.kind == "poll_widget" and _answers(view, index)):
            continue
        company = [i for i in neighbors(view, index) if view.whole(i) is not None]
        if company and (view.zones[index] != "body" or _is_form(view, index)):
            text = view.blocks[index].text
            beside = view.blocks[company[0]].text[:60]
            forms.append(index)
            yield Mark(index, 0, len(text), hit.kind, hit.rule, evidence=f"beside: {beside}")
    yield from _questions(view, frozenset(forms))
    yield from _names(view)


def _answers(view: View, index: int) -> bool:
    """Whether a line with a full stop answers the question above it: a choice has none."""
    stopped = view.blocks[index].text.rstrip().endswith((".", "。", "।"))
    return stopped and index > 0 and asks(view.blocks[index - 1].text)


def _is_form(view: View, index: int) -> bool:
    """Whether a run of lines amid the body holds a line that needs no run, or many words."""
    start = end = index
    while start > max(0, index - MAX_RUN) and view.whole(start - 1) is not None:
        start -= 1
    last = min(len(view.blocks) - 1, index + MAX_RUN)
    while end < last and view.whole(end + 1) is not None:
        end += 1
    run = range(start, end + 1)
    if any(view.whole(at, runs=False) is not None for at in run):
        return True
    return len({squash(view.blocks[at].text) for at in run}) >= MIN_WORDS


def _questions(view: View, forms: frozenset[int]) -> Iterator[Mark]:
    """Mark the question right above the lines of a poll."""
    polls = (at for at in view.hit_blocks if any(h.kind == "poll_widget" for h in view.hits[at]))
    for index in (at - 1 for at in polls if at > 0):
        block = view.blocks[index]
        if not asks(block.text) or len(block.text) > MAX_QUESTION or view.whole(index) is not None:
            continue
        below = range(index + 1, min(index + 1 + MIN_POLL, len(view.blocks)))
        hits = [view.whole(at, runs=at in forms) for at in below]
        if len(hits) == MIN_POLL and all(h is not None and h.kind == "poll_widget" for h in hits):
            evidence = f"above: {view.blocks[index + 1].text[:60]}"
            yield Mark(
                index, 0, len(block.text), "poll_widget", "forms/question", evidence=evidence
            )


def _names(view: View) -> Iterator[Mark]:
    """Mark the name of a letter over the box for it, which names it again to the reader."""
    boxes = (i for i in view.hit_blocks if any(h.kind == "newsletter_signup" for h in view.hits[i]))
    for index in (at - 1 for at in boxes if at > 0):
        name = view.blocks[index].text.strip()
        if weight(name) > MAX_NAME or len(name.split()) < MIN_NAME or ends_sentence(name):
            continue
        if view.whole(index) is not None:
            continue
        box = view.blocks[index + 1 : index + 1 + BOX]
        if any(f" {name}" in block.text and speaks_to_reader(block.text) for block in box):
            evidence = "the box below is for it"
            yield Mark(index, 0, len(name), "newsletter_signup", "forms/name", evidence=evidence)

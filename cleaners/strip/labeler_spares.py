"""What the line labeler leaves alone: notes, formulas, tables, results, answers of an interview.

Reference pages end in notes and are full of formulas; both look like furniture, since they are not
built of sentences. One such line says nothing; several near each other are the text.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from cleaners.document import Block, Mark
from cleaners.folding import fold
from cleaners.layout import asks, ends_sentence, weighs
from cleaners.strip.labeler_features import FULL, Told
from cleaners.strip.labeler_neighbors import enumerations, headings, posts, quotations, signatures

MIN_NOTES: Final = 4  #: lines of notes or formulas, from which a text is a reference page
REACH: Final = 3  #: lines between two of them, which are parts of the same
MIN_NOTE: Final = 40  #: Latin characters of a note on a correction; a stamp is shorter
MIN_QUESTIONS: Final = 3  #: in bold, with answers: an interview
MIN_ROWS: Final = 3  #: of a table
MAX_PART: Final = 60  #: characters of the heading of a part
MIN_NAMES: Final = 2  #: words of a result that the body says, too
_RESULT: Final = re.compile(r"(?<![\d.:/–-])\d{1,3} ?[-–:] ?\d{1,3}(?![\d.:/–-])")
GOES_ON: Final = (":", ",", "，", "،")
_SIDE: Final = re.compile(r"[*_ ]*([^\W\d_]{1,2})(?:\.[-–—]?|[:：])[*_]*(?:\s|(?<=：))")
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_MARKS: Final = ("{\\", "\\displaystyle", "ISBN ", "doi:", "arXiv:")
_DIGIT: Final = re.compile(r"\d")


def spared(
    blocks: Sequence[Block],
    marks: Sequence[Mark],
    chosen: Sequence[int],
    likely: Sequence[int],
    told: Told,
) -> set[int]:
    """Return which of the ``chosen`` blocks are none of furniture.

    ``likely`` is how likely each block is body, in 256ths, and ``told`` what the rules say of it. A
    line that ends with a colon or a comma, as a greeting does, belongs to the body right below it;
    a sentence that an agency signs is the last of its story.
    """
    body = [it >= FULL // 2 for it in likely]
    free = [at for at, covered in enumerate(told.covered) if covered < FULL // 2]
    found = {
        at
        for at in chosen
        if at + 1 < len(blocks) and body[at + 1] and blocks[at].text.rstrip(" *_").endswith(GOES_ON)
    }
    found |= {
        mark.block
        for mark in marks
        if mark.kind == "agency_credit" and ends_sentence(blocks[mark.block].text[: mark.start])
    }
    found |= headings(blocks, free, chosen, likely, told.hits) | posts(blocks, marks, likely)
    found |= quotations(blocks, chosen, marks)
    found |= signatures(blocks, chosen) | enumerations(blocks, marks, likely)
    found |= (
        corrections(blocks, chosen)
        | apparatus(blocks)
        | interview(blocks)
        | tables(blocks, body)
        | parts(blocks, marks)
    )
    titles = {mark.block for mark in marks if mark.kind in ("title", "subtitle")}
    found |= set(results(blocks, chosen, [it or at in titles for at, it in enumerate(body)]))
    return found.intersection(chosen)


def tables(blocks: Sequence[Block], body: Sequence[bool]) -> set[int]:
    """Return the rows of tables that stand behind the first block of the body."""
    first = next((at for at, is_body in enumerate(body) if is_body), len(blocks))
    rows: dict[int, list[int]] = {}
    for at in range(first, len(blocks)):
        if blocks[at].role == "table_row":
            rows.setdefault(blocks[at].group, []).append(at)
    return {
        at
        for them in rows.values()
        if len(them) >= MIN_ROWS
        and 2 * sum(blocks[at].link_chars for at in them)
        <= sum(len(blocks[at].text) for at in them)
        for at in them
    }


def parts(blocks: Sequence[Block], marks: Sequence[Mark]) -> set[int]:
    """Return the headings of parts of a story that are no prose, and what is listed below them."""
    known, openings = _parts()
    marked = {mark.block for mark in marks}
    found: set[int] = set()
    for at, block in enumerate(blocks):
        label, colon, value = fold(block.text.strip(" *_#")).partition(":")
        label = label.strip()
        if len(label) > MAX_PART or at in marked or block.link_chars:
            continue
        if label not in known and not label.startswith(openings):
            continue
        if colon and value.strip():
            found.add(at)
        end = at + 1
        while end < len(blocks) and end not in marked and _is_listed(blocks, at, end):
            end += 1
        found.update(range(at, end) if end > at + 1 else ())
    return found


def corrections(blocks: Sequence[Block], chosen: Sequence[int]) -> set[int]:
    """Return the notes in which editors say, in a sentence, what they changed in the text."""
    return {
        at
        for at in chosen
        if weighs(blocks[at].text, MIN_NOTE)
        and ends_sentence(blocks[at].text)
        and _corrected().match(fold(blocks[at].text.lstrip(" *_([")))
    }


def _is_listed(blocks: Sequence[Block], label: int, at: int) -> bool:
    """Whether a block reads like one of a list of facts below a heading, and is no link."""
    block = blocks[at]
    if block.role == "heading" or 2 * block.link_chars > len(block.text):
        return False
    if block.group and block.group == blocks[label].group:
        return False  # all of them are entries of one menu
    is_entry = block.role in ("list_item", "table_row") or ":" in block.text
    return is_entry or _DIGIT.search(block.text) is not None


def results(blocks: Sequence[Block], chosen: Sequence[int], body: Sequence[bool]) -> list[int]:
    """Return those of the ``chosen`` that tell a result between names that the body says."""
    told = [at for at in chosen if _RESULT.search(blocks[at].text)]
    if not told:
        return []
    said = {
        word
        for block, is_body in zip(blocks, body, strict=True)
        if is_body
        for word in _WORD.findall(block.text)
    }
    words = {at: _WORD.findall(blocks[at].text) for at in told}
    return [at for at in told if len(words[at]) >= MIN_NAMES and said.issuperset(words[at])]


def interview(blocks: Sequence[Block]) -> set[int]:
    """Return the blocks from the first question to the answer behind the last.

    Questions stand in bold, or behind a letter or two, such as "Q:" or "P.", with answers behind
    others.
    """
    found = _labeled_interview(blocks)
    if found:
        return found
    asked = [
        at
        for at, block in enumerate(blocks)
        if (block.emphasized or block.role == "heading") and asks(block.text)
    ]
    answered = [at for at in asked if at + 1 not in asked and at + 1 < len(blocks)]
    if len(answered) < MIN_QUESTIONS:
        return set()
    return {
        at
        for at in range(asked[0], answered[-1] + 2)
        if 2 * blocks[at].link_chars <= len(blocks[at].text)
    }


def _labeled_interview(blocks: Sequence[Block]) -> set[int]:
    """Return the blocks of an interview whose two sides are told by letters before their words."""
    labels = [(at, it[1]) for at, b in enumerate(blocks) if (it := _SIDE.match(b.text))]
    sides = Counter(label for _, label in labels).most_common(2)
    if len(sides) < 2 or sides[1][1] < MIN_QUESTIONS:
        return set()
    both = {label for label, _ in sides}
    told = [(at, label) for at, label in labels if label in both]
    if sum(a != b for (_, a), (_, b) in pairwise(told)) < len(told) // 2:
        return set()
    first, asking = told[0]
    answered = max(at for at, label in told if label != asking)
    return {
        at for at in range(first, answered + 1) if 2 * blocks[at].link_chars <= len(blocks[at].text)
    }


def apparatus(blocks: Sequence[Block]) -> set[int]:
    """Return the blocks amid the notes and formulas of a reference page."""
    notes = [at for at, block in enumerate(blocks) if _is_note(block.text)]
    if len(notes) < MIN_NOTES:
        return set()
    found = set(notes)
    for first, last in pairwise(notes):
        if last - first <= REACH + 1:
            found.update(range(first, last))
    return found


def _is_note(text: str) -> bool:
    if text.startswith(("^", "↑")) or any(map(text.__contains__, _MARKS)):
        return True
    if _DIGIT.search(text) is None:
        return False
    phrases, retrieved = _retrieved()
    folded = fold(text)
    return any(map(folded.__contains__, phrases)) and retrieved.search(folded) is not None


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("cleaners.strip") / "references.toml").read_text("utf-8"))


@cache
def _parts() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the headings of parts of a story, and with what such a heading may begin."""
    listed = [fold(it) for data in _words().values() for it in data.get("parts", ())]
    return (
        frozenset(it for it in listed if it[-1] != "*"),
        tuple(it[:-1] for it in listed if it[-1] == "*"),
    )


@cache
def _corrected() -> re.Pattern[str]:
    """Return with what a note on a correction begins: its word, perhaps a day, and a sign."""
    listed = [it for data in _words().values() for it in data.get("corrections", ())]
    words = "|".join(re.escape(fold(it)) for it in sorted(listed, key=len, reverse=True))
    when = r"(?:[ ,(][\w ,./()-]{0,30}\d[\w ,./()-]{0,20})?"
    return re.compile(rf"(?:{words}){when} ?[:：*—–]")


@cache
def _retrieved() -> tuple[Sequence[str], re.Pattern[str]]:
    """Return the words with which a note says when its source was seen, and where they count."""
    phrases = [fold(it) for listed in _words().values() for it in listed.get("retrieved", ())]
    spaced = "|".join(
        re.escape(it) for it in phrases if it.isascii() or it[0].lower() != it[0].upper()
    )
    other = "|".join(re.escape(it) for it in phrases if it[0].lower() == it[0].upper())
    return phrases, re.compile(rf"(?<!\w)(?:{spaced})(?!\w| from)|{other}")

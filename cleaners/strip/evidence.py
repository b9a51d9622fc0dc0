"""Weigh the hits: ordinary words between the paragraphs of a body count only with company."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

import msgspec

from cleaners.document import Block, Hit
from cleaners.folding import fold, squash
from cleaners.layout import MIN_PROSE_CHARS, ends_sentence, is_worded, weight
from cleaners.rules import Rule
from cleaners.strip.address import speaks_to_reader
from cleaners.strip.repeated import letter_counts
from cleaners.strip.saying import is_told, names_others, reports_speech
from cleaners.strip.view import View, with_hits

LINK_SHARE: Final = 0.5  #: of a block's characters, from which it is a link
MAX_WORD: Final = 14  #: Latin characters of a label that may as well be a heading of one word
NEAR: Final = 3  #: blocks behind the head of the comments, in which one of them must show
MIN_ADDRESS: Final = 40  #: Latin characters of a sentence that can say all it takes to be a plea
MIN_HEADLINE: Final = 25  #: Latin characters of an entry that is no word of a list
MAX_HEADLINE: Final = 200
ENTRIES: Final = 2
MIN_VERSE: Final = 3  #: lines
MIN_VERSE_WORDS: Final = 4  #: of a line that starts small; fewer may be a button
TOOLS: Final = ("footer_legal/", "gallery_ui/", "text_tools/")  #: whose words head no chapter
_NAME: Final = re.compile(
    r"[^\W\d_][\w.'’-]+(?: [^\W\d_a-zà-ÿа-яіїє][\w.'’-]*){1,4}"
)  #: of a person
OPEN_SHARE: Final = 0.3  #: of the lines of a verse, that end in a comma or start small
#: kinds whose rules know what a publisher says to its reader; a report may quote it
SAID: Final = frozenset(
    {
        "account_ui",
        "app_promo",
        "comment_prompt",
        "contribute_invitation",
        "cookie_consent",
        "copyright_line",
        "disclaimer",
        "donation_plea",
        "house_promo",
        "newsletter_signup",
        "payment_form",
        "paywall",
        "tip_line",
        "unsubscribe_footer",
    }
)
#: those whose orders and notices stand in a report as well
REPORTED: Final = SAID | {
    "ad_label",
    "embed_placeholder",
    "follow_us",
    "newsletter_chrome",
    "report_error",
    "press_boilerplate",
    "share_bar",
    "sponsor_disclosure",
    "text_tools",
    "translation_note",
}
#: those where a sentence that goes on to tell a story is none of theirs: legal notices do go on
TOLD: Final = REPORTED - {"copyright_line", "disclaimer"}
#: those that speak of the page alone, and so of nobody else
OF_THE_PAGE: Final = frozenset(
    {
        "cookie_consent",
        "copyright_line",
        "newsletter_chrome",
        "paywall",
        "report_error",
        "sponsor_disclosure",
        "text_tools",
        "translation_note",
    }
)
#: those that name somebody: no sentence of common words
OF_NAMES: Final = frozenset({"agency_credit", "photo_credit"})
SIGNS: Final = re.compile(r"[:：]")


class _Lines:
    """What all lines of a document tell together; worked out when a hit depends on it."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks

    def times(self, text: str) -> int:
        """Return how often the document holds a line, but for case and signs."""
        words = squash(text)
        counts = letter_counts(words)
        return sum(
            counted == counts and squash(block.text) == words
            for counted, block in zip(self._counted, self._blocks, strict=True)
        )

    @cached_property
    def _counted(self) -> list[tuple[int, ...]]:
        return [letter_counts(fold(block.text)) for block in self._blocks]

    @cached_property
    def verses(self) -> frozenset[int]:
        """Return the groups of lines that run on."""
        return frozenset(_verses(self._blocks))


class _Place(msgspec.Struct, frozen=True):
    """A hit, where it stands, and what its document holds."""

    view: View
    index: int
    hit: Hit
    lines: _Lines

    @property
    def text(self) -> str:
        return self.view.blocks[self.index].text

    @property
    def covers_all(self) -> bool:
        return (self.hit.start, self.hit.end) == (0, len(self.text))


def weigh(view: View) -> View:
    """Return the view without the hits that nothing supports where they stand."""
    lines = _Lines(view.blocks)
    hits = list(view.hits)
    for index in view.hit_blocks:
        hits[index] = tuple(
            hit for hit in view.hits[index] if _counts(_Place(view, index, hit, lines))
        )
    kept = tuple(hits)
    return view if kept == view.hits else with_hits(view, kept)


def _counts(place: _Place) -> bool:
    view, index, hit = place.view, place.index, place.hit
    rule = view.rules[hit.rule]
    if not place.covers_all:
        return True
    if _is_reported(place):
        return False
    if rule.closes == "end" and not _is_followed(place):
        return False
    if hangs_on_below(rule, place.text) and _is_sub_heading(view, index):
        return False
    if hit.kind == "author_bio" and _was_named(view, index):
        return False
    group = view.blocks[index].group
    if group and group in place.lines.verses:
        return False
    if rule.needs_run or view.zones[index] != "body" or not _is_weak(place):
        return True
    return _has_company(place)


def _is_reported(place: _Place) -> bool:
    """Whether the words are those of somebody in the story, or of the story."""
    kind, text = place.hit.kind, place.text
    if kind in OF_NAMES:
        parts = SIGNS.split(text, maxsplit=1)
        return len(parts) > 1 and is_worded(parts[1].strip())
    return (
        (kind in REPORTED and reports_speech(text))
        or (kind in TOLD and is_told(text))
        or (kind in OF_THE_PAGE and names_others(text))
    )


def _is_sub_heading(view: View, index: int) -> bool:
    """Whether the heading of a page stands amid the body, right above a paragraph of it.

    In Markdown that somebody made of a page, labels of furniture are headings, too.
    """
    block = view.blocks[index]
    if block.role != "heading" or block.link_chars or view.zones[index] != "body":
        return False
    if view.document.source.source_format != "html" or index + 1 >= len(view.blocks):
        return False
    below = view.blocks[index + 1]
    return view.is_body(index + 1) and not below.link_chars and ends_sentence(below.text)


def hangs_on_below(rule: Rule, text: str) -> bool:
    """Whether a heading is a label or a sub-heading by what stands below it, for all a rule knows.

    So are the labels of lists, and a word or two, such as "Promotion" or "Special offer".
    """
    if rule.closes == "list":
        return True
    is_word = bool(rule.phrases) and weight(text.strip()) <= MAX_WORD
    return is_word and not rule.id.startswith(TOOLS)


def _was_named(view: View, index: int) -> bool:
    """Whether a note begins with somebody of whom the prose above has told."""
    name = _NAME.match(view.blocks[index].text)
    if name is None:
        return False
    surname = name[0].split()[-1]
    above = [it.text for it in view.blocks[:index] if surname in it.text]
    told = [it for it in above if weight(it) >= MIN_ADDRESS and ends_sentence(it)]
    return bool(told) and any(map(re.compile(rf"\b{re.escape(surname)}\b").search, told))


def _is_weak(place: _Place) -> bool:
    """Whether the words could be the author's: so the rule says, or they are one, or a sentence."""
    rule = place.view.rules[place.hit.rule]
    if rule.alone != "label":
        return rule.alone == "edge"
    text = place.text.strip()
    if weight(text) < MIN_PROSE_CHARS and text[-1:] in ".。!！" and text[-2:] != "..":
        return True
    return bool(rule.phrases) and " " not in squash(text) and weight(text) <= MAX_WORD


def _has_company(place: _Place) -> bool:
    """Whether a block beside it, a link, its repetition or its address supports a hit."""
    view, index, hit = place.view, place.index, place.hit
    block = view.blocks[index]
    if block.link_chars > LINK_SHARE * len(block.text):
        return True
    if weight(block.text) >= MIN_ADDRESS and speaks_to_reader(block.text, strict=True):
        return True
    if view.rules[hit.rule].closes == "list" and _heads_list(view, index):
        return True
    if any(_supports(place, other) for other in neighbors(view, index)):
        return True
    return place.lines.times(block.text) > 1


def _heads_list(view: View, index: int) -> bool:
    """Whether a link follows a label, or, behind its colon or some words, two headlines.

    Headlines are open lines, longer than the items of a list.
    """
    below = view.blocks[index + 1 : index + 1 + ENTRIES]
    if below and below[0].link_chars > LINK_SHARE * len(below[0].text):
        return True
    label = view.blocks[index].text.strip()
    if len(below) < ENTRIES or not (label[-1:] in ":：" or " " in label):
        return False
    return all(
        block.role == "paragraph"
        and MIN_HEADLINE <= weight(block.text) <= MAX_HEADLINE
        and not ends_sentence(block.text)
        and not block.text[:1].islower()
        and block.text.rstrip()[-1:] not in ",;:"
        for block in below
    )


def neighbors(view: View, index: int) -> Iterator[int]:
    """Yield the blocks right before and behind one."""
    if index > 0:
        yield index - 1
    if index + 1 < len(view.blocks):
        yield index + 1


def _supports(place: _Place, other: int) -> bool:
    """Whether a block is hit by another rule, or by other phrases of the same."""
    found = place.view.whole(other)
    if found is None:
        return False
    if found.rule != place.hit.rule:
        return True
    return bool(place.view.rules[found.rule].phrases) and squash(place.text) != squash(
        place.view.blocks[other].text
    )


def _is_followed(place: _Place) -> bool:
    """Whether behind the head of a section that takes all, something shows that it is one."""
    view, index, hit = place.view, place.index, place.hit
    if view.zones[index] == "body":
        behind = range(index + 1, min(index + 1 + NEAR, len(view.blocks)))
        return any(
            found.kind == hit.kind and view.rules[found.rule].closes != "end"
            for at in behind
            if (found := view.whole(at, runs=False)) is not None
        )
    behind = range(index + 1, len(view.blocks))
    if view.rules[hit.rule].alone != "edge" or not behind:
        return True
    return any(view.whole(at) is not None for at in behind)


def _verses(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield the groups of lines that run on into the next, as those of a poem do."""
    lines: Counter[int] = Counter()
    open_lines: Counter[int] = Counter()
    for block in blocks:
        if block.group and block.role in ("paragraph", "verse"):
            text = block.text.strip()
            runs_in = text[:1].islower() and len(text.split()) >= MIN_VERSE_WORDS
            lines[block.group] += 1
            open_lines[block.group] += runs_in or text[-1:] in ",;،、—"
    for group, size in lines.items():
        if size >= MIN_VERSE and open_lines[group] >= OPEN_SHARE * size:
            yield group

"""Describe each block to the line labeler: its own look, its neighbors, its place.  All integers.

Shares are told in 256ths, so that no sum depends on the machine. The labeler sees shapes, which
words a block has in common with the title and the other blocks, where rules match, and how many
words are those of somebody who speaks to the reader; it knows no other words.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from cleaners.document import Block
from cleaners.strip import labeler_characters as ch
from cleaners.strip.labeler_characters import Ints
from cleaners.strip.labeler_speech import count_spoken
from cleaners.strip.labeler_vocabulary import share_words

Features: TypeAlias = NDArray[np.int16]  #: by feature and block

FULL: Final = 256  #: a share of one
MAX: Final = 32000
FAR: Final = 200  #: blocks; farther is all the same
MIN_PROSE: Final = 80  #: Latin characters of a paragraph
CORE: Final = 6  #: the longest blocks of prose
ELLIPSES: Final = ("…", "...", "[…]", "[...]")
MAX_TITLE_LINE: Final = 300
MIN_NESTED: Final = 20  #: characters that two blocks begin with

#: what the marks of the rules say of a block, in groups; a kind that is not listed is the last
GROUPS: Final[Mapping[str, int]] = {
    "title": 1, "title_repeat": 1, "subtitle": 1, "original_title": 1,
    "byline": 2, "publish_stamp": 2, "dateline": 2, "liveblog_stamp": 2, "editor_credit": 2,
    "read_time": 2, "agency_credit": 2,
    "photo_caption": 3, "photo_credit": 3, "gallery_ui": 3, "video_player": 3, "audio_player": 3,
    "related_links": 4, "teaser_cards": 4, "most_read": 4, "recommended_by": 4, "tag_list": 4,
    "house_promo": 4,
    "site_nav": 5, "section_label": 5, "breadcrumb": 5, "skip_link": 5, "back_to_top": 5,
    "account_ui": 5,
    "copyright_line": 6, "footer_legal": 6, "cookie_consent": 6, "comments": 6,
    "comment_prompt": 6, "disclaimer": 6, "report_error": 6,
    "share_bar": 7, "follow_us": 7, "text_tools": 7, "app_promo": 7,
    "newsletter_signup": 8, "paywall": 8, "donation_plea": 8, "payment_form": 8,
    "contribute_invitation": 8,
}  # fmt: skip
OTHER_GROUP: Final = 9
TITLE_GROUP: Final = 1
RELATED_GROUP: Final = 4
LEGAL_GROUP: Final = 6  #: and those above it

#: of a block itself, shares of something first
SHARES: Final = (
    "capitals", "upper", "digits", "stops_per_word", "commas_per_word", "lower_starts",
    "link_share",
)  # fmt: skip
OWN: Final = (
    *SHARES, "length", "words", "word_length", "digit_count", "stops", "commas", "colons",
    "quotes", "brackets", "dashes", "bars", "symbols", "first", "last", "last_but_one", "heading",
    "item", "gap", "grouped", "ellipsis", "copies", "nested", "title_words", "title_share",
    "vocabulary", "prose_words", "core_words", "names", "covered", "group", "hits", "hit_group",
    "we", "you", "trade", "interface", "interface_ends", "prose",
)  # fmt: skip
#: of its neighbors
BESIDE: Final = (
    "length", "words", "capitals", "stops_per_word", "last", "digits", "item", "gap", "covered",
    "group", "prose", "prose_words", "core_words", "hits", "you", "interface",
)  # fmt: skip
SHIFTS: Final = (-2, -1, 1, 2)
#: means over windows of so many blocks before and behind
AROUND: Final = (
    "length", "prose", "covered", "link_share", "short", "capitals", "stops_per_word",
    "prose_words", "core_words", "names", "hits", "we", "you", "interface",
)  # fmt: skip
WINDOWS: Final = (3, 8)
PLACE: Final = (
    "index", "from_end", "share_before", "share_after", "prose_left", "prose_seen",
    "prose_before", "prose_behind", "prose_run_gap", "covered_before", "covered_behind",
    "related_before", "legal_before", "legal_behind", "title_distance", "to_longest",
)  # fmt: skip
WHOLE: Final = (
    "blocks", "total", "prose_share", "covered_share", "short_share", "blank_lines", "longest",
    "prose_blocks", "stop_share", "links", "markdown",
)  # fmt: skip
NAMES: Final = (
    *OWN,
    *(f"{name}{shift:+d}" for shift in SHIFTS for name in BESIDE),
    *(f"{name}~{size}" for size in WINDOWS for name in AROUND),
    *PLACE,
    *WHOLE,
)
ROW: Final = {name: index for index, name in enumerate(NAMES)}
_BESIDE_ROWS: Final = np.array([ROW[name] for name in BESIDE])
_AROUND_ROWS: Final = np.array([ROW.get(name, ROW["length"]) for name in AROUND])


class Told(msgspec.Struct, frozen=True):
    """What the rules say of each block."""

    covered: list[int]  #: how much of it is marked, in 256ths
    groups: list[int]  #: of the first mark (``GROUPS``)
    hits: list[int]  #: matches of rules, whether they marked something or not
    hit_groups: list[int]  #: of the first of them


def describe(blocks: Sequence[Block], told: Told, title: str | None, is_markdown: bool) -> Features:
    """Return the features of all blocks, a row each in the order of ``NAMES``."""
    table = np.empty((len(NAMES), len(blocks)), dtype=np.int64)
    table[ROW["covered"] : ROW["hit_group"] + 1] = [
        told.covered, told.groups, told.hits, told.hit_groups,
    ]  # fmt: skip
    _describe_own(table, blocks, title)
    at = len(OWN)
    padded = np.full((len(BESIDE), len(blocks) + 4), -1, dtype=np.int64)
    padded[:, 2:-2] = table[_BESIDE_ROWS]
    for shift in SHIFTS:
        table[at : at + len(BESIDE)] = padded[:, 2 + shift : 2 + shift + len(blocks)]
        at += len(BESIDE)
    around = table[_AROUND_ROWS]
    around[AROUND.index("short")] = FULL * (table[ROW["length"]] < MIN_PROSE)
    for size in WINDOWS:
        table[at : at + len(AROUND)] = _means(around, size)
        at += len(AROUND)
    table[at : at + len(PLACE)] = _place(table)
    table[at + len(PLACE) :] = _whole(table, is_markdown)
    np.minimum(table, MAX, out=table)
    return table.astype(np.int16)


def _describe_own(table: Ints, blocks: Sequence[Block], title: str | None) -> None:
    """Fill in what each block tells of itself."""
    texts = [block.text for block in blocks]
    seen = ch.read_characters(texts)
    starts = seen.counts[ch.STARTS :]
    total = seen.counts[: ch.STARTS] + starts
    letters = total[ch.LOWER] + total[ch.UPPER] + total[ch.LETTER] + total[ch.WIDE]
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    weights = lengths + 3 * total[ch.WIDE] // 2
    lower, upper = starts[ch.LOWER], starts[ch.UPPER]
    words = lower + upper + starts[ch.LETTER] + starts[ch.DIGIT] + 2 * total[ch.WIDE] // 3
    set_as = np.array(
        [
            [block.link_chars for block in blocks],
            [block.role == "heading" for block in blocks],
            [block.role == "list_item" for block in blocks],
            [min(block.gap, 3) for block in blocks],
            [block.group > 0 for block in blocks],
            [text.endswith(ELLIPSES) for text in texts],
            _copies(texts),
            _nested(texts),
        ],
        dtype=np.int64,
    )
    parts = np.stack(
        [upper, total[ch.UPPER], total[ch.DIGIT], total[ch.STOP], total[ch.COMMA], lower, set_as[0]]
    )
    wholes = np.stack([lower + upper, letters, lengths, words, words, words, lengths])
    shares = FULL * parts // np.maximum(wholes, 1)
    ends = (seen.last == ch.STOP) | (
        (seen.last_but_one == ch.STOP) & ((seen.last == ch.QUOTE) | (seen.last == ch.BRACKET))
    )
    free = 2 * table[ROW["covered"]] <= FULL
    prose = (weights >= MIN_PROSE) & ends & (2 * shares[6] <= FULL) & free
    table[: len(SHARES)] = shares
    rows = [
        weights, words, 16 * letters // np.maximum(words, 1), total[ch.DIGIT], total[ch.STOP],
        total[ch.COMMA], total[ch.COLON], total[ch.QUOTE], total[ch.BRACKET], total[ch.DASH],
        total[ch.BAR], total[ch.SYMBOL], seen.first, seen.last, seen.last_but_one, *set_as[1:],
    ]  # fmt: skip
    table[len(SHARES) : len(SHARES) + len(rows)] = rows
    table[ROW["title_words"] : ROW["title_share"] + 1] = _title_words(blocks, title)
    table[ROW["vocabulary"] : ROW["names"] + 1] = share_words(seen, prose, _core(weights, prose))
    table[ROW["we"] : ROW["interface_ends"] + 1] = count_spoken(texts)
    table[ROW["prose"]] = FULL * prose


def _core(weights: Ints, prose: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the longest blocks of prose: hardly anything but the body has such."""
    core = np.zeros(len(weights), dtype=np.bool_)
    core[np.argsort(np.where(prose, -weights, 0), kind="stable")[:CORE]] = True
    return core & prose


def _copies(texts: Sequence[str]) -> list[int]:
    """Return how often the document holds each block."""
    seen = Counter(texts)
    return [seen[text] for text in texts]


def _nested(texts: Sequence[str]) -> list[int]:
    """Return whether each block begins a near one, or begins with it: captions come twice."""
    found = [0] * len(texts)
    for distance in (1, 2):
        for index, (a, b) in enumerate(zip(texts, texts[distance:], strict=False)):
            if a[:MIN_NESTED] == b[:MIN_NESTED] and len(a) > MIN_NESTED < len(b):
                found[index] = found[index + distance] = 1
    return found


def _title_words(blocks: Sequence[Block], title: str | None) -> Ints:
    """Return the words that each block shares with the title, and which share of its own."""
    shared = np.zeros((2, len(blocks)), dtype=np.int64)
    wanted = {word for word in title.casefold().split() if len(word) > 3} if title else set()
    if wanted:
        for index, block in enumerate(blocks):
            if len(block.text) <= MAX_TITLE_LINE:
                words = block.text.casefold().split()
                common = len(wanted.intersection(words))
                if common:
                    shared[0, index] = FULL * common // len(wanted)
                    shared[1, index] = FULL * common // len(words)
    return shared


def _means(rows: Ints, size: int) -> Ints:
    """Return means of rows over windows of ``size`` blocks to each side."""
    count = rows.shape[1]
    sums = np.zeros((rows.shape[0], count + 1), dtype=np.int64)
    np.cumsum(rows, axis=1, out=sums[:, 1:])
    at = np.arange(count)
    first, last = np.maximum(at - size, 0), np.minimum(at + size + 1, count)
    found: Ints = (sums[:, last] - sums[:, first]) // (last - first)
    return found


def _since(flags: NDArray[np.bool_]) -> Ints:
    """Return, by row and block, how many blocks ago the last flag stood, itself aside; or FAR."""
    at = np.arange(flags.shape[1])
    seen = np.full((flags.shape[0], flags.shape[1] + 1), -FAR, dtype=np.int64)
    np.maximum.accumulate(np.where(flags, at, -FAR), axis=1, out=seen[:, 1:])
    found: Ints = np.minimum(at - seen[:, :-1], FAR)
    return found


def _place(table: Ints) -> Ints:
    """Return where each block stands, as seen from the ends, the prose and what is marked."""
    weights, group = table[ROW["length"]], table[ROW["group"]]
    prose, marked = table[ROW["prose"]] > 0, table[ROW["covered"]] > FULL // 2
    count = len(weights)
    at = np.arange(count)
    heavy = np.stack([weights, np.where(prose, weights, 0)])
    sums = np.cumsum(heavy, axis=1)
    total = np.maximum(sums[:, -1:], 1)
    before = FULL * (sums - heavy) // total
    behind = FULL * (total - sums) // total
    legal = (group >= LEGAL_GROUP) & marked
    since = _since(np.stack([prose, marked, (group == RELATED_GROUP) & marked, legal]))
    until = _since(np.stack([prose, marked, legal])[:, ::-1])[:, ::-1]
    title = int(np.argmax(group == TITLE_GROUP))
    distance = at - title + FAR if group[title] == TITLE_GROUP else np.zeros(count, dtype=np.int64)
    longest = max(int(heavy[1].max()), 1)
    return np.stack(
        [
            np.minimum(at, FAR), np.minimum(count - 1 - at, FAR), before[0], behind[0], behind[1],
            before[1], since[0], until[0], since[0] + until[0], since[1], until[1], since[2],
            since[3], until[2], np.minimum(np.maximum(distance, 0), 2 * FAR),
            FULL * np.minimum(weights, longest) // longest,
        ]
    )  # fmt: skip


def _whole(table: Ints, is_markdown: bool) -> Ints:
    """Return what is true of the document, as a column for all blocks."""
    weights, prose = table[ROW["length"]], table[ROW["prose"]] > 0
    count, total = len(weights), max(int(weights.sum()), 1)
    said = weights[prose]
    facts = [
        count, total // 64, FULL * int(said.sum()) // total,
        int(weights.dot(table[ROW["covered"]])) // total,
        FULL * int(np.count_nonzero(weights < MIN_PROSE)) // count,
        FULL * int(np.count_nonzero(table[ROW["gap"]])) // count,
        int(said.max()) if len(said) else 0, len(said),
        FULL * int(np.count_nonzero(table[ROW["stops"]])) // count,
        int(weights.dot(table[ROW["link_share"]])) // total, int(is_markdown),
    ]  # fmt: skip
    return np.array(facts, dtype=np.int64)[:, None]

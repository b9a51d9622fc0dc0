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
    left: list[int] = []  #: of the hits, those in what no mark takes out of the block


def describe(blocks: Sequence[Block], told: Told, title: str | None, is_markdown: bool) -> Features:
    """Return the features of all blocks, a row each in the order of ``NAMES``."""
    count = len(blocks)
    table = np.empty((len(NAMES), count), dtype=np.int64)
    table[ROW["covered"] : ROW["hit_group"] + 1] = [
        told.covered, told.groups, told.hits, told.hit_groups,
    ]  # fmt: skip
    _describe_own(table, blocks, title)
    at = len(OWN)
    padded = np.full((len(BESIDE), count + 4), -1, dtype=np.int64)
    padded[:, 2:-2] = table.take(_BESIDE_ROWS, axis=0)
    for shift in SHIFTS:
        table[at : at + len(BESIDE)] = padded[:, 2 + shift : 2 + shift + count]
        at += len(BESIDE)
    around = table.take(_AROUND_ROWS, axis=0)
    around[AROUND.index("short")] = FULL * (table[ROW["length"]] < MIN_PROSE)
    sums = np.zeros((len(AROUND), count + 1), dtype=np.int64)
    np.cumsum(around, axis=1, out=sums[:, 1:])
    for size in WINDOWS:
        table[at : at + len(AROUND)] = _means(sums, size)
        at += len(AROUND)
    _place(table, table[at : at + len(PLACE)])
    table[at + len(PLACE) :] = _whole(table, is_markdown)
    np.minimum(table, MAX, out=table)
    return table.astype(np.int16)


def _describe_own(table: Ints, blocks: Sequence[Block], title: str | None) -> None:
    """Fill in what each block tells of itself."""
    texts = [block.text for block in blocks]
    seen = ch.read_characters(texts)
    starts = seen.counts[ch.STARTS :]
    total = seen.counts[: ch.STARTS] + starts
    lower, upper = starts[ch.LOWER], starts[ch.UPPER]
    letters = total[ch.LOWER : ch.LETTER + 1].sum(axis=0) + total[ch.WIDE]
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    links = [block.link_chars for block in blocks]
    weights = lengths + 3 * total[ch.WIDE] // 2
    words = lower + upper + starts[ch.LETTER] + starts[ch.DIGIT] + 2 * total[ch.WIDE] // 3
    parts, wholes = np.empty((2, len(SHARES), len(texts)), dtype=np.int64)
    pairs = (
        (upper, lower + upper), (total[ch.UPPER], letters), (total[ch.DIGIT], lengths),
        (total[ch.STOP], words), (total[ch.COMMA], words), (lower, words), (links, lengths),
    )  # fmt: skip
    for row, (part, whole) in enumerate(pairs):
        parts[row], wholes[row] = part, whole
    shares = FULL * parts // np.maximum(wholes, 1)
    ends = (seen.last == ch.STOP) | (
        (seen.last_but_one == ch.STOP) & ((seen.last == ch.QUOTE) | (seen.last == ch.BRACKET))
    )
    free = 2 * table[ROW["covered"]] <= FULL
    prose = (weights >= MIN_PROSE) & ends & (2 * shares[-1] <= FULL) & free
    table[: len(SHARES)] = shares
    table[ROW["length"]], table[ROW["words"]] = weights, words
    table[ROW["word_length"]] = 16 * letters // np.maximum(words, 1)
    table[ROW["digit_count"] : ROW["bars"] + 1] = total[ch.DIGIT : ch.BAR + 1]
    table[ROW["symbols"]] = total[ch.SYMBOL]
    table[ROW["first"] : ROW["last_but_one"] + 1] = seen.first, seen.last, seen.last_but_one
    table[ROW["heading"] : ROW["nested"] + 1] = [
        [int(block.role == "heading") for block in blocks],
        [int(block.role == "list_item") for block in blocks],
        [min(block.gap, 3) for block in blocks],
        [int(block.group > 0) for block in blocks],
        [int(text.endswith(ELLIPSES)) for text in texts],
        _copies(texts),
        _nested(texts),
    ]
    table[ROW["title_words"] : ROW["title_share"] + 1] = _title_words(texts, title)
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
    return [seen[text] for text in texts] if len(seen) < len(texts) else [1] * len(texts)


def _nested(texts: Sequence[str]) -> list[int]:
    """Return whether each block begins a near one, or begins with it: captions come twice."""
    found = [0] * len(texts)
    heads = [text[:MIN_NESTED] if len(text) > MIN_NESTED else "" for text in texts]
    for distance in (1, 2):
        for index, (a, b) in enumerate(zip(heads, heads[distance:], strict=False)):
            if a == b and a:
                found[index] = found[index + distance] = 1
    return found


def _title_words(texts: Sequence[str], title: str | None) -> list[list[int]]:
    """Return the words that each block shares with the title, and which share of its own."""
    shared, shares = [0] * len(texts), [0] * len(texts)
    wanted = {word for word in title.casefold().split() if len(word) > 3} if title else set()
    for index, text in enumerate(texts if wanted else ()):
        if len(text) <= MAX_TITLE_LINE:
            folded = text.casefold()
            if any(map(folded.__contains__, wanted)):
                words = folded.split()
                common = len(wanted.intersection(words))
                shared[index] = FULL * common // len(wanted)
                shares[index] = FULL * common // len(words)
    return [shared, shares]


def _means(sums: Ints, size: int) -> Ints:
    """Return means over windows of ``size`` blocks to each side, from the sums up to each block."""
    count = sums.shape[1] - 1
    at = np.arange(count)
    first, last = np.maximum(at - size, 0), np.minimum(at + size + 1, count)
    found: Ints = (sums.take(last, axis=1) - sums.take(first, axis=1)) // (last - first)
    return found


def _since(flags: NDArray[np.bool_]) -> Ints:
    """Return, by row and block, how many blocks ago the last flag stood, itself aside; or FAR."""
    at = np.arange(flags.shape[1])
    seen = np.full((flags.shape[0], flags.shape[1] + 1), -FAR, dtype=np.int64)
    np.maximum.accumulate(np.where(flags, at, -FAR), axis=1, out=seen[:, 1:])
    found: Ints = np.minimum(at - seen[:, :-1], FAR)
    return found


def _place(table: Ints, place: Ints) -> None:
    """Fill in where each block stands, as seen from the ends, the prose and what is marked."""
    weights, group = table[ROW["length"]], table[ROW["group"]]
    prose, marked = table[ROW["prose"]] > 0, table[ROW["covered"]] > FULL // 2
    count = len(weights)
    at = np.arange(count)
    heavy = np.stack((weights, weights * prose))
    sums = np.cumsum(heavy, axis=1)
    total = np.maximum(sums[:, -1:], 1)
    before = FULL * (sums - heavy) // total
    behind = FULL * (total - sums) // total
    flags = np.empty((7, count), dtype=np.bool_)
    flags[:4] = prose, marked, (group == RELATED_GROUP) & marked, (group >= LEGAL_GROUP) & marked
    flags[4:] = flags[(0, 1, 3), ::-1]
    since = _since(flags)
    to_prose, to_marked, to_legal = since[4:, ::-1]
    title = int(np.argmax(group == TITLE_GROUP))
    has_title = group[title] == TITLE_GROUP
    distance = np.clip(at - title + FAR, 0, 2 * FAR) if has_title else 0
    longest = max(int(heavy[1].max()), 1)
    rows = (
        np.minimum(at, FAR), np.minimum(at[::-1], FAR), before[0], behind[0], behind[1], before[1],
        since[0], to_prose, since[0] + to_prose, since[1], to_marked, since[2], since[3], to_legal,
        distance, FULL * np.minimum(weights, longest) // longest,
    )  # fmt: skip
    for row, told in enumerate(rows):
        place[row] = told


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

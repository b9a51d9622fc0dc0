"""What the line labeler leaves alone for what stands beside it: headings, posts, lists, signatures.

Such lines are short and open, as furniture is; but the body right below them goes on from them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from cleaners.document import Block, Mark
from cleaners.layout import ends_sentence, weighs
from cleaners.strip.saying import reports_speech

NEXT_TO: Final = 160  #: of 256: so likely is the body beside it
MIN_TOLD: Final = 60  #: Latin characters of a sentence that quotes somebody
LIKELY: Final = 128  #: of 256: more likely body than not
OPENED: Final = 64  #: of 256: what a heading opens is at least so likely body
MIN_POSTS: Final = 2  #: of a live blog
MAX_POST: Final = 40  #: blocks
MAX_ITEMS: Final = 12  #: of a list that a sentence announces
MIN_ITEMS: Final = 2
MAX_FAREWELL: Final = 60  #: characters
COLONS: Final = (":", "：")
SEPARATORS: Final = tuple(";；؛,，،、")  #: that items of one sentence end with
_QUOTED: Final = re.compile(r"[\"“„«»‘‚「『][^\"”“»«’」』]{12,}[\"”“»«’」』]")
#: what may stand between the stamp of a post and its text
ABOVE_POST: Final = frozenset({"byline", "photo_caption", "photo_credit", "publish_stamp"})
#: one to four words that begin with a capital, or letters of a script that has none
_SIGNED: Final = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*)(?: [^\W\d_a-z][\w.'’-]*){0,3}")


def headings(
    blocks: Sequence[Block],
    free: Sequence[int],
    chosen: Sequence[int],
    body: Sequence[int],
    known: Sequence[int],
) -> set[int]:
    """Return the headings behind the first of the body that are followed by what is not chosen.

    ``free``: the blocks that no mark covers; ``known``: how many rules hit each block. A line that
    is no heading by its markup may be one between the body and a list, or what a list announces.
    """
    going = set(chosen)
    found: set[int] = set()
    has_begun = False
    shown = [at for at in free if blocks[at].role != "image"]
    for here, (at, below) in enumerate(pairwise(shown)):
        has_begun = has_begun or (body[at] >= NEXT_TO and _is_told(blocks[at]))
        if not has_begun or at not in going or below in going:
            continue
        if max(body[it] for it in _listed_with(blocks, below)) < OPENED:
            continue
        if blocks[at].link_chars or known[at] or not _is_told(blocks[below]):
            continue
        if blocks[at].role == "heading" or _heads_list(blocks, shown, here, body):
            found.add(at)
    return found


def _listed_with(blocks: Sequence[Block], at: int) -> range:
    """Return a block and those of its list below it."""
    end = at + 1
    group = blocks[at].group
    while group and end < len(blocks) and blocks[end].group == group:
        end += 1
    return range(at, end)


def _heads_list(
    blocks: Sequence[Block], shown: Sequence[int], here: int, body: Sequence[int]
) -> bool:
    """Whether a line stands behind the body and above a list that body follows."""
    at = shown[here]
    listed = blocks[shown[here + 1]]
    if blocks[at].role != "paragraph" or blocks[at].group or listed.role != "list_item":
        return False
    behind = next(
        (it for it in islice(shown, here + 1, None) if blocks[it].group != listed.group), None
    )
    is_amid = here > 0 and body[shown[here - 1]] >= NEXT_TO
    return is_amid and behind is not None and body[behind] >= LIKELY


def _is_told(block: Block) -> bool:
    """Whether a block is prose, an item of a list or an announcement: no heading, no label."""
    return block.role == "list_item" or ends_sentence(block.text) or _announces(block)


def _announces(block: Block) -> bool:
    return block.text.rstrip(" *_").endswith(COLONS)


def posts(blocks: Sequence[Block], marks: Sequence[Mark], body: Sequence[int]) -> set[int]:
    """Return the blocks of the posts of a live blog, down to the last likely body or sentence.

    A post begins with its stamp and ends with the next mark: its buttons, or the next stamp.
    """
    kinds: dict[int, str] = {}
    for mark in marks:
        kinds.setdefault(mark.block, mark.kind)
    stamps = sorted(at for at, kind in kinds.items() if kind == "liveblog_stamp")
    if len(stamps) < MIN_POSTS:
        return set()
    found: set[int] = set()
    for stamp in stamps:
        post = list(_post(blocks, kinds, stamp + 1))
        last = max((at for at in post if body[at] >= LIKELY), default=-1)
        found.update(
            at for at in post if at <= last or (last > 0 and ends_sentence(blocks[at].text))
        )
    return found


def _post(blocks: Sequence[Block], kinds: dict[int, str], start: int) -> Iterator[int]:
    begun = False
    for at in range(start, min(start + MAX_POST, len(blocks))):
        kind = kinds.get(at)
        if kind is None:
            begun = True
            yield at
        elif begun or kind not in ABOVE_POST:
            return


def enumerations(blocks: Sequence[Block], marks: Sequence[Mark], body: Sequence[int]) -> set[int]:
    """Return the lists that go on with the sentence above them, which ends with a colon.

    Their items begin with small letters or end with commas; or the sentence is likely body.
    """
    marked = {mark.block for mark in marks}
    found: set[int] = set()
    for at, block in enumerate(blocks[:-1]):
        group = blocks[at + 1].group
        if at in marked or not group or group == block.group or not _announces(block):
            continue
        end = at + 1
        while end < len(blocks) and blocks[end].group == group:
            end += 1
        items = blocks[at + 1 : end]
        if any(it.link_chars for it in items):
            continue
        is_sentence = all(it.text[:1].islower() for it in items) or (
            len(items) >= MIN_ITEMS and all(it.text.endswith(SEPARATORS) for it in items[:-1])
        )
        if is_sentence or (body[at] >= NEXT_TO and MIN_ITEMS <= len(items) <= MAX_ITEMS):
            found.update(range(at, end))
    return found


def signatures(blocks: Sequence[Block], chosen: Sequence[int]) -> set[int]:
    """Return the farewells, open with a comma, above a name that signs a letter."""
    return {
        at
        for last in chosen
        if last
        and blocks[last - 1].text.endswith((",", "，"))
        and len(blocks[last - 1].text) <= MAX_FAREWELL
        and _SIGNED.fullmatch(blocks[last].text)
        and not blocks[last - 1].link_chars + blocks[last].link_chars
        for at in (last - 1, last)
    }


def quotations(blocks: Sequence[Block], chosen: Sequence[int], marks: Sequence[Mark]) -> set[int]:
    """Return sentences in which somebody is quoted, and quotations right below what stays.

    A box between them and the rest of the text makes them look like furniture, which quotes nobody.
    """
    gone = {*chosen, *(mark.block for mark in marks)}
    found: set[int] = set()
    for at in chosen:
        text = blocks[at].text.strip()
        if blocks[at].role not in ("paragraph", "quote") or 2 * blocks[at].link_chars > len(text):
            continue
        if not ends_sentence(text) or _QUOTED.search(text) is None:
            continue
        below_body = at > 0 and at - 1 not in gone and ends_sentence(blocks[at - 1].text)
        is_told = weighs(text, MIN_TOLD) and reports_speech(text)
        if is_told or (below_body and _QUOTED.fullmatch(text)):
            found.add(at)
    return found

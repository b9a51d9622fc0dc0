"""What leaves the text for a column: title, byline, stamps, captions, credits, tags, trailers."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.document import Candidate, Document, Mark, Metadata
from cleaners.folding import squash
from cleaners.page import OUTSIDE_PICTURE

_SITE_SUFFIX: Final = re.compile(r"\s[|\-–—·•»:]\s[^|\-–—·•»:]{2,40}$")
MAX_SUFFIX: Final = 60  #: characters by which a line that says the title may be longer
MIN_SIGNED_POSTS: Final = 3
#: fields whose value a row of ``removals`` of this kind accounts for
_COLUMNS: Final = {
    "author": "authors",
    "agency": "agencies",
    "credit": "credits",
    "tag": "tags",
    "image": "images",
    "date_published": "day_published",
}


def mark_moved(
    document: Document, candidates: Sequence[Candidate], chosen: Metadata
) -> Iterator[Mark]:
    """Mark the span of each candidate that is no article text, whoever won the field.

    The action is ``move`` where its column has a value, ``drop`` where it has none.
    """
    for candidate in candidates:
        if candidate.kind is None or candidate.block is None or _is_other_title(candidate, chosen):
            continue
        filled = getattr(chosen, _COLUMNS.get(candidate.field, candidate.field), None)
        if candidate.field == "image" and not (candidate.value or candidate.qualifier):
            filled = None  # called a caption, and none
        yield Mark(
            candidate.block,
            candidate.start,
            candidate.end,
            candidate.kind,
            candidate.rule,
            action="move" if filled else "drop",
            evidence=f"{candidate.field}: {candidate.value}"[:200],
            score=candidate.confidence,
        )
    yield from _images(document, candidates)


def _is_other_title(candidate: Candidate, chosen: Metadata) -> bool:
    """Whether a line was guessed to be the headline, but another is: then it may be text."""
    if candidate.kind != "title" or chosen.title is None or candidate.source == "heading":
        return False
    if candidate.rule == "declared/headline":  # the page calls itself so: it heads, it tells not
        return False
    words, wanted = set(squash(candidate.value).split()), set(squash(chosen.title).split())
    return 2 * len(words & wanted) < min(len(words), len(wanted))


def _images(document: Document, candidates: Sequence[Candidate]) -> Iterator[Mark]:
    """Mark the alternative texts of pictures: those of the article's own fill a column."""
    shown = {it.block for it in candidates if it.field == "image" and it.source == "image"}
    for index, block in enumerate(document.blocks):
        if block.role == "image" and block.text:
            yield Mark(
                index,
                0,
                len(block.text),
                "photo_caption",
                "images/alternative-text" if index in shown else OUTSIDE_PICTURE,
                action="move" if index in shown else "drop",
                evidence="alternative text of a picture",
            )


def mark_author_repeats(document: Document, authors: Sequence[str]) -> Iterator[Mark]:
    """Mark the lines that are nothing but the name of an author, as posts of a live blog have.

    One or two may be a signature, which is part of a letter.
    """
    wanted = {squash(name) for name in authors if " " in name}
    longest = max(map(len, authors), default=0) + 2
    found = [
        index
        for index, block in enumerate(document.blocks)
        if 0 < len(block.text) <= longest
        and block.role in ("paragraph", "heading")
        and block.text.rstrip()[-1:] not in ":："
        and squash(block.text) in wanted
    ]
    for index in found if len(found) >= MIN_SIGNED_POSTS else ():
        text = document.blocks[index].text
        yield Mark(index, 0, len(text), "byline", "bylines/repeat", action="move", evidence=text)


def mark_title_repeats(document: Document, title: str | None) -> Iterator[Mark]:
    """Mark each block outside the body proper that says the title again.

    Case, quotes, dashes, the final stop and a site's suffix do not count. The first block that
    equals a title which came as a hint is a repeat, too.
    """
    if not title:
        return
    wanted = squash(title)
    if not wanted:
        return
    for index, block in enumerate(document.blocks):
        if not len(wanted) <= len(block.text) <= len(title) + MAX_SUFFIX:
            continue
        line = squash(block.text)
        if line == wanted or (
            line.startswith(wanted) and squash(_SITE_SUFFIX.sub("", block.text)) == wanted
        ):
            yield Mark(
                index, 0, len(block.text), "title_repeat", "titles/repeat", evidence=title[:120]
            )

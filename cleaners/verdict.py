"""Say what a document is as a whole: an article, or why it is none.

Three things are no articles though they hold words: what stands before a paywall and is hardly
anything; a list of other articles; and a page that only says why its text is not there.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from cleaners.document import Block, Document, Mark, Metadata, Reason
from cleaners.layout import (
    count_sentences,
    ends_sentence,
    holds_sentence,
    is_prose,
    weight,
)
from cleaners.options import Options
from cleaners.page import BEHIND_TEXT, NEAR_TEXT
from cleaners.strip import Resolved, names_access, reads_as_wall, speaks_to_reader

MIN_WORDS_BEFORE_WALL: Final = 60  #: fewer, and a page behind a wall is a stub
MIN_PARAGRAPHS_BEFORE_WALL: Final = 2
MIN_PARAGRAPHS_BEHIND_WALL: Final = 2  #: of prose: then it hid nothing
CHARS_A_WORD: Final = 6  #: Latin characters, its space included
MAX_ADDRESS_WORDS: Final = 40  #: of what is left of a page, when it is no text
MAX_APART: Final = 3  #: paragraphs with links between them; a list of decks has more
MIN_HEADLINES: Final = 4  #: of a list of articles, its own headline included
MIN_STAMPS: Final = 3
MIN_DECKS: Final = 3  #: fewer sentences below so many headlines may be an article's own
MIN_HEADLINE: Final = 15  #: Latin characters
MAX_HEADLINE: Final = 200
MAX_DECK: Final = 300
MAX_DECK_SENTENCES: Final = 2
LINK_SHARE: Final = 0.5  #: of the characters of a headline that leads to an article
#: rules of what a page says in place of its text; a player or a post may say the others, too
NOTICES: Final = frozenset(
    f"embed_placeholder/instead-{name}" for name in ("error", "missing", "robot")
)
_HEADS: Final = ("headline", "link")
_STAMPS: Final = frozenset(("publish_stamp", "read_time", "byline"))
#: kinds of marks on lines that a list of articles is made of
_OF_LISTS: Final = frozenset(
    (
        *("title", "subtitle", "title_repeat", "teaser_cards", "related_links", "most_read"),
        *("learned", "repeated_line", "site_template", *_STAMPS),
    )
)
_DATE: Final = re.compile(
    r"\W*(?:\d{1,2}\.? (?:de )?[^\W\d]{3,10}\.?,? (?:de )?\d{4}|[^\W\d]{3,10}\.? \d{1,2}, \d{4}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d\d?[./-]\d\d?)\W*"
)


def walls(document: Document, metadata: Metadata) -> list[int]:
    """Return the blocks at which paywalls stand.

    Behind the article a page shows offers, too, and labels of other articles: what a rule knows
    there is a wall where the page itself declares that the article is not free.
    """
    declared = metadata.is_accessible_for_free is False
    owners: dict[int, Mark] = {}
    found: set[int] = set()
    for it in document.marks:
        owner = owners.setdefault(it.block, it)
        if it.kind == "paywall" and (owner is it or (declared and owner.rule == BEHIND_TEXT)):
            found.add(it.block)
    return sorted(found)


def with_wall(metadata: Metadata, document: Document, resolved: Resolved) -> Metadata:
    """Say that a text is cut where a wall ends it."""
    wall = _wall_behind_text(document, resolved, metadata)
    if wall is None:
        return metadata
    hid_something = not _goes_on_behind(document, resolved, wall)
    return msgspec.structs.replace(
        metadata,
        is_accessible_for_free=False,
        is_truncated=metadata.is_truncated or hid_something,
    )


def fault(
    text: str, document: Document, resolved: Resolved, metadata: Metadata, options: Options
) -> tuple[Reason, str, str] | None:
    """Return why a document gives no article, what to do, and what of it is body.

    None when it is one.
    """
    if _is_index(text, document, resolved):
        advice = "mostly links and no two sentences in a row; give the articles instead"
        return "index_page", advice, text
    wall = _wall_behind_text(document, resolved, metadata)
    if wall is not None and metadata.is_truncated and not _goes_on_behind(document, resolved, wall):
        before = [span for span in resolved.kept if span.block < wall]
        words = _words_kept(document, resolved, range(wall))
        prose = len({s.block for s in before if len(s.text(document.blocks)) > 1})
        if words < MIN_WORDS_BEFORE_WALL or prose < MIN_PARAGRAPHS_BEFORE_WALL:
            advice = f"a paywall after {words} words; fetch the page with access"
            return "paywall_stub", advice, _body_of(text)
    rest = _before_told_wall(text, metadata.title or "")
    if rest is not None:
        advice = "hardly more than a wall, by its words; fetch the page with access"
        return "paywall_stub", advice, _body_of(rest)
    if _is_notice(document, resolved):
        advice = "the page says that its text is not there; fetch it again"
        return "too_short", advice, ""
    if not holds_sentence(text) or _is_address(text):
        advice = "no sentence is left of it; look at raw_excerpt of this row"
        return "too_short", advice, _body_of(text)
    if options.languages and metadata.language not in options.languages:
        wanted = ", ".join(options.languages)
        advice = f"its language is {metadata.language}, wanted: {wanted}"
        return "language_excluded", advice, text
    return None


def _wall_behind_text(document: Document, resolved: Resolved, metadata: Metadata) -> int | None:
    """Return the paywall that ends a text: a label right above it says that there is one."""
    found = walls(document, metadata)
    kept = [span.block for span in resolved.kept]
    if not kept:
        return found[0] if found else None
    near = [it for it in found if min(kept) - NEAR_TEXT <= it <= max(kept) + NEAR_TEXT]
    return next((wall for wall in near if wall > min(kept)), near[0] if near else None)


def _words_kept(document: Document, resolved: Resolved, blocks: range) -> int:
    """Return how much was kept of some blocks, in Latin words, whatever the script."""
    spans = (span for span in resolved.kept if span.block in blocks)
    return round(sum(weight(span.text(document.blocks)) for span in spans) / CHARS_A_WORD)


def _goes_on_behind(document: Document, resolved: Resolved, wall: int) -> bool:
    """Whether a text goes on behind a wall or notice: what speaks to the reader is a box for it."""
    behind = range(wall, len(document.blocks))
    told = {
        s.block for s in resolved.kept if s.block in behind and is_prose(_block(document, s.block))
    }
    prose = {at for at in told if not speaks_to_reader(_block(document, at).text, strict=True)}
    if len(prose) >= MIN_PARAGRAPHS_BEHIND_WALL:
        return True
    boxes = sum(weight(_block(document, at).text) for at in told - prose)
    words = _words_kept(document, resolved, behind) - round(boxes / CHARS_A_WORD)
    return words >= MIN_WORDS_BEFORE_WALL


def _block(document: Document, index: int) -> Block:
    return document.blocks[index]


def _is_notice(document: Document, resolved: Resolved) -> bool:
    """Whether a notice that the text is not there stands where it should, and hardly any does."""
    prose = (s.block for s in resolved.kept if is_prose(_block(document, s.block)))
    first = next(prose, len(document.blocks))
    found = next((m.block for m in document.marks if m.rule in NOTICES and m.block < first), None)
    return found is not None and not _goes_on_behind(document, resolved, found)


def _before_told_wall(text: str, title: str) -> str | None:
    """Return what is left of a short text without the lines that read as a wall by their words.

    None where no wall stands at its edge, or where the rest tells of subscribers, too.
    """
    if weight(text) >= 2 * MIN_WORDS_BEFORE_WALL * CHARS_A_WORD:
        return None
    lines = [line for line in text.split("\n") if line]
    told = [reads_as_wall(line) for line in lines]
    if not told or not (told[0] or told[-1]):
        return None
    rest = [line for line, is_wall in zip(lines, told, strict=True) if not is_wall]
    if names_access(title) or any(map(names_access, rest)):
        return None
    held = sum(map(weight, rest)) < MIN_WORDS_BEFORE_WALL * CHARS_A_WORD
    return "\n\n".join(rest) if held else None


def _body_of(text: str) -> str:
    """Return the text of a reject without the open lines above its first sentence.

    These are headlines and labels. A list, a verse and a table are body all the same.
    """
    paragraphs = text.split("\n\n")
    body = next(
        (i for i, it in enumerate(paragraphs) if "\n" in it or ends_sentence(it)), len(paragraphs)
    )
    return "\n\n".join(paragraphs[body:])


def _is_address(text: str) -> bool:
    """Whether what is left are a few sentences with which a publisher speaks to its reader."""
    told = [it for it in text.split("\n") if ends_sentence(it)]
    short = weight(text) < MAX_ADDRESS_WORDS * CHARS_A_WORD
    return short and bool(told) and all(speaks_to_reader(it, strict=True) for it in told)


def _is_index(text: str, document: Document, resolved: Resolved) -> bool:
    if _is_listing(text, document, resolved):
        return all(count_sentences(it) <= MAX_DECK_SENTENCES for it in text.split("\n\n"))
    if document.source.source_format == "html":  # menus are gone: what is left tells
        kept = {span.block: span.end - span.start for span in resolved.kept}
        links = sum(min(document.blocks[i].link_chars, n) for i, n in kept.items())
        return 2 * links > sum(kept.values())
    links = sum(block.link_chars for block in document.blocks)
    if 2 * links <= resolved.visible_chars:
        return False
    blocks = document.blocks
    told = [at for at in dict.fromkeys(s.block for s in resolved.kept) if is_prose(blocks[at])]
    if any(not any(map(_leads, blocks[a + 1 : b])) for a, b in pairwise(told)):
        return False
    whole = any(count_sentences(blocks[at].text) > 1 and not blocks[at].link_chars for at in told)
    return not whole or len(told) > MAX_APART


def _leads(block: Block) -> bool:
    """Whether a block leads elsewhere, as the headlines between the decks of a list do."""
    return block.link_chars > LINK_SHARE * len(block.text)


def _is_listing(text: str, document: Document, resolved: Resolved) -> bool:
    """Whether a document is a run of headlines, each with its stamp or, on a page, its link.

    A sentence may stand below each. Where two of them stand in a row, somebody wrote a text; a
    page that shows sentences, but no stamps, may be a list that somebody wrote.
    """
    is_page = document.source.source_format == "html"
    found: list[str] = []
    for part in _parts(document, resolved, is_page=is_page):
        if part == "prose" or (part == "deck" and found[-1:] == ["deck"]):
            return False  # most documents, at their first paragraph
        if part:
            found.append(part)
    stamps, links, decks = (found.count(it) for it in ("stamp", "link", "deck"))
    headlines = links + found.count("headline")
    told = [it for it in found if it != "stamp"]
    headed = sum(b == "deck" and a in (("link",) if is_page else _HEADS) for a, b in pairwise(told))
    if headlines < MIN_HEADLINES or decks > headed + 1:
        return False
    if decks:
        return MIN_DECKS <= decks <= headlines and stamps >= MIN_STAMPS
    if is_page:
        return links >= MIN_HEADLINES and not holds_sentence(text)
    return stamps >= MIN_STAMPS and 2 * stamps >= headlines


def _parts(document: Document, resolved: Resolved, *, is_page: bool) -> Iterator[str]:
    """Yield what each line may be in a list of articles; furniture is no line."""
    kept = {span.block for span in resolved.kept}
    kinds: dict[int, list[str]] = {}
    for mark in document.marks:
        kinds.setdefault(mark.block, []).append(mark.kind)
    for index, block in enumerate(document.blocks):
        own: Sequence[str] = kinds.get(index, ())
        is_linked = is_page and _leads(block)
        if index not in kept and not is_linked and _OF_LISTS.isdisjoint(own):
            continue
        yield _part(block, own, is_linked=is_linked, is_kept=index in kept)


def _part(block: Block, kinds: Sequence[str], *, is_linked: bool, is_kept: bool) -> str:
    text = block.text.strip()
    if block.role in ("image", "menu", "code"):
        return ""
    if block.role in ("table_row", "verse", "quote"):
        return "prose" if is_kept else ""
    if any(kind in _STAMPS for kind in kinds) or _DATE.fullmatch(text):
        return "stamp"
    heavy = weight(text)
    if is_linked or not ends_sentence(text) or (text[-1:] in "?!" and heavy < MAX_DECK):
        is_headline = MIN_HEADLINE <= heavy <= MAX_HEADLINE
        return "" if not is_headline else "link" if is_linked else "headline"
    if not is_kept:
        return ""
    return "prose" if heavy > MAX_DECK or count_sentences(text) > 1 else "deck"

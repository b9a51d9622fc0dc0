"""Links that a converter put around whole paragraphs: no parser of Markdown reads them as such.

An element ``a`` around a headline and its picture becomes an opening bracket, paragraphs, and a
closing bracket with the address, each of which a reader of Markdown takes for text.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

import msgspec

from cleaners.document import Block
from cleaners.layout import is_long_sentence, weight

MAX_PARAGRAPHS: Final = 12  #: that one link spans
MAX_CHARS: Final = 3000
MAX_DECK: Final = 200  #: Latin characters of a paragraph that a link may hold
MAX_INDENT: Final = 200
_NOWHERE: Final = (-1, -1)
_TOKEN: Final = re.compile(
    r"\\.|(?P<opens>!?\[)"
    r"|(?P<closes>\]\((?P<target>[^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500}){0,4})"
    r"(?:\s+\"[^\"]{0,500}\")?\s*\))"
    r"|(?P<ends>\])|(?P<parts>\n[ \t]*\r?\n)"
)


class WideLink(msgspec.Struct, frozen=True):
    """Half-open spans of the source that open and close a link over more than one paragraph."""

    opens: tuple[int, int]  #: empty: what opened it is lost
    closes: tuple[int, int]
    target: str  #: the address; empty for a picture


def find_wide_links(text: str) -> list[WideLink]:
    """Return the links around paragraphs of a text, by where they close.

    >>> find_wide_links("[\\n\\nThe pier\\n\\n](/pier)")[0].target
    '/pier'
    >>> find_wide_links("[The pier](/pier)")
    []
    """
    if "](" not in text:
        return []
    found: list[WideLink] = []
    opened: list[tuple[int, int, int]] = []  # start, end, paragraph
    paragraph = 0
    for token in _TOKEN.finditer(text):
        if token["parts"]:
            paragraph += 1
        elif token["opens"]:
            opened.append((*token.span(), paragraph))
        elif token["ends"]:
            if opened and opened[-1][2] == paragraph:
                opened.pop()
        elif token["closes"]:
            start, end, since = opened.pop() if opened else (*_NOWHERE, paragraph)
            is_near = paragraph - since <= MAX_PARAGRAPHS and token.start() - start <= MAX_CHARS
            if since < paragraph and is_near:
                target = "" if text[start] == "!" else token["target"]
                found.append(WideLink((start, end), token.span(), target))
            elif (since < paragraph or start < 0) and _stands_alone(text, token):
                found.append(WideLink((token.start(), token.start()), token.span(), ""))
    return found


def _stands_alone(text: str, token: re.Match[str]) -> bool:
    """Whether nothing else stands on the line of the end of a link whose beginning is lost."""
    first = max(token.start() - MAX_INDENT, 0)
    before = text[first : token.start()].rpartition("\n")[2]
    return not before.strip() and text[token.end() : token.end() + 1] in ("", "\r", "\n", " ")


def blanked(text: str, links: Sequence[WideLink]) -> str:
    """Return the text with spaces where such links open and close; line breaks stay."""
    spans = sorted(span for link in links for span in (link.opens, link.closes))
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], re.sub(r"[^\r\n]", " ", text[start:end])]
        at = end
    return "".join((*parts, text[at:]))


def linked(blocks: Sequence[Block], links: Sequence[WideLink]) -> list[Block]:
    """Return the blocks, in reading order, those within such a link as nothing but links.

    One that holds a paragraph of more than a deck is none: its brackets belong to two things.
    """
    found = list(blocks)
    starts = [block.start for block in found]
    for link in links:
        first = bisect_left(starts, link.opens[0])
        last = bisect_left(starts, link.closes[1])
        within = [
            at
            for at in range(first, last)
            if found[at].role != "image" and found[at].end <= link.closes[1]
        ]
        if not link.target or not _is_teaser([found[at].text for at in within]):
            continue
        for at in within:
            block = found[at]
            found[at] = msgspec.structs.replace(
                block, link_chars=len(block.text), links=block.links or (link.target,)
            )
    return found


def _is_teaser(texts: Sequence[str]) -> bool:
    """Whether the texts are at most one deck among headlines and labels."""
    sentences = [text for text in texts if is_long_sentence(text)]
    return len(sentences) <= 1 and all(weight(text) <= MAX_DECK for text in texts)

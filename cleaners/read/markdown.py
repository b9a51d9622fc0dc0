"""Markdown to blocks, through markdown-it-py; every block knows where it stood in the source."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from cleaners.cutting import cut_block
from cleaners.document import Block, Role
from cleaners.layout import is_prose
from cleaners.read.front_matter import read_front_matter
from cleaners.read.inline import Inline, Piece, read_inline
from cleaners.read.lines import split_lines
from cleaners.read.mending import mended
from cleaners.read.paragraphs import cut_paragraph, joined, make_block
from cleaners.read.plain import BULLET, NUMBER, trimmed
from cleaners.read.plain import make_block as make_line
from cleaners.read.programs import is_code
from cleaners.read.repair import visible
from cleaners.read.wide_links import blanked, find_wide_links, linked

MAX_NESTING: Final = 100  #: levels; Python's own stack ends at some 250


def parser() -> MarkdownIt:
    """Return the parser: CommonMark, tables, strike-through, footnotes; escapes apart from text."""
    rules = (
        MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
        .enable(["table", "strikethrough"])
        .disable(["text_join", "code"])
    )
    return rules.use(footnote_plugin)


#: words between blocks that a reader would see; addresses of links and footnotes are none
_MARKS: Final = re.compile(r"(?:[>*+-]\s*|\d{1,9}[.)]\s+)+")
_LOST: Final = re.compile(r"\w{2}")
#: what closes the link around a picture, whose block ends before it
_TARGET: Final = re.compile(r"\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,500}\")?\s*\)")
_INVISIBLE: Final = re.compile(r"\[[^\]]{1,500}\]:|[-=:|\s`~]*\w{0,20}$")
#: "24. 5. 2017" begins a line and is no item of a list, nor holds one
_DAY: Final = re.compile(r"(?m)^(\s{0,3}\d{1,2}\.) (\d{1,2}\.) (?=\d{4}(?!\d))")
_PARSER: Final = parser()


def read_markdown(text: str) -> tuple[Block, ...]:
    """Cut Markdown into blocks; their offsets count in ``text``."""
    skip, _ = read_front_matter(text)
    # the same length, so that offsets hold: the parser would read front matter as a rule
    body = " " * skip + text[skip:] if skip and "\n" not in text[:skip] else _blanked(text, skip)
    body = mended(body)
    wide = find_wide_links(body)
    body = _DAY.sub("\\1\u00a0\\2\u00a0", blanked(body, wide))  # no list begins so; the same length
    # the parser replaces NUL by one character and folds CR LF to one: only the first keeps offsets
    starts = [0, *(m.end() for m in re.finditer(r"\r\n|\r|\n", body))]
    walker = _Walker(body, starts)
    walker.walk(_PARSER.parse(body))
    # the parser puts footnotes last, wherever they stand
    blocks = sorted(walker.blocks, key=lambda block: block.start)
    blocks = sorted([*blocks, *_passed_over(blocks, body)], key=lambda block: block.start)
    return tuple(_with_gaps(linked(blocks, wide), body))


def _passed_over(blocks: Sequence[Block], source: str) -> Iterator[Block]:
    """Yield, line by line, the words between the blocks: the parser drops what nests too deep."""
    at = 0
    for start, end in [*((block.start, block.end) for block in blocks), (len(source), 0)]:
        if start > at and _LOST.search(source, at, start):
            for line in split_lines(source[at:start]):
                marks = _MARKS.match(line.text)
                skip = marks.end() if marks else 0
                place = at + line.start + skip
                block = make_line(msgspec.structs.replace(line, text=line.text[skip:], start=place))
                shown = _TARGET.sub("", block.text)
                if _LOST.search(shown) and not _INVISIBLE.match(shown):
                    yield block
        at = max(at, end)


def _blanked(text: str, length: int) -> str:
    return re.sub(r"[^\r\n]", " ", text[:length]) + text[length:]


class _Walker:
    """Walk the tokens of a document and collect its blocks."""

    def __init__(self, source: str, starts: list[int]) -> None:
        self.source = source
        self.starts = starts
        self.blocks: list[Block] = []
        self.lists: list[int] = []
        self.numbered: set[int] = set()  #: "10. May is the day" is no list: its number stays
        self.quotes = 0
        self.groups = 0
        self.first_in_item = False

    def span(self, token: Token) -> tuple[int, int]:
        """Return the half-open span of the source that a block token's lines cover."""
        assert token.map is not None
        first, last = token.map
        end = self.starts[last] if last < len(self.starts) else len(self.source)
        start = self.starts[first] if first < len(self.starts) else len(self.source)
        while start < end and self.source[start].isspace():
            start += 1
        while end > start and self.source[end - 1].isspace():
            end -= 1
        return start, end

    def walk(self, tokens: Sequence[Token]) -> None:
        """Read all tokens in order."""
        for index, token in enumerate(tokens):
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    self.groups += 1
                    self.lists.append(self.groups)
                    if token.type == "ordered_list_open" and not is_list(token, tokens, index):
                        self.numbered.add(self.groups)
                case "bullet_list_close" | "ordered_list_close":
                    self.lists.pop()
                case "list_item_open":
                    self.first_in_item = True
                case "blockquote_open":
                    self.quotes += 1
                case "blockquote_close":
                    self.quotes -= 1
                case "table_open":
                    self.table(tokens, index)
                case "fence":
                    self.code(token)
                case "html_block":
                    self.html(token)
                case "inline":
                    self.inline(token, tokens[index - 1])

    def inline(self, token: Token, opener: Token) -> None:
        """Read the inline content of a heading or paragraph; cells are read with their row."""
        if opener.type in ("th_open", "td_open"):
            return
        start, end = self.span(token)
        if opener.type == "paragraph_open" and is_code(self.source[start:end]):
            self.blocks.append(Block("code", self.source[start:end], start, end))
            return
        role, level = self.role(opener)
        content = read_inline(self.source, start, end, token.children or [])
        if role == "paragraph" and self.lists and self.lists[-1] in self.numbered:
            marker = NUMBER.match(self.source, start, end)
            if marker:
                content = Inline((Piece(marker[0], start, len(marker[0])), *content.pieces))
        self.parts(list(cut_paragraph(content, role)), role, level, (start, end))

    def role(self, opener: Token) -> tuple[Role, int]:
        """Return the role and level of the paragraph or heading that a token opens."""
        if opener.type == "heading_open":
            return "heading", int(opener.tag[1:])
        if self.lists and self.first_in_item:
            self.first_in_item = False
            if self.lists[-1] in self.numbered:
                return "paragraph", 0
            return "list_item", len(self.lists)
        if self.quotes:
            return "quote", self.quotes
        return "paragraph", 0

    def parts(
        self, parts: Sequence[tuple[Inline, bool]], role: Role, level: int, span: tuple[int, int]
    ) -> None:
        """Add the blocks of one paragraph; those that a break joins share a group."""
        group = self.lists[0] if role == "list_item" else 0
        if not group and any(hard for _, hard in parts):
            self.groups += 1
            group = self.groups
        start, end = span
        for place, (part, _) in enumerate(parts):
            block = make_block(part, role, level, group)
            if block is None:
                continue
            bullet = BULLET.match(block.text) if len(parts) > 1 else None
            if bullet:
                rest = cut_block(block, bullet.end(), len(block.text))
                block = msgspec.structs.replace(
                    rest, role="list_item", start=block.start, level=max(level, 1), group=group
                )
            elif role == "paragraph" and is_prose(block):
                block = msgspec.structs.replace(block, group=0)
            if place == 0 and block.role != "image":
                block = msgspec.structs.replace(block, start=min(start, block.start))
            if place == len(parts) - 1 and block.role != "image":
                block = msgspec.structs.replace(block, end=max(end, block.end))
            self.blocks.append(block)

    def table(self, tokens: Sequence[Token], index: int) -> None:
        """Read a table: one block a row, cells joined by a bar."""
        self.groups += 1
        row: list[Piece] = []
        start = end = 0
        for at in range(index, len(tokens)):
            token = tokens[at]
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                row = []
                start, end = self.span(token)
            elif token.type == "inline":
                cell = read_inline(self.source, start, end, token.children or []).pieces
                if row and cell:
                    row.append(Piece(" | ", cell[0].source, 0))
                row.extend(cell)
                start = max([start, *(p.source + p.length for p in cell)])
            elif token.type == "tr_close" and row:
                block = make_block(Inline(tuple(row)), "table_row", 0, self.groups)
                if block is not None:
                    first, last = self.span(_opener(tokens, at))
                    self.blocks.append(msgspec.structs.replace(block, start=first, end=last))

    def code(self, token: Token) -> None:
        """Read a fenced code block; its lines stay as they are."""
        start, end = self.span(token)
        newline = self.source.find("\n", start, end)
        at = newline + 1 if newline >= 0 else end
        pieces = []
        for line in token.content.splitlines(keepends=True):
            found = self.source.find(line.rstrip("\r\n"), at, end)
            if found < 0:
                found = at
            pieces.append(Piece(line.replace("\r\n", "\n"), found, len(line)))
            at = min(found + len(line), end)
        text, runs = joined(pieces)
        text = text.rstrip("\n")
        runs = tuple((at, place, min(n, len(text) - at)) for at, place, n in runs if at < len(text))
        if text.strip():
            self.blocks.append(Block("code", text, start, end, runs))

    def html(self, token: Token) -> None:
        """Read HTML amid Markdown: what is visible of it, a block a line."""
        start, end = self.span(token)
        text, runs = visible(self.source[start:end])
        if not text.strip():
            return
        runs = tuple((at, start + s, n) for at, s, n in runs or ((0, 0, len(text)),))
        text, runs = trimmed(text, runs)
        self.blocks.append(Block("paragraph", text, start, end, runs))


def is_list(token: Token, tokens: Sequence[Token], index: int) -> bool:
    """Whether an ordered list is one: it counts from 1 and has more than one item."""
    if token.attrs.get("start", 1) != 1:
        return False
    items = 0
    for other in tokens[index + 1 :]:
        if other.type == "ordered_list_close" and other.level == token.level:
            break
        items += other.type == "list_item_open" and other.level == token.level + 1
    return items > 1


def _opener(tokens: Sequence[Token], close: int) -> Token:
    return next(tokens[i] for i in range(close, -1, -1) if tokens[i].type == "tr_open")


def _with_gaps(blocks: Sequence[Block], source: str) -> Iterator[Block]:
    """Give each block the number of blank lines before it."""
    at = 0
    for number, block in enumerate(blocks):
        between = source[at : block.start] if block.start > at else ""
        breaks = len(re.findall(r"\r\n|\r|\n", between))
        gap = max(breaks - 1, 0)
        yield msgspec.structs.replace(block, gap=gap if number else max(gap, breaks))
        at = max(at, block.end)

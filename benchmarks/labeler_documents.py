"""Documents to train the line labeler with: renderings of pages whose article is known.

Golds, best first: the body written down or labeled by hand; else what our own HTML cleaner keeps of
the page, corrected by the segments that must stay or go. Pages without renderings are laid out as
the HTML reader's blocks, one a line.
"""

import base64
import random
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from benchmarks.evaluation import Evaluation
from benchmarks.labeler_gold import align, words_of
from cleaners.document import Block, Document, RawDocument
from cleaners.options import Options
from cleaners.pipeline import mark_known, work
from cleaners.read import UnreadableError, document_id, read
from cleaners.rules import scanner
from cleaners.strip import set_apart
from cleaners.strip.labeler import tell
from cleaners.strip.labeler_features import Told

OPTIONS: Final = Options()
FOLDS: Final = 5
MAX_BLOCKS: Final = 3000
MAX_CHARS: Final = 60_000  #: of a layout, as of the renderings
MIN_GOLD: Final = 400  #: characters of a page that is laid out
MIN_SEGMENT: Final = 12  #: characters from which a part of a segment tells
#: how much a block counts, by who says what it is
GOLD, HAND, SEGMENT, OURS = 1.0, 1.0, 1.5, 0.5
LAID_OUT: Final = 0.8  #: of these
MARKDOWN: Final = ("markdown", "md")


class Example(msgspec.Struct, frozen=True):
    """A text with what is known of its blocks."""

    fold: int  #: of its site
    style: str
    blocks: tuple[Block, ...]
    is_markdown: bool
    title: str | None
    told: Told  #: by the rules
    body: list[float]  #: share of each block that is body
    trust: list[float]  #: 0: not known


class Known(msgspec.Struct, frozen=True):
    """What is known of a page."""

    text: str
    trust: float
    neutral: frozenset[str] = frozenset()  #: words of lines that may stay or go
    stays: tuple[str, ...] = ()
    goes: tuple[str, ...] = ()


def fold_of(site: str) -> int:
    """Return the fold of a site; all sites of a brand are in one."""
    return zlib.crc32(site.split(".", maxsplit=1)[0].encode()) % FOLDS


def raw_document(uri: str, data: bytes) -> RawDocument:
    """Return a record as a file of this name would give it."""
    return RawDocument(document_id(uri, data), uri, data)


def examples(data: Evaluation) -> Iterator[Example]:
    """Yield all renderings and layouts whose gold is known."""
    pages = _known_pages(data)
    have = set()
    for style, group in data.styles().items():
        for row in data.scorer.renderings(data.folder, [style]):
            have.add(row["id"])
            known = pages.get(row["id"])
            if "gold_text" in row:
                known = Known(row["gold_text"], GOLD)
            if known is not None:
                ending = "md" if group in MARKDOWN else "txt"
                yield from _example(row["raw"], f"{row['id']}.{ending}", style, row["site"], known)
    for row in data.scorer.html_pages(data.folder):
        known = pages.get(row["id"])
        if row["id"] not in have and known is not None and len(known.text) >= MIN_GOLD:
            known = msgspec.structs.replace(known, trust=LAID_OUT * known.trust)
            for style, text in _layouts(row):
                ending = "md" if style in MARKDOWN else "txt"
                yield from _example(text, f"{row['id']}.{ending}", "layout", row["site"], known)


def _known_pages(data: Evaluation) -> dict[str, Known]:
    """Return what is known of each page, by id: labeled by hand, or cleaned by ourselves."""
    hand = {row["id"]: row for row in data.scorer.lines(data.folder / "html/labeled.jsonl.gz")}
    found: dict[str, Known] = {}
    for row in data.scorer.html_pages(data.folder):
        labeled = hand.get(row["id"])
        if labeled is not None and labeled["kind"] == "article":
            lines = [line for text in labeled["neutral"] for line in text.split("\n")]
            found[row["id"]] = Known(labeled["text"], HAND, _keys(lines))
            continue
        article = work(raw_document(f"{row['id']}.html", _bytes(row)), OPTIONS).cleaned.article
        if labeled is None and article is not None:
            found[row["id"]] = Known(
                article.text,
                OURS,
                _keys([article.metadata.subtitle or ""]),
                tuple(_squeezed(text) for text in row["gold"].get("with", ())),
                tuple(_squeezed(text) for text in row["gold"].get("without", ())),
            )
    return found


def _bytes(row: Mapping[str, Any]) -> bytes:
    return base64.b64decode(row["raw_b64"]) if "raw_b64" in row else row["html"].encode()


def _keys(lines: Sequence[str]) -> frozenset[str]:
    return frozenset(key for line in lines if (key := " ".join(words_of(line))))


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _layouts(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield a page as a dump, as about its article, as its paragraphs, and as Markdown."""
    raw = raw_document(f"{row['id']}.html", _bytes(row))
    result = work(raw, OPTIONS)
    if result.document is None or result.resolved is None or not result.resolved.kept:
        return
    chance = random.Random(zlib.crc32(row["id"].encode()))
    kept = result.resolved.kept
    page = read(raw)
    apart = set_apart(page).blocks[0]  # what is kept is counted from there
    above = next(number for number, block in enumerate(page.blocks) if block is apart)
    blocks = page.blocks
    first = max(0, above + kept[0].block - chance.randint(0, 8))
    last = above + kept[-1].block + 1 + chance.randint(0, 20)
    around = blocks[first:last]
    prose = [b for b in blocks if b.element is not None and b.element.tag == "p"]
    for style, some, gap in (
        ("dump", blocks, "\n"),
        ("article", around, chance.choice(["\n", "\n\n"])),
        ("paragraphs", prose, "\n\n"),
        ("md", chance.choice([blocks, around]), "\n\n"),
    ):
        text = gap.join(_line(block, style == "md") for block in some if block.text.strip())
        if text and len(text) <= MAX_CHARS:
            yield style, text


def _line(block: Block, is_markdown: bool) -> str:
    text = block.text.replace("\n", " ")
    if is_markdown and block.role == "heading":
        return "#" * max(1, block.level) + " " + text
    return "- " + text if is_markdown and block.role == "list_item" else text


def _example(text: str, name: str, style: str, site: str, known: Known) -> Iterator[Example]:
    rules = scanner(OPTIONS.rules)
    try:
        document = rules.scan(read(raw_document(name, text.encode()), len(text) * 8 + 1))
    except UnreadableError:
        return
    if 0 < len(document.blocks) <= MAX_BLOCKS:
        marks, metadata = mark_known(document, rules)
        body, trust = _judged(document, known)
        is_markdown = document.source.source_format == "markdown"
        yield Example(
            fold_of(site), style, document.blocks, is_markdown, metadata.title,
            tell(document, marks), body, trust,
        )  # fmt: skip


def _judged(document: Document, known: Known) -> tuple[list[float], list[float]]:
    """Return which share of each block is body, and how much that is to be trusted."""
    texts = [block.text for block in document.blocks]
    body = [share or 0.0 for share in align(texts, known.text)]
    trust = [known.trust] * len(texts)
    for index, text in enumerate(texts):
        line = _squeezed(text)
        if " ".join(words_of(text)) in known.neutral or not words_of(text):
            trust[index] = 0.0
        if any(_is_of(line, segment) for segment in known.stays):
            body[index], trust[index] = 1.0, SEGMENT
        elif any(_is_of(line, segment) for segment in known.goes):
            body[index], trust[index] = 0.0, SEGMENT
    return body, trust


def _is_of(line: str, segment: str) -> bool:
    """Whether a line is a segment, a part of it, or holds little else."""
    if line == segment or (len(line) > MIN_SEGMENT and line in segment):
        return True
    return segment in line and len(segment) > max(MIN_SEGMENT, len(line) // 2)

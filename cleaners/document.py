"""The records that travel through the pipeline.  All are frozen."""

from typing import Literal, TypeAlias

import msgspec

from cleaners.page import Element, Head

Kind: TypeAlias = Literal[
    "account_ui",
    "ad_label",
    "agency_credit",
    "app_promo",
    "audio_player",
    "author_bio",
    "back_to_top",
    "breadcrumb",
    "byline",
    "comment_prompt",
    "comments",
    "contribute_invitation",
    "cookie_consent",
    "copyright_line",
    "dateline",
    "disclaimer",
    "donation_plea",
    "editor_credit",
    "embed_placeholder",
    "end_mark",
    "follow_us",
    "footer_legal",
    "gallery_ui",
    "house_promo",
    "html_remains",
    "learned",
    "liveblog_stamp",
    "liveblog_ui",
    "market_widget",
    "most_read",
    "newsletter_chrome",
    "newsletter_signup",
    "original_title",
    "payment_form",
    "paywall",
    "photo_caption",
    "photo_credit",
    "poll_widget",
    "press_boilerplate",
    "publish_stamp",
    "read_time",
    "recommended_by",
    "related_links",
    "repeated_line",
    "report_error",
    "scroll_prompt",
    "section_label",
    "series_note",
    "share_bar",
    "site_nav",
    "site_template",
    "skip_link",
    "source_url_trailer",
    "sponsor_disclosure",
    "subtitle",
    "tag_list",
    "teaser_cards",
    "text_tools",
    "tip_line",
    "title",
    "title_repeat",
    "translated_ui",
    "translation_note",
    "truncation_marker",
    "trust_label",
    "unsubscribe_footer",
    "video_player",
    "weather_widget",
]
Role: TypeAlias = Literal[
    "heading", "paragraph", "list_item", "quote", "verse", "table_row", "code", "image", "menu"
]
Action: TypeAlias = Literal["drop", "move"]
Field: TypeAlias = Literal[
    "title",
    "subtitle",
    "author",
    "byline",
    "agency",
    "credit",
    "dateline",
    "date_published",
    "date_modified",
    "date_crawled",
    "url",
    "domain",
    "site_name",
    "section",
    "tag",
    "image",
    "language",
    "is_accessible_for_free",
    "is_truncated",
]
CreditRole: TypeAlias = Literal[
    "reporting",
    "additional_reporting",
    "writing",
    "editing",
    "translation",
    "photo",
    "video",
    "graphics",
]
Reason: TypeAlias = Literal[
    "empty",
    "not_text",
    "undecodable",
    "too_short",
    "paywall_stub",
    "index_page",
    "language_excluded",
    "too_large",
    "error",
]
Relation: TypeAlias = Literal["exact", "near", "contained", "rewrite"]


class Hints(msgspec.Struct, frozen=True):
    """What came with a record beside its text; each is a candidate, none is believed blindly."""

    source_id: str | None = None
    url: str | None = None
    title: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    fetched_at: str | None = None


class RawDocument(msgspec.Struct, frozen=True):
    """One record as it lay in its file, before anything was decoded."""

    id: str  #: first 32 hex digits of SHA-256(source_uri, NUL, data, NUL, copy number)
    source_uri: str  #: absolute path (links not resolved) or full address
    data: bytes  #: the raw bytes of the record
    source_record: int | None = None  #: byte offset or row number; None for a file of one document
    hints: Hints = Hints()
    text: str | None = None  #: the field to clean, where ``data`` holds more than that
    format: Literal["text", "markdown", "html"] | None = None  #: of ``text``, when its name says it
    encoding: str = "utf-8"  #: of ``text``; Python codec name
    fault: tuple[str, str] | None = None  #: it cannot be read: reason of the reject, and why


class Source(msgspec.Struct, frozen=True):
    """A decoded record: the text that offsets of blocks and removals count in."""

    id: str
    source_uri: str
    source_record: int | None
    source_format: Literal["text", "markdown", "html"]
    encoding: str  #: Python codec name
    source_hash: str  #: SHA-256 of the raw bytes, 64 hex digits
    text: str  #: byte-order mark off, otherwise as decoded
    hints: Hints = Hints()
    warnings: tuple[str, ...] = ()  #: codes, such as ``encoding_repaired``


class Block(msgspec.Struct, frozen=True):
    """One paragraph-sized unit of the source, in reading order.

    ``text`` is what a reader sees: markup is off, white space and typography are as in the
    source. ``runs`` lead from a character of ``text`` back to the source.
    """

    role: Role
    text: str
    start: int  #: first character in the decoded source, list markers and hashes included
    end: int  #: one past the last character
    runs: tuple[tuple[int, int, int], ...] = ()
    """(offset in ``text``, in the source, length), ascending; empty: text == source[start:end]"""
    gap: int = 1  #: blank lines before it; 0: on the line after the previous block
    level: int = 0  #: 1 to 6 for headings, depth of nesting for list items and quotes
    group: int = (
        0  #: equal for the items of one list, lines of one verse, rows of one table; 0: none
    )
    link_chars: int = 0  #: characters of ``text`` that lie inside links
    links: tuple[str, ...] = ()  #: the addresses of those links, in order
    emphasized: bool = False  #: the whole block is bold or italic
    element: Element | None = None  #: HTML: the innermost one that stands on lines of its own
    inline: str = ""  #: HTML: the words of the elements within the block, as in `Element.words`

    @property
    def cues(self) -> str:
        """Return the words of its element and of those within it; "" where there is none."""
        return "" if self.element is None else f"{self.element.words};{self.inline}"


class Hit(msgspec.Struct, frozen=True):
    """A place where a rule of a pack matched: evidence, not yet a verdict."""

    block: int
    start: int  #: half-open span in the block's ``text``
    end: int
    kind: Kind
    rule: str
    fields: tuple[tuple[str, int, int], ...] = ()
    """(field, start, end) of what the rule names, such as the site in "A Message from The X:" """


class Mark(msgspec.Struct, frozen=True):
    """A verdict on one block, or a span of it: what it is, and which rule says so."""

    block: int  #: index into Document.blocks
    start: int  #: half-open span in the block's ``text``
    end: int
    kind: Kind
    rule: str  #: rule id, ``pack/name``
    action: Action = "drop"
    evidence: str = ""  #: the words or the fact that the verdict rests on
    score: float = 1.0  #: 0 to 1


class Aside(msgspec.Struct, frozen=True):
    """Blocks in a row that stand far from the article of a page: one removal, and nothing else."""

    text: str  #: of the blocks, parted by line breaks
    chars: int  #: visible ones
    kind: Kind
    rule: str
    action: Action
    evidence: str


class Document(msgspec.Struct, frozen=True):
    """One page, cut into blocks; marks say which blocks are not article text."""

    source: Source
    blocks: tuple[Block, ...]
    hits: tuple[Hit, ...] = ()
    marks: tuple[Mark, ...] = ()
    head: Head | None = None  #: of an HTML page
    above: tuple[Aside, ...] = ()  #: what was set apart before the first block
    below: tuple[Aside, ...] = ()  #: and behind the last one

    def source_span(self, block: int, start: int, end: int) -> tuple[int, int]:
        """Return the half-open span of the source behind a span of a block's text.

        Markup at the edges of the block belongs to the span that reaches them, markup within to
        the span before it.
        """
        it = self.blocks[block]
        first = it.start if start <= 0 else to_source(it, start)
        last = it.end if end >= len(it.text) else to_source(it, end)
        return first, last


def to_source(block: Block, offset: int) -> int:
    """Return the place in the source of the character ``offset`` of the block's text."""
    if not block.runs:
        return block.start + offset
    place = block.start
    for at, source, length in block.runs:
        if at > offset:
            break
        place = source + min(offset - at, max(length - 1, 0))
    return place


class Candidate(msgspec.Struct, frozen=True):
    """One possible value of one field, with the evidence for it."""

    field: Field
    value: str  #: dates as ISO 8601, everything else as printed
    source: str  #: kind of evidence: hint, byline_line, dateline, stamp, heading, trailer, plea...
    rule: str  #: which detector found it, ``module/name``
    confidence: float  #: 0 to 1
    qualifier: str = ""  #: role of a credit, photo credit of an image
    block: int | None = None  #: where it stands; None for hints
    start: int = 0  #: half-open span in that block's text
    end: int = 0
    kind: Kind | None = None
    """what that span is, when it is no article text and leaves the body whoever wins the field"""


class Credit(msgspec.Struct, frozen=True):
    """Somebody who had a part in the article."""

    role: str  #: a CreditRole
    name: str


class Image(msgspec.Struct, frozen=True):
    """A picture: what the text says of it."""

    url: str | None = None
    caption: str | None = None
    credit: str | None = None


class Provenance(msgspec.Struct, frozen=True):
    """Why a field has its value."""

    field: str
    value: str
    source: str
    rule: str
    start: int | None  #: half-open span in the decoded source; None when it does not stand there
    end: int | None
    confidence: float


class Metadata(msgspec.Struct, frozen=True):
    """What the chooser decided; names are the columns of the contract."""

    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    byline: str | None = None
    agencies: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    dateline: str | None = None
    date_published: str | None = None  #: ISO 8601 in UTC, such as 2024-07-29T00:00:00Z
    date_modified: str | None = None
    day_published: str | None = None  #: ISO day as printed
    date_precision: str | None = None  #: day, minute or second
    date_crawled: str | None = None
    url: str | None = None
    domain: str | None = None
    site_name: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    language: str = "und"
    language_score: float = 0.0
    is_accessible_for_free: bool | None = None
    is_truncated: bool = False
    warnings: tuple[str, ...] = ()
    provenance: tuple[Provenance, ...] = ()


class Removal(msgspec.Struct, frozen=True):
    """Something that stands in the source and not in the text, and why."""

    id: str
    seq: int  #: reading order, from 0
    kind: str
    action: str
    rule: str
    evidence: str
    text: str
    start: int | None
    end: int | None
    score: float
    chars: int  #: visible ones, as ``removed_char_count`` and the manifest count them


class Article(msgspec.Struct, frozen=True):
    """A row of ``articles``, but for the columns that only a run knows."""

    id: str
    text: str
    metadata: Metadata
    word_count: int
    char_count: int
    paragraph_count: int
    removed_char_count: int
    removed_ratio: float
    warnings: tuple[str, ...]
    source_uri: str
    source_record: int | None
    source_id: str | None
    source_format: str
    encoding: str
    source_hash: str


class Reject(msgspec.Struct, frozen=True):
    """A record that gave no article, and why."""

    id: str
    source_uri: str
    source_record: int | None
    stage: str
    reason: Reason
    message: str  #: what, where, and what to do
    raw_excerpt: str
    text: str | None = None


class Cleaned(msgspec.Struct, frozen=True):
    """What became of one record: an article with its removals, or a reject."""

    article: Article | None
    reject: Reject | None = None
    removals: tuple[Removal, ...] = ()


class Duplicate(msgspec.Struct, frozen=True):
    """The verdict of the dedup stage on one article."""

    id: str
    duplicate_of: str | None  #: None: it stays in ``articles``
    relation: Relation | None
    similarity: float
    story_id: str

"""A page laid out for the choice: the tree, and what each block weighs and is called."""

import re
from typing import Final

from cleaners.document import Block, Document, Kind
from cleaners.folding import squash
from cleaners.layout import ends_sentence, weight
from cleaners.strip.container_asks import asking_boxes
from cleaners.strip.container_cards import MIN_CARD_LINK, Signs, find_cards
from cleaners.strip.container_cues import LEADING, MOST_PROSE, PLACES, QUOTING, TAGS
from cleaners.strip.container_title import find_title
from cleaners.strip.container_tree import Node, Tree

MIN_SENTENCE: Final = 40  #: Latin characters of a sentence that stands alone
MIN_PROSE: Final = 80  #: of a paragraph
MAX_BOX_SHARE: Final = 0.5  #: of the page's prose; a box with more is not what its words say
HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
SURE: Final = frozenset(("nav", "footer", "button", "select", "option", "dialog"))
MIN_TOTAL: Final = 120.0  #: Latin characters of prose, without which any line counts
MIN_LOOSE: Final = 20.0  #: Latin characters of such a line
FIGURE: Final = frozenset(("figure", "figcaption"))
MAX_CAPTION: Final = 600  #: Latin characters, in a figure
MAX_NEAR_PICTURE: Final = 250  #: the same of lines that share a box with a picture
MIN_TOLD: Final = 8  #: characters of an alternative text that is looked for
MAX_FRONT_LINE: Final = 160  #: characters of a line that may be a stamp or byline
MIN_SUBTITLE: Final = 40.0  #: Latin characters
MAX_SUBTITLE: Final = 900.0
MAX_BYLINE_WORDS: Final = 14
NOTE_LEVELS: Final = 3  #: elements around a footnote that are asked: its text, item and list
_DATE_LIKE: Final = re.compile(  # looks behind the first digit: others are passed over quickly
    r"(?:19|20)(?<!\d\d\d)\d\d(?!\d)|\d(?<!\d\d)\d?[./-]\d{1,2}[./-]\d{2,4}(?!\d)"
)
_BY: Final = re.compile(
    r"\W{0,3}(?:(?:by|von|par|por|di|da|door|av|af|przez|od|texte?|автор|written by|words)\b[\s:]|"
    r"(?:authors?|autor(?:in|en|innen|a|as|es|e|i|zy)?|auteure?s?|f[oö]rfatt(?:er|are)|penulis|yazar|"
    r"teksti?|testo|texto|текст|автор[ыи]|szerző|írta|γράφει|מאת|كتبت?|بقلم|作者|文|記者|记者|글)\s?[:：])",
    re.I,
)
_COMMA: Final = re.compile("[,;:\u3001\u3002\uff0c\u060c]")


class Layout:
    """The facts of a page that choosing and trimming go by."""

    def __init__(self, document: Document, by_name: bool = True) -> None:
        self.by_name = by_name  #: whether the words of class and id are believed
        self.head = document.head
        self.blocks = document.blocks
        self.tree = Tree(document.blocks)
        self.widths = [weight(block.text) for block in document.blocks]
        self.shares = [_share(block) for block in document.blocks]
        self.prose = [
            _prose(block, width, share)
            for block, width, share in zip(document.blocks, self.widths, self.shares, strict=True)
        ]
        self.total = sum(self.prose)
        self.title = find_title(document)
        self._alike: dict[tuple[Node, str], float] = {}
        covers: dict[int, list[str]] = {}
        for at, label in document.head.covers if document.head is not None else ():
            covers.setdefault(at, []).append(label)
        signs = Signs(self.blocks, self.prose, self.shares, self.widths, covers)
        for node in find_cards(self.tree, signs, by_name):
            node.box, node.is_known = "teaser_cards", True
        asks = document.head.asks if document.head is not None else ()
        for node in asking_boxes(self.tree, signs, self.title, asks):
            node.box, node.is_known = "newsletter_signup", True
        self.kinds = [self.kind_of(node) for node in self.tree.of]
        free = sum(p for p, kind in zip(self.prose, self.kinds, strict=True) if kind is None)
        self.is_loose = free < MIN_TOTAL  #: no paragraphs outside boxes: verse, a list, a talk
        if self.is_loose:
            for index, block in enumerate(document.blocks):
                if self.kinds[index] is None and not self.prose[index]:
                    self.prose[index] = _loose_prose(block, self.widths[index], self.shares[index])

    def kind_of(self, node: Node) -> Kind | None:
        """Return what the innermost box around is that is not the article; None: it may be."""
        if node.is_known:
            return node.box
        kind: Kind | None = None
        if node.parent is not None:
            kind = TAGS.get(node.tag) or (node.said.kind if self.by_name else None)
            sure = node.tag in SURE and not (self.title is not None and node.holds(self.title))
            if kind is not None and not sure and not self._is_box(node, kind):
                kind = None
            kind = kind or self.kind_of(node.parent)
        node.box, node.is_known = kind, True
        return kind

    def _is_box(self, node: Node, kind: Kind) -> bool:
        """Whether an element is small enough to be a box beside the article or in it."""
        if node.tag in QUOTING and kind in PLACES:
            return False
        if node.tag in HEADINGS and node.said.kind == kind and self.shares[node.start] <= 0.5:
            return False
        if self.title is not None and node.holds(self.title) and node.end - node.start > 8:
            return False
        if node.tag == "aside" and kind == TAGS["aside"]:
            kind = "house_promo"
        span = range(node.start, node.end)
        held = sum(self.prose[node.start : node.end])
        if node.tag == "p" and kind in MOST_PROSE:
            held = self._held_alike(node)
        if kind in LEADING and held:
            lines = [i for i in span if self.blocks[i].text and self.blocks[i].role != "image"]
            linked = sum(self.shares[i] * self.widths[i] >= MIN_CARD_LINK for i in lines)
            if not linked:
                return False
            if linked >= 0.6 * len(lines) and kind not in MOST_PROSE:
                return True
        share = 1.0 if kind == "cookie_consent" else MAX_BOX_SHARE  # whatever else is on the page
        return held <= min(share * self.total, MOST_PROSE.get(kind, held))

    def _held_alike(self, node: Node) -> float:
        """Return the prose of all paragraphs beside each other that are called the same.

        One is a box; where the body's own are called so, their name says what becomes of them.
        """
        around, words = node.parent, node.element.words
        if around is None:
            return sum(self.prose[node.start : node.end])
        key = (around, words)
        if key not in self._alike:
            self._alike[key] = sum(
                sum(self.prose[it.start : it.end])
                for it in around.children
                if it.tag == "p" and it.element.words == words
            )
        return self._alike[key]

    def leaf_kind(self, index: int) -> Kind | None:
        """Return what the words of a block and of the boxes next to it call it: caption, byline."""
        node: Node | None = self.tree.of[index]
        block = self.blocks[index]
        if self.is_kicker(index):
            return "section_label"
        if self._is_caption(index):
            return "photo_caption"
        for _ in range(3):
            if node is None or node.parent is None:
                return None
            if node.end - node.start > 6:
                return None
            if node.said.is_caption and self.widths[index] < 600:
                return "photo_caption"
            if len(block.text) <= 300 and node.said.is_byline:
                return "byline"
            if len(block.text) <= 120 and node.said.is_stamp:
                return "publish_stamp"
            node = node.parent
        return None

    def is_note(self, index: int) -> bool:
        """Whether a block is a footnote by the words of its element or of the list around it."""
        node: Node | None = self.tree.of[index]
        for _ in range(NOTE_LEVELS):
            if node is None:
                return False
            if node.said.is_note:
                return True
            node = node.parent
        return False

    def is_kicker(self, index: int) -> bool:
        """Whether a line stands before a headline in the same element."""
        if self.blocks[index].role != "paragraph" or index + 1 >= len(self.blocks):
            return False
        block, below = self.blocks[index], self.blocks[index + 1]
        is_one = block.element is below.element and below.role == "heading"
        return is_one and (below.level == 1 or index + 1 == self.title)

    def front_kind(self, index: int) -> Kind | None:
        """Return what a line between headline and text is that the detectors are to read."""
        block = self.blocks[index]
        text = block.text
        if self.title is not None and index > self.title and self._is_subtitle(index):
            return "subtitle"
        if len(text) > MAX_FRONT_LINE or (self.title is None and len(text) > MAX_FRONT_LINE // 2):
            return None
        if _DATE_LIKE.search(text):
            return "publish_stamp"
        return "byline" if _BY.match(text) and len(text.split()) <= MAX_BYLINE_WORDS else None

    def is_below_title(self, index: int) -> bool:
        """Whether a line is the first one below the headline, and reads as a standfirst.

        Asked of lines that are no text of the body: furniture there is short, linked,
        or speaks in sentences.
        """
        block = self.blocks[index]
        if self.title is None or block.role != "paragraph" or self.shares[index] > 0.3:
            return False
        if not MIN_SUBTITLE <= self.widths[index] <= MAX_SUBTITLE or " | " in block.text:
            return False
        if ends_sentence(block.text):
            return False
        between = self.blocks[self.title + 1 : index]
        return index > self.title and all(it.role == "image" or not it.text for it in between)

    def _is_subtitle(self, index: int) -> bool:
        """Whether a line below the headline is a standfirst: a long heading, or called one."""
        block = self.blocks[index]
        if not MIN_SUBTITLE <= self.widths[index] <= MAX_SUBTITLE or self.shares[index] > 0.3:
            return False
        if block.role == "heading":
            return True
        node = self.tree.of[index]
        around = node.parent
        called = node.said.is_subtitle or (
            around is not None and around.said.is_subtitle and around.end - around.start <= 3
        )
        return called and block.role == "paragraph"

    def is_signature(self, index: int, by_name: bool = False) -> bool:
        """Whether a line is short and holds a date, but no sentence; or begins with "By"."""
        text = self.blocks[index].text
        if len(text) > MAX_FRONT_LINE or _DATE_LIKE.search(text) is None:
            return False
        return _BY.match(text) is not None or not (by_name or ends_sentence(text))

    def _is_caption(self, index: int) -> bool:
        """Whether a block stands in a figure, alone with a picture in a box, or is its text."""
        block = self.blocks[index]
        if block.role not in ("paragraph", "heading") or self.widths[index] > MAX_CAPTION:
            return False
        above = self.blocks[index - 1] if index and block.role == "paragraph" else None
        if above is not None and above.role == "image" and _tells(above.text, block.text):
            return True
        node: Node | None = self.tree.of[index]
        if _figure_around(node) is not None:
            return True
        for _ in range(4):
            if node is None or node.parent is None:
                return False
            if node.end - node.start > 4:
                return False
            span = range(node.start, node.end)
            texts = [i for i in span if self.blocks[i].text and self.blocks[i].role != "image"]
            if len(texts) > 2 or any(self.blocks[i].role == "heading" for i in texts):
                return False
            if any(i != index and self._is_in_figure(i) for i in texts):
                return False  # the picture has its caption
            most = MAX_CAPTION if node.said.is_picture else MAX_NEAR_PICTURE
            if len(span) > len(texts) and sum(self.widths[i] for i in texts) <= most:
                return node.tag not in ("p", "li", "td", "th", "article", "section")
            node = node.parent
        return False

    def _is_in_figure(self, index: int) -> bool:
        node = self.tree.of[index]
        return node.tag in FIGURE or (node.parent is not None and node.parent.tag in FIGURE)


def _figure_around(node: Node | None) -> Node | None:
    """Return the figure that an element stands in, a few elements up at most."""
    for _ in range(4):
        if node is None or node.tag == "figure":
            return node
        node = node.parent
    return None


def _tells(alternative: str, text: str) -> bool:
    """Whether a picture has a line for its alternative text, or for the beginning of it."""
    told, own = squash(alternative), squash(text)
    return len(own) >= MIN_TOLD and (told == own or told.startswith(f"{own} "))


def _share(block: Block) -> float:
    """Return the share of characters in links; a heading that is an anchor leads nowhere."""
    if not block.link_chars:
        return 0.0
    if block.role == "heading" and all(it[:1] == "#" for it in block.links):
        return 0.0
    return block.link_chars / (len(block.text) or 1)


def _prose(block: Block, width: float, share: float) -> float:
    """Return the Latin characters of a block that read as prose outside links."""
    if block.role in ("heading", "image") or share > 0.5:
        return 0.0
    own = width * (1.0 - share)
    if own < MIN_SENTENCE:  # most blocks
        return 0.0
    ends = ends_sentence(block.text)
    if own >= MIN_PROSE and (ends or len(_COMMA.findall(block.text)) >= 2):
        return own
    return own * (0.7 if ends else 0.3 * (own >= 2 * MIN_PROSE))


def _loose_prose(block: Block, width: float, share: float) -> float:
    """Return the same of a page without any paragraph: lines of verse, of a list, of a talk."""
    is_line = block.role in ("paragraph", "quote", "list_item", "code") and share <= 0.3
    return 0.3 * width if is_line and width >= MIN_LOOSE else 0.0


def lay_out(document: Document, by_name: bool = True) -> Layout:
    """Lay a page out."""
    return Layout(document, by_name)

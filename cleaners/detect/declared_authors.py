"""Authors whose names stand in marked elements of the page: beside the headline, else below."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from cleaners.detect.byline_parts import agencies_in
from cleaners.detect.declared_names import Names, is_person, person_names
from cleaners.detect.declared_visible import Visible
from cleaners.detect.names import is_known_name, is_name
from cleaners.detect.picture_lines import is_picture_credit
from cleaners.detect.rosters import is_credit
from cleaners.detect.sheet import Sheet
from cleaners.detect.signed_lines import behind_opener, byline_in, names_on
from cleaners.document import Block, Candidate, Field, Kind
from cleaners.folding import REMEMBERED, squash
from cleaners.page import Element

MAX_BYLINE: Final = 160  #: characters
MAX_MARKED: Final = 400  #: characters of a line in which an element marks the name: with its tags
MAX_LABEL: Final = 14  #: characters of a line beside its names: "Written by", a role
MAX_APART: Final = 4  #: blocks between the names of one byline
ABOVE: Final = 4  #: lines of text above the headline, among which its author may be named
IN_BIO: Final = 3  #: last blocks of the text that may tell of the author, named above them
BELOW: Final = 12  #: blocks behind the text, among which its author may sign
MARKED: Final = 0.85  #: an element names the author, and nothing else
CLASSED: Final = 0.75  #: an element holds the byline; the names are read out of it
PRINTED: Final = 0.7  #: a declared name stands there, whatever the elements are called
SIGNED: Final = 0.72  #: marked, below the text
_AUTHOR: Final = re.compile(
    r"(?<!\w)(?:by ?lines?|authors?|autor(?:en|es|a)?|auteurs?|autore|vcard|fn|writers?|"
    r"contributors?|reporters?|creator|(?:write|written|posted) by|firma|firmante|signature|"
    r"verfasser|journalists?|columnists?|penulis|yazar|muhabir|skribent|forfatter|kirjoittaja)(?!\w)"
)
_NOT_AUTHOR: Final = re.compile(
    r"(?<!\w)(?:comments?|related|bio|box|description|teasers?|posts|more|recommended|social|"
    r"image|img|photo|follow|contributors list|newsletter)(?!\w)"
)
#: elements that hold what others wrote
_ELSEWHERE: Final = re.compile(
    r"(?<!\w)(?:comments?|commentlist|related|teasers?|recommended|recommendations?|sidebar|"
    r"widget|popular|trending|newsletter|gallery)(?!\w)"
)
_OTHERS: Final = frozenset(
    ("comments", "comment_prompt", "teaser_cards", "related_links", "most_read", "recommended_by")
)

#: rules that say of a line only that it is a link, as the name of an author may be
_LINKED: Final = frozenset(("container/link-line", "links/lone"))


class _Place:
    """Where on a page its own author may be named."""

    def __init__(self, visible: Visible, marked: Container[int]) -> None:
        sheet = visible.sheet
        self.sheet: Sheet = sheet
        self.title = visible.title
        above = [it for it in _above(sheet, visible.title) if _holds_byline(sheet.blocks[it])]
        beside = frozenset((*visible.beside, *above))
        #: a byline is a link, as a teaser is: between headline and text it is no teaser
        self.others = frozenset(
            it.block
            for it in sheet.document.marks
            if it.kind in _OTHERS and it.rule not in _LINKED and it.block not in beside
        )
        self.comments = frozenset(
            it.block for it in sheet.document.marks if it.kind in ("comments", "comment_prompt")
        )
        shown = (i for i in visible.near if i not in sheet.hidden or i in marked)
        self.above = sorted({*beside, *shown} - {visible.title})
        last = sheet.prose[-1] if sheet.prose else -1
        start = max(last - IN_BIO, sheet.front) if last >= sheet.front else last + 1
        self.below = range(start, min(last + 1 + BELOW, len(sheet.blocks)))
        self._around: set[int] = set()  #: numbers of the elements that hold the headline, too
        element = sheet.blocks[visible.title].element if visible.title is not None else None
        while element is not None:
            self._around.add(element.number)
            element = element.parent

    def nearest_first(self) -> list[int]:
        """Return the blocks above and beside the text, from the headline outwards."""
        start = self.title or 0
        return sorted(self.above, key=lambda at: (abs(at - start), at))

    def is_own(self, index: int) -> bool:
        """Whether no element around a block says that it holds what others wrote."""
        return index not in self.others and self.is_apart(index)

    def is_apart(self, index: int) -> bool:
        """Whether no element around a block says so, whatever its lines were taken for."""
        element: Element | None = self.sheet.blocks[index].element
        steps = 0
        while element is not None and element.number not in self._around and steps < 6:
            if _ELSEWHERE.search(element.words):
                return False
            element, steps = element.parent, steps + 1
        return True


def _above(sheet: Sheet, title: int | None) -> Iterator[int]:
    """Yield the few lines of text above the headline, however many pictures stand between."""
    count = 0
    for index in range((title or 0) - 1, -1, -1):
        if sheet.blocks[index].role not in ("image", "menu"):
            count += 1
            yield index
        if count == ABOVE:
            return


def detect_marked_authors(visible: Visible, declared: Sequence[str]) -> Iterator[Candidate]:
    """Yield the names that elements mark as the author's, and declared ones that are printed.

    ``declared`` is what the head of the page calls its author. Names below the text count where
    none stands beside the headline.
    """
    head = visible.sheet.document.head
    marked: dict[int, list[str]] = {}
    for index, value in head.authors if head is not None else ():
        marked.setdefault(index, []).append(value)
    names = Names(visible.strangers, declared)
    place = _Place(visible, marked)
    found = list(_of_zone(place, place.nearest_first(), marked, names))
    if not found:
        found = list(_of_zone(place, place.below, marked, names, below=True))
    if not found and (alone := _marked_once(place, marked)) is not None:
        found = list(_of_block(place, alone, marked[alone], names, below=True))
    is_named = any(" " in it.value for it in found if it.field == "author")
    for it in found:  # where a name stands, a single word is an account or a button
        if not is_named or it.field != "author" or " " in it.value or not it.value.isascii():
            yield it


def _marked_once(place: _Place, marked: dict[int, list[str]]) -> int | None:
    """Return where the one name stands that a page marks as an author's, wherever that is.

    Not among comments: there one name is of who wrote the only one.
    """
    said = {squash(it) for values in marked.values() for it in values}
    if len(said) != 1 or not all(map(is_known_name, (it for v in marked.values() for it in v))):
        return None
    own = (it for it in sorted(marked) if it not in place.comments and place.is_apart(it))
    return next(own, None)


def _of_zone(
    place: _Place,
    zone: Iterable[int],
    marked: dict[int, list[str]],
    names: Names,
    *,
    below: bool = False,
) -> Iterator[Candidate]:
    """Yield the names of one byline, which may take several blocks in a row."""
    taken: list[int] = []
    for index in zone:
        block = place.sheet.blocks[index]
        longest = MAX_MARKED if index in marked else MAX_BYLINE
        if not 1 < len(block.text) <= longest or block.role in ("image", "menu", "code"):
            continue
        if taken and min(abs(index - it) for it in taken) > MAX_APART:
            continue
        found = list(_of_block(place, index, marked.get(index, ()), names, below=below))
        if found and place.is_own(index):
            taken.append(index)
            yield from found


def _of_block(
    place: _Place, index: int, marked: Sequence[str], names: Names, *, below: bool
) -> Iterator[Candidate]:
    block = place.sheet.blocks[index]
    people: list[tuple[str, float]] = []
    text = " ".join(block.text.split())
    for value in dict.fromkeys(it for it in marked if it in text):
        if is_picture_credit(text[: text.find(value)].rsplit("\n", 1)[-1] + "_"):
            continue
        people += [
            (names.mended(it), MARKED) for it in person_names(value, names.strangers, handles=True)
        ]
    if not people and _holds_byline(block):
        read = (names.mended(it) for it in names_on(block.text))
        people += [
            (it, CLASSED)
            for it in read
            if is_person(it, names.strangers) and (is_name(it, caseless=True) or is_known_name(it))
        ]
    said = {squash(it) for it, _ in people}
    for name in names.printed_in(block.text):
        alone = not below or squash(behind_opener(block.text)) == squash(name)
        if is_credit(place.sheet, index):  # "(Editing by Ann Oake)"
            continue
        if alone and squash(name) not in said:
            people.append((name, PRINTED))
    if not people or is_picture_credit(block.text):
        return
    rest = len(block.text) - sum(len(it) for it, _ in people)
    best = max(sure for _, sure in people)
    # a line with more than names is a byline where elements say so, and above the text
    is_whole = rest <= MAX_LABEL or not (below or best == PRINTED or len(block.text) > MAX_BYLINE)
    kind: Kind | None = "byline" if is_whole else None
    values: list[tuple[Field, str, float]] = [("author", name, sure) for name, sure in people]
    printed = byline_in(block.text, [it for it, _ in people])
    if is_whole and printed:
        values.append(("byline", printed, best))
        values += (("agency", it, best) for it in agencies_in(block.text))
    for field, value, sure in values:
        yield Candidate(
            *(field, value, "byline_cue", "declared/byline", min(sure, SIGNED) if below else sure),
            *("", index, 0, len(block.text), kind),
        )


def _holds_byline(block: Block) -> bool:
    around = block.element.parent if block.element is not None else None
    return _is_of_author(f"{block.cues} {around.words if around is not None else ''}")


@lru_cache(maxsize=REMEMBERED)
def _is_of_author(words: str) -> bool:
    """Whether the words of elements say that the author's name stands there."""
    return _AUTHOR.search(words) is not None and _NOT_AUTHOR.search(words) is None

"""Find the lines beside a headline that are hidden, and may hold its byline all the same.

In a dump of a page the headline, the byline and the stamp stand right above the first paragraphs.
So do menus and teasers, and a section of those seems to run on to the text.
"""

from typing import Final

from cleaners.detect.sheet import Sheet

MAX_LEAD: Final = 16  #: lines above the text
DENSE: Final = 8  #: blocks that hold three paragraphs of a text in a row; teasers lie farther apart
BELOW_TITLE: Final = 6  #: lines
PLACES: Final = frozenset(("container/outside", "container/head"))
"""Rules that hide a line for where it stands, and not for what it is"""
LONG: Final = 240  #: characters of a paragraph that no teaser has


def lead_of(sheet: Sheet) -> range:
    """Return the lines above the text and between its first paragraphs, hidden ones among them.

    The first paragraph may be a standfirst, with the byline below. Of an HTML page: none, since its
    elements say what a line is.
    """
    if sheet.document.head is not None or not sheet.prose:
        return range(0)
    prose = sheet.prose
    for at, start in enumerate(prose):
        third = prose[min(at + 2, len(prose) - 1)]
        if len(sheet.blocks[start].text) >= LONG or third - start <= DENSE:
            return range(max(0, start - MAX_LEAD), min(third, start + DENSE))
    return range(max(0, prose[0] - MAX_LEAD), prose[0])


def below_title_of(sheet: Sheet) -> frozenset[int]:
    """Return the lines right below the headline of a page that are hidden for their place alone."""
    title = title_of(sheet)
    if title is None:
        return frozenset()
    near = range(title + 1, title + 1 + BELOW_TITLE)
    told = {it.block for it in sheet.document.marks if it.rule not in PLACES}
    return frozenset(it for it in near if it in sheet.hidden and it not in told)


def title_of(sheet: Sheet) -> int | None:
    """Return the block of the headline of a page; None: it shows none, or is no page."""
    titles = [it.block for it in sheet.found if it.kind == "title" and it.block is not None]
    return min(titles) if titles and sheet.document.head is not None else None

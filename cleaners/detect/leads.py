"""Find the lines above the text of a page that came as bare text, whatever was taken for a menu.

In a dump of a page the headline, the byline and the stamp stand right above the first paragraphs.
So do menus and teasers, and a section of those seems to run on to the text.
"""

from typing import Final

from cleaners.detect.sheet import Sheet

MAX_LEAD: Final = 16  #: lines above the text
DENSE: Final = 8  #: blocks that hold three paragraphs of a text in a row; teasers lie farther apart
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

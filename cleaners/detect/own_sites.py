"""Detect whose personal site a page is of: the address says the name that the page shows."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from cleaners.detect.names import is_known_name
from cleaners.detect.sheet import Sheet
from cleaners.detect.urls import account_of, domain_of
from cleaners.document import Candidate
from cleaners.folding import squash

OWN_SITE: Final = 0.55
MAX_CHARS: Final = 200  #: of a line that may show the name of the site
FIRST_BLOCKS: Final = 4
MIN_LABEL: Final = 7  #: letters of a given name and a surname
MAX_NAME_WORDS: Final = 4


def detect_site_owners(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the person that a site is called after, where nobody signs its page.

    The name stands in the address, without gaps, and again where the site names itself: in its
    header, its copyright line, the title of the page.
    """
    head = sheet.document.head
    if head is None or any(it.field in ("author", "byline", "agency") for it in sheet.found):
        return
    label = _label(sheet)
    if len(label) < MIN_LABEL:
        return
    shown = [block.text for block in sheet.blocks[:FIRST_BLOCKS]]
    shown += [sheet.blocks[index].text for index in sheet.lines("site")]
    shown += [head.title, *(it.value for it in sheet.found if it.field == "site_name")]
    for text in shown:
        name = _named(text[:MAX_CHARS], label)
        if name is not None:
            yield Candidate("author", name, "own_site", "own_sites/address", OWN_SITE)
            return


def _label(sheet: Sheet) -> str:
    """Return what tells the site's address from others, letters only."""
    urls = (it.value for it in sheet.found if it.field == "url" and "://" in it.value[:10])
    for url in urls:
        label = account_of(url) or (domain_of(url) or "").partition(".")[0]
        host = urlsplit(url).hostname or ""
        if label and host.removeprefix("www.").startswith(label):  # no part of a larger site
            return squash(label).replace(" ", "")
    return ""


def _named(text: str, label: str) -> str | None:
    """Return the known name in a text whose words, joined, are the label."""
    words = text.split()
    for start in range(len(words)):
        for end in range(start + 2, min(start + MAX_NAME_WORDS, len(words)) + 1):
            name = " ".join(words[start:end]).strip(" .,:;|»«-–—")
            if squash(name).replace(" ", "") == label and is_known_name(name):
                return name
    return None

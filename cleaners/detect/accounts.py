"""Tell the account of somebody who posts under no name from the name of the site."""

from typing import Final

from cleaners.detect.line_words import is_handle
from cleaners.detect.sheet import Sheet
from cleaners.detect.stamps import may_hold_date
from cleaners.detect.urls import account_of
from cleaners.folding import squash

MAX_BYLINE_CHARS: Final = 160
NEAR: Final = 3  #: lines between a handle and its stamp


def is_own_name(sheet: Sheet, name: str) -> bool:
    """Whether a word is in the name or the address of the site: no author, but the publisher.

    On a host of blogs it is the account of its writer.
    """
    key = squash(name)
    named = (it.value for it in sheet.found if it.field == "site_name")
    urls = [it.value for it in sheet.found if it.field == "url" and "//" in it.value]
    if any(key == squash(account_of(it) or "") for it in urls):
        return False
    return any(key in squash(it) for it in (*named, *(it.split("/")[2] for it in urls)))


def is_account(sheet: Sheet, index: int, word: str) -> bool:
    """Whether a word beside a stamp is what somebody is called who posts under no name."""
    is_stamped = any(it.block == index and it.kind == "publish_stamp" for it in sheet.found)
    return is_stamped and is_handle(word) and not is_own_name(sheet, word)


def is_dated_near(sheet: Sheet, index: int) -> bool:
    """Whether a date stands a few lines above or below."""
    near = range(max(0, index - NEAR), min(index + NEAR + 1, len(sheet.blocks)))
    return any(may_hold_date(sheet.folded[at][:MAX_BYLINE_CHARS]) for at in near if at != index)

"""Know the words beside names, of stamps and buttons, and tell from them what may be a handle."""

import re
from typing import Final

from cleaners.detect.lexicon import words
from cleaners.detect.names import OUTLET_ENDINGS, OUTLETS, ROLE_ENDINGS, ROLES, STRANGERS
from cleaners.detect.relative import relative_spans
from cleaners.detect.stamps import MONTHS, find_times
from cleaners.detect.wires import agency_of
from cleaners.folding import fold

_HANDLE: Final = re.compile(r"[^\W_][\w.\-]{1,29}")
_DOMAIN: Final = re.compile(r"^www\.|\.(?:[a-z]{2,3}|info)$")
_CALENDAR: Final = words("stamps", "weekdays") | MONTHS.keys()
STAMPED: Final = frozenset(
    word for key in ("published", "modified") for it in words("stamps", key) for word in it.split()
) | {"zuletzt", "last", "latest", "comments", "kommentare", "commentaires", "comentarios"}
BUTTONS: Final = words("bylines", "buttons")
_NO_HANDLE: Final = (
    (OUTLETS | ROLES | STRANGERS | BUTTONS | _CALENDAR)
    | words("bylines", "accounts")
    | words("bylines", "rubrics")
)


def is_moment(folded: str) -> bool:
    """Whether a short folded line says when: a time, "3 hours ago", "Published just now"."""
    first = folded.split(maxsplit=1)[:1]
    return (
        bool(first and first[0].strip(".:") in STAMPED)
        or next(relative_spans(folded), None) is not None
        or next(find_times(folded), None) is not None
    )


def is_of_calendar(name: str) -> bool:
    """Whether all words of a name are months and weekdays: "Mon., March"."""
    return all(word.strip(".,") in _CALENDAR for word in fold(name).split())


def is_handle(text: str) -> bool:
    """Whether a word may be what somebody is called who writes under no name."""
    folded = fold(text)
    spelled = any(c.isalpha() for c in text) and not text.isupper()
    return (
        spelled
        and _HANDLE.fullmatch(text) is not None
        and _DOMAIN.search(folded) is None
        and folded not in _NO_HANDLE
        and _NO_HANDLE.isdisjoint(re.split(r"[-._]", folded))
        and not folded.endswith((*ROLE_ENDINGS, *OUTLET_ENDINGS))
        and not (not text.isascii() and folded.startswith(OUTLET_ENDINGS))
        and agency_of(text) is None
    )

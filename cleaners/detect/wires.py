"""Know news agencies by the names they sign with, in any script."""

from typing import Final

from cleaners.detect.lexicon import alternation, table
from cleaners.folding import fold

_TABLE: Final = table("agencies")
RELEASES: Final = frozenset(fold(name) for name in _TABLE["releases"]["names"])
_LONG: Final[dict[str, str]] = {
    fold(alias): agency["name"] for agency in _TABLE["agency"] for alias in agency["aliases"]
}
_ANY: Final[dict[str, str]] = _LONG | {
    fold(alias): agency["name"] for agency in _TABLE["agency"] for alias in agency.get("short", [])
}
SIGNERS: Final = tuple(_ANY)  #: those forms, folded
SIGNED: Final = alternation(_ANY)  #: every form, for places where only an agency signs
NAMED: Final = alternation(_LONG)  #: forms that mean an agency anywhere


def agency_of(text: str) -> str | None:
    """Return the agency that ``text`` names, and nothing else; None for anything else.

    >>> agency_of("The Associated Press"), agency_of("/ТАСС/"), agency_of("press")
    ('AP', 'TASS', None)
    """
    if len(text) > 60:
        return None
    key = fold(text).strip(" .,;:/()[]（）［］【】|©*_\"'-")
    return _ANY.get(key)

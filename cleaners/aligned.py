"""Lead places in a normalized text back to the text that it was made from."""

from collections.abc import Sequence
from typing import Final

REACH: Final = 12  #: characters that may have become one, or none: "&eacute;", a run of spaces


def places_in(source: str, clean: str) -> Sequence[int]:
    """Return where each character of ``clean`` stands in ``source``, and at last its length.

    What stands there in other characters, such as a tab that became a bar, is where the character
    before it ends.

    >>> places_in("a \\u00a0 b", "a b")
    [0, 1, 4, 5]
    """
    found: list[int] = []
    at = 0
    for char in clean:
        place = _next(source, at, char)
        found.append(at if place is None else place)
        at = at if place is None else place + 1
    return [*found, len(source)]


def _next(source: str, at: int, char: str) -> int | None:
    for place in range(at, min(at + REACH, len(source))):
        if source[place] == char or (char == " " and source[place].isspace()):
            return place
    return None

"""The issuer of a press release introduces itself below it: "About Brightwick Lamps"."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.document import Mark
from cleaners.folding import fold
from cleaners.layout import ends_sentence
from cleaners.strip.view import View

_ABOUT: Final = re.compile(
    r"^(?:about|über|à propos d[eu](?: la| l')?|acerca de|sobre|informazioni su|su|о|про|o|over) "
    r"(?P<name>\S.{1,60}?):?$"
)
MAX_HEADING: Final = 80  #: characters; the expression above matches no more
MIN_BODY: Final = 2  #: paragraphs before it
MAX_PROSE: Final = 2  #: paragraphs in which an issuer tells of itself


def mark_issuers(view: View) -> Iterator[Mark]:
    """Mark a heading "About NAME" below the body and the paragraphs on NAME under it."""
    for index, is_above_prose in enumerate(view.prose[1:]):
        block = view.blocks[index]
        if not is_above_prose or len(block.text) > MAX_HEADING:
            continue
        found = _ABOUT.match(fold(block.text))
        if found is None or block.role == "quote" or ends_sentence(block.text):
            continue
        name = found["name"].split()[0].strip("\"',.")
        first = fold(view.blocks[index + 1].text)
        if not first.removeprefix("the ").removeprefix("die ").startswith(name):
            continue
        prose = [i for i in range(index + 1, len(view.blocks)) if view.is_body(i)]
        before = sum(view.is_body(i) for i in range(index))
        if before < MIN_BODY or len(prose) > MAX_PROSE:
            continue
        for member in (index, *prose):
            length = len(view.blocks[member].text)
            evidence = f"the issuer tells of itself: {block.text}"
            yield Mark(member, 0, length, "press_boilerplate", "issuers/about", evidence=evidence)
        return

"""What stands between two lines of a box belongs to the box, when it speaks to the reader."""

from collections.abc import Iterator
from typing import Final

from cleaners.document import Hit, Mark
from cleaners.strip.address import speaks_to_reader
from cleaners.strip.view import View

#: kinds whose boxes hold sentences of their own
BOXES: Final = frozenset(
    {"account_ui", "app_promo", "donation_plea", "newsletter_signup", "payment_form", "paywall"}
)


def mark_sandwiched(view: View) -> Iterator[Mark]:
    """Mark a block between two lines of a box: a small line, or prose that speaks to the reader."""
    boxes = {at: hit for at in view.hit_blocks if (hit := _box_line(view, at)) is not None}
    for index, above in ((at + 1, hit) for at, hit in boxes.items()):
        if index + 1 not in boxes or view.whole(index) is not None:
            continue
        block = view.blocks[index]
        if block.role == "quote" or (
            view.prose[index] and not speaks_to_reader(block.text, strict=True)
        ):
            continue
        evidence = (
            f"between: {view.blocks[index - 1].text[:50]} … {view.blocks[index + 1].text[:50]}"
        )
        yield Mark(index, 0, len(block.text), above.kind, above.rule, evidence=evidence)


def _box_line(view: View, index: int) -> Hit | None:
    hit = view.whole(index)
    return hit if hit is not None and hit.kind in BOXES else None

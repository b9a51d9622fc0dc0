"""A label and its one link in a line: "Read also: Ferry fares rise again", in any language.

The label may stand in brackets: "[Read also] Ferry fares rise again".

A label that no rule knows shows itself when several headlines have it, in capitals, before them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cleaners.document import Block, Hit, Mark
from cleaners.layout import ends_sentence, weight
from cleaners.strip.view import View

LABELS: Final = frozenset({"related_links", "teaser_cards", "most_read"})
MAX_LABEL: Final = 50  #: characters before the colon
MAX_TITLE: Final = 200  #: Latin characters after it
MIN_TITLE: Final = 8


BRACKETS: Final = {
    "【": "】",
    "[": "]",
    "［": "］",
    "〔": "〕",
}  #: around a label before a headline
MIN_LABEL_WORDS: Final = 2  #: of a label in capitals; one word may be a speaker or a place
MIN_TITLE_WORDS: Final = 4  #: behind it
MIN_TITLES: Final = 2  #: that one such label stands before


def mark_labelled(view: View) -> Iterator[Mark]:
    """Mark lines whose part before a sign is the label of a list, and the rest a headline."""
    loud: dict[str, list[int]] = {}
    speakers: set[str] = set()
    for index, block in enumerate(view.blocks):
        start = block.text[: MAX_LABEL + 1]
        if start[:1] in BRACKETS and (hit := _bracketed(view, block)) is not None:
            evidence = f"label in brackets: {start}"
            yield Mark(index, 0, len(block.text), hit.kind, hit.rule, evidence=evidence)
            continue
        sign = _sign(start)
        if not sign or block.role == "quote" or view.whole(index) is not None:
            continue
        head, _, title = (part.strip() for part in block.text.partition(sign))
        if not _is_headline(block, title):
            speakers.add(head)
            continue
        hit = _label(view, head) if sign != "|" else None
        if hit is not None:
            length = len(block.text)
            yield Mark(index, 0, length, hit.kind, hit.rule, evidence=f"label: {head}")
        elif _is_loud(head) and len(title.split()) >= MIN_TITLE_WORDS:
            loud.setdefault(head, []).append(index)
            if title[-1] in "?!":
                speakers.add(head)
    for head in speakers:
        loud.pop(head, None)
    yield from _repeated_labels(view, loud)


def _sign(start: str) -> str:
    """Return the sign between label and headline; most lines have none."""
    return ":" if ":" in start else "：" if "：" in start else "|" if "|" in start else ""


def _bracketed(view: View, block: Block) -> Hit | None:
    """Return the hit of a label in brackets with which a line begins: "[Read also] Ferry fares"."""
    head, _, title = block.text[1:].partition(BRACKETS[block.text[:1]])
    title = title.strip()
    if (
        not title
        or len(head) > MAX_LABEL
        or block.role == "quote"
        or not _is_headline(block, title)
    ):
        return None
    return _label(view, head.strip())


def _label(view: View, head: str) -> Hit | None:
    alone = Block("paragraph", head, 0, len(head))
    hits = view.scanner.hits(0, alone)
    return next((h for h in hits if h.kind in LABELS and h.end - h.start == len(head)), None)


def _is_loud(head: str) -> bool:
    return head.isupper() and len(head.split()) >= MIN_LABEL_WORDS


def _repeated_labels(view: View, loud: Mapping[str, Sequence[int]]) -> Iterator[Mark]:
    """Mark headlines of one label in capitals that stand amid prose or behind it."""
    for head, indices in loud.items():
        zones = {view.zones[index] for index in indices}
        if len(indices) < MIN_TITLES or zones == {"head"}:
            continue
        for index in indices:
            length = len(view.blocks[index].text)
            evidence = f"{len(indices)} headlines are labelled {head}"
            yield Mark(index, 0, length, "related_links", "labelled/repeated", evidence=evidence)


def _is_headline(block: Block, title: str) -> bool:
    if not MIN_TITLE <= weight(title) <= MAX_TITLE or title[0].islower():
        return False
    return not ends_sentence(title) or title[-1] in "?!" or 2 * block.link_chars > len(title)

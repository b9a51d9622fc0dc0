"""Label the blocks of a text by a gold: how much of each stands in the article body."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

Gram: TypeAlias = tuple[str, ...]

WORDS: Final = re.compile(r"\w+")
SIZE: Final = 4  #: words of a shingle, as in the metric
NEAR: Final = 6  #: blocks in which a short line looks for a paragraph of the body
NEIGHBORS: Final = 2  #: of these, so many are tried
BODY: Final = 0.6  #: share of a block's words from which it is body


def words_of(text: str) -> list[str]:
    """Return the words of a text as the metric counts them."""
    return WORDS.findall(text)


def grams(words: Sequence[str]) -> Iterator[Gram]:
    """Yield the shingles of some words."""
    return (tuple(words[i : i + SIZE]) for i in range(len(words) - SIZE + 1))


def align(texts: Sequence[str], gold: str) -> list[float | None]:
    """Return for each text which share of its words stands in the gold; None: it has no words.

    A line that is too short for a shingle is body where it joins a paragraph of the body as it
    does in the gold. Of copies, only as many as the gold has are body, where most body is around.

    >>> align(["Menu", "One two three four five.", "Six", "seven eight nine ten."],
    ...     "One two three four five. Six\\n\\nseven eight nine ten.")
    [0.0, 1.0, 1.0, 1.0]
    """
    known = Counter(grams(words_of(gold))) or Counter({tuple(words_of(gold)): 1})
    lines = {" ".join(words_of(line)) for line in gold.split("\n")}
    texts_words = [words_of(text) for text in texts]
    shares: list[float | None] = [
        _covered(words, known) if len(words) >= SIZE else None for words in texts_words
    ]
    for index, words in enumerate(texts_words):
        if 0 < len(words) < SIZE:
            before = [texts_words[k] for k in _body_near(shares, texts_words, index, -1)]
            behind = [texts_words[k] for k in _body_near(shares, texts_words, index, 1)]
            joins = any((*it[len(words) - SIZE :], *words) in known for it in before)
            joins = joins or any((*words, *it[: SIZE - len(words)]) in known for it in behind)
            is_line = bool(before and behind) and " ".join(words) in lines
            shares[index] = float(joins or is_line)
    _drop_copies(shares, texts_words, known)
    return shares


def _covered(words: Sequence[str], known: Counter[Gram]) -> float:
    found = [False] * len(words)
    for at, gram in enumerate(grams(words)):
        if gram in known:
            found[at : at + SIZE] = [True] * SIZE
    return sum(found) / len(words)


def _body_near(
    shares: Sequence[float | None], texts: Sequence[Sequence[str]], index: int, step: int
) -> Iterator[int]:
    """Yield the nearest blocks of the body in one direction."""
    found = 0
    for at in range(index + step, index + step * (NEAR + 1), step):
        if not 0 <= at < len(texts) or found == NEIGHBORS:
            return
        if len(texts[at]) >= SIZE and (shares[at] or 0) > BODY:
            found += 1
            yield at


def _drop_copies(
    shares: list[float | None], texts: Sequence[Sequence[str]], known: Counter[Gram]
) -> None:
    body = [len(t) if (s or 0) > BODY else 0 for s, t in zip(shares, texts, strict=True)]
    copies: dict[Gram, list[int]] = {}
    for index, size in enumerate(body):
        if size:
            copies.setdefault(tuple(texts[index]), []).append(index)
    for words, places in copies.items():
        if len(places) > 1:
            held = max(1, min((known[gram] for gram in grams(words)), default=1))
            places.sort(key=lambda at: -sum(body[max(0, at - NEAR) : at + NEAR + 1]))
            for at in places[held:]:
                shares[at] = 0.0

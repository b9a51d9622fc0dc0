"""Measure what is taken from texts that are clean already: python -m benchmarks.clean_texts

The gold texts of the evaluation pages are given as plain text, without a title. Nothing in them is
furniture, so all that goes is a loss, but for a label that its editor left in. The figure stands
beside those of ``score.py``, which see half-cleaned texts and dumps only.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.evaluation import EVAL, Evaluation
from benchmarks.labeler_documents import raw_document
from cleaners.options import Options
from cleaners.pipeline import clean_document

MIN_CHARS: Final = 400  #: of a text; a shorter one is a caption or a stub
SHOWN: Final = 20  #: rules, kinds and texts that are told
EXCERPT: Final = 70
OPTIONS: Final = Options()


def main(arguments: list[str]) -> int:
    """Print the share of characters removed, by kind and by rule, and the worst texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, default=EVAL, help="folder with score.py")
    asked = parser.parse_args(arguments)
    kinds: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    excerpts: dict[str, str] = {}
    shares: list[tuple[float, str]] = []
    total = untouched = rejected = 0
    for name, text in gold_texts(Evaluation(asked.eval)):
        cleaned = clean_document(raw_document("/clean.txt", text.encode()), OPTIONS)
        total += len(text)
        gone = sum(len(removal.text) for removal in cleaned.removals)
        if cleaned.article is None:
            rejected += 1
            gone = len(text)
        untouched += gone == 0
        shares.append((gone / len(text), name))
        for removal in cleaned.removals:
            kinds[removal.kind] += len(removal.text)
            rules[removal.rule] += len(removal.text)
            excerpts.setdefault(removal.rule, " ".join(removal.text.split())[:EXCERPT])
    removed = sum(kinds.values())
    print(f"{len(shares)} texts of {total} characters: {removed / total:.2%} removed,")
    print(f"{untouched} texts untouched, {rejected} rejected")
    for kind, count in kinds.most_common(SHOWN):
        print(f"  {kind:20} {count / total:.3%}")
    for rule, count in rules.most_common(SHOWN):
        print(f"  {rule:36} {count:6} {excerpts[rule]!r}")
    for share, name in sorted(shares, reverse=True)[:SHOWN]:
        print(f"  {name:28} {share:.1%}")
    return 0


def gold_texts(data: Evaluation) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each page whose gold is a whole text."""
    for (_, name), row in sorted(data.gold("").items()):
        text = row["gold"].get("text")
        if isinstance(text, str) and len(text) >= MIN_CHARS:
            yield name, text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

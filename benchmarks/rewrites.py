"""Measure how well rewritten wire stories are found: python -m benchmarks.rewrites FILE

FILE is a JSON Lines file with the fields id, group, relation, strength and text. Printed are
pairwise precision and recall of "one story" as `find_duplicates` decides, recall by strength of
the rewrite, and the margins of the score on both sides of its threshold.
"""

import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import msgspec

from cleaners.dedup import find_duplicates, signatures
from cleaners.dedup.compare import RELAYED, REWRITE, compare, rewrite_score
from cleaners.dedup.profile import Profile
from cleaners.document import Article, Metadata


class Row(msgspec.Struct, frozen=True):
    """One text of the evaluation set."""

    id: str
    group: str
    relation: str
    strength: str
    text: str

    def tells(self) -> bool:
        """Whether it is the story of its group, not another report, follow-up or twin."""
        return self.relation in ("base", "same_story_rewrite")


class Figures(msgspec.Struct, frozen=True):
    """Pairwise quality; a strength stands for the pairs of its rewrites."""

    found: int
    right: int
    wanted: int
    by_strength: dict[str, tuple[int, int]]  #: strength -> (found, wanted)
    lowest_link: float  #: least score of two rewrites that were linked directly, not by shingles
    highest_other: float  #: greatest score of two texts that are not one story

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0


def read(path: Path) -> list[Row]:
    """Read the evaluation set."""
    return [msgspec.json.decode(line, type=Row) for line in path.read_bytes().splitlines() if line]


def article(row: Row) -> Article:
    """Return the row as an article without metadata."""
    count = len(row.text.split())
    return Article(
        id=row.id,
        text=row.text,
        metadata=Metadata(),
        word_count=count,
        char_count=len(row.text),
        paragraph_count=row.text.count("\n") + 1,
        removed_char_count=0,
        removed_ratio=0.0,
        warnings=(),
        source_uri=row.id,
        source_record=None,
        source_id=None,
        source_format="text",
        encoding="utf-8",
        source_hash="",
    )


def measure(rows: list[Row]) -> Figures:
    """Compare the stories found with the groups, over all pairs of texts."""
    texts = {row.id: row.text for row in rows}
    found = find_duplicates([signatures(map(article, rows))], texts.__getitem__, "rewrite")
    story = {row.id: row.id for row in rows} | {verdict.id: verdict.story_id for verdict in found}
    profiles = {row.id: Profile(row.text) for row in rows}
    linked = right = 0
    wanted: Counter[str] = Counter()
    reached: Counter[str] = Counter()
    lowest, highest = 1.0, 0.0
    for one, other in combinations(rows, 2):
        same = one.group == other.group and one.tells() and other.tells()
        together = story[one.id] == story[other.id]
        linked += together
        right += together and same
        score = rewrite_score(profiles[one.id], profiles[other.id])
        if not same:
            highest = max(highest, score)
            continue
        link = compare(profiles[one.id], profiles[other.id], rewrites=True)
        if link and link.relation == "rewrite":
            lowest = min(lowest, score)
        for strength in {one.strength, other.strength, "all"} - {""}:
            wanted[strength] += 1
            reached[strength] += together
    by_strength = {name: (reached[name], wanted[name]) for name in sorted(wanted)}
    return Figures(linked, right, wanted["all"], by_strength, lowest, highest)


def main(arguments: list[str]) -> int:
    """Print the figures; return 2 when the call is wrong."""
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        print(__doc__, file=sys.stderr)
        return 2
    figures = measure(read(Path(arguments[0])))
    print(f"precision {figures.precision:.3f}  ({figures.right} of {figures.found} pairs found)")
    print(f"recall    {figures.recall:.3f}  ({figures.right} of {figures.wanted} pairs wanted)")
    for name, (found, wanted) in figures.by_strength.items():
        print(f"  {name:<8}{found / wanted:.3f}  ({found} of {wanted})")
    print(f"threshold {REWRITE} (over one text between: {RELAYED})")
    print(f"  least score of a direct link   {figures.lowest_link:.3f}")
    print(f"  greatest score of other pairs  {figures.highest_other:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

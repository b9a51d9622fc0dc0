"""Gather from the files of one batch what its report shows; memory stays small."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
import pyarrow.parquet as pq

from cleaners.write.schema import TableName

EXAMPLES: Final = 3  #: of each rule and each reason
EXAMPLE_CHARS: Final = 160
MAX_RULES: Final = 40
MAX_DUPLICATES: Final = 30
MAX_ARTICLES: Final = 10  #: those that lost most, to look at
_MAX_DISTINCT: Final = 500  #: different excerpts remembered for each rule

Files = Mapping[TableName, Sequence[Path]]


class RuleFacts(msgspec.Struct, frozen=True):
    """What one rule removed."""

    kind: str
    rule: str
    action: str
    removals: int
    documents: int
    examples: tuple[str, ...]  #: the most frequent first


class ReasonFacts(msgspec.Struct, frozen=True):
    """Records that gave no article for one reason."""

    reason: str
    rejects: int
    examples: tuple[tuple[str, str], ...]  #: (source_uri, message)


class DuplicateFacts(msgspec.Struct, frozen=True):
    """One article that repeats another."""

    relation: str
    similarity: float
    title: str
    original: str  #: its title where it is of the same batch, else its id


class ArticleFacts(msgspec.Struct, frozen=True):
    """One article that lost much of its source."""

    title: str
    source_uri: str
    removed_ratio: float  #: 0 to 1


class Facts(msgspec.Struct, frozen=True):
    """All that a report shows beside the manifest."""

    rules: tuple[RuleFacts, ...]  #: with most removals first
    rule_count: int  #: of all rules that removed something, shown or not
    warnings: tuple[tuple[str, int], ...]  #: (code, articles)
    languages: tuple[tuple[str, int], ...]  #: (code, articles)
    reasons: tuple[ReasonFacts, ...]
    relations: tuple[tuple[str, int], ...]
    duplicates: tuple[DuplicateFacts, ...]
    most_removed: tuple[ArticleFacts, ...]


def gather_facts(files: Files) -> Facts:
    """Read the columns that the report needs from the files of one batch."""
    rules = _rules(files)
    warnings, languages, most_removed = _articles(files)
    relations, duplicates = _duplicates(files)
    return Facts(
        rules=tuple(rules[:MAX_RULES]),
        rule_count=len(rules),
        warnings=_ranked(warnings),
        languages=_ranked(languages),
        reasons=_reasons(files),
        relations=_ranked(relations),
        duplicates=duplicates,
        most_removed=most_removed,
    )


def _read(files: Files, table: TableName, columns: list[str]) -> Iterator[dict[str, Any]]:
    for path in files.get(table, ()):
        for batch in pq.ParquetFile(path).iter_batches(batch_size=2_000, columns=columns):
            yield from batch.to_pylist()


def _columns(files: Files) -> Iterator[list[list[str]]]:
    """Yield kinds, rules, actions, ids and texts of removals, some thousand at a time."""
    columns = ["kind", "rule", "action", "id", "text"]
    for path in files.get("removals", ()):
        for batch in pq.ParquetFile(path).iter_batches(batch_size=2_000, columns=columns):
            yield [batch[name].to_pylist() for name in columns]


def _ranked(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _excerpt(text: str | None) -> str:
    # words behind so many cannot be within the excerpt: a long text is not split to its end
    words = " ".join((text or "").split(maxsplit=EXAMPLE_CHARS))
    return words if len(words) <= EXAMPLE_CHARS else words[: EXAMPLE_CHARS - 1].rstrip() + "…"


class _Sums(msgspec.Struct):
    """What one rule removed, as far as it was counted."""

    removals: int = 0
    documents: int = 0
    last: str = ""  #: id of the document counted last
    excerpts: dict[str, int] = {}


def _rules(files: Files) -> list[RuleFacts]:
    rules: dict[tuple[str, str, str], _Sums] = {}
    for kinds, names, actions, ids, texts in _columns(files):
        keys = zip(kinds, names, actions, strict=True)
        for key, doc_id, text in zip(keys, ids, texts, strict=True):
            sums = rules.get(key)
            if sums is None:
                sums = rules[key] = _Sums()
            sums.removals += 1
            if doc_id != sums.last:  # rows are sorted by id
                sums.documents += 1
                sums.last = doc_id
            seen, excerpt = sums.excerpts, _excerpt(text)
            if excerpt in seen:
                seen[excerpt] += 1
            elif len(seen) < _MAX_DISTINCT:
                seen[excerpt] = 1
    return [
        RuleFacts(
            *key,
            sums.removals,
            sums.documents,
            tuple(excerpt for excerpt, _ in _ranked(sums.excerpts)[:EXAMPLES]),
        )
        for key, sums in sorted(rules.items(), key=lambda item: (-item[1].removals, item[0]))
    ]


def _articles(files: Files) -> tuple[Counter[str], Counter[str], tuple[ArticleFacts, ...]]:
    warnings: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    most: list[ArticleFacts] = []
    columns = ["id", "title", "source_uri", "language", "warnings", "removed_ratio"]
    for row in _read(files, "articles", columns):
        warnings.update(row["warnings"])
        languages[row["language"]] += 1
        name = _excerpt(row["title"]) or row["id"]
        most.append(ArticleFacts(name, row["source_uri"], row["removed_ratio"]))
        if len(most) > 100 * MAX_ARTICLES:
            most = _lost_most(most)
    return warnings, languages, tuple(_lost_most(most))


def _lost_most(articles: list[ArticleFacts]) -> list[ArticleFacts]:
    lost = [article for article in articles if article.removed_ratio > 0]
    return sorted(lost, key=lambda a: (-a.removed_ratio, a.source_uri, a.title))[:MAX_ARTICLES]


def _reasons(files: Files) -> tuple[ReasonFacts, ...]:
    counts: Counter[str] = Counter()
    examples: dict[str, list[tuple[str, str]]] = {}
    for row in _read(files, "rejects", ["reason", "source_uri", "message"]):
        counts[row["reason"]] += 1
        shown = examples.setdefault(row["reason"], [])
        if len(shown) < EXAMPLES:
            shown.append((row["source_uri"], _excerpt(row["message"])))
    return tuple(ReasonFacts(r, count, tuple(examples[r])) for r, count in _ranked(counts))


def _duplicates(files: Files) -> tuple[Counter[str], tuple[DuplicateFacts, ...]]:
    relations: Counter[str] = Counter()
    shown: list[dict[str, Any]] = []
    columns = ["id", "title", "duplicate_of", "relation", "similarity"]
    for row in _read(files, "duplicates", columns):
        relations[row["relation"]] += 1
        if len(shown) < MAX_DUPLICATES:
            shown.append(row)
    wanted = {row["duplicate_of"] for row in shown}
    titles = {
        row["id"]: row["title"]
        for row in _read(files, "articles", ["id", "title"] if wanted else ["id"])
        if row["id"] in wanted
    }
    return relations, tuple(
        DuplicateFacts(
            row["relation"],
            row["similarity"],
            _excerpt(row["title"]) or row["id"],
            _excerpt(titles.get(row["duplicate_of"])) or row["duplicate_of"],
        )
        for row in sorted(shown, key=lambda r: (r["relation"], -r["similarity"], r["id"]))
    )

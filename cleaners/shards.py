"""One shard in, one shard out: the parallel steps of a run, each safe to repeat.

A step writes its folder under a temporary name and renames it, so what stands there is whole.
"""

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from cleaners.dedup import signatures
from cleaners.dedup.tables import write_signatures
from cleaners.document import Article, Cleaned, RawDocument
from cleaners.facts import Facts, facts_of
from cleaners.options import Options
from cleaners.pipeline import Result, reject_raw, work
from cleaners.plan import InputFile, Shard
from cleaners.read import document_id, read_file
from cleaners.sites import Templates, needs_second_pass
from cleaners.spill import read_records, write_records
from cleaners.strip import NO_TEMPLATE, Template
from cleaners.write import RowError, check_row_errors, load_seen, without_surrogates


class ShardJob(msgspec.Struct, frozen=True):
    """Everything a worker needs to know to clean a shard."""

    shard: Shard
    work: str  #: folder of the run's intermediate files
    options: Options
    seen: str | None = None  #: file of the ids that earlier runs have seen


class ShardCounts(msgspec.Struct, frozen=True):
    """What became of a shard's records."""

    found: int = 0
    seen_before: int = 0
    articles: int = 0
    rejects: int = 0
    removed: dict[str, int] = {}  #: kind -> characters
    warnings: dict[str, int] = {}  #: code -> articles
    again: int = 0  #: documents cleaned a second time


def clean_shard(job: ShardJob) -> ShardCounts:
    """Clean the records of a shard without the site memory; a finished shard is skipped."""
    target = Path(job.work) / job.shard.key
    done = read_counts(target)
    if done is not None:
        return done
    seen = load_seen(job.seen)
    found = before = 0
    results: list[Cleaned] = []
    facts: list[Facts] = []
    for file in job.shard.files:
        for raw in _records(file):
            found += 1
            if isinstance(raw, RawDocument) and raw.id in seen:
                before += 1
                continue
            cleaned, fact = (
                _clean(raw, job.options) if isinstance(raw, RawDocument) else (raw, None)
            )
            results.append(without_surrogates(cleaned))
            if fact is not None:
                facts.append(fact)
    counts = _counts(results, found, before)
    _publish(target, results, facts, counts)
    return counts


def _records(file: InputFile) -> Iterator[RawDocument | Cleaned]:
    """Yield the records of a file, or the reject that it became."""
    try:
        yield from read_file(file.path, file.uri)
    except OSError as error:
        raw = RawDocument(document_id(file.uri, b""), file.uri, b"")
        message = f"{file.uri}: cannot be read: {error.strerror or error}; check path and rights"
        yield reject_raw(raw, "read", "error", message)


def _clean(
    raw: RawDocument, options: Options, template: Template = NO_TEMPLATE
) -> tuple[Cleaned, Facts | None]:
    """Clean a record; a fault of our own becomes a reject and harms no other record."""
    try:
        result = work(raw, options, template)
        check_row_errors(result.cleaned)
        return result.cleaned, _facts(result)
    except RowError as error:
        message = f"{raw.source_uri}: {error}"
    except Exception as error:
        message = f"{raw.source_uri}: {type(error).__name__}: {error}; please report this document"
    return reject_raw(raw, "clean", "error", message), None


def _facts(result: Result) -> Facts | None:
    article = result.cleaned.article
    if article is None or result.document is None or result.resolved is None:
        return None
    return facts_of(result.document, result.resolved, article.metadata, article.text)


def reclean_shard(job: ShardJob) -> ShardCounts:
    """Clean again, with the site memory, the documents of a shard that it touches."""
    first = Path(job.work) / job.shard.key
    target = first.with_name(f"{job.shard.key}-again")
    counts = read_counts(first)
    if counts is None:
        raise RuntimeError(f"{first}: the shard was not cleaned; run the step before this one")
    done = read_counts(target)
    if done is not None:
        return done
    templates = read_templates(job.work)
    due = {f.id: f.site for f in read_facts(first) if needs_second_pass(templates, f)}
    if not due:
        return counts
    files = {file.uri: file for file in job.shard.files}
    results = []
    for cleaned in read_records(first, Cleaned):
        article = cleaned.article
        if article is None or article.id not in due:
            results.append(cleaned)
            continue
        raw = _find(files[article.source_uri], article)
        template = templates[due[article.id]]
        again = cleaned if raw is None else _clean(raw, job.options, template)[0]
        results.append(without_surrogates(again))
    counts = msgspec.structs.replace(
        _counts(results, counts.found, counts.seen_before), again=len(due)
    )
    _publish(target, results, [], counts)
    return counts


def _find(file: InputFile, article: Article) -> RawDocument | None:
    """Return the record that an article was made from; None when the file changed meanwhile."""
    records = (raw for raw in _records(file) if isinstance(raw, RawDocument))
    return next((raw for raw in records if raw.id == article.id), None)


def _counts(results: Sequence[Cleaned], found: int, before: int) -> ShardCounts:
    removed: Counter[str] = Counter()
    warnings: Counter[str] = Counter()
    for cleaned in results:
        for removal in cleaned.removals:
            removed[removal.kind] += len(removal.text)
        if cleaned.article is not None:
            warnings.update(cleaned.article.warnings)
    articles = sum(cleaned.article is not None for cleaned in results)
    return ShardCounts(
        found=found,
        seen_before=before,
        articles=articles,
        rejects=len(results) - articles,
        removed=dict(sorted(removed.items())),
        warnings=dict(sorted(warnings.items())),
    )


def _publish(
    target: Path, results: Sequence[Cleaned], facts: Sequence[Facts], counts: ShardCounts
) -> None:
    """Write all that a shard gave and rename it into place."""
    part = target.with_name(f"{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    write_records(part, results)
    articles = [cleaned.article for cleaned in results if cleaned.article is not None]
    write_signatures(part / "signatures.arrow", signatures(articles))
    (part / "facts.bin").write_bytes(msgspec.msgpack.encode(list(facts)))
    (part / "counts.json").write_bytes(msgspec.json.encode(counts))
    shutil.rmtree(target, ignore_errors=True)
    part.rename(target)


def read_counts(folder: Path) -> ShardCounts | None:
    """Return the counts of a finished step; None when it is not finished."""
    try:
        return msgspec.json.decode((folder / "counts.json").read_bytes(), type=ShardCounts)
    except FileNotFoundError:
        return None


def read_facts(folder: Path) -> list[Facts]:
    """Return what the documents of a shard tell about their sites."""
    return msgspec.msgpack.decode((folder / "facts.bin").read_bytes(), type=list[Facts])


def read_templates(work_folder: str) -> Templates:
    """Return the site memory that this run has learned."""
    path = Path(work_folder) / "sites.bin"
    if not path.exists():
        return {}
    return msgspec.msgpack.decode(path.read_bytes(), type=Templates)


def shard_folder(work_folder: str, key: str) -> Path:
    """Return the folder with the last word on a shard."""
    again = Path(work_folder) / f"{key}-again"
    return again if again.exists() else Path(work_folder) / key


def read_cleaned(work_folder: str, key: str) -> Iterator[Cleaned]:
    """Yield what became of the records of a shard."""
    return read_records(shard_folder(work_folder, key), Cleaned)

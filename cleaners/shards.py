"""One shard in, one shard out: the parallel steps of a run, each safe to repeat.

A step writes its folder under a temporary name and renames it, so what stands there is whole.
"""

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from cleaners.dedup import signatures
from cleaners.dedup.tables import write_signatures
from cleaners.document import Article, Cleaned, RawDocument
from cleaners.facts import Facts, facts_of
from cleaners.losses import FILE, Gauge
from cleaners.options import Options
from cleaners.pipeline import Result, reject_raw, work
from cleaners.plan import InputFile, Shard, is_as_planned
from cleaners.read import RecordFinder, document_id, has_known_name, read_file
from cleaners.site_templates import digest_of_templates, read_templates
from cleaners.sites import template_for
from cleaners.spill import read_items, read_records, write_item, write_records
from cleaners.strip import NO_TEMPLATE, Template
from cleaners.write import RowError, check_row_errors, load_seen, without_surrogates

FACTS: Final = "facts.bin"


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


class _Tally:
    """Count what becomes of a shard's records while they are written."""

    def __init__(self, found: int = 0, seen_before: int = 0) -> None:
        self.found, self.seen_before = found, seen_before
        self._articles = self._rejects = 0
        self.gauge = Gauge()
        self._removed: Counter[str] = Counter()
        self._warnings: Counter[str] = Counter()

    def add(self, cleaned: Cleaned) -> None:
        """Count a record that was cleaned."""
        self.gauge.add(cleaned)
        for removal in cleaned.removals:
            self._removed[removal.kind] += len(removal.text)
        if cleaned.article is None:
            self._rejects += 1
        else:
            self._articles += 1
            self._warnings.update(cleaned.article.warnings)

    def counts(self, again: int = 0) -> ShardCounts:
        """Return the counts so far."""
        return ShardCounts(
            found=self.found,
            seen_before=self.seen_before,
            articles=self._articles,
            rejects=self._rejects,
            removed=dict(sorted(self._removed.items())),
            warnings=dict(sorted(self._warnings.items())),
            again=again,
        )


def clean_shard(job: ShardJob) -> ShardCounts:
    """Clean the records of a shard without the site memory; a finished shard is skipped.

    Records are written as they are cleaned: memory holds one at a time, however large the file.
    """
    target = Path(job.work) / job.shard.key
    done = read_counts(target)
    if done is not None:
        return done
    tally = _Tally()
    with _publishing(target) as part:
        with (part / FACTS).open("wb") as facts:
            _write(part, _cleaned(job, tally, facts))
        return _end(part, tally)


def _cleaned(job: ShardJob, tally: _Tally, facts: BinaryIO) -> Iterator[Cleaned]:
    """Clean the records of a shard; write down what each tells about its site."""
    seen = load_seen(job.seen)
    for file in job.shard.files:
        for raw in _records(file, job.options):
            tally.found += 1
            if raw.id in seen:
                tally.seen_before += 1
                continue
            cleaned, fact = _clean(raw, job.options)
            cleaned = without_surrogates(cleaned)
            tally.add(cleaned)
            if fact is not None:
                write_item(facts, msgspec.msgpack.encode(fact))
            yield cleaned


def _records(file: InputFile, options: Options) -> Iterator[RawDocument]:
    """Yield the records of a file; one that cannot be read is one record that says so."""
    stretch = file.stretch
    start, end, copies = (
        (0, None, None) if stretch is None else (stretch.start, stretch.end, stretch.copies)
    )
    if not file.is_named and not has_known_name(file.uri):
        yield _unread(file, "not_text", "unknown ending; name the file itself to read it as text")
        return
    try:
        if not is_as_planned(file):
            why = f"from record {start:,} on not read: it changed under the run; run again"
            yield _unread(file, "error", why, b"from %d" % start)
            return
        yield from read_file(
            file.path, file.uri, options.max_document_bytes, start=start, end=end, copies=copies
        )
    except OSError as error:
        if start == 0:  # once a file
            why = f"cannot be read: {error.strerror or error}; check path, rights"
            yield _unread(file, "error", why)
    except Exception as error:  # a fault of our own costs the rest of this file, and no other
        why = f"{type(error).__name__}: {error}; please report this file"
        yield _unread(file, "error", why, b"from %d" % start)


def _unread(file: InputFile, reason: str, why: str, data: bytes = b"") -> RawDocument:
    fault = (reason, f"{file.uri}: {why}")
    return RawDocument(document_id(file.uri, data), file.uri, b"", fault=fault)


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
    target = _again_folder(job.work, job.shard.key)
    counts = read_counts(first)
    if counts is None:
        raise RuntimeError(f"{first}: the shard was not cleaned; run the step before this one")
    done = read_counts(target)
    if done is not None:
        return done
    templates = read_templates(job.work)
    due = {f.id: t for f in read_facts(first) if (t := template_for(templates, f)).lines}
    if not due:
        return counts
    tally = _Tally(counts.found, counts.seen_before)
    with _publishing(target) as part:
        _write(part, _cleaned_again(job, read_records(first, Cleaned), due, tally))
        return _end(part, tally, again=len(due))


def _cleaned_again(
    job: ShardJob, records: Iterator[Cleaned], due: Mapping[str, Template], tally: _Tally
) -> Iterator[Cleaned]:
    """Yield the records of a shard, those due cleaned anew with the template of their site."""
    with closing(_Finder(job.shard.files, job.options.max_document_bytes)) as finder:
        for cleaned in records:
            article = cleaned.article
            if article is not None and article.id in due:
                raw = finder.find(article)
                if raw is not None:
                    again, _ = _clean(raw, job.options, due[article.id])
                    cleaned = without_surrogates(again)  # noqa: PLW2901
            tally.add(cleaned)
            yield cleaned


class _Finder:
    """Find again the records that articles were made from, asked for in the order of the shard."""

    def __init__(self, files: Sequence[InputFile], max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._paths = {file.uri: file.path for file in files}
        self._uri = ""
        self._file: RecordFinder | None = None

    def find(self, article: Article) -> RawDocument | None:
        """Return the record of an article; None when its file changed meanwhile."""
        uri = article.source_uri
        try:
            if self._file is None or uri != self._uri:
                self.close()
                self._file = RecordFinder(
                    self._paths[uri], uri, article.source_record, self._max_bytes
                )
                self._uri = uri
            raw = self._file.find(article.source_record)
        except OSError:
            return None
        if raw is None or hashlib.sha256(raw.data).hexdigest() != article.source_hash:
            return None
        found: RawDocument = msgspec.structs.replace(raw, id=article.id)
        return found

    def close(self) -> None:
        """Close the file that was read last."""
        if self._file is not None:
            self._file.close()
        self._file = None


@contextmanager
def _publishing(target: Path) -> Iterator[Path]:
    """Yield a folder to write to; it gets its name when all is written."""
    part = target.with_name(f"{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    yield part
    shutil.rmtree(target, ignore_errors=True)
    part.rename(target)


def _write(part: Path, records: Iterator[Cleaned]) -> None:
    """Write records, and the signatures of the articles among them."""
    write_signatures(part / "signatures.arrow", signatures(write_records(part, records)))


def _end(part: Path, tally: _Tally, again: int = 0) -> ShardCounts:
    """Write losses and counts: a shard that has them is finished."""
    (part / FILE).write_bytes(msgspec.msgpack.encode(tally.gauge.losses()))
    counts = tally.counts(again)
    (part / "counts.json").write_bytes(msgspec.json.encode(counts))
    return counts


def read_counts(folder: Path) -> ShardCounts | None:
    """Return the counts of a finished step; None when it is not finished."""
    try:
        return msgspec.json.decode((folder / "counts.json").read_bytes(), type=ShardCounts)
    except FileNotFoundError:
        return None


def read_facts(folder: Path) -> Iterator[Facts]:
    """Yield what the documents of a shard tell about their sites."""
    return read_items(folder / FACTS, Facts)


def shard_folder(work_folder: str, key: str) -> Path:
    """Return the folder with the last word on a shard."""
    again = _again_folder(work_folder, key)
    return again if again.exists() else Path(work_folder) / key


def _again_folder(work_folder: str, key: str) -> Path:
    """Return where the second pass over a shard goes: it depends on what the run has learned."""
    return Path(work_folder) / f"{key}-{digest_of_templates(work_folder)}"


def read_cleaned(work_folder: str, key: str) -> Iterator[Cleaned]:
    """Yield what became of the records of a shard."""
    return read_records(shard_folder(work_folder, key), Cleaned)

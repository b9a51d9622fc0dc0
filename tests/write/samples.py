"""Records of invented outlets and people, and a whole run made of them."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from cleaners.document import (
    Article,
    Cleaned,
    Credit,
    Duplicate,
    Image,
    Metadata,
    Provenance,
    Reject,
    Removal,
)
from cleaners.options import Options
from cleaners.version import VERSION
from cleaners.write import TABLES, Counts, Inputs, Manifest, Run, commit, open_run, write_part

STARTED = datetime(2026, 11, 21, 22, 13, tzinfo=UTC)
INPUTS = Inputs(("harbour/*.txt",), 4, 9_876)


def doc_id(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def article(name: str, text: str = "The ferry left at noon.", **fields: object) -> Article:
    """Build an article; ``fields`` are columns of its metadata."""
    given: dict[str, object] = {
        "title": f"Harbor log {name}",
        "authors": ("Ilse Varnholt",),
        "byline": "By Ilse Varnholt",
        "credits": (Credit("editing", "Pim Oudekerk"),),
        "date_published": "2024-07-29T16:05:00Z",
        "day_published": "2024-07-29",
        "date_precision": "minute",
        "domain": "quaypost.example",
        "images": (Image(caption="The quay at dawn."),),
        "language": "en",
        "language_score": 0.99,
        "provenance": (
            Provenance("title", f"Harbor log {name}", "heading", "titles/first", 0, 12, 0.9),
            Provenance("domain", "quaypost.example", "hint", "sites/hint", None, None, 0.8),
        ),
    } | fields
    return Article(
        id=doc_id(name),
        text=text,
        metadata=Metadata(**given),  # type: ignore[arg-type]
        word_count=len(text.split()),
        char_count=len(text),
        paragraph_count=1 + text.count("\n\n"),
        removed_char_count=9,
        removed_ratio=0.28,
        warnings=("encoding_repaired",),
        source_uri=f"/harbour/{name}.txt",
        source_record=None,
        source_id=None,
        source_format="text",
        encoding="utf-8",
        source_hash=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
    )


def removal(name: str, seq: int = 0, text: str = "Read also", **fields: object) -> Removal:
    given: dict[str, object] = {
        "kind": "related_links",
        "action": "drop",
        "rule": "related_links/read-also",
        "evidence": "read also",
        "start": 40,
        "end": 40 + len(text),
        "score": 1.0,
        "chars": len(text),
    } | fields
    return Removal(id=doc_id(name), seq=seq, text=text, **given)  # type: ignore[arg-type]


def kept(name: str, text: str = "The ferry left at noon.", **fields: object) -> Cleaned:
    return Cleaned(article(name, text, **fields), removals=(removal(name, 1), removal(name, 0)))


def rejected(name: str) -> Cleaned:
    message = f"/harbour/{name}.txt: no sentence is left; look at the file"
    reject = Reject(doc_id(name), f"/harbour/{name}.txt", None, "strip", "too_short", message, "Hm")
    return Cleaned(None, reject)


def repeats(name: str, original: str) -> dict[str, Duplicate]:
    verdict = Duplicate(doc_id(name), doc_id(original), "near", 0.93, doc_id(original))
    return {verdict.id: verdict}


#: three articles, of which one repeats another, and a reject
BATCH = (kept("anchor"), kept("buoy"), kept("copy"), rejected("driftwood"))
VERDICTS = repeats("copy", "anchor")


def finish(
    run: Run,
    cleaned: Iterable[Cleaned] = BATCH,
    verdicts: Mapping[str, Duplicate] = VERDICTS,
    seen_before: int = 0,
) -> Manifest:
    """Write one part and commit it."""
    parts, counts = write_part(cleaned, verdicts, run.staging, 0, run.run_id, VERSION)
    read = counts.articles + counts.duplicates + counts.rejects
    return commit(
        run,
        parts,
        Counts(
            seen_before + read,
            seen_before,
            read,
            counts.articles,
            counts.duplicates,
            counts.rejects,
        ),
        options=Options(),
        inputs=INPUTS,
        removed=counts.removed,
        now=STARTED,
    )


def whole_run(
    output: Path,
    cleaned: Iterable[Cleaned] = BATCH,
    verdicts: Mapping[str, Duplicate] = VERDICTS,
) -> Manifest:
    """Make a run from beginning to end."""
    with open_run(output, now=STARTED) as run:
        return finish(run, cleaned, verdicts)


#: what a reader sees of a whole run of BATCH
TABLE_FILES = {table: ["part-00000.parquet"] for table in TABLES}


def visible(output: Path) -> dict[str, list[str]]:
    """Return what a reader sees: the files of each batch."""
    batches = {t: sorted((output / t).glob("*/*")) if (output / t).is_dir() else [] for t in TABLES}
    return {table: [path.name for path in paths] for table, paths in batches.items() if paths}


def tree(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())

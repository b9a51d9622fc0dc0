"""Write the output contract: parts, one commit, the manifest, the report, and their check.

A run, from the flow's side::

    with open_run(output, reprocess=options.reprocess) as run:   # lock, recovery, ids seen
        ...                                                      # shards below run.work
        if doc_id in load_seen(run.seen): ...                    # in any worker
        check_row_errors(cleaned)                                # in the worker, per document
        cleaned = without_surrogates(cleaned)                    # before it is spilled or sent
        parts, counts = write_part(                              # in any worker, numbers differ
            cleaned, verdicts, run.staging, number, run.run_id, VERSION, options.removals
        )
        total = sum_counts(all_counts)
        commit(                                                  # journal, renames, manifest last
            run,
            all_parts,
            Counts(found, seen_before, read, total.articles, total.duplicates, total.rejects),
            options=options,
            inputs=Inputs(arguments, files, bytes),
            removed=total.removed,
        )

Other stages remember things between runs by writing ``run.staging/state/<kind>.<suffix>``; the
commit moves it to ``state/<kind>/<run_id>.<suffix>``, and `committed_state` lists it.
"""

from cleaners.write.commit import Run, commit, open_run, recover
from cleaners.write.manifest import (
    AccountError,
    Alarm,
    Counts,
    Inputs,
    Manifest,
    Output,
    read_manifest,
)
from cleaners.write.parquet import Part, PartCounts, sum_counts, write_part
from cleaners.write.places import Places
from cleaners.write.report import render_committed, render_report
from cleaners.write.rows import (
    RowError,
    article_row,
    check_row_errors,
    reject_row,
    removal_row,
    without_surrogates,
)
from cleaners.write.schema import SCHEMA_VERSION, SCHEMAS, TABLES, TableName, render_columns
from cleaners.write.state import LockedError, OutputError, SeenIds, committed_state, load_seen
from cleaners.write.texts import EarlierTexts
from cleaners.write.verify import verify

__all__ = [
    "SCHEMAS",
    "SCHEMA_VERSION",
    "TABLES",
    "AccountError",
    "Alarm",
    "Counts",
    "EarlierTexts",
    "Inputs",
    "LockedError",
    "Manifest",
    "Output",
    "OutputError",
    "Part",
    "PartCounts",
    "Places",
    "RowError",
    "Run",
    "SeenIds",
    "TableName",
    "article_row",
    "check_row_errors",
    "commit",
    "committed_state",
    "load_seen",
    "open_run",
    "read_manifest",
    "recover",
    "reject_row",
    "removal_row",
    "render_columns",
    "render_committed",
    "render_report",
    "sum_counts",
    "verify",
    "without_surrogates",
    "write_part",
]

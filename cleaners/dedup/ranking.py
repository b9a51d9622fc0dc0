"""Put all articles into one order, the better canonical first, and know each by its rank."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from cleaners.dedup.signature import SCHEMA
from cleaners.document import Duplicate

VERDICT_FIELDS: Final = (
    pa.field("duplicate_of", pa.string()),
    pa.field("relation", pa.string()),
    pa.field("similarity", pa.float64()),
    pa.field("story_id", pa.string()),
)
HISTORY_SCHEMA: Final = pa.schema([*SCHEMA, *VERDICT_FIELDS])
"""Signatures with what became of each article: what a run leaves for the next one."""

_NO_DAY: Final = 2**31 - 1  #: an unknown day is the latest
_ORDER: Final = (
    ("truncated", "ascending"),
    ("present", "descending"),
    ("words", "descending"),
    ("known_day", "ascending"),
    ("id", "ascending"),
)


class Corpus(msgspec.Struct, frozen=True):
    """All articles that may be canonical, by rank: those of earlier runs, then the new ones."""

    ids: Sequence[str]
    earlier: int  #: ranks below are of earlier runs, in the order of their ids
    lengths: NDArray[np.int32]  #: tokens
    table: pa.Table  #: HISTORY_SCHEMA, sorted by rank
    settled: Mapping[bytes, Duplicate]  #: what earlier runs found of texts that were duplicates

    def story_id(self, rank: int) -> str:
        """Return the story of a canonical article."""
        return self.table["story_id"][rank].as_py() or self.ids[rank]


def settle(table: pa.Table, verdicts: Mapping[str, Duplicate]) -> pa.Table:
    """Return signatures with the verdicts beside them: the form of ``earlier`` for the next run.

    ``verdicts`` holds what `find_duplicates` returned, by id.
    """
    plain = pa.table([table[name] for name in SCHEMA.names], schema=SCHEMA)
    found = [verdicts.get(i) or Duplicate(i, None, None, 0.0, i) for i in plain["id"].to_pylist()]
    for field in VERDICT_FIELDS:
        values = [getattr(verdict, field.name) for verdict in found]
        plain = plain.append_column(field, pa.array(values, field.type))
    return plain


def rank_articles(tables: Iterable[pa.Table], earlier: Iterable[pa.Table]) -> Corpus:
    """Sort all articles by the order of the contract; the order of tables and rows is nothing.

    Raises
    ------
    ValueError
        An id stands there twice.
    """
    new = _concat(tables)
    old = _concat(earlier)
    settled = _settled(old.filter(pc.is_valid(old["duplicate_of"])))
    # one copy: to filter first and sort then would be two, and it is the largest thing there is
    canonical = np.flatnonzero(pc.is_null(old["duplicate_of"]).to_numpy())
    old = old.take(pa.array(canonical[pc.sort_indices(old["id"].take(pa.array(canonical)))]))
    new = new.append_column("known_day", pc.fill_null(new["day"], _NO_DAY))
    order = pc.sort_indices(new, sort_keys=list(_ORDER))
    table = pa.concat_tables([old, new.take(order).drop_columns("known_day")])
    ids = table["id"].to_pylist()
    if len(set(ids)) != len(ids):
        twice = next(a for a, b in zip(sorted(ids), sorted(ids)[1:], strict=False) if a == b)
        raise ValueError(
            f"the id {twice} stands twice among the signatures; pass each article once"
        )
    lengths = np.asarray(table["tokens"].to_numpy(), np.int32)
    return Corpus(ids, old.num_rows, lengths, table, settled)


def _concat(tables: Iterable[pa.Table]) -> pa.Table:
    """Join tables, with or without verdicts."""
    whole = [
        table if "duplicate_of" in table.column_names else settle(table, {}) for table in tables
    ]
    return pa.concat_tables([HISTORY_SCHEMA.empty_table(), *whole])


def _settled(table: pa.Table) -> dict[bytes, Duplicate]:
    """Return what is known of each text, by its exact hash; the lowest id decides."""
    rows = table.select(["exact", "id", *(field.name for field in VERDICT_FIELDS)]).to_pylist()
    return {
        row["exact"]: Duplicate(
            row["id"], row["duplicate_of"], row["relation"], row["similarity"], row["story_id"]
        )
        for row in sorted(rows, key=lambda row: row["id"], reverse=True)
        if row["exact"]
    }

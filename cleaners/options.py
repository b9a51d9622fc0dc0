"""What a run may be asked to do differently: the options that change its output."""

from typing import Literal

import msgspec

DedupLevel = Literal["none", "exact", "near", "rewrite"]


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Options of `copydesk clean` that its output depends on; the number of workers is none."""

    #: how far to look for duplicates; each level includes those before it
    dedup: DedupLevel = "rewrite"
    languages: tuple[str, ...] = ()  #: ISO 639-1 codes to keep; empty: all
    rules: str | None = None  #: folder of rule packs that are read beside the ones that ship
    reprocess: bool = False  #: clean again what earlier runs have seen
    removals: Literal["full", "none"] = "full"  #: whether the table ``removals`` is written
    max_document_bytes: int = 64 * 1024 * 1024  #: a larger decoded document is a reject

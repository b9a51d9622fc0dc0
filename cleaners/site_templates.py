"""What a run has learned of sites, for its workers: one file, with a digest of it in front.

The digest is part of the names of all folders of the second pass, so it must be cheap to ask for.
"""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec

from cleaners.sites import Templates

FILE: Final = "sites.bin"
_DIGEST_BYTES: Final = 8


def write_templates(work_folder: str, templates: Templates) -> None:
    """Write the site memory that this run has learned, behind a digest of it."""
    data = msgspec.msgpack.encode(templates, order="deterministic")
    path = Path(work_folder) / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(hashlib.sha256(data).digest()[:_DIGEST_BYTES] + data)
    part.rename(path)


def read_templates(work_folder: str) -> Templates:
    """Return the site memory that this run has learned."""
    return _templates(str(Path(work_folder) / FILE), digest_of_templates(work_folder))


@lru_cache(maxsize=1)  # a worker asks for each of its shards, and it may be tens of megabytes
def _templates(path: str, digest: str) -> Templates:
    if not digest:
        return {}
    return msgspec.msgpack.decode(Path(path).read_bytes()[_DIGEST_BYTES:], type=Templates)


def digest_of_templates(work_folder: str) -> str:
    """Return the digest of what this run has learned; empty when it has learned nothing yet."""
    try:
        with (Path(work_folder) / FILE).open("rb") as source:
            return source.read(_DIGEST_BYTES).hex()
    except FileNotFoundError:
        return ""

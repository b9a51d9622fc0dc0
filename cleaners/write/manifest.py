"""The manifest of a run: what went in, what came out, and that the accounts add up."""

import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from cleaners.version import VERSION
from cleaners.write.rows import replace_surrogates
from cleaners.write.schema import SCHEMA_VERSION
from cleaners.write.state import OutputError

_PACKAGES: Final = (
    "beautifulsoup4",
    "ftfy",
    "langdetect",
    "markdown-it-py",
    "msgspec",
    "prefect",
    "publicsuffixlist",
    "pyarrow",
)


class AccountError(ValueError):
    """Documents got lost or were counted twice; the message holds the figures."""


class Counts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Records of one run."""

    found: int  #: in the input
    seen_before: int  #: skipped, because an earlier run has dealt with them
    read: int
    articles: int
    duplicates: int
    rejects: int

    def check(self) -> None:
        """Check that every record found is in exactly one place.

        Raises
        ------
        AccountError
            found = seen_before + read or read = articles + duplicates + rejects does not hold.
        """
        if self.found != self.seen_before + self.read:
            raise AccountError(
                f"found ({self.found}) is not seen_before ({self.seen_before}) + read ({self.read})"
            )
        if self.read != self.articles + self.duplicates + self.rejects:
            raise AccountError(
                f"read ({self.read}) is not articles ({self.articles}) + duplicates "
                f"({self.duplicates}) + rejects ({self.rejects})"
            )


class Inputs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a run was asked to read."""

    arguments: tuple[str, ...]  #: as given: files, folders, globs, addresses
    files: int  #: how many files that came to
    bytes: int  #: their size as they lie there, compressed or not


class Output(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file that a run wrote."""

    path: str  #: relative to the output folder, with "/"
    rows: int
    bytes: int
    sha256: str  #: 64 hex digits


class Alarm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that lost far more than usual in a run."""

    scope: Literal["run", "rejects", "site", "rule", "document"]
    name: str  #: of the format, reason, site, rule or warning; "" of a line that stands for several
    message: str  #: what, how much, and what is usual


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All about one committed run, as it stands in ``runs/<run_id>.json``."""

    run_id: str
    status: Literal["completed"]  #: a run that fails publishes nothing, so it has no manifest
    started_at: str  #: ISO 8601, UTC
    finished_at: str
    options: dict[str, Any]  #: of `copydesk clean`, defaults included
    versions: dict[str, str]  #: of Copydesk, Python and the libraries that the output depends on
    inputs: Inputs
    outputs: tuple[Output, ...]
    counts: Counts
    removed: dict[str, int]  #: visible characters by kind
    alarms: tuple[Alarm, ...] = ()  #: the widest first


def installed_versions() -> dict[str, str]:
    """Return the versions that the output depends on; packages not installed are left out."""
    found = {
        "copydesk": VERSION,
        "python": platform.python_version(),
        "schema": SCHEMA_VERSION,
    }
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def format_time(time: datetime) -> str:
    """Return an aware time as ISO 8601 in UTC, to the second: ``2026-11-21T22:13:00Z``."""
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def encode_manifest(manifest: Manifest) -> bytes:
    """Return the manifest as indented JSON; what no UTF-8 can hold becomes U+FFFD."""
    plain = replace_surrogates(msgspec.to_builtins(manifest))
    return msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n"


def read_manifest(path: Path) -> Manifest:
    """Read a manifest.

    Raises
    ------
    OutputError
        It is no manifest; the message names the file and the fault.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except msgspec.MsgspecError as error:
        raise OutputError(f"{path}: no manifest: {error}; restore it from a backup") from error

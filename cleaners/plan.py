"""Plan a run: find the files that the inputs name and cut them into shards."""

import glob
import hashlib
import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from cleaners.options import Options
from cleaners.read import Stretch, cut_file, usual_content
from cleaners.read.compression import STDIN
from cleaners.version import VERSION

MAX_SHARD_FILES: Final = 500
MAX_SHARD_BYTES: Final = 8 * 1024 * 1024  #: of content
ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


class InputFile(msgspec.Struct, frozen=True):
    """A file to read; one that cannot be opened is listed, too, and becomes a reject."""

    uri: str  #: absolute path, links not resolved, as text; "-" for the standard input
    path: str  #: where its bytes lie
    size: int  #: bytes, of the stretch when it is one; 0 when unknown
    mtime_ns: int
    stretch: Stretch | None = None  #: the part of a large file of records that is meant
    whole: int = 0  #: bytes of the file of which it is a stretch
    is_named: bool = True  #: by an input; False: a folder holds it


class Shard(msgspec.Struct, frozen=True):
    """Files, or a stretch of one, that one worker cleans in one go."""

    key: str  #: 16 hex digits, of the version, the options and the files: equal work, equal key
    files: tuple[InputFile, ...]


class InputError(ValueError):
    """An input that names nothing; the message says what, where and what to do."""


def find_files(inputs: Sequence[str]) -> list[InputFile]:
    """Return the files that files, folders, globs and ``-`` name, sorted, each once.

    Hidden files and folders inside a folder are passed over.

    Raises
    ------
    InputError
        There is no input, or one of them matches nothing.
    """
    if not inputs:
        raise InputError("no input: name files, folders, globs, or - for the standard input")
    found: dict[str, InputFile] = {}
    for item in inputs:
        _check_name(item)
        files = list(_matches(item))
        if not files:
            raise InputError(
                f"{item}: no such file or folder, and no glob that matches one; "
                f"check the spelling (the current folder is {Path.cwd()})"
            )
        found.update((file.uri, file) for file in files)
    return [found[uri] for uri in sorted(found)]


def _check_name(item: str) -> None:
    """Refuse what names no place on this machine; an empty name would be the current folder."""
    if not item.strip():
        raise InputError(f"{item!r}: an empty name; name a file or folder, or . for this folder")
    if ADDRESS.match(item) and not Path(item).exists():
        raise InputError(
            f"{item}: an address; this version reads files of this machine only: copy them here"
        )


def _matches(item: str) -> Iterator[InputFile]:
    if item == STDIN:
        yield InputFile(STDIN, STDIN, 0, 0)
        return
    path = Path(item)
    if path.is_dir():
        files = list(_walk(path))
        if not files:
            raise InputError(f"{item}: the folder holds no files; name one that does")
        yield from files
    elif path.exists() or path.is_symlink():
        yield _file(path)
    elif glob.has_magic(item):
        for match in glob.glob(item, recursive=True):  # noqa: PTH207  absolute patterns, too
            matched = Path(match)
            yield from _walk(matched) if matched.is_dir() else (_file(matched),)


def _walk(folder: Path) -> Iterator[InputFile]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield msgspec.structs.replace(_file(Path(root) / name), is_named=False)


def _file(path: Path) -> InputFile:
    place = os.path.abspath(path)  # noqa: PTH100  Path.absolute keeps "..", resolve follows links
    try:
        status = path.stat()
    except OSError:
        return InputFile(as_text(place), place, 0, 0)
    return InputFile(as_text(place), place, status.st_size, status.st_mtime_ns)


def as_text(path: str) -> str:
    r"""Return a path as text that any table can hold: a byte that is no UTF-8 as ``\xe9``.

    >>> as_text("/in/caf\udce9.txt")
    '/in/caf\\xe9.txt'
    """
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def spool_stdin(files: Sequence[InputFile], folder: Path) -> list[InputFile]:
    """Write the standard input to a file below ``folder``, where workers can read it."""
    spooled = []
    for file in files:
        if file.path == STDIN:
            folder.mkdir(parents=True, exist_ok=True)
            target = folder / "stdin"
            with target.open("wb") as sink:
                shutil.copyfileobj(sys.stdin.buffer, sink)
            with target.open("rb") as source:
                digest = hashlib.file_digest(source, "sha256").digest()
            stamp = int.from_bytes(digest[:6])  # equal content, equal shard
            file = InputFile(STDIN, str(target), target.stat().st_size, stamp)  # noqa: PLW2901
        spooled.append(file)
    return spooled


def plan_shards(
    files: Sequence[InputFile], options: Options, shard_bytes: int = MAX_SHARD_BYTES
) -> list[Shard]:
    """Cut files into shards of at most 500 files or ``shard_bytes`` of content.

    A larger file of records is cut, too: each stretch of it is a shard of its own, as is a larger
    document.  The result of a run does not depend on the cuts.
    """
    shards: list[Shard] = []
    batch: list[InputFile] = []
    size = 0
    for file in files:
        content = usual_content(file.uri, file.size)
        stretches = cut_file(file.path, file.uri, content, shard_bytes, options.max_document_bytes)
        if len(stretches) > 1:
            shards.extend(_shard([_part(file, stretch)], options) for stretch in stretches)
            continue
        if batch and (len(batch) >= MAX_SHARD_FILES or size + content > shard_bytes):
            shards.append(_shard(batch, options))
            batch, size = [], 0
        batch.append(file)
        size += content
    if batch:
        shards.append(_shard(batch, options))
    return shards


def _part(file: InputFile, stretch: Stretch) -> InputFile:
    size = round(file.size * stretch.share)
    return msgspec.structs.replace(file, size=size, stretch=stretch, whole=file.size)


def is_as_planned(file: InputFile) -> bool:
    """Whether a file is still cut where its records end: it is as it was, or has only grown."""
    if file.stretch is None or file.uri == STDIN:  # our own copy, that nobody else writes to
        return True
    status = Path(file.path).stat()
    return status.st_mtime_ns == file.mtime_ns or status.st_size > file.whole


def _shard(files: Sequence[InputFile], options: Options) -> Shard:
    # the path says no more than the address, and may be no text
    named = [msgspec.structs.replace(file, path="") for file in files]
    content = msgspec.msgpack.encode((VERSION, options, _rules_digest(options.rules), named))
    return Shard(hashlib.sha256(content).hexdigest()[:16], tuple(files))


def _rules_digest(folder: str | None) -> str:
    """Return a digest of a folder of rule packs: edited rules are other work."""
    packs = sorted(Path(folder).glob("*.toml")) if folder is not None else []
    digest = hashlib.sha256()
    for pack in packs:
        digest.update(pack.name.encode() + b"\0" + pack.read_bytes() + b"\0")
    return digest.hexdigest()

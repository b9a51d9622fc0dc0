"""What an output folder remembers between runs: the lock, the ids seen, files of other stages."""

import fcntl
import mmap
import os
import socket
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cleaners.write.places import Places

ID_BYTES: Final = 16
_ID_TYPE: Final = np.dtype([("high", ">u8"), ("low", ">u8")])
SEEN_KIND: Final = "seen"
ACCEPTED: Final = "accepted"
REJECTED: Final = "rejected"
_PAUSES: Final = (0.05, 0.1, 0.0)  #: seconds; `is_locked` holds the lock for an instant
SEEN_SCHEMA: Final = pa.schema(
    [
        pa.field("id", pa.binary(ID_BYTES), nullable=False),
        pa.field("outcome", pa.string(), nullable=False),
        pa.field("pipeline_version", pa.string(), nullable=False),
    ]
)


class OutputError(ValueError):
    """The output folder cannot be used; the message says where, why and what to do."""


class LockedError(OutputError):
    """Another run writes to the output folder; the message names it."""


class Holder(msgspec.Struct, frozen=True):
    """Who holds the lock of an output folder."""

    run_id: str
    pid: int
    host: str
    since: str  #: ISO 8601, UTC


@contextmanager
def hold_lock(output: Path, since: str) -> Iterator[Callable[[str], None]]:
    """Hold the lock of ``output``, so that no other process writes there.

    It ends with the process, however that dies. The function yielded names the run that holds
    it, for the message that another process gets.

    Raises
    ------
    LockedError
        Another process, or another run of this one, holds it.
    OutputError
        The folder cannot be made or written.
    """
    places = Places(output)
    try:
        places.state.mkdir(parents=True, exist_ok=True)
        # not inherited by processes that we start: a worker must not keep the lock alive
        handle = os.open(places.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise OutputError(
            f"{output}: cannot be written ({error.strerror}); choose another output folder"
        ) from error
    try:
        _take(handle, output)

        def name(run_id: str) -> None:
            holder = Holder(run_id, os.getpid(), socket.gethostname(), since)
            os.ftruncate(handle, 0)
            os.pwrite(handle, msgspec.json.encode(holder), 0)

        name("about to start")
        try:
            yield name
        finally:
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _take(handle: int, output: Path) -> None:
    for pause in _PAUSES:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            time.sleep(pause)
    holder = _decode_holder(os.pread(handle, 4096, 0))
    who = (
        f"run {holder.run_id} (process {holder.pid} on {holder.host}, since {holder.since})"
        if holder
        else "another run"
    )
    raise LockedError(
        f"{output}: {who} is writing there; wait until it has ended or choose another folder"
    )


def _decode_holder(data: bytes) -> Holder | None:
    try:
        return msgspec.json.decode(data, type=Holder)
    except msgspec.MsgspecError:
        return None


def is_locked(output: Path) -> bool:
    """Whether a run is writing to ``output`` at this moment."""
    try:
        handle = os.open(Places(output).lock, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def committed_state(output: Path, kind: str) -> list[Path]:
    """List what committed runs remember of one kind, oldest first: ``state/<kind>/<run_id>.*``.

    A run leaves such a file by writing ``<staging>/state/<kind>.<suffix>``; the commit moves it
    into place. Files of runs without a manifest do not count.
    """
    places = Places(output)
    folder = places.state / kind
    runs = set(places.committed())
    return sorted(path for path in folder.glob("r*") if path.name.split(".")[0] in runs)


def write_seen(
    path: Path, accepted: Iterable[str], rejected: Iterable[str], pipeline_version: str
) -> int:
    """Write which ids a run has dealt with, as an Arrow file, sorted; return how many.

    Without any id there is no file.
    """
    refused = _packed(rejected)
    ids = np.frombuffer(refused + _packed(accepted), _ID_TYPE)
    if not len(ids):
        return 0
    outcomes = (np.arange(len(ids)) >= len(refused) // ID_BYTES).astype(np.int8)
    order = np.lexsort((outcomes, ids["low"], ids["high"]))
    ids, outcomes = ids[order], outcomes[order]
    is_last = np.append(ids[1:] != ids[:-1], True)  # of those with one id: accepted, if any is
    ids, outcomes = ids[is_last], outcomes[is_last]
    told = pa.DictionaryArray.from_arrays(outcomes, [REJECTED, ACCEPTED])
    packed = pa.py_buffer(ids.tobytes())
    table = pa.table(
        {
            "id": pa.FixedSizeBinaryArray.from_buffers(
                pa.binary(ID_BYTES), len(ids), [None, packed]
            ),
            "outcome": told.cast(pa.string()),
            "pipeline_version": pa.repeat(pipeline_version, len(ids)),
        },
        schema=SEEN_SCHEMA,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with (
        pa.OSFile(str(path), "wb") as sink,
        pa.ipc.new_file(sink, SEEN_SCHEMA, options=options) as f,
    ):
        f.write_table(table)
    return len(ids)


def _packed(ids: Iterable[str]) -> bytes:
    """Return ids as bytes: a fifth of what they take as strings, and a run may have millions."""
    packed = bytearray()
    for doc_id in ids:
        packed += bytes.fromhex(doc_id)
    return bytes(packed)


def index_seen(output: Path, pipeline_version: str, target: Path) -> int:
    """Write the ids that a run of ``pipeline_version`` need not read again, for `load_seen`.

    Seen means: the same id, accepted by any version or rejected by this one, in a committed run.
    Returns how many.
    """
    found = []
    for path in committed_state(output, SEEN_KIND):
        with pa.memory_map(str(path)) as source:
            table = pa.ipc.open_file(source).read_all()
        done = pc.or_(
            pc.equal(table["outcome"], ACCEPTED),
            pc.equal(table["pipeline_version"], pipeline_version),
        )
        found.append(table.filter(done).column("id").combine_chunks())
    ids = pc.unique(pa.chunked_array(found, pa.binary(ID_BYTES)))
    ids = ids.take(pc.sort_indices(ids))
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as sink:
        for start in range(0, len(ids), 65_536):
            sink.write(b"".join(ids[start : start + 65_536].to_pylist()))
    return len(ids)


class SeenIds:
    """A sorted file of ids, shared by all workers through the page cache; 24 steps a look-up."""

    def __init__(self, path: Path | None) -> None:
        """Open what `index_seen` wrote; None: nothing was seen."""
        self._ids: mmap.mmap | bytes = b""
        if path is not None and path.stat().st_size:  # an empty file cannot be mapped
            with path.open("rb") as source:
                self._ids = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        return len(self._ids) // ID_BYTES

    def __contains__(self, doc_id: str) -> bool:
        key = bytes.fromhex(doc_id)
        at = bisect_left(range(len(self)), key, key=self._at)
        return at < len(self) and self._at(at) == key

    def _at(self, index: int) -> bytes:
        return self._ids[index * ID_BYTES : (index + 1) * ID_BYTES]


def load_seen(path: str | Path | None) -> SeenIds:
    """Open the ids seen before, in any process: ``doc_id in load_seen(run.seen)``."""
    return SeenIds(None if path is None else Path(path))

"""What a run leaves to the next about sites: one file in which each site can be read alone.

A footer lists the sites, so that who wants one of them, or only their sizes, need not read all.
"""

import mmap
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from cleaners.sites import MIN_DOCUMENTS, SiteMemory
from cleaners.write.state import OutputError, committed_state

MAGIC: Final = b"copydesk sites 2\n"
KIND: Final = "sites"  #: of state
KEPT_TITLES: Final = 8  #: bytes of a title's key
_SIZE_BYTES: Final = 8


class SiteEntry(msgspec.Struct, frozen=True, array_like=True):
    """A site in the footer: how much is known of it, and where."""

    documents: int
    lines: int
    repeated: int  #: lines that two documents or more hold
    offset: int
    size: int  #: bytes


class _Footer(msgspec.Struct, frozen=True, array_like=True):
    titles: bytes  #: keys of all titles, sorted
    sites: dict[str, SiteEntry]


class SiteState(Mapping[str, SiteMemory]):
    """The memory of all sites, each read when it is asked for."""

    def __init__(self, path: Path | None) -> None:
        """Open a file that `StateWriter` wrote; None: nothing is known yet.

        Raises
        ------
        OutputError
            It is no such file.
        """
        self._data: mmap.mmap | bytes = b""
        self._footer = _Footer(b"", {})
        if path is not None:
            with path.open("rb") as source:
                self._data = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)
            self._footer = _read_footer(path, self._data)

    @property
    def entries(self) -> dict[str, SiteEntry]:
        """Return what is known of each site, in figures."""
        return self._footer.sites

    def titles(self) -> Iterator[str]:
        """Yield the keys of all titles."""
        return (self._title(at) for at in range(self._title_count()))

    def has_title(self, key: str) -> bool:
        """Whether a line is the title of an article of the corpus."""
        at = bisect_left(range(self._title_count()), key, key=self._title)
        return at < self._title_count() and self._title(at) == key

    def raw(self, site: str) -> bytes:
        """Return what is known of a site, encoded."""
        entry = self.entries[site]
        return self._data[entry.offset : entry.offset + entry.size]

    def __getitem__(self, site: str) -> SiteMemory:
        return msgspec.msgpack.decode(self.raw(site), type=SiteMemory)

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def _title_count(self) -> int:
        return len(self._footer.titles) // KEPT_TITLES

    def _title(self, at: int) -> str:
        return self._footer.titles[at * KEPT_TITLES : (at + 1) * KEPT_TITLES].hex()


def open_state(output: str | Path | None) -> SiteState:
    """Open what the newest committed run knew; each run's file holds all before it."""
    files = committed_state(Path(output), KIND) if output else []
    return SiteState(files[-1] if files else None)


def _read_footer(path: Path, data: mmap.mmap) -> _Footer:
    end = len(data) - _SIZE_BYTES
    try:
        if data[: len(MAGIC)] != MAGIC:
            raise msgspec.DecodeError("another beginning")
        size = int.from_bytes(data[end:], "little")
        return msgspec.msgpack.decode(data[max(end - size, 0) : end], type=_Footer)
    except msgspec.MsgspecError as error:
        raise OutputError(
            f"{path}: no site memory of this version ({error}); delete it: the memory begins anew"
        ) from error


class StateWriter:
    """Write what is known now, some sites of the run at a time, and all others as they were."""

    def __init__(self, sink: BinaryIO, earlier: SiteState) -> None:
        """Begin a file; `writing_state` does it."""
        self._sink = sink
        self._earlier = earlier
        self._entries: dict[str, SiteEntry] = {}
        self._encoder = msgspec.msgpack.Encoder()
        self._offset = sink.write(MAGIC)

    def add(self, fresh: Mapping[str, SiteMemory]) -> None:
        """Write sites of the run; each comes once."""
        for site, memory in sorted(fresh.items()):
            self._put(site, _entry(memory), self._encoder.encode(memory))

    def end(self, titles: frozenset[str]) -> None:
        """Write the sites of which the run had no document, and the footer."""
        for site, entry in sorted(self._earlier.entries.items()):
            if site not in self._entries:
                self._put(site, entry, self._earlier.raw(site))
        packed = b"".join(bytes.fromhex(title) for title in sorted(titles))
        entries = dict(sorted(self._entries.items()))
        size = self._sink.write(self._encoder.encode(_Footer(packed, entries)))
        self._sink.write(size.to_bytes(_SIZE_BYTES, "little"))

    def _put(self, site: str, entry: SiteEntry, data: bytes) -> None:
        self._entries[site] = msgspec.structs.replace(entry, offset=self._offset, size=len(data))
        self._offset += self._sink.write(data)


@contextmanager
def writing_state(path: Path, earlier: SiteState) -> Iterator[StateWriter]:
    """Yield the writer of a file; it gets its name when all is written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as sink:
        yield StateWriter(sink, earlier)
    part.rename(path)


def _entry(memory: SiteMemory) -> SiteEntry:
    repeated = sum(line.documents >= MIN_DOCUMENTS for line in memory.lines.values())
    return SiteEntry(memory.documents, len(memory.lines), repeated, 0, 0)

"""Open files that may be compressed, told by their first bytes, as streams of plain bytes."""

import errno
import io
import stat
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol

import pyarrow as pa

STDIN: Final = "-"
GZIP: Final = b"\x1f\x8b"
ZSTD: Final = b"\x28\xb5\x2f\xfd"
_CHUNK: Final = 64 * 1024  #: compressed bytes read at a time
_BUFFER: Final = 256 * 1024
_OUTPUT: Final = 16 * 1024  #: bytes of a zstd stream at a time; a damaged one loses fewer


class _Decompressor(Protocol):
    """What turns a compressed file into plain bytes, some at a time."""

    damage: str

    def read(self) -> bytes:
        """Return the next bytes; empty at the end, and where the stream is damaged."""


class _Gunzip:
    """Members of a gzip file, one after the other."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._inflate = zlib.decompressobj(31)
        self._input = b""
        self._members = 0
        self.damage = ""

    def read(self) -> bytes:
        """Return up to 256 KiB, so that a decompression bomb does not fill the memory."""
        while not self.damage:
            if not self._input:
                self._input = self._source.read(_CHUNK)
            if self._inflate.eof and not self._next_member():
                return b""
            if not self._input:
                self.damage = "it ends in the middle"
                return self._inflate.flush()
            data = self._inflated()
            if data:
                return data
        return b""

    def _next_member(self) -> bool:
        """Go on behind a member; zeros that pad the file are no member."""
        self._members += 1
        while not self._input.strip(b"\0"):
            self._input = self._source.read(_CHUNK)
            if not self._input:
                return False
        if not self._input.startswith(GZIP[: len(self._input)]):
            self.damage = "other bytes follow the compressed ones"
            return False
        self._inflate = zlib.decompressobj(31)
        return True

    def _inflated(self) -> bytes:
        before = self._inflate.copy()
        try:
            data = self._inflate.decompress(self._input, _BUFFER)
        except zlib.error as error:
            self.damage = str(error)
            return _readable(before, self._input)
        self._input = self._inflate.unused_data or self._inflate.unconsumed_tail
        return data


def _readable(inflate: "zlib._Decompress", data: bytes) -> bytes:
    """Return what comes before the fault: zlib throws it away with the piece that holds it."""
    found = b""
    with suppress(zlib.error):
        for at in range(len(data)):
            found += inflate.decompress(data[at : at + 1])
    return found


class _Unzstd:
    """Frames of a zstd file, one after the other."""

    def __init__(self, source: BinaryIO) -> None:
        self._stream = pa.CompressedInputStream(pa.PythonFile(source, "r"), "zstd")
        self.damage = ""

    def read(self) -> bytes:
        """Return up to 16 KiB."""
        try:
            return bytes(self._stream.read(_OUTPUT)) if not self.damage else b""
        except OSError as error:
            self.damage = str(error)
            return b""


class _Decompressing(io.RawIOBase):
    """A decompressor as a file; closing it closes what it reads from."""

    def __init__(self, decompressor: _Decompressor, source: BinaryIO) -> None:
        self.decompressor = decompressor
        self.given = 0
        self._source = source
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill ``buffer`` as far as the decompressor gives bytes at once."""
        if not self._rest:
            self._rest = memoryview(self.decompressor.read())
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        self.given += size
        return size

    def close(self) -> None:
        """Close the compressed file, too."""
        if not self.closed:
            self._source.close()
        super().close()


class Stream(io.BufferedReader):
    """Plain bytes of a file.  A damaged file ends where it can be read no further."""

    @property
    def damage(self) -> str:
        """What is wrong with the compressed file, known once its end is reached; else empty."""
        raw = self.raw
        return raw.decompressor.damage if isinstance(raw, _Decompressing) else ""

    @property
    def given(self) -> int:
        """How many bytes a decompressor has given so far; 0 for a plain file."""
        raw = self.raw
        return raw.given if isinstance(raw, _Decompressing) else 0

    @property
    def is_seekable(self) -> bool:
        """Whether one can jump in the file: it is plain and lies on a disk."""
        return not isinstance(self.raw, _Decompressing) and self.seekable()

    def skip(self, size: int) -> None:
        """Go on to byte ``size`` of the file, from its start."""
        if self.is_seekable:
            self.seek(size)
        while not self.is_seekable and size and (chunk := self.read(min(size, _BUFFER))):
            size -= len(chunk)


def open_stream(path: str) -> Stream:
    """Open a file, decompressed when its first bytes say that it is gzip or zstd.

    ``-`` is the standard input.  Raises OSError when the file cannot be opened.
    """
    # closed with the stream
    source: Any = sys.stdin.buffer if path == STDIN else _open_file(path)
    plain = Stream(source, _BUFFER)
    head = plain.peek(4)[:4]
    if head.startswith(GZIP):
        return Stream(_Decompressing(_Gunzip(plain), plain), _BUFFER)
    if head == ZSTD:
        return Stream(_Decompressing(_Unzstd(plain), plain), _BUFFER)
    return plain


def _open_file(path: str) -> io.FileIO:
    """Open a file; a pipe would keep its reader waiting for ever."""
    mode = Path(path).stat().st_mode
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "a pipe, a socket or a device"
        raise OSError(errno.EINVAL, f"it is {kind}, not a file", path)
    return io.FileIO(path)

"""JSON Lines: one object a line."""

import codecs
import json
from collections.abc import Iterator
from typing import Final

import msgspec

from cleaners.read.compression import Stream
from cleaners.read.encodings import UnreadableError, decode
from cleaners.read.fields import Fields
from cleaners.read.records import EXCERPT_BYTES, Digest, Record, Request, start_digest

_decoder: Final = msgspec.json.Decoder()
_KINDS: Final = {list: "an array", str: "a string", type(None): "null"}
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_json_lines(stream: Stream, request: Request) -> Iterator[Record]:
    """Yield a record for each line that is not blank; its position is its byte offset.

    A line that is no JSON object is a record with a fault, and no other line suffers.
    """
    position = request.start
    if position:
        stream.skip(position)
    elif stream.peek(3).startswith(codecs.BOM_UTF8):
        position = len(stream.read(len(codecs.BOM_UTF8)))
    elif stream.peek(2).startswith(_WIDE):
        yield Record(
            None,
            stream.read(EXCERPT_BYTES),
            fault=("error", "the lines are in UTF-16; JSON Lines are UTF-8: convert the file"),
        )
        return
    while not request.is_past(position):
        line = stream.readline(request.max_bytes + 1)
        if not line:
            return
        if len(line) > request.max_bytes and not line.endswith(b"\n"):
            record, size = _too_large(stream, line, position, request)
            yield record
            position += size
            continue
        if not line.isspace():
            written = line.rstrip(b"\r\n")
            record = read_line(written, position) if request.parse else Record(position, written)
            # the rest of a damaged file is one fault, told where the file ends
            if record.fault is None or line.endswith(b"\n") or not stream.damage:
                yield record
        position += len(line)


def _too_large(stream: Stream, head: bytes, position: int, request: Request) -> tuple[Record, int]:
    """Pass over the rest of a line; return its record, without the bytes, and its size."""
    digest: Digest = start_digest(request.uri)
    size, last = 0, head
    while True:
        size += len(last)
        following = b"" if last.endswith(b"\n") else stream.readline(request.max_bytes + 1)
        digest.update(last if following.strip(b"\r\n") else last.rstrip(b"\r\n"))
        if not following:
            break
        last = following
    message = (
        f"byte {position:,}: a line of {size:,} bytes, more than the {request.max_bytes:,} "
        "allowed; split the document or raise --max-document-bytes"
    )
    fault = ("too_large", message)
    return Record(position, head[:EXCERPT_BYTES], fault=fault, digest=digest), size


def read_line(line: bytes, position: int) -> Record:
    """Return the record of a line."""
    try:
        value = _decoder.decode(line)
        encoding = "utf-8"
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        try:
            value, encoding = _leniently(line)
        except (ValueError, RecursionError, UnreadableError):
            what = str(error) or type(error).__name__
            return _fault(line, position, f"not valid JSON: {what}")
    if not isinstance(value, dict):
        return _fault(line, position, f"{_KINDS.get(type(value), 'a number')} instead of an object")
    fields: Fields = value
    return Record(position, line, fields, encoding)


def _leniently(line: bytes) -> tuple[object, str]:
    """Read what is no JSON but clear: NaN, tabs and half surrogates in strings, other encodings."""
    decoded = decode(line)
    return json.loads(decoded.text, strict=False), decoded.encoding


def _fault(line: bytes, position: int, what: str) -> Record:
    message = f"byte {position:,}: {what}; correct the line, one JSON object on each"
    return Record(position, line, fault=("error", message))

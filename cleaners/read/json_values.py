"""JSON files: an array of objects, one object, or an object that holds such an array."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Final

from cleaners.read.compression import Stream
from cleaners.read.encodings import decode
from cleaners.read.fields import fold_name
from cleaners.read.records import EXCERPT_BYTES, Record, Request

CONTAINERS: Final = ("data", "articles", "documents")  #: fields that may hold the array
_CHUNK: Final = 256 * 1024  #: bytes
_SPACE: Final = re.compile(r"[\s\ufeff]*")
_NEAR: Final = 12  #: characters before the end of what is read, where a fault may be its cut
_decoder: Final = json.JSONDecoder(strict=False)


class JsonError(ValueError):
    """What is wrong with a JSON file; the message says where, and what to do."""

    reason = "error"


class TooLargeError(JsonError):
    """A value is too large to be held in memory."""

    reason = "too_large"


class _Window:
    """The part of a JSON file that is in memory: values are taken from its front."""

    def __init__(self, stream: Stream, max_bytes: int) -> None:
        self._stream = stream
        self._max_chars = max_bytes
        self.encoding = decode(stream.peek(_CHUNK)).encoding
        self._decode = codecs.getincrementaldecoder(self.encoding)("replace").decode
        self._before = 0  #: characters of the file that are not in memory any more
        self.text = ""
        self.at = 0
        self.keeps = False  #: what was taken stays in memory, too

    def fill(self) -> bool:
        """Read on; False at the end of the file."""
        data = self._stream.read(max(_CHUNK, len(self.text) - self.at))
        if data and not self.keeps:
            self._before += self.at
            self.text, self.at = self.text[self.at :], 0
        self.text += self._decode(data, final=not data)
        return bool(data)

    def peek(self) -> str:
        """Return the next character that is no white space; empty at the end."""
        while True:
            match = _SPACE.match(self.text, self.at)
            self.at = match.end() if match else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.fill():
                return ""

    def take(self, characters: str) -> str:
        """Take the next character, which must be one of these."""
        found = self.peek()
        if not found or found not in characters:
            wanted = " or ".join(characters)
            raise self.error(f"{found or 'the end'} where {wanted} should stand")
        self.at += 1
        return found

    def value(self) -> tuple[object, str]:
        """Take the next value; return it, and how it is written."""
        self.peek()
        while True:
            found = self._decoded()
            # a number may go on behind what is in memory
            if found and (found[1] < len(self.text) or self.text[-1] in '"]}' or not self.fill()):
                value, end = found
                written = self.text[self.at : end]
                self.at = end
                return value, written

    def _decoded(self) -> tuple[object, int] | None:
        """Decode a value; None when more was read, since it may have been cut."""
        try:
            return _decoder.raw_decode(self.text, self.at)
        except RecursionError:
            raise self.error("nested too deeply") from None
        except json.JSONDecodeError as error:
            cut = error.pos >= len(self.text) - _NEAR or error.msg.startswith("Unterminated")
            if len(self.text) - self.at > self._max_chars:
                raise self.too_large() from None
            if not cut or not self.fill():
                raise self.error(f"not valid JSON: {error.msg}", error.pos) from None
            return None

    def starts_objects(self) -> bool:
        """Whether an array of objects comes next."""
        if self.peek() != "[":
            return False
        place = self.at
        self.at += 1
        found = self.peek() == "{"
        self.at = place
        return found

    def end(self) -> None:
        """Check that nothing follows."""
        if self.peek():
            raise self.error("more follows where the file should end")

    def error(self, what: str, at: int | None = None) -> JsonError:
        """Return the error that tells what is wrong at a place."""
        place = self._before + (self.at if at is None else at)
        return JsonError(
            f"character {place:,}: {what}; correct the file, or write one object a line"
        )

    def too_large(self) -> TooLargeError:
        """Return the error that tells of a value that is too large."""
        return TooLargeError(
            f"character {self._before + self.at:,}: a value of more than the {self._max_chars:,} "
            "characters allowed; split the document or raise --max-document-bytes"
        )


def read_json(stream: Stream, request: Request) -> Iterator[Record]:
    """Yield the objects of an array by number, or the one object.

    From the first fault on nothing can be told apart: the rest of the file is one faulty record.
    """
    window = _Window(stream, request.max_bytes)
    is_container = False
    number = 0
    try:
        if window.peek() == "{":
            window.keeps = True
            fields, written = _read_object(window)
            if fields is not None:
                yield Record(None, written.encode("utf-8", "replace"), fields)
                window.end()
                return
            window.keeps, is_container = False, True
        for value, written in _values(window, is_container):
            if request.is_past(number):
                return
            if number >= request.start:
                yield _element(number, value, written)
            number += 1
        window.end()
    except JsonError as error:
        if not stream.damage:  # else it is told where the file ends
            yield _rest(window, number, error)


def _values(window: _Window, is_container: bool) -> Iterator[tuple[object, str]]:
    """Take the elements of an array, and of the others in the object that holds it."""
    window.take("[")
    if window.peek() != "]":
        yield window.value()
    while window.take(",]") == ",":
        yield window.value()
    while is_container and window.take(",}") == ",":
        name, _ = window.value()
        window.take(":")
        if fold_name(name) in CONTAINERS and window.starts_objects():
            yield from _values(window, is_container=False)
        else:
            window.value()


def _element(number: int, value: object, written: str) -> Record:
    data = written.encode("utf-8", "replace")
    if isinstance(value, dict):
        return Record(number, data, value)
    message = f"element {number:,} of the array is no object; make it one"
    return Record(number, data[:EXCERPT_BYTES], fault=("error", message))


def _rest(window: _Window, number: int, error: JsonError) -> Record:
    data = window.text[window.at : window.at + EXCERPT_BYTES].encode("utf-8", "replace")
    return Record(number, data, fault=(error.reason, str(error)))


def _read_object(window: _Window) -> tuple[dict[str, object] | None, str]:
    """Return the object and how it is written; None when the window stands before its array."""
    start = window.at
    fields: dict[str, object] = {}
    window.take("{")
    while window.peek() != "}":
        if fields:
            window.take(",")
        name, _ = window.value()
        window.take(":")
        if fold_name(name) in CONTAINERS and window.starts_objects():
            return None, ""
        fields[str(name)], _ = window.value()
    window.take("}")
    return fields, window.text[start : window.at]

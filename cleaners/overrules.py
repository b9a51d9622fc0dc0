"""What people decide over the site memory: `memory.toml` in the output folder, read and edited."""

import os
import re
import tomllib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, get_args

import msgspec

from cleaners.folding import squash
from cleaners.lines import line_key
from cleaners.write.state import OutputError

FILE: Final = "memory.toml"
ALL_SITES: Final = "*"
Decision: TypeAlias = Literal["keep", "remove"]
DECISIONS: Final[tuple[Decision, ...]] = get_args(Decision)
HEAD: Final = """\
# What people decide over the site memory of this corpus; runs read it and never write it.
# [[keep]]: the memory never removes the line; [[remove]]: it always does. site is a domain, the
# name of a site without one, or "*" for all sites. line is the whole line; key, where a line was
# too long to be shown, is its key in `copydesk memory DIR SITE`, and counts instead.
"""
_KEY: Final = re.compile("[0-9a-f]{16}")
_HEADER: Final = re.compile(r"\s*\[\[\s*(\w+)\s*\]\]\s*(#.*)?$")
_TO_DO: Final = "mend it there, or delete the entry"


class OverruleError(OutputError):
    """`memory.toml` cannot be used; the message says what is wrong, where, and what to do."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One decision, as it stands in the file."""

    site: str
    line: str
    key: str = ""

    @property
    def line_key(self) -> str:
        """Return the key of the line meant."""
        return self.key or line_key(self.line)


class Overrules(msgspec.Struct, frozen=True):
    """All decisions: site -> key of a line -> what to do with it."""

    sites: dict[str, dict[str, Decision]] = {}

    def of(self, site: str) -> dict[str, Decision]:
        """Return what was decided for a site; what was for all sites counts less."""
        return self.sites.get(ALL_SITES, {}) | self.sites.get(site, {})


NONE: Final = Overrules()


def site_name(site: str) -> str:
    """Return a site as the memory knows it: domains in lower case, names folded.

    >>> site_name("Bay.example"), site_name("The Bay Herald!")
    ('bay.example', 'the bay herald')
    """
    site = site.strip()
    is_domain = "." in site.strip(".") and not re.search(r"\s", site)
    return site.lower() if is_domain or site == ALL_SITES else squash(site)


def read_overrules(output: Path) -> Overrules:
    """Read the decisions of an output folder; there are none without the file.

    Raises
    ------
    OverruleError
        The file cannot be read, holds what it may not, or contradicts itself.
    """
    path = output / FILE
    sites: dict[str, dict[str, Decision]] = {}
    for decision, entry in _entries(path, _text(path)):
        lines = sites.setdefault(site_name(entry.site), {})
        if lines.setdefault(entry.line_key, decision) != decision:
            raise OverruleError(
                f"{path}: {entry.line!r} of {entry.site} is both kept and removed; "
                "delete one of the two entries"
            )
    return Overrules(sites)


def decide(output: Path, decision: Decision | None, site: str, line: str, key: str = "") -> bool:
    """Write a decision into the file, in place of another on the same line; None takes it back.

    What else stands in the file, comments included, stays. Return whether anything changed.

    Raises
    ------
    OverruleError
        The file cannot be used, or is laid out so that only its author can edit it.
    """
    path = output / FILE
    text = _text(path)
    read_overrules(output)
    new = Entry(site, line, key)
    if not new.line_key:
        raise OverruleError(f"{line!r}: no words in this line; write it as it stands there")
    wanted = [(said, entry) for said, entry in _entries(path, text) if not _same_line(entry, new)]
    if decision is not None:
        if any(said == decision and _same_line(e, new) for said, e in _entries(path, text)):
            return False
        wanted = sorted([*wanted, (decision, new)], key=lambda it: DECISIONS.index(it[0]))
    elif wanted == _entries(path, text):
        return False
    changed = _without(text, new)
    if decision is not None:
        changed = f"{changed.rstrip() or HEAD.rstrip()}\n\n{_block(decision, new)}"
    try:
        found = _entries(path, changed)
    except OverruleError:
        found = []
    if found != wanted:
        raise OverruleError(f"{path}: its layout is not one entry after the other; edit it by hand")
    _replace(path, changed)
    return True


def _same_line(one: Entry, other: Entry) -> bool:
    same_site = site_name(one.site) == site_name(other.site)
    return same_site and one.line_key == other.line_key


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise OverruleError(f"{path}: cannot be read as UTF-8 text: {error}; mend it") from error


def _entries(path: Path, text: str) -> list[tuple[Decision, Entry]]:
    """Return the entries of the file in their order: those of keep, then those of remove."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OverruleError(f"{path}: no valid TOML: {error}; mend it there") from error
    for name in data:
        if name not in DECISIONS:
            raise OverruleError(f"{path}: there is no [[{name}]]; write [[keep]] or [[remove]]")
    return [
        (decision, _entry(item, f"{path}: [[{decision}]] number {number}"))
        for decision in DECISIONS
        for number, item in enumerate(_listed(data.get(decision, []), path, decision), 1)
    ]


def _listed(value: Any, path: Path, decision: Decision) -> Sequence[Any]:
    if not isinstance(value, list):
        raise OverruleError(f"{path}: {decision}: write [[{decision}]], with two brackets")
    return value


def _entry(item: Any, where: str) -> Entry:
    try:
        entry = msgspec.convert(item, Entry)
    except msgspec.ValidationError as error:
        raise OverruleError(
            f"{where}: {error}; an entry has a site, a line and perhaps a key"
        ) from error
    if not site_name(entry.site):
        raise OverruleError(f'{where}: the site is empty; write a domain, a name, or "*"')
    if entry.key and not _KEY.fullmatch(entry.key):
        raise OverruleError(f"{where}: {entry.key!r} is no key of 16 hex digits; {_TO_DO}")
    if not entry.line_key:
        raise OverruleError(f"{where}: the line {entry.line!r} has no words; {_TO_DO}")
    return entry


def _without(text: str, meant: Entry) -> str:
    """Return the file without the entries on a line; comments between entries stay."""
    lines = text.split("\n")
    starts = [i for i, line in enumerate(lines) if _HEADER.match(line)]
    gone: set[int] = set()
    for start, end in pairwise([*starts, len(lines)]):
        last = end
        while last > start + 1 and lines[last - 1].lstrip()[:1] in ("", "#"):
            last -= 1
        try:
            ((items),) = tomllib.loads("\n".join(lines[start:last])).values()
            entry = msgspec.convert(items[0], Entry)
        except (ValueError, LookupError):
            continue
        if _same_line(entry, meant):
            gone.update(range(start, last))
            if last < end and not lines[last].strip():
                gone.add(last)
    return "\n".join(line for i, line in enumerate(lines) if i not in gone)


def _block(decision: Decision, entry: Entry) -> str:
    """Return an entry as TOML; its strings are JSON, which TOML reads as the same ones."""
    fields = {"site": entry.site, "line": entry.line} | ({"key": entry.key} if entry.key else {})
    told = "".join(f"{name} = {_quoted(value)}\n" for name, value in fields.items())
    return f"[[{decision}]]\n{told}"


def _quoted(text: str) -> str:
    escaped = msgspec.json.encode(text.encode("utf-8", "replace").decode()).decode()
    return escaped.replace("\x7f", "\\u007f")


def _replace(path: Path, text: str) -> None:
    """Replace the file at once: a reader finds the old one or the new one."""
    path.parent.joinpath("state").mkdir(exist_ok=True)
    part = path.parent / "state" / f"{path.name}.part"
    with part.open("wb") as sink:
        sink.write(text.encode())
        sink.flush()
        os.fsync(sink.fileno())
    part.replace(path)

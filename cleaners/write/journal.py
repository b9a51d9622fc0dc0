"""Publish staged files by renames that a crash cannot tear: written down first, then done.

Before the journal stands, a crash leaves nothing but staging, which is thrown away. Once it
stands, every rename in it will happen: now, or when the next run rolls the journal forward.
"""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import msgspec

from cleaners.write.places import Places
from cleaners.write.state import OutputError


class Move(msgspec.Struct, frozen=True):
    """One rename, relative to the output folder (which may itself be moved after a crash)."""

    source: str
    target: str


class Journal(msgspec.Struct, frozen=True):
    """All renames of one commit, in their order."""

    run_id: str
    moves: tuple[Move, ...]


def publish(places: Places, run_id: str, moves: Sequence[Move]) -> None:
    """Make all ``moves``, or after a crash leave a journal by which `roll_forward` does.

    Raises
    ------
    OutputError
        A target is there already; nothing was moved.
    """
    for move in moves:
        if (places.output / move.target).exists():
            raise OutputError(
                f"{places.output / move.target} is there already; nothing was written"
            )
    sync_tree(places.staging / run_id)
    draft = places.journal.with_suffix(".json.new")
    write_durably(draft, msgspec.json.encode(Journal(run_id, tuple(moves))))
    draft.rename(places.journal)
    sync(places.state)
    roll_forward(places)


def roll_forward(places: Places) -> str | None:
    """Make the moves that the journal still asks for; return its run id, None without a journal.

    Raises
    ------
    OutputError
        The journal cannot be followed: somebody else changed the folder.
    """
    if not places.journal.exists():
        return None
    try:
        journal = msgspec.json.decode(places.journal.read_bytes(), type=Journal)
    except msgspec.MsgspecError as error:
        raise OutputError(
            f"{places.journal} is damaged ({error}); look at it, then delete it"
        ) from error
    for move in journal.moves:
        _make(places.output / move.source, places.output / move.target, places.journal)
    # All before the journal goes: then nothing is left when it is gone.
    discard(places.work)
    discard(places.staging / journal.run_id)
    places.journal.unlink()
    sync(places.state)
    return journal.run_id


def _make(source: Path, target: Path, journal: Path) -> None:
    if not source.exists():
        if target.exists():
            return  # done before the crash
        raise OutputError(f"{journal} asks for {source}, which is gone; restore it or delete both")
    if target.exists():
        raise OutputError(f"{journal} asks to move {source} to {target}, which is there already")
    if not target.parent.is_dir():
        target.parent.mkdir(parents=True, exist_ok=True)
        sync(target.parent.parent)
    source.rename(target)
    sync(target.parent)
    sync(source.parent)


def roll_back(places: Places) -> list[str]:
    """Throw away what runs without a journal staged; return their ids."""
    places.journal.with_suffix(".json.new").unlink(missing_ok=True)
    dead = sorted(places.staging.iterdir()) if places.staging.is_dir() else []
    for folder in dead:
        discard(folder)
    discard(places.staging)
    return [folder.name for folder in dead]


def discard(path: Path) -> None:
    """Delete a folder with all that is in it, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)


def write_durably(path: Path, data: bytes) -> None:
    """Write a file that is on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as sink:
        sink.write(data)
        sink.flush()
        os.fsync(sink.fileno())


def sync_tree(folder: Path) -> None:
    """Force all files and folders below ``folder`` to the disk."""
    for path in sorted(folder.rglob("*"), reverse=True):
        sync(path)
    sync(folder)


def sync(path: Path) -> None:
    """Force one file, or the entries of one folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

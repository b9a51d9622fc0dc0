"""Run our command and the peers as programs, the way a user does."""

import json
import os
import subprocess
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from benchmarks.evaluation import ROOT
from benchmarks.peers import PEERS, Page
from cleaners.strip.labeler import MODEL

BENCH: Final = ROOT / ".venv-bench"
BENCH_PYTHON: Final = BENCH / "bin" / "python"
OURS: Final = "copydesk"
PEER: Final = "trafilatura"  #: whom speed is compared with


def clean_command(source: Path, target: Path, *options: str) -> list[str]:
    """Return the call that cleans a folder."""
    return [sys.executable, "-m", "flows.cli", "clean", str(source), "-o", str(target), *options]


def clean(source: Path, target: Path, model: Path | None = None) -> None:
    """Clean a folder, by another line labeler than the shipped one if ``model`` says so.

    Raises
    ------
    RuntimeError
        The command failed; the message ends with what it said.
    """
    given = environment() | ({MODEL: str(model.resolve())} if model else {})
    done = subprocess.run(
        clean_command(source, target), cwd=ROOT, env=given, capture_output=True, check=False
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace")[-2000:]
        raise RuntimeError(f"copydesk clean {source}: exit {done.returncode}\n{said}")


def environment() -> dict[str, str]:
    """Return the environment in which both our command and the peers find this repository."""
    return os.environ | {"PYTHONPATH": str(ROOT)}


def ask(name: str, pages: Iterable[Page], key: str) -> Path:
    """Return a file with the answers of a peer; they are kept, since peers do not change.

    ``key`` names the pages; versions and code of the peers are added to it.

    Raises
    ------
    RuntimeError
        The peers are not installed, or the peer ended with an error.
    """
    if not BENCH_PYTHON.exists():
        raise RuntimeError(f"{BENCH_PYTHON}: missing; install the peers with: make bench-peers")
    kept = BENCH / "answers" / f"{name.replace(' ', '-')}-{key}-{_state_of_peers()}.jsonl"
    if kept.exists():
        return kept
    kept.parent.mkdir(exist_ok=True)
    part = kept.with_suffix(".part")
    command = [str(BENCH_PYTHON), "-m", "benchmarks.peers.run", name]
    with part.open("wb") as sink, kept.with_suffix(".log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(), stdin=subprocess.PIPE, stdout=sink, stderr=log
        )
        assert process.stdin is not None
        for page in pages:
            process.stdin.write(json.dumps(page._asdict()).encode() + b"\n")
        process.stdin.close()
        if process.wait():
            raise RuntimeError(f"{name}: exit {process.returncode}; see {log.name}")
    part.rename(kept)
    return kept


def _state_of_peers() -> str:
    sources = [ROOT / "requirements-bench.lock", *sorted((ROOT / "benchmarks/peers").glob("*.py"))]
    return f"{zlib.crc32(b''.join(path.read_bytes() for path in sources)):08x}"


def versions() -> dict[str, str]:
    """Return the versions of the peers by distribution."""
    code = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"
    names = sorted({peer.package for peer in PEERS.values() if peer.package})
    done = subprocess.run([BENCH_PYTHON, "-c", code, *names], capture_output=True, check=True)
    return dict(zip(names, done.stdout.decode().split(), strict=True))

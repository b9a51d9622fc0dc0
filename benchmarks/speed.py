"""Measure speed beside trafilatura: python -m benchmarks.speed [--quick] [--parts ...] [--rounds N]

Everything is run as a program, with all processes that it starts, and in turns, so that a busy
moment of the machine hits all alike; what is told are medians over the rounds. The start (the same
program on one small page) is measured in each round and subtracted. Ratios are formed within a
round. Figures go to benchmarks/results/speed.json and docs/evaluation.md; --quick measures less and
only prints.
"""

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, Final

import msgspec

from benchmarks import documents, invented, meter, speed_tables
from benchmarks.command import BENCH_PYTHON, OURS, PEER, clean_command, environment, versions
from benchmarks.evaluation import EVAL, ROOT, Evaluation
from benchmarks.meter import Cost
from benchmarks.stages import profile
from cleaners.version import VERSION
from cleaners.write import read_manifest

RESULTS: Final = ROOT / "benchmarks" / "results" / "speed.json"
PARTS: Final = ("html", "text", "stages")
ROUNDS: Final = 5
DOCUMENTS: Final = 5_000
PROFILED: Final = 1_000  #: documents, or every so many of the pages, for the profile
QUICK_EVERY, QUICK_DOCUMENTS = 12, 500
SMALL_PAGE: Final = "<title>Ferry</title><p>The ferry to Almerby runs again from Monday.</p>"
SMALL_TEXT: Final = "The ferry to Almerby runs again from Monday. Tickets stay as they were.\n"

Runs = dict[str, list[Cost]]  #: name of a job -> cost in each round


class Bench:
    """A folder with the inputs, and the jobs that are measured on them."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.jobs: dict[str, Callable[[], Cost]] = {}

    def add_ours(self, name: str, source: Path, *options: str) -> None:
        """Add a run of our command into a fresh folder."""

        def run() -> Cost:
            target = self.work / f"out {name}"
            shutil.rmtree(target, ignore_errors=True)
            return _cost(clean_command(source, target, *options))

        self.jobs[name] = run

    def add_peer(self, name: str, source: Path) -> None:
        """Add a run of trafilatura with metadata over the files of a folder."""
        command = [str(BENCH_PYTHON), "-m", "benchmarks.peers.run", PEER, str(source)]
        self.jobs[name] = lambda: _cost(command)

    def small(self, name: str, text: str) -> Path:
        """Return a folder with one small document."""
        folder = self.work / f"small-{name.strip('.')}"
        folder.mkdir()
        (folder / f"small{name}").write_text(text, encoding="utf-8")
        return folder

    def run(self, rounds: int) -> Runs:
        """Run all jobs in turns, each round in the opposite order of the one before."""
        costs: Runs = {name: [] for name in self.jobs}
        for number in range(rounds):
            names = list(self.jobs)[:: -1 if number % 2 else 1]
            for name in names:
                costs[name].append(self.jobs[name]())
                print(f"round {number + 1}: {name}: {costs[name][-1]}", file=sys.stderr)
        return costs

    def counts(self, name: str) -> Any:
        """Return the accounts of the last run of one of our jobs."""
        (manifest,) = (self.work / f"out {name}" / "runs").glob("*.json")
        return read_manifest(manifest).counts


def _cost(command: list[str]) -> Cost:
    return meter.measure(command, environment(), str(ROOT))


def net(runs: Runs, job: str, start: str) -> list[Cost]:
    """Return the cost of a job without its start, by round.

    >>> net({"job": [Cost(3.0, 4.0)], "start": [Cost(1.0, 1.5)]}, "job", "start")
    [Cost(wall=2.0, cpu=2.5)]
    """
    pairs = zip(runs[job], runs[start], strict=True)
    return [Cost(whole.wall - begin.wall, whole.cpu - begin.cpu) for whole, begin in pairs]


def summarize(costs: list[Cost], number: int) -> dict[str, float]:
    """Return medians in milliseconds a document, and documents a second of wall time."""
    wall, cpu = median(it.wall for it in costs), median(it.cpu for it in costs)
    return {
        "wall_ms": wall / number * 1e3,
        "cpu_ms": cpu / number * 1e3,
        "documents_per_second": number / wall,
    }


def ratios(theirs: list[Cost], ours: list[Cost]) -> dict[str, float]:
    """Return how many times less we need, the median over the rounds.

    >>> ratios([Cost(8.0, 6.0)], [Cost(2.0, 2.0)])
    {'wall': 4.0, 'cpu': 3.0}
    """
    pairs = list(zip(theirs, ours, strict=True))
    return {
        "wall": median(a.wall / b.wall for a, b in pairs),
        "cpu": median(a.cpu / b.cpu for a, b in pairs),
    }


def starts(runs: Runs, job: str) -> dict[str, float]:
    """Return the medians of a start in seconds."""
    return {
        "wall_s": median(it.wall for it in runs[job]),
        "cpu_s": median(it.cpu for it in runs[job]),
    }


def measure_html(work: Path, data: Evaluation, rounds: int) -> dict[str, Any]:
    """Return the figures of the evaluation pages, one worker against one process."""
    pages = work / "pages"
    data.export(pages)
    number = sum(1 for _ in pages.iterdir())
    bench = Bench(work)
    small = bench.small(".html", SMALL_PAGE)
    bench.add_ours("our start", small, "--workers", "1")
    bench.add_peer("peer start", small)
    bench.add_ours("ours", pages, "--workers", "1")
    bench.add_peer("peer", pages)
    runs = bench.run(rounds)
    ours, peer = net(runs, "ours", "our start"), net(runs, "peer", "peer start")
    counts = bench.counts("ours")
    if 2 * counts.rejects > number:
        raise RuntimeError(f"{counts.rejects} of {number} pages were rejected: nothing to compare")
    return {
        "pages": number,
        "rejects": counts.rejects,
        "start": {OURS: starts(runs, "our start"), PEER: starts(runs, "peer start")},
        OURS: summarize(ours, number),
        PEER: summarize(peer, number),
        "ratio": ratios(peer, ours),
    }


def measure_text(work: Path, number: int, rounds: int) -> dict[str, Any]:
    """Return the figures of invented text, with one worker and with one a core."""
    texts = work / "texts"
    invented.write(texts, number)
    size = sum(path.stat().st_size for path in texts.iterdir())
    bench = Bench(work)
    small = bench.small(".txt", SMALL_TEXT)
    cores = str(os.cpu_count())
    for workers in dict.fromkeys(("1", cores)):
        bench.add_ours(f"start {workers}", small, "--workers", workers)
        bench.add_ours(f"texts {workers}", texts, "--workers", workers)
    runs = bench.run(rounds)
    by_workers = {
        workers: summarize(net(runs, f"texts {workers}", f"start {workers}"), number)
        | {"start_wall_s": starts(runs, f"start {workers}")["wall_s"]}
        for workers in dict.fromkeys(("1", cores))
    }
    counts = msgspec.structs.asdict(bench.counts("texts 1"))
    return {"mean_bytes": round(size / number), "workers": by_workers, "counts": counts}


def measure_stages(work: Path, data: Evaluation, every: int, number: int) -> dict[str, Any]:
    """Return CPU milliseconds a document by stage, for texts and for pages."""
    texts, pages = work / "profiled-texts", work / "profiled-pages"
    invented.write(texts, number)
    sample = Evaluation(data.folder, every)
    sample.export(pages)
    return {"text": profile([str(texts)]), "html": profile([str(pages)])}


def main(arguments: list[str]) -> int:
    """Measure, print the tables, and keep them unless the call was a quick one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval", type=Path, default=EVAL, help="folder with score.py")
    parser.add_argument("--quick", action="store_true", help="less of everything; nothing is kept")
    parser.add_argument("--parts", default=",".join(PARTS), help="html,text,stages")
    parser.add_argument("--rounds", type=int, default=0, help=f"default: {ROUNDS}, quick: 1")
    asked = parser.parse_args(arguments)
    parts = asked.parts.split(",")
    if set(parts) - set(PARTS):
        parser.error(f"parts: {', '.join(PARTS)}")
    rounds = asked.rounds or (1 if asked.quick else ROUNDS)
    data = Evaluation(asked.eval, QUICK_EVERY if asked.quick else 1)
    number = QUICK_DOCUMENTS if asked.quick else DOCUMENTS
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="copydesk-speed-") as folder:
        work = Path(folder)
        if "html" in parts:
            found["html"] = measure_html(_sub(work, "html"), data, rounds)
        if "text" in parts:
            found["text"] = measure_text(_sub(work, "text"), number, rounds)
        if "stages" in parts:
            found["stages"] = measure_stages(work, data, QUICK_EVERY, min(number, PROFILED))
    tables = {f"speed-{name}": speed_tables.RENDER[name](it) for name, it in found.items()}
    print("\n\n".join(f"## {name}\n\n{text}" for name, text in tables.items()))
    if not asked.quick:
        keep(found | {"machine": machine(), "rounds": rounds}, tables)
    return 0


def _sub(work: Path, name: str) -> Path:
    folder = work / name
    folder.mkdir()
    return folder


def machine() -> dict[str, str]:
    """Return what the figures depend on."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "copydesk": VERSION,
        PEER: versions()[PEER],
    }


def keep(found: dict[str, Any], tables: dict[str, str]) -> None:
    """Write the result file and the tables; parts that were not measured stay as they are."""
    old = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    text = json.dumps(old | found, indent=1, ensure_ascii=False, sort_keys=True)
    RESULTS.write_text(text + "\n", encoding="utf-8")
    for name, content in tables.items():
        documents.write_figures(name, content)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

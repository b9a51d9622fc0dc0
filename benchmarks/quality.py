"""Measure quality beside the peers: python -m benchmarks.quality [--quick] [--parts ...]

Our command cleans the evaluation pages as files, a black box; each rendering in a run of its own,
since together they are duplicates of each other. Peers are given the same pages, decoded already
and without Markdown marks. All answers are scored by the ``score.py`` of the data. Figures go to
benchmarks/results/quality.json and docs/evaluation.md; --quick measures one page in twelve and
only prints.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks import command, documents, quality_tables, rewrites
from benchmarks.command import OURS
from benchmarks.evaluation import EVAL, ROOT, Evaluation, Figures
from benchmarks.labeler_documents import fold_of
from benchmarks.peers import EVERYTHING, PEERS
from cleaners.version import VERSION

RESULTS: Final = ROOT / "benchmarks" / "results" / "quality.json"
PARTS: Final = ("html", "text", "rewrites")
QUICK: Final = 12  #: one page in so many
MIN_PAGES_OF_LANGUAGE: Final = 4  #: languages with fewer are put together as "other"


class Way(NamedTuple):
    """How to measure."""

    models: Path | None = None  #: folder of line labelers that have not seen the sites of a fold
    peers: bool = True  #: measure the peers, too


Answers = dict[tuple[str, str], Any]
Program = tuple[str, Answers, tuple[str, ...]]  #: name, its answers, the fields that are scored


def measure_html(data: Evaluation, work: Path, way: Way) -> dict[str, Any]:
    """Return figures by program and set, and by language."""
    source = work / "html"
    data.export(source)
    ids = {path.stem for path in source.iterdir()}
    gold = {key: page for key, page in data.gold().items() if key[1] in ids}
    key = f"html-{data.fingerprint()}"
    programs = list(_answers(data, work, source, key, "", way))
    figures = {name: data.score(gold, it, fields) for name, it, fields in programs}
    return {"sets": figures, "languages": _by_language(data, gold, programs)}


def measure_text(data: Evaluation, work: Path, styles: list[str], way: Way) -> dict[str, Any]:
    """Return figures by style, program and set, and by language."""
    by_style: dict[str, dict[str, Figures]] = {}
    by_language: dict[str, Any] = {}
    for style in styles:
        source = work / style
        data.export(source, style)
        ids = {path.stem for path in source.rglob("*.*")}
        gold = {key: page for key, page in data.gold(style).items() if key[1] in ids}
        key = f"{style}-{data.fingerprint()}"
        programs = list(_answers(data, work, source, key, style, way))
        by_style[style] = {name: data.score(gold, it, fields) for name, it, fields in programs}
        by_language[style] = _by_language(data, gold, programs)
        print(f"{style}: {len(gold)} pages", file=sys.stderr)
    return {"styles": by_style, "languages": by_language}


def _answers(
    data: Evaluation, work: Path, source: Path, key: str, style: str, way: Way
) -> Iterator[Program]:
    """Yield name, answers and fields of us and of each peer that takes such pages."""
    target = work / f"{source.name}-out"
    ours: Answers = {}
    for fold, model in _folds(data, source, style, way.models if style else None):
        command.clean(fold, target / fold.name, model)
        ours |= data.read_answers(target / fold.name, style)
    yield OURS, ours, EVERYTHING
    ids = {path.stem for path in source.rglob("*.*")}
    for name, peer in PEERS.items() if way.peers else ():
        if ("text" if style else "html") not in peer.inputs:
            continue
        pages = data.renderings(style, ids) if style else data.html_pages(ids)
        fields = ("text",) if style else peer.fields
        yield name, data.read_answers(command.ask(name, pages, key), style), fields


def _folds(
    data: Evaluation, source: Path, style: str, models: Path | None
) -> Iterator[tuple[Path, Path | None]]:
    """Yield folders of pages with the model to clean them by: all, or those of each fold."""
    if models is None:
        yield source, None
        return
    sites = {row["id"]: row["site"] for row in data.scorer.renderings(data.folder, [style])}
    for path in sorted(source.rglob("*.*")):
        place = source / "folds" / str(fold_of(sites[path.stem])) / style / path.name
        place.parent.mkdir(parents=True, exist_ok=True)
        path.rename(place)
    for fold in sorted((source / "folds").iterdir()):
        yield fold, models / f"{fold.name}.npz"


def _by_language(
    data: Evaluation, gold: Answers, programs: list[Program]
) -> dict[str, dict[str, dict[str, dict[str, float]]]]:
    """Return pages, F1 and F1 of the input by set, language and program.

    Languages with few pages in a set are put together; pages of unknown language are left out.
    """
    found: dict[str, dict[str, dict[str, dict[str, float]]]] = {}
    for name in sorted({it for page in gold.values() for it in page["sets"]}):
        known = {k: data.language(k[1]) for k, page in gold.items() if name in page["sets"]}
        counts = Counter(known.values())
        parts: dict[str, Answers] = {}
        for key, language in known.items():
            told = language if counts[language] >= MIN_PAGES_OF_LANGUAGE else "other"
            if language:
                parts.setdefault(told, {})[key] = gold[key]
        found[name] = {
            language: {
                program: _text_figures(data.score(part, answers, ("text",)).get(name, {}))
                for program, answers, fields in programs
                if "text" in fields
            }
            for language, part in sorted(parts.items())
        }
    return found


def _text_figures(figures: dict[str, dict[str, float]]) -> dict[str, float]:
    """Return what is told of the text of a set; nothing when its gold has no text."""
    it = figures.get("text") or figures.get("segments")
    if not it:
        return {}
    raw = {"raw": figures["raw"]["f1"]} if "raw" in figures else {}
    return {"n": it["n"], "f1": it["f1"]} | raw


def measure_rewrites(data: Evaluation) -> dict[str, float]:
    """Return precision and recall of rewritten stories."""
    figures = rewrites.measure(rewrites.read(data.folder / "rewrites.jsonl"))
    return {"precision": figures.precision, "recall": figures.recall}


def measure(data: Evaluation, parts: list[str], styles: list[str], way: Way) -> dict[str, Any]:
    """Return the figures of the parts asked for, and what they were measured with."""
    found: dict[str, Any] = {"version": VERSION, "peers": command.versions()}
    with tempfile.TemporaryDirectory(prefix="copydesk-quality-") as folder:
        if "html" in parts:
            found["html"] = measure_html(data, Path(folder), way)
        if "text" in parts:
            found["text"] = measure_text(data, Path(folder), styles, way)
    if "rewrites" in parts:
        found["rewrites"] = measure_rewrites(data)
    return found


def rounded(value: Any) -> Any:
    """Return figures with four digits, so that a result file differs only where they do."""
    if isinstance(value, dict):
        return {name: rounded(it) for name, it in value.items()}
    return round(value, 4) if isinstance(value, float) else value


def merged(old: Any, new: Any) -> Any:
    """Return figures in which the new ones take the place of the old."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return new
    return old | {name: merged(old.get(name), it) for name, it in new.items()}


def main(arguments: list[str]) -> int:
    """Measure, print the tables, and keep them unless the call was for a part of the pages."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval", type=Path, default=EVAL, help="folder with score.py")
    parser.add_argument("--quick", action="store_true", help="one page in twelve; nothing is kept")
    parser.add_argument("--parts", default=",".join(PARTS), help="html,text,rewrites")
    parser.add_argument("--styles", default="", help="some of the renderings; nothing is kept")
    parser.add_argument(
        "--models",
        type=Path,
        help="folder of benchmarks.train_labeler --folds: text cleaned by models that have not "
        "seen its site",
    )
    parser.add_argument(
        "--ours", action="store_true", help="the figures of the peers stay as they are kept"
    )
    asked = parser.parse_args(arguments)
    data = Evaluation(asked.eval, QUICK if asked.quick else 1)
    styles = asked.styles.split(",") if asked.styles else list(data.styles())
    parts = asked.parts.split(",")
    if set(parts) - set(PARTS) or set(styles) - set(data.styles()):
        parser.error(f"parts: {', '.join(PARTS)}; styles: {', '.join(data.styles())}")
    found = rounded(measure(data, parts, styles, Way(asked.models, not asked.ours)))
    if asked.ours:
        kept = json.loads(RESULTS.read_text(encoding="utf-8"))
        found = merged({part: kept[part] for part in found if part in kept}, found)
    tables = quality_tables.render(found)
    print("\n\n".join(f"## {name}\n\n{text}" for name, text in tables.items()))
    if not asked.quick and not asked.styles:
        keep(found, tables)
    return 0


def keep(found: dict[str, Any], tables: dict[str, str]) -> None:
    """Write the result file and the tables; parts that were not measured stay as they are."""
    old = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    text = json.dumps(old | found, indent=1, ensure_ascii=False, sort_keys=True)
    RESULTS.write_text(text + "\n", encoding="utf-8")
    for name, table in tables.items():
        documents.write_figures(name, table)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

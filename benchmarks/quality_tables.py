"""Lay out the figures of benchmarks.quality as Markdown tables."""

from collections.abc import Callable, Mapping
from statistics import fmean
from typing import Any, Final

from benchmarks.command import OURS
from benchmarks.documents import share, table
from benchmarks.peers import PEERS

#: name in the document -> table of the result, where its part was measured
Render = Callable[[Mapping[str, Any]], str]
TEXT_PROGRAMS: Final = (OURS, *(name for name, peer in PEERS.items() if "text" in peer.inputs))
HALF: Final = ("arttag", "ptags", "trafr", "readab", "just")


def _fields(figures: Mapping[str, Any]) -> str:
    """Return what is to be said of the text of a set: F1, precision, recall, exact."""
    return "text" if "text" in figures else "segments"


def html_text(result: Mapping[str, Any]) -> str:
    """Text by set and program."""
    sets: Mapping[str, Any] = result["html"]["sets"]
    rows = []
    for name in sets[OURS]:
        field = _fields(sets[OURS][name])
        for program, by_set in sets.items():
            it = by_set.get(name, {}).get(field)
            if it:
                rows.append(
                    [name, program, str(it["n"])]
                    + [share(it.get(m)) for m in ("f1", "precision", "recall", "exact")]
                    + [str(it["empty"])]
                )
    head = ["set", "program", "pages", "F1", "precision", "recall", "exact", "empty"]
    return table(head, rows, left=2)


METADATA: Final = {
    "date": ("accuracy", "precision", "recall", "recall_some_zone"),
    "authors": ("f1", "precision", "recall", "exact"),
    "title": ("same", "exact", "contained"),
    "language": ("accuracy",),
}


def html_metadata(result: Mapping[str, Any]) -> str:
    """Metadata by field, set and program."""
    sets: Mapping[str, Any] = result["html"]["sets"]
    tables = []
    for field, metrics in METADATA.items():
        rows = [
            [name, program, str(by_set[name][field]["n"])]
            + [share(by_set[name][field][m]) for m in metrics]
            for name in sets[OURS]
            for program, by_set in sets.items()
            if field in by_set.get(name, {})
        ]
        head = [field, "program", "pages", *(m.replace("_", " ") for m in metrics)]
        tables.append(table(head, rows, left=2))
    return "\n\n".join(tables)


def html_languages(result: Mapping[str, Any]) -> str:
    """Text F1 by language: hand-labeled pages, and news pages with a publisher's parser."""
    languages: Mapping[str, Any] = result["html"]["languages"]
    programs = [p for p, peer in PEERS.items() if "html" in peer.inputs and "text" in peer.fields]
    rows = [
        [name, language, str(it[OURS]["n"]), *(share(it[p]["f1"]) for p in (OURS, *programs))]
        for name in ("labeled", "fundus")
        for language, it in languages[name].items()
    ]
    return table(["set", "language", "pages", OURS, *programs], rows, left=2)


def text_styles(result: Mapping[str, Any]) -> str:
    """Text F1 by set and style, beside the input as it is."""
    styles: Mapping[str, Any] = result["text"]["styles"]
    rows = []
    for name in ("fundus", "readability", "traf"):
        for style, by_program in styles.items():
            ours = by_program[OURS].get(name)
            if not ours:
                continue
            field = _fields(ours)
            raw = ours["raw"]["f1"]
            cells = [share(by_program[p][name][field]["f1"]) for p in TEXT_PROGRAMS[1:]]
            it = ours[field]
            gain = f"{it['f1'] - raw:+.3f}".replace("0.", ".")
            rows.append(
                [
                    name,
                    style,
                    str(it["n"]),
                    share(raw),
                    f"**{share(it['f1'])}**",
                    gain,
                    share(it["precision"]),
                    share(it["recall"]),
                    str(it["empty"]),
                    *cells,
                ]
            )
    head = ["set", "style", "pages", "raw", OURS, "gain", "precision", "recall", "empty"]
    return table([*head, *TEXT_PROGRAMS[1:]], rows, left=2)


def text_metadata(result: Mapping[str, Any]) -> str:
    """Metadata that stands in the renderings, by style; all sets together, by pages."""
    rows = []
    for style, by_program in result["text"]["styles"].items():
        ours: Mapping[str, Any] = by_program[OURS]

        def mean(field: str, metric: str, sets: Mapping[str, Any] = ours) -> str:
            found = [it[field] for it in sets.values() if field in it]
            pages = sum(it["n"] for it in found)
            return share(sum(it[metric] * it["n"] for it in found) / pages) if pages else "–"

        rows.append(
            [
                style,
                mean("date", "recall"),
                mean("date", "precision"),
                mean("authors", "f1"),
                mean("authors", "precision"),
                mean("title", "same"),
                mean("language", "accuracy"),
            ]
        )
    head = ["style", "date recall", "precision", "authors F1", "precision", "title", "language"]
    return table(head, rows)


def text_languages(result: Mapping[str, Any]) -> str:
    """Text F1 by language, mean over the half-cleaned styles of the set with whole golds."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for style, by_set in result["text"]["languages"].items():
        if style in HALF:
            for language, it in by_set["fundus"].items():
                found.setdefault(language, []).append(it)
    rows = [
        [
            language,
            str(max(it[OURS]["n"] for it in styles)),
            share(fmean(it[OURS]["raw"] for it in styles)),
            *(share(fmean(it[program]["f1"] for it in styles)) for program in TEXT_PROGRAMS),
        ]
        for language, styles in sorted(found.items())
    ]
    return table(["language", "pages", "raw", *TEXT_PROGRAMS], rows)


def rewritten(result: Mapping[str, Any]) -> str:
    """Pairs of rewritten stories."""
    it = result["rewrites"]
    return table(["precision", "recall"], [[share(it["precision"]), share(it["recall"])]], left=0)


TABLES: Final[dict[str, tuple[str, Render]]] = {
    "html-text": ("html", html_text),
    "html-metadata": ("html", html_metadata),
    "html-languages": ("html", html_languages),
    "text-styles": ("text", text_styles),
    "text-metadata": ("text", text_metadata),
    "text-languages": ("text", text_languages),
    "rewrites": ("rewrites", rewritten),
}


def render(result: Mapping[str, Any]) -> dict[str, str]:
    """Return the tables of the parts that were measured, by their name in the document."""
    return {name: make(result) for name, (part, make) in TABLES.items() if part in result}

"""Lay out the figures of benchmarks.speed as Markdown tables."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from benchmarks.command import OURS, PEER
from benchmarks.documents import table


def render_html(found: Mapping[str, Any]) -> str:
    """Lay out the figures of pages."""
    rows = []
    for name in (OURS, PEER):
        it, start = found[name], found["start"][name]
        rows.append(
            [
                name,
                f"{it['cpu_ms']:.1f}",
                f"{it['wall_ms']:.1f}",
                f"{it['documents_per_second']:.0f}",
                f"{start['cpu_s']:.1f}",
                f"{start['wall_s']:.1f}",
            ]
        )
    ratio = found["ratio"]
    rows.append(["times less", f"**{ratio['cpu']:.1f}**", f"{ratio['wall']:.1f}", "", "", ""])
    head = ["program", "CPU ms a page", "wall ms", "pages a second", "start CPU s", "start wall s"]
    rejected = f"{found['pages']} pages, of which {found['rejects']} were rejected by us."
    return f"{rejected}\n\n{table(head, rows)}"


def render_text(found: Mapping[str, Any]) -> str:
    """Lay out the figures of texts."""
    rows = [
        [
            workers,
            f"**{it['documents_per_second']:.0f}**",
            f"{it['cpu_ms']:.2f}",
            f"{it['wall_ms']:.2f}",
            f"{it['start_wall_s']:.1f}",
        ]
        for workers, it in found["workers"].items()
    ]
    head = ["workers", "documents a second", "CPU ms a document", "wall ms", "start wall s"]
    counts = found["counts"]
    told = (
        f"{counts['found']:,} documents of {found['mean_bytes']:,} bytes: {counts['articles']:,} "
        f"articles, {counts['duplicates']:,} duplicates, {counts['rejects']:,} rejects."
    )
    return f"{told}\n\n{table(head, rows)}"


def render_stages(found: Mapping[str, Any]) -> str:
    """Lay out the profile."""
    kinds = list(found)
    rows = [[stage, *(f"{found[kind][stage]:.2f}" for kind in kinds)] for stage in found[kinds[0]]]
    rows.append(["all", *(f"{sum(found[kind].values()):.2f}" for kind in kinds)])
    return table(["stage, CPU ms a document", *kinds], rows)


RENDER: Final[dict[str, Callable[[Mapping[str, Any]], str]]] = {
    "html": render_html,
    "text": render_text,
    "stages": render_stages,
}

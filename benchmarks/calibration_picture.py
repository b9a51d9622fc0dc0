"""Draw a reliability diagram as SVG: a panel a field, a dot a group of answers."""

from collections.abc import Sequence
from math import sqrt
from typing import Final
from xml.sax.saxutils import escape

import msgspec

SIDE: Final = 190  #: of a panel's square
GAP: Final = 64
COLUMNS: Final = 3
LOWEST: Final = 0.4  #: confidence and accuracy where the axes begin
TICKS: Final = (0.4, 0.6, 0.8, 1.0)
STYLE: Final = (
    "text{font:12px sans-serif;fill:#444}.title{font-weight:bold}"
    ".axis{stroke:#999;fill:none}.even{stroke:#999;stroke-dasharray:4 4}"
    ".dot{fill:#2563eb;fill-opacity:.65}.line{stroke:#2563eb;stroke-opacity:.4;fill:none}"
    "@media(prefers-color-scheme:dark){text{fill:#ccc}}"
)


class Bin(msgspec.Struct, frozen=True):
    """Answers of about the same confidence."""

    count: int
    confidence: float  #: mean
    accuracy: float  #: share of them that is right


class Panel(msgspec.Struct, frozen=True):
    """What is drawn of one field."""

    name: str
    bins: tuple[Bin, ...]
    error: float  #: mean distance of confidence and accuracy


def draw(panels: Sequence[Panel]) -> str:
    """Return the panels side by side, three a row, as an SVG document."""
    rows = -(-len(panels) // COLUMNS)
    width, height = COLUMNS * (SIDE + GAP) + 16, rows * (SIDE + GAP + 24) + 8
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img">',
        "<title>Confidence against accuracy</title>",
        f"<style>{STYLE}</style>",
    ]
    for place, panel in enumerate(panels):
        left = 48 + place % COLUMNS * (SIDE + GAP)
        top = 36 + place // COLUMNS * (SIDE + GAP + 24)
        parts.append(f'<g transform="translate({left} {top})">{_panel(panel)}</g>')
    return "\n".join([*parts, "</svg>", ""])


def _panel(panel: Panel) -> str:
    count = sum(it.count for it in panel.bins)
    most = max((it.count for it in panel.bins), default=1)
    dots = [(_at(it.confidence), round(SIDE - _at(it.accuracy), 1), it) for it in panel.bins]
    ticks = "".join(
        f'<text x="{_at(it)}" y="{SIDE + 16}" text-anchor="middle">{it:.1f}</text>'
        f'<text x="-6" y="{SIDE - _at(it) + 4}" text-anchor="end">{it:.1f}</text>'
        for it in TICKS
    )
    circles = "".join(
        f'<circle class="dot" cx="{x}" cy="{y}" r="{round(3 + 9 * sqrt(it.count / most), 1)}">'
        f"<title>{it.count} answers, confidence {it.confidence:.3f}, right {it.accuracy:.3f}"
        "</title></circle>"
        for x, y, it in dots
    )
    way = " ".join(f"{x},{y}" for x, y, _ in dots)
    return (
        f'<text class="title" x="0" y="-14">{escape(panel.name)}</text>'
        f'<text x="{SIDE}" y="-14" text-anchor="end">n {count}, error {panel.error:.3f}</text>'
        f'<rect class="axis" width="{SIDE}" height="{SIDE}"/>'
        f'<line class="even" x1="0" y1="{SIDE}" x2="{SIDE}" y2="0"/>{ticks}'
        f'<polyline class="line" points="{way}"/>{circles}'
        f'<text x="{SIDE // 2}" y="{SIDE + 34}" text-anchor="middle">confidence</text>'
    )


def _at(value: float) -> float:
    """Return where a share stands on an axis."""
    return round(SIDE * (max(value, LOWEST) - LOWEST) / (1 - LOWEST), 1)

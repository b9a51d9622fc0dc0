"""Write figures into docs/evaluation.md: Markdown tables between markers."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.evaluation import ROOT

EVALUATION: Final = ROOT / "docs" / "evaluation.md"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> str:
    """Return a Markdown table; the first ``left`` columns are words, the others figures.

    >>> print(table(["set", "F1"], [["fundus", ".946"]]))
    | set | F1 |
    |---|--:|
    | fundus | .946 |
    """
    rule = ["---" if column < left else "--:" for column in range(len(head))]
    lines = [f"| {' | '.join(row)} |" for row in (head, *rows)]
    return "\n".join([lines[0], f"|{'|'.join(rule)}|", *lines[1:]])


def share(value: float | None) -> str:
    """Return a share of one as tables show it.

    >>> share(0.9456), share(1.0), share(None)
    ('.946', '1.000', '–')
    """
    return "–" if value is None else f"{value:.3f}".removeprefix("0")


def between_markers(text: str, name: str, content: str) -> str:
    """Return ``text`` with what stands between the markers ``name`` renewed.

    Raises
    ------
    ValueError
        The markers are missing.

    >>> between_markers("<!-- figures a -->old<!-- /figures a -->", "a", "new")
    '<!-- figures a -->\\n\\nnew\\n\\n<!-- /figures a -->'
    """
    begin, end = f"<!-- figures {name} -->", f"<!-- /figures {name} -->"
    pattern = re.compile(f"({re.escape(begin)}).*?({re.escape(end)})", re.S)
    if not pattern.search(text):
        raise ValueError(f"no {begin} ... {end}")
    return pattern.sub(lambda found: f"{found[1]}\n\n{content.strip()}\n\n{found[2]}", text)


def write_figures(name: str, content: str, path: Path = EVALUATION) -> None:
    """Renew the figures ``name`` in a document."""
    text = path.read_text(encoding="utf-8")
    path.write_text(between_markers(text, name, content), encoding="utf-8")

"""Write in Markdown what a run removed, with excerpts that stay the text that they are."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from string import punctuation
from typing import Final

from cleaners.write import Manifest
from cleaners.write.report_facts import RuleFacts

MAX_RULES: Final = 25
MAX_EXCERPTS: Final = 2  #: of each rule
_MEANS_NOTHING: Final = "\"',/;?%"  #: neither in Markdown nor in HTML, once & and < are escaped
_ESCAPES: Final = str.maketrans(
    {sign: f"\\{sign}" for sign in punctuation if sign not in _MEANS_NOTHING}
)
#: marks that turn the direction of all that follows them
_DIRECTIONS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def build_removed(manifest: Manifest, rules: Sequence[RuleFacts], report: Path) -> str:
    """Return what was removed, by kind, with examples by rule, as Markdown.

    ``rules`` tell of the first part of the batch; the sums are of the whole run.
    """
    lines = [
        f"Run {manifest.run_id}: {manifest.counts.read:,} documents read. "
        f"The [report]({report.as_uri()}) lies at",
        "",
        f"    {report}",
        "",
    ]
    if not manifest.removed:
        return "\n".join([*lines, "Nothing was removed."])
    lines += ["| removed or moved | characters |", "|---|--:|"]
    ranked = sorted(manifest.removed.items(), key=lambda item: (-item[1], item[0]))
    lines += [f"| {escape(kind)} | {number:,} |" for kind, number in ranked]
    if not rules:
        return "\n".join(lines)
    shown = rules[:MAX_RULES]
    lines += [
        "",
        f"Examples, of the {len(shown)} most frequent rules in the first part of the batch:",
        "",
        "| kind | rule | times | documents | for example |",
        "|---|---|--:|--:|---|",
    ]
    lines += [_row(rule) for rule in shown]
    return "\n".join(lines)


def _row(rule: RuleFacts) -> str:
    kind = escape(rule.kind) + (" (moved)" if rule.action == "move" else "")
    excerpts = "<br>".join(escape(text) for text in rule.examples[:MAX_EXCERPTS])
    return f"| {kind} | {escape(rule.rule)} | {rule.removals:,} | {rule.documents:,} | {excerpts} |"


def escape(text: str) -> str:
    r"""Return scraped text as Markdown that shows it on one line and means nothing.

    Every sign that could mean something, in Markdown or HTML, is escaped; control characters
    and marks of direction go.

    >>> escape("<img src=x> | **Buy**\nnow")
    '\\<img src\\=x\\> \\| \\*\\*Buy\\*\\* now'
    """
    kept = (c for c in " ".join(text.split()) if unicodedata.category(c) not in {"Cc", "Cs"})
    return "".join(c for c in kept if c not in _DIRECTIONS).translate(_ESCAPES)

"""Render the report of a run: one HTML page that loads nothing and tells it in a minute."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, TypeAlias

import msgspec

from cleaners.write.escaping import escape
from cleaners.write.manifest import Manifest, read_manifest
from cleaners.write.places import Places
from cleaners.write.report_facts import MAX_DUPLICATES, Facts, Files, gather_facts
from cleaners.write.report_style import STYLE
from cleaners.write.rows import replace_surrogates
from cleaners.write.schema import TABLES

_PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def render_report(manifest: Manifest, files: Files) -> str:
    """Render the report of a run.

    Parameters
    ----------
    files
        The Parquet files of its batch, staged or committed; a table without rows has none.
    """
    facts = gather_facts(files)
    sections = (render(manifest, facts) for render in SECTIONS)
    title = f"Copydesk run {manifest.run_id}"
    body = "\n".join(section for section in sections if section)
    return _PAGE.format(title=escape(title), style=STYLE, body=body)


def render_committed(output: Path, run_id: str) -> str:
    """Render the report of a committed run anew, from its manifest and its batch.

    Raises
    ------
    FileNotFoundError
        There is no such run.
    ValueError
        Its manifest cannot be read.
    """
    places = Places(output.absolute())
    manifest = read_manifest(places.manifest(run_id))
    files = {table: sorted(places.batch(table, run_id).glob("*.parquet")) for table in TABLES}
    return render_report(manifest, files)


def _number(value: int) -> str:
    return f"{value:,}"


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "0%"


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Render rows of cells that are HTML already; heads with a leading # are of figures."""
    number = [head.startswith("#") for head in heads]
    kinds = [' class="number"' if n else "" for n in number]
    head = "".join(
        f"<th{k}>{escape(h.removeprefix('#'))}</th>" for h, k in zip(heads, kinds, strict=True)
    )
    body = "\n".join(
        "<tr>"
        + "".join(
            cell if cell.startswith("<td") else f"<td{k}>{cell}</td>"
            for cell, k in zip(row, kinds, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return f'<div class="wide"><table>\n<tr>{head}</tr>\n{body}\n</table></div>'


def _bar(part: int, most: int) -> str:
    width = 100 * part / most if most else 0
    return f'<td class="bar"><i style="width:{width:.1f}%"></i></td>'


def _quote(text: str) -> str:
    return f'<span class="quote" dir="auto">{escape(text)}</span>'


def _words(text: str) -> str:
    return f'<bdi dir="auto">{escape(text)}</bdi>'


def render_summary(manifest: Manifest, facts: Facts) -> str:
    """Say in one glance how many records came in and what became of them."""
    counts = manifest.counts
    started, finished = (
        datetime.fromisoformat(t) for t in (manifest.started_at, manifest.finished_at)
    )
    seconds = int((finished - started).total_seconds())
    figures = (
        ("kept", counts.articles, "articles"),
        ("twin", counts.duplicates, "duplicates"),
        ("out", counts.rejects, "rejects"),
        ("before", counts.seen_before, "seen before"),
    )
    items = "".join(
        f'<li class="{css}"><b>{_number(count)}</b>{name} '
        f'<span class="soft">{_percent(count, counts.found)}</span></li>'
        for css, count, name in figures
    )
    share = "".join(
        f'<i class="{css}" style="width:{100 * count / counts.found:.2f}%"></i>'
        for css, count, _ in figures
        if count
    )
    languages = ", ".join(f"{escape(code)} {_number(n)}" for code, n in facts.languages[:8])
    return (
        f"<h1>{_plural(counts.found, 'record')} found, {_plural(counts.articles, 'article')} "
        "written</h1>\n"
        f'<p class="soft">Run <code>{escape(manifest.run_id)}</code>, '
        f"{started:%-d %B %Y, %H:%M} UTC, {_plural(seconds, 'second')}. "
        f"{_plural(manifest.inputs.files, 'file')}, {_number(manifest.inputs.bytes)} bytes.</p>\n"
        f'<ul class="figures">{items}</ul>\n<div class="share">{share}</div>\n'
        + (f'<p class="soft">Languages: {languages}</p>' if languages else "")
        + ("" if counts.read else "<p>Nothing was new: no batch was written.</p>")
    )


def render_alarms(manifest: Manifest, _: Facts) -> str:
    """Say loudly what lost far more than usual."""
    items = "".join(f"<li>{_words(alarm.message)}</li>" for alarm in manifest.alarms)
    return f'<ul class="alarms">{items}</ul>' if items else ""


def render_kinds(manifest: Manifest, _: Facts) -> str:
    """Show what was removed, by kind."""
    removed = sorted(manifest.removed.items(), key=lambda item: (-item[1], item[0]))
    if not removed:
        return ""
    total = sum(manifest.removed.values())
    rows = [
        (f"<code>{escape(kind)}</code>", _number(n), _percent(n, total), _bar(n, removed[0][1]))
        for kind, n in removed
    ]
    return (
        f"<h2>Removed: {_number(total)} characters</h2>\n"
        '<p class="soft">Visible characters by kind. Bylines, dates, captions and the like moved '
        "into columns.</p>\n" + _table(("kind", "#characters", "#share", ""), rows)
    )


def render_rules(_: Manifest, facts: Facts) -> str:
    """Show the rules that removed most, with what they removed most often."""
    if not facts.rules:
        return ""
    rows = [
        (
            f'<code>{escape(rule.rule)}</code><br><span class="soft">{escape(rule.kind)}'
            + (", moved" if rule.action == "move" else "")
            + "</span>",
            _number(rule.removals),
            _number(rule.documents),
            "".join(map(_quote, rule.examples)),
        )
        for rule in facts.rules
    ]
    hidden = facts.rule_count - len(facts.rules)
    more = f'<p class="soft">{_plural(hidden, "rule")} more removed less.</p>' if hidden else ""
    heads = ("rule", "#times", "#documents", "removed, most frequent first")
    return f"<h2>Rules that removed most</h2>\n{_table(heads, rows)}\n{more}"


def render_to_check(_: Manifest, facts: Facts) -> str:
    """Show the articles that lost most: where a mistake would show first."""
    if not facts.most_removed:
        return ""
    rows = [
        (_words(a.title), _percent(a.removed_ratio, 1), f"<code>{escape(a.source_uri)}</code>")
        for a in facts.most_removed
    ]
    heads = ("article", "#removed", "source")
    return f"<h2>Articles that lost most: worth a look</h2>\n{_table(heads, rows)}"


def render_warnings(_: Manifest, facts: Facts) -> str:
    """Show how many articles carry which warning."""
    if not facts.warnings:
        return ""
    rows = [
        (f"<code>{escape(code)}</code>", _number(n), _bar(n, facts.warnings[0][1]))
        for code, n in facts.warnings
    ]
    return f"<h2>Warnings</h2>\n{_table(('code', '#articles', ''), rows)}"


def render_rejects(_: Manifest, facts: Facts) -> str:
    """Show why records gave no article."""
    if not facts.reasons:
        return ""
    rows = [
        (
            f"<code>{escape(reason.reason)}</code>",
            _number(reason.rejects),
            "".join(
                f'<span class="quote"><code>{escape(uri)}</code><br>'
                f"{_words(message.removeprefix(f'{uri}: '))}</span>"
                for uri, message in reason.examples
            ),
        )
        for reason in facts.reasons
    ]
    return f"<h2>Rejects</h2>\n{_table(('reason', '#records', 'for example'), rows)}"


def render_duplicates(_: Manifest, facts: Facts) -> str:
    """Show which articles repeat which."""
    if not facts.duplicates:
        return ""
    kinds = ", ".join(f"{escape(relation)} {_number(n)}" for relation, n in facts.relations)
    rows = [
        (escape(d.relation), f"{d.similarity:.2f}", _words(d.title), _words(d.original))
        for d in facts.duplicates
    ]
    more = sum(n for _, n in facts.relations) > MAX_DUPLICATES
    shown = f" The first {MAX_DUPLICATES} are shown." if more else ""
    heads = ("relation", "#similarity", "article", "repeats")
    return f'<h2>Duplicates</h2>\n<p class="soft">{kinds}.{shown}</p>\n{_table(heads, rows)}'


def render_settings(manifest: Manifest, _: Facts) -> str:
    """Show what is needed to run it again: input, options, versions, files."""
    pairs = [
        ("input", "<br>".join(f"<code>{escape(a)}</code>" for a in manifest.inputs.arguments)),
        *((f"option {name}", _code(value)) for name, value in manifest.options.items()),
        *((f"version of {name}", _code(v)) for name, v in sorted(manifest.versions.items())),
        *(
            (f"{_plural(o.rows, 'row')}", f"<code>{escape(o.path)}</code>")
            for o in manifest.outputs
        ),
    ]
    rows = [(escape(name), value) for name, value in pairs]
    return (
        "<details><summary>Input, options, versions, files</summary>\n"
        + _table(("what", "value"), rows)
        + "</details>"
    )


def _code(value: object) -> str:
    text = (
        value if isinstance(value, str) else msgspec.json.encode(replace_surrogates(value)).decode()
    )
    return f"<code>{escape(text)}</code>"


Section: TypeAlias = Callable[[Manifest, Facts], str]
SECTIONS: Final[tuple[Section, ...]] = (
    render_summary,
    render_alarms,
    render_kinds,
    render_rules,
    render_to_check,
    render_warnings,
    render_rejects,
    render_duplicates,
    render_settings,
)

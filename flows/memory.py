"""``copydesk memory``: what is known of sites, which lines that removes and why, and overrules."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

import click
import msgspec

from cleaners.lines import line_key
from cleaners.overrules import (
    ALL_SITES,
    FILE,
    Decision,
    Overrules,
    decide,
    read_overrules,
    site_name,
)
from cleaners.site_state import SiteState, open_state
from cleaners.sites import MIN_DOCUMENTS, SiteMemory, judge
from cleaners.write import OutputError, Places
from flows.folder import find_corpus, find_run

UNKNOWN_TEXT = "(words not kept)"


class ShownLine(msgspec.Struct, frozen=True):
    """One line of a site as the command shows it."""

    key: str
    documents: int
    removed: bool
    why: str
    text: str


@click.command(name="memory")
@click.argument("folder", metavar="DIR")
@click.argument("site", metavar="[SITE]", required=False)
@click.option("--keep", metavar="LINE", help="Never remove this line of SITE (* for all sites).")
@click.option("--remove", metavar="LINE", help="Always remove this line.")
@click.option("--undo", metavar="LINE", help="Take either back.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a site, a line each.")
def command(
    folder: str,
    site: str | None,
    keep: str | None,
    remove: str | None,
    undo: str | None,
    as_json: bool,
) -> None:
    """List the sites of a corpus; of one SITE the lines that several documents share: whether the
    memory removes them, and why.

    LINE is a line as it stands in the list, or its key. What is overruled counts from the next run
    on, and stands in DIR/memory.toml, which you may edit, too.
    """
    options: tuple[tuple[Decision | None, str | None], ...] = (
        ("keep", keep),
        ("remove", remove),
        (None, undo),
    )
    asked = [(decision, line) for decision, line in options if line is not None]
    places = find_corpus(folder)
    find_run(places, None)
    try:
        state, overrules = open_state(places.output), read_overrules(places.output)
        if asked:
            _overrule(places, state, site, asked)
        elif site is None:
            _list_sites(state, as_json)
        else:
            _list_lines(find_site(state, site), state, overrules, as_json)
    except OutputError as error:
        raise click.UsageError(str(error)) from error


def find_site(state: SiteState, site: str) -> str:
    """Return a site by its domain or name.

    Raises
    ------
    click.UsageError
        Nothing is known of it.
    """
    name = site_name(site)
    if name in state.entries:
        return name
    near = get_close_matches(name, state.entries, n=3)
    told = f"did you mean {', '.join(near)}?" if near else "`copydesk memory DIR` lists the sites"
    raise click.UsageError(f"{site}: nothing is known of such a site; {told}")


def shown_lines(site: str, state: SiteState, overrules: Overrules) -> list[ShownLine]:
    """Return the lines of a site that several documents hold or people decided on; most first."""
    known, decided = state[site], overrules.of(site)
    keys = [key for key, line in known.lines.items() if line.documents >= MIN_DOCUMENTS]
    lines = [_shown(key, known, state, decided) for key in {*keys, *decided}]
    return sorted(lines, key=lambda line: (-line.documents, line.text, line.key))


def _shown(
    key: str, known: SiteMemory, state: SiteState, decided: dict[str, Decision]
) -> ShownLine:
    line = known.lines.get(key)
    documents, text = (line.documents, line.text) if line else (0, "")
    if key in decided:
        return ShownLine(key, documents, decided[key] == "remove", f"{FILE}: {decided[key]}", text)
    assert line is not None
    verdict = judge(line, known.documents, state.has_title(key))
    return ShownLine(key, documents, verdict.is_template, verdict.why, text)


def _list_sites(state: SiteState, as_json: bool) -> None:
    entries = sorted(state.entries.items(), key=lambda item: (-item[1].documents, item[0]))
    if as_json:
        for site, it in entries:
            row = {"site": site, "documents": it.documents, "lines": it.lines}
            click.echo(msgspec.json.encode(row | {"repeated": it.repeated}))
        return
    rows = [(site, it.documents, it.lines, it.repeated) for site, it in entries]
    for told in columns(("site", "documents", "lines", "repeated"), rows):
        click.echo(told)


def _list_lines(site: str, state: SiteState, overrules: Overrules, as_json: bool) -> None:
    entry, lines = state.entries[site], shown_lines(site, state, overrules)
    if as_json:
        row = {"site": site, "documents": entry.documents, "lines_known": entry.lines}
        click.echo(msgspec.json.encode(row | {"lines": lines}))
        return
    removed = sum(line.removed for line in lines)
    click.echo(
        f"{site}: {entry.documents:,} documents, {entry.lines:,} lines known, "
        f"{entry.repeated:,} in two documents or more, {removed:,} removed"
    )
    rows = [
        (it.documents, "removed" if it.removed else "kept", it.why, it.key, it.text or UNKNOWN_TEXT)
        for it in lines
    ]
    for told in columns(("documents", "", "why", "key", "line"), rows) if rows else ():
        click.echo(told)


def columns(head: tuple[str, ...], rows: Sequence[tuple[str | int, ...]]) -> Iterator[str]:
    """Yield a table line by line: numbers to the right, the last column as wide as it comes."""
    texts = [head, *(tuple(f"{cell}" for cell in row) for row in rows)]
    widths = [max(len(row[i]) for row in texts) for i in range(len(head))]
    numbers = [bool(rows) and isinstance(cell, int) for cell in (rows[0] if rows else head)]
    for row in texts:
        cells = [
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(row, widths, numbers, strict=True)
        ]
        yield "  ".join(cells).rstrip()


def _overrule(
    places: Places, state: SiteState, site: str | None, asked: list[tuple[Decision | None, str]]
) -> None:
    """Write the decisions into the file; all lines are looked up before the first is written."""
    if site is None:
        raise click.UsageError('name the SITE of the line, or "*" for all sites')
    meant = [(decision, *find_line(state, site, line, decision)) for decision, line in asked]
    name = site if site == ALL_SITES else find_site(state, site)
    for decision, text, key in meant:
        known = key if line_key(text) != key else ""
        changed = decide(places.output, decision, name, text, known)
        said = {"keep": "kept", "remove": "removed", None: "left to the memory"}[decision]
        told = f"{said} from the next run on" if changed else f"{said}, as before; nothing changed"
        click.echo(f"{name}: {text}: {told}")


def find_line(state: SiteState, site: str, line: str, decision: Decision | None) -> tuple[str, str]:
    """Return the words and the key of a line that a site is known to hold.

    For all sites, or to take something back, any line does.

    Raises
    ------
    click.UsageError
        The line has no words, or no document of the site held it.
    """
    key = line_key(line)
    if not key:
        raise click.UsageError(f"{line!r}: no words in this line; write it as it stands there")
    if site == ALL_SITES:
        return line, key
    name = find_site(state, site)
    known = state[name].lines
    if line in known:
        return known[line].text or line, line
    if key in known:
        return line, key
    for other, it in known.items():
        if it.text == line:
            return line, other
    if decision is None:
        return line, key
    near = get_close_matches(line, [it.text for it in known.values() if it.text], n=1)
    told = f"did you mean {near[0]!r}? " if near else ""
    raise click.UsageError(
        f"{line!r}: no document of {name} held this line; {told}"
        f"to decide on it all the same, write it into {FILE}"
    )

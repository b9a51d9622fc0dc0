"""Write ``cleaners/detect/tables/months.toml``: month names of many languages, from CLDR.

Needs Babel, which the benchmarks' environment has: ``.venv-bench/bin/python -m
benchmarks.month_names``. The library itself reads the table and knows nothing of Babel.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import babel
from babel.dates import get_month_names

TABLE: Final = Path(__file__).parent.parent / "cleaners" / "detect" / "tables" / "months.toml"
LOCALES: Final = """
af am ar ar_DZ ar_IQ az be bg bn bs ca cs cy da de de_AT el en es et eu fa fi fil fr ga gl gu ha he
hi hr hu hy id is it ka kk km kn ko ky lo lt lv mk ml mr ms mt my nb ne nl nn pa pl ps pt ro ru si
sk sl so sq sr sr_Latn sv sw ta te th tr uk ur uz vi xh yo zu
"""
MIN_LATIN: Final = 3  #: letters of a name; shorter ones are words of other languages
HEADER: Final = """\
# Month names and abbreviations, lower case, as they stand in dates and alone. Made by
# `python -m benchmarks.month_names`; do not edit. A name that means different months in two
# languages is left out here: calendar.toml says which one counts, and has further spellings.
# Source: Unicode CLDR, through Babel {version}; languages:
# {locales}
[months]
"""


def names_of(locale: str) -> Iterable[tuple[int, str]]:
    """Yield (month, name) of a language, full and short, in dates and alone."""
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for month, name in get_month_names(width, context, locale).items():
                yield month, " ".join(name.lower().split()).rstrip(".")


def unambiguous(pairs: Iterable[tuple[int, str]]) -> Mapping[int, list[str]]:
    """Return the names by month, without those that stand for two months, and without numbers."""
    months: dict[str, set[int]] = {}
    for month, name in pairs:
        is_short = name.isascii() and len(name) < MIN_LATIN
        if not is_short and any(map(str.isalpha, name)) and not name[0].isdecimal():
            months.setdefault(name, set()).add(month)
    found: dict[int, list[str]] = {month: [] for month in range(1, 13)}
    for name, meant in months.items():
        if len(meant) == 1:
            found[next(iter(meant))].append(name)
    return {month: sorted(names) for month, names in found.items()}


def render(months: Mapping[int, list[str]], version: str) -> str:
    """Return the table as TOML."""
    lines = [HEADER.format(version=version, locales=" ".join(LOCALES.split()))]
    for month, names in sorted(months.items()):
        quoted = ", ".join(f'"{name}"' for name in names)
        lines.append(f"{month} = [{quoted}]\n")
    return "".join(lines)


def main() -> None:
    """Write the table anew."""
    pairs = [pair for locale in LOCALES.split() for pair in names_of(locale)]
    TABLE.write_text(render(unambiguous(pairs), babel.__version__), encoding="utf-8")


if __name__ == "__main__":
    main()

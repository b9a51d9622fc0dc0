"""Run one peer over pages: python -m benchmarks.peers.run NAME [FOLDER] < PAGES > ANSWERS

PAGES and ANSWERS are JSON Lines with the fields of `Page` and `Answer`; with FOLDER, the files in
it are the pages, given as bytes. A page on which the program fails counts as an empty answer, and
is told on standard error.
"""

import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from benchmarks.peers import PEERS, Answer, Page


def load(name: str) -> Callable[[Page], Answer]:
    """Import the function of a peer."""
    module, function = PEERS[name].target.split(":")
    found: Callable[[Page], Answer] = getattr(import_module(f"benchmarks.peers.{module}"), function)
    return found


def pages(folder: str | None) -> Iterator[Page]:
    """Yield the pages of a folder, or of standard input."""
    if folder is None:
        for line in sys.stdin:
            yield Page(**json.loads(line))
    else:
        for path in sorted(Path(folder).rglob("*.*")):
            yield Page(path.stem, "", "", html=path.read_bytes())


def main(arguments: list[str]) -> int:
    """Answer every page; return 2 when the call is wrong."""
    if not arguments or arguments[0] not in PEERS:
        print(f"{__doc__}\nNAME is one of {', '.join(PEERS)}", file=sys.stderr)
        return 2
    extract = load(arguments[0])
    failures = 0
    for page in pages(arguments[1] if len(arguments) > 1 else None):
        try:
            answer = extract(page)
        except Exception as error:  # whatever a peer raises is an empty answer
            failures += 1
            print(f"{arguments[0]}: {page.id}: {error!r:.200}", file=sys.stderr)
            answer = Answer()
        row = {"id": page.id, "style": page.style, **answer._asdict()}
        # some peers return surrogates, which only escapes can carry
        print(json.dumps(row))
    print(f"{arguments[0]}: {failures} failures", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

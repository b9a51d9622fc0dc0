"""CONTRIBUTING shows a rule that loads and proves itself, and names each field of a rule."""

import re
import textwrap
from pathlib import Path
from typing import Final

from cleaners.document import Block
from cleaners.rules import Rule, RulePack, Scanner, load
from tests.checks.docs import ROOT

TEXT: Final = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def shown_pack(folder: Path) -> RulePack:
    """Load the rule that CONTRIBUTING shows as a pack of its own."""
    found = re.search(r"^ *```toml\n(.*?)^ *```", TEXT, re.S | re.M)
    assert found is not None
    path = folder / "donation_plea.toml"
    path.write_text('kind = "donation_plea"\n' + textwrap.dedent(found[1]), encoding="utf-8")
    return load(path)


def test_the_rule_shown_matches_and_spares(tmp_path: Path) -> None:
    pack = shown_pack(tmp_path)
    scanner = Scanner([pack])
    (rule,) = pack.rule

    def is_hit(text: str) -> bool:
        return any(True for _ in scanner.hits(0, Block("paragraph", text, 0, len(text))))

    assert [text for text in rule.matches if not is_hit(text)] == []
    assert [text for text in rule.spares if is_hit(text)] == []


def test_every_field_of_a_rule_is_told() -> None:
    table = TEXT[TEXT.index("| field | meaning |") :].split("\n\n")[0]
    first_cells = [row.split("|")[1] for row in table.splitlines()[2:]]
    told = [name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(told) == sorted(Rule.__struct_fields__)

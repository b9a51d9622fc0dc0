"""The measuring itself: what is invented, how time is counted, where tables go."""

import doctest
import os
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks import (
    documents,
    evaluation,
    floors,
    invented,
    meter,
    site_pages,
    sites,
    speed,
    stages,
)
from benchmarks.peers import PEERS, Page, by_lines, wrapping
from cleaners.document import Cleaned
from tests.write.samples import removal

BURN = "import time\nwhile time.process_time() < 0.4: pass"
LEAVE_A_CHILD = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {BURN!r}])"


@pytest.mark.parametrize(
    "module", [documents, floors, by_lines, wrapping, speed], ids=lambda it: it.__name__
)
def test_examples(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.attempted > 0 and found.failed == 0


def test_invented_documents_are_the_same_each_time() -> None:
    first, again, other = (list(invented.documents(40, seed)) for seed in (1, 1, 2))
    assert first == again != other


def test_made_up_sites_are_the_same_each_time_and_hold_what_is_told_of_them() -> None:
    first, again, other = (list(site_pages.pages(seed)) for seed in (1, 1, 2))
    assert first == again != other
    assert len({page.site for page in first}) == sum(site_pages.SIZES.values())
    assert {label for page in first for label, _ in page.lines} == {
        "template", "teaser", "meta", "body",
    }  # fmt: skip
    assert not [page for page in first if "{" in page.text]
    large = [page for page in first if page.size == 20]
    bodies = Counter(text for page in large for label, text in page.lines if label == "body")
    assert bodies.most_common(1)[0][1] > 2, "what stories share is in none of them"


def test_lines_of_the_memory_are_counted_by_whether_they_are_the_sites() -> None:
    page = next(page for page in site_pages.pages(1) if page.size == 5)
    text: dict[str, str] = dict(page.lines)
    count = sites.Count()
    for label, rule in (("template", "memory/line"), ("body", "memory/line"), ("meta", "titles/x")):
        gone = removal("a", text=text[label], rule=rule)
        count.add(page, Cleaned(None, None, (gone,)))
    assert (count.lines[True], count.lines[False]) == (1, 1)
    figures = count.figures()
    assert (figures["precision"], figures["titles"]) == (0.5, 0)
    assert 0 < figures["found"] == figures["memory"] < 0.5


def test_invented_documents_are_what_is_told_of_them() -> None:
    pages = list(invented.documents(600))
    mean = sum(len(page.encode()) for page in pages) / len(pages)
    assert 2_700 < mean < 3_300
    copies = len(pages) - len(Counter(pages))
    assert 0.02 < copies / len(pages) < 0.07
    assert not [page for page in pages if "{" in page]


def test_profile_finds_every_stage(tmp_path: Path) -> None:
    invented.write(tmp_path, 12)
    found = stages.profile([str(tmp_path)])
    assert [stage for stage, spent in found.items() if spent <= 0] == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="orphans are counted on Linux")
def test_meter_counts_what_a_command_leaves_behind() -> None:
    root = evaluation.ROOT
    env = os.environ | {"PYTHONPATH": str(root)}
    cost = meter.measure([sys.executable, "-c", LEAVE_A_CHILD], env, str(root))
    assert cost.cpu > 0.4


def test_meter_tells_a_failure() -> None:
    env = os.environ | {"PYTHONPATH": str(evaluation.ROOT)}
    with pytest.raises(RuntimeError, match="exit 3"):
        meter.measure([sys.executable, "-c", "raise SystemExit(3)"], env, str(evaluation.ROOT))


def test_markers_must_be_there() -> None:
    with pytest.raises(ValueError, match="no <!-- figures speed -->"):
        documents.between_markers("nothing", "speed", "table")


def test_line_rules() -> None:
    text = "Home News Sport\nThe ferry sails again on Monday.\nPlease enable javascript to go on.\n"
    page = Page("1", "insc", "en", text=text)
    assert by_lines.extract(page).text == "The ferry sails again on Monday."


def test_each_peer_has_its_module() -> None:
    folder = Path(evaluation.ROOT / "benchmarks" / "peers")
    targets = {peer.target.split(":")[0] for peer in PEERS.values()}
    assert {path.stem for path in folder.glob("by_*.py")} == targets

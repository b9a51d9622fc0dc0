"""Nights on one output folder: only what is new is added, and it is held against what is there."""

from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import pytest

from tests.conftest import run_copydesk

STORY = (
    "The council of Marrow Bay voted on Tuesday to close the old ferry terminal for good.",
    "The captains said that nobody had asked them before the notice was put up on the wall.",
    "A new pier is to be built by spring, the harbor office said in a short statement.",
    "Until then the ferries will leave from the fish market, where there is hardly any room.",
    "Tickets cost nine crowns, and children under six go free, as they have for thirty years.",
)
OTHER = (
    "A choir from the hills above Hessing won the song contest on the quay on Saturday night.",
    "Its forty singers had walked down in the rain, since the bus does not run on weekends.",
    "The judges praised a song about bread, which nobody had heard before, and asked for more.",
    "Second came the school of Little Tarn with a round for nine voices and a single drum.",
)
FOOT = "Printed on the quay since 1911"
TRAILER = "Original url:\n\nhttps://bayherald.example/{}"


def rows(output: Path, table: str) -> list[dict[str, Any]]:
    folder = output / table
    if not folder.exists():
        return []
    found: list[dict[str, Any]] = ds.dataset(folder, partitioning="hive").to_table().to_pylist()
    return found


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run two nights; the second folder holds the first night's documents and three new ones."""
    raw, output = tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("out") / "corpus"
    (raw / "a.txt").write_text("\n\n".join([*STORY, FOOT, TRAILER.format("a")]))
    run_copydesk("clean", str(raw), "--output", str(output))
    (raw / "b.txt").write_text("\n\n".join([*OTHER, FOOT, TRAILER.format("b")]))
    (raw / "c.txt").write_text("\n".join([*STORY, FOOT]))
    (raw / "d.txt").write_text("\n\n".join([*STORY[:4], STORY[4].replace("nine", "ten")]))
    run_copydesk("clean", str(raw), "--output", str(output))
    return output


def test_only_what_is_new_is_added(nights: Path) -> None:
    names = [Path(row["source_uri"]).name for row in rows(nights, "articles")]
    assert sorted(names) == ["a.txt", "b.txt"]
    assert len({row["run_id"] for row in rows(nights, "articles")}) == 2


def test_a_match_names_the_article_of_the_earlier_batch(nights: Path) -> None:
    (first,) = (row for row in rows(nights, "articles") if row["source_uri"].endswith("a.txt"))
    found = {Path(row["source_uri"]).name: row for row in rows(nights, "duplicates")}
    assert {name: row["relation"] for name, row in found.items()} == {
        "c.txt": "exact",
        "d.txt": "near",
    }
    assert {row["duplicate_of"] for row in found.values()} == {first["id"]}
    assert {row["story_id"] for row in found.values()} == {first["story_id"]}


def test_the_second_night_knows_the_sites_of_the_first(nights: Path) -> None:
    (other,) = (row for row in rows(nights, "articles") if row["source_uri"].endswith("b.txt"))
    gone = [r for r in rows(nights, "removals") if r["id"] == other["id"]]
    assert [r["text"] for r in gone if r["kind"] == "site_template"] == [FOOT]
    assert FOOT not in other["text"]


def test_cleaning_all_again_adds_a_batch_and_links_nothing_to_itself(
    nights: Path, tmp_path: Path
) -> None:
    lone = tmp_path / "lone.txt"
    lone.write_text("\n\n".join(OTHER))
    output = tmp_path / "corpus"
    run_copydesk("clean", str(lone), "--output", str(output))
    run_copydesk("clean", str(lone), "--output", str(output), "--reprocess")
    assert [len(rows(output, table)) for table in ("articles", "duplicates")] == [2, 0]
    run_copydesk("verify", str(output))
    run_copydesk("verify", str(nights))

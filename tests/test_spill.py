"""Items of a file are read in order, and those at other places are passed over unread."""

from pathlib import Path

import msgspec

from cleaners.spill import read_at, read_items, read_places, write_item


def test_only_chosen_items_are_read(tmp_path: Path) -> None:
    path = tmp_path / "items.bin"
    with path.open("wb") as sink:
        for item in (["a" * 9000], 2, ["c"], ["d"]):
            write_item(sink, msgspec.msgpack.encode(item))
    assert list(read_items(path, object)) == [["a" * 9000], 2, ["c"], ["d"]]
    # the number is no list: to read it would fail
    places = [place for place, _ in read_places(path, object)]
    assert list(read_at(path, list[str], [places[0], places[3]])) == [["a" * 9000], ["d"]]
    assert list(read_at(path, list[str], [])) == []

"""Items of a file are read in order, and those that nobody chose are passed over unread."""

from pathlib import Path

import msgspec

from cleaners.spill import read_chosen, read_items, write_item


def test_only_chosen_items_are_read(tmp_path: Path) -> None:
    path = tmp_path / "items.bin"
    with path.open("wb") as sink:
        for item in (["a" * 9000], 2, ["c"], ["d"]):
            write_item(sink, msgspec.msgpack.encode(item))
    assert list(read_items(path, object)) == [["a" * 9000], 2, ["c"], ["d"]]
    # the number is no list: to read it would fail
    assert list(read_chosen(path, list[str], [True, False, False, True])) == [["a" * 9000], ["d"]]
    assert list(read_chosen(path, list[str], [False] * 4)) == []

"""Bylines of Chinese, Japanese and Korean outlets."""

import pytest

from cleaners.detect.east_bylines import names_by_signs


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("河湾晚报记者 王小明 实习生 李晓梅", ["王小明", "李晓梅"]),
        ("（作者：王小明 编辑：李晓梅）", ["王小明"]),
        ("강변일보 김민수 기자", ["김민수"]),
        ("김민수 기자", ["김민수"]),
        ("本报记者王小明", ["王小明"]),
        ("记者 王小明 报道", ["王小明"]),
    ],
)
def test_names_beside_a_word_for_their_work(line: str, names: list[str]) -> None:
    assert names_by_signs(line) == names


@pytest.mark.parametrize("line", ["（编辑：李晓梅）", "강변일보 사진부 기자", "记者会在市政府举行"])
def test_other_work_and_other_words_name_no_author(line: str) -> None:
    assert names_by_signs(line) == []

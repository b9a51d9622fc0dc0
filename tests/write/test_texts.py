"""Texts of earlier articles: those that were asked for, each group of rows read once."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from cleaners.write import EarlierTexts
from tests.nights import night, record, rows


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts") / "corpus"
    night(folder, "one", [record(number) for number in range(8)])
    night(folder, "two", [record(number) for number in range(8, 12)])
    return folder


def test_every_text_is_that_of_its_row(output: Path, tmp_path: Path) -> None:
    texts = EarlierTexts(output, tmp_path / "spill")
    expected = {row["id"]: row["text"] for row in rows(output, "articles")}
    some, others = sorted(expected)[::2], sorted(expected)[1::2]
    texts.expect(some)
    texts.expect(["0" * 32, *others[:2]])
    assert {it: texts(it) for it in expected} == expected


def test_an_id_of_no_article_is_a_key_error(output: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        EarlierTexts(output, tmp_path / "spill")("0" * 32)


def test_a_group_of_rows_is_read_once_however_many_of_it_are_expected(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Any] = []
    plain = pq.ParquetFile.read_row_group

    def counted(file: pq.ParquetFile, group: int, **options: Any) -> Any:
        read.append(group)
        return plain(file, group, **options)

    monkeypatch.setattr(pq.ParquetFile, "read_row_group", counted)
    texts = EarlierTexts(output, tmp_path / "spill")
    ids = [row["id"] for row in rows(output, "articles")]
    texts.expect(ids)
    for article_id in ids:
        texts(article_id)
    assert len(read) == 2  # one group in each of two batches


def test_of_an_article_cleaned_twice_the_newest_text_counts(tmp_path: Path) -> None:
    folder, spill = tmp_path / "corpus", tmp_path / "spill"
    night(folder, "one", [record(1)])
    (old,) = rows(folder, "articles")
    pack = tmp_path / "packs"
    pack.mkdir()
    (pack / "newsletter_signup.toml").write_text(
        'kind = "newsletter_signup"\n[[rule]]\n'
        'id = "newsletter_signup/quay"\nwhy = "A foot."\ncloses = "line"\n'
        'phrases = ["printed on the quay since 1911"]\nanchor = "line"\nalone = "always"\n'
        'matches = ["Printed on the quay since 1911"]\nspares = ["It was printed on the quay."]\n'
    )
    night(folder, "one", [record(1)], reprocess=True, rules=str(pack))
    (new,) = (row for row in rows(folder, "articles") if row["run_id"] != old["run_id"])
    assert new["id"] == old["id"]
    assert new["text"] != old["text"]
    assert EarlierTexts(folder, spill)(old["id"]) == new["text"]

"""The laws of the design, held for any text and any corpus."""

import re
from collections import Counter
from pathlib import Path
from random import Random
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.corpus import find_duplicates, learn_sites, read_verdicts
from cleaners.document import Cleaned, Duplicate, RawDocument
from cleaners.options import Options
from cleaners.pipeline import clean_document
from cleaners.plan import InputFile, Shard, find_files
from cleaners.read import document_id
from cleaners.shards import ShardJob, clean_shard, read_cleaned, reclean_shard

PROSE = (
    "The council of Marrow Bay voted on Tuesday to close the old ferry terminal for good.",
    "The captains said that nobody had asked them before the notice was put up on the wall.",
    '"We will row if we must," said Ada Quill, who has sold tickets there for thirty years.',
    "A new pier is to be built by spring, the harbor office said in a short statement.",
    "Fish prices rose by a third in the week after the vote, traders at the market said.",
    "Nobody knows yet who is to pay for the road that leads from the mill to the new pier.",
)
FURNITURE = (
    "Read also: Ferry fares rise again",
    "Sign up for our free weekly newsletter",
    "5 min read",
    "Share",
    "By Orla Finch",
    "March 3, 2024",
    "The pier at dusk. Tom Reed / HARBORPIX / AP",
    "Tags: harbor, ferries",
    "A Message from The Bay Herald:",
    "Your support keeps our newsroom going. Please give what you can.",
    "MARROW BAY (Reuters) - The old terminal is closed, the council said on Tuesday evening.",
    "(Reporting by Orla Finch; Editing by Sam Holt)",
    "Once",
    "Monthly",
    "Old Ferry Terminal to Close",
    "© 2024 The Bay Herald. All rights reserved.",
)
WORDS = re.compile(r"\w+")
Row: TypeAlias = tuple[Cleaned, Duplicate | None]


def clean(text: str, name: str = "/in/a.txt") -> Cleaned:
    data = text.encode()
    return clean_document(RawDocument(document_id(name, data), name, data), Options())


def words(*texts: str) -> Counter[str]:
    return Counter(word for text in texts for word in WORDS.findall(text))


@given(
    st.lists(st.sampled_from([*PROSE, *FURNITURE]), min_size=1, max_size=14),
    st.sampled_from(["\n", "\n\n", "\r\n\r\n"]),
)
@settings(max_examples=150)
def test_each_word_stands_in_the_text_or_in_one_removal(lines: list[str], gap: str) -> None:
    cleaned = clean(gap.join(lines))
    if cleaned.article is None:
        return
    removed = [removal.text for removal in cleaned.removals]
    assert words(cleaned.article.text, *removed) == words(*lines)
    counted = sum(removal.chars for removal in cleaned.removals)
    assert counted == cleaned.article.removed_char_count


@given(st.text(max_size=300))
def test_any_text_gives_an_article_or_a_reject(text: str) -> None:
    cleaned = clean(text.encode("utf-8", "replace").decode())
    assert (cleaned.article is None) != (cleaned.reject is None)
    if cleaned.reject is not None:
        assert cleaned.reject.message


@given(st.binary(max_size=400))
def test_any_bytes_give_an_article_or_a_reject(data: bytes) -> None:
    cleaned = clean_document(RawDocument(document_id("/in/a", data), "/in/a", data), Options())
    assert (cleaned.article is None) != (cleaned.reject is None)


@given(st.permutations(PROSE), st.sampled_from(FURNITURE))
def test_prose_about_the_world_is_never_removed(prose: list[str], line: str) -> None:
    cleaned = clean("\n\n".join([*prose[:3], line, *prose[3:]]))
    assert cleaned.article is not None
    assert [p for p in prose if p not in cleaned.article.text] == []


@given(st.lists(st.sampled_from(PROSE), min_size=2, max_size=6, unique=True))
def test_clean_prose_comes_back_as_it_is(prose: list[str]) -> None:
    text = "\n\n".join(prose)
    cleaned = clean(text)
    assert cleaned.article is not None
    assert cleaned.article.text == text
    assert cleaned.removals == ()


def corpus(folder: Path) -> None:
    """Write a small corpus with a site, exact copies and documents of nobody's."""
    foot = "Printed on the quay since 1911, and proud of it"
    trailer = "Original url:\n\nhttps://bayherald.example/2024/03/0{}/story"
    for i in range(4):
        body = [f"Story number {i} of the week", *(f"{p} Part {i}." for p in PROSE[i : i + 3])]
        text = "\n\n".join([*body, foot, trailer.format(i)])
        (folder / f"{i}.txt").write_text(text)
    (folder / "copy.txt").write_text("\n\n".join(f"{p} Part 1." for p in PROSE[1:4]))
    (folder / "lone.txt").write_text("\n\n".join(PROSE))
    (folder / "empty.txt").write_text("")


def run(files: list[InputFile], size: int, work: Path) -> dict[str, Row]:
    """Clean files in shards of ``size`` and return everything a table would hold."""
    shards = [Shard(f"{i:016x}", tuple(files[i : i + size])) for i in range(0, len(files), size)]
    jobs = [ShardJob(shard, str(work), Options()) for shard in shards]
    keys = [shard.key for shard in shards]
    for job in jobs:
        clean_shard(job)
    learn_sites(str(work), keys)
    for job in jobs:
        reclean_shard(job)
    find_duplicates(str(work), keys, Options())
    verdicts = read_verdicts(str(work))
    rows: dict[str, Row] = {}
    for key in keys:
        for cleaned in read_cleaned(str(work), key):
            record = cleaned.article or cleaned.reject
            assert record is not None
            rows[record.id] = (cleaned, verdicts.get(record.id))
    return rows


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[InputFile]:
    folder = tmp_path_factory.mktemp("corpus")
    corpus(folder)
    return find_files([str(folder)])


@given(order=st.randoms(use_true_random=False), size=st.integers(1, 7))
@settings(max_examples=12, deadline=None)
def test_the_result_is_a_function_of_the_set(
    files: list[InputFile],
    order: Random,
    size: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    shuffled = list(files)
    order.shuffle(shuffled)
    expected = run(files, len(files), tmp_path_factory.mktemp("work"))
    assert run(shuffled, size, tmp_path_factory.mktemp("work")) == expected


def test_the_site_memory_and_the_copies_of_that_corpus(
    files: list[InputFile], tmp_path: Path
) -> None:
    rows = run(files, 3, tmp_path)
    by_name = {Path(cleaned_uri(row)).name: row for row in rows.values()}
    site, _ = by_name["0.txt"]
    assert site.article is not None
    assert [r.rule for r in site.removals if r.kind == "site_template"] == ["memory/line"]
    assert "Printed on the quay" not in site.article.text
    _, verdict = by_name["copy.txt"]
    assert verdict is not None
    assert verdict.relation == "exact"


def cleaned_uri(row: Row) -> str:
    record = row[0].article or row[0].reject
    assert record is not None
    return record.source_uri


def test_a_shard_is_cleaned_once(files: list[InputFile], tmp_path: Path) -> None:
    job = ShardJob(Shard("0" * 16, tuple(files)), str(tmp_path), Options())
    first = clean_shard(job)
    stamp = (tmp_path / ("0" * 16) / "records.bin").stat().st_mtime_ns
    assert clean_shard(job) == first
    assert (tmp_path / ("0" * 16) / "records.bin").stat().st_mtime_ns == stamp

"""`memory.toml`: read, refused in words, and edited without harm to what else stands in it."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.lines import line_key
from cleaners.overrules import FILE, NONE, OverruleError, decide, read_overrules

FOOT = "Printed on the quay since 1911"
EBB = 'Ebb at nine, flood at three: "mind the gap"'
BY_HAND = """# ours
[[keep]]
site = "The Bay Herald"  # its name
line = "Printed on the quay, since 1911"

# about tides
[[remove]]
site = "*"
line = "Ebb at nine"
"""


def test_without_the_file_nothing_is_decided(tmp_path: Path) -> None:
    assert read_overrules(tmp_path) == NONE


def test_sites_and_lines_are_known_as_the_memory_knows_them(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(BY_HAND)
    found = read_overrules(tmp_path)
    assert found.of("the bay herald") == {
        line_key(FOOT): "keep",
        line_key("Ebb at nine"): "remove",
    }
    assert found.of("other.example") == {line_key("Ebb at nine"): "remove"}


def test_a_site_counts_more_than_all_sites(tmp_path: Path) -> None:
    decide(tmp_path, "remove", "*", FOOT)
    decide(tmp_path, "keep", "bay.example", FOOT)
    found = read_overrules(tmp_path)
    assert (found.of("bay.example"), found.of("x.example")) == (
        {line_key(FOOT): "keep"},
        {line_key(FOOT): "remove"},
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[keep]\n", "no valid TOML: .*line 1"),
        ('[[kep]]\nsite = "a.example"\nline = "b c"\n', r"there is no \[\[kep\]\]; write"),
        ('[keep]\nsite = "a.example"\nline = "b c"\n', r"write \[\[keep\]\], with two brackets"),
        ('[[keep]]\nsite = "a.example"\nlien = "b c"\n', r"\[\[keep\]\] number 1: .*`lien`"),
        ('[[remove]]\nsite = "a.example"\n', r"\[\[remove\]\] number 1: .*`line`"),
        ('[[remove]]\nsite = "a.example"\nline = 3\n', "number 1: Expected `str`, got `int`"),
        ('[[remove]]\nsite = " "\nline = "b c"\n', "the site is empty"),
        ('[[remove]]\nsite = "a.example"\nline = "—"\n', "has no words"),
        ('[[remove]]\nsite = "a.example"\nline = "b c"\nkey = "12"\n', "no key of 16 hex digits"),
        (
            '[[keep]]\nsite = "A.example"\nline = "b c"\n'
            '[[remove]]\nsite = "a.example"\nline = "B, c."\n',
            "both kept and removed",
        ),
    ],
)
def test_a_fault_says_what_and_where(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(OverruleError, match=message) as caught:
        read_overrules(tmp_path)
    assert str(caught.value).startswith(str(tmp_path / FILE))
    with pytest.raises(OverruleError):
        decide(tmp_path, "keep", "b.example", FOOT)
    assert (tmp_path / FILE).read_text() == text


def test_deciding_twice_changes_nothing(tmp_path: Path) -> None:
    assert decide(tmp_path, "keep", "bay.example", FOOT)
    before = (tmp_path / FILE).read_text()
    assert not decide(tmp_path, "keep", "Bay.example", "printed on the quay since 1911!")
    assert not decide(tmp_path, None, "bay.example", "Something else")
    assert (tmp_path / FILE).read_text() == before
    assert before.startswith("# What people decide")


def test_an_edit_leaves_the_rest_of_the_file_as_it_was(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(BY_HAND)
    assert decide(tmp_path, "remove", "The Bay Herald", FOOT)
    text = (tmp_path / FILE).read_text()
    assert "# about tides\n[[remove]]" in text and text.startswith("# ours\n")
    assert "[[keep]]" not in text
    assert read_overrules(tmp_path).of("the bay herald")[line_key(FOOT)] == "remove"
    assert decide(tmp_path, None, "the bay herald", FOOT)
    text = (tmp_path / FILE).read_text()
    assert "# ours" in text and "# about tides\n[[remove]]" in text
    assert FOOT not in (tmp_path / FILE).read_text()
    assert sorted(p.name for p in (tmp_path / "state").iterdir()) == []


def test_a_layout_of_its_own_is_left_to_its_author(tmp_path: Path) -> None:
    text = 'keep = [{site = "bay.example", line = "Ebb at nine"}]\n'
    (tmp_path / FILE).write_text(text)
    with pytest.raises(OverruleError, match="edit it by hand"):
        decide(tmp_path, "keep", "bay.example", FOOT)
    with pytest.raises(OverruleError, match="edit it by hand"):
        decide(tmp_path, None, "bay.example", "Ebb at nine")
    assert (tmp_path / FILE).read_text() == text


def test_a_shortened_line_is_known_by_its_key(tmp_path: Path) -> None:
    key = line_key("A very long line")
    decide(tmp_path, "keep", "bay.example", "A very…", key)
    assert read_overrules(tmp_path).of("bay.example") == {key: "keep"}


@given(st.text(), st.sampled_from(["bay.example", "*", "The Bay Herald"]))
def test_any_line_comes_back(
    tmp_path_factory: pytest.TempPathFactory, line: str, site: str
) -> None:
    line = line.encode("utf-8", "replace").decode()
    output = tmp_path_factory.mktemp("out")
    if not line_key(line):
        with pytest.raises(OverruleError):
            decide(output, "keep", site, line)
        return
    assert decide(output, "remove", site, EBB)
    assert decide(output, "keep", site, line)
    data = tomllib.loads((output / FILE).read_text(encoding="utf-8"))
    assert [entry["line"] for entry in data["keep"]] == [line]
    assert decide(output, None, site, line)
    assert "keep" not in tomllib.loads((output / FILE).read_text(encoding="utf-8"))

"""Each rule proves itself; packs are in order; the gate changes nothing but the time."""

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.document import Block, Document, Source
from cleaners.folding import fold
from cleaners.rules import Rule, RulePack, Scanner, first_hit, load, scanner

FOLDER = Path(__file__).parent.parent / "cleaners" / "packs"
PACKS = {path.stem: load(path) for path in sorted(FOLDER.glob("*.toml"))}
RULES = [(pack, rule) for pack in PACKS.values() for rule in pack.rule]
IDS = [rule.id for _, rule in RULES]
EXAMPLES = [text for _, rule in RULES for text in (*rule.matches, *rule.spares)]
PHRASES = [(r.id, p) for _, r in RULES if r.anchor == "line" for p in r.phrases]
FEW_PHRASES = 8
SLOWEST_SECONDS = 0.25

GOOD = """kind = "ad_label"
[[rule]]
id = "ad_label/house"
why = "A mark of this house."
phrases = ["Notice of the house"]
matches = ["Notice of the house", "NOTICE OF THE HOUSE"]
spares = ["Notice of the house fire", "He read the notice of the house."]
"""


def block(text: str) -> Block:
    return Block("paragraph", text, 0, len(text))


def hit_rules(scan: Scanner, text: str) -> set[str]:
    return {hit.rule for hit in scan.hits(0, block(text))}


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=IDS)
def test_rule_matches_and_spares(pack: RulePack, rule: Rule) -> None:
    alone = Scanner([RulePack(pack.kind, (rule,))])
    assert [text for text in rule.matches if rule.id not in hit_rules(alone, text)] == []
    assert [text for text in rule.matches if rule.id not in hit_rules(scanner(), text)] == []


@pytest.mark.parametrize(("name", "pack"), PACKS.items(), ids=PACKS)
def test_no_rule_of_a_pack_hits_a_spare(name: str, pack: RulePack) -> None:
    scan = Scanner([pack])
    wrong = [(text, hit_rules(scan, text)) for rule in pack.rule for text in rule.spares]
    assert [(text, ids) for text, ids in wrong if ids] == []


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=IDS)
def test_rule_is_well_founded(pack: RulePack, rule: Rule) -> None:
    assert rule.why.endswith(".")
    assert len(set(rule.matches)) >= (3 if len(rule.phrases) > FEW_PHRASES else 2)
    assert len(set(rule.spares)) >= 2
    assert rule.needs_run or not rule.id.endswith("/form-word")


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=IDS)
def test_every_phrase_is_found_in_any_case(pack: RulePack, rule: Rule) -> None:
    alone = Scanner([RulePack(pack.kind, (rule,))])
    for phrase in rule.phrases:
        assert rule.id in hit_rules(alone, phrase)
        titled = phrase.title()
        if fold(titled) == fold(phrase):  # not so in Turkish
            spaced = titled.replace(" ", "\u00a0")
            assert rule.id in hit_rules(alone, f"\u25ba {spaced} \u00bb")


def test_packs_are_named_as_their_kind() -> None:
    assert [name for name, pack in PACKS.items() if pack.kind != name] == []
    assert [rule.id for pack, rule in RULES if rule.id.split("/")[0] != pack.kind] == []


def test_ids_and_phrases_are_unique() -> None:
    phrases = Counter(  # a line of its own and the start of a longer one are two things
        (rule.anchor, " ".join(re.sub(r"^[^\w?]+|[^\w?]+$", "", fold(phrase)).split()))
        for _, rule in RULES
        for phrase in rule.phrases
    )
    assert [key for key, times in Counter(IDS).items() if times > 1] == []
    assert [key for key, times in phrases.items() if times > 1] == []


def ungated(text: str) -> set[str]:
    """Try every rule on the text."""
    folded = fold(text).replace("\n", " ")
    return {
        rule_id
        for rule_id, compiled in scanner().rules.items()
        if len(folded) <= compiled.rule.reach and first_hit(0, folded, compiled)
    }


@pytest.mark.parametrize("half", [0, 1])
def test_the_gate_hides_no_example(half: int) -> None:
    for text in EXAMPLES[half::2]:
        assert hit_rules(scanner(), text) == ungated(text)


@given(st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=3), st.text(max_size=30))
@settings(max_examples=40, deadline=None)
def test_the_gate_hides_nothing(parts: list[str], noise: str) -> None:
    for text in (" ".join([*parts, noise]), noise.join(parts), noise + parts[0].upper()):
        assert hit_rules(scanner(), text) == ungated(text)


SIGNS = st.text(' -\u25ba\u00bb*?\u00bf\u20ac_"(.\n\u2028', max_size=3)


@given(SIGNS, st.sampled_from(PHRASES), SIGNS, st.sampled_from([" ", "  ", " \n", "\u2028"]))
@settings(max_examples=200, deadline=None)
def test_a_whole_line_is_what_the_expression_finds(
    before: str, phrase: tuple[str, str], behind: str, space: str
) -> None:
    rule_id, words = phrase
    text = before + words.replace(" ", space) + behind
    folded = fold(text).replace("\n", " ")
    found = [hit for hit in scanner().hits(3, block(text)) if hit.rule == rule_id]
    rule = scanner().rules[rule_id]
    wanted = first_hit(3, folded, rule) if len(folded) <= rule.rule.reach else None
    assert found == ([] if wanted is None else [wanted])


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=IDS)
def test_no_text_holds_a_rule_up(pack: RulePack, rule: Rule) -> None:
    compiled = scanner().rules[rule.id]
    size = min(rule.reach, 2000)
    seeds = [fold(text) for text in rule.matches]
    seeds += [" ", "a", "1", "- ", "a ", "a, ", "a/", '"', "> ", "the ", "we you us our ", ". a "]
    seeds += [seed.split()[0] + " " for seed in seeds if seed.split()]
    started = time.perf_counter()
    for seed in seeds:
        text = (seed * (size // len(seed) + 1))[: size - 1] + "?"
        first_hit(0, text, compiled)
    assert time.perf_counter() - started < SLOWEST_SECONDS


@pytest.mark.parametrize(
    ("text", "rule", "field", "value"),
    [
        ("A Message from The Harbour Times:", "message-from", "site_name", "The Harbour Times"),
        ("May 1, 2022 Support The Quay!", "support-glued", "site_name", "The Quay"),
        ("Read more about: Ferry , Harbour", "labelled", "tag", "Ferry , Harbour"),
        ("Original url: https://quay.example/A", "labelled", "url", "https://quay.example/A"),
        ("Photo: Ilse Marten / AFP", "labelled", "photo", "Ilse Marten / AFP"),
        ("Translated by Ada Quill.", "by", "translation", "Ada Quill"),
        ("WORLD NEWS", "line", "section", "WORLD NEWS"),
    ],
)
def test_a_named_group_gives_the_words_as_printed(
    text: str, rule: str, field: str, value: str
) -> None:
    found = [hit for hit in scanner().hits(0, block(text)) if hit.rule.endswith(f"/{rule}")]
    assert [[(name, text[a:b]) for name, a, b in hit.fields] for hit in found] == [[(field, value)]]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("May 1, 2022 Support The Quay!", "Support The Quay!"),
        (
            "The bridge was closed. READ MORE: Ferry talks collapse",
            "READ MORE: Ferry talks collapse",
        ),
        ("The bridge was closed. Advertisement", "Advertisement"),
        ("It rained for days... [+88 chars]", "... [+88 chars]"),
        ("Oct. 4, 2023 | 5 min read", "| 5 min read"),
    ],
)
def test_a_glued_rule_takes_only_its_span(text: str, span: str) -> None:
    hits = [hit for hit in scanner().hits(0, block(text)) if (hit.start, hit.end) != (0, len(text))]
    assert [text[hit.start : hit.end].strip() for hit in hits] == [span]


@pytest.mark.parametrize(
    "text",
    [
        '"Continue."',
        "\u201eTeilen!\u201c",
        'The sign read "Subscribe to continue reading" for a year.',
        'On the door: "We use cookies to improve your experience."',
    ],
)
def test_quoted_words_are_spared(text: str) -> None:
    assert hit_rules(scanner(), text) == set()


def test_a_quotation_before_or_after_does_not_protect() -> None:
    text = 'Tired of "news"? Your support helps us print our "other" stories.'
    assert "donation_plea/your-support-makes" in hit_rules(scanner(), text)


def test_quotes_that_point_at_a_label_do_not_protect_it() -> None:
    assert "teaser_cards/label" in hit_rules(scanner(), "\u00bb Read more")


def test_a_line_break_in_a_block_counts_as_a_space() -> None:
    assert "newsletter_signup/sign-up" in hit_rules(
        scanner(), "Sign up for our\nfree weekly newsletter"
    )


def test_scan_numbers_the_blocks() -> None:
    texts = ["The bridge was closed for a week.", "Share", "Read more"]
    source = Source("0", "x", None, "text", "utf-8", "0", "\n".join(texts))
    document = scanner().scan(Document(source, tuple(map(block, texts))))
    assert {(hit.block, hit.kind) for hit in document.hits} == {
        (1, "share_bar"),
        (2, "teaser_cards"),
    }


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("kind", "kind kind", "line 1"),
        ('"ad_label"\n', '"ad_lable"\n', "$.kind"),
        ("why", "wy", "$.rule[0]"),
        ('why = "A mark of this house."\n', "", "`why`"),
        ('phrases = ["Notice of the house"]\n', "", "phrases or a pattern"),
        ("why", "pattern = 'notice'\nwhy", "phrases or a pattern"),
        ('phrases = ["Notice of the house"]', "pattern = 'Notice'", "never contains 'N'"),
        ('phrases = ["Notice of the house"]', "pattern = 'n(otice'", "regular expression"),
        ('phrases = ["Notice of the house"]', "pattern = 'n*'", "empty text"),
        ('phrases = ["Notice of the house"]', "pattern = '(?P<sight>note)'", "sight"),
        ('phrases = ["Notice of the house"]', "phrases = ['-->']", "no letter"),
        ("why", "max_chars = 9\nwhy", "max_chars is less"),
        ("ad_label/house", "paywall/house", "must read ad_label/name"),
    ],
)
def test_a_fault_is_named_with_its_file(tmp_path: Path, old: str, new: str, words: str) -> None:
    path = tmp_path / "ad_label.toml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(words)) as fault:
        load(path)
    assert str(path) in str(fault.value)


def test_packs_of_a_folder_stand_beside_those_that_ship(tmp_path: Path) -> None:
    (tmp_path / "ad_label.toml").write_text(GOOD, encoding="utf-8")
    scan = scanner(str(tmp_path))
    assert hit_rules(scan, "Notice of the house") == {"ad_label/house"}
    assert hit_rules(scan, "Share") == {"share_bar/line"}
    assert scan.rules["ad_label/house"].kind == "ad_label"
    assert scanner(str(tmp_path)) is scan


def test_a_folder_without_packs_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no rule pack"):
        scanner(str(tmp_path))
    with pytest.raises(FileNotFoundError):
        scanner(str(tmp_path / "missing"))


def test_an_id_may_not_be_taken_twice(tmp_path: Path) -> None:
    (tmp_path / "ad_label.toml").write_text(GOOD.replace("house", "line"), encoding="utf-8")
    with pytest.raises(ValueError, match="two rules have the id ad_label/line"):
        scanner(str(tmp_path))

"""Where a document comes from and what it is filed under: address, site, tags, walls."""

import msgspec
import pytest

from cleaners.detect import detect
from cleaners.detect.sites import clean_name
from cleaners.detect.urls import canonical_url, domain_of
from cleaners.document import Hit, Mark
from tests.detect.pages import PROSE, article, page

TITLE = "Harbor plan divides the council of Ostravel"
URL = "https://www.marrovia-times.co.uk/2024/07/29/harbor-plan-a12"


@pytest.mark.parametrize(
    "tail",
    [
        ("Original url:", URL),
        (f"Original url: {URL}",),
        (f"Original URL: <{URL}>",),
        (f"Read the original article: {URL}.",),
        (f"Источник: {URL}",),
        (URL,),
    ],
)
def test_trailers_give_the_address_and_leave_the_body(tail: tuple[str, ...]) -> None:
    found = detect(article(TITLE, tail=tail))
    assert (found.metadata.url, found.metadata.domain) == (URL, "marrovia-times.co.uk")
    moved = {c.block for c in found.candidates if c.kind == "source_url_trailer"}
    assert moved == set(range(4, 4 + len(tail)))


def test_several_addresses_at_the_end_are_references() -> None:
    got = detect(article(TITLE, tail=("https://example.org/one-two", "https://example.org/three")))
    assert got.metadata.url is None


def test_an_address_in_a_sentence_is_none() -> None:
    text = f"The plan is shown at {URL} until the end of the month, said the council of the harbor."
    assert detect(page(TITLE, *PROSE, text, PROSE[0])).metadata.url is None


def test_the_day_of_an_address_backs_the_stamp() -> None:
    got = detect(article(TITLE, "29 July 2024", tail=(URL,))).metadata
    rows = [p for p in got.provenance if p.field == "day_published"]
    assert {row.source for row in rows} == {"stamp", "placed_stamp", "url"}
    assert rows[0].confidence > 0.9


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("HTTPS://WWW.Example.com/A?utm_source=x&id=2#top", "https://www.example.com/A?id=2"),
        ("https://example.com/a?q=%20b+c&fbclid=1", "https://example.com/a?q=%20b+c"),
        ("example.com/a", "https://example.com/a"),
        ("https://example.com:443/a", "https://example.com/a"),
        ("https://example.com", "https://example.com/"),
        ("mailto:a@example.com", None),
        ("https://", None),
        ("https://exa mple.com/", None),
        ("https://[broken/", None),
    ],
)
def test_addresses_are_made_plain(url: str, plain: str | None) -> None:
    assert canonical_url(url) == plain


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://a.b.example.co.uk/x", "example.co.uk"),
        ("https://example.org", "example.org"),
        ("https://co.uk/", None),
        ("https://192.168.0.1/x", None),
    ],
)
def test_registered_domains(url: str, domain: str | None) -> None:
    assert domain_of(url) == domain


@pytest.mark.parametrize(
    "line",
    [
        "A Message from The Marrovia Times:",
        "Please support The Marrovia Times!",
        "© 2024 The Marrovia Times. All rights reserved.",
        "Views expressed here do not reflect the position of The Marrovia Times.",
    ],
)
def test_boilerplate_names_its_site(line: str) -> None:
    mark = Mark(4, 0, len(line), "donation_plea", "test/plea")
    document = page(TITLE, *PROSE, line, marks=(mark,))
    assert detect(document).metadata.site_name == "The Marrovia Times"


@pytest.mark.parametrize(
    "line",
    [
        "A message from our readers:",
        "Support us!",
        "© AFP",
        "© 2024 Brambel Mediengruppe",
        "Copyright 2024. All rights reserved.",
        "Support the troops!",
        "Message from the editor:",
    ],
)
def test_other_phrases_name_no_site(line: str) -> None:
    assert detect(article(TITLE, tail=(line,), url=URL)).metadata.site_name is None


def test_the_owner_of_a_copyright_counts_when_the_address_says_so() -> None:
    line = "© 2024 Marrovia Times"
    got = detect(article(TITLE, tail=(line,), url=URL)).metadata
    assert got.site_name == "Marrovia Times"
    assert detect(article(TITLE, tail=(line,))).metadata.site_name is None


def test_a_title_hint_names_the_site() -> None:
    got = detect(article(TITLE, title=f"{TITLE} | The Marrovia Times")).metadata
    assert got.site_name == "The Marrovia Times"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Marrovia Times Ltd.", "The Marrovia Times"),
        ("our readers", None),
        ("AFP", None),
        ("2024", None),
        ("the council of nine old men at sea", None),
    ],
)
def test_names_of_sites(text: str, name: str | None) -> None:
    assert clean_name(text) == name


def test_hits_name_tags_site_and_section() -> None:
    document = page(TITLE, *PROSE, "Filed: Harbor , Council", "Home > Coast", "From Velden Post")
    hits = (
        Hit(4, 0, 23, "tag_list", "test/tags", (("tag", 7, 23),)),
        Hit(5, 0, 12, "breadcrumb", "test/crumb", (("section", 7, 12),)),
        Hit(6, 0, 16, "donation_plea", "test/plea", (("site_name", 5, 16),)),
    )
    got = detect(msgspec.structs.replace(document, hits=hits)).metadata
    assert (got.tags, got.section, got.site_name) == (("Harbor", "Council"), "Coast", "Velden Post")


@pytest.mark.parametrize(
    "tail",
    [
        ("Read more about: Harbor , City Council",),
        ("Tags: Harbor, City Council",),
        ("Schlagworte: Harbor; City Council",),
        ("标签：Harbor，City Council",),
        ("Topics:", "- Harbor", "- City Council"),
    ],
)
def test_labels_give_tags(tail: tuple[str, ...]) -> None:
    found = detect(article(TITLE, tail=tail))
    assert found.metadata.tags == ("Harbor", "City Council")
    assert {c.block for c in found.candidates if c.kind == "tag_list"} == set(
        range(4, 4 + len(tail))
    )


def test_walls_and_cuts_are_read_from_marks() -> None:
    marks = (
        Mark(4, 0, 9, "paywall", "test/wall"),
        Mark(5, 0, 9, "truncation_marker", "test/cut"),
    )
    got = detect(page(TITLE, *PROSE, "Subscribe", "Read more", marks=marks)).metadata
    assert (got.is_accessible_for_free, got.is_truncated) == (False, True)
    free = detect(article(TITLE)).metadata
    assert (free.is_accessible_for_free, free.is_truncated) == (None, False)

"""Links to the page of an author name who wrote a text: by their address, or by a given name."""

import pytest

from cleaners.detect import detect
from cleaners.detect.author_links import linked_names
from cleaners.document import Block
from tests.detect.test_declared import PROSE, parsed


def line(text: str, *links: str, linked: int | None = None) -> Block:
    count = len(text) if linked is None else linked
    return Block("paragraph", text, 0, len(text), link_chars=count, links=links)


@pytest.mark.parametrize(
    ("text", "link", "names"),
    [
        ("Zelvo Ovring", "https://quay.example/autoren/zelvo-ovring-123.html", ["Zelvo Ovring"]),
        ("Zelvo Köbler", "/autor/zelvo-koebler/", ["Zelvo Köbler"]),
        ("Zuña Ovrez", "/firmas/zuna-ovrez", ["Zuña Ovrez"]),
        ("5 Min. 1. Mai 2023 Quayside 1 Kommentar", "/author/quayside/", ["Quayside"]),
        ("Marta Denholt", "https://quay.example/author/md7/", ["Marta Denholt"]),
        ("Zelvo Ovring", "https://quay.example/author/md7/", []),  # neither says that it is a name
        ("Zelvo Ovring", "/author/zelvo/", ["Zelvo Ovring"]),
        ("Quayside Articles", "/author/quayside/", ["Quayside"]),
        ("Harbor Trams", "/tag/harbor-trams/", []),
        ("Harbor Trams", "/author/harbor/trams/", []),
        ("More posts", "/author/marta-denholt/", []),
        ("Login", "/profile/login/", []),
    ],
)
def test_an_address_spells_the_name(text: str, link: str, names: list[str]) -> None:
    assert linked_names(line(text, link)) == names


def test_a_line_of_several_names() -> None:
    links = ("/autoren/zelvo-ovring/", "/autoren/tove-pellin/")
    text = "Von Zelvo Ovring, Tove Pellin und Marta Denholt"
    assert linked_names(line(text, *links, linked=23)) == [
        *("Zelvo Ovring", "Tove Pellin", "Marta Denholt")
    ]
    assert linked_names(line("Tove Pell", "/author/tove/")) == ["Tove Pell"]


def test_a_linked_author_below_the_headline_needs_no_known_given_name() -> None:
    byline = '<p><a href="/author/zelvo-ovring/">Zelvo Ovring</a></p>'
    page = parsed("<title>Harbor to reopen</title>", f"<h1>Harbor to reopen</h1>{byline}{PROSE}")
    assert detect(page).metadata.authors == ("Zelvo Ovring",)


def test_the_site_itself_is_no_author() -> None:
    byline = '<p><a href="/author/quayside/">quayside</a></p>'
    for host, found in (("www.quayside.example", ()), ("www.harbor.example", ("quayside",))):
        head = f'<title>Harbor to reopen</title><link rel="canonical" href="https://{host}/a">'
        page = parsed(head, f"<h1>Harbor to reopen</h1>{byline}{PROSE}")
        assert detect(page).metadata.authors == found


def test_each_link_names_one_author() -> None:
    block = line("Marta Denholt Ivo Pell", "/autor/marta-denholt", "/autor/ivo-pell", linked=22)
    assert linked_names(block) == ["Marta Denholt", "Ivo Pell"]


def test_a_word_of_stamps_glued_to_a_link_is_no_part_of_the_name() -> None:
    glued = line("Zelvo Ovringpublished", "/author/zelvo-ovring", linked=12)
    assert linked_names(glued) == ["Zelvo Ovring"]
    other = line("Zelvo Ovringson", "/author/zelvo-ovringson", linked=15)
    assert linked_names(other) == ["Zelvo Ovringson"]

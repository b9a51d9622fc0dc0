"""What is known of the tags of a page is known of each of them alone."""

from cleaners.read.html_elements import AUTHOR, DECLARES, UNSEEN, know

TAGS = (
    "body", 'p class="visually-hidden"', "/p", "p", 'a rel="author"', "/a", "p", "/p",
    'p class="visually-hidden"', 'div title="hidden gems" style="display:none"', "/div",
    'span itemprop="datePublished"', "strange-tag", "/strange-tag", "",
)  # fmt: skip


def test_tags_are_known_the_same_alone_and_among_others() -> None:
    assert know(TAGS) == [know([tag])[0] for tag in TAGS]
    assert know(TAGS[::-1]) == know(TAGS)[::-1]


def test_words_of_one_tag_say_nothing_of_its_neighbors() -> None:
    known = dict(zip(TAGS, know(TAGS), strict=True))
    assert [tag for tag, bits in known.items() if bits & UNSEEN] == [TAGS[1], TAGS[9]]
    assert [tag for tag, bits in known.items() if bits & AUTHOR] == [TAGS[4]]
    assert [tag for tag, bits in known.items() if bits & DECLARES] == [TAGS[11]]

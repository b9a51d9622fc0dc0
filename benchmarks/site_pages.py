"""Make up sites whose pages share lines, and say of each line whether it is the article's.

Sites of one, two, five and twenty documents: bodies of their own under the site's lines; follow-ups
that share a background paragraph, standing sub-headings, closing sentences and ingredients, all of
which belong to the stories; exact copies and versions of stories; teasers that are other pages'
titles. The same seed gives the same pages.
"""

import random
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, TypeAlias

import msgspec

from benchmarks import invented
from cleaners.layout import MIN_PROSE_CHARS

SIZES: Final[dict[int, int]] = {1: 40, 2: 60, 5: 40, 20: 16}  #: documents a site -> sites
SHOWN: Final = 0.9  #: share of a site's pages that hold a line of it
SUBHEAD, CLOSING, ITEM = 0.25, 0.2, 0.12  #: share of pages with one of these
FOLLOW_UPS: Final = 0.3  #: share of stories that follow another and share its background
COPIES, VERSIONS = 0.05, 0.05
TEASERS: Final = 3

Label: TypeAlias = Literal["template", "teaser", "meta", "body"]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lines to choose from."""

    head: list[str]
    tail: list[str]
    sentences: list[str]
    addresses: list[str]
    imprints: list[str]
    inserts: list[str]
    subheads: list[str]
    closings: list[str]
    items: list[str]


class Site(msgspec.Struct, frozen=True):
    """A site and what all its pages share."""

    domain: str
    head: list[str]
    tail: list[str]
    insert: str
    authors: list[str]
    subheads: list[str]
    closing: str


class Told(msgspec.Struct, frozen=True):
    """One story of a site."""

    title: str
    author: str
    date: str
    body: list[str]


class Page(msgspec.Struct, frozen=True):
    """A page: its lines, and what each of them is."""

    site: str
    size: int  #: documents of the site, copies apart
    number: int
    title: str
    author: str
    lines: list[tuple[Label, str]]

    @property
    def url(self) -> str:
        """Return the address of the page."""
        return f"https://{self.site}/2024/03/{self.number:03}/story"

    @property
    def text(self) -> str:
        """Return the page as plain text, a paragraph a line."""
        return "\n\n".join(text for _, text in self.lines)


def pages(seed: int) -> Iterator[Page]:
    """Yield the pages of all sites."""
    path = Path(__file__).with_name("site_pages.toml")
    words = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Words)
    vocabulary, rng = invented.vocabulary(), random.Random(seed)
    for size, sites in SIZES.items():
        for number in range(sites):
            site = invent_site(f"site{size}x{number}.example", words, vocabulary, rng)
            yield from site_pages(site, size, words, vocabulary, rng)


def invent_site(
    domain: str, words: Words, vocabulary: invented.Vocabulary, rng: random.Random
) -> Site:
    """Return a new site."""
    place, outlet = invented.name(vocabulary, rng), rng.choice(vocabulary.outlets)
    year = rng.randint(1841, 1988)

    def some(lines: Sequence[str], count: int) -> list[str]:
        return [
            line.format(place=place, outlet=outlet, year=year) for line in rng.sample(lines, count)
        ]

    behind = some(words.tail, 3) + some(words.sentences, 1)
    behind += some(words.addresses, 1) + some(words.imprints, 1)
    rng.shuffle(behind)
    return Site(
        domain,
        some(words.head, 2),
        behind,
        some(words.inserts, 1)[0],
        [invented.person(vocabulary, rng) for _ in range(2)],
        rng.sample(words.subheads, 2),
        rng.choice(words.closings),
    )


def site_pages(
    site: Site,
    size: int,
    words: Words,
    vocabulary: invented.Vocabulary,
    rng: random.Random,
) -> Iterator[Page]:
    """Yield the pages of a site."""
    stories: list[Told] = []
    background = ""
    for _ in range(size):
        told = tell(site, words, vocabulary, rng)
        if background and rng.random() < FOLLOW_UPS:
            told.body.insert(rng.choice((2, len(told.body))), background)
        else:
            background = next(text for text in told.body[2:] if len(text) > MIN_PROSE_CHARS)
        stories.append(told)
    for told in list(stories):
        kind = rng.random()
        if kind < COPIES:
            stories.append(told)
        elif kind < COPIES + VERSIONS:
            more = " ".join(invented.sentence(vocabulary, rng) for _ in range(3))
            stories.append(msgspec.structs.replace(told, body=[*told.body, more]))
    titles = sorted({told.title for told in stories})
    for number, told in enumerate(stories):
        others = [title for title in titles if title != told.title]
        teasers = rng.sample(others, min(TEASERS, len(others)))
        lines = lay_out(site, told, teasers, rng)
        yield Page(site.domain, size, number, told.title, told.author, lines)


def tell(site: Site, words: Words, vocabulary: invented.Vocabulary, rng: random.Random) -> Told:
    """Return a story with what its site's stories have in common."""
    story = invented.invent(vocabulary, rng)
    body = [" ".join(sentences) for sentences in story.paragraphs]
    if rng.random() < SUBHEAD:
        body.insert(rng.randint(2, len(body) - 2), rng.choice(site.subheads))
    if rng.random() < ITEM:
        at = rng.randint(2, len(body) - 2)
        body[at:at] = rng.sample(words.items, 3)
    if rng.random() < CLOSING:
        body.append(site.closing)
    return Told(story.title, rng.choice(site.authors), story.date, body)


def lay_out(
    site: Site, told: Told, teasers: Sequence[str], rng: random.Random
) -> list[tuple[Label, str]]:
    """Return the lines of the page on which a site prints a story."""
    lines: list[tuple[Label, str]] = [
        ("template", line) for line in site.head if rng.random() < SHOWN
    ]
    lines += [("meta", told.title), ("meta", f"By {told.author}"), ("meta", told.date)]
    body: list[tuple[Label, str]] = [("body", text) for text in told.body]
    if rng.random() < SHOWN:
        body.insert(rng.randint(1, 3), ("template", site.insert))
    lines += body
    lines += (("template", line) for line in site.tail if rng.random() < SHOWN)
    lines += (("teaser", title) for title in teasers)
    return lines

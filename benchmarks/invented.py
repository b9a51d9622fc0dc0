"""Make up documents for speed measurements: python -m benchmarks.invented FOLDER COUNT [SEED]

Plain-text news pages of about 3 KB from two dozen invented outlets, each with its own menus, pleas
and footers; among them exact copies, the same text under another outlet's boilerplate, and
rewrites. The same seed gives the same documents.
"""

import random
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

SEED: Final = 20261121
PARAGRAPHS: Final = (6, 11)  #: a document holds so many, of three sentences each
COPIES, REPRINTS, REWRITES = 0.04, 0.06, 0.04  #: shares of all documents


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and phrases to choose from."""

    first_names: list[str]
    syllables: list[str]
    endings: list[str]
    outlets: list[str]
    bodies: list[str]
    subjects: list[str]
    actions: list[str]
    reasons: list[str]
    times: list[str]
    watchers: list[str]
    feelings: list[str]
    outcomes: list[str]
    openers: list[str]
    claims: list[str]
    regrets: list[str]
    units: list[str]
    months: list[str]
    sections: list[str]
    heads: list[str]
    middles: list[str]
    tails: list[str]


class Story(msgspec.Struct, frozen=True):
    """What an article tells, without the page around it."""

    title: str
    author: str
    place: str
    date: str
    section: str
    paragraphs: tuple[tuple[str, ...], ...]  #: sentences


def vocabulary() -> Vocabulary:
    """Read the words."""
    path = Path(__file__).with_name("vocabulary.toml")
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Vocabulary)


def documents(count: int, seed: int = SEED) -> Iterator[str]:
    """Yield ``count`` documents."""
    words, rng = vocabulary(), random.Random(seed)
    stories: list[Story] = []
    pages: list[str] = []
    for _ in range(count):
        kind = rng.random()
        if pages and kind < COPIES:
            page = rng.choice(pages)
        else:
            if stories and kind < COPIES + REPRINTS:
                story = rng.choice(stories)
            elif stories and kind < COPIES + REPRINTS + REWRITES:
                story = rewritten(rng.choice(stories), rng)
            else:
                story = invent(words, rng)
                stories.append(story)
            page = lay_out(story, rng.choice(words.outlets), words, rng)
            pages.append(page)
        yield page


def invent(words: Vocabulary, rng: random.Random) -> Story:
    """Return a new story."""
    place = name(words, rng)
    subject, body = rng.choice(words.subjects), rng.choice(words.bodies)
    title = f"{place}: {body.removeprefix('the ')} {rng.choice(words.actions)} {subject}"
    date = f"{rng.randint(1, 28)} {rng.choice(words.months)} {rng.randint(2019, 2025)}"
    count = rng.randint(*PARAGRAPHS)
    paragraphs = tuple(tuple(sentence(words, rng) for _ in range(3)) for _ in range(count))
    return Story(title, person(words, rng), place, date, rng.choice(words.sections), paragraphs)


def person(words: Vocabulary, rng: random.Random) -> str:
    """Return an invented name."""
    return f"{rng.choice(words.first_names)} {name(words, rng)}"


def name(words: Vocabulary, rng: random.Random) -> str:
    """Return an invented surname or place; a few of them are common, most are rare."""
    common = int(len(words.syllables) * rng.random() ** 2)
    middle = rng.choice(words.syllables) if rng.random() < 0.6 else ""
    return f"{words.syllables[common]}{middle}{rng.choice(words.endings)}".capitalize()


def sentence(words: Vocabulary, rng: random.Random) -> str:
    """Return a sentence of news."""
    pick = rng.choice
    match rng.randrange(4):
        case 0:
            text = (
                f"{pick(words.bodies)} {pick(words.actions)} {pick(words.subjects)} "
                f"in {name(words, rng)} {pick(words.reasons)}."
            )
        case 1:
            said = f"{pick(words.openers)} {pick(words.claims)} {pick(words.regrets)}"
            text = f"“{said},” {person(words, rng)} of {pick(words.bodies)} said."
        case 2:
            text = (
                f"some {rng.randint(12, 9_800):,} {pick(words.units)} are affected around "
                f"{name(words, rng)}, {person(words, rng)} estimates."
            )
        case _:
            text = (
                f"{pick(words.watchers)} {pick(words.feelings)} {pick(words.outcomes)} "
                f"{pick(words.times)}."
            )
    return text[0].upper() + text[1:]


def rewritten(story: Story, rng: random.Random) -> Story:
    """Return a story as another desk would tell it: shorter, in another order."""
    kept = [p for p in story.paragraphs[1:] if rng.random() < 0.8]
    rng.shuffle(kept)
    short = tuple(p[::-1] if rng.random() < 0.5 else p for p in kept)
    return msgspec.structs.replace(
        story, title=f"What we know: {story.title}", paragraphs=(story.paragraphs[0], *short)
    )


def lay_out(story: Story, outlet: str, words: Vocabulary, rng: random.Random) -> str:
    """Return the page on which an outlet prints a story."""
    site = random.Random(outlet)  # an outlet always has the same boxes, in the same order
    heads, tails = site.sample(words.heads, 2), site.sample(words.tails, 5)
    lines = [*heads, story.title, f"By {story.author}", story.date]
    for number, sentences in enumerate(story.paragraphs):
        lead = f"{story.place.upper()} — " if not number else ""
        lines.append(lead + " ".join(sentences))
        if number % 4 == 3:
            lines.append(rng.choice(words.middles))
        if number == 1:
            lines.append(f"A view of {story.place} last week. Photo: {person(words, rng)}")
    lines += tails
    filled = (
        line.format(
            outlet=outlet,
            person=story.author,
            title=invented_title(words, rng),
            place=story.place,
            section=story.section,
        )
        for line in lines
    )
    return "\n\n".join(filled) + "\n"


def invented_title(words: Vocabulary, rng: random.Random) -> str:
    """Return a headline for a teaser."""
    return f"{name(words, rng)} debates {rng.choice(words.subjects)} again"


def write(folder: Path, count: int, seed: int = SEED) -> None:
    """Write ``count`` documents as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(documents(count, seed)):
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Write documents; return 2 when the call is wrong."""
    if len(arguments) not in (2, 3) or not all(it.isdigit() for it in arguments[1:]):
        print(__doc__, file=sys.stderr)
        return 2
    write(Path(arguments[0]), *map(int, arguments[1:]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

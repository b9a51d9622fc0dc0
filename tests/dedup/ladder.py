"""Invent stories out of syllables, and change them step by step: a corpus of known duplicates."""

import random
import re
from collections.abc import Callable
from itertools import accumulate
from typing import Final

import msgspec

from cleaners.document import Article, Metadata

_SYLLABLES: Final = tuple(re.findall("..[lmnrst]?", "bacordefigalhujenkosmarnipelquiratselto"))
_GRAMMAR: Final = ("the", "of", "a", "to", "in", "and", "that", "was", "for", "with", "said", "has")


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4)))


_RNG: Final = random.Random(7)
_VOCABULARY: Final = sorted({_word(_RNG) for _ in range(9000)})
_RNG.shuffle(_VOCABULARY)
_CUMULATED: Final = list(accumulate(1 / (n + 30) for n in range(len(_VOCABULARY))))
_BOILERPLATE: Final = (
    "Readers who value this kind of work may wish to become members of the circle."
)


class Story(msgspec.Struct, frozen=True):
    """A text as a list of paragraphs of sentences."""

    paragraphs: tuple[tuple[str, ...], ...]

    def text(self) -> str:
        return "\n\n".join(" ".join(sentences) for sentences in self.paragraphs)


def tell(rng: random.Random, paragraphs: int = 6) -> Story:
    """Invent a story with a cast of its own, figures and some quotations."""
    cast = [_word(rng).title() for _ in range(8)]
    return Story(tuple(_paragraph(rng, cast) for _ in range(paragraphs)))


def _paragraph(rng: random.Random, cast: list[str]) -> tuple[str, ...]:
    return tuple(_sentence(rng, cast) for _ in range(rng.randint(2, 4)))


def _sentence(rng: random.Random, cast: list[str]) -> str:
    words = []
    for _ in range(rng.randint(8, 20)):
        dice = rng.random()
        if dice < 0.4:
            words.append(rng.choice(_GRAMMAR))
        elif dice < 0.5:
            words.append(rng.choice(cast))
        elif dice < 0.54:
            words.append(str(rng.randint(2, 9000)))
        else:
            words.append(rng.choices(_VOCABULARY, cum_weights=_CUMULATED)[0])
    sentence = " ".join(words)
    sentence = sentence[0].upper() + sentence[1:] + "."
    return f'"{sentence}" {rng.choice(cast)} said.' if rng.random() < 0.15 else sentence


def retyped(story: Story, _rng: random.Random) -> str:
    """Change case and punctuation only."""
    return story.text().upper().replace(".", " ;").replace('"', "\u201c")


def paragraph_added(story: Story, rng: random.Random) -> str:
    more = tell(rng, 1).paragraphs
    return Story((*story.paragraphs, *more)).text()


def sentence_dropped(story: Story, rng: random.Random) -> str:
    gone = rng.randrange(len(story.paragraphs))
    kept = [p[1:] if n == gone else p for n, p in enumerate(story.paragraphs)]
    return Story(tuple(kept)).text()


def order_swapped(story: Story, _rng: random.Random) -> str:
    return Story(tuple(reversed(story.paragraphs))).text()


def words_changed(story: Story, rng: random.Random) -> str:
    """Change one plain word in thirty."""
    words = story.text().split(" ")
    for n, word in enumerate(words):
        if word.islower() and word.isalpha() and rng.random() < 1 / 30:
            words[n] = rng.choice(_VOCABULARY)
    return " ".join(words)


def one_figure_changed(story: Story, _rng: random.Random) -> str:
    """Correct one figure, as an update does."""
    words = story.text().split(" ")
    place = next((n for n, word in enumerate(words) if word.isdigit()), 0)
    words[place] = "9999"
    return " ".join(words)


def boilerplate_left(story: Story, _rng: random.Random) -> str:
    return story.text() + "\n\n" + _BOILERPLATE


def first_half(story: Story, _rng: random.Random) -> str:
    return Story(story.paragraphs[: len(story.paragraphs) // 2]).text()


def embedded(story: Story, rng: random.Random) -> str:
    """Tell as much again around the story."""
    return Story((*story.paragraphs, *_more(story, rng))).text()


def _more(story: Story, rng: random.Random) -> tuple[tuple[str, ...], ...]:
    cast = sorted({w for w in story.text().split() if w.istitle() and w.isalpha() and len(w) > 3})
    return tuple(_paragraph(rng, cast[:8]) for _ in story.paragraphs)


def shuffled_words(story: Story, rng: random.Random) -> str:
    """Reword: keep names and figures where they are, lose a third of the other longer words."""
    words = [
        rng.choice(_VOCABULARY) if len(w) > 4 and w.islower() and rng.random() < 0.33 else w
        for w in story.text().split(" ")
    ]
    return " ".join(words)


LADDER: Final[dict[str, Callable[[Story, random.Random], str]]] = {
    change.__name__: change
    for change in (
        retyped,
        paragraph_added,
        sentence_dropped,
        order_swapped,
        words_changed,
        one_figure_changed,
        boilerplate_left,
        first_half,
        embedded,
        shuffled_words,
    )
}


def template_twin(story: Story, rng: random.Random) -> str:
    """Fill the same form with other figures."""
    return " ".join(
        str(rng.randint(2, 9000)) if w.isdigit() else w for w in story.text().split(" ")
    )


def follow_up(story: Story, rng: random.Random) -> str:
    """Tell something new of the same people, with one old paragraph as background."""
    return Story((*_more(story, rng), story.paragraphs[0])).text()


TWINS: Final[dict[str, Callable[[Story, random.Random], str]]] = {
    "template_twin": template_twin,
    "follow_up": follow_up,
}


def article(article_id: str, text: str, metadata: Metadata | None = None) -> Article:
    """Return an article with nothing but a text."""
    return Article(
        id=article_id,
        text=text,
        metadata=metadata or Metadata(),
        word_count=len(text.split()),
        char_count=len(text),
        paragraph_count=text.count("\n\n") + 1,
        removed_char_count=0,
        removed_ratio=0.0,
        warnings=(),
        source_uri=f"/invented/{article_id}",
        source_record=None,
        source_id=None,
        source_format="text",
        encoding="utf-8",
        source_hash="",
    )

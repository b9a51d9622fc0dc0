"""Find articles that are copies, versions or rewrites of one another, over the whole corpus.

LEVELS is the whole stage: exact copies, near copies among what is left, then texts that are
contained in another or tell the same in other words.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from cleaners.dedup.compare import Link, measure
from cleaners.dedup.links import Search, Ties, link_exact, link_near, link_stories
from cleaners.dedup.profile import MIN_TOKENS, Profiles
from cleaners.dedup.ranking import HISTORY_SCHEMA, Corpus, rank_articles, settle
from cleaners.dedup.signature import SCHEMA, signatures
from cleaners.document import Duplicate
from cleaners.options import DedupLevel

__all__ = ["HISTORY_SCHEMA", "SCHEMA", "find_duplicates", "settle", "signatures"]

Step = Callable[[Search, np.typing.NDArray[np.int64]], Ties]

LEVELS: Final[Mapping[DedupLevel, tuple[Step, ...]]] = {
    "none": (),
    "exact": (link_exact,),
    "near": (link_exact, link_near, link_stories),
    "rewrite": (link_exact, link_near, link_stories),
}


def find_duplicates(
    tables: Sequence[pa.Table],
    text_of: Callable[[str], str],
    level: DedupLevel,
    earlier: Sequence[pa.Table] = (),
    expect: Callable[[Collection[str]], None] = lambda _ids: None,
) -> list[Duplicate]:
    """Return a verdict, by id, on every new article that is a duplicate; all others are canonical.

    The result depends on the set of articles only, not on the order of tables and rows.

    Parameters
    ----------
    tables
        What `signatures` returned for the new articles.
    text_of
        Gives the clean text of an article by its id; also of articles of ``earlier``.
    level
        How far to look; each level includes those before.
    earlier
        What `settle` returned in earlier runs. Their articles stay what they are.
    expect
        Is told of which of them ``text_of`` will be asked, many at a time, before it is.

    Raises
    ------
    ValueError
        An id stands twice among the tables.
    """
    if level == "none":
        return []
    corpus = rank_articles(tables, earlier)
    search = Search(corpus, Profiles(text_of), expect, rewrites=level == "rewrite")
    known = _settled(corpus)
    ties: list[Ties] = []
    taken = set(known)
    for step in LEVELS[level]:
        long = np.flatnonzero(corpus.lengths >= MIN_TOKENS)
        still_open = long[~np.isin(long, np.fromiter(taken, np.int64, len(taken)))]
        ties.append(step(search, still_open))
        taken.update(ties[-1])
    verdicts = [*known.values()]
    for rank in range(corpus.earlier, len(corpus.ids)):
        tie = None if rank in known else _final_tie(search, ties, rank)
        if tie:
            verdicts.append(_verdict(corpus, rank, tie[0], tie[1]))
    return sorted(verdicts, key=lambda verdict: verdict.id)


def _settled(corpus: Corpus) -> dict[int, Duplicate]:
    """Return verdicts on exact copies of what was a duplicate in an earlier run: the same ones."""
    if not corpus.settled:
        return {}
    hashes = corpus.table["exact"].to_pylist()
    canonical = set(hashes[: corpus.earlier])
    found = {}
    for rank in range(corpus.earlier, len(corpus.ids)):
        like = corpus.settled.get(hashes[rank])
        if like and hashes[rank] not in canonical:
            found[rank] = Duplicate(
                corpus.ids[rank], like.duplicate_of, like.relation, like.similarity, like.story_id
            )
    return found


def _final_tie(search: Search, ties: Sequence[Ties], rank: int) -> tuple[int, Link] | None:
    """Follow the ties of an article to the end, and measure what it has to do with that one.

    An exact copy stands to the end of the chain as the text it copies does.
    """
    like = rank  # the article whose text is compared
    end, link = rank, None
    for step in ties:
        tie = step.get(end)
        if tie is None:
            continue
        if tie.link.relation == "exact":
            like, link = tie.canonical, tie.link
        elif end == like:
            link = tie.link
        else:
            link = measure(search.profile(like), search.profile(tie.canonical), tie.link.relation)
        end = tie.canonical
    return (end, link) if link else None


def _verdict(corpus: Corpus, rank: int, canonical: int, link: Link) -> Duplicate:
    return Duplicate(
        corpus.ids[rank],
        corpus.ids[canonical],
        link.relation,
        link.similarity,
        corpus.story_id(canonical) if canonical < corpus.earlier else corpus.ids[canonical],
    )

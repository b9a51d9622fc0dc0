"""Alarms: a document, a site, a rule or a run loses far more than is usual in its folder.

Usual is what earlier runs into the folder lost; for documents also what their site loses in this
one. Both the share and the amount must be far above it: a short article under the same furniture
loses a larger share of itself, and nothing is wrong with that.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from pathlib import Path
from typing import Final

import msgspec

from cleaners.document import Cleaned
from cleaners.losses import FILE, Loss, Losses, RunLosses, Usual, sum_up
from cleaners.shards import shard_folder
from cleaners.write import Alarm, committed_state

KIND: Final = "losses"  #: of state
WARNING: Final = "removed_more_than_usual"
MAX_RUNS: Final = 30  #: that are remembered
MAX_NAMED: Final = 10  #: sites, and rules, that have an alarm of their own
MIN_KNOWN: Final = 10  #: documents that tell what is usual on a site
MIN_NEW: Final = 5  #: documents of a site in this run, to speak of the site
MIN_RUN: Final = 20  #: documents of a run, to speak of the run
MIN_LOST: Final = 500  #: characters of a document; who lost less lost nothing
DOCUMENT_MARGIN: Final = 0.25  #: share above the usual one, at the least
MARGIN: Final = 0.15  #: the same for the median of many
SPREADS: Final = 4.0  #: above the usual share
TIMES_AMOUNT: Final = 1.5  #: the usual amount
TIMES_RULE: Final = 3.0  #: the greatest share in an earlier run
RULE_MARGIN: Final = 0.01  #: of all characters, on top of that
REJECT_MARGIN: Final = 0.1  #: of all records, on top of that
RUNS_TO_LEARN: Final = 3  #: until the site memory knows its sites, it takes more each night
MEMORY: Final = "memory/"  #: its rules


class History(msgspec.Struct, frozen=True, array_like=True):
    """What is usual in a folder."""

    sites: dict[str, dict[str, Usual]] = {}  #: by format and site
    runs: tuple[RunLosses, ...] = ()  #: the oldest first


class Found(msgspec.Struct, frozen=True):
    """What a run has to say of its losses."""

    alarms: tuple[Alarm, ...] = ()
    unusual: frozenset[str] = frozenset()  #: ids of articles that lost far more than usual


def watch_losses(work: str, keys: Sequence[str], output: str | None = None) -> tuple[Alarm, ...]:
    """Hold the losses of a run against the usual ones; return the alarms.

    ``alarms.bin`` gets what was found, ``state/losses.bin`` what the next run is to know.
    """
    files = committed_state(Path(output), KIND) if output else []
    earlier = msgspec.msgpack.decode(files[-1].read_bytes(), type=History) if files else History()
    now = sum_up(_losses(work, keys))
    articles = (loss for part in _losses(work, keys) for loss in part.articles)
    found = find_alarms(now, articles, earlier)
    state = Path(work) / "state"
    state.mkdir(parents=True, exist_ok=True)
    later = msgspec.msgpack.encode(history_after(now, earlier))
    (state / f"{KIND}.bin").write_bytes(later)
    (Path(work) / "alarms.bin").write_bytes(msgspec.msgpack.encode(found))
    return found.alarms


def _losses(work: str, keys: Sequence[str]) -> Iterator[Losses]:
    for key in sorted(keys):
        data = (shard_folder(work, key) / FILE).read_bytes()
        yield msgspec.msgpack.decode(data, type=Losses)


def read_found(work: str) -> Found:
    """Return what `watch_losses` found."""
    return msgspec.msgpack.decode((Path(work) / "alarms.bin").read_bytes(), type=Found)


def with_warning(cleaned: Cleaned, unusual: frozenset[str]) -> Cleaned:
    """Return a record with a warning where its article lost far more than usual."""
    article = cleaned.article
    if article is None or article.id not in unusual:
        return cleaned
    warned = msgspec.structs.replace(article, warnings=(*article.warnings, WARNING))
    return msgspec.structs.replace(cleaned, article=warned)


def find_alarms(now: RunLosses, articles: Iterable[Loss], earlier: History) -> Found:
    """Return the alarms of a run, the widest first; ``articles`` is read once."""
    alarms = [
        *_run_alarms(now, earlier.runs),
        *_reject_alarms(now, earlier.runs),
        *_few(_site_alarms(now, earlier), "sites"),
        *_few(_rule_alarms(now, earlier.runs), "rules"),
    ]
    unusual: set[str] = set()
    worst = (0.0, "")
    for loss, above, told in _documents(articles, now, earlier):
        unusual.add(loss.id)
        worst = max(worst, (above, told))
    if unusual:
        plural = "document" if len(unusual) == 1 else "documents"
        told = f"{len(unusual):,} {plural} lost far more than is usual on their site: {worst[1]}"
        alarms.append(Alarm("document", WARNING, told))
    return Found(tuple(alarms), frozenset(unusual))


def _documents(
    articles: Iterable[Loss], now: RunLosses, earlier: History
) -> Iterator[tuple[Loss, float, str]]:
    """Yield documents that lost far more than usual on their site; how much, and that in words."""
    limits: dict[tuple[str, str], tuple[float, float, float]] = {}
    for loss in articles:
        at = (loss.source_format, loss.site)
        if at not in limits:
            limits[at] = _limits(*at, now, earlier)
        usual, ratio, amount = limits[at]
        if loss.ratio > ratio and loss.removed >= amount:
            told = f"{loss.source_uri} ({loss.ratio:.0%}, usual {usual:.0%})"
            yield loss, round(loss.ratio - usual, 6), told


def _limits(
    format_: str, site: str, now: RunLosses, earlier: History
) -> tuple[float, float, float]:
    """Return the usual share of a site, and the share and amount that are far more."""
    usual = earlier.sites.get(format_, {}).get(site, Usual())
    if usual.documents < MIN_KNOWN:
        usual = usual.plus(now.sites.get(format_, {}).get(site, Usual()))
    if usual.documents < MIN_KNOWN:
        return 0.0, 1.0, inf
    ratio = usual.ratio() + max(DOCUMENT_MARGIN, SPREADS * usual.spread())
    return usual.ratio(), ratio, max(MIN_LOST, TIMES_AMOUNT * usual.amount())


def _is_far(now: Usual, usual: Usual) -> bool:
    """Whether the median of many documents is far above the usual one."""
    far = now.ratio() > usual.ratio() + max(MARGIN, usual.spread())
    return far and now.amount() >= TIMES_AMOUNT * usual.amount()


def _site_alarms(now: RunLosses, earlier: History) -> Iterator[tuple[float, Alarm]]:
    for format_, sites in sorted(now.sites.items()):
        for site, found in sorted(sites.items()):
            usual = earlier.sites.get(format_, {}).get(site, Usual())
            if usual.documents < MIN_KNOWN or found.documents < MIN_NEW:
                continue
            if _is_far(found, usual):
                told = (
                    f"{site}: half of its {found.documents:,} {format_} documents lost "
                    f"{found.ratio():.0%} or more, {usual.ratio():.0%} in earlier runs"
                )
                yield found.ratio() - usual.ratio(), Alarm("site", site, told)


def _run_alarms(now: RunLosses, runs: Sequence[RunLosses]) -> Iterator[Alarm]:
    for format_, found in sorted(now.usual.items()):
        usual = Usual()
        for run in runs:
            usual = usual.plus(run.usual.get(format_, Usual()))
        if min(found.documents, usual.documents) >= MIN_RUN and _is_far(found, usual):
            told = (
                f"half of the {found.documents:,} {format_} documents of this run lost "
                f"{found.ratio():.0%} or more, {usual.ratio():.0%} in earlier runs"
            )
            yield Alarm("run", format_, told)


def _reject_alarms(now: RunLosses, runs: Sequence[RunLosses]) -> Iterator[Alarm]:
    large = [run for run in runs if run.records >= MIN_RUN]
    if not large or now.records < MIN_RUN:
        return
    for reason, count in sorted(now.rejects.items()):
        share = count / now.records
        before = max(run.rejects.get(reason, 0) / run.records for run in large)
        if share >= REJECT_MARGIN + TIMES_RULE * before:
            told = (
                f"{share:.0%} of the records of this run were rejected as {reason}, "
                f"at most {before:.0%} in earlier runs"
            )
            yield Alarm("rejects", reason, told)


def _rule_alarms(now: RunLosses, runs: Sequence[RunLosses]) -> Iterator[tuple[float, Alarm]]:
    for format_, rules in sorted(now.rules.items()):
        large = [run for run in runs if run.documents(format_) >= MIN_RUN]
        if not large or now.documents(format_) < MIN_RUN:
            continue
        for rule, loss in sorted(rules.items()):
            if rule.startswith(MEMORY) and len(large) < RUNS_TO_LEARN:
                continue
            share = now.share(format_, rule)
            before = max(run.share(format_, rule) for run in large)
            if loss.documents >= MIN_NEW and share >= RULE_MARGIN + TIMES_RULE * before:
                told = (
                    f"the rule {rule} took {share:.1%} of all characters of {format_} documents, "
                    f"at most {before:.1%} in earlier runs"
                )
                yield share - before, Alarm("rule", rule, told)


def _few(found: Iterator[tuple[float, Alarm]], what: str) -> list[Alarm]:
    """Return the alarms that matter most, and how many there are beside them."""
    ranked = sorted(found, key=lambda it: (-it[0], it[1].message))
    alarms = [alarm for _, alarm in ranked[:MAX_NAMED]]
    rest = len(ranked) - len(alarms)
    if rest:
        scope = alarms[0].scope
        alarms.append(Alarm(scope, "", f"and {rest:,} more {what} like these"))
    return alarms


def history_after(now: RunLosses, earlier: History) -> History:
    """Return what is usual after a run."""
    sites = {format_: dict(known) for format_, known in earlier.sites.items()}
    for format_, found in now.sites.items():
        known = sites.setdefault(format_, {})
        for site, usual in found.items():
            known[site] = known.get(site, Usual()).faded().plus(usual)
    run = msgspec.structs.replace(now, sites={})
    return History(sites, (*earlier.runs, run)[-MAX_RUNS:])

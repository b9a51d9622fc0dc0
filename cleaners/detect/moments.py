"""Choose the dates: the day a document was published, the instant where it is printed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

import msgspec

from cleaners.detect.weighing import STAMPS, combined
from cleaners.document import Candidate

THRESHOLD: Final = 0.6  #: a date with less behind it is left out: most are wrong
CERTAIN: Final = 0.9  #: of a date that may refuse others
FIRST_PAGES: Final = "1994"  #: the year from which newspapers were on the Web
BARE: Final = frozenset({"stamp", "placed_stamp"})  #: printed days without a word of what they are
EARLIEST_ZONE: Final = timedelta(hours=14)  #: east of Greenwich a day begins up to this much sooner
LATEST_ZONE: Final = timedelta(hours=12)


class Dates(msgspec.Struct, frozen=True):
    """The date columns of a document, and the reasons for them."""

    published: str | None = None
    day: str | None = None
    precision: str | None = None
    modified: str | None = None
    crawled: str | None = None
    warnings: tuple[str, ...] = ()
    reasons: tuple[tuple[str, str, tuple[Candidate, ...], float], ...] = ()


class Moment(msgspec.Struct, frozen=True):
    """A candidate read: its printed day, and its instant where time and zone are known."""

    candidate: Candidate
    day: date
    clock: datetime | None  #: None: no time was printed
    is_zoned: bool

    def may_be(self, day: date) -> bool:
        """Whether this moment may have been ``day`` at the place of publication."""
        if self.day == day:
            return True
        if self.clock is None or not self.is_zoned or self.clock.utcoffset():
            return False  # an offset is that of the place: its day is the one printed there
        begin = datetime(day.year, day.month, day.day, tzinfo=UTC)
        instant = self.clock.astimezone(UTC)
        return begin - EARLIEST_ZONE <= instant < begin + timedelta(days=1) + LATEST_ZONE


def read_moment(it: Candidate) -> Moment | None:
    """Read the ISO value of a candidate; None for partial or empty ones."""
    try:
        if len(it.value) == 10:
            return Moment(it, date.fromisoformat(it.value), None, False)
        clock = datetime.fromisoformat(it.value)
        return Moment(it, clock.date(), clock, clock.tzinfo is not None)
    except ValueError:
        return None


def choose_dates(
    by_field: Mapping[str, Sequence[Candidate]], title: int | None = None, *, is_page: bool = False
) -> Dates:
    """Decide the days of publication and change; none after the day the document was fetched.

    Of stamps equally sure, the nearest below the ``title`` block counts. A bare day before the Web
    began is not that of a page.
    """
    declared = _without_rivals(by_field.get("date_published", ()))
    if is_page:
        declared = [it for it in declared if it.source not in BARE or it.value >= FIRST_PAGES]
    read, changes = _moments(declared), _moments(by_field.get("date_modified", ()))
    crawled = next(iter(_moments(by_field.get("date_crawled", ()))), None)
    if not (declared or changes or crawled):
        return Dates()
    latest = crawled.day + timedelta(days=1) if crawled else date.max
    changes = [it for it in changes if it.day <= latest]
    moments = _before_change([it for it in read if it.day <= latest], changes)
    moments += _partial(declared, moments, crawled)
    chosen = _best(moments, title)
    modified = _best(changes, title)
    reasons: list[tuple[str, str, tuple[Candidate, ...], float]] = []
    is_late = any(it.day > latest for it in read)
    warnings = ["date_in_future"] if chosen is None and is_late else []
    published = day = precision = None
    if chosen is not None:
        leader, backers, sure, on = chosen
        published, precision, assumed = _instant(leader, on)
        day = on.isoformat()
        reasons.append(("date_published", published, backers, sure))
        reasons.append(("day_published", day, backers, sure))
        if assumed:
            warnings.append("time_zone_unknown")
    changed = None
    if modified is not None and not (chosen and modified[3] < chosen[3]):
        changed = _instant(modified[0], modified[3])[0]
        reasons.append(("date_modified", changed, modified[1], modified[2]))
    fetched = _instant(crawled, crawled.day)[0] if crawled else None
    if crawled and fetched:
        reasons.append(
            ("date_crawled", fetched, (crawled.candidate,), crawled.candidate.confidence)
        )
    return Dates(published, day, precision, changed, fetched, tuple(warnings), tuple(reasons))


def _without_rivals(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Return candidates without the stamps that name another day than the likeliest of them.

    Where all printed dates were held against each other, what one alone looks like counts less.
    """
    placed = (it for it in candidates if it.source == "placed_stamp")
    days = {it.value[:10] for it in placed if it.confidence >= THRESHOLD}
    if not days:
        return candidates
    return [it for it in candidates if it.source not in STAMPS or it.value[:10] in days]


def _moments(candidates: Iterable[Candidate]) -> list[Moment]:
    return [moment for it in candidates if (moment := read_moment(it)) is not None]


def _before_change(moments: Sequence[Moment], changes: Sequence[Moment]) -> list[Moment]:
    """Return the moments that are not later than a change of which there is less doubt."""
    return [
        it
        for it in moments
        if not any(
            change.candidate.source != "stamp"
            and it.candidate.confidence < change.candidate.confidence
            and change.candidate.confidence >= CERTAIN
            and it.day > change.day + timedelta(days=1)
            for change in changes
        )
    ]


def _partial(
    candidates: Iterable[Candidate], moments: Sequence[Moment], crawled: Moment | None
) -> list[Moment]:
    """Give a day and month, as in a dateline, the year that other evidence tells.

    A date found elsewhere lends its year when the days are near; else the year of the fetch does,
    when the document was fetched soon after.
    """
    found = []
    for it in candidates:
        if not it.value.startswith("--"):
            continue
        lenders = [m.day for m in moments]
        limit = timedelta(days=3)
        if not lenders and crawled:
            lenders, limit = [crawled.day], timedelta(days=60)
        near = [day for lender in lenders if (day := _near(it.value, lender, limit)) is not None]
        if near:
            found.append(Moment(it, min(near), None, False))
    return found


def _near(partial: str, lender: date, limit: timedelta) -> date | None:
    """Return the partial date as the day on or before the lender, at most ``limit`` earlier."""
    for year in (lender.year, lender.year - 1):
        try:
            day = date.fromisoformat(f"{year}-{partial[2:]}")
        except ValueError:
            continue
        if timedelta(0) <= lender - day <= limit:
            return day
    return None


def _best(
    moments: Sequence[Moment], title: int | None
) -> tuple[Moment, tuple[Candidate, ...], float, date] | None:
    """Return the leading moment, its backers, how sure they are together, and the printed day."""
    best = None
    for day in sorted({it.day for it in moments}):
        backing = [it for it in moments if it.may_be(day)]
        own = [it for it in backing if it.day == day]
        sure = combined([it.candidate for it in backing])
        # a visible day names the place's own day; a machine's instant may lie beyond midnight
        visible = any(it.candidate.block is not None and not _is_machines(it) for it in own)
        first = min(_distance(it.candidate.block, title) for it in own)
        alone = max(it.candidate.confidence for it in own)  # of instants that may be one day
        key = (-sure, not visible, first, -alone, day)
        if sure >= THRESHOLD and (best is None or key < best[0]):
            best = (key, backing, own, sure, day)
    if best is None:
        return None
    _, backing, own, sure, day = best
    leader = min(
        backing,
        key=lambda it: (-_detail(it), it.day != day, -it.candidate.confidence, it.candidate.value),
    )
    ordered = sorted(
        backing,
        key=lambda it: (-it.candidate.confidence, it.candidate.block or 0, it.candidate.start),
    )
    return leader, tuple(it.candidate for it in ordered), sure, day


def _is_machines(it: Moment) -> bool:
    """Whether an instant is that of a machine: in UTC, whatever the page prints beside it."""
    return it.candidate.source == "time_element" and it.is_zoned and not _offset(it)


def _offset(it: Moment) -> timedelta:
    offset = it.clock.utcoffset() if it.clock is not None else None
    return offset or timedelta(0)


def _distance(block: int | None, title: int | None) -> int:
    """Return how far a stamp stands from the title; above it counts threefold."""
    if block is None or title is None:
        return -1 if block is None else block
    return block - title if block >= title else 3 * (title - block)


def _detail(it: Moment) -> int:
    return 0 if it.clock is None else 2 if it.is_zoned else 1


def _instant(it: Moment, day: date) -> tuple[str, str, bool]:
    """Return the instant in UTC, its precision, and whether the zone had to be assumed."""
    if it.clock is None:
        return f"{day.isoformat()}T00:00:00Z", "day", False
    clock = it.clock if it.is_zoned else it.clock.replace(tzinfo=UTC)
    text = it.candidate.value
    precision = "second" if text.count(":", 0, 19) >= 2 else "minute"
    return clock.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), precision, not it.is_zoned

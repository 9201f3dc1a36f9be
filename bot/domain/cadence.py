"""When the next nudge is wanted: a member's plan, hours and anchors in, the next slot out.

Within a work day each kind is due one interval after it was last asked for or done (its anchor).
The first slot of a span comes after a settling time plus the member's own phase, which spreads a
workspace's nudges over the interval. The kind with the shortest interval sets the slots; the others
join the nearest one, and have one of their own only when none is near. Walks and selfcare ride on a
slot that is due anyway, and cause one only where the rest of the span would have none.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.exercise import Kind
from bot.domain.plan import SelfcareEvery
from bot.domain.timetable import CLOSEST, Timetable, walk_times
from bot.domain.work_hours import Span
from bot.domain.zone import local_date

_HOUR = timedelta(hours=1)
_HORIZON_DAYS = 45
_SELFCARE_EVERY = {SelfcareEvery.WEEK: timedelta(days=7), SelfcareEvery.MONTH: timedelta(days=30)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """The instant at which each kind was last asked for or done."""

    stand: datetime | None = None
    squeeze: datetime | None = None
    walk: datetime | None = None
    selfcare: datetime | None = None

    def of(self, kind: Kind) -> datetime | None:
        """Return the anchor of one kind."""
        anchor: datetime | None = getattr(self, kind)
        return anchor

    def moved(self, kinds: Collection[Kind], at: datetime) -> "Anchors":
        """Return these anchors with the given kinds moved forward to an instant, never back."""

        def newest(kind: Kind, anchor: datetime | None) -> datetime | None:
            return at if kind in kinds and (anchor is None or anchor < at) else anchor

        return Anchors(
            stand=newest(Kind.STAND, self.stand),
            squeeze=newest(Kind.SQUEEZE, self.squeeze),
            walk=newest(Kind.WALK, self.walk),
            selfcare=newest(Kind.SELFCARE, self.selfcare),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """An instant at which the plan wants a nudge, and what for."""

    at: datetime
    kinds: tuple[Kind, ...]


def next_slot(
    timetable: Timetable,
    *,
    anchors: Anchors,
    after: datetime,
    last_nudge_at: datetime | None = None,
    snoozed: Slot | None = None,
    recent: tuple[datetime, ...] = (),
) -> Slot | None:
    """Return the first slot later than `after`, or None where the plan and hours never want one.

    Args:
        timetable: plan, hours, zone and phase.
        anchors: when each kind was last asked for or done.
        after: slots up to and including this instant are over.
        last_nudge_at: the member's newest nudge, from which spacing counts.
        snoozed: what was put off, and until when. Nothing comes before it; what falls due
            meanwhile comes with it.
        recent: the newest nudges, oldest first, as many as the budget or all there are. Without
            them a snooze keeps the distance of a planned nudge, lest it break the budget.
    """
    asked = _asked_again(timetable, anchors, snoozed, last_nudge_at, recent)
    if asked is not None and asked.at > after:
        return asked
    if snoozed is not None:
        after = max(after, snoozed.at)
    earliest = _not_before(timetable, after, timetable.spacing, last_nudge_at, recent)
    for search in _searches(timetable, anchors, after, days=_HORIZON_DAYS):
        slot = search.slot(after, earliest)
        if slot is not None:
            return slot
    return None


def _asked_again(
    timetable: Timetable,
    anchors: Anchors,
    snoozed: Slot | None,
    last_nudge_at: datetime | None,
    recent: tuple[datetime, ...],
) -> Slot | None:
    """Return the slot of a snooze, or None where none is ahead or it falls outside hours."""
    kinds = set(snoozed.kinds).intersection(timetable.plan.kinds) if snoozed else set()
    if snoozed is None or not kinds:
        return None
    distance = CLOSEST if recent else timetable.spacing
    at = _not_before(timetable, snoozed.at, distance, last_nudge_at, recent)
    for search in _searches(timetable, anchors, at, days=1):
        if search.span.start <= at:
            kinds.update(search.kinds_at(at))
            return Slot(at=at, kinds=tuple(kind for kind in Kind if kind in kinds))
    return None


def _not_before(
    timetable: Timetable,
    wanted: datetime,
    distance: timedelta,
    last_nudge_at: datetime | None,
    recent: tuple[datetime, ...],
) -> datetime:
    """Return the first instant from `wanted` on that keeps distance and the hourly budget."""
    budget = timetable.plan.budget
    if last_nudge_at is not None:
        wanted = max(wanted, last_nudge_at + distance)
    return max(wanted, recent[-budget] + _HOUR) if len(recent) >= budget else wanted


def _searches(
    timetable: Timetable, anchors: Anchors, after: datetime, *, days: int
) -> Iterator["_Search"]:
    for day, spans in timetable.hours.days_from(after, timetable.zone, days=days):
        for span in spans:
            if span.end > after:
                yield _Search(timetable, anchors, day, spans, span)


class _Search:
    """The look for a slot within one span of one day.

    Attributes:
        repeated: when each kind with an interval is due, and the interval.
        riders: since when a walk and selfcare are owed, as far as they are.
    """

    __slots__ = ("first", "repeated", "riders", "span", "timetable", "tolerance")

    def __init__(
        self,
        timetable: Timetable,
        anchors: Anchors,
        day: date,
        spans: tuple[Span, ...],
        span: Span,
    ) -> None:
        self.timetable = timetable
        self.tolerance = timetable.tolerance
        self.span = span
        self.first = timetable.first_in(span)
        self.repeated = [
            (kind, self._due(anchors.of(kind), every, spans[0].start), every)
            for kind, every in timetable.plan.intervals.items()
        ]
        self.riders = [*self._walk(anchors.walk, spans), *self._selfcare(anchors.selfcare, day)]

    def slot(self, after: datetime, earliest: datetime) -> Slot | None:
        shortest = self.timetable.plan.shortest
        missed = any(due <= after and every == shortest for _, due, every in self.repeated)
        leads = [
            _past(after, due if every == shortest else due + self.tolerance, every)
            for _, due, every in self.repeated
            if every == shortest or not missed
        ]
        at = max(min(leads), earliest) if leads else self.span.end
        if at >= self.span.end and self.riders:
            at = max(earliest, min(_past(after, self._alone(due), _HOUR) for _, due in self.riders))
        return Slot(at=at, kinds=self.kinds_at(at)) if at < self.span.end else None

    def kinds_at(self, at: datetime) -> tuple[Kind, ...]:
        """Return the kinds that a slot at an instant serves, overdue ones included."""
        soon = at + self.tolerance
        kinds = [kind for kind, due, _ in self.repeated if due <= soon]
        kinds += [kind for kind, due in self.riders if due <= at]
        return tuple(kinds)

    def _due(self, anchor: datetime | None, every: timedelta, day_start: datetime) -> datetime:
        if anchor is None or anchor < day_start:
            return self.first
        due = anchor + every
        return max(due, self.first) if anchor < self.span.start else due

    def _walk(
        self, asked: datetime | None, spans: tuple[Span, ...]
    ) -> Iterator[tuple[Kind, datetime]]:
        for wanted in walk_times(self.timetable.plan.walks, spans):
            if wanted < self.span.end and (asked is None or asked < wanted):
                yield Kind.WALK, wanted
                break

    def _selfcare(self, asked: datetime | None, day: date) -> Iterator[tuple[Kind, datetime]]:
        every = _SELFCARE_EVERY.get(self.timetable.plan.selfcare)
        if every and (asked is None or day - local_date(asked, self.timetable.zone) >= every):
            yield Kind.SELFCARE, self.span.start

    def _alone(self, due: datetime) -> datetime:
        """Return when a walk or selfcare comes that no other slot carries."""
        spread = self.timetable.spread(max(due, self.span.start), self.span.end, _HOUR)
        return max(spread, self.first)


def _past(after: datetime, due: datetime, every: timedelta) -> datetime:
    """Return a due instant, moved on by whole intervals until it is later than `after`."""
    return due if due > after else due + ((after - due) // every + 1) * every

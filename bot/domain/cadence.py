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
from bot.domain.timetable import CLOSEST, HORIZON_DAYS, Timetable, walk_times
from bot.domain.work_hours import Span
from bot.domain.zone import local_date

_HOUR = timedelta(hours=1)
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
        return Anchors(
            stand=_newest(self.stand, at) if Kind.STAND in kinds else self.stand,
            squeeze=_newest(self.squeeze, at) if Kind.SQUEEZE in kinds else self.squeeze,
            walk=_newest(self.walk, at) if Kind.WALK in kinds else self.walk,
            selfcare=_newest(self.selfcare, at) if Kind.SELFCARE in kinds else self.selfcare,
        )


def _newest(anchor: datetime | None, at: datetime) -> datetime:
    return at if anchor is None or anchor < at else anchor


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
        recent: the nudges of the hour before the newest, oldest first, and that one. Without
            them a snooze keeps the distance of a planned nudge, lest it break the budget.
    """
    asked = _asked_again(timetable, anchors, snoozed, last_nudge_at, recent)
    if asked is not None and asked.at > after:
        return asked
    if snoozed is not None:
        after = max(after, snoozed.at)
    earliest = _not_before(timetable, after, timetable.spacing, last_nudge_at, recent)
    for search in _searches(timetable, anchors, after, days=HORIZON_DAYS):
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
        # A nudge that came late is remembered by its slot here, and by its arrival there.
        newest = max(last_nudge_at, recent[-1]) if recent else last_nudge_at
        wanted = max(wanted, newest + distance)
    return max(wanted, recent[-budget] + _HOUR) if len(recent) >= budget else wanted


def _searches(
    timetable: Timetable, anchors: Anchors, after: datetime, *, days: int
) -> Iterator["_Search"]:
    for day, spans in timetable.days_from(after, days=days):
        for span in spans:
            if span.end > after:
                yield _Search(timetable, anchors, day, spans, span)


class _Search:
    """The look for a slot within one span of one day.

    Attributes:
        repeated: when each kind with an interval is due, and the interval.
        riders: since when a walk and selfcare are owed, as far as they are.
    """

    __slots__ = ("repeated", "riders", "span", "timetable", "tolerance")

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
        self.repeated = [
            (kind, self._due(anchors.of(kind), every, spans[0].start), every)
            for kind, every in timetable.plan.intervals.items()
        ]
        self.riders: list[tuple[Kind, datetime]] = []
        if timetable.plan.walks:
            self._owe_walk(anchors.walk, spans)
        if timetable.plan.selfcare in _SELFCARE_EVERY:
            self._owe_selfcare(anchors.selfcare, day)

    def slot(self, after: datetime, earliest: datetime) -> Slot | None:
        at = self._lead(after)
        if at is None:
            at = self.span.end
        elif at < earliest:
            at = earliest
        if at >= self.span.end and self.riders:
            at = max(earliest, min(_past(after, self._alone(due), _HOUR) for _, due in self.riders))
        return Slot(at=at, kinds=self.kinds_at(at)) if at < self.span.end else None

    def kinds_at(self, at: datetime) -> tuple[Kind, ...]:
        """Return the kinds that a slot at an instant serves, overdue ones included."""
        soon = at + self.tolerance
        kinds = [kind for kind, due, _ in self.repeated if due <= soon]
        kinds += [kind for kind, due in self.riders if due <= at]
        return tuple(kinds)

    def _lead(self, after: datetime) -> datetime | None:
        """Return the first instant later than `after` at which a kind with an interval calls."""
        shortest = self.timetable.plan.shortest
        lead = late = None
        missed = False
        for _, due, every in self.repeated:
            if every == shortest:
                missed = missed or due <= after
                at = _past(after, due, every)
                lead = at if lead is None or at < lead else lead
            else:
                at = _past(after, due + self.tolerance, every)
                late = at if late is None or at < late else late
        if missed or late is None or (lead is not None and lead < late):
            return lead
        return late

    def _due(self, anchor: datetime | None, every: timedelta, day_start: datetime) -> datetime:
        if anchor is None or anchor < day_start:
            return self.timetable.first_in(self.span)
        due = anchor + every
        if anchor >= self.span.start:
            return due
        return max(due, self.timetable.first_in(self.span))

    def _owe_walk(self, asked: datetime | None, spans: tuple[Span, ...]) -> None:
        for wanted in walk_times(self.timetable.plan.walks, spans):
            if wanted < self.span.end and (asked is None or asked < wanted):
                self.riders.append((Kind.WALK, wanted))
                break

    def _owe_selfcare(self, asked: datetime | None, day: date) -> None:
        every = _SELFCARE_EVERY[self.timetable.plan.selfcare]
        if asked is None or day - local_date(asked, self.timetable.zone) >= every:
            self.riders.append((Kind.SELFCARE, self.span.start))

    def _alone(self, due: datetime) -> datetime:
        """Return when a walk or selfcare comes that no other slot carries."""
        spread = self.timetable.spread(max(due, self.span.start), self.span.end, _HOUR)
        return max(spread, self.timetable.first_in(self.span))


def _past(after: datetime, due: datetime, every: timedelta) -> datetime:
    """Return a due instant, moved on by whole intervals until it is later than `after`."""
    return due if due > after else due + ((after - due) // every + 1) * every

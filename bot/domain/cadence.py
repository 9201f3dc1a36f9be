"""When the next nudge is wanted: a member's plan, hours and anchors in, the next slot out.

Within a work day each kind is due one interval after it was last asked for or done (its anchor).
The first slot of a span comes after a settling time plus the member's own phase, which spreads a
workspace's nudges over the interval. Kinds due close together share a slot; walks and selfcare
ride on a slot that is due anyway, and never cause one of their own unless nothing else would.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.plan import Plan, SelfcareEvery
from bot.domain.work_hours import Span, WorkHours

CLOSEST = timedelta(minutes=10)
"""No two nudges to one member are closer than this, whatever the plan."""

SETTLE = timedelta(minutes=10)
"""Nobody who has just sat down is asked to stand up."""

_LARGEST_PHASE = timedelta(hours=1)
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
        anchor: datetime | None = getattr(self, kind.value)
        return anchor

    def moved(self, kinds: Iterable[Kind], at: datetime) -> "Anchors":
        """Return these anchors with the given kinds moved to an instant."""
        return replace(self, **{kind.value: at for kind in kinds})


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """An instant at which the plan wants a nudge, and what for."""

    at: datetime
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """What of a member decides when slots fall."""

    plan: Plan
    hours: WorkHours
    zone: ZoneInfo
    phase: float

    @property
    def spacing(self) -> timedelta:
        """Return the least time between two planned nudges, which keeps the hourly budget."""
        return max(CLOSEST, timedelta(hours=1) / self.plan.budget)

    @property
    def tolerance(self) -> timedelta:
        """Return how close two kinds must be due to share a slot."""
        return max(self.plan.shortest / 2, CLOSEST)

    @property
    def first_after(self) -> timedelta:
        """Return the time from the start of a span to its first slot, in whole seconds."""
        spread = min(self.plan.shortest, _LARGEST_PHASE)
        return SETTLE + timedelta(seconds=int(spread.total_seconds() * self.phase))


def phase_of(workspace: WorkspaceId, member: MemberId) -> float:
    """Return a member's stable place, from 0 to under 1, in the spread of a workspace's nudges."""
    digest = hashlib.blake2b(f"{workspace}:{member}".encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 2**32


def next_slot(
    timetable: Timetable,
    *,
    anchors: Anchors,
    after: datetime,
    last_nudge_at: datetime | None = None,
    snoozed: Slot | None = None,
) -> Slot | None:
    """Return the first slot later than `after`, or None where the plan and hours never want one.

    Args:
        timetable: plan, hours, zone and phase.
        anchors: when each kind was last asked for or done.
        after: slots up to and including this instant are over.
        last_nudge_at: the member's newest nudge, from which spacing counts.
        snoozed: what was put off, and until when; it comes then if that is inside hours.
    """
    if snoozed is not None:
        slot = _snoozed_slot(timetable, anchors, snoozed, last_nudge_at)
        if slot is not None and slot.at > after:
            return slot
    earliest = after if last_nudge_at is None else max(after, last_nudge_at + timetable.spacing)
    for day, spans in timetable.hours.days_from(after, timetable.zone, days=_HORIZON_DAYS):
        for span in spans:
            if span.end > after:
                search = _Search(timetable, anchors, day, spans, span)
                slot = search.slot(after, earliest)
                if slot is not None:
                    return slot
    return None


def _snoozed_slot(
    timetable: Timetable, anchors: Anchors, snoozed: Slot, last_nudge_at: datetime | None
) -> Slot | None:
    at = snoozed.at if last_nudge_at is None else max(snoozed.at, last_nudge_at + CLOSEST)
    for day, spans in timetable.hours.days_from(at, timetable.zone, days=1):
        for span in spans:
            if span.start <= at < span.end:
                search = _Search(timetable, anchors, day, spans, span)
                wanted = {*snoozed.kinds, *search.kinds_at(at, search.dues(snoozed.at))}
                return Slot(at=at, kinds=tuple(kind for kind in Kind if kind in wanted))
    return None


@dataclass(frozen=True, slots=True)
class _Search:
    """The look for a slot within one span of one day."""

    timetable: Timetable
    anchors: Anchors
    day: date
    spans: tuple[Span, ...]
    span: Span

    def slot(self, after: datetime, earliest: datetime) -> Slot | None:
        dues = self.dues(after)
        leading = [dues[kind] for kind in self.timetable.plan.intervals if kind in dues]
        candidates = leading or [max(due, self._first) for due in dues.values()]
        if not candidates:
            return None
        at = max(min(candidates), earliest)
        if at <= after or not self.span.start <= at < self.span.end:
            return None
        return Slot(at=at, kinds=self.kinds_at(at, dues))

    def dues(self, after: datetime) -> dict[Kind, datetime]:
        """Return when each kind is due, given that nothing up to `after` is any more."""
        dues = {
            kind: self._interval_due(kind, every, after)
            for kind, every in self.timetable.plan.intervals.items()
        }
        walk = self._walk_due()
        if walk is not None:
            dues[Kind.WALK] = walk
        selfcare = self._selfcare_due()
        if selfcare is not None:
            dues[Kind.SELFCARE] = selfcare
        return dues

    def kinds_at(self, at: datetime, dues: dict[Kind, datetime]) -> tuple[Kind, ...]:
        """Return the kinds that a slot at an instant serves."""
        intervals = self.timetable.plan.intervals
        soon = at + self.timetable.tolerance
        return tuple(
            kind
            for kind in Kind
            if kind in dues and dues[kind] <= (soon if kind in intervals else at)
        )

    @property
    def _first(self) -> datetime:
        return self.span.start + self.timetable.first_after

    def _interval_due(self, kind: Kind, every: timedelta, after: datetime) -> datetime:
        anchor = self.anchors.of(kind)
        if anchor is None or anchor < self.spans[0].start:
            due = self._first
        elif anchor < self.span.start:
            due = max(anchor + every, self._first)
        else:
            due = anchor + every
        if due <= after:
            due += ((after - due) // every + 1) * every
        return due

    def _walk_due(self) -> datetime | None:
        """Return the walk that this day still owes, the earliest first."""
        asked = self.anchors.walk
        for wanted in walk_times(self.timetable.plan.walks, self.spans):
            if asked is None or asked < wanted:
                return wanted
        return None

    def _selfcare_due(self) -> datetime | None:
        every = _SELFCARE_EVERY.get(self.timetable.plan.selfcare)
        if every is None:
            return None
        asked = self.anchors.selfcare
        due = self.span.start if asked is None else asked + every
        return due if due < self.span.end else None


def walk_times(walks: int, spans: tuple[Span, ...]) -> tuple[datetime, ...]:
    """Return the instants of a day from which a walk is wanted: after the lunch gap, if it has one.

    The second walk, if the plan has two, is wanted half-way through the last span.
    """
    if not walks:
        return ()
    last = spans[-1]
    middle = last.start + (last.end - last.start) / 2
    if walks == 1:
        return (last.start,) if len(spans) > 1 else (middle,)
    return (last.start, middle) if len(spans) > 1 else (last.start + (middle - last.start), middle)

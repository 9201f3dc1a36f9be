"""What of a member decides when slots fall: plan, hours, zone, and a place of their own."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from bot.domain.holiday import NO_CALENDAR, holiday_on
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.plan import Plan
from bot.domain.work_hours import Span, WorkHours

CLOSEST = timedelta(minutes=10)
"""No two nudges to one member are closer than this, whatever the plan."""

SETTLE = timedelta(minutes=10)
"""Nobody who has just sat down is asked to stand up."""

HORIZON_DAYS = 45
"""How far ahead a working minute is looked for."""

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """What of a member decides when slots fall."""

    plan: Plan
    hours: WorkHours
    zone: ZoneInfo
    phase: float
    calendar: str = NO_CALENDAR

    def days_from(self, at: datetime, *, days: int) -> Iterator[tuple[date, tuple[Span, ...]]]:
        """Yield each local day's spans, beginning with the day of `at`; holidays have none."""
        for day, spans in self.hours.days_from(at, self.zone, days=days):
            yield day, spans if holiday_on(self.calendar, day) is None else ()

    @property
    def spacing(self) -> timedelta:
        """Return the least time between two planned nudges, which keeps the hourly budget."""
        return _spacing(self.plan.budget)

    @property
    def tolerance(self) -> timedelta:
        """Return how close two kinds must be due to share a slot: half the time between slots."""
        return _tolerance(self.plan.shortest, self.plan.budget)

    def first_in(self, span: Span) -> datetime:
        """Return the first slot of a span; one too short for settling in has its slot sooner."""
        settled = span.start + min(SETTLE, (span.end - span.start) / 2)
        return self.spread(settled, span.end, min(self.plan.shortest, _HOUR))

    def spread(self, start: datetime, end: datetime, width: timedelta) -> datetime:
        """Return the member's own place in a stretch of time that ends before `end`."""
        width = min(width, end - start)
        return start + timedelta(seconds=int(width.total_seconds() * self.phase))


@cache
def _spacing(budget: int) -> timedelta:
    return max(CLOSEST, _HOUR / budget)


@cache
def _tolerance(shortest: timedelta, budget: int) -> timedelta:
    return max(shortest, _spacing(budget)) / 2


@lru_cache(maxsize=65536)
def phase_of(workspace: WorkspaceId, member: MemberId) -> float:
    """Return a member's stable place, from 0 to under 1, in the spread of a workspace's nudges."""
    digest = hashlib.blake2b(f"{workspace}:{member}".encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 2**32


def walk_times(walks: int, spans: tuple[Span, ...]) -> tuple[datetime, ...]:
    """Return the instants of a day from which a walk is wanted: after the lunch gap, if it has one.

    The second walk, if the plan has two, is wanted half-way through the last span.
    """
    if not walks or not spans:
        return ()
    last = spans[-1]
    half = (last.end - last.start) / 2
    if walks == 1:
        return (last.start if len(spans) > 1 else last.start + half,)
    return (last.start if len(spans) > 1 else last.start + half / 2, last.start + half)

"""When a member works: weekly windows of wall-clock time, and the instants they come to."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTES_A_DAY = 24 * 60
DAYS_A_WEEK = 7

_DAY = timedelta(days=1)
_MARGIN = timedelta(hours=15)
_STEP = timedelta(hours=3)


class WorkHoursError(ValueError):
    """The hours cannot be read; `line` is what could not, or empty when nothing was given."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A half-open stretch of one day, in minutes after local midnight (0 to 1440)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= MINUTES_A_DAY:
            raise WorkHoursError(str(self))

    def __str__(self) -> str:
        return f"{_clock(self.start)}-{_clock(self.end)}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of time between two instants, in UTC."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class WorkHours:
    """Seven days of windows, Monday first; a day with none is a day off."""

    days: tuple[tuple[Window, ...], ...]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.days) != DAYS_A_WEEK:
            raise WorkHoursError("")
        for windows in self.days:
            for earlier, later in itertools.pairwise(windows):
                if earlier.end >= later.start:
                    raise WorkHoursError(f"{earlier}, {later}")
        object.__setattr__(self, "_hash", hash(self.days))

    def __hash__(self) -> int:
        # Hours are what every look at the day is remembered by.
        return self._hash

    def without(self, quiet: "WorkHours") -> "WorkHours":
        """Return these hours less those of another week."""
        return _without(self, quiet)

    def spans_on(self, day: date, zone: ZoneInfo) -> tuple[Span, ...]:
        """Return the spans of one local calendar day, in order."""
        return _spans_on(self, day, zone)

    def contains(self, at: datetime, zone: ZoneInfo) -> bool:
        """Tell whether the wall clock in the zone shows a working minute at that instant."""
        local = at.astimezone(zone)
        minute = local.hour * 60 + local.minute
        for window in self.days[local.weekday()]:  # noqa: SIM110 - at every claim; a generator doubles it
            if window.start <= minute < window.end:
                return True
        return False

    def days_from(
        self, at: datetime, zone: ZoneInfo, *, days: int
    ) -> Iterator[tuple[date, tuple[Span, ...]]]:
        """Yield each local day's spans, beginning with the day of `at`, for so many days."""
        day = at.astimezone(zone).date()
        for _ in range(days):
            yield day, _spans_on(self, day, zone)
            day += _DAY


def same_every_day(windows: Sequence[Window], *, days: Sequence[int] = range(5)) -> WorkHours:
    """Return hours with the same windows on the given weekdays (0 is Monday) and none elsewhere."""
    return WorkHours(tuple(tuple(windows) if day in days else () for day in range(7)))


DEFAULT_HOURS = same_every_day((Window(9 * 60, 12 * 60 + 30), Window(13 * 60 + 30, 17 * 60 + 30)))
"""Monday to Friday, 09:00-12:30 and 13:30-17:30."""


NO_HOURS = same_every_day(())
"""A week without any."""


@lru_cache(maxsize=4096)
def _without(hours: WorkHours, quiet: WorkHours) -> WorkHours:
    return WorkHours(
        tuple(
            tuple(left for window in day for left in _cut(window, blocks))
            for day, blocks in zip(hours.days, quiet.days, strict=True)
        )
    )


def _cut(window: Window, blocks: Sequence[Window]) -> Iterator[Window]:
    """Yield what is left of a window without blocks, which are in order."""
    start = window.start
    for block in blocks:
        if block.start >= window.end:
            break
        if start < block.start:
            yield Window(start, block.start)
        start = max(start, min(block.end, window.end))
    if start < window.end:
        yield Window(start, window.end)


@lru_cache(maxsize=16384)
def _spans_on(hours: WorkHours, day: date, zone: ZoneInfo) -> tuple[Span, ...]:
    """Resolve a day's windows to instants, exactly, whatever the zone does that day.

    The day is cut where its UTC offset changes. Within each piece local time is linear, so that a
    window loses the minutes that a clock change skips and gains those that it repeats: an instant
    is inside exactly when the wall clock shows a working minute.
    """
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    spans: list[Span] = []
    for start, end, offset in _constant_offsets(
        midnight - _MARGIN, midnight + _MARGIN + _DAY, zone
    ):
        for window in hours.days[day.weekday()]:
            opens = max(start, midnight + timedelta(minutes=window.start) - offset)
            closes = min(end, midnight + timedelta(minutes=window.end) - offset)
            if opens < closes:
                spans.append(Span(opens, closes))
    return _joined(sorted(spans))


def _constant_offsets(
    start: datetime, end: datetime, zone: ZoneInfo
) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """Cut a stretch of time into pieces of one UTC offset each."""
    piece = start
    at = start
    while at < end:
        following = min(at + _STEP, end)
        if _offset(at, zone) != _offset(following, zone):
            change = _change_between(at, following, zone)
            yield piece, change, _offset(at, zone)
            piece = change
        at = following
    yield piece, end, _offset(piece, zone)


def _change_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Find, to the second, the instant at which the offset changes."""
    offset = _offset(before, zone)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if _offset(middle, zone) == offset:
            before = middle
        else:
            after = middle
    return after


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Join spans that touch, as those do whose window a clock change cut in two."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].end == span.start:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"

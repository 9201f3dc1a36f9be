"""Places and standings, the team's figures, and when a channel's board is posted."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from bot.domain.ids import MemberId
from bot.domain.score import Tally

FEWEST_PARTICIPANTS = 5
"""A board of fewer people would say too much about each."""

MOST_SHOWN = 5
PERIOD_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One row of a leaderboard; equal scores share a place (1-2-2-4)."""

    place: int
    member: MemberId
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """A member who did better than their own weeks before."""

    member: MemberId
    by: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Whole local days, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """All who took part in a period, hidden members included, as far as it says who stands where.

    Attributes:
        participants: how many were asked or did something.
        total: their counts together.
        rank_keys: the `Tally.rank_key` of all who were asked enough for a place, the lowest first.
    """

    participants: int
    total: Tally
    rank_keys: Sequence[float]

    def place_of(self, tally: Tally) -> int | None:
        """Return the place that counts are worth, or None where too little was asked.

        It is one more than the number of those who did better: equal scores share a place, and as
        many places after it stay empty (1-2-2-4).
        """
        if not tally.is_ranked:
            return None
        return len(self.rank_keys) - bisect_right(self.rank_keys, tally.rank_key) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaderboard:
    """What a channel is shown of a period, free of anybody who did not choose to be shown.

    Attributes:
        total: everybody's counts together, hidden members included.
        shown: the best of those who chose to be shown, at most five; none where too few took part.
        improved: who of them gained most on their own baseline, if anybody did.
    """

    period: Period
    participants: int
    total: Tally
    shown: tuple[Standing, ...]
    improved: Improvement | None

    @property
    def is_suppressed(self) -> bool:
        """Tell whether too few took part for anything to be shown."""
        return self.participants < FEWEST_PARTICIPANTS


def compose(
    period: Period,
    field: Field,
    *,
    shown: Mapping[MemberId, Tally],
    baselines: Mapping[MemberId, Tally],
) -> Leaderboard:
    """Make a channel's leaderboard.

    The best come first; within a place the order is by member id, which favours nobody and never
    changes.

    Args:
        period: the days it is about.
        field: all who took part.
        shown: counts of those who chose to be shown: of everybody, or at least of the best
            `MOST_SHOWN` of them and of whoever improved most.
        baselines: their counts in the weeks before.
    """
    visible: list[Standing] = []
    if field.participants >= FEWEST_PARTICIPANTS:
        visible = [
            Standing(place=place, member=member, tally=tally)
            for member, tally in shown.items()
            if tally.done and (place := field.place_of(tally)) is not None
        ]
    visible.sort(key=lambda row: (row.place, row.member))
    return Leaderboard(
        period=period,
        participants=field.participants,
        total=field.total,
        shown=tuple(visible[:MOST_SHOWN]),
        improved=_most_improved(visible, baselines),
    )


def _most_improved(
    visible: Iterable[Standing], baselines: Mapping[MemberId, Tally]
) -> Improvement | None:
    gains = [
        Improvement(member=row.member, by=row.tally.share - baselines[row.member].share)
        for row in visible
        if baselines.get(row.member, Tally()).is_ranked
    ]
    best = max(gains, key=lambda gain: (gain.by, gain.member), default=None)
    return best if best is not None and best.by > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSchedule:
    """When a channel's board is posted: a weekday (0 is Monday) and an hour of its zone."""

    weekday: int
    hour: int
    zone: ZoneInfo

    def next_after(self, at: datetime) -> datetime:
        """Return the first posting time later than an instant, in UTC.

        An hour that the clocks skip is taken an hour on, one that they repeat the first time.
        """
        local = at.astimezone(self.zone)
        day = local.date() + timedelta(days=(self.weekday - local.weekday()) % 7)
        wanted = self._on(day)
        return wanted if wanted > at else self._on(day + timedelta(days=7))

    def period_at(self, posted_for: datetime) -> Period:
        """Return the seven local days that a post at an instant is about, its own included."""
        last = posted_for.astimezone(self.zone).date()
        return Period(first=last - timedelta(days=PERIOD_DAYS - 1), last=last)

    def _on(self, day: date) -> datetime:
        return datetime.combine(day, time(self.hour), tzinfo=self.zone).astimezone(UTC)


def baseline_before(period: Period, *, weeks: int = 4) -> Period:
    """Return the weeks that lie directly before a period."""
    return Period(
        first=period.first - timedelta(days=7 * weeks), last=period.first - timedelta(days=1)
    )

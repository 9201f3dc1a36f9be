"""The eight-week glute programme: squeezes that grow to the dose which was studied, and its meter.

The dose is that of Lehecka and colleagues (PeerJ 2019): 15 minutes of squeezing a day, for eight
weeks. Eight rounds a day come to it in the last week, and to a seventh of it in the first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

STUDIED_SECONDS = 15 * 60
"""Squeezing a day in the study."""

_DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Round:
    """What one squeeze nudge asks for.

    Attributes:
        sets: how many sets, with a rest between them.
        repetitions: squeezes in a set.
        hold_seconds: how long each is held.
    """

    sets: int
    repetitions: int
    hold_seconds: int

    @property
    def seconds(self) -> int:
        """Return how long a round squeezes in all, rests left out."""
        return self.sets * self.repetitions * self.hold_seconds


WEEKS: tuple[Round, ...] = (
    Round(1, 3, 5),
    Round(1, 5, 5),
    Round(1, 8, 5),
    Round(1, 10, 5),
    Round(2, 6, 5),
    Round(2, 8, 5),
    Round(2, 7, 7),
    Round(2, 8, 7),
)
"""The round of each week. The first is what a squeeze nudge asks for without the programme."""

_LENGTH = timedelta(weeks=len(WEEKS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where a member is in the programme: the week, 1 to 8, and its round."""

    week: int
    round: Round


def stage_on(since: date | None, day: date) -> Stage | None:
    """Return the stage of a day, or None while no programme runs: it ends by itself.

    Args:
        since: the first day of the member's programme, or None without one. Whoever travels west
            may find it ahead of them for some hours; that is the first week too.
        day: a day of the member's.
    """
    if since is None or day >= since + _LENGTH:
        return None
    week = max(0, (day - since).days) // _DAYS_A_WEEK
    return Stage(week=week + 1, round=WEEKS[week])


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much was squeezed.

    Attributes:
        seconds: squeezing in all, by the member's own word.
        days: over how many days, those without any included.
    """

    seconds: int
    days: int

    @property
    def a_day(self) -> int:
        """Return the seconds of squeezing on an average day."""
        return round(self.seconds / self.days)

    @property
    def share(self) -> Fraction:
        """Return the share of the studied dose: 1 is all of it, and there may be more."""
        return Fraction(self.seconds, self.days * STUDIED_SECONDS)


def dose(rounds: Mapping[date, int], *, since: date, day: date) -> Dose:
    """Measure the last seven days of a programme, or as many as there were.

    Args:
        rounds: completed squeezes by day; days left out had none.
        since: the first day of the programme.
        day: the day on which the measure is taken, which counts too.
    """
    days = max(1, min((day - since).days + 1, _DAYS_A_WEEK))
    stages = [(each, stage_on(since, each)) for each in _days_to(day, days)]
    return Dose(
        seconds=sum(
            rounds.get(each, 0) * stage.round.seconds for each, stage in stages if stage is not None
        ),
        days=days,
    )


def _days_to(day: date, count: int) -> list[date]:
    return [day - timedelta(days=back) for back in range(count)]

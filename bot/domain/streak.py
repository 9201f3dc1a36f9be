"""Consecutive work days with the goal met."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from bot.domain.score import Tally

GOAL = Fraction(1, 2)
"""A day counts when at least this share of what was asked was done."""

FORGIVEN_EVERY = timedelta(days=14)
"""One missed day in this time does not break a streak."""


def goal_met(tally: Tally) -> bool:
    """Tell whether a day with asks met its goal."""
    return tally.asked > 0 and tally.share >= GOAL


@dataclass(frozen=True, slots=True)
class Streak:
    """Work days in a row with the goal met, and the newest of the missed days between them."""

    days: int = 0
    forgiven: date | None = None


def streak(days: Mapping[date, Tally], *, today: date) -> Streak:
    """Return how many work days in a row met the goal, up to today.

    A day on which nothing was asked (off, on leave, paused) neither breaks nor extends. Today only
    ever adds. A missed day is forgiven if the one forgiven before lies a fortnight away.
    """
    count = 0
    newest: date | None = None
    forgiven: date | None = None
    for day in sorted((day for day, tally in days.items() if tally.asked), reverse=True):
        if day > today:
            continue
        if goal_met(days[day]):
            count += 1
            newest = newest or forgiven
        elif day == today:
            continue
        elif forgiven is None or forgiven - day >= FORGIVEN_EVERY:
            forgiven = day
        else:
            break
    return Streak(count, newest)

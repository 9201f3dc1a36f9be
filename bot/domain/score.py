"""A member's score over a period: what was done of what was asked, plus a bounded bonus."""

from dataclasses import dataclass
from fractions import Fraction

FEWEST_ASKED = 5
"""Below this many asks nobody is ranked: two out of two says nothing yet."""

LARGEST_BONUS = 10
"""Completions logged unasked that count, each for a hundredth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts over some days.

    Attributes:
        asked: exercises in nudges that reached the member.
        completed: those of them that were completed.
        logged: completions that no nudge asked for.
    """

    asked: int = 0
    completed: int = 0
    logged: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            asked=self.asked + other.asked,
            completed=self.completed + other.completed,
            logged=self.logged + other.logged,
        )

    def __sub__(self, other: "Tally") -> "Tally":
        return Tally(
            asked=self.asked - other.asked,
            completed=self.completed - other.completed,
            logged=self.logged - other.logged,
        )

    @property
    def share(self) -> Fraction:
        """Return completed over asked, 1 at most, and 0 where nothing was asked."""
        if self.asked <= 0:
            return Fraction()
        return Fraction(min(self.completed, self.asked), self.asked)

    @property
    def score(self) -> Fraction:
        """Return the share plus the bonus: exact, so that ties are ties."""
        return self.share + Fraction(min(self.logged, LARGEST_BONUS), 100)

    @property
    def rank_key(self) -> float:
        """Return the score as one correctly rounded division, fit for sorting thousands.

        Equal scores come to equal numbers, and with counts such as a week can hold, different ones
        to different numbers.
        """
        if not self.asked:
            return min(self.logged, LARGEST_BONUS) / 100
        hundredths = 100 * min(self.completed, self.asked)
        return (hundredths + self.asked * min(self.logged, LARGEST_BONUS)) / (100 * self.asked)

    @property
    def done(self) -> int:
        """Return every completion, asked for or not."""
        return self.completed + self.logged

    @property
    def is_ranked(self) -> bool:
        """Tell whether enough was asked for a place on a board."""
        return self.asked >= FEWEST_ASKED

"""How often something may be done: a steady flow with a burst, and turns taken from it.

The rule is the generic cell rate algorithm, which needs one instant for each bucket: the one up to
which a steady flow is used up. That many intervals before it lies the next turn.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

REACH = timedelta(seconds=2)
"""How far ahead turns are promised at once: whoever asks next waits that much longer at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """So many turns a minute, of which so many may come at once.

    Attributes:
        interval: the time between two turns at a steady pace.
        slack: how far ahead of a steady pace a burst may run.
    """

    per_minute: int
    burst: int
    interval: timedelta = field(init=False)
    slack: timedelta = field(init=False)

    def __post_init__(self) -> None:
        # Kept, because they are asked for at every turn.
        interval = timedelta(minutes=1) / self.per_minute
        object.__setattr__(self, "interval", interval)
        object.__setattr__(self, "slack", interval * (self.burst - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Turns that were taken.

    Attributes:
        count: how many, of those that were wanted.
        first_at: the instant of the first; each other comes an interval later, as does the next.
        held_until: before this instant nothing goes, and nothing is taken.
    """

    count: int
    first_at: datetime
    held_until: datetime


def take(
    pace: Pace, spent_until: datetime, *, now: datetime, wanted: int = 1, at_once: bool = False
) -> tuple[int, datetime]:
    """Return how many turns there are of those wanted, and the instant of the first.

    The bucket is then spent until its slack and so many intervals after that instant.

    Args:
        pace: the pace of the bucket.
        spent_until: the instant up to which the bucket is spent.
        now: the present.
        wanted: how many turns are wanted, at least one.
        at_once: whether only turns will do that have come already, of which there may be none.
    """
    first = max(spent_until, now) - pace.slack
    if at_once and first > now:
        return 0, first
    last = now if at_once else max(now, first) + REACH
    return min(wanted, (last - first) // pace.interval + 1), first

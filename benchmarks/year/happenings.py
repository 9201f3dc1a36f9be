"""What happens to a member in a year, and which of it Slack can see."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum, auto
from random import Random
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


class What(StrEnum):
    """What keeps a member from being nudged."""

    MEETING = auto()
    FOCUS = auto()
    AWAY = auto()
    HUDDLE = auto()
    MUTED = auto()
    PAUSE = auto()


STATUSES = (What.MEETING, What.FOCUS, What.AWAY)
"""Those that a Slack status says, of which a person has one at a time."""


@dataclass(frozen=True, slots=True, order=True)
class Spell:
    """A stretch of a member's time in which they must not be nudged.

    Attributes:
        end_is_known: Slack says at the start when it will be over.
    """

    start: datetime
    end: datetime
    what: What
    end_is_known: bool


def draw_spells(random: Random, zone: ZoneInfo, *, first: date, days: int) -> list[Spell]:
    """Draw a member's meetings, huddles, mutings, absences and focus times, in order.

    Two of one sort never overlap, and neither do two statuses.
    """
    drawn: list[Spell] = []
    taken: dict[str, datetime] = {}
    for spell in sorted(_draw_all(random, zone, first, days)):
        sort = "status" if spell.what in STATUSES else spell.what
        if sort not in taken or taken[sort] < spell.start:
            taken[sort] = spell.end
            drawn.append(spell)
    return drawn


def _draw_all(random: Random, zone: ZoneInfo, first: date, days: int) -> Iterator[Spell]:
    for number in range(days):
        day = first + number * DAY
        if random.random() < 1 / 60:
            until = _local(day + random.randint(1, 14) * DAY, 0, zone)
            yield Spell(_local(day, random.randint(0, 1200), zone), until, What.AWAY, True)  # noqa: FBT003 - an absence has its end
        for what, most, longest in (
            (What.MEETING, 4, 120),
            (What.FOCUS, 1, 240),
            (What.HUDDLE, 2, 60),
            (What.MUTED, 1, 180),
        ):
            for _ in range(random.randint(0, most)):
                start = _local(day, random.randint(0, 1439), zone)
                end = start + random.randint(5, longest) * MINUTE
                known = what is What.MUTED or (what is not What.HUDDLE and random.random() < 0.7)  # noqa: PLR2004 - most have
                yield Spell(start, end, what, known)


def _local(day: date, minute: int, zone: ZoneInfo) -> datetime:
    at = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=zone)
    return at.astimezone(UTC)

"""Judges each nudge by the wall clock and by what really went on, with no rule of the bot's."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from benchmarks.year.happenings import Spell
from bot.domain.member import Settings

CLOSEST = timedelta(minutes=10)
PUNCTUAL = timedelta(seconds=5)
"""Nudges are planned ten minutes apart and arrive a moment later; so much is nobody's fault."""

HOUR = timedelta(hours=1)

FAULTS = (
    "outside work hours",
    "in a quiet block",
    "on a holiday",
    "in a meeting",
    "while focusing",
    "while away",
    "in a huddle",
    "while muted",
    "in a pause",
    "within 10 minutes of another",
    "beyond the hourly budget",
    "a second one within 10 minutes of a busy spell",
)
_OF_SPELL = dict(
    zip(("meeting", "focus", "away", "huddle", "muted", "pause"), FAULTS[3:9], strict=True)
)


@dataclass(slots=True)
class Judge:
    """Knows all about one member, and counts what went wrong."""

    faults: Counter[str] = field(default_factory=Counter)
    spells: list[Spell] = field(default_factory=list)
    posts: list[datetime] = field(default_factory=list)

    def see(self, at: datetime, settings: Settings) -> None:
        """Judge a nudge that reached its member at an instant."""
        local = at.astimezone(ZoneInfo(settings.zone))
        self.faults.update(_at_a_wrong_time(local, settings))
        running = {_OF_SPELL[spell.what] for spell in self.spells if spell.start <= at < spell.end}
        self.faults.update(running)
        if self.posts and at - self.posts[-1] < CLOSEST - PUNCTUAL:
            self.faults["within 10 minutes of another"] += 1
            if any(spell.end <= self.posts[-1] <= spell.end + CLOSEST for spell in self.spells):
                self.faults[FAULTS[-1]] += 1
        self.posts.append(at)
        recent = [post for post in self.posts[-12:] if post > at - HOUR + PUNCTUAL]
        if len(recent) > settings.plan.budget:
            self.faults["beyond the hourly budget"] += 1

    def forget(self, before: datetime) -> None:
        """Drop the spells that were over long before an instant."""
        self.spells = [spell for spell in self.spells if spell.end > before - HOUR]


def _at_a_wrong_time(local: datetime, settings: Settings) -> Sequence[str]:
    minute = local.hour * 60 + local.minute
    weekday = local.weekday()
    wrong = []
    if not _contains(settings.hours.days[weekday], minute):
        wrong.append("outside work hours")
    if _contains(settings.quiet.days[weekday], minute):
        wrong.append("in a quiet block")
    if settings.calendar and local.date() in _holidays(settings.calendar, local.year):
        wrong.append("on a holiday")
    return wrong


def _contains(windows: Sequence[object], minute: int) -> bool:
    return any(window.start <= minute < window.end for window in windows)  # type: ignore[attr-defined]


@lru_cache(maxsize=1024)
def _holidays(calendar: str, year: int) -> holidays.HolidayBase:
    country, _, part = calendar.partition("-")
    return holidays.country_holidays(country, subdiv=part or None, years=year)

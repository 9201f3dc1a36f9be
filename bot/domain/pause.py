"""Silence until a stated end: reading how people say it, and working out the end."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.written_times import (
    MOST_WORDS,
    TooLongError,
    monday_after,
    read_date,
    read_duration,
    read_time,
)

LONGEST = timedelta(days=366)
SHORTEST = timedelta(minutes=1)

_DAY = timedelta(days=1)
_TELL = re.compile(r"(?:^|[ ,;]+)(?:and )?tell me(?: when (?:it|that) (?:ends|is over))?[.]?$")
_UNTIL = ("until ", "till ", "til ", "to ")
_LONGEST_TEXT = 200

_TODAY = frozenset({"today", "day", "rest of today", "rest of day", "all day", "tonight"})
_THIS_WEEK = frozenset({"week", "this week", "rest of week", "rest of this week"})
_WEEKEND = frozenset({"weekend", "this weekend"})
_NEXT_MIDNIGHT = frozenset({"tonight", "midnight", "eod"})
_END_OF_WEEK = "eow"


class PauseError(ValueError):
    """A pause is not to be had.

    Attributes:
        reason: `unclear`, `past` (already over), `begins_later` or `too_long`.
        text: what was said, or for what begins later what that is called.
    """

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.text = text


@dataclass(frozen=True, slots=True)
class Pause:
    """Until when to be silent, and whether to tell when that is over."""

    until: datetime
    announces: bool = False


def parse_duration(text: str) -> timedelta:
    """Read `90m`, `1h30`, `half an hour` or a bare number of minutes.

    Raises:
        PauseError: it is none of these, or nothing at all.
    """
    try:
        duration = read_duration(_plain(text))
    except TooLongError:
        raise PauseError("too_long", text) from None
    if duration is None:
        raise PauseError("unclear", text)
    if duration > LONGEST:
        raise PauseError("too_long", text)
    return duration


def read_pause(
    text: str, *, now: datetime, zone: ZoneInfo, next_at: datetime | None = None
) -> Pause:
    """Read a pause, said as `90m`, `today`, `until monday and tell me` and so on.

    `today` and `this week` last until they are over. Every pause begins at once, so that
    `tomorrow`, `next week`, a weekday or a date is one only where no nudge comes before it. `until`
    any of them ends the pause when it begins, and `until the end of` it when it is over, all by the
    clock of `zone`. A weekday is the next one, never today.

    Args:
        text: what was said.
        now: when.
        zone: the member's.
        next_at: when their next nudge would come, if one would.

    Raises:
        PauseError: it cannot be read, is not in the future, begins after the next nudge, or is more
            than a year away.
    """
    said = _plain(text)
    if len(said) > _LONGEST_TEXT:
        raise PauseError("unclear", text)
    wish = _TELL.search(said)
    if wish is not None:
        said = said[: wish.start()].strip()
    now = now.astimezone(UTC)
    name = said.removeprefix("for ").replace("the ", "")
    stretch = _stretch(name, now.astimezone(zone).date())
    end = _midnight(stretch[1], zone) if stretch else _end(said, text, now, zone)
    if end - now < SHORTEST:
        raise PauseError("past", text)
    if end - now > LONGEST:
        raise PauseError("too_long", text)
    if stretch and next_at is not None and next_at < _midnight(stretch[0], zone):
        raise PauseError("begins_later", name)
    return Pause(until=end.astimezone(UTC), announces=wish is not None)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _stretch(name: str, today: date) -> tuple[date, date] | None:
    """Return the days that a name stands for: the first, and the one after the last."""
    monday = monday_after(today)
    if name in _TODAY:
        return today, today + _DAY
    if name in _THIS_WEEK:
        return today, monday
    if name in _WEEKEND:
        return max(today, monday - 2 * _DAY), monday
    if name == "next week":
        return monday, monday + 7 * _DAY
    day = read_date(name, today=today)
    return None if day is None or day == date.max else (day, day + _DAY)


def _end(said: str, text: str, now: datetime, zone: ZoneInfo) -> datetime:
    end = _moment(said, now, zone)
    if end is not None:
        return end
    try:
        return now + parse_duration(said.removeprefix("for "))
    except PauseError as error:
        raise PauseError(error.reason, text) from None


def _moment(said: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the day or the time until which a pause lasts, if it names one."""
    when = next((said.removeprefix(word) for word in _UNTIL if said.startswith(word)), said)
    today = now.astimezone(zone).date()
    day = _first_after(when.replace("the ", ""), today)
    if day is not None:
        return _midnight(day, zone)
    words = when.split(" ")
    if len(words) > MOST_WORDS:
        return None
    for at in range(len(words) + 1):
        first, second = " ".join(words[:at]), " ".join(words[at:])
        end = _dated(first, second, today, zone) or _dated(second, first, today, zone)
        if end is not None:
            return end
    return None


def _first_after(name: str, today: date) -> date | None:
    """Return the day with which a pause until some days, or until the end of them, is over."""
    if name in _NEXT_MIDNIGHT:
        return today + _DAY
    if name == _END_OF_WEEK:
        return monday_after(today)
    stretch = _stretch(name.removeprefix("end of "), today)
    if stretch is None:
        return None
    if name.startswith("end of "):
        return stretch[1]
    return stretch[0] if stretch[0] > today else None


def _dated(day: str, clock: str, today: date, zone: ZoneInfo) -> datetime | None:
    if not clock and day in {"", "today"}:
        return None
    on = today if day in {"", "today"} else read_date(day, today=today)
    at = read_time(clock) if clock else time()
    if on is None or at is None:
        return None
    return datetime.combine(on, at, tzinfo=zone)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)

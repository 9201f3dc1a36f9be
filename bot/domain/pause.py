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
_TOMORROW = frozenset({"tomorrow"})
_THIS_WEEK = frozenset(
    {"week", "this week", "rest of week", "rest of this week", "weekend", "this weekend"}
)
_END_OF_DAY = frozenset({"tonight", "midnight", "end of day", "end of today", "eod"})
_END_OF_WEEK = frozenset({"end of week", "end of this week", "eow"})


class PauseError(ValueError):
    """A pause is not to be had: `unclear`, `past` (already over) or `too_long`, says `reason`."""

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


def read_pause(text: str, *, now: datetime, zone: ZoneInfo) -> Pause:
    """Read a pause, said as `90m`, `today`, `until monday and tell me` and so on.

    `today`, `tomorrow` and `this week` last until they are over, and so does `next week`; a weekday
    or a date ends the pause when it begins, all by the clock of `zone`. A weekday is the next one,
    never today.

    Raises:
        PauseError: it cannot be read, is not in the future, or is more than a year away.
    """
    said = _plain(text)
    if len(said) > _LONGEST_TEXT:
        raise PauseError("unclear", text)
    wish = _TELL.search(said)
    if wish is not None:
        said = said[: wish.start()].strip()
    now = now.astimezone(UTC)
    end = _stretch_end(said, now, zone) or _moment(said, now, zone)
    if end is None:
        try:
            end = now + parse_duration(said.removeprefix("for "))
        except PauseError as error:
            raise PauseError(error.reason, text) from None
    if end - now < SHORTEST:
        raise PauseError("past", text)
    if end - now > LONGEST:
        raise PauseError("too_long", text)
    return Pause(until=end.astimezone(UTC), announces=wish is not None)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _stretch_end(said: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the end of a stretch of days that a pause takes up whole, if it is one."""
    name = said.removeprefix("for ").replace("the ", "")
    today = now.astimezone(zone).date()
    if name in _TODAY:
        return _midnight(today + _DAY, zone)
    if name in _TOMORROW:
        return _midnight(today + 2 * _DAY, zone)
    if name in _THIS_WEEK:
        return _midnight(monday_after(today), zone)
    if name == "next week":
        return _midnight(monday_after(today) + 7 * _DAY, zone)
    return None


def _moment(said: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the day or the time until which a pause lasts, if it names one."""
    when = next((said.removeprefix(word) for word in _UNTIL if said.startswith(word)), said)
    today = now.astimezone(zone).date()
    name = when.replace("the ", "")
    if name in _END_OF_DAY:
        return _midnight(today + _DAY, zone)
    if name in _END_OF_WEEK:
        return _midnight(monday_after(today), zone)
    words = when.split(" ")
    if len(words) > MOST_WORDS:
        return None
    for at in range(len(words) + 1):
        first, second = " ".join(words[:at]), " ".join(words[at:])
        end = _dated(first, second, today, zone) or _dated(second, first, today, zone)
        if end is not None:
            return end
    return None


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

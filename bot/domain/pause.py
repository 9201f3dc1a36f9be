"""Silence until a stated end: reading how people say it, and working out the end."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.written_hours import weekday_named

LONGEST = timedelta(days=366)
SHORTEST = timedelta(minutes=1)

_DURATION = re.compile(
    r"(?:(?P<days>\d+)\s*d(?:ays?)?)?\s*"
    r"(?:(?P<hours>\d+)\s*h(?:ours?|rs?)?)?\s*"
    r"(?:(?P<minutes>\d+)\s*(?:m(?:in(?:ute)?s?)?)?)?",
    re.ASCII,
)
_MOST_DIGITS = 6


class PauseError(ValueError):
    """A pause is not to be had: `unclear`, `past` (already over) or `too_long`, says `reason`."""

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.text = text


def parse_duration(text: str) -> timedelta:
    """Read `90m`, `2h`, `1h30m`, `1 day` or a bare number of minutes.

    Raises:
        PauseError: it is none of these, or nothing at all.
    """
    match = _DURATION.fullmatch(text.strip().lower())
    if match is None or not any(match.groups()):
        raise PauseError("unclear", text)
    digits = {name: value for name, value in match.groupdict().items() if value}
    if any(len(value) > _MOST_DIGITS for value in digits.values()):
        raise PauseError("too_long", text)
    duration = timedelta(**{name: int(value) for name, value in digits.items()})
    if duration > LONGEST:
        raise PauseError("too_long", text)
    return duration


def pause_end(text: str, *, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant at which a pause ends, said as `90m`, `today`, `until monday` and so on.

    `today` ends at the coming midnight, `tomorrow` when tomorrow is over, a weekday or a date when
    it begins, all by the clock of `zone`. A weekday is the next one, never today.

    Raises:
        PauseError: it cannot be read, is not in the future, or is more than a year away.
    """
    said = " ".join(text.lower().split())
    now = now.astimezone(UTC)
    end = _named_end(said, now.astimezone(zone), zone) or now + parse_duration(
        said.removeprefix("for ")
    )
    if end - now < SHORTEST:
        raise PauseError("past", text)
    if end - now > LONGEST:
        raise PauseError("too_long", text)
    return end.astimezone(UTC)


def _named_end(said: str, local: datetime, zone: ZoneInfo) -> datetime | None:
    if said in {"today", "for today", "rest of today"}:
        return _midnight(local.date() + timedelta(days=1), zone)
    if said in {"tomorrow", "for tomorrow"}:
        return _midnight(local.date() + timedelta(days=2), zone)
    when = said.removeprefix("until ").removeprefix("till ")
    if when == "tomorrow":
        return _midnight(local.date() + timedelta(days=1), zone)
    return _date_end(when, local, zone) or _time_end(when, local, zone)


def _date_end(when: str, local: datetime, zone: ZoneInfo) -> datetime | None:
    weekday = weekday_named(when.removeprefix("next "))
    if weekday is not None:
        ahead = (weekday - local.weekday() - 1) % 7 + 1
        return _midnight(local.date() + timedelta(days=ahead), zone)
    try:
        return _midnight(date.fromisoformat(when), zone)
    except ValueError:
        return None


def _time_end(when: str, local: datetime, zone: ZoneInfo) -> datetime | None:
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", when, re.ASCII)
    if match is None:
        return None
    return datetime.combine(local.date(), time(int(match[1]), int(match[2])), tzinfo=zone)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)

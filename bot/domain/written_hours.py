"""Work hours as people write them: `Mon-Fri 09:00-12:30, 13:30-17:30`."""

import itertools
import re
from collections.abc import Sequence

from bot.domain.work_hours import MINUTES_A_DAY, Window, WorkHours, WorkHoursError

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_LONGEST = 1_000
"""Characters; a line for each day of the week has a third of that."""

_QUOTED = 80
"""Characters that are quoted of what is too long."""

# These read text in which white space is single blanks: each tries no more than one of them.
_DASH = re.compile(r" ?(?:[-\N{EN DASH}\N{EM DASH}]|\bto\b) ?")
_COMMA = re.compile(r" ?,(?: ?and\b)? ?| and | ")
_HALF = re.compile(r"(?<=\d) ?([ap])(?:m\b|\.m\.)", re.ASCII | re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})(?::([0-5]\d))?(am|pm)?", re.ASCII)
_LINE = re.compile(r"([a-z][a-z\s,-]*?)[\s:]+(\d.*)", re.ASCII | re.IGNORECASE)
_NOON = 12
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def parse_hours(text: str) -> WorkHours:
    """Read hours as people write them, a line for each group of days.

    For example `Mon-Fri 09:00-12:30, 13:30-17:30`. Days that no line names are off. Hours that are
    none of a clock of 24 may be either half of the day: `9-5` ends in the afternoon.

    Raises:
        WorkHoursError: a line is not of that form, names a day twice, or has overlapping times.
    """
    lines = [" ".join(part.split()) for part in re.split(r"[\n;]", text)]
    if sum(map(len, lines)) > _LONGEST:
        raise WorkHoursError(next(filter(None, lines))[:_QUOTED])
    days: list[tuple[Window, ...]] = [()] * len(WEEKDAYS)
    named: set[int] = set()
    for line in filter(None, lines):
        plain = _HALF.sub(lambda half: f"{half[1].lower()}m", line)
        match = _LINE.fullmatch(_DASH.sub("-", plain))
        if match is None:
            raise WorkHoursError(line)
        group = _parse_days(match[1], line)
        windows = _parse_windows(match[2], line)
        if named & set(group):
            raise WorkHoursError(line)
        named.update(group)
        for day in group:
            days[day] = windows
    if not any(days):
        raise WorkHoursError("")
    return WorkHours(tuple(days))


def format_hours(hours: WorkHours) -> str:
    """Write hours in the form that `parse_hours` reads, days with the same times together."""
    lines: list[str] = []
    day = 0
    while day < len(WEEKDAYS):
        last = day
        while last + 1 < len(WEEKDAYS) and hours.days[last + 1] == hours.days[day]:
            last += 1
        if hours.days[day]:
            name = WEEKDAYS[day] if day == last else f"{WEEKDAYS[day]}-{WEEKDAYS[last]}"
            lines.append(f"{name} {', '.join(map(str, hours.days[day]))}")
        day = last + 1
    return "\n".join(lines)


def _parse_days(text: str, line: str) -> tuple[int, ...]:
    days: list[int] = []
    for part in filter(None, _COMMA.split(text)):
        first, dash, last = part.partition("-")
        start = weekday_named(first)
        end = weekday_named(last) if dash else start
        if start is None or end is None:
            raise WorkHoursError(line)
        days += [day % len(WEEKDAYS) for day in range(start, end + 1 + 7 * (end < start))]
    return tuple(days)


def weekday_named(word: str) -> int | None:
    """Return the weekday (0 is Monday) that a word such as `Mon`, `tues` or `Fridays` means."""
    name = word.lower().removesuffix("s")
    if len(name) < len("mon"):
        return None
    return next((day for day, full in enumerate(_DAY_NAMES) if full.startswith(name)), None)


def hour_of_half(hour: int, half: str) -> int | None:
    """Return the hour of the day that one before (`am`) or after noon is; None if there is none."""
    return hour % _NOON + _NOON * (half == "pm") if 0 < hour <= _NOON else None


def _parse_windows(text: str, line: str) -> tuple[Window, ...]:
    parts = [part.partition("-") for part in _COMMA.split(text) if part]
    clocks = [(_CLOCK.fullmatch(start), _CLOCK.fullmatch(end)) for start, _, end in parts]
    is_either = not any(clock and _is_of_24(clock[1]) for pair in clocks for clock in pair)
    windows: list[Window] = []
    for start, end in clocks:
        after = windows[-1].end if windows else 0
        window = _likeliest(
            _readings(start, is_either=is_either),
            [at or MINUTES_A_DAY for at in _readings(end, is_either=is_either)],
            after=after,
        )
        if window is None:
            raise WorkHoursError(line)
        windows.append(window)
    windows.sort()
    for earlier, later in itertools.pairwise(windows):
        if earlier.end >= later.start:
            raise WorkHoursError(line)
    return tuple(windows)


def _is_of_24(hour: str) -> bool:
    """Tell whether only a clock of 24 hours shows this one so."""
    return hour.startswith("0") or int(hour) > _NOON


def _readings(clock: re.Match[str] | None, *, is_either: bool) -> list[int]:
    """Return the minutes of the day that a time may mean; none where it means nothing."""
    if clock is None:
        return []
    hour, minute, half = int(clock[1]), int(clock[2] or 0), clock[3]
    if half is None:
        at = hour * 60 + minute
        return [at, at + _NOON * 60] if is_either else [at]
    whole = hour_of_half(hour, half)
    return [] if whole is None else [whole * 60 + minute]


def _likeliest(starts: Sequence[int], ends: Sequence[int], *, after: int) -> Window | None:
    """Return the shortest window, the earliest of two; it comes after another if it can."""
    windows = [
        Window(start, end) for start in starts for end in ends if start < end <= MINUTES_A_DAY
    ]
    return min(
        windows,
        key=lambda window: (window.start < after, window.end - window.start, window.start),
        default=None,
    )

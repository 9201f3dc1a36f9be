"""Work hours as people write them: `Mon-Fri 09:00-12:30, 13:30-17:30`."""

import itertools
import re

from bot.domain.work_hours import Window, WorkHours, WorkHoursError

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_LONGEST = 1_000
"""Characters; a line for each day of the week has a third of that."""

_QUOTED = 80
"""Characters that are quoted of what is too long."""

# These read text in which white space is single blanks: each tries no more than one of them.
_DASH = re.compile(r" ?(?:[-\N{EN DASH}\N{EM DASH}]|\bto\b) ?")
_COMMA = re.compile(r" ?,(?: ?and\b)? ?| and | ")
_WINDOW = re.compile(r"(\d{1,2})(?::(\d{2}))?-(\d{1,2})(?::(\d{2}))?", re.ASCII)
_LINE = re.compile(r"([a-z][a-z\s,-]*?)[\s:]+(\d.*)", re.ASCII | re.IGNORECASE)
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def parse_hours(text: str) -> WorkHours:
    """Read hours as people write them, a line for each group of days.

    For example `Mon-Fri 09:00-12:30, 13:30-17:30`. Days that no line names are off.

    Raises:
        WorkHoursError: a line is not of that form, names a day twice, or has overlapping times.
    """
    lines = [" ".join(part.split()) for part in re.split(r"[\n;]", text)]
    if sum(map(len, lines)) > _LONGEST:
        raise WorkHoursError(next(filter(None, lines))[:_QUOTED])
    days: list[tuple[Window, ...]] = [()] * len(WEEKDAYS)
    named: set[int] = set()
    for line in filter(None, lines):
        match = _LINE.fullmatch(_DASH.sub("-", line))
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


def _parse_windows(text: str, line: str) -> tuple[Window, ...]:
    windows: list[Window] = []
    for part in filter(None, _COMMA.split(text)):
        match = _WINDOW.fullmatch(part)
        if match is None:
            raise WorkHoursError(line)
        start, start_minute, end, end_minute = (int(piece or 0) for piece in match.groups())
        if max(start_minute, end_minute) >= 60:  # noqa: PLR2004 - minutes in an hour
            raise WorkHoursError(line)
        try:
            windows.append(Window(start * 60 + start_minute, end * 60 + end_minute))
        except WorkHoursError:
            raise WorkHoursError(line) from None
    windows.sort()
    for earlier, later in itertools.pairwise(windows):
        if earlier.end >= later.start:
            raise WorkHoursError(line)
    return tuple(windows)

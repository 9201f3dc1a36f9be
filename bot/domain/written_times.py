"""Lengths, dates and times of day as people write them: `1h30`, `half an hour`, `1 Dec`, `3pm`."""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta
from fractions import Fraction

from bot.domain.written_hours import hour_of_half, weekday_named

MOST_WORDS = 12

_HALF = Fraction(1, 2)
_NUMBERS = {
    "half": _HALF,
    **dict.fromkeys(("a", "an", "one"), Fraction(1)),
    **{
        word: Fraction(number)
        for number, word in enumerate(
            ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=2
        )
    },
}
_UNITS = {
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), timedelta(weeks=1)),
    **dict.fromkeys(("d", "day", "days"), timedelta(days=1)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), timedelta(hours=1)),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), timedelta(minutes=1)),
}
_AND_A_HALF = "and a half"
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SHORTEST_MONTH = 3
_MOST_DIGITS = 6

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]{1,2})?")
_EDGE = re.compile(r"(?<=[0-9])(?=[a-z])|(?<=[a-z])(?=[0-9])")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?")
_YEAR = re.compile(r"[0-9]{4}")
_TIME = re.compile(r"([0-9]{1,2})(?::([0-5][0-9]))? ?(am|pm|o'clock)?")


class TooLongError(ValueError):
    """A length has more digits than any length that matters."""


def read_duration(said: str) -> timedelta | None:
    """Read `90m`, `1h30`, `half an hour`, `two weeks` or a bare number of minutes; None for others.

    Raises:
        TooLongError: a number in it is out of all reason.
    """
    words = _words_of_duration(said)
    if not 0 < len(words) <= MOST_WORDS:
        return None
    total, units = timedelta(), list[timedelta]()
    while words:
        number = _take_number(words)
        if number is None:
            return None
        unit = _take_unit(words, before=units)
        if unit is None or unit in units:
            return None
        units.append(unit)
        if words and words[0] == _AND_A_HALF:
            words.pop(0)
            number += _HALF
        total += timedelta(seconds=float(number * int(unit.total_seconds())))
    return total


def read_time(said: str) -> time | None:
    """Read a time of day such as `15:00`, `3pm`, `at 9` or `noon`; None for anything else."""
    if said == "noon":
        return time(12)
    when = said.removeprefix("at ")
    match = _TIME.fullmatch(when)
    if match is None or not (match[2] or match[3] or when != said):
        return None
    hour: int | None = int(match[1])
    if match[3] in {"am", "pm"}:
        hour = hour_of_half(int(match[1]), match[3])
    return None if hour is None or hour > time.max.hour else time(hour, int(match[2] or 0))


def read_date(said: str, *, today: date) -> date | None:
    """Read a day such as `tomorrow`, `next monday`, `1 Dec` or `2026-12-01`; None for others.

    A weekday is the next one, never today; a date without a year is the next one.
    """
    match said:
        case "tomorrow":
            return today + timedelta(days=1)
        case "day after tomorrow" | "the day after tomorrow":
            return today + timedelta(days=2)
        case "next week":
            return monday_after(today)
    weekday = weekday_named(said.removeprefix("next ").removeprefix("on "))
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    iso = _ISO.fullmatch(said)
    if iso is not None:
        return _date(*map(int, iso.groups()))
    return _named_date([word for word in _plain(said) if word not in {"the", "of", "on"}], today)


def monday_after(day: date) -> date:
    """Return the first Monday after a day."""
    return day + timedelta(days=7 - day.weekday())


def _words_of_duration(said: str) -> list[str]:
    words = _EDGE.sub(" ", said).replace(f" {_AND_A_HALF}", " +").split()
    spelt = (_AND_A_HALF if word == "+" else word.rstrip(",") for word in words)
    return [word for word in spelt if word and word != "and"]


def _take_number(words: list[str]) -> Fraction | None:
    word = words.pop(0)
    if word in _NUMBERS:
        number = _NUMBERS[word]
        if word == "half" and words and words[0] in {"a", "an"}:
            words.pop(0)
    elif _NUMBER.fullmatch(word):
        if len(word) > _MOST_DIGITS:
            raise TooLongError(word[:_MOST_DIGITS])
        number = Fraction(word.replace(",", "."))
    else:
        return None
    if words and words[0] == _AND_A_HALF:
        words.pop(0)
        number += _HALF
    return number


def _take_unit(words: list[str], *, before: Sequence[timedelta]) -> timedelta | None:
    """Return the unit that follows a number; a last one without any counts minutes."""
    if words and words[0] in _UNITS:
        return _UNITS[words.pop(0)]
    may_be_bare = not before or before[-1] == _UNITS["h"]
    return _UNITS["m"] if not words and may_be_bare else None


def _plain(said: str) -> list[str]:
    return [word.rstrip(",") for word in said.split()][:MOST_WORDS]


def _named_date(words: Sequence[str], today: date) -> date | None:
    """Read a day and the name of a month, in either order, and perhaps a year."""
    year: int | None = None
    if len(words) == 3 and _YEAR.fullmatch(words[2]):  # noqa: PLR2004 - a day, a month, a year
        year, words = int(words[2]), words[:2]
    if len(words) != 2:  # noqa: PLR2004 - same
        return None
    for day, name in (words, reversed(words)):
        match, month = _DAY.fullmatch(day), _month(name)
        if match is not None and month is not None:
            return _next_date(year, month, int(match[1]), today)
    return None


def _month(word: str) -> int | None:
    if len(word) < _SHORTEST_MONTH:
        return None
    name = word.rstrip(".")
    return next((at for at, full in enumerate(_MONTHS, start=1) if full.startswith(name)), None)


def _next_date(year: int | None, month: int, day: int, today: date) -> date | None:
    if year is not None:
        return _date(year, month, day)
    this, following = _date(today.year, month, day), _date(today.year + 1, month, day)
    return this if this is not None and this > today else following


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

"""Reads when a board is to be posted: `monday 9`, `fri 16:00`, `4pm`, or nothing at all."""

import re

from bot.domain.written_hours import WEEKDAYS

DEFAULT_WEEKDAY = 4
DEFAULT_HOUR = 16

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_NAME = len(WEEKDAYS[0])
_HOUR = re.compile(r"(\d{1,2})(?::00)?\s?(am|pm)?")
_BETWEEN_HOURS = re.compile(r"\d{1,2}[:.]\d{2}\s?(am|pm)?")
_NOON = 12
_HOURS_A_DAY = 24


class ScheduleError(ValueError):
    """A day and hour cannot be read.

    Attributes:
        text: what was typed.
        half: the time was clear, but lies between two hours.
    """

    def __init__(self, text: str, *, half: bool = False) -> None:
        super().__init__(text)
        self.text = text
        self.half = half


def read_schedule(text: str) -> tuple[int, int]:
    """Return a weekday (0 is Monday) and an hour; what is left out is Friday, or 16:00.

    Raises:
        ScheduleError: it is anything else, such as a half hour.
    """
    day, _, hour = text.strip().lower().partition(" ")
    weekday = _weekday(day.removesuffix(","))
    if weekday is None:
        weekday, hour = DEFAULT_WEEKDAY, f"{day} {hour}"
    hour = hour.strip().removeprefix("at ").strip()
    return weekday, _hour(hour, text) if hour else DEFAULT_HOUR


def _weekday(word: str) -> int | None:
    if len(word) < _SHORTEST_NAME:
        return None
    singular = word.removesuffix("s") if word.endswith("days") else word
    return next((index for index, name in enumerate(_NAMES) if name.startswith(singular)), None)


def _hour(said: str, text: str) -> int:
    match = _HOUR.fullmatch(said)
    if match is None:
        raise ScheduleError(text, half=_BETWEEN_HOURS.fullmatch(said) is not None)
    hour = int(match[1])
    if match[2]:
        if not 1 <= hour <= _NOON:
            raise ScheduleError(text)
        hour = hour % _NOON + (_NOON if match[2] == "pm" else 0)
    if hour >= _HOURS_A_DAY:
        raise ScheduleError(text)
    return hour
